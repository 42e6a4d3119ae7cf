"""The interventions of a gemeente: what changed since when, typed, changed and taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard import texts
from dashboard.charts import promised
from dashboard.figures import promise_check, promises, stored
from dashboard.figures.source import Source
from dashboard.panels import edit, measure_form, states
from queries.doelen import Interventie

_NEW_MEASURE = "nieuwe maatregel"


def render(source: Source, gm_code: str, today: date, *, may: bool) -> None:
    """Show what was changed since when, oldest first."""
    st.header("Maatregelen", divider="gray")
    st.markdown(
        "Wat de gemeente veranderde, en vanaf wanneer. Een maatregel is een genummerde lijn in de grafieken van Trend. "
        "Een verandering daarna is nog geen bewijs dat het daardoor komt."
    )
    rows = stored.interventies(source, gm_code)
    if rows.is_empty():
        states.empty("Er is nog geen maatregel vastgelegd.")
    for row in rows.iter_rows(named=True):
        with st.container(border=True, key=f"doelen_maatregel_kaart_{row['id']}"):
            st.markdown(f"**{row['naam']}**, vanaf {texts.day(row['vanaf'])}. {row['beschrijving'] or ''}")
            st.caption(promised.origin(row))
            if may:
                edit.offer(
                    -row["id"],
                    "deze maatregel",
                    lambda row=row: _typed_measure(source, gm_code, today, row),
                    lambda row=row: edit.withdraw(
                        source, gm_code, row["id"], Interventie, "De maatregel is ingetrokken."
                    ),
                )
    if may:
        edit.offer_new(_NEW_MEASURE, "Voeg een maatregel toe", lambda: _typed_measure(source, gm_code, today, None))


def _typed_measure(source: Source, gm_code: str, today: date, row: Mapping[str, Any] | None) -> None:
    draft = measure_form.ask_measure(today, row)
    if draft is None:
        return

    def put() -> None:
        told = (draft.naam, draft.vanaf, draft.beschrijving, draft.bron)
        values = promise_check.measure(gm_code, *told, today)
        promises.enter(source, values, edit.now(), None if row is None else row["id"])

    edit.store(put, "De maatregel")
