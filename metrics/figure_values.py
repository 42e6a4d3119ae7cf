"""The value of a figure, how sure it is, and how far the unknown could move it."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from metrics.cases.wide_traject import LONGEST_WAIT
from metrics.counted_months import CELL
from metrics.definition import Indicator, Variant
from metrics.intervals.counts import byar_widened, exact_poisson
from metrics.intervals.kaplan_meier import km_quantile
from metrics.intervals.median import median
from metrics.intervals.shares import wilson_clustered
from metrics.measure import Methode

# More than any whole number that a histogram holds.
_ENDLESS: Final = 2**31 - 1


def valued(
    counted: pl.DataFrame, histogram: pl.DataFrame | None, indicator: Indicator, variant: Variant, level: float
) -> pl.DataFrame:
    """Add waarde, onder, boven, grens_onder and grens_boven to the sums of each period.

    ``counted`` also has ``deff``, and ``verruimd``: by what the variance of a number is multiplied in its limits.
    A share is between 0 and 1; a median comes from ``histogram``.
    """
    methode = indicator.methode_van(variant)
    if histogram is not None:
        return _medians(counted, histogram, methode, level)
    made = {Methode.WILSON: _share, Methode.RATIO: _count}.get(methode)
    values = made(level) if made else _rate(level, indicator.eenheid_van(variant).factor)
    return counted.with_columns(**values)


def ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Divide; nothing divided by nothing is null."""
    return pl.when(whole > 0).then(part / whole)


def _share(level: float) -> Mapping[str, pl.Expr]:
    """Divide once; cases of one household count as fewer."""
    hits, cases, unknown = pl.col("teller"), pl.col("noemer"), pl.col("onbekend")
    low, high = wilson_clustered(hits, cases, pl.col("deff"), level)
    every = cases + unknown
    least, most = ratio(hits, every), ratio(hits + unknown, every)
    return {"waarde": ratio(hits, cases), "onder": low, "boven": high, "grens_onder": least, "grens_boven": most}


def _rate(level: float, factor: float) -> Mapping[str, pl.Expr]:
    """Divide once by people or dwellings; cases that come in batches make it less sure."""
    hits, cases, unknown = pl.col("teller"), pl.col("noemer"), pl.col("onbekend")
    low, high = byar_widened(hits, pl.col("verruimd"), level)
    over = {"waarde": hits, "onder": low, "boven": high, "grens_onder": hits, "grens_boven": hits + unknown}
    return {name: ratio(count, cases) * factor for name, count in over.items()}


def _count(level: float) -> Mapping[str, pl.Expr]:
    """Return the count itself, with its exact limits: what it is set against is another year's."""
    hits = pl.col("teller")
    low, high = exact_poisson(hits, level)
    most = hits + pl.col("onbekend")
    return {"waarde": hits, "onder": low, "boven": high, "grens_onder": hits, "grens_boven": most}


def _medians(counted: pl.DataFrame, histogram: pl.DataFrame, methode: Methode, level: float) -> pl.DataFrame:
    """Add the medians; the bounds are those if everyone unknown had the least, or the most that can be."""
    if methode is Methode.KM_MEDIAAN:
        result = counted.join(km_quantile(histogram, CELL, level=level), on=CELL, how="left")
        extremes = ((0, False), (LONGEST_WAIT, True))
    else:
        result = counted.join(median(histogram, CELL, level), on=CELL, how="left")
        extremes = ((0, False), (_ENDLESS, False))
    unknown = counted.filter(pl.col("onbekend") > 0).select(*CELL, pl.col("onbekend").cast(pl.Int64).alias("aantal"))
    for name, (value, waiting) in zip(("grens_onder", "grens_boven"), extremes, strict=True):
        extra = unknown.with_columns(waarde=pl.lit(value, pl.Int32), gecensureerd=pl.lit(waiting))
        everyone = pl.concat([histogram, extra], how="diagonal")
        made = km_quantile(everyone, CELL) if methode is Methode.KM_MEDIAAN else median(everyone, CELL)
        # Halfway to what has no end lies nowhere.
        bound = pl.when(pl.col("waarde") < _ENDLESS / 2).then("waarde").alias(name)
        result = result.join(made.select(*CELL, bound), on=CELL, how="left")
    return result
