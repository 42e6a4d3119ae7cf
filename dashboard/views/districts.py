"""Wijken: an indicator per postcodegebied within the own gemeente, and whether the areas differ more than chance."""

from typing import Final

import streamlit as st

from dashboard import texts
from dashboard.charts import districts as drawn
from dashboard.charts import words
from dashboard.charts.interval_dots import dots_chart
from dashboard.charts.units import amount, axis_scale, axis_suffix, column_format, decimals
from dashboard.figures import districts
from dashboard.figures.breakdowns import breakdown_name
from dashboard.figures.districts import Districts
from dashboard.panels import indicator_choice, notices, open_period, states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.drawn import ink, may_change
from dashboard.panels.picture import Picture, show
from metrics.definition import Indicator, Variant

_NEWEST: Final = "Nieuwste dat af is"
_YEARS_ONLY: Final = "Per gebied tonen we alleen kalenderjaren: maanden van een paar straten gaan over mensen."
_PROTECTION: Final = (
    "Exacte aantallen van de eigen gemeente per gebied, ook kleine. Ze worden nooit gepubliceerd en zijn alleen voor "
    "wie de eigen cijfers mag zien. Deel dit bestand niet verder: in een klein gebied kan iemand herkenbaar zijn."
)


def render(context: Context, choice: Choice) -> None:
    """Let the reader choose an indicator and a year, then show its areas, their spread, and what is not known."""
    source, gm_code = context.source, choice.gm_code
    if not notices.has_figures(source, context.state):
        return
    if not districts.may_see(source, gm_code):
        states.withheld(
            "Wijken en postcodegebieden zijn alleen te zien door de gemeente zelf.",
            "Vraag uw beheerder om het recht 'eigen cijfers'.",
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        indicator, variant = indicator_choice.choose("wijken", among=districts.divided())
        found_in = districts.layers(source, gm_code, indicator.code)
        laag = _layer(found_in)
        jaar = _year(source_years=districts.years(source, gm_code, indicator.code, variant.code))
    found = districts.districts(source, gm_code, indicator.code, variant.code, laag, jaar) if found_in else None
    if found is None:
        states.empty(
            f"Over {choice.naam} is voor '{indicator.naam}' geen postcode geleverd. Dat is iets anders dan nul.",
            f"Nodig is: {_needed(indicator)}. Of kies een ander cijfer of jaar.",
        )
    else:
        _found(context, choice, indicator, variant, laag, found)
    _not_here(found_in, choice)


def _layer(found: tuple[str, ...]) -> str:
    """Let the reader choose between postcodegebieden and wijken, where there are both."""
    if len(found) < 2:
        return found[0] if found else "pc4"
    chosen = st.segmented_control(
        "Gebied", list(found), default=found[0], format_func=breakdown_name, key="wijken_gebied", bind="query-params",
        required=True,
    )  # fmt: skip
    return chosen or found[0]


def _year(source_years: tuple[districts.Span, ...]) -> str:
    """Let the reader choose a calendar year; the newest that will not change comes first."""
    names = [span.naam for span in reversed(source_years)]
    open_ = {span.naam for span in source_years if span.voorlopig}
    if st.session_state.get("wijken_jaar") not in (None, _NEWEST, *names):
        del st.session_state["wijken_jaar"]  # of another gemeente or indicator
    chosen = open_period.choose("Jaar", [_NEWEST, *names], open_, key="wijken_jaar", width=220, note=_YEARS_ONLY)
    return "" if chosen == _NEWEST else chosen


def _found(
    context: Context, choice: Choice, indicator: Indicator, variant: Variant, laag: str, found: Districts
) -> None:
    when = texts.span(found.span.van, found.span.tot)
    whole = found.whole
    known = whole is not None and whole["waarde"] is not None
    st.markdown(
        f"{indicator.naam} in heel {choice.naam}, {when}: "
        + (f"**{amount(indicator, variant, whole['waarde'])}**." if whole is not None and known else "geen cijfer.")
        + f" {may_change(voorlopig=found.span.voorlopig)}"
    )
    one, many = drawn.LAYER[laag]
    everything = (*found.areas, *found.small)
    if len(everything) == 1:
        area = everything[0]
        states.empty(
            f"{choice.naam} heeft hier één {one}: {area.naam}. Er is niets naast te zetten.",
            f"Geteld: {words.counted(area.row, indicator, variant)}. Het verloop staat op de pagina Trend.",
        )
        return
    if len(found.areas) < 2:
        how_many = "heeft er maar één" if found.areas else "heeft er geen"
        states.too_little(
            f"Van de {texts.number(len(everything))} {many} {how_many} {districts.LEAST_CASES} gevallen of meer.",
            "Zo kleine gebieden zijn niet te vergelijken. Hieronder staan de aantallen.",
        )
        _table(drawn.districts_table(found, indicator, variant, laag), indicator, variant)
        return
    _picture(context, choice, indicator, variant, laag, found)


def _picture(
    context: Context, choice: Choice, indicator: Indicator, variant: Variant, laag: str, found: Districts
) -> None:
    eenheid = indicator.eenheid_van(variant)
    whole = None if found.whole is None else found.whole["waarde"]
    table = drawn.districts_table(found, indicator, variant, laag)
    st.markdown(drawn.spread_sentence(found, indicator, variant))
    notes = [
        drawn.lifted_sentence(found),
        drawn.chance_sentence(found, laag),
        f"Getekend zijn de {drawn.MOST // 2} hoogste en de {drawn.MOST // 2} laagste."
        if len(found.areas) > drawn.MOST
        else "",
        drawn.small_sentence(found, laag),
        drawn.elsewhere_sentence(found, laag),
    ]
    show(
        Picture(
            "wijken_gebieden",
            drawn.districts_title(found, laag, choice.naam),
            dots_chart(
                drawn.district_dots(found, indicator, variant),
                suffix=axis_suffix(eenheid),
                decimals=decimals(eenheid),
                whole=None if whole is None else whole * axis_scale(eenheid),
                whole_name=f"heel {choice.naam} {amount(indicator, variant, whole)}",
                ink=ink(),
            ),
            drawn.districts_alt(found, indicator, variant, laag, choice.naam),
            table,
            _own_source(context, indicator),
            (indicator,),
            tuple(note for note in notes if note),
            {"Waarde": st.column_config.NumberColumn(format=column_format(eenheid))},
            protection=_PROTECTION,
        )
    )


def _table(table: object, indicator: Indicator, variant: Variant) -> None:
    st.dataframe(
        table, hide_index=True, placeholder="–", key="wijken_klein",
        column_config={"Waarde": st.column_config.NumberColumn(format=column_format(indicator.eenheid_van(variant)))},
    )  # fmt: skip


def _not_here(found_in: tuple[str, ...], choice: Choice) -> None:
    """Say what this page cannot know, and for whom it is."""
    st.header("Wat hier niet staat", divider="gray")
    told = [
        f"Deze aantallen zijn exact en alleen voor {choice.naam}: ze worden nooit gepubliceerd. In een klein gebied "
        "kan iemand herkenbaar zijn. Deel het beeld dus niet zomaar verder.",
        "Hoeveel mensen er in een gebied wonen, is hier niet bekend. Daarom staan er delen van gevallen, en geen "
        "aantal per inwoner: een gebied met veel meldingen kan gewoon groot zijn.",
        "Gebieden verschillen ook in wie er woont. Een verschil zegt niet waardoor het komt.",
    ]
    if "wijk" not in found_in:
        told.insert(
            1,
            "Wijken, buurten en straten zijn er niet: daarvoor is een tabel nodig van postcodes met zes tekens naar "
            "wijken, en die is niet ingesteld. Het fijnste is nu de postcode met vier cijfers.",
        )
    st.markdown("\n".join(f"- {line}" for line in told))


def _own_source(context: Context, indicator: Indicator) -> str:
    defined = f"Definitie {indicator.code}, versie {indicator.versie}."
    return f"Bron: {indicator.bron} Eigen cijfers: berekend op {texts.day(context.source.today)}. {defined}"


def _needed(indicator: Indicator) -> str:
    """Return what has to be delivered for an indicator; whatever else its source names is there or is only alike."""
    return indicator.bron.split(";")[0].rstrip(".")
