"""Vergelijken: is a gemeente really different from others like it, or is it chance, and from whom can it learn?"""

from collections.abc import Callable

import streamlit as st

from dashboard import texts
from dashboard.charts import versus
from dashboard.charts.answers import Answer, answers_html
from dashboard.figures import others, standing, standouts
from dashboard.figures.benchmark import VERGELIJKBAAR
from dashboard.figures.others import Field
from dashboard.figures.source import Source
from dashboard.figures.standouts import Standouts
from dashboard.figures.together import together
from dashboard.panels import (
    group_panel,
    heatmap_panel,
    indicator_choice,
    map_panel,
    open_period,
    peers_panel,
    profile_panel,
    states,
)
from dashboard.panels.among import Among, funnel, ranked
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.scatter_panel import scatter
from metrics.definition import Indicator, Variant
from metrics.indicators import INDICATORS

_AMONG: dict[str, Callable[[Among], None]] = {"Ranglijst": ranked, "Trechter": funnel, "Spreiding": scatter}
_ONE_BY_ONE = ("Ranglijst", "Spreiding")
_MAP = "Kaart"
_EVERY: dict[str, Callable[[Context, Choice], None]] = {
    "Alle cijfers": heatmap_panel.render, "Profiel": profile_panel.render,
}  # fmt: skip
_VIEWS = (*_AMONG, _MAP, *_EVERY)
_HELP = (
    "Ranglijst: wie hoger of lager is dan u. Trechter: wie verder weg ligt dan toeval en de gewone verschillen tussen "
    "gemeenten verklaren. Spreiding: twee cijfers tegen elkaar. Kaart: wie verschilt van de rest samen. Alle "
    "cijfers: iedereen in elk cijfer. Profiel: één gemeente in elk cijfer."
)
_OVER = (
    "Van andere gemeenten worden alleen jaren en kwartalen gepubliceerd. Bij 12 maanden ziet u daarom een jaar, en bij "
    "Maand een kwartaal. De nieuwste periode die af is, staat voorop."
)


def render(context: Context, choice: Choice) -> None:
    """Let the reader choose a way to look and an indicator; answer first, then draw, then say who is not shown."""
    view = st.segmented_control(
        "Weergave", _VIEWS, default="Ranglijst", key="vergelijken_weergave", bind="query-params", required=True,
        help=_HELP,
    )  # fmt: skip
    if view in _EVERY:
        _EVERY[view](context, choice)
    else:
        _one_indicator(context, choice, view or "Ranglijst")
    if choice.beside.gebied.startswith(VERGELIJKBAAR):
        peers_panel.render(context.source, choice.gm_code, choice.naam)
    group_panel.render(context.source)


def _one_indicator(context: Context, choice: Choice, view: str) -> None:
    """Show one indicator of everyone: the answer in words, the chosen drawing, and who is not in it."""
    source = context.source
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="medium")
    with row:
        indicator, variant = indicator_choice.choose("vergelijken")
    newest = others.field(source, choice.gm_code, indicator.code, variant.code, choice.kind, choice.beside)
    if newest is None:
        _nothing(source, indicator)
        return
    with row:
        found = _in_period(source, choice, indicator, variant, newest)
    said = standouts.standouts(
        source, choice.gm_code, indicator.code, variant.code, choice.kind, choice.beside, found.van
    )
    # In a funnel and on a map a gemeente stands beside all others: who differs from the own one is another question.
    _answer(
        source, choice, found, said if view in _ONE_BY_ONE else None, indicator, variant, one_by_one=view in _ONE_BY_ONE
    )
    if view == _MAP:
        map_panel.render(context, choice, found)
    else:
        _AMONG[view](Among(source, choice, indicator, variant, found, said, _origin(source, choice, indicator)))
    _missing(found)


