"""What returns every year: how much a month or quarter differs from the others, taken out before limits are drawn."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from metrics.control.limits import Numbers

LEAST_YEARS: Final = 2
_MONTHS: Final = 12


@dataclass(frozen=True, eq=False)
class Season:
    """The part of each value that returns every year, in its own unit.

    ``sterkte`` is between 0 (nothing returns) and 1; ``wider`` is how much wider limits must be, because the
    points themselves said what their season is.
    """

    effect: Numbers
    sterkte: float
    wider: float


def season(
    values: Numbers, weights: Numbers, maanden: npt.NDArray[np.int64], levels: npt.NDArray[np.int64]
) -> Season | None:
    """Return the season in ``values``; None where no calendar month or quarter was seen in two years.

    ``maanden`` numbers the month each point begins in (year x 12 + month): points that begin in the same calendar
    month are alike. ``levels`` names the stretch each point belongs to; a stretch has its own
    level, and so has each twelve months of it, so that a rise is not taken for a season.

    Weighted least squares (``weights``: the noemer) of level and season; the season is then drawn towards none
    by the positive-part estimator of James and Stein (1961), so that chance does not become a season. Removing it costs
    freedom: the points vary less around an estimate they made themselves, by 1 - k (2s - s^2) / n for k
    independent effects drawn in by s over n points, which ``wider`` makes good.
    """
    keys, seen = np.unique(maanden % _MONTHS, return_counts=True)
    span = int(maanden.max() - maanden.min()) + 1 if len(maanden) else 0
    step = _step(maanden)
    if len(keys) < 2 or seen.min() < LEAST_YEARS or span + step - 1 < LEAST_YEARS * _MONTHS:
        return None
    levels_only = _dummies(levels * _MONTHS * 100 + (maanden - maanden.min()) // _MONTHS)
    contrast = _contrasts(np.searchsorted(keys, maanden % _MONTHS), len(keys))
    design = np.hstack([levels_only, contrast])
    root = np.sqrt(weights / weights.mean())
    _, without = _fitted(levels_only, values, root)
    found, left = _fitted(design, values, root)
    count = len(keys) - 1
    freedom = len(values) - int(np.linalg.matrix_rank(design))
    if freedom < 1:
        return None
    strength = _strength(without - left, left, count, freedom)
    used = count * (2 * strength - strength**2)
    effect = strength * (contrast @ found[-count:])
    return Season(effect, strength, float(np.sqrt(len(values) / (len(values) - used))))


def _step(maanden: npt.NDArray[np.int64]) -> int:
    """Return how many months lie between one point and the next: the smallest step."""
    return int(np.diff(np.unique(maanden)).min()) if len(np.unique(maanden)) > 1 else 1


def _strength(explained: float, left: float, count: int, freedom: int) -> float:
    """Return how far the season is believed: James and Stein with an estimated variance."""
    if explained <= 0:
        return 0.0
    noise = max(count - 2, 0) * left / (freedom + 2)
    return max(0.0, 1 - noise / explained)


def _fitted(design: Numbers, values: Numbers, root: Numbers) -> tuple[Numbers, float]:
    """Return the weighted least squares fit, and the weighted sum of squares it leaves."""
    found: Numbers = np.linalg.pinv(design * root[:, None]) @ (values * root)
    return found, float((((values - design @ found) * root) ** 2).sum())


def _dummies(groups: npt.NDArray[np.int64]) -> Numbers:
    """Return a column of ones for each group."""
    return (groups[:, None] == np.unique(groups)[None, :]).astype(np.float64)


def _contrasts(keys: npt.NDArray[np.int64], count: int) -> Numbers:
    """Return columns for all keys but the last, whose effect is minus the sum of the others."""
    columns = (keys[:, None] == np.arange(count - 1)[None, :]).astype(np.float64)
    columns[keys == count - 1] = -1.0
    return columns
