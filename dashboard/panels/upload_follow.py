"""Work on deliveries while it goes on: how far it is, and one sentence when nobody does it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import streamlit as st

from dashboard.figures import uploads
from dashboard.figures.source import Source
from dashboard.panels import notices
from queries.errors import StoreError
from queries.tasks import Task

_SILENT_AFTER = timedelta(seconds=60)
_BUSY = {"keur": "De bestanden worden gekeurd", "ontvang": "De leveringen worden opgenomen", "trekin": "Intrekken"}


def is_busy(task: Task) -> bool:
    """Tell whether work waits or goes on."""
    return task.status in ("wacht", "bezig")


def now() -> datetime:
    """Return the present moment in UTC without a zone, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


@st.fragment(run_every=1.0)
def follow(source: Source, number: int, waits: Callable[[], bool] | None = None) -> None:
    """Show how far work is without drawing the page again, and draw the whole page when it is done.

    ``waits`` tells whether the files still wait, which they do for an hour.
    """
    try:
        task = uploads.upload(source, number)
    except StoreError as error:  # the page itself is drawn already
        notices.out_of_order(str(error))
        return
    if task is None or not is_busy(task):
        st.rerun()
    elif waits is not None and task.status == "wacht" and not waits():
        st.error("De bestanden zijn verwijderd voordat ze zijn gekeurd. Lever ze opnieuw aan.", icon=":material/error:")
    elif task.status == "wacht" and now() - task.aangevraagd_op > notices.PATIENCE:
        st.warning(
            "Het werk staat klaar, maar niemand pakt het op. Start de werker met `effectmeting werk`. "
            "De bestanden blijven een uur bewaard.",
            icon=":material/hourglass_empty:",
        )
    elif task.hartslag_op is not None and now() - task.hartslag_op > _SILENT_AFTER:
        st.warning(
            "De werker geeft geen teken meer. Start hem opnieuw met `effectmeting werk`; het werk gaat dan verder.",
            icon=":material/hourglass_empty:",
        )
    else:
        told = task.bericht or "het werk wacht op zijn beurt"
        st.progress(min(max(task.voortgang, 0.0), 1.0), text=f"{_BUSY.get(task.soort, 'Bezig')}: {told.lower()}")
