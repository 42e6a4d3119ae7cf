"""When a delivery should be there: in a sender's own rhythm, and a month to deliver after that."""

from datetime import date, timedelta
from typing import Final

import polars as pl

from metrics.periods import DELIVERY_LAG

_DAYS: Final = 30.44  # of a month


def months_later(day: date, months: int) -> date:
    """Return the first day of the month so many months after that of ``day``; before it with a negative number."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def too_late(end: date, delivered: date) -> bool:
    """Tell whether what ended on ``end`` (exclusive) was delivered later than a month after."""
    return delivered > end + timedelta(days=DELIVERY_LAG)


def due_until(leveringen: pl.DataFrame, today: date) -> date | None:
    """Return up to which day (exclusive) a sender should have delivered by now, going on in its own rhythm.

    ``leveringen`` are those in force of one kind; None without any. Who delivers per quarter is late a month after
    the quarter, not after each of its months.
    """
    if leveringen.is_empty():
        return None
    since, until = leveringen.sort("periode_tot", "periode_van").select("periode_van", "periode_tot").row(-1)
    step = max(1, round((until - since).days / _DAYS))
    while too_late(after := months_later(until, step), today):
        until = after
    return until
