"""What the reader chose, the same on every page and always in the link: gemeente and kind of period."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard import texts
from dashboard.figures.benchmark import NEDERLAND, Benchmark, is_own_group, same_kind

_KEPT = "choices_gemeente_kept"
_BESIDE = "choices_vergelijk_kept"
_NEXT = "choices_vergelijk_straks"
_NOT_THERE = "choices_vergelijk_niet_gevonden"


@dataclass(frozen=True)
class Choice:
    """The gemeente and the kind of period that a page is about."""

    gm_code: str
    naam: str
    kind: str
    beside: Benchmark = NEDERLAND


def choose(
    gemeenten: Mapping[str, str],
    default: str,
    benchmarks_of: Callable[[str], Sequence[Benchmark]],
    *,
    with_period: bool,
) -> Choice | None:
    """Show the choices that pages share, and return them; None when the reader wiped the gemeente out.

    ``gemeenten`` maps code to name, in order of name.

    The link always names the gemeente, also the one the page opened with: a default may be another one tomorrow.
    """
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="choices")
    _open_with(gemeenten, default)
    with row:
        gm_code = st.selectbox(
            "Gemeente",
            list(gemeenten),
            index=None,
            format_func=lambda code: gemeenten.get(code, code),
            placeholder="Kies een gemeente",
            key="gemeente",
            bind="query-params",
            width=240,
        )
        kind, beside = "12maanden", NEDERLAND
        if with_period:
            beside = _compare(benchmarks_of(gm_code)) if gm_code is not None else NEDERLAND
            kind = st.segmented_control(
                "Periode",
                list(texts.PERIODS),
                default="12maanden",
                format_func=texts.PERIODS.__getitem__,
                key="periode",
                bind="query-params",
                required=True,
            )
    if gm_code is None:
        st.info("Kies hierboven een gemeente.", icon=":material/location_on:")
        return None
    st.session_state[_KEPT] = gm_code
    if with_period:
        _say_what_is_not_there(beside, gemeenten[gm_code])
    return Choice(gm_code, gemeenten[gm_code], kind or "12maanden", beside)


def compare_next_with(naam: str | None) -> None:
    """Have the next run of the page compare with what has this name; None is Nederland. The link will follow."""
    st.session_state[_NEXT] = naam or NEDERLAND.naam


def _compare(options: Sequence[Benchmark]) -> Benchmark:
    """Let the reader choose what to compare with, kept from page to page.

    What is not there for this gemeente becomes what is of the same kind (another provincie), else Nederland.
    """
    by_name = {benchmark.naam: benchmark for benchmark in options}
    asked = _asked()
    if asked is not None and asked in by_name:
        st.session_state["vergelijk"] = asked
    elif asked is not None:
        instead = same_kind(asked, options).naam
        if "vergelijk" not in st.session_state:  # it came with a link, not with another choice of gemeente
            st.session_state[_NOT_THERE] = (asked, instead)
        st.session_state["vergelijk"] = instead
    chosen = st.selectbox("Vergelijk met", list(by_name), key="vergelijk", bind="query-params", width=300)
    st.session_state[_BESIDE] = chosen
    return by_name.get(chosen or "", NEDERLAND)


def _asked() -> str | None:
    """Return the name of what to compare with: asked for by code, chosen on this page, in its link, or elsewhere."""
    places = (
        st.session_state.pop(_NEXT, None),
        st.session_state.get("vergelijk"),
        st.query_params.get("vergelijk"),
        st.session_state.get(_BESIDE),
    )
    return next((naam for naam in places if naam is not None), None)


def _say_what_is_not_there(beside: Benchmark, naam: str) -> None:
    """Say that the link compares with what the reader does not have, until something else is chosen."""
    asked, instead = st.session_state.get(_NOT_THERE, (None, None))
    if asked is None or instead != beside.naam:
        return
    why = "die groep is van iemand anders, of bestaat niet meer" if is_own_group(asked) else f"dat kan niet voor {naam}"
    st.info(f"Deze link vergelijkt met **{asked}**, maar {why}. U ziet nu: {beside.naam}.", icon=":material/link_off:")


def _open_with(gemeenten: Mapping[str, str], default: str) -> None:
    """Set the choice before its widget exists: what was kept from another page, else ``default``."""
    chosen = st.session_state.get("gemeente", _KEPT)
    if chosen is None or st.query_params.get("gemeente") in gemeenten.values():
        return
    # On the way to another page the link is empty, and the framework takes that for a choice wiped out.
    kept = chosen if chosen in gemeenten else st.session_state.get(_KEPT, default)
    opened = kept if kept in gemeenten else default
    st.session_state["gemeente"] = opened
    st.query_params["gemeente"] = gemeenten[opened]
