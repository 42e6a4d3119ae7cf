"""Which period a report is about: what was asked for, or the newest quarter that is final."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from dashboard import texts
from dashboard.reports.errors import PeriodError
from metrics.months import months_later
from metrics.periods import final_from

# Most outcomes have 90 days; what takes longer is shown over its own newest final period.
WAIT: Final = "90d"
_ASKED: Final = re.compile(r"(\d{4})(?:-(?:K([1-4])|(0[1-9]|1[0-2])))?")
MONTHS: Final = {"maand": 1, "kwartaal": 3, "jaar": 12}


@dataclass(frozen=True)
class ReportPeriod:
    """A month, quarter or year: ``code`` as it is asked for, ``naam`` in words; ``voorlopig`` while it may change."""

    kind: str
    van: date
    tot: date
    code: str
    voorlopig: bool

    @property
    def naam(self) -> str:
        """Return the period as a reader calls it."""
        return texts.span(self.van, self.tot)


def period_of(periode: str | None, today: date | None) -> ReportPeriod:
    """Return the period ``2026-09``, ``2026-K3`` or ``2026``; without one the newest quarter that is final.

    ``today`` is the day of counting. Raises PeriodError for anything else, and for what is not over on that day.
    """
    if today is None:
        raise PeriodError("Er is nog niets geteld; draai eerst `effectmeting bereken`.")
    if periode is None:
        return _newest(today)
    found = _ASKED.fullmatch(periode)
    if found is None or int(found[1]) == 0:
        raise PeriodError(f"De periode {periode!r} is niet te lezen; schrijf 2026-09, 2026-K3 of 2026.")
    year, quarter, month = int(found[1]), found[2], found[3]
    if quarter:
        kind, first = "kwartaal", 3 * int(quarter) - 2
    else:
        kind, first = ("maand", int(month)) if month else ("jaar", 1)
    made = _period(kind, date(year, first, 1), periode, today)
    if made.tot > today:
        raise PeriodError(
            f"De periode {periode} was nog niet voorbij toen er is geteld, op {texts.day(today)}; "
            f"kies een eerdere, zoals {_newest(today).code}."
        )
    return made


def period_code(kind: str, van: date) -> str:
    """Return the month, quarter or year that begins on ``van`` as it is asked for: 2026-09, 2026-K3 or 2026."""
    if kind == "kwartaal":
        return f"{van:%Y}-K{(van.month + 2) // 3}"
    return f"{van:%Y-%m}" if kind == "maand" else f"{van:%Y}"


def _newest(today: date) -> ReportPeriod:
    start = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    while True:
        start = months_later(start, -3)
        made = _period("kwartaal", start, period_code("kwartaal", start), today)
        if not made.voorlopig:
            return made


def _period(kind: str, van: date, code: str, today: date) -> ReportPeriod:
    tot = months_later(van, MONTHS[kind])
    final: date = pl.select(final_from(pl.lit(tot), WAIT)).item()
    return ReportPeriod(kind, van, tot, code, voorlopig=final > today)
