"""What may be said of an own figure: beside the rest, over time, and against what was promised."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import polars as pl

from dashboard.figures import measured, stored
from dashboard.figures.measured import JUDGED, Material
from dashboard.figures.said import Compared
from dashboard.figures.source import Source
from metrics.comparison.between_months import between_months, final_months
from metrics.comparison.compare import verdict
from metrics.definition import Indicator, Methode, Variant
from metrics.goals.judged import JUDGED as JUDGED_GOAL
from metrics.goals.judged import Reeks, judge_goals, metingen_of
from metrics.indicators import INDICATORS, indicator_named
from metrics.recent_trends import recent_trends
from metrics.trend import PERIODS
from queries.access import Published

_CODES: Final = frozenset(one.code for one in INDICATORS)


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
    row = measured.newest_final(_published_so_far(line, rest))
    if row is None or row["waarde"] is None:
        return Compared(None, row, None)
    other = measured.rest_figure(rest, indicator, variant, seen, row)
    if other is None:
        return None
    apart = _between(source, gm_code, indicator, variant)
    said = verdict(row, other, indicator, variant=variant, between=apart, level=JUDGED.level)
    return Compared(said, row, other)


def trend_word(indicator: Indicator, variant: Variant, years: pl.DataFrame, quarters: pl.DataFrame) -> tuple[str, str]:
    """Return the recent trend and the kind of period it is of; an empty word where there are no five to go by.

    Five whole years where they are there, for a year has no season; else five quarters.
    """
    methode = indicator.methode_van(variant)
    for figures, kind in ((years, "jaar"), (quarters, "kwartaal")):
        if figures.height < PERIODS or (methode is Methode.RATIO and kind != "jaar"):
            continue
        found = recent_trends(figures.with_columns(cel=pl.lit("")), methode, indicator.richting)
        word = found["trend"].item() if found.height == 1 else None
        if word is not None:
            return word, kind
    return "", ""


def goals(source: Source, gm_code: str) -> pl.DataFrame:
    """Return the judged goals of a gemeente for what pages show, with the columns of metrics.goals.judged.JUDGED."""
    mine = stored.doelen(source, gm_code)
    known = mine.filter(pl.col("indicator").is_in(list(_CODES)))
    if known.is_empty():
        return known.with_columns(pl.lit(None, kind).alias(name) for name, kind in JUDGED_GOAL.items())
    return judge_goals(known, lambda row: _reeks(source, gm_code, row))


def _reeks(source: Source, gm_code: str, row: Mapping[str, Any]) -> Reeks | None:
    """Return the own figures that a goal is about; rolling years, for a base year is one of those."""
    one = indicator_named(row["indicator"])
    if row["variant"] not in {variant.code for variant in one.varianten}:
        return None
    variant = one.variant(row["variant"])
    kind = measured.kind_of(one, variant, "12maanden")
    if row["uitsplitsing"]:
        cells = measured.own_cells(source, gm_code, one.code, variant.code, kind, row["uitsplitsing"])
        line = cells.filter(cel=row["cel"], gebied=gm_code)
    else:
        line = measured.own_line(source, gm_code, one.code, variant.code, kind)
    metingen = metingen_of(line, one.methode_van(variant))
    return Reeks(metingen, one.eenheid_van(variant), one.richting) if metingen else None


def _published_so_far(line: pl.DataFrame, rest: Material) -> pl.DataFrame:
    """Leave out the periods after the day that was published: of those nothing is known of others."""
    until: date = rest.counts.peildatum
    if not isinstance(rest.counts, Published) or rest.counts.dekking.is_empty():
        return line
    newest = rest.counts.dekking["maand"].max()
    known = line.filter(pl.col("periode_van") <= pl.lit(newest), pl.col("periode_tot") <= pl.lit(until))
    return known if known.height else line


def _between(source: Source, gm_code: str, indicator: Indicator, variant: Variant) -> float | None:
    """Return how far the months of a share lie apart; the interval of a rate has that in it."""
    counts = stored.own(source, gm_code)
    if counts is None or indicator.methode_van(variant) is not Methode.WILSON:
        return None
    months = final_months(counts.telling, counts.dekking, indicator, variant, today=counts.peildatum)
    found = between_months(months.filter(gebied=gm_code), aandeel=True)
    return None if found.is_empty() else found["tau2"].item()
