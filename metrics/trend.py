"""The recent trend: do the last five separate periods rise or fall by more than chance?"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

from metrics.intervals.confidence import z_value
from metrics.measure import Richting

Numbers = npt.NDArray[np.float64]

PERIODS: Final = 5
# Chi-squared with one degree of freedom, 99,8%: twice as strict as it looks, for a trend is looked at for every figure.
THRESHOLD: Final = 9.54953570608324
PRINTED_Z: Final = 1.96  # the published method divides a 95% interval by 3,92
_HALF_A_CASE: Final = 0.5


class TrendError(ValueError):
    """Periods that no trend can be read from; the message is for people."""


class Beweging(Enum):
    """Which way the values go."""

    STIJGT = "stijgt"
    DAALT = "daalt"
    GELIJK = "geen duidelijke verandering"

    def oordeel(self, richting: Richting) -> str | None:
        """Say it as better or worse; None where no side is good."""
        if richting is Richting.GEEN:
            return None
        if self is Beweging.GELIJK:
            return self.value
        better = (self is Beweging.STIJGT) == (richting is Richting.HOGER_IS_BETER)
        return "verbetert" if better else "verslechtert"


@dataclass(frozen=True)
class Trend:
    """The test of one series: ``helling`` is per period, ``eensgezind`` whether no single period decides its sign.

    The slope of values is in their own unit, that of counts in log odds.
    """

    chi2: float
    helling: float
    eensgezind: bool

    @property
    def significant(self) -> bool:
        """Whether it is more than chance, and not the work of one period."""
        return self.eensgezind and self.chi2 > THRESHOLD

    @property
    def beweging(self) -> Beweging:
        """The word for it."""
        if not self.significant:
            return Beweging.GELIJK
        return Beweging.STIJGT if self.helling > 0 else Beweging.DAALT


def trend_of_values(
    waarde: npt.ArrayLike,
    onder: npt.ArrayLike,
    boven: npt.ArrayLike,
    *,
    tijd: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Trend:
    """Test five values with their intervals, oldest first.

    Weighted least squares on time with weights 1 / standard error squared, the standard error being the width of the
    interval / (2 x 1.96); chi2 is (slope / its standard error) squared, significant above 9.5495. Leaving
    out any one period must not turn the slope. ``tijd`` tells where the periods lie, 1 to 5 without it.
    Source: OHID, Fingertips Public Health Technical Guidance, Trend markers. Raises TrendError.
    """
    y, low, high = (_five(numbers) for numbers in (waarde, onder, boven))
    z = PRINTED_Z if level == 0.95 else z_value(level)
    errors = (high - low) / (2 * z)
    if not (np.isfinite(y).all() and np.isfinite(errors).all() and (errors > 0).all()):
        raise TrendError("Een trend vraagt vijf cijfers met elk een interval; er ontbreekt er een.")
    return _one(*of_values(y[None, :], errors[None, :], _times(tijd)[None, :]))


def trend_of_counts(teller: npt.ArrayLike, noemer: npt.ArrayLike, *, tijd: npt.ArrayLike | None = None) -> Trend:
    """Test five shares, given as counts, oldest first: the chi-squared test for trend of Cochran and Armitage.

    Leaving out any one period must not turn the slope of the log odds (unweighted; half a case is added and
    taken away where none or all hit). Sources: Armitage 1955, Biometrics 11(3): 375-386; OHID, Fingertips
    Public Health Technical Guidance, Trend markers. Raises TrendError.
    """
    hits, cases = _five(teller), _five(noemer)
    if not (np.isfinite(hits).all() and np.isfinite(cases).all() and (cases > 0).all() and (hits <= cases).all()):
        raise TrendError("Een trend vraagt vijf periodes met gevallen; er ontbreekt er een.")
    return _one(*of_counts(hits[None, :], cases[None, :], _times(tijd)[None, :]))


def of_values(y: Numbers, errors: Numbers, time: Numbers) -> tuple[Numbers, Numbers, npt.NDArray[np.bool_]]:
    """Test rows of five values with their standard errors, all above 0."""
    weights = 1 / errors**2
    slope, information = _slope(y, weights, time)
    return slope**2 * information, slope, _one_minded(y, weights, time, slope)


def of_counts(hits: Numbers, cases: Numbers, time: Numbers) -> tuple[Numbers, Numbers, npt.NDArray[np.bool_]]:
    """Test rows of five shares."""
    total, all_hits = (numbers.sum(axis=1) for numbers in (cases, hits))
    share = all_hits / total
    covariance = (hits * time).sum(axis=1) - share * (cases * time).sum(axis=1)
    variance = share * (1 - share) * ((cases * time**2).sum(axis=1) - (cases * time).sum(axis=1) ** 2 / total)
    chi2 = np.where(variance > 0, covariance**2 / np.where(variance > 0, variance, 1.0), 0.0)
    odds = np.log(np.maximum(hits, _HALF_A_CASE) / np.maximum(cases - hits, _HALF_A_CASE))
    equal = np.ones_like(odds)
    slope, _ = _slope(odds, equal, time)
    return chi2, slope, _one_minded(odds, equal, time, slope)


def _slope(y: Numbers, weights: Numbers, time: Numbers) -> tuple[Numbers, Numbers]:
    """Return the slope of each row and its information: one over its variance."""
    whole = weights.sum(axis=1, keepdims=True)
    centred = time - (weights * time).sum(axis=1, keepdims=True) / whole
    information = (weights * centred**2).sum(axis=1)
    return (weights * centred * y).sum(axis=1) / information, information


def _one_minded(y: Numbers, weights: Numbers, time: Numbers, slope: Numbers) -> npt.NDArray[np.bool_]:
    """Return of which rows the slope keeps its sign whichever one period is left out."""
    agreed = np.ones(slope.shape, dtype=np.bool_)
    for left_out in range(PERIODS):
        keep = np.arange(PERIODS) != left_out
        without, _ = _slope(y[:, keep], weights[:, keep], time[:, keep])
        agreed &= np.sign(without) == np.sign(slope)
    return agreed


def _one(chi2: Numbers, slope: Numbers, agreed: npt.NDArray[np.bool_]) -> Trend:
    """Return the test of a single row."""
    return Trend(float(chi2[0]), float(slope[0]), bool(agreed[0]))


def _five(numbers: npt.ArrayLike) -> Numbers:
    """Return five numbers."""
    found = np.asarray(numbers, dtype=np.float64)
    if found.shape != (PERIODS,):
        raise TrendError(f"Een trend vraagt precies {PERIODS} perioden; dit zijn er {found.size}.")
    return found


def _times(tijd: npt.ArrayLike | None) -> Numbers:
    """Return where the periods lie."""
    return np.arange(1.0, PERIODS + 1) if tijd is None else _five(tijd)
