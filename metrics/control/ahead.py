"""Points after a baseline: how far limits must lie when few points made them."""

from math import pi, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from metrics.control.limits import ControlLimits, Numbers, around

# The chance beyond one of two limits of three standard deviations that are known.
_TAIL: Final = 0.0013498980316300946
_SIGMAS: Final = 3
# Of the average moving range of points that are normal, in squares of its mean: the variance of one step, and twice
# the covariance of two steps that share a point [Cryer & Ryan 1990].
_ONE_STEP: Final = pi / 2 - 1
_NEXT_STEP: Final = sqrt(3) + pi / 6 - 2


def sigmas(points: int) -> float:
    """Return how many standard deviations, as ``points`` points tell them, a new point stays within 99,73% of the time.

    The average moving range of k = points - 1 steps varies by c^2 = (0,5708 + 0,2556 (k - 1) / k) / k times its
    squared mean, as a standard deviation of 1 / (2 c^2) degrees of freedom does: about 0,62 k. So a new point lies
    within t of Student with that freedom, over sqrt(1 + c^2) since the range is right on average and its square too
    large: 4,42 for 12 points, 3,57 for 24, and 3 when they never end. What the centre leaves unsure is not in it.

    Sources: Cryer & Ryan 1990, Journal of Quality Technology 22(3): 187-192 (the variance); Patnaik 1950, Biometrika
    37: 78-87 (the freedom); Roes, Does & Schurink 1993, Journal of Quality Technology 25(3): 188-198, and Quesenberry
    1993, idem 25(4): 237-247 (3 is too few for limits of few points). Raises ValueError below two points.
    """
    from scipy.special import stdtrit  # pyright: ignore[reportMissingTypeStubs]

    if points < 2:
        raise ValueError("limits need two points")
    steps = points - 1
    varies = (_ONE_STEP + _NEXT_STEP * (steps - 1) / steps) / steps
    return float(stdtrit(1 / (2 * varies), 1 - _TAIL)) / sqrt(1 + varies)


def ahead(limits: ControlLimits, basis: npt.NDArray[np.bool_], weights: Numbers) -> ControlLimits:
    """Return ``limits`` with those of the points outside ``basis`` widened to limits of a prediction.

    A point that made the limits also pulls them towards it, and keeps the published limits. A later one does not, and
    differs from the centre by the chance of both: times sqrt(1 + its weight / the weight of the basis) (``weights``:
    the noemer, or ones). Where the spread is of counts, their own chance is known and keeps 3 standard deviations; only
    what they vary more, sigma_z^2 - 1, was estimated and gets those of ``sigmas``. So limits of counts that vary as
    chance does stay where they are, but for the centre.

    Simulated, 2,7 of 1.000 being nominal: after 12 points 22 of 1.000 became 3 for values; for shares of which the
    deviation is 1 and 1,5 times that of chance, 2,9 and 16 became 1,8 and 8, and after 36 points 2,2 and 8 became 1,9
    and 6. All of sigma_z times ``sigmas`` would give 0,5 and 2, but see four deviations half as often as now (36
    for 72 in 100) where there is no more than chance.
    """
    if basis.all():
        return limits
    wider = sigmas(int(basis.sum())) / _SIGMAS
    if limits.sigma_z is not None:
        as_made = max(limits.sigma_z, 1.0)
        wider = sqrt(1 + wider**2 * (as_made**2 - 1)) / as_made
    centre = np.sqrt(1 + weights / weights[basis].sum())
    return around(limits.midden, (limits.boven - limits.midden) * np.where(basis, 1.0, wider * centre), limits.sigma_z)
