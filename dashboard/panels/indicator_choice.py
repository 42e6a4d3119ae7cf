"""The choice of an indicator and how it is counted, in the link and kept on the way to another page."""

from collections.abc import Sequence

import streamlit as st

from metrics.definition import Indicator, Variant
from metrics.indicators import INDICATORS

_KEPT = "choices_indicator_kept"


def choose(
    page: str, *, label: str = "Indicator", among: Sequence[Indicator] = INDICATORS
) -> tuple[Indicator, Variant]:
    """Show the choice of an indicator for ``page``, whose name its keys begin with; return it with its variant.

    ``among`` are those that the page knows. What was chosen on another page is offered first; a
    link that names an indicator goes before that.
    """
    by_name = {indicator.naam: indicator for indicator in among}
    key = f"{page}_indicator"
    kept = st.session_state.get(_KEPT)
    if kept in by_name and key not in st.session_state and key not in st.query_params:
        st.session_state[key] = kept
    name = st.selectbox(label, list(by_name), key=key, bind="query-params", width=300)
    indicator = by_name[name or next(iter(by_name))]
    st.session_state[_KEPT] = indicator.naam
    variants = {variant.naam: variant for variant in indicator.varianten}
    if len(variants) == 1:
        return indicator, indicator.standaard
    # Its own key per indicator: a choice made for one must not be looked up in another.
    chosen = st.selectbox(
        "Hoe geteld", list(variants), key=f"{page}_variant_{indicator.code.lower()}", bind="query-params", width=310
    )
    return indicator, variants[chosen or indicator.standaard.naam]
