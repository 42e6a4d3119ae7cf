"""What may be said of an own figure: beside the rest, over time, and against what was promised."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from dashboard.figures import measured, stored
from dashboard.figures.apart import months_apart
from dashboard.figures.material import JUDGED, Asked, Material, columns_of
from dashboard.figures.said import Compared
from dashboard.figures.source import Source, kept
from metrics.comparison.compare import JUDGED_SCHEMA, differences_of
from metrics.definition import Indicator, Methode, Richting, Variant
from metrics.figures import FIGURE_SCHEMA
from metrics.goals.judged import JUDGED as JUDGED_GOAL
from metrics.goals.judged import Reeks, judge_goals, metingen_of
from metrics.indicators import BY_CODE, indicator_named
from metrics.periods import final_from
from metrics.recent_trends import recent_trends
from metrics.trend import PERIODS
from queries.access import Published


def compared(
    source: Source,
    gm_code: str,
    indicator: Indicator,
    variant: Variant,
    seen: str,
    line: pl.DataFrame,
    rest: Material | None,
) -> Compared | None:
    """Judge the newest own figure that others can be seen beside; None where nothing was published.

    ``seen`` is the kind of period in which others are seen, and ``line`` has the own figures of that kind, with the
    limits that a verdict asks.
    """
    if rest is None:
        return None
    named = line.with_columns(indicator=pl.lit(indicator.code))
    return compared_of(source, gm_code, [(indicator, variant, seen)], named, rest)[indicator.code]


def compared_of(
    source: Source, gm_code: str, asked: Sequence[Asked], lines: pl.DataFrame, rest: Material
) -> dict[str, Compared | None]:
    """Judge one variant of each of many indicators as ``compared`` does, by code.

    ``asked`` has with each variant the kind of period in which others are seen, and ``lines`` has the own figures of
    those kinds, with ``indicator``.
    """
    newest = measured.newest_finals(_published_so_far(lines, rest))
    rows = {str(row["indicator"]): row for row in newest.iter_rows(named=True)}
    own = {one.code: _row(rows.get(one.code), one, of) for one, of, _ in asked}
    valued = [(one, of, seen) for one, of, seen in asked if (own[one.code] or {}).get("waarde") is not None]
    mine = {(one.code, of.code): own[one.code] or {} for one, of, _ in valued}
    others = measured.rest_figures(rest, valued, mine)
    beside = [(one, of) for one, of, _ in valued if (one.code, of.code) in others]
    words = _words(source, gm_code, beside, mine, others)
    found: dict[str, Compared | None] = {
        one.code: Compared(None, own[one.code], None) for one, of, _ in asked if (one.code, of.code) not in mine
    }
    found |= {one.code: None for one, _, _ in valued}
    for (one, of), word in zip(beside, words, strict=True):
        key = (one.code, of.code)
        found[one.code] = Compared(word, mine[key], others[key])
    return found


def _row(row: Mapping[str, Any] | None, indicator: Indicator, variant: Variant) -> Mapping[str, Any] | None:
    """Return a figure with the columns that figures of its kind have."""
    return None if row is None else {name: row[name] for name in columns_of(indicator, variant)}


def _words(
    source: Source,
    gm_code: str,
    beside: Sequence[tuple[Indicator, Variant]],
    mine: Mapping[tuple[str, str], Mapping[str, Any]],
    others: Mapping[tuple[str, str], Mapping[str, Any]],
) -> list[str | None]:
    """Return the verdict on each own figure beside that of the rest."""
    if not beside:
        return []
    keys = [(one.code, of.code) for one, of in beside]
    own, rest = (
        pl.DataFrame([{name: row[name] for name in JUDGED_SCHEMA} for row in rows], schema=JUDGED_SCHEMA)
        for rows in ([mine[key] for key in keys], [others[key] for key in keys])
    )
    apart = months_apart(source, gm_code, beside)
    between = pl.Series([apart.get(key) for key in keys], dtype=pl.Float64)
    return differences_of(own, rest, beside, between=between, level=JUDGED.level)["oordeel"].to_list()


def trend_word(indicator: Indicator, variant: Variant, years: pl.DataFrame, quarters: pl.DataFrame) -> tuple[str, str]:
    """Return the recent trend and the kind of period it is of; an empty word where there are no five to go by.

    Five whole years where they are there, for a year has no season; else five quarters.
    """
    named = [each.with_columns(indicator=pl.lit(indicator.code)) for each in (years, quarters)]
    return trend_words([(indicator, variant)], *named).get(indicator.code, ("", ""))


def trend_words(
    pairs: Sequence[tuple[Indicator, Variant]], years: pl.DataFrame, quarters: pl.DataFrame
) -> dict[str, tuple[str, str]]:
    """Return the same of one variant of each of many indicators, by code; ``indicator`` is in both frames."""
    methods = {one.code: one.methode_van(of) for one, of in pairs}
    found: dict[str, tuple[str, str]] = {}
    for figures, kind in ((years, "jaar"), (quarters, "kwartaal")):
        open_ = [
            code
            for code, methode in methods.items()
            if code not in found and (methode is not Methode.RATIO or kind == "jaar")
        ]
        enough = figures.filter(pl.col("indicator").is_in(open_), pl.len().over("indicator") >= PERIODS)
        for share in (True, False):
            of_shares = [code for code in open_ if (methods[code] is Methode.WILSON) == share]
            some = enough.filter(pl.col("indicator").is_in(of_shares))
            if some.is_empty():
                continue
            # What is no share is judged by its limits, whichever way those were made.
            methode = Methode.WILSON if share else Methode.BYAR
            words = recent_trends(some, methode, Richting.GEEN, by=("indicator",)).select("indicator", "trend")
            found |= {code: (word, kind) for code, word in words.drop_nulls().iter_rows()}
    return found


@kept(200)
def goals(source: Source, gm_code: str, indicator: str | None = None) -> pl.DataFrame:
    """Return the judged goals of a gemeente for what pages show, with the columns of metrics.goals.judged.JUDGED.

    With an ``indicator`` those for that one alone.
    """
    mine = stored.doelen(source, gm_code)
    known = mine.filter(pl.col("indicator").is_in(list(BY_CODE) if indicator is None else [indicator]))
    if known.is_empty():
        return known.with_columns(pl.lit(None, kind).alias(name) for name, kind in JUDGED_GOAL.items())
    return judge_goals(known, lambda row: reeks(source, gm_code, row))


def reeks(source: Source, gm_code: str, row: Mapping[str, Any], final_on: date | None = None) -> Reeks | None:
    """Return the own figures that a goal is about; rolling years, for a base year is one of those.

    All, or those that were final on the day ``final_on``.
    """
    one = indicator_named(row["indicator"])
    if row["variant"] not in {variant.code for variant in one.varianten}:
        return None
    variant = one.variant(row["variant"])
    line = goal_line(source, gm_code, one, variant, row)
    if final_on is not None:
        line = line.filter(final_from(pl.col("periode_tot"), one.wacht(variant)) <= pl.lit(final_on))
    metingen = metingen_of(line, one.methode_van(variant))
    return Reeks(metingen, one.eenheid_van(variant), one.richting) if metingen else None


def goal_kind(indicator: Indicator, variant: Variant) -> str:
    """Return the kind of period of the figures that a goal is held against."""
    return measured.kind_of(indicator, variant, "12maanden")


def goal_line(
    source: Source, gm_code: str, indicator: Indicator, variant: Variant, row: Mapping[str, Any]
) -> pl.DataFrame:
    """Return the own figures that a goal for a variant is about, of the cell that ``row`` names or of the whole.

    Of what cards show all are made at once, and most goals are for those.
    """
    kind = goal_kind(indicator, variant)
    if row["uitsplitsing"]:
        cells = measured.own_cells(source, gm_code, indicator.code, variant.code, kind, row["uitsplitsing"])
        return cells.filter(cel=row["cel"], gebied=gm_code)
    if variant is indicator.standaard and indicator in measured.ON_CARDS:
        return measured.own_lines(source, gm_code, kind).get(indicator.code, FIGURE_SCHEMA.to_frame())
    return measured.own_line(source, gm_code, indicator.code, variant.code, kind)


def _published_so_far(lines: pl.DataFrame, rest: Material) -> pl.DataFrame:
    """Leave out the periods after the day that was published, of an indicator that has others: of those nothing is
    known of others.
    """
    until: date = rest.counts.peildatum
    if not isinstance(rest.counts, Published) or rest.counts.dekking.is_empty():
        return lines
    newest = rest.counts.dekking["maand"].max()
    known = (pl.col("periode_van") <= pl.lit(newest)) & (pl.col("periode_tot") <= pl.lit(until))
    return lines.filter(known | ~known.any().over("indicator"))
