"""Making, changing and taking away an own group of gemeenten to compare with."""

import polars as pl
import streamlit as st

from dashboard.figures import groups, others
from dashboard.figures.groups import GroupError
from dashboard.figures.source import Source
from dashboard.panels import choices

_NEW = "Nieuwe groep"
_SAID = "vergelijken_groep_gezegd"
_WHICH = "vergelijken_groep_welke"
_NEXT = "vergelijken_groep_straks"


def render(source: Source) -> None:
    """Show the form of own groups; what was done is said after the page ran anew, with the group in it."""
    mine = groups.groups(source)
    label = "Eigen groep maken" if not mine else f"Eigen groepen ({len(mine)})"
    if told := st.session_state.pop(_SAID, None):
        st.success(told, icon=":material/check_circle:")
    with st.expander(label, icon=":material/group_add:", key="vergelijken_groep"):
        st.markdown(
            "Kies zelf met welke gemeenten u vergelijkt. Een groep telt meteen mee en staat bij **Vergelijk met**. "
            "Alleen u ziet haar. Gemeenten die niet getoond willen worden, tellen niet mee."
        )
        which = _NEW
        if mine:
            if (next_one := st.session_state.pop(_NEXT, None)) in mine:
                st.session_state[_WHICH] = next_one
            which = st.selectbox("Groep", [_NEW, *mine], key=_WHICH, width=320) or _NEW
        _form(source, which, mine.get(which, ()), others.places(source))


def _form(source: Source, which: str, codes: tuple[str, ...], places: pl.DataFrame) -> None:
    names = dict(places.select("gm_code", "naam").iter_rows())
    new = which == _NEW
    # A form of its own per group: what was typed for one is not for another.
    with st.form(f"vergelijken_groep_form_{'nieuw' if new else which}", border=False):
        naam = st.text_input("Naam van de groep", value="" if new else which, max_chars=60, width=320)
        chosen = st.multiselect(
            "Gemeenten", list(names), default=[code for code in codes if code in names],
            format_func=lambda code: names.get(code, code), placeholder="Kies gemeenten",
        )  # fmt: skip
        row = st.container(horizontal=True, gap="small")
        saved = row.form_submit_button("Bewaar de groep", type="primary")
        removed = not new and row.form_submit_button("Verwijder de groep")
    if saved:
        _save(source, naam, chosen, None if new else which)
    if removed:
        groups.remove(source, which)
        _again(f"De groep {which} is weg.", None)


def _save(source: Source, naam: str, codes: list[str], was: str | None) -> None:
    if not naam.strip():
        st.error("Geef de groep een naam.", icon=":material/error:")
        return
    try:
        kept = groups.save(source, naam, codes, was=was)
    except GroupError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.session_state[_NEXT] = kept
    _again(f"De groep {kept} is bewaard. U vergelijkt er nu mee.", groups.group_name(kept))


def _again(told: str, beside: str | None) -> None:
    """Run the page anew, with the group as what to compare with: every list of choices has it now."""
    st.session_state[_SAID] = told
    choices.compare_next_with(beside)
    st.rerun()
