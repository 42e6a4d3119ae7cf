"""Lees mij eerst: what an interval, a comparison and voorlopig are, shown on a first visit and whenever asked.

It stands beside the page, in the menu, and on a phone, which hides the menu, folded above it: so it costs nobody the
figures.
"""

import streamlit as st

from dashboard.charts.first_words import explained_html
from dashboard.figures.standing import Card
from dashboard.panels.choices import Choice

_STATE = "first_visit_open"  # not there before the first page of a visit


def not_the_first() -> None:
    """Remember that this visit began on another page: who comes by a link is not stopped first."""
    st.session_state.setdefault(_STATE, False)


def show(card: Card, choice: Choice) -> None:
    """Explain with the figure of ``card`` how to read all others, until the reader closes it; then offer it again."""
    if not st.session_state.setdefault(_STATE, True):
        st.sidebar.button(
            "Lees mij eerst", key="first_visit_reopen", icon=":material/help:", type="tertiary", on_click=_set,
            args=(True,),
        )  # fmt: skip
        return
    told = explained_html(card, choice.naam, choice.beside)
    with st.sidebar.container(key="eerst-naast"):
        _explain(told, "naast")
    with st.container(key="eerst-boven"), st.expander("Lees mij eerst", icon=":material/help:"):
        _explain(told, "boven")


def _explain(told: str, name: str) -> None:
    st.html(told)
    st.button(
        "Begrepen, sluit", key=f"first_visit_close_{name}", type="tertiary", icon=":material/check:",
        on_click=_set, args=(False,),
    )  # fmt: skip


def _set(open_: bool) -> None:
    st.session_state[_STATE] = open_
