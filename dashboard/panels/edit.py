"""Changing what is there: a form that opens when it is asked for, one at a time, and what was stored, said once."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from dashboard.figures import promises
from dashboard.figures.source import Source
from queries.doelen import Doel, Interventie
from queries.errors import StoreError

_OPEN = "doelen_open"  # the row or the form that is being worked on
_TOLD = "doelen_gemeld"  # what was stored


def say_what_was_stored() -> None:
    """Say what was stored just now, once."""
    if told := st.session_state.pop(_TOLD, None):
        st.success(told, icon=":material/check_circle:")


def offer(number: int, what: str, change: Callable[[], None], withdraw: Callable[[], None]) -> None:
    """Offer to change or take back one row; its form is drawn only when it is asked for."""
    if st.session_state.get(_OPEN) != number:
        if st.button(f"Wijzig {what}", key=f"doelen_wijzig_{number}", icon=":material/edit:"):
            open_form(number)
        return
    change()
    with st.container(horizontal=True):
        if st.button("Annuleer", key=f"doelen_annuleer_{number}"):
            open_form(None)
        if st.button(
            f"Trek {what} in", key=f"doelen_intrekken_{number}", icon=":material/undo:",
            help="Het telt dan niet meer mee. In de geschiedenis blijft het staan.",
        ):  # fmt: skip
            withdraw()


def offer_new(name: str, label: str, form: Callable[[], None]) -> None:
    """Offer an empty form."""
    if st.session_state.get(_OPEN) != name:
        if st.button(label, key=f"doelen_voeg_toe_{name.replace(' ', '_')}", icon=":material/add:"):
            open_form(name)
        return
    with st.container(border=True):
        st.header(label)
        form()
        if st.button("Annuleer", key=f"doelen_annuleer_{name.replace(' ', '_')}"):
            open_form(None)


def withdraw(source: Source, gm_code: str, number: int, of: type[Doel | Interventie], told: str) -> None:
    """Take one row back, and say so."""
    store(lambda: promises.withdraw(source, gm_code, number, of, now()), told)


def store(put: Callable[[], None], told: str) -> None:
    """Store and draw the page anew, or say in one sentence what is wrong and keep what was typed."""
    try:
        put()
    except StoreError as error:  # of a busy store as well: what was typed stays
        st.error(str(error), icon=":material/error:")
        return
    st.session_state[_TOLD] = told if told.endswith(".") else f"{told} is bewaard."
    open_form(None)


def open_form(what: int | str | None) -> None:
    """Draw the page anew with this form open, or none."""
    st.session_state[_OPEN] = what
    st.rerun()


def now() -> datetime:
    """Return the moment as the store keeps it: UTC, without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)
