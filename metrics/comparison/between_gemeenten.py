"""How much gemeenten of any size differ beyond chance, and around what they lie, not led by the outermost of them."""

from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.comparison.overdispersion import Overdispersie, Schaal
from metrics.intervals.confidence import z_value

Numbers = NDArray[np.float64]
_TRIM: Final = 0.1
_END: Final = z_value(1 - 2 * _TRIM)
# The variance of a standard normal of which the outermost tenths are set to its quantiles there.
_STAYS: Final = float(1 - 2 * _TRIM - 2 * _END * np.exp(-(_END**2) / 2) / np.sqrt(2 * np.pi) + 2 * _TRIM * _END**2)
_ROUNDS: Final = 60


def shares_apart(teller: ArrayLike, noemer: ArrayLike, middle: float) -> Overdispersie:
    """Return phi and tau squared of shares around ``middle``, on the arcsine scale; ``noemer`` are separate cases.

    Tau squared is such that the squares of the z-scores with it, the outermost tenths set to the quantiles, are on
    average what they are of a standard normal (0,68); 0 where they are less without it. That is not the estimate of
    Spiegelhalter (2005) and of FunnelPlotR (see ``overdispersion``): there the pulled-in tenths are not made up for,
    and as z-scores without tau squared are the larger the more cases a gemeente has, it is the large that are pulled
    in. Limits at 99,8% then leave out five times as many as they say.

    Source: Paule & Mandel (1982), J Res Natl Bur Stand 87; DerSimonian & Kacker (2007), Contemp Clin Trials 28.
    """
    count, cases = _known(teller, noemer)
    gap = np.arcsin(np.sqrt(count / cases)) - np.arcsin(np.sqrt(middle))
    return _apart(gap, 1 / (4 * cases), Schaal.ARCSINUS)


def rates_apart(teller: ArrayLike, noemer: ArrayLike, start: float) -> tuple[float, Overdispersie]:
    """Return the rate that gemeenten lie around, and phi and tau squared around it as ``shares_apart``, on a log scale.

    ``start`` is the rate of all together, and stays the middle where chance explains all. That rate is mostly the one
    of the largest; where those are higher, hardly anyone else lies above it. So where gemeenten differ the middle is
    the mean of log rates, each weighed by 1 / (1 / E + tau squared), the outermost tenths pulled in as well.

    Source: the random-effects mean of DerSimonian & Laird (1986), Controlled Clinical Trials 7; that a funnel with
    tau squared stands around the mean of the gemeenten: Spiegelhalter (2005), Qual Saf Health Care 14:347-351.
    """
    count, base = _known(teller, noemer)
    count, base = count[count > 0], base[count > 0]
    rate, middle = np.log(count / base), start
    found = _apart(rate - np.log(middle), 1 / (base * middle), Schaal.LOG)
    for _ in range(_ROUNDS):
        if found.tau2 == 0:
            break
        error = np.sqrt(1 / (base * middle) + found.tau2)
        score = _pulled_in((rate - np.log(middle)) / error)
        step = float((score / error).sum() / (1 / error**2).sum())
        middle *= float(np.exp(step))
        found = _apart(rate - np.log(middle), 1 / (base * middle), Schaal.LOG)
        if abs(step) < 1e-6:
            break
    return middle, found


def _known(teller: ArrayLike, noemer: ArrayLike) -> tuple[Numbers, Numbers]:
    count, base = np.asarray(teller, float), np.asarray(noemer, float)
    return count[base > 0], base[base > 0]


def _pulled_in(score: Numbers) -> Numbers:
    low, high = np.quantile(score, [_TRIM, 1 - _TRIM])
    return np.clip(score, low, high)


def _apart(gap: Numbers, variance: Numbers, schaal: Schaal) -> Overdispersie:
    """Find tau squared by halving; the mean of squares only falls as it grows."""
    if gap.size == 0:
        return Overdispersie(1.0, 0.0, 0, schaal)

    def phi(tau2: float) -> float:
        score: Any = _pulled_in(gap / np.sqrt(variance + tau2))
        return float((score**2).mean()) / _STAYS

    without = phi(0.0)
    if without <= 1:
        return Overdispersie(without, 0.0, gap.size, schaal)
    low, high = 0.0, float(np.max(gap**2)) / _STAYS
    for _ in range(_ROUNDS):
        half = (low + high) / 2
        low, high = (half, high) if phi(half) > 1 else (low, half)
    return Overdispersie(without, (low + high) / 2, gap.size, schaal)
