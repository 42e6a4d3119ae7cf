"""When a delivery should be there: in a sender's own rhythm, and a month to deliver after that."""

from datetime import date, timedelta
from typing import Final

import polars as pl

from metrics.months import months_between, months_later
from metrics.periods import DELIVERY_LAG

_DAYS: Final = 30.44  # of a month
_LONGEST: Final = 12  # months: what goes on is told every year, also by who began with a file of three


def too_late(end: date, delivered: date) -> bool:
    """Tell whether what ended on ``end`` (exclusive) was delivered later than a month after."""
    return delivered > end + timedelta(days=DELIVERY_LAG)


def next_period(leveringen: pl.DataFrame) -> tuple[date, date]:
    """Return the period (half-open) that follows the newest of ``leveringen``: as long as that one, a year at most."""
    since, until = leveringen.sort("periode_tot", "periode_van").select("periode_van", "periode_tot").row(-1)
    return until, months_later(until, min(max(round((until - since).days / _DAYS), 1), _LONGEST))


def due_until(leveringen: pl.DataFrame, today: date) -> date | None:
    """Return up to which day (exclusive) a sender should have delivered by now, going on in its own rhythm.

    ``leveringen`` are those in force of one kind; None without any. Who delivers per quarter is late a month after
    the quarter, not after each of its months.
    """
    if leveringen.is_empty():
        return None
    until, after = next_period(leveringen)
    step = months_between(until, after)
    while too_late(after, today):
        until, after = after, months_later(after, step)
    return until
