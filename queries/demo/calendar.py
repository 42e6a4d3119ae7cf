"""The demo's calendar: which months are simulated, and the periods over which is delivered."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from queries.demo.chance import Floats, Ints

TODAY = date(2025, 2, 15)
LAST_MONTH = date(2024, 12, 1)
YEARS = (3, 4, 5)  # how many years of vroegsignalering a demo can have, the last of them 2024
HISTORY = date(2016, 1, 1)  # trajecten last for years: those of 2016 may still run when the first file is made
MISSING = -1_000_000  # a date that is not there, in arrays of days; far before any real one
DELIVERY_LAG = 15  # days between the end of a period and its delivery

MONTHS = 12 * (LAST_MONTH.year - HISTORY.year + 1)
_STARTS = np.arange("2016-01", "2026-02", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)
MONTH_STARTS: Ints = _STARTS[:MONTHS]  # days since 1970-01-01, for each simulated month
MONTH_ENDS: Ints = _STARTS[1 : MONTHS + 1]  # exclusive
FIRST = 12 * (LAST_MONTH.year - max(YEARS) + 1 - HISTORY.year)  # the first month that can have vroegsignalering
VS_MONTHS = MONTHS - FIRST  # of the longest demo; a shorter one begins later and is the same from there on


def day(value: date) -> int:
    """Return the days since 1970-01-01, as the arrays hold them."""
    return value.toordinal() - date(1970, 1, 1).toordinal()


def as_date(value: int) -> date:
    """Return the date of a day as the arrays hold it."""
    return date.fromordinal(value + date(1970, 1, 1).toordinal())


def month_number(year: int, month: int) -> int:
    """Return the number of a month, counted from January 2016."""
    return 12 * (year - HISTORY.year) + month - 1


def day_in(month: Ints, share: Floats) -> Ints:
    """Return a day of each month, so far in it as the share says; the year after the last one is known here too."""
    days: Ints = _STARTS[month] + (share * (_STARTS[month + 1] - _STARTS[month])).astype(np.int64)
    return days


@dataclass(frozen=True)
class Period:
    """A delivered period, as numbers of months."""

    label: str
    first: int
    months: int

    @property
    def start(self) -> int:
        """Return its first day."""
        return int(MONTH_STARTS[self.first])

    @property
    def end(self) -> int:
        """Return the day after its last one."""
        return int(MONTH_ENDS[self.first + self.months - 1])

    @property
    def until(self) -> int:
        """Return the number of the month after its last one."""
        return self.first + self.months

    @property
    def known_until(self) -> int:
        """Return the day of delivery: what happened later is not in the file."""
        return self.end - 1 + DELIVERY_LAG


QUARTERS = tuple(Period(f"{2020 + n // 4}-k{n % 4 + 1}", FIRST + 3 * n, 3) for n in range(VS_MONTHS // 3))


def first_month(jaren: int) -> date:
    """Return the first month of vroegsignalering of a demo of so many years."""
    return date(LAST_MONTH.year - jaren + 1, 1, 1)


def first_quarter(jaren: int) -> int:
    """Return the place in QUARTERS of the first quarter of a demo of so many years."""
    return len(QUARTERS) - 4 * jaren


def month_period(month: int) -> Period:
    """Return one month as a period."""
    return Period(f"{HISTORY.year + month // 12}-{month % 12 + 1:02d}", month, 1)


def year_period(year: int) -> Period:
    """Return one year as a period."""
    return Period(str(year), month_number(year, 1), 12)


# Who is known at schuldhulp is asked 24 months back, so trajecten begin two years before vroegsignalering. The borders
# of before 2019 are not simulated: the longest demo starts with one file of two years, on the borders of 2019.
_LOOKING_BACK = Period("2018-2019", month_number(2018, 1), 24)
TRAJECT_PERIODS = {
    3: tuple(year_period(year) for year in range(2020, 2025)),
    4: tuple(year_period(year) for year in range(2019, 2025)),
    5: (_LOOKING_BACK, *(year_period(year) for year in range(2020, 2025))),
}
# Ontruimingen are compared with a year long ago, so their files go back further, however short the demo.
EVICTION_YEARS = tuple(year_period(year) for year in range(2019, 2025))
