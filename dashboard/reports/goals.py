"""The goals of a gemeente, judged by what was known at the end of the period of a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dashboard.figures import measured, stored
from dashboard.figures.breakdowns import cell_name
from dashboard.figures.source import Source
from dashboard.reports.periods import ReportPeriod
from metrics.definition import Indicator, Variant
from metrics.goals.judged import Reeks, judge_goals, metingen_of, stated_goal
from metrics.goals.targets import Doel
from metrics.indicators import INDICATORS, indicator_named

_WAYS: Final = {"indicator": pl.String, "variant": pl.String}


@dataclass(frozen=True)
class Goal:
    """A goal with its two answers (``row``, see metrics.goals.judged.JUDGED), and what it asks in the figure's unit."""

    indicator: Indicator
    variant: Variant
    deel: str  # the part it is about, empty for the whole
    row: Mapping[str, Any]
    stated: Doel

    @property
    def answered(self) -> bool:
        """Whether there is a figure to hold it against."""
        return self.row["gerealiseerd"] is not None

    @property
    def missed(self) -> bool:
        """Whether its day is past, and it was not reached."""
        return self.row["gerealiseerd"] == "niet gehaald" and self.row["structureel"] != "gehaald"

    @property
    def in_danger(self) -> bool:
        """Whether it was missed, or will be as things go."""
        return self.missed or (self.row["gerealiseerd"] != "gehaald" and self.row["structureel"] == "niet op koers")

    @property
    def reached(self) -> bool:
        """Whether it was reached, also when chance is allowed for."""
        return self.row["gerealiseerd"] == "gehaald" and self.row["structureel"] == "gehaald"


def goals_of(source: Source, gm_code: str, period: ReportPeriod) -> tuple[Goal, ...]:
    """Return the goals of a gemeente for what indicators count, judged by figures up to the end of the period."""
    mine = stored.doelen(source, gm_code)
    ways = [(one.code, of.code) for one in INDICATORS for of in one.varianten]
    known = mine.join(pl.DataFrame(ways, schema=_WAYS, orient="row"), on=list(_WAYS), how="semi")
    if known.is_empty():
        return ()
    known = known.sort("indicator", "variant", "uitsplitsing", "cel", "uiterlijk")
    judged = judge_goals(known, lambda row: _reeks(source, gm_code, row, period))
    return tuple(_goal(row) for row in judged.iter_rows(named=True))


def goal_kind(goal: Goal) -> str:
    """Return the kind of period of the figure that a goal is held against."""
    return measured.kind_of(goal.indicator, goal.variant, "12maanden")


def _goal(row: Mapping[str, Any]) -> Goal:
    one = indicator_named(row["indicator"])
    of = one.variant(row["variant"])
    deel = cell_name(row["uitsplitsing"], row["cel"]) if row["uitsplitsing"] else ""
    return Goal(one, of, deel, row, stated_goal(row, one.eenheid_van(of), one.richting))


def _reeks(source: Source, gm_code: str, row: Mapping[str, Any], period: ReportPeriod) -> Reeks | None:
    one = indicator_named(row["indicator"])
    of = one.variant(row["variant"])
    kind = measured.kind_of(one, of, "12maanden")
    if row["uitsplitsing"]:
        cells = measured.own_cells(source, gm_code, one.code, of.code, kind, row["uitsplitsing"])
        line = cells.filter(cel=row["cel"], gebied=gm_code)
    else:
        line = measured.own_line(source, gm_code, one.code, of.code, kind)
    metingen = metingen_of(line.filter(pl.col("periode_tot") <= pl.lit(period.tot)), one.methode_van(of))
    return Reeks(metingen, one.eenheid_van(of), one.richting) if metingen else None
