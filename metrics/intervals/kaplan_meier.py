"""Waiting times from histograms: the Kaplan-Meier median and its interval."""

from collections.abc import Mapping, Sequence

import polars as pl

from metrics.intervals.confidence import z_value

# Products of fractions that are one half on paper can end a hair above it.
_HAIR = 1e-9


def km_quantile(histogram: pl.DataFrame, by: Sequence[str], *, left: float = 0.5, level: float = 0.95) -> pl.DataFrame:
    """Return per ``by`` the first ``waarde`` after which at most the share ``left`` still waits.

    ``histogram`` has waarde, gecensureerd and aantal; rows of the same value are added, so merged
    histograms may be put under each other. ``onder`` and ``boven`` are the limits of Brookmeyer and
    Crowley on the log-log scale (Biometrics 1982;38:29-41), with Greenwood's variance. What is not reached is null.

    Every case is taken as separate. Where cases of one household are alike the median stays right, but its limits
    lie somewhat too close: a histogram does not tell who belongs together. Of waiting times that matters little,
    since a household seldom waits twice in one period.
    """
    return km_quantiles(histogram, by, {"": level}, left=left)


def km_quantiles(
    histogram: pl.DataFrame, by: Sequence[str], levels: Mapping[str, float], *, left: float = 0.5
) -> pl.DataFrame:
    """Return the same with limits at each of ``levels``, which are by what the names of their limits end in."""
    curve = _survival(histogram, by)
    # Greenwood's variance on the log(-log) scale. Where nobody is left it does not exist, and no limit is drawn from
    # there: one case says nothing of the spread (as R's survfit and SAS do).
    error = pl.col("greenwood").sqrt() / pl.col("over").log().abs()
    inside = (pl.col("over") > _HAIR) & (pl.col("over") < 1)
    nobody_gone = pl.when(pl.col("over") >= 1).then(1.0)
    first, bands = {"waarde": "over"}, dict[str, pl.Expr]()
    for suffix, level in levels.items():
        z = z_value(level)
        for name, sign in (("onder", 1), ("boven", -1)):
            band = f"band_{name}{suffix}"
            first[f"{name}{suffix}"] = band
            bands[band] = pl.when(inside).then(pl.col("over").pow((sign * z * error).exp())).otherwise(nobody_gone)
    return (
        curve.with_columns(**bands)
        .group_by(by)
        .agg(pl.col("dagen").filter(pl.col(column) <= left + _HAIR).min().alias(name) for name, column in first.items())
    )


def _survival(histogram: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return the share still waiting after each value, with the sum of Greenwood's formula."""
    counted = (
        histogram.group_by(*by, pl.col("waarde").alias("dagen"))
        .agg(
            klaar=pl.col("aantal").filter(~pl.col("gecensureerd")).sum(),
            weg=pl.col("aantal").sum(),
        )
        .sort(*by, "dagen")
    )
    before = pl.col("weg").cum_sum().over(by) - pl.col("weg")
    waiting = pl.col("weg").sum().over(by) - before
    return (
        counted.with_columns(wachtend=waiting)
        .with_columns(
            stap=1 - pl.col("klaar") / pl.col("wachtend"),
            term=pl.when(pl.col("klaar") < pl.col("wachtend")).then(
                pl.col("klaar") / (pl.col("wachtend") * (pl.col("wachtend") - pl.col("klaar")))
            ),
        )
        .with_columns(
            over=pl.col("stap").cum_prod().over(by),
            greenwood=pl.col("term").fill_null(0.0).cum_sum().over(by),
        )
    )
