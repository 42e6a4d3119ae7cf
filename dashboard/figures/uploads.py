"""Work on deliveries as pages ask for it and follow it: nothing is kept, for it changes every second."""

from datetime import date, datetime

from dashboard.figures.source import Source
from dashboard.figures.stored import open_store
from queries import uploads
from queries.deliveries.withdrawal import Intrekking
from queries.tasks import Task
from queries.viewer import Recht


def may_deliver(source: Source) -> bool:
    """Tell whether this reader may deliver and withdraw."""
    return {Recht.LEVERINGEN, Recht.OPDRACHTEN} <= source.viewer.rechten


def ask_check(
    source: Source,
    spool: str,
    bestanden: tuple[str, ...],
    now: datetime,
    *,
    gemeente: str | None = None,
    van: date | None = None,
    tot: date | None = None,
) -> int:
    """Have an upload in the spool checked; return the number of the work. See queries.uploads.ask_check."""
    with open_store(source.url).begin() as connection:
        return uploads.ask_check(
            connection, source.viewer, spool, bestanden, now, gemeente=gemeente, van=van, tot=tot
        )  # fmt: skip


def ask_store(source: Source, checked: int, now: datetime) -> int:
    """Have a checked upload stored and counted; return the number of the work."""
    with open_store(source.url).begin() as connection:
        return uploads.ask_store(connection, source.viewer, checked, now)


def ask_withdrawal(source: Source, levering: int, now: datetime) -> int:
    """Have a levering withdrawn and its gemeente counted again; return the number of the work."""
    with open_store(source.url).begin() as connection:
        return uploads.ask_withdrawal(connection, source.viewer, levering, now)


def withdrawal(source: Source, levering: int) -> Intrekking:
    """Return what withdrawing a levering would do."""
    with open_store(source.url).connect() as connection:
        return uploads.read_withdrawal(connection, source.viewer, levering)


def upload(source: Source, number: int) -> Task | None:
    """Return work on deliveries that this reader may follow; None where there is none."""
    with open_store(source.url).connect() as connection:
        return uploads.read_upload(connection, source.viewer, number)


def stored_by(source: Source, checked: int) -> Task | None:
    """Return the work that stores what was checked; None before anybody accepted it."""
    with open_store(source.url).connect() as connection:
        return uploads.stored_by(connection, source.viewer, checked)


def recent(source: Source, most: int = 10) -> list[Task]:
    """Return the newest work on deliveries, newest first."""
    with open_store(source.url).connect() as connection:
        return uploads.recent_uploads(connection, source.viewer, most)
