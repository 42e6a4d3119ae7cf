"""Whether a figure differs from that of a year earlier by more than chance: a year, so that no season plays a part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard.figures import measured
from dashboard.figures.apart import apart
from dashboard.figures.source import Source, kept
from metrics.comparison.compare import verdict
from metrics.definition import Indicator, Variant
from metrics.indicators import indicator_named

SAME = "vergelijkbaar"
_TOLD = ("beter", "slechter", "hoger", "lager")


@dataclass(frozen=True)
class Moved:
    """The newest final figure, that of a year earlier, and what may be said of the two: a word of verdict or None."""

    row: dict[str, Any]
    before: dict[str, Any]
    verdict: str | None

    @property
    def beyond_chance(self) -> bool:
        """Whether chance does not explain the difference."""
        return self.verdict in _TOLD

    @property
    def rose(self) -> bool:
        """Whether the newest is the higher one."""
        return bool(self.row["waarde"] > self.before["waarde"])


@kept(1500)  # some twenty-five gemeenten, as their figures are
def moved(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, *, judged: bool = False
) -> Moved | None:
    """Set the newest final figure beside that of the same period a year earlier; None where one is not there.

    The two never overlap. How far separate months lay apart in the year before counts for both: were nothing changed,
    they would lie as far apart now. ``judged`` takes the wider limits of many figures at once, else those of one (95%).
    """
    one = indicator_named(indicator)
    of = one.variant(variant)
    if judged and of is one.standaard:  # those of a whole page are made at once
        line = measured.own_lines(source, gm_code, kind, judged=True)[indicator]
    else:
        line = measured.own_line(source, gm_code, indicator, variant, measured.kind_of(one, of, kind), judged=judged)
    row = measured.newest_final(line)
    return None if row is None else since_a_year(source, gm_code, one, of, line, row, judged=judged)


def since_a_year(
    source: Source, gm_code: str, one: Indicator, of: Variant, line: pl.DataFrame, row: dict[str, Any], *, judged: bool
) -> Moved | None:
    """Set ``row``, one of ``line``, beside that of a year earlier as ``moved`` does; None where it is not final."""
    if row["waarde"] is None or row["voorlopig"]:
        return None
    between = line.filter(pl.col("periode_van").is_between(_year_before(row["periode_van"]), row["periode_van"]))
    earlier = between.filter(pl.col("periode_van") == _year_before(row["periode_van"]), pl.col("waarde").is_not_null())
    if earlier.is_empty() or between["versies"].explode().drop_nulls().n_unique() > 1:
        return None
    before = earlier.row(0, named=True)
    if judged and _inside(row, before):
        return Moved(row, before, SAME)
    level = measured.JUDGED.level if judged else 0.95
    said = verdict(row, before, one, variant=of, level=level)
    # How far months lie apart only widens: what is no difference without it is none with it.
    until = before["periode_tot"]
    if said in _TOLD and (lies := apart(source, gm_code, one, of, (_year_before(until), until))) is not None:
        said = verdict(row, before, one, variant=of, between=2 * lies, level=level)
    return Moved(row, before, said)


def _inside(row: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Tell whether the earlier value lies within the limits of the newest: then no limits of a difference leave 0."""
    low, high = row["onder"], row["boven"]
    return low is not None and high is not None and bool(low <= before["waarde"] <= high)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))
