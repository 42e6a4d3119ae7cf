"""Keten: from signaal to result, step by step; who refers to whom, what partners bring, and how contact was sought."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from dashboard import texts
from dashboard.charts import chain_steps
from dashboard.figures import chain
from dashboard.figures.chain import Part
from dashboard.panels import attempts_panel, partners_panel, referrals_panel, states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.drawn import ink, share_columns, source_line
from dashboard.panels.picture import Picture, show
from metrics.indicators import indicator_named

_NEWEST: Final = "Nieuwste die af is"


def render(context: Context, choice: Choice) -> None:
    """Let the reader choose a view and a period, and draw that view alone."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        view = st.segmented_control(
            "Laat zien",
            list(_VIEWS),
            default=_FIRST,
            key="keten_weergave",
            bind="query-params",
            required=True,
            wrap=True,
        )
        names = chain.period_names(context.source, choice.gm_code, choice.kind)
        if st.session_state.get("keten_periode") not in (None, _NEWEST, *names):
            del st.session_state["keten_periode"]  # of another gemeente or kind of period
        periode = st.selectbox(
            "Welke periode",
            [_NEWEST, *names],
            key="keten_periode",
            bind="query-params",
            width=280,
            help="Een uitkomst krijgt de tijd, bijvoorbeeld 90 dagen. Een nieuwere periode kan nog veranderen.",
        )
    chosen = "" if periode is None or periode == _NEWEST else periode
    _VIEWS[view or _FIRST](context, choice, chosen)


def _chain(context: Context, choice: Choice, periode: str) -> None:
    parts = chain.chain(context.source, choice.gm_code, choice.kind, choice.beside, periode)
    if not any(part.begin for part in parts):
        states.empty(
            f"Over {choice.naam} is in deze periode niets geleverd. Dat is iets anders dan nul.",
            "Kies een andere periode of gemeente. Op de pagina Datakwaliteit staat wat er is geleverd.",
        )
        return
    about = tuple(
        {stap.indicator: indicator_named(stap.indicator) for part in parts for stap in part.schakel.stappen}.values()
    )
    table = chain_steps.chain_table(parts, choice.beside)
    st.markdown(
        "Elke schakel volgt dezelfde gevallen. **Tussen de schakels zijn het niet dezelfde mensen**, en vaak ook niet "
        "dezelfde maanden: deel een getal uit de ene dus niet door een uit de andere."
    )
    show(
        Picture(
            "keten_stappen",
            chain_steps.chain_title(parts, choice.naam),
            chain_steps.chain_chart(parts, choice.beside, ink()),
            chain_steps.chain_alt(parts, choice.naam),
            table,
            source_line(context, choice, about),
            about,
            tuple(_chain_notes(parts, choice)),
            share_columns(["Aandeel", choice.beside.kort]),
        )
    )
    _in_words(parts)


def _chain_notes(parts: tuple[Part, ...], choice: Choice) -> list[str]:
    told = [chain_steps.LEGEND]
    if any(step.theirs is not None for part in parts for step in part.steps):
        told.append(
            f"Het oranje streepje: zo lang was het volle deel geweest met het aandeel van {choice.beside.rest}. Die "
            "cijfers zijn afgerond gepubliceerd. Een verschil kan toeval zijn: op de pagina Trend staat of dat zo is."
        )
    if any(part.span is not None and part.span.voorlopig and part.begin for part in parts):
        told.append(
            f"**{texts.STATUSES['voorlopig']}**: van nieuwe gevallen loopt de termijn nog. Die tellen bij zo'n stap "
            "nog niet mee, en de cijfers kunnen veranderen."
        )
    return told


def _in_words(parts: tuple[Part, ...]) -> None:
    """Say per schakel whose cases they are and why they stop, and what nobody registers."""
    st.header("Waar mensen afvallen", divider="gray")
    for part in parts:
        if not part.begin:
            continue
        st.markdown(f"**{part.schakel.naam}**, {chain_steps.period(part)}. {part.schakel.wie}")
        lines = [chain_steps.reasons_sentence(part)]
        linked = part.after_signal
        if linked and linked["noemer"]:
            lines.append(_after_signal(linked["noemer"], linked["teller"]))
        for line in lines:
            if line:
                st.markdown(line)
    st.markdown(
        "**Niet geregistreerd**: of hulp is *aangeboden*. Bekend is alleen of hulp is aangenomen; wie weigerde en wie "
        "niets is aangeboden, zijn daardoor niet uit elkaar te houden."
    )


def _after_signal(known: int, after: int) -> str:
    came = "kwam" if after == 1 else "kwamen"
    return (
        f"Van {texts.count_of(known, 'aanmelding', 'aanmeldingen')} is het na te gaan: daarvan {came} er "
        f"**{texts.number(after) if after else 'geen'}** binnen een jaar na een zaak waarin de inwoner is bereikt."
    )


_FIRST: Final = "De keten"
_VIEWS: Final[dict[str, Callable[[Context, Choice, str], None]]] = {
    _FIRST: _chain,
    "Doorverwijzingen": referrals_panel.render,
    "Signaalpartners": partners_panel.render,
    "Contact zoeken": attempts_panel.render,
}
