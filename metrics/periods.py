"""Periods: half-open months, quarters, years and rolling years, and until when they are voorlopig."""

from datetime import date, timedelta
from enum import Enum

import polars as pl

from metrics.months import months_between, months_later, next_month

# Deliveries come after the month they are about; what is younger than these days may still change.
DELIVERY_LAG = 31
PERIOD_SCHEMA = pl.Schema({"periode_van": pl.Date, "periode_tot": pl.Date, "periode": pl.String, "maanden": pl.Int32})
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


class Periode(Enum):
    """The kinds of period a figure can be about."""

    MAAND = "maand"
    KWARTAAL = "kwartaal"
    JAAR = "jaar"
    TWAALF_MAANDEN = "12maanden"


def periods(kind: Periode, first: date, last: date) -> pl.DataFrame:
    """Return the periods of this kind that touch the months ``first`` to ``last``, both included.

    Rolling years are given only where twelve months are there; with fewer, one up to the last month.
    """
    spans = {
        Periode.MAAND: lambda: [(maand, next_month(maand)) for maand in _months(first, last)],
        Periode.KWARTAAL: lambda: _quarters(first, last),
        Periode.JAAR: lambda: [(date(year, 1, 1), date(year + 1, 1, 1)) for year in range(first.year, last.year + 1)],
        Periode.TWAALF_MAANDEN: lambda: _rolling(first, last),
    }[kind]()
    rows = [(van, tot, label(kind, van, tot), months_between(van, tot)) for van, tot in spans]
    return pl.DataFrame(rows, schema=PERIOD_SCHEMA, orient="row")


def label(kind: Periode, van: date, tot: date) -> str:
    """Name a period as a reader would."""
    until = tot - timedelta(days=1)
    return {
        Periode.MAAND: f"{_MONTHS[van.month - 1]} {van.year}",
        Periode.KWARTAAL: f"{(van.month + 2) // 3}e kwartaal {van.year}",
        Periode.JAAR: f"{van.year}",
        Periode.TWAALF_MAANDEN: f"12 maanden t/m {_MONTHS[until.month - 1]} {until.year}",
    }[kind]


def final_from(periode_tot: pl.Expr, wait: str | pl.Expr) -> pl.Expr:
    """The first day on which a period is no longer voorlopig: its windows are closed and delivered.

    ``wait`` is the time an outcome may take, as an offset such as ``90d`` or ``12mo``.
    """
    return periode_tot.dt.offset_by(wait) + timedelta(days=DELIVERY_LAG)


def last_closed(wait: str, today: date) -> date:
    """Return the last day of which the outcome is in on ``today``: so long ago that ``wait`` is over.

    Days at the end of a month end their months together: twelve months after 29 February is 28 February.
    """
    count = int(wait.rstrip("dmo"))
    if wait.endswith("d"):
        return today - timedelta(days=count)
    first = months_later(today, -count)
    whole = (next_month(first) - first).days
    # On the last day of a month all days end that fall past it, such as the 31st in a month of 30.
    last = whole if next_month(today) == today + timedelta(days=1) else min(today.day, whole)
    return first.replace(day=last)


def _months(first: date, last: date) -> list[date]:
    """List the months from ``first`` to ``last``."""
    months = [first.replace(day=1)]
    while months[-1] < last.replace(day=1):
        months.append(next_month(months[-1]))
    return months


def _quarters(first: date, last: date) -> list[tuple[date, date]]:
    """List the calendar quarters that hold one of these months."""
    starts = {date(maand.year, (maand.month - 1) // 3 * 3 + 1, 1) for maand in _months(first, last)}
    return [(start, months_later(start, 3)) for start in sorted(starts)]


def _rolling(first: date, last: date) -> list[tuple[date, date]]:
    """List the years that end with each month."""
    months = _months(first, last)
    ends = months[11:] or months[-1:]
    return [(date(end.year - 1, end.month, 1), end) for end in map(next_month, ends)]
