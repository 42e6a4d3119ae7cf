"""The plain median, from a histogram of whole numbers."""

from collections.abc import Mapping, Sequence

import polars as pl

from metrics.distributions import binomial_quantile
from metrics.intervals.confidence import tail


def median(histogram: pl.DataFrame, by: Sequence[str], level: float = 0.95) -> pl.DataFrame:
    """Return per ``by`` the ``waarde`` in the middle, and the two observations its interval lies between.

    ``histogram`` has waarde and aantal; rows of the same value are added, so merged histograms may be put
    under each other. With an even number the middle is halfway the two in the middle. ``onder`` and ``boven``
    are null where there are too few for this level: under six at 95%. Nothing is assumed of how the values
    are spread; they must be of separate cases.

    Source of the limits: order statistics with ranks from the binomial distribution: Thompson, Ann Math Stat
    1936;7:122-128; Conover, Practical Nonparametric Statistics, 3rd ed., Wiley 1999, par. 3.2.
    """
    return medians(histogram, by, {"": level})


def medians(histogram: pl.DataFrame, by: Sequence[str], levels: Mapping[str, float]) -> pl.DataFrame:
    """Return the same with limits at each of ``levels``, which are by what the names of their limits end in."""
    counted = histogram.filter(pl.col("aantal") > 0).group_by(*by, "waarde").agg(pl.col("aantal").sum())
    ordered = counted.sort(*by, "waarde").with_columns(gezien=pl.col("aantal").cum_sum().over(by))
    total = pl.col("totaal")
    ranks = {"laag": (total + 1) // 2, "hoog": total // 2 + 1}
    for suffix, level in levels.items():
        rank = binomial_quantile(tail(level), total, 0.5)
        ranks |= {f"onder{suffix}": rank, f"boven{suffix}": total - rank + 1}
    # A rank is of all values together: worked out once for them, not for each.
    totals = counted.group_by(by).agg(totaal=pl.col("aantal").sum())
    placed = totals.with_columns(ranks[name].cast(pl.Int64).alias(f"rang_{name}") for name in ranks)
    found = ordered.join(placed, on=list(by), how="left", maintain_order="left")
    first = {name: pl.col("waarde").filter(pl.col("gezien") >= pl.col(f"rang_{name}")).min() for name in ranks}
    # Rank 0 is no observation: among so few, nothing is certain to lie below the middle or above it.
    limits = [name for name in ranks if name not in ("laag", "hoog")]
    bounded = {name: pl.col(f"rang_{name.replace('boven', 'onder')}").first() > 0 for name in limits}
    reached = found.group_by(by).agg(
        (pl.when(bounded[name]).then(value) if name in bounded else value).alias(name) for name, value in first.items()
    )
    middle = (pl.col("laag").cast(pl.Float64) + pl.col("hoog")) / 2
    return reached.select(*by, middle.alias("waarde"), *limits)
