"""Terms for the first talk, counted off on the calendar."""

from datetime import date, timedelta

# Easter Sunday, from the almanac.
_EASTER = {
    2010: (4, 4), 2011: (4, 24), 2012: (4, 8), 2013: (3, 31), 2014: (4, 20), 2015: (4, 5), 2016: (3, 27), 2017: (4, 16),
    2018: (4, 1), 2019: (4, 21), 2020: (4, 12), 2021: (4, 4), 2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20),
    2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21),
}  # fmt: skip
_BY_DECREE = {
    "2020-05-22", "2021-05-14", "2022-05-27", "2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30",
    "2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26",
}  # fmt: skip
_DAY = timedelta(days=1)


def works(day: date) -> bool:
    """Whether this is a working day."""
    easter = date(day.year, *_EASTER[day.year])
    moving = {easter + timedelta(days=n) for n in (-2, 1, 39, 50)}  # Good Friday, Monday, Ascension, Whit Monday
    king = 27 if day.year > 2013 else 30
    if date(day.year, 4, king).weekday() == 6:
        king -= 1
    fixed = {(1, 1), (4, king), (5, 5), (12, 25), (12, 26)}
    return not (day.weekday() > 4 or day in moving or (day.month, day.day) in fixed or day.isoformat() in _BY_DECREE)


def last_day(began: date, *, crisis: bool) -> date:
    """Return the last day on which the first talk is in time."""
    if crisis:
        day, left = began, 3
        while left:
            day += _DAY
            left -= works(day)
        return day
    day = began + timedelta(days=28)
    while not works(day):
        day += _DAY
    return day
