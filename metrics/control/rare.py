"""Charts of rare events: how many cases or days go by between one and the next."""

from typing import Final

import numpy as np
import numpy.typing as npt

from metrics.control.limits import ControlLimits, Numbers, moving_range

# A waiting time that is exponential becomes nearly normal to this power.
_POWER: Final = 3.6
_SIGMAS: Final = 3
_NEAR: Final = 2
_D2: Final = 1.128
# The chance beyond three and beyond two standard deviations, of both sides.
_FAR: Final = 0.002699796063
_CLOSE: Final = 0.045500263896


def g_chart(tussen: npt.ArrayLike, *, basis: npt.ArrayLike | None = None) -> ControlLimits:
    """Return the limits of a g chart of ``tussen``: the opportunities without an event between two events.

    Upper limit: mean + 3 x sqrt(mean x (mean + 1)), of the geometric distribution; a lower one is below 0 and
    taken as 0, which no point passes. The centre is the median, so that as many points lie above it as below.
    High is good news: events are further apart. ``basis`` tells per point whether it makes the limits.
    Source: Benneyan 2001, Health Care Management Science 4: 305-318; Montgomery, Introduction to Statistical
    Quality Control; the centre as Provost & Murray, The Health Care Data Guide.
    """
    points = np.asarray(tussen, dtype=np.float64)
    used = points if basis is None else points[np.asarray(basis, dtype=np.bool_)]
    mean, centre = float(used.mean()), float(np.median(used))
    spread = (mean * (mean + 1)) ** 0.5
    low, high, near_low, near_high = (
        np.full(points.shape, max(mean + sigmas * spread, 0.0)) for sigmas in (-_SIGMAS, _SIGMAS, -_NEAR, _NEAR)
    )
    return ControlLimits(np.full(points.shape, centre), low, high, near_low, near_high)


def g_exact(tussen: npt.ArrayLike, *, basis: npt.ArrayLike | None = None) -> ControlLimits:
    """Return limits as ``g_chart`` does, but such that chance passes them no more often than those of other charts.

    Chance alone passes three standard deviations of a geometric distribution 18 times in 1.000, and more often where
    few points made them. Here a point is held against the sum T of the m gaps that made the limits, its own among them:
    were nothing changed, every way to divide T over them would be as likely, so that one of them is x or more with a
    chance of C(T - x + m - 1, m - 1) / C(T + m - 1, m - 1); a later point is added to both first. The limit is the
    largest gap with a chance above 0,27%, near begins after the largest above 4,55%: the chance of both sides, for
    there is no lower limit. Source: the distribution as ``g_chart``; given its sum it is the negative hypergeometric
    (Johnson, Kemp & Kotz, Univariate Discrete Distributions).
    """
    points = np.asarray(tussen, dtype=np.float64)
    made = np.ones(points.shape, dtype=np.bool_) if basis is None else np.asarray(basis, dtype=np.bool_)
    total, count = int(points[made].sum()), int(made.sum())
    high, near = (np.full(points.shape, _longest(total, count, tail)) for tail in (_FAR, _CLOSE))
    if not made.all():
        high[~made], near[~made] = (_longest_ahead(total, count, tail) for tail in (_FAR, _CLOSE))
    none = np.zeros(points.shape)
    return ControlLimits(np.full(points.shape, float(np.median(points[made]))), none, high, none, near)


def _longest(total: int, count: int, tail: float) -> float:
    """Return the largest of ``count`` gaps of ``total`` together that is reached with a chance above ``tail``."""
    gaps = np.arange(total + 1)
    ways = _ways(total - gaps, count - 1) - _ways(total, count - 1)
    return float(gaps[ways > np.log(tail)].max())


def _longest_ahead(total: int, count: int, tail: float) -> float:
    """Return the largest next gap after ``count`` of ``total`` together that is reached with such a chance."""
    # The chance falls at least as fast as it would with one gap to go by.
    gaps = np.arange(int((total + 1) / tail) + 2)
    ways = _ways(total, count) - _ways(total + gaps, count)
    return float(gaps[ways > np.log(tail)].max())


def _ways(total: npt.ArrayLike, others: int) -> Numbers:
    """Return the logarithm of how many ways ``total`` is divided over ``others`` + 1 gaps."""
    from scipy.special import gammaln  # pyright: ignore[reportMissingTypeStubs]

    many = np.asarray(total, dtype=np.float64)
    return np.asarray(gammaln(many + others + 1) - gammaln(many + 1) - gammaln(others + 1), dtype=np.float64)


def t_chart(dagen: npt.ArrayLike, *, basis: npt.ArrayLike | None = None, screen: bool = False) -> ControlLimits:
    """Return the limits of a t chart of ``dagen``: the time between two events, always above 0.

    An individuals chart of the times to the power 1/3.6, turned back; a lower limit below 0 is 0. High is good
    news. Source: Nelson 1994, Journal of Quality Technology 26(3): 239-240; Montgomery, example 7.6.
    Raises ValueError when a time is not above 0.
    """
    days = np.asarray(dagen, dtype=np.float64)
    if days.size and days.min() <= 0:
        raise ValueError("the time between two events is above 0")
    points = days ** (1 / _POWER)
    used = points if basis is None else points[np.asarray(basis, dtype=np.bool_)]
    centre, sigma = float(used.mean()), moving_range(used, screen=screen) / _D2
    middle, low, high, near_low, near_high = (
        np.full(days.shape, max(centre + sigmas * sigma, 0.0) ** _POWER)
        for sigmas in (0, -_SIGMAS, _SIGMAS, -_NEAR, _NEAR)
    )
    return ControlLimits(middle, low, high, near_low, near_high)


def between(teller: npt.ArrayLike) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Return how many periods without an event go before each event, and the place of its period in the series.

    ``teller`` counts the events of periods that follow each other. Events of one period have 0 between them.
    The first event has nothing before it and is left out.
    """
    counts = np.asarray(teller, dtype=np.int64)
    places = np.repeat(np.arange(len(counts)), counts)
    return np.maximum(np.diff(places) - 1, 0).astype(np.float64), places[1:]
