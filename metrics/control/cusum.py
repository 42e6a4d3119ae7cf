"""CUSUM: small changes that last, which the limits of a control chart see late."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from metrics.control.limits import Numbers

ALLOWANCE: Final = 0.5  # k: half of the change to notice, in standard deviations
DECISION: Final = 5.0  # h: with these two, nothing changed gives an alarm once in 465 points


@dataclass(frozen=True, eq=False)
class Cusum:
    """The sums above and below, and where they are past the decision: 1 high, -1 low, 0 no alarm."""

    hoog: Numbers
    laag: Numbers
    alarm: npt.NDArray[np.int8]


def cusum(z: npt.ArrayLike, *, k: float = ALLOWANCE, h: float = DECISION) -> Cusum:
    """Return the tabular CUSUM of standardised values: (value - centre) / standard deviation.

    Each sum adds what lies further than ``k`` on its side and never goes below 0; past ``h`` it is an alarm. Sums go on
    after one. Source: Montgomery, Introduction to Statistical Quality Control, 9.1 (tabular CUSUM).
    """
    points = np.asarray(z, dtype=np.float64)
    high, low = np.zeros(points.shape), np.zeros(points.shape)
    above = below = 0.0
    for at, value in enumerate(points):
        above, below = max(0.0, above + value - k), max(0.0, below - value - k)
        high[at], low[at] = above, below
    return Cusum(high, low, (high > h).astype(np.int8) - (low > h).astype(np.int8))
