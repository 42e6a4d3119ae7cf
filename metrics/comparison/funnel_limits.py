"""The limits of a funnel: how far from the baseline a gemeente of each size may lie by chance alone."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from metrics.comparison.overdispersion import Overdispersie, Schaal
from metrics.distributions import binomial_quantile
from metrics.intervals.confidence import tail, z_value

Pair = tuple[NDArray[np.float64], NDArray[np.float64]]


def share_limits(noemer: ArrayLike, baseline: float, level: float = 0.95) -> Pair:
    """Return the lower and upper limit of a share at each noemer n: p -/+ z sqrt(p (1 - p) / n), within 0 and 1.

    ``baseline`` p is a share; the limits are too. Source: PHE (OHID) technical guidance, as in PHEindicatormethods
    ``calculate_funnel_limits`` for proportions, whose longer formula reduces to this.
    """
    number = np.asarray(noemer, float)
    reach = z_value(level) * np.sqrt(_share(baseline) * (1 - baseline) / number)
    return np.clip(baseline - reach, 0, 1), np.clip(baseline + reach, 0, 1)


def exact_share_limits(noemer: ArrayLike, baseline: float, level: float = 0.95) -> Pair:
    """Return the exact binomial limits of a share at each noemer: the quantiles of the count, divided by the noemer.

    The lower is the smallest x with P(X <= x) >= (1 - level) / 2, the upper the smallest with
    P(X <= x) >= (1 + level) / 2, so what lies on a limit is within. Source: Spiegelhalter (2005), Statistics in
    Medicine 24, appendix A.1.1, without its interpolation between whole numbers.
    """
    number, share = np.asarray(noemer, float), _share(baseline)
    if share == 0:
        return 0 * number, 0 * number
    column = pl.DataFrame({"n": number.ravel()}).with_columns(pl.col("n").fill_nan(None))
    counts = column.select(
        binomial_quantile(chance, pl.col("n"), share).alias(side)
        for side, chance in (("onder", tail(level)), ("boven", 1 - tail(level)))
    )
    low, high = (np.minimum(counts[side].to_numpy().reshape(number.shape) / number, 1) for side in counts.columns)
    return low, high


def ratio_limits(verwacht: ArrayLike, level: float = 0.95) -> Pair:
    """Return the limits of observed / expected at each expected number E, by Garwood.

    They are chi2((1 - level) / 2; 2E) / 2E and chi2((1 + level) / 2; 2E + 2) / 2E. Source: Garwood (1936),
    Biometrika 28, as FunnelPlotR draws them for standardised ratios (unadjusted).
    """
    expected = np.asarray(verwacht, float)
    low, high = count_limits(expected, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        return low / expected, high / expected


def count_limits(verwacht: ArrayLike, level: float = 0.95) -> Pair:
    """Return Garwood's limits of the count itself at each expected number: those of ``ratio_limits`` times E."""
    from scipy.special import gammaincinv  # pyright: ignore[reportMissingTypeStubs]

    # A quantile of chi-squared with 2 E degrees of freedom is twice that of the gamma of shape E.
    expected = np.asarray(verwacht, float)
    low: Any = gammaincinv(np.where(expected > 0, expected, 1.0), tail(level))
    high: Any = gammaincinv(expected + 1, 1 - tail(level))
    return np.where(expected > 0, low, 0.0 * expected), high


def adjusted_limits(noemer: ArrayLike, more: Overdispersie, level: float = 0.95, *, baseline: float = 1.0) -> Pair:
    """Return the limits at each noemer with the variance between gemeenten, tau squared, added to that of chance.

    With z of the level, on the scale of ``more``:

    - LOG: p exp(-/+ z sqrt(1 / E + tau2)), where E is the noemer and p is 1 for a ratio to what is expected;
    - WORTEL: p (1 -/+ z sqrt(1 / 4E + tau2)), never below 0;
    - ARCSINUS: sin(asin sqrt(p) -/+ z sqrt(1 / 4n + tau2))^2, 0 or 1 where the angle leaves its quarter turn;
    - LOG_AANTALLEN: p exp(-/+ z sqrt(1 / 4n + tau2)).

    Source: FunnelPlotR ``calculate_limits`` with draw_adjusted, after Spiegelhalter et al. (2012), JRSS A 175.
    """
    reach = z_value(level) * _error(noemer, more)
    if more.schaal is Schaal.WORTEL:
        return baseline * np.clip(1 - reach, 0, None), baseline * (1 + reach)
    if more.schaal is not Schaal.ARCSINUS:
        return baseline * np.exp(-reach), baseline * np.exp(reach)
    middle = np.arcsin(np.sqrt(_share(baseline)))
    low, high = (np.sin(np.clip(middle + side * reach, 0, np.pi / 2)) ** 2 for side in (-1, 1))
    return low, high


def adjusted_deviate(
    waarde: ArrayLike, noemer: ArrayLike, more: Overdispersie, *, baseline: float = 1.0
) -> NDArray[np.float64]:
    """Return how many standard errors each value lies from the baseline, on the scale of ``adjusted_limits``."""
    value = np.asarray(waarde, float)
    if more.schaal is Schaal.WORTEL:
        gap = value / baseline - 1
    elif more.schaal is Schaal.ARCSINUS:
        gap = np.arcsin(np.sqrt(value)) - np.arcsin(np.sqrt(_share(baseline)))
    else:
        with np.errstate(divide="ignore"):
            gap = np.log(value / baseline)
    return gap / _error(noemer, more)


def _error(noemer: ArrayLike, more: Overdispersie) -> NDArray[np.float64]:
    number = np.asarray(noemer, float)
    return np.sqrt((1 / number if more.schaal is Schaal.LOG else 1 / (4 * number)) + more.tau2)


def _share(baseline: float) -> float:
    if not 0 <= baseline <= 1:
        raise ValueError(f"the baseline of a share lies between 0 and 1, not {baseline}")
    return baseline
