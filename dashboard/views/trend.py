"""Trend: one indicator of one gemeente over time, beside Nederland and published figures."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.charts import palette, words
from dashboard.charts.legend import legend
from dashboard.charts.multiples import Cell, breakdown_meaning, breakdown_name, multiples, multiples_table
from dashboard.charts.table import trend_table
from dashboard.charts.trend import trend_chart
from dashboard.choices import Choice
from dashboard.standing import Trend
from metrics.definition import Indicator, Variant
from metrics.indicators import INDICATORS
from metrics.uitsplitsingen import KRUIS

_NOT_DIVIDED = "Niet uitsplitsen"
MOST_CELLS = 12


def render(
    choice: Choice,
    trend_of: Callable[[Indicator, Variant], Trend],
    counted_by: Sequence[str],
    cells_of: Callable[[Indicator, Variant, str], list[Cell]],
) -> None:
    """Let the reader choose an indicator, then show its finding, chart, table, breakdown and source.

    ``counted_by`` names the breakdowns there are counts of.
    """
    indicator, variant = _choose()
    trend = trend_of(indicator, variant)
    own = trend.own
    if own.is_empty() or own["status"].eq("geen_levering").all():
        _nothing(choice, indicator)
        return
    st.header(words.finding(indicator, trend.row, trend.verdict, choice.naam, choice.beside))
    st.markdown(words.trend_sentence(indicator, variant, own, choice.naam))
    if trend.row is not None and trend.row["waarde"] is not None:
        st.markdown(f"**{words.compared(indicator, trend.row, trend.verdict, trend.rest, choice.beside)}**")
    ink = palette.INK.get(st.context.theme.type or "")
    chart = trend_chart(
        own,
        trend.theirs,
        trend.references,
        indicator,
        naam=choice.naam,
        kind=choice.kind,
        beside=choice.beside,
        ink=ink,
    )
    st.plotly_chart(
        chart,
        key="trend_chart",
        config={"displayModeBar": False, "responsive": True},
        alt=words.chart_alt(indicator, variant, own, choice.naam, choice.beside),
    )
    st.caption(" ".join([*legend(chart), *_about(indicator, variant), *_older_year(trend, variant)]))
    for line in words.missing(own):
        st.markdown(line)
    st.caption(trend.source)
    _table(trend, indicator, variant, choice)
    _breakdown(indicator, variant, choice, counted_by, cells_of)
    _references(trend.references, indicator)


def _choose() -> tuple[Indicator, Variant]:
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="medium")
    by_name = {indicator.naam: indicator for indicator in INDICATORS}
    with row:
        name = st.selectbox("Indicator", list(by_name), key="trend_indicator", bind="query-params", width=320)
        indicator = by_name[name or next(iter(by_name))]
        variants = {variant.naam: variant for variant in indicator.varianten}
        variant = indicator.standaard
        if len(variants) > 1:
            # Its own key per indicator: a choice made for one must not be looked up in another.
            chosen = st.selectbox(
                "Hoe geteld",
                list(variants),
                key=f"trend_variant_{indicator.code.lower()}",
                bind="query-params",
                width=380,
            )
            variant = variants[chosen or indicator.standaard.naam]
    return indicator, variant


def _nothing(choice: Choice, indicator: Indicator) -> None:
    st.info(
        f"Over {choice.naam} zijn geen gegevens geleverd voor: {indicator.naam}. "
        f"Dat is iets anders dan nul. Nodig is: {indicator.bron}",
        icon=":material/inbox:",
    )


def _about(indicator: Indicator, variant: Variant) -> list[str]:
    median = ["Het cijfer is een mediaan: de helft wachtte korter, de helft langer."]
    return [
        *(median if variant.wachttijd is not None else []),
        f"Eenheid: {words.unit(indicator, variant).replace('%', 'procent')}. De as begint bij nul.",
    ]


def _older_year(trend: Trend, variant: Variant) -> list[str]:
    """Say which year's people or dwellings the newest figure leans on, where a newer year is not known yet."""
    year = None if trend.row is None else trend.row.get("noemer_jaar")
    if year is None or variant.bevolking is None:
        return []
    return [f"Het aantal {variant.bevolking.value} is dat van {year}: een jaar dat beter past, is niet bekend."]


