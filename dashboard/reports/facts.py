"""What is known of a gemeente in the period of a report: every figure with all that may be said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dashboard.charts.words import is_rare
from dashboard.figures import judged, measured, moved, stored
from dashboard.figures.benchmark import NEDERLAND, VERGELIJKBAAR, Benchmark
from dashboard.figures.material import Material, kind_of
from dashboard.figures.moved import Moved
from dashboard.figures.said import Compared
from dashboard.figures.source import Source
from dashboard.reports.goals import Goal, goals_of
from dashboard.reports.numbers import HANDFUL
from dashboard.reports.periods import ReportPeriod
from dashboard.reports.selection import with_tegenmaten
from metrics.definition import Indicator, Variant
from metrics.indicators import indicator_named
from metrics.months import months_later
from metrics.trend import PERIODS

_SEPARATE: Final = ("kwartaal", "jaar")
_NOT_OLDER: Final = 24  # months: what is older says nothing of now


@dataclass(frozen=True)
class Fact:
    """One indicator in the period of the report, or in its newest final period before; ``row`` None without any.

    ``beside`` is the verdict against the benchmark, ``moved`` that against a year earlier, ``trend`` a word of
    metrics.trend with the kind of period it is of. ``seen`` is the kind of period in which others are shown.
    """

    indicator: Indicator
    row: Mapping[str, Any] | None
    seen: str
    beside: Compared | None
    trend: str
    trend_kind: str
    moved: Moved | None

    @property
    def variant(self) -> Variant:
        """The way of counting that is shown first."""
        return self.indicator.standaard

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.row is not None and self.row["waarde"] is not None

    @property
    def tells(self) -> bool:
        """Whether the figure is whole and leans on more than a handful, so that it says something of the gemeente."""
        if self.row is None or not self.known or self.row["status"] != "ok":
            return False
        if is_rare(self.indicator, self.variant, self.row):
            return False
        return self.variant.bevolking is not None or (self.row["noemer"] or 0) >= HANDFUL

    @property
    def delivered(self) -> bool:
        """Whether anything was delivered that it could be counted from."""
        return self.row is not None and self.row["status"] != "geen_levering"


@dataclass(frozen=True, eq=False)
class Facts:
    """All of it: ``chosen`` are the codes asked for, ``by_code`` has their tegenmaten too; ``lines`` every period."""

    source: Source
    gm_code: str
    naam: str
    period: ReportPeriod
    beside: Benchmark
    chosen: tuple[str, ...]
    by_code: Mapping[str, Fact]
    goals: tuple[Goal, ...]
    lines: pl.DataFrame
    rest: Material | None

    @property
    def watched(self) -> tuple[Fact, ...]:
        """The figures of the report itself, each followed by its tegenmaat; not those of topics alone."""
        mine = {self.by_code[code].indicator.tegenmaat for code in self.chosen} | set(self.chosen)
        return tuple(fact for code, fact in self.by_code.items() if code in mine)

    def tegenmaat(self, fact: Fact) -> Fact | None:
        """Return the figure that must be seen beside this one, where it has one."""
        return self.by_code.get(fact.indicator.tegenmaat or "")

    def goals_for(self, fact: Fact) -> tuple[Goal, ...]:
        """Return the goals for a figure as it is shown first."""
        return tuple(
            goal
            for goal in self.goals
            if goal.indicator is fact.indicator and goal.variant is fact.variant and not goal.deel
        )

    def row_over(self, indicator: Indicator, van: date, tot: date) -> dict[str, Any] | None:
        """Return the own figure over a period, with the limits that are shown."""
        found = self.lines.filter(indicator=indicator.code, periode_van=van, periode_tot=tot)
        return found.row(0, named=True) if found.height else None

    def five(self, fact: Fact) -> list[dict[str, Any]]:
        """Return the separate periods that the trend of a figure is of, oldest first."""
        line = self.line(fact.indicator, fact.trend_kind)
        known = pl.col("waarde").is_not_null() & (pl.col("boven") > pl.col("onder"))
        return line.filter((pl.col("status") == "ok") & ~pl.col("voorlopig") & known).tail(PERIODS).to_dicts()

    def line(self, indicator: Indicator, kind: str) -> pl.DataFrame:
        """Return all own figures of an indicator up to the period of the report, oldest first."""
        return self.lines.filter(indicator=indicator.code, kind=kind_of(indicator, indicator.standaard, kind))


def facts(
    source: Source,
    gm_code: str,
    naam: str,
    period: ReportPeriod,
    indicators: Sequence[Indicator],
    *,
    extra: Sequence[Indicator] = (),
) -> Facts:
    """Return what is known of these indicators, of those with a goal, of ``extra``, and of all their tegenmaten.

    Nothing from after the period is looked at: a report over an older one says what could be said of it.
    """
    goals = goals_of(source, gm_code, period)
    promised = tuple(goal.indicator for goal in goals if goal.indicator not in indicators)
    chosen = (*indicators, *dict.fromkeys(promised))
    shown = with_tegenmaten((*chosen, *(one for one in extra if one not in chosen)))
    beside = like_us(source, gm_code)
    rest = measured.rest_material(source, gm_code, beside)
    pairs = [(one, one.standaard) for one in shown]
    seen = {one.code: _seen(rest, one, of, period.kind) for one, of in pairs}
    kinds = tuple(dict.fromkeys((period.kind, *_SEPARATE)))
    lines = measured.own_chosen(source, gm_code, tuple((one.code, of.code) for one, of in pairs), kinds)
    lines = lines.filter(pl.col("periode_tot") <= pl.lit(period.tot))
    said: Mapping[str, Compared | None] = {}
    if rest is not None:
        asked = [(one, of, seen[one.code]) for one, of in pairs]
        said = judged.compared_of(source, gm_code, asked, measured.in_kinds(lines, asked, judged=True), rest)
    words = judged.trend_words(pairs, lines.filter(kind="jaar"), lines.filter(kind="kwartaal"))
    by_line = {str(code): part for (code, kind), part in _parts(lines).items() if kind == _kind(str(code), period.kind)}
    found: dict[str, Fact] = {}
    for one, of in pairs:
        line = by_line.get(one.code, lines.clear())
        row = in_period(line, period.van, period.tot)
        compared = said.get(one.code) if row is not None and row["waarde"] is not None else None
        found[one.code] = Fact(
            one,
            row,
            seen[one.code],
            compared,
            *words.get(one.code, ("", "")),
            _moved(source, gm_code, one, of, line, row),
        )
    return Facts(
        source, gm_code, naam, period, beside, tuple(one.code for one in chosen), found, goals, lines, rest
    )  # fmt: skip


def like_us(source: Source, gm_code: str) -> Benchmark:
    """Return what a gemeente is compared with: those most like it where these are known, else Nederland."""
    leden = tuple(stored.comparable_to(source, gm_code)["gm_code"].to_list())
    if not leden:
        return NEDERLAND
    naam = "vergelijkbare gemeenten"
    return Benchmark(f"{VERGELIJKBAAR}{gm_code}", naam, f"de meest {naam}", "Vergelijkbaar", leden)


def in_period(line: pl.DataFrame, van: date, tot: date) -> dict[str, Any] | None:
    """Return the figure of the period; where its outcomes are still to come, the newest final one before it."""
    mine = line.filter(periode_van=van, periode_tot=tot)
    if mine.height:
        row = mine.row(0, named=True)
        open_ = row["waarde"] is None and row["voorlopig"] and row["status"] != "geen_levering"
        if not open_:
            return row
    oldest = months_later(van, -_NOT_OLDER)
    before = line.filter(
        ~pl.col("voorlopig") & pl.col("waarde").is_not_null() & (pl.col("periode_van") >= pl.lit(oldest))
    )
    newest = before if before.height else mine
    return newest.row(-1, named=True) if newest.height else None


def _parts(lines: pl.DataFrame) -> dict[tuple[Any, ...], pl.DataFrame]:
    return lines.partition_by("indicator", "kind", as_dict=True, maintain_order=True)


def _kind(code: str, kind: str) -> str:
    one = indicator_named(code)
    return kind_of(one, one.standaard, kind)


def _seen(rest: Material | None, one: Indicator, of: Variant, kind: str) -> str:
    return kind_of(one, of, kind) if rest is None else rest.seen(one, of, kind)


def _moved(
    source: Source, gm_code: str, one: Indicator, of: Variant, line: pl.DataFrame, row: dict[str, Any] | None
) -> Moved | None:
    if row is None:
        return None
    wide = line.with_columns(onder="onder_ruim", boven="boven_ruim")
    same = wide.filter(periode_van=row["periode_van"], periode_tot=row["periode_tot"]).row(0, named=True)
    return moved.since_a_year(source, gm_code, one, of, wide, same, judged=True)
