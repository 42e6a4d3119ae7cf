"""Where a process that only varies by chance stays: the limits of XmR, p-prime and u-prime charts."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

# From an average moving range of two points to three standard deviations, as printed in the tables of constants.
_XMR_FACTOR: Final = 2.66
_XMR_SCREEN: Final = 3.267
# The expected moving range of two points, in standard deviations.
_D2: Final = 1.128
_SIGMAS: Final = 3
_NEAR: Final = 2 / 3


@dataclass(frozen=True, eq=False)
class ControlLimits:
    """The centre and the limits at each point; ``bijna`` is two thirds of the way to a limit.

    ``sigma_z`` is Laney's spread of the standardised points, as measured: 1 when there is nothing but
    the chance of the counts, and null where the spread is not of counts.
    """

    midden: Numbers
    onder: Numbers
    boven: Numbers
    bijna_onder: Numbers
    bijna_boven: Numbers
    sigma_z: float | None = None


def moving_range(values: npt.ArrayLike, *, screen: bool, most: float = _XMR_SCREEN) -> float:
    """Return the average absolute step from one point to the next; nan for fewer than two points.

    With ``screen`` the steps of ``most`` times the average or more are left out, once, and the average is
    taken again, so that one odd point does not hide itself [Nelson 1982, Journal of Quality Technology 14(3)].
    """
    steps = np.abs(np.diff(np.asarray(values, dtype=np.float64)))
    if not steps.size:
        return float("nan")
    average = float(steps.mean())
    if not screen or average == 0:
        return average
    return float(steps[steps < most * average].mean())


def xmr(
    values: npt.ArrayLike, *, basis: npt.ArrayLike | None = None, screen: bool = True, wider: float = 1.0
) -> ControlLimits:
    """Return the limits of an XmR chart (individual values): mean +/- 2.66 x the average moving range.

    ``basis`` tells per point whether it makes the limits; all do without it. At least two must. ``wider`` makes
    good what removing a season took from the spread (see metrics.control.season).
    Source: NHS England, Making Data Count; the digits of the package NHSRplotthedots.
    """
    points = np.asarray(values, dtype=np.float64)
    used = points[_used(points, basis)]
    centre = float(used.mean())
    return around(np.full(points.shape, centre), _XMR_FACTOR * wider * moving_range(used, screen=screen))


def p_chart(teller: npt.ArrayLike, noemer: npt.ArrayLike, *, basis: npt.ArrayLike | None = None) -> ControlLimits:
    """Return the limits of a p chart of shares, which are not yet cut off at 0 and 1: three binomial deviations."""
    shares, cases = _ratios(teller, noemer)
    return of_ratios(shares, cases, share=True, prime=False, basis=basis)


def u_chart(teller: npt.ArrayLike, noemer: npt.ArrayLike, *, basis: npt.ArrayLike | None = None) -> ControlLimits:
    """Return the limits of a u chart of events per unit of exposure, not yet cut off at 0: three Poisson deviations."""
    rates, exposure = _ratios(teller, noemer)
    return of_ratios(rates, exposure, share=False, prime=False, basis=basis)


def p_prime(
    teller: npt.ArrayLike, noemer: npt.ArrayLike, *, basis: npt.ArrayLike | None = None, screen: bool = False
) -> ControlLimits:
    """Return the limits of a p-prime chart of shares, which are not yet cut off at 0 and 1.

    The centre is the sum of ``teller`` over that of ``noemer``; three standard deviations of the binomial
    distribution are multiplied by sigma_z, the average moving range of the standardised shares / 1.128, where
    that is above 1. So it is a p chart when nothing but chance moves the shares.
    Source: Laney 2002, Quality Engineering 14(4): 531-537; Mohammed & Laney 2006, Quality and Safety in
    Health Care 15(5): 377-383.
    """
    shares, cases = _ratios(teller, noemer)
    return of_ratios(shares, cases, share=True, prime=True, basis=basis, screen=screen)


def u_prime(
    teller: npt.ArrayLike, noemer: npt.ArrayLike, *, basis: npt.ArrayLike | None = None, screen: bool = False
) -> ControlLimits:
    """Return the limits of a u-prime chart of events per unit of exposure, not yet cut off at 0.

    As ``p_prime``, with the Poisson distribution: a u chart when nothing but chance moves the rates.
    """
    rates, exposure = _ratios(teller, noemer)
    return of_ratios(rates, exposure, share=False, prime=True, basis=basis, screen=screen)


def of_ratios(
    values: Numbers,
    noemer: Numbers,
    *,
    share: bool,
    prime: bool,
    basis: npt.ArrayLike | None = None,
    screen: bool = False,
    wider: float = 1.0,
) -> ControlLimits:
    """Return the limits of shares (``share``) or rates, given as values; ``prime`` widens them as Laney does."""
    used = _used(values, basis)
    centre = float((values[used] * noemer[used]).sum() / noemer[used].sum())
    variance = centre * (1 - centre) if share else centre
    spread = np.sqrt(max(variance, 0.0) / noemer)
    if not prime:
        return around(np.full(values.shape, centre), _SIGMAS * spread)
    standard = (values[used] - centre) / np.where(spread[used] > 0, spread[used], 1.0)
    sigma_z = wider * moving_range(standard, screen=screen) / _D2
    return around(np.full(values.shape, centre), _SIGMAS * spread * max(sigma_z, 1.0), sigma_z)


def around(centre: Numbers, reach: Numbers | float, sigma_z: float | None = None) -> ControlLimits:
    """Return limits at the same distance ``reach`` on both sides of the centre."""
    near = _NEAR * np.asarray(reach)
    return ControlLimits(centre, centre - reach, centre + reach, centre - near, centre + near, sigma_z)


def _ratios(teller: npt.ArrayLike, noemer: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    """Return teller / noemer, and the noemer."""
    whole = np.asarray(noemer, dtype=np.float64)
    return np.asarray(teller, dtype=np.float64) / whole, whole


def _used(points: Numbers, basis: npt.ArrayLike | None) -> npt.NDArray[np.bool_]:
    """Return which points make the limits."""
    return np.ones(points.shape, dtype=np.bool_) if basis is None else np.asarray(basis, dtype=np.bool_)
