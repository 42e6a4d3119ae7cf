"""Intervals of a count: Byar, the exact Poisson, rates of them, and the ratio of two counts.

All take and return expressions, so that a column costs as much as a row. The limits are those of the
expected number behind the count, unless said otherwise.
"""

import polars as pl

from metrics.distributions import beta_quantile, gamma_quantile
from metrics.intervals.confidence import tail, z_value

# Below this Byar's approximation is not good enough, and the exact Poisson limits are used.
EXACT_BELOW = 10


def byar(aantal: pl.Expr, level: float = 0.95, *, exact_below: int = EXACT_BELOW) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of a count: Byar's approximation, exact Poisson below ``exact_below``.

    Source: Breslow and Day, Statistical methods in cancer research, volume II, IARC 1987, p. 69; that it is
    exact below ten is the practice of Public Health England's technical guide.
    """
    z = z_value(level)
    above = aantal + 1
    low = aantal * (1 - 1 / (9 * aantal) - z / (3 * aantal.sqrt())).pow(3)
    high = above * (1 - 1 / (9 * above) + z / (3 * above.sqrt())).pow(3)
    few = aantal < exact_below
    exact_low, exact_high = exact_poisson(pl.when(few).then(aantal), level)
    return (
        pl.when(few).then(exact_low).otherwise(pl.when(aantal > 0).then(low.clip(0)).otherwise(aantal * 0.0)),
        pl.when(few).then(exact_high).otherwise(high),
    )


def byar_widened(aantal: pl.Expr, phi: pl.Expr, level: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of a count of cases that come in batches: Byar, each side sqrt(phi) times as far.

    ``phi`` is how many times the variance is that of separate cases (see metrics.intervals.monthly_spread); where it is
    below 1 or null it is taken as 1. A limit never lies below 0. A count of under ten times phi is of under ten
    batches: its limits are phi times the exact ones of that number of batches, as a count of separate cases is
    exact below ten. Source of the factor: McCullagh and Nelder, Generalized Linear Models, 2nd ed., Chapman and
    Hall 1989, par. 6.2.3; of the limits of few batches, a Poisson count of them scaled by phi: Garwood, Biometrika
    1936;28:437-442, and Fay and Feuer, Stat Med 1997;16:791-801, who scale the gamma quantiles of a weighted count
    in the same way.
    """
    low, high = byar(aantal, level)
    times = pl.max_horizontal(phi, pl.lit(1.0))
    wider = times.sqrt()
    few = aantal < EXACT_BELOW * times
    exact_low, exact_high = exact_poisson(pl.when(few).then(aantal / times), level)
    return (
        pl.when(few).then(exact_low * times).otherwise((aantal - wider * (aantal - low)).clip(0)),
        pl.when(few).then(exact_high * times).otherwise(aantal + wider * (high - aantal)),
    )


def exact_poisson(aantal: pl.Expr, level: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Return the exact limits of a count; they hold the true one at least as often as ``level`` says.

    Source: Garwood, Biometrika 1936;28:437-442, by the quantiles of the gamma distribution.
    """
    low = gamma_quantile(tail(level), aantal)
    return pl.when(aantal == 0).then(0.0).otherwise(low), gamma_quantile(1 - tail(level), aantal + 1)


def rate(
    teller: pl.Expr, noemer: pl.Expr, level: float = 0.95, *, per: float = 1.0, exact: bool = False
) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of teller / noemer x ``per``: those of the count (Byar, or ``exact``), of a certain noemer.

    Null where there is nothing to divide by.
    """
    limits = exact_poisson(teller, level) if exact else byar(teller, level)
    low, high = (pl.when(noemer > 0).then(limit / noemer * per) for limit in limits)
    return low, high


def ratio_to_base(teller: pl.Expr, basis: pl.Expr, level: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Return the exact limits of the ratio of two counts, ``teller`` / ``basis``.

    Both are uncertain. Given their sum, the teller is binomial with as odds the ratio of what was expected,
    so the exact limits of that share (Clopper and Pearson) are those of the ratio. Null where the base is 0.
    Source: Przyborowski and Wilenski, Biometrika 1940;31:313-323; Breslow and Day, Statistical methods in
    cancer research, volume II, IARC 1987, p. 93-95.
    """
    # The share of the base tells as much, and is not lost in rounding where the teller is by far the larger.
    low = (1 / beta_quantile(1 - tail(level), basis + 1, teller)) - 1
    high = (1 / beta_quantile(tail(level), basis, teller + 1)) - 1
    some = (basis > 0) & teller.is_not_null()
    return pl.when(some & (teller == 0)).then(0.0).when(some).then(low), pl.when(some).then(high)