def _table(trend: Trend, indicator: Indicator, variant: Variant, choice: Choice) -> None:
    st.header("Tabel", divider="gray")
    table = trend_table(trend.own, trend.theirs, indicator, variant, choice.naam, choice.beside)
    st.dataframe(
        table,
        hide_index=True,
        height="auto",
        placeholder="–",
        column_config=_columns(table, indicator, choice),
        key="trend_table",
        alt=f"Tabel met alle waarden van {indicator.naam.lower()} in {choice.naam}.",
    )


def _columns(table: pl.DataFrame, indicator: Indicator, choice: Choice) -> dict[str, Any]:
    """Numbers stay numbers, so that a click sorts by size; the browser writes them as its reader does."""
    value_format = "percent" if words.axis_suffix(indicator) else "localized"
    formats = dict.fromkeys((choice.naam, choice.beside.kort), value_format)
    numbers = {
        name: st.column_config.NumberColumn(format=formats.get(name, "localized"))
        for name, kind in table.schema.items()
        if kind.is_numeric()
    }
    ranges = {name: st.column_config.TextColumn(alignment="right") for name in ("Waarschijnlijk", "Grenzen")}
    return numbers | ranges


def _breakdown(
    indicator: Indicator,
    variant: Variant,
    choice: Choice,
    counted_by: Sequence[str],
    cells_of: Callable[[Indicator, Variant, str], list[Cell]],
) -> None:
    """Let the reader divide the newest final figure over the cells of a breakdown."""
    single = [by for by in counted_by if KRUIS not in by]
    names = {breakdown_name(by): by for by in single if by.partition(":")[0] in indicator.uitsplitsingen}
    if not names:
        return
    st.header("Uitgesplitst", divider="gray")
    chosen = st.selectbox(
        "Splits uit naar",
        [_NOT_DIVIDED, *names],
        key=f"trend_cells_{indicator.code.lower()}",
        bind="query-params",
        width=320,
    )
    if chosen not in names:
        return
    by = names[chosen]
    cells = cells_of(indicator, variant, by)
    if not cells:
        st.info(f"In deze periode is er niets om uit te splitsen naar {chosen.lower()}.", icon=":material/inbox:")
        return
    meaning = breakdown_meaning(by, indicator.tabel_van(variant))
    st.markdown(
        f"Over {words.when(cells[0].row)}, in {choice.naam}. {meaning} Verschillen tussen delen kunnen toeval zijn: "
        "kijk naar de marge onder elk getal."
    )
    st.html(multiples(cells[:MOST_CELLS], indicator, choice.naam))
    if len(cells) > MOST_CELLS:
        st.markdown(f"De {MOST_CELLS} delen met de meeste gevallen staan hierboven; alle {len(cells)} in de tabel.")
    table = multiples_table(cells, indicator, chosen)
    shares = {
        "Waarde": st.column_config.NumberColumn(format="percent" if words.axis_suffix(indicator) else "localized")
    }
    st.dataframe(
        table,
        hide_index=True,
        placeholder="–",
        column_config=shares | {"Waarschijnlijk": st.column_config.TextColumn(alignment="right")},
        key="trend_cells_table",
        alt=f"Tabel met {indicator.naam.lower()} in {choice.naam}, uitgesplitst naar {chosen.lower()}.",
    )
    st.caption(
        f"In elk lijntje: doorgetrokken is het deel, gestreept is heel {choice.naam}. Alle lijntjes hebben één schaal."
    )


def _references(references: pl.DataFrame, indicator: Indicator) -> None:
    if references.is_empty():
        return
    st.header("Gepubliceerde cijfers", divider="gray")
    st.markdown("Deze cijfers zijn elders gepubliceerd. Ze zijn niet met onze gegevens berekend.")
    for row in references.sort("periode", descending=True).iter_rows(named=True):
        note = f" {row['opmerking']}" if row["opmerking"] else ""
        ends = [end for end in (row["waarde"], row["waarde_tot"]) if end is not None]
        shown = " tot ".join(texts.number(end * words.axis_scale(indicator), 1) for end in ends)
        st.markdown(
            f"- **{shown}{words.axis_suffix(indicator)}** in {row['periode']}: [{row['bron']}]({row['url']}).{note}"
        )
