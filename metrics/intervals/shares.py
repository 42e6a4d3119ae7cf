"""Intervals of a share: Wilson, Wilson for cases that come in households, and the exact binomial.

All take and return expressions, so that a column costs as much as a row. ``teller`` out of ``noemer``;
a share lies between 0 and 1. Where there is nothing to divide by the limits are null.
"""

import polars as pl

from metrics.distributions import beta_quantile
from metrics.intervals.confidence import tail, z_value


def wilson(teller: pl.Expr, noemer: pl.Expr, level: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of a share by Wilson's score interval; the numbers need not be whole.

    Source: Wilson, J Am Stat Assoc 1927;22:209-212; the formula as in Newcombe and Altman, Statistics with
    Confidence, 2nd ed., BMJ Books 2000, p. 46.
    """
    z = z_value(level)
    wide = 2 * teller + z * z
    spread = z * (z * z + 4 * teller * (1 - teller / noemer)).sqrt()
    low, high = ((wide + sign * spread) / (2 * (noemer + z * z)) for sign in (-1, 1))
    # Rounding must not push a limit past the only value possible.
    low = pl.when(teller == 0).then(0.0).otherwise(low)
    high = pl.when(teller == noemer).then(1.0).otherwise(high)
    return pl.when(noemer > 0).then(low), pl.when(noemer > 0).then(high)


def wilson_clustered(teller: pl.Expr, noemer: pl.Expr, deff: pl.Expr, level: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of a share of cases that come in households: Wilson on noemer / deff cases.

    ``deff`` is how many times the variance is that of separate cases (see metrics.intervals.design_effect); where it is
    below 1 or null it is taken as 1. Source of the effective number of cases: Kish, Survey Sampling, Wiley
    1965, ch. 8; of its place in Wilson's interval: Franco, Little, Louis and Slud, J Surv Stat Methodol
    2019;7:334-364.
    """
    wide = pl.max_horizontal(deff, pl.lit(1.0))
    return wilson(teller / wide, noemer / wide, level)


def exact_binomial(teller: pl.Expr, noemer: pl.Expr, level: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Return the exact limits of a share; they hold the true one at least as often as ``level`` says.

    Source: Clopper and Pearson, Biometrika 1934;26:404-413, by the quantiles of the beta distribution.
    """
    rest = noemer - teller
    some = (noemer > 0) & teller.is_not_null()
    low, high = beta_quantile(tail(level), teller, rest + 1), beta_quantile(1 - tail(level), teller + 1, rest)
    return (
        pl.when(some & (teller == 0)).then(0.0).when(some).then(low),
        pl.when(some & (rest == 0)).then(1.0).when(some).then(high),
    )
