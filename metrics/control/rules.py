"""The four rules that tell a change from chance, each with its words."""

from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

from metrics.control.limits import ControlLimits, Numbers

_IN_A_ROW: Final = 7
_OF: Final = 3
_NEAR_OF_THEM: Final = 2

# A mean of equal numbers can end a hair beside them, and that is no side of the centre.
_HAIR: Final = 1e-12

Signs = npt.NDArray[np.int8]


class Regel(Enum):
    """What makes a point stand out; of several the first is said."""

    BUITEN = "buiten de grenzen"
    OP_RIJ = "zeven op rij omhoog of omlaag"
    BIJNA = "twee van drie dicht bij dezelfde grens"
    EEN_KANT = "zeven aan één kant van het midden"


def signals(values: npt.ArrayLike, limits: ControlLimits) -> dict[Regel, Signs]:
    """Return per rule and point 1 (high or rising), -1 (low or falling) or 0 (no signal).

    All points of a run are marked, not only its last. The rules are those of NHS Making Data Count:

    - BUITEN: above the upper or below the lower limit;
    - OP_RIJ: seven points of which each is higher (or each is lower) than the one before; a tie breaks it;
    - BIJNA: of three on the same side of the centre, two beyond two thirds of the way to the limit; those
      two are marked, and points outside the limits are not among them;
    - EEN_KANT: seven in a row on one side of the centre; a point on the centre breaks it.
    """
    points = np.asarray(values, dtype=np.float64)
    side = _beyond(points, limits.midden, limits.midden)
    outside = _beyond(points, limits.boven, limits.onder)
    near = np.where(outside == 0, _beyond(points, limits.bijna_boven, limits.bijna_onder), 0).astype(np.int8)
    return {
        Regel.BUITEN: outside,
        Regel.OP_RIJ: _rising(points),
        Regel.BIJNA: _two_of_three(near, side),
        Regel.EEN_KANT: _runs(side),
    }


def first_signal(found: dict[Regel, Signs]) -> list[tuple[Regel, int] | None]:
    """Return per point the first rule that holds, with its sign, or None."""
    points = len(next(iter(found.values())))
    return [next(((rule, int(signs[at])) for rule, signs in found.items() if signs[at]), None) for at in range(points)]


def _beyond(points: Numbers, upper: Numbers, lower: Numbers) -> Signs:
    """Return 1 above the one line, -1 below the other, else 0."""
    hair = _HAIR * np.maximum(np.abs(points), np.maximum(np.abs(upper), np.abs(lower)))
    return (points > upper + hair).astype(np.int8) - (points < lower - hair).astype(np.int8)


def _rising(points: Numbers) -> Signs:
    """Mark seven points of which each step goes the same way; a turning point belongs to what begins there."""
    steps = np.sign(np.diff(points)).astype(np.int8)
    marked = np.zeros(points.shape, dtype=np.int8)
    for start in range(len(steps) - _IN_A_ROW + 2):
        window = steps[start : start + _IN_A_ROW - 1]
        if window[0] and (window == window[0]).all():
            marked[start : start + _IN_A_ROW] = window[0]
    return marked


def _runs(side: Signs) -> Signs:
    """Mark seven in a row on one side."""
    marked = np.zeros(side.shape, dtype=np.int8)
    for start in range(len(side) - _IN_A_ROW + 1):
        window = side[start : start + _IN_A_ROW]
        if window[0] and (window == window[0]).all():
            marked[start : start + _IN_A_ROW] = window[0]
    return marked


def _two_of_three(near: Signs, side: Signs) -> Signs:
    """Mark the points near a limit of which three neighbours on one side hold at least two."""
    marked = np.zeros(near.shape, dtype=np.int8)
    for start in range(len(near) - _OF + 1):
        window = slice(start, start + _OF)
        one_side = abs(int(side[window].sum())) == _OF
        if one_side and np.count_nonzero(near[window]) >= _NEAR_OF_THEM:
            marked[window] = np.where(near[window] != 0, near[window], marked[window])
    return marked
