"""The demo's calendar: which months are simulated, and when each file is delivered."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from queries.demo.chance import Ints

TODAY = date(2025, 2, 15)
FIRST_MONTH = date(2022, 1, 1)  # of vroegsignalering and ontruimingen
LAST_MONTH = date(2024, 12, 1)
HISTORY = date(2016, 1, 1)  # trajecten last for years: those of 2016 may still run when the first file is made
MISSING = -1_000_000  # a date that is not there, in arrays of days; far before any real one
DELIVERY_LAG = 15  # days between the end of a period and its delivery

_STARTS = np.arange("2016-01", "2025-02", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)
MONTH_STARTS: Ints = _STARTS[:-1]  # days since 1970-01-01, for each simulated month
MONTH_ENDS: Ints = _STARTS[1:]  # exclusive
FIRST = 12 * (FIRST_MONTH.year - HISTORY.year)  # the number of the first month of vroegsignalering
MONTHS = len(MONTH_STARTS)


def day(value: date) -> int:
    """Return the days since 1970-01-01, as the arrays hold them."""
    return value.toordinal() - date(1970, 1, 1).toordinal()


def as_date(value: int) -> date:
    """Return the date of a day as the arrays hold it."""
    return date.fromordinal(value + date(1970, 1, 1).toordinal())


@dataclass(frozen=True)
class Period:
    """A delivered period: a quarter or a year, as numbers of months."""

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
    def known_until(self) -> int:
        """Return the day of delivery: what happened later is not in the file."""
        return self.end - 1 + DELIVERY_LAG


QUARTERS = tuple(Period(f"{2022 + n // 4}-k{n % 4 + 1}", FIRST + 3 * n, 3) for n in range(12))
# Two years more than vroegsignalering has: who is known at schuldhulp is asked 24 months back.
TRAJECT_YEARS = tuple(Period(str(year), 12 * (year - HISTORY.year), 12) for year in range(2020, 2025))
EVICTION_YEARS = tuple(Period(str(year), 12 * (year - HISTORY.year), 12) for year in range(2022, 2025))