def _in_period(source: Source, choice: Choice, indicator: Indicator, variant: Variant, newest: Field) -> Field:
    """Let the reader choose a period; the newest that will not change comes first."""
    labels = {row["periode"]: row for row in newest.periods.iter_rows(named=True) if row["periode_van"] != newest.van}
    options = [newest.periode, *labels]
    key = "vergelijken_over"
    if st.session_state.get(key, newest.periode) not in options:
        del st.session_state[key]
    open_ = {label for label, row in labels.items() if row["voorlopig"]}
    chosen = open_period.choose("Over", options, open_, key=key, width=210, note=_OVER)
    if chosen not in labels:
        return newest
    van = labels[chosen]["periode_van"]
    found = others.field(source, choice.gm_code, indicator.code, variant.code, choice.kind, choice.beside, van)
    return found or newest


def _answer(
    source: Source,
    choice: Choice,
    found: Field,
    said: Standouts | None,
    indicator: Indicator,
    variant: Variant,
    *,
    one_by_one: bool,
) -> None:
    """Answer in a sentence, then beside all together and one by one, with the tegenmaat and what chance would do."""
    asked = (choice.gm_code, indicator.code, variant.code, choice.kind, choice.beside, found.van)
    first = versus.own_sentence(found, indicator, variant, choice.naam)
    more = f" {versus.sure_sentence(said, found, indicator, variant, choice.beside)}" if one_by_one else ""
    st.markdown(f"{first}{more}")
    judged = said is not None and said.vergeleken > 0
    group = together(source, *asked)
    answers = [versus.beside_all(found, group, indicator, variant, choice.beside)]
    if said is not None and judged:
        answers += versus.sides(said, indicator)
    tegen = next((one for one in INDICATORS if one.code == indicator.tegenmaat), None)
    if tegen is not None:
        answers.append(_tegenmaat(source, choice, found, tegen))
    st.html(answers_html(answers))
    if said is not None and judged:
        st.markdown(versus.chance_sentence(said, None if group is None else group.verdict), help=versus.HOW_COMPARED)


def _tegenmaat(source: Source, choice: Choice, found: Field, tegen: Indicator) -> Answer:
    """Show the tegenmaat in the same period, where there is one, and that of the group."""
    asked = (choice.gm_code, tegen.code, tegen.standaard.code, choice.kind, choice.beside, found.van)
    other = others.field(source, *asked)
    if other is None or other.van != found.van:
        own = standing.figure(source, choice.gm_code, tegen.code, choice.kind)
        return versus.look_also_at(tegen, own, None, choice.beside)
    group = together(source, *asked)
    return versus.look_also_at(tegen, other.own, None if group is None else group.waarde, choice.beside)


def _missing(found: Field) -> None:
    """Say who is not shown and why, with the count in the label: first of the group, then all."""
    if found.missing.is_empty():
        return
    group = found.missing.filter(found.missing["gm_code"].is_in(list(found.peers)))
    label = (
        f"{texts.number(group.height)} van de {texts.number(len(found.peers))} gemeenten niet getoond: wie en waarom"
    )
    if group.is_empty():
        return
    with st.expander(label, icon=":material/visibility_off:", key="vergelijken_niet_getoond"):
        st.markdown(
            "Aantallen van anderen zijn afgerond op vijftallen. Wie te kleine aantallen heeft, of niet alles leverde, "
            "staat niet in de vergelijking. Dat zegt niets over hoe goed een gemeente het doet."
        )
        for reason, names in group.group_by("reden").agg("naam").sort("reden").iter_rows():
            st.markdown(f"**{len(names)} keer: {reason}.** {', '.join(sorted(names))}.")


def _origin(source: Source, choice: Choice, indicator: Indicator) -> str:
    origin = standing.origin(source, choice.beside)
    return f"Bron: {indicator.bron} {origin} Definitie {indicator.code}, versie {indicator.versie}."


def _nothing(source: Source, indicator: Indicator) -> None:
    if source.publicatie is None:
        states.empty(
            "Er is nog niets gepubliceerd, dus er is nog niemand om mee te vergelijken.",
            "Zodra er een publicatie is, staat hier hoe u ervoor staat naast anderen.",
        )
        return
    states.too_little(
        f"Over {indicator.naam} is van te weinig gemeenten iets te tonen.",
        "Bijna niemand leverde, of de aantallen zijn zo klein dat we ze van anderen niet tonen. Kies een ander "
        "cijfer of een langere periode.",
    )
