"""The value of a figure, how sure it is, and how far the unknown could move it."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from metrics.cases.wide_traject import LONGEST_WAIT
from metrics.counted_months import KEY
from metrics.intervals.counts import byar_widened, exact_poisson
from metrics.intervals.kaplan_meier import km_quantiles
from metrics.intervals.median import medians
from metrics.intervals.shares import wilson_clustered
from metrics.measure import Methode

# The limits at a second level, the wider one that a verdict asks.
WIDE_LIMITS: Final = ("onder_ruim", "boven_ruim")
# More than any whole number that a histogram holds.
_ENDLESS: Final = 2**31 - 1


def valued(counted: pl.DataFrame, histogram: pl.DataFrame | None, levels: Mapping[str, float]) -> pl.DataFrame:
    """Add waarde, onder, boven, grens_onder and grens_boven to the sums of each period, by its ``methode``.

    ``counted`` also has ``factor``, ``deff``, and ``verruimd``: by what the variance of a number is multiplied in its
    limits. A share is between 0 and 1; a median comes from ``histogram``. ``levels`` has the level of the limits
    by what their names end in: "" for onder and boven.
    """
    made: list[pl.DataFrame] = []
    for (methode,), rows in counted.partition_by("methode", as_dict=True).items():
        method = Methode(methode)
        if method.uit_verdeling and histogram is not None:
            made.append(_medians(rows, histogram, method, levels))
            continue
        values = {Methode.WILSON: _share, Methode.RATIO: _count}.get(method, _rate)
        first, *others = levels.items()
        exprs = values(*first)
        for suffix, level in others:
            exprs |= {name: each for name, each in values(suffix, level).items() if name.endswith(suffix)}
        made.append(rows.with_columns(**exprs))
    return pl.concat(made)


def ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Divide; nothing divided by nothing is null."""
    return pl.when(whole > 0).then(part / whole)


def _share(suffix: str, level: float) -> dict[str, pl.Expr]:
    """Divide once; cases of one household count as fewer."""
    hits, cases, unknown = pl.col("teller"), pl.col("noemer"), pl.col("onbekend")
    low, high = wilson_clustered(hits, cases, pl.col("deff"), level)
    every = cases + unknown
    return {
        "waarde": ratio(hits, cases), f"onder{suffix}": low, f"boven{suffix}": high,
        "grens_onder": ratio(hits, every), "grens_boven": ratio(hits + unknown, every),
    }  # fmt: skip


def _rate(suffix: str, level: float) -> dict[str, pl.Expr]:
    """Divide once by people or dwellings; cases that come in batches make it less sure."""
    hits, cases, unknown = pl.col("teller"), pl.col("noemer"), pl.col("onbekend")
    low, high = byar_widened(hits, pl.col(f"verruimd{suffix}"), level)
    over = {"waarde": hits, f"onder{suffix}": low, f"boven{suffix}": high, "grens_onder": hits}
    over["grens_boven"] = hits + unknown
    return {name: ratio(count, cases) * pl.col("factor") for name, count in over.items()}


def _count(suffix: str, level: float) -> dict[str, pl.Expr]:
    """Return the count itself, with its exact limits: what it is set against is another year's."""
    hits = pl.col("teller").cast(pl.Float64)
    low, high = exact_poisson(hits, level)
    most = hits + pl.col("onbekend")
    return {"waarde": hits, f"onder{suffix}": low, f"boven{suffix}": high, "grens_onder": hits, "grens_boven": most}


def _medians(
    counted: pl.DataFrame, histogram: pl.DataFrame, methode: Methode, levels: Mapping[str, float]
) -> pl.DataFrame:
    """Add the medians; the bounds are those if everyone unknown had the least, or the most that can be."""
    by = ["rij"]
    result = counted.with_row_index("rij")
    # One number for a figure: the names it goes by take longer to compare than all the rest.
    numbered = histogram.join(result.select(*KEY, "rij"), on=KEY).select("rij", "waarde", "gecensureerd", "aantal")
    waiting = methode is Methode.KM_MEDIAAN
    made, no_limits = (km_quantiles if waiting else medians), dict[str, float]()
    result = result.join(made(numbered, by, levels), on=by, how="left")
    extremes = ((0, False), (LONGEST_WAIT, True)) if waiting else ((0, False), (_ENDLESS, False))
    unknown = result.filter(pl.col("onbekend") > 0).select("rij", pl.col("onbekend").cast(pl.Int64).alias("aantal"))
    # Without anyone unknown the bounds are the value itself.
    some = numbered.join(unknown, on=by, how="semi")
    for name, (value, censored) in zip(("grens_onder", "grens_boven"), extremes, strict=True):
        extra = unknown.with_columns(waarde=pl.lit(value, pl.Int32), gecensureerd=pl.lit(censored))
        everyone = made(pl.concat([some, extra], how="diagonal"), by, no_limits)
        found = pl.when(pl.col("onbekend") > 0).then(pl.col("grens").cast(pl.Float64)).otherwise("waarde")
        # Halfway to what has no end lies nowhere.
        bound = pl.when(found < _ENDLESS / 2).then(found).alias(name)
        result = result.join(everyone.rename({"waarde": "grens"}), on=by, how="left").with_columns(bound).drop("grens")
    floats = ["waarde", *(f"{side}{suffix}" for suffix in levels for side in ("onder", "boven"))]
    return (
        result.with_columns(pl.col(floats).cast(pl.Float64))
        .drop("rij")
        .select(*counted.columns, "waarde", "onder", "boven", "grens_onder", "grens_boven", *floats[3:])
    )
