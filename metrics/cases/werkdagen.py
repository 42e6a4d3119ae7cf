"""Working days: the holidays of the Algemene termijnenwet, and the last day of a term for every day it can begin."""

from datetime import date, timedelta
from functools import cache
from typing import Final

import numpy as np
import polars as pl

# The first talk must be held within four weeks, or within three working days when someone is threatened with
# eviction, being cut off or losing health insurance (Wet gemeentelijke schuldhulpverlening, art. 4).
# Configurable here, and nowhere else.
TERMIJN_DAGEN: Final = 28
TERMIJN_CRISIS_WERKDAGEN: Final = 3
# Days made equal to a holiday by royal decree (art. 3, third paragraph; Staatscourant), for three years at a time:
# the Friday after Hemelvaartsdag, and a working day between a holiday and a weekend. Add those of 2029 on here.
GELIJKGESTELD: Final = (
    date(2020, 5, 22), date(2021, 5, 14), date(2022, 5, 27), date(2023, 4, 28), date(2023, 5, 19), date(2024, 5, 10),
    date(2024, 12, 27), date(2025, 5, 30), date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28),
    date(2028, 5, 26),
)  # fmt: skip
_YEARS: Final = (1990, 2060)
_NEW_KING: Final = 2014


def feestdagen(jaar: int) -> list[date]:
    """Return the days of a year that are holidays, or equal to one, for the Algemene termijnenwet (art. 3).

    Easter and Whit Sunday are left out: a Sunday is no working day anyhow. The day of the King is 27 April
    (until 2013 30 April), a day earlier when that is a Sunday.
    """
    pasen = paaszondag(jaar)
    king = date(jaar, 4, 27) if jaar >= _NEW_KING else date(jaar, 4, 30)
    after_easter = (-2, 1, 39, 50)  # Goede Vrijdag, tweede paasdag, Hemelvaartsdag, tweede pinksterdag
    return sorted(
        {
            date(jaar, 1, 1),
            *(pasen + timedelta(days=days) for days in after_easter),
            king - timedelta(days=king.isoweekday() == 7),
            date(jaar, 5, 5),
            date(jaar, 12, 25),
            date(jaar, 12, 26),
            *(day for day in GELIJKGESTELD if day.year == jaar),
        }
    )


def paaszondag(jaar: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    cycle = jaar % 19
    century, of_century = divmod(jaar, 100)
    leap, short = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * cycle + century - leap - moved + 15) % 30
    fourth, rest = divmod(of_century, 4)
    weekday = (32 + 2 * short + 2 * fourth - epact - rest) % 7
    late = (cycle + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(jaar, month, day + 1)


@cache
def termijnen() -> pl.DataFrame:
    """Return for every day on which a term may begin its last day: the usual one, and that in a crisis.

    The usual term is a number of days; one that ends on a Saturday, a Sunday or a holiday lasts until the next
    day that is none of these (Algemene termijnenwet, art. 1). The term in a crisis is a number of working days,
    of which the day it begins is none.
    """
    first, last = _YEARS
    days = np.arange(np.datetime64(f"{first}-01-01"), np.datetime64(f"{last}-01-01"))
    calendar = np.busdaycalendar(holidays=[day for jaar in range(first, last + 1) for day in feestdagen(jaar)])
    usual = np.busday_offset(days + TERMIJN_DAGEN, 0, roll="forward", busdaycal=calendar)
    # Rolled back first, so that the first working day after a day off is the first of the term.
    crisis = np.busday_offset(days, TERMIJN_CRISIS_WERKDAGEN, roll="backward", busdaycal=calendar)
    columns = {"dag": days, "termijn_gewoon": usual, "termijn_crisis": crisis}
    return pl.DataFrame({name: pl.Series(values).cast(pl.Date) for name, values in columns.items()})
