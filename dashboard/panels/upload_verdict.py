"""The verdict on an upload: what it is, what is wrong with it, and what accepting it does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard.orde import upload as words
from dashboard.texts import count_of

_LISTED = 6
_FIRST_RULES = 8
_COLUMNS = {
    name: st.column_config.NumberColumn(format="localized") for name in ("Records", "Niet bruikbaar", "Waarschuwingen")
}


@dataclass(frozen=True)
class Covers:
    """What a reader says that own tables cover: a gemeente, and the first and last day."""

    gm_code: str
    van: date
    tot: date


def headline(outcome: Mapping[str, Any]) -> None:
    """Show the verdict on a checked upload in one sentence."""
    state, sentence = words.verdict(outcome)
    draw = {"goed": st.success, "let_op": st.warning, "bekend": st.info, "geweigerd": st.error}[state]
    draw(f"**{words.FILES[state]}.** {sentence}")


def details(outcome: Mapping[str, Any], names: Mapping[str, str]) -> None:
    """Show an upload file by file, and what there is to repair."""
    if outcome.get("bestanden"):
        st.subheader("Per bestand")
    for each in outcome.get("bestanden", ()):
        _file(each, outcome, names)
    if outcome.get("aantal_leveringen", 0) > len(outcome.get("leveringen", ())):
        st.caption(
            f"Van de {outcome['aantal_leveringen']} leveringen staan de eerste {len(outcome['leveringen'])} hier."
        )
    if outcome.get("regels"):
        _rules(outcome)


def ask_coverage(names: Mapping[str, str], default: str, today: date, send: Callable[[Covers], None]) -> None:
    """Ask over which gemeente and days a table is that does not say so itself."""
    st.subheader("Over welke gemeente en periode gaat dit?")
    st.markdown("Dat staat niet in het bestand. Vul het hier in; daarna keuren we het opnieuw.")
    with st.form("aanleveren_dekking"):
        gm_code = st.selectbox(
            "Gemeente van het bestand",
            list(names),
            index=list(names).index(default) if default in names else None,
            format_func=lambda code: names.get(code, code),
            placeholder="Kies een gemeente",
            key="aanleveren_dekking_gemeente",
        )
        first, last = date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        row = st.container(horizontal=True)
        van = row.date_input("Eerste dag", first, format="DD-MM-YYYY", key="aanleveren_van", min_value=date(2000, 1, 1))
        tot = row.date_input("Laatste dag", last, format="DD-MM-YYYY", key="aanleveren_tot", min_value=date(2000, 1, 1))
        if not st.form_submit_button("Keur opnieuw", type="primary", key="aanleveren_opnieuw"):
            return
    if gm_code is None or not isinstance(van, date) or not isinstance(tot, date):
        st.error("Vul een gemeente, een eerste en een laatste dag in.", icon=":material/error:")
    elif tot < van:
        st.error("De laatste dag ligt voor de eerste dag. Verbeter een van de twee.", icon=":material/error:")
    else:
        send(Covers(gm_code, van, tot))


def _file(each: Mapping[str, Any], outcome: Mapping[str, Any], names: Mapping[str, str]) -> None:
    mine: Sequence[Mapping[str, Any]] = [
        levering for levering in outcome["leveringen"] if each["naam"] in levering["bestanden"]
    ]
    with st.container(border=True):
        st.markdown(f"**{words.FILES[each['oordeel']]}** · bestand `{each['naam']}`")
        if each["zin"]:
            st.markdown(each["zin"])
        if len(mine) <= _LISTED:
            for levering in mine:
                st.markdown(words.levering_line(levering, names))
                if told := words.remark(levering):
                    st.markdown(told)
            return
        st.markdown(f"{count_of(len(mine), 'levering', 'leveringen')} in dit bestand; de geweigerde staan bovenaan.")
        st.dataframe(
            pl.DataFrame([words.levering_row(levering, names) for levering in mine]),
            hide_index=True,
            key=f"aanleveren_leveringen_{each['naam']}",
            column_config=_COLUMNS,
            alt=f"Tabel met de leveringen in bestand {each['naam']}.",
        )


def _rules(outcome: Mapping[str, Any]) -> None:
    rules: Sequence[Mapping[str, Any]] = outcome["regels"]
    soorten = sorted({levering["soort"] for levering in outcome["leveringen"]})
    st.subheader("Wat er te herstellen is")
    st.markdown("Hier staan alleen plaatsen en nummers van records, nooit gegevens van inwoners.")
    st.markdown("\n".join(f"1. {words.rule_line(rule, soorten)}" for rule in rules[:_FIRST_RULES]))
    rest = rules[_FIRST_RULES:]
    if rest:
        with st.expander(f"Nog {count_of(len(rest), 'regel', 'regels')}"):
            st.markdown("\n".join(f"1. {words.rule_line(rule, soorten)}" for rule in rest))
