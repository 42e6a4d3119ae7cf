"""Months and days that were delivered, day by day."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from tests.oracle.tally import Row


def shift(day: date, months: int) -> date:
    """Move a day by whole months; where the month is too short, to its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(day)


def _valid_days(row: Row, van: int, tot: int) -> range:
    start = max(row["geldig_van"].toordinal(), van)
    stop = min(row["geldig_tot"].toordinal(), tot) if row["geldig_tot"] else tot
    return range(start, max(start, stop))


def delivered_months(delivered: Sequence[Row], codes: Sequence[Row], today: date) -> dict[tuple[str, str, date], bool]:
    """Look at every single day: which were delivered, and which should have been."""
    days: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in delivered:
        stop = min(row["periode_tot"], today + timedelta(days=1)).toordinal()
        days[row["gm_code"], row["tabel"]][row["oude_code"]].update(range(row["periode_van"].toordinal(), stop))
    of_gemeente: dict[str, list[Row]] = defaultdict(list)
    for row in codes:
        of_gemeente[row["today"]].append(row)
    result: dict[tuple[str, str, date], bool] = {}
    for (gemeente, tabel), by_code in days.items():
        every = sorted({day for given in by_code.values() for day in given})
        if not every:
            continue
        month = date.fromordinal(every[0]).replace(day=1)
        while month.toordinal() <= every[-1]:
            following = shift(month, 1)
            present = missing = 0
            for code in of_gemeente[gemeente]:
                given = by_code.get(code["gm_code"], set())
                for day in _valid_days(code, month.toordinal(), following.toordinal()):
                    if day in given:
                        present += 1
                    else:
                        missing += 1
            if present:
                result[gemeente, tabel, month] = missing == 0
            month = following
    return result


def strays(afgifte: Sequence[Row], gemeente: str, soort: str = "shv") -> set[str]:
    """Name the organisations that delivered cases of a gemeente seldom and few at a time, unless all did."""
    periods: dict[str, set[date]] = defaultdict(set)
    largest: dict[str, int] = defaultdict(int)
    for row in afgifte:
        if row["gm_code"] == gemeente and row["soort"] == soort:
            periods[row["organisatie"]].add(row["periode_van"])
            largest[row["organisatie"]] = max(largest[row["organisatie"]], row["aantal"])
    every = sum(largest.values())
    found = {name for name, many in largest.items() if len(periods[name]) < 3 and many < 0.05 * every}
    return set() if found == set(largest) else found


class Holes:
    """The days of a gemeente on which a traject, or a case of another table, may have escaped us."""

    def __init__(
        self,
        delivered: Sequence[Row],
        afgifte: Sequence[Row],
        codes: Sequence[Row],
        gemeente: str,
        today: date,
        tabel: str = "traject",
    ) -> None:
        seldom = strays(afgifte, gemeente, "shv" if tabel == "traject" else "vs")
        mine = [
            row
            for row in delivered
            if row["gm_code"] == gemeente and row["tabel"] == tabel and row["organisatie"] not in seldom
        ]
        self.first = shift(min([row["periode_van"] for row in mine], default=today), -1).toordinal()
        stop = today.toordinal() + 2
        self.none = not mine
        valid_anywhere: set[int] = set()
        holes: set[int] = set()
        for code in (row for row in codes if row["today"] == gemeente):
            valid = set(_valid_days(code, self.first, stop))
            valid_anywhere |= valid
            given: dict[str, set[int]] = defaultdict(set)
            for row in mine:
                if row["oude_code"] == code["gm_code"]:
                    tot = min(row["periode_tot"], today + timedelta(days=1)).toordinal()
                    given[row["organisatie"]].update(range(row["periode_van"].toordinal(), tot))
            for covered in given.values() or [set[int]()]:
                holes |= valid - covered
        self.holes = sorted(holes | (set(range(self.first, stop)) - valid_anywhere))

    def free(self, van: date, tot: date) -> bool:
        """Whether all days of [van, tot) were delivered by everyone who delivers."""
        if self.none or van.toordinal() < self.first:
            return False
        place = bisect_left(self.holes, van.toordinal())
        return place == len(self.holes) or self.holes[place] >= tot.toordinal()
