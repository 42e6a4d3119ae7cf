"""Typing an intervention: what it is called, when it began, what changed, and where that was agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboard.figures.promise_check import LONGEST, LONGEST_TOLD


@dataclass(frozen=True)
class MeasureDraft:
    """An intervention as far as it was filled in."""

    naam: str
    vanaf: date | None
    beschrijving: str
    bron: str


def ask_measure(today: date, row: Mapping[str, Any] | None = None) -> MeasureDraft | None:
    """Show the form, filled in with ``row`` where that is given; return what was filled in once it is sent."""
    was, key = (row or {}), "nieuw" if row is None else str(row["id"])
    with st.form(f"doelen_maatregel_{key}", enter_to_submit=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            naam = st.text_input(
                "Hoe heet de maatregel?", was.get("naam", ""), max_chars=LONGEST, key=f"doelen_naam_{key}", width=360,
                placeholder="Bellen en aanbellen",
            )  # fmt: skip
            vanaf = st.date_input(
                "Vanaf welke dag", was.get("vanaf", today), format="DD-MM-YYYY", min_value=date(1990, 1, 1),
                max_value=date(today.year + 40, 12, 31), key=f"doelen_vanaf_{key}", width=180,
            )  # fmt: skip
        told = st.text_input(
            "Wat veranderde er? (mag leeg)", was.get("beschrijving") or "", max_chars=LONGEST_TOLD,
            key=f"doelen_wat_{key}", placeholder="Wie niet op een brief reageert, wordt gebeld en thuis bezocht.",
        )  # fmt: skip
        bron = st.text_input(
            "Waar is dit afgesproken?", was.get("bron", ""), max_chars=LONGEST, key=f"doelen_waar_{key}",
            placeholder="Plan van aanpak 2026", help="Noem een besluit of plan, geen mensen.",
        )  # fmt: skip
        sent = st.form_submit_button("Bewaar deze maatregel", type="primary", key=f"doelen_leg_vast_{key}")
    if not sent:
        return None
    return MeasureDraft(naam or "", vanaf if isinstance(vanaf, date) else None, told or "", bron or "")
