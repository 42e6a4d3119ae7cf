"""A list of periods, of which some may still change: these are marked, and a link made before that changed works."""

from collections.abc import Collection, Sequence

import streamlit as st

_MARK = " (voorlopig)"


def choose(label: str, options: Sequence[str], open_: Collection[str], *, key: str, width: int, note: str) -> str:
    """Let the reader choose a period from ``options``; the first is chosen until then. ``open_`` may still change.

    A link holds what the list showed when it was made: sent while a year was voorlopig, it would be forgotten once the
    year is final, and the reader would see another year than who sent it.
    """
    asked = st.query_params.get(key)
    if asked is not None and key not in st.session_state:
        naam = asked.removesuffix(_MARK)
        if naam in options and _shown(naam, open_) != asked:
            st.session_state[key] = naam
    chosen = st.selectbox(
        label, list(options), key=key, bind="query-params", width=width, help=note,
        format_func=lambda naam: _shown(naam, open_),
    )  # fmt: skip
    return chosen or options[0]


def _shown(naam: str, open_: Collection[str]) -> str:
    return f"{naam}{_MARK}" if naam in open_ else naam
