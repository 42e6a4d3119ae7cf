"""How much more gemeenten differ than chance alone explains: phi, and the variance between them, tau squared."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


class Schaal(Enum):
    """The scale on which differences are weighed, and how the outermost tenths are kept from deciding.

    All as FunnelPlotR (version 0.6): LOG is its SR with SHMI, WORTEL its SR with CQC (Spiegelhalter 2005),
    ARCSINUS its PR, LOG_AANTALLEN its RC.
    """

    LOG = "log"
    WORTEL = "wortel"
    ARCSINUS = "arcsinus"
    LOG_AANTALLEN = "log_aantallen"


@dataclass(frozen=True)
class Overdispersie:
    """What was found: phi (1 is chance alone), tau squared on the scale, and of how many it was found."""

    phi: float
    tau2: float
    aantal: int
    schaal: Schaal


def overdispersion(
    teller: ArrayLike,
    noemer: ArrayLike,
    schaal: Schaal = Schaal.LOG,
    *,
    trim: float = 0.1,
    winsorise: bool | None = None,
) -> Overdispersie:
    """Return phi and tau squared of counts per gemeente.

    ``noemer`` is the expected number with LOG and WORTEL, the cases with ARCSINUS, and the other count with
    LOG_AANTALLEN. With O, E, and the baseline p = sum(O) / sum(E), the z-score is

    - LOG: sqrt(E) log(O / E), s = 1 / sqrt(E);
    - WORTEL: (sqrt(O / E) - 1) / s, s = 1 / (2 sqrt(E));
    - ARCSINUS: (asin sqrt(O / E) - asin sqrt(p)) / s, s = 1 / (2 sqrt(E));
    - LOG_AANTALLEN: (log((O + 1/2) / (E + 1/2)) - log p) / s, s^2 = O / (O + 1/2)^2 + E / (E + 1/2)^2.

    The ``trim`` (10%) lowest and highest z are set to the quantile there (winsorised: the default of all but LOG,
    quantiles of R's type 7), or left out (truncated: the default of LOG, which leaves out the z with
    floor(rank / trim / (n + 1)) equal to 0 or to 1 / trim - 1). Over the N that stay, phi = sum(z^2) / N and,
    with w = 1 / s^2, tau^2 = max(0, (N phi - (N - 1)) / (sum w - sum w^2 / sum w)).

    Source: Spiegelhalter (2005), Statistics in Medicine 24; Spiegelhalter et al. (2012), JRSS A 175;
    DerSimonian & Laird (1986); the limits of FunnelPlotR, which with LOG rounds E to two decimals first.
    A gemeente without noemer has no z and is left out; so is one without teller on the LOG scale, after it
    took its rank.
    """
    if not 0 <= trim < 0.5:
        raise ValueError(f"trim is a share below a half at each end, not {trim}")
    count, base = np.asarray(teller, float), np.asarray(noemer, float)
    with np.errstate(divide="ignore"):
        score, error = _SCORES[schaal](count[base > 0], base[base > 0])
    if winsorise is None:
        winsorise = schaal is not Schaal.LOG
    if trim > 0 and not winsorise:
        score, error = _truncated(score, error, trim)
    score, error = score[np.isfinite(score)], error[np.isfinite(score)]
    if trim > 0 and winsorise and score.size:
        score = np.clip(score, *np.quantile(score, [trim, 1 - trim]))
    number = score.size
    if number == 0:
        return Overdispersie(1.0, 0.0, 0, schaal)
    phi = float(np.sum(score**2) / number)
    weight = 1 / error**2
    spread = float(weight.sum() - (weight**2).sum() / weight.sum())
    tau2 = max(0.0, (number * phi - (number - 1)) / spread) if spread > 0 else 0.0
    return Overdispersie(phi, tau2, number, schaal)


def _log(count: Numbers, base: Numbers) -> tuple[Numbers, Numbers]:
    return np.sqrt(base) * np.log(count / base), 1 / np.sqrt(base)


def _root(count: Numbers, base: Numbers) -> tuple[Numbers, Numbers]:
    error = 1 / (2 * np.sqrt(base))
    return (np.sqrt(count / base) - 1) / error, error


def _arcsine(count: Numbers, base: Numbers) -> tuple[Numbers, Numbers]:
    error = 1 / (2 * np.sqrt(base))
    middle = np.arcsin(np.sqrt(count.sum() / base.sum())) if base.size else 0.0
    return (np.arcsin(np.sqrt(count / base)) - middle) / error, error


def _log_counts(count: Numbers, base: Numbers) -> tuple[Numbers, Numbers]:
    more, most = count + 0.5, base + 0.5
    error = np.sqrt(count / more**2 + base / most**2)
    middle = np.log(count.sum() / base.sum()) if count.sum() > 0 else 0.0
    return (np.log(more / most) - middle) / error, error


_SCORES: dict[Schaal, Callable[[Numbers, Numbers], tuple[Numbers, Numbers]]] = {
    Schaal.LOG: _log,
    Schaal.WORTEL: _root,
    Schaal.ARCSINUS: _arcsine,
    Schaal.LOG_AANTALLEN: _log_counts,
}


def _truncated(score: Numbers, error: Numbers, trim: float) -> tuple[Numbers, Numbers]:
    ranked = pl.Series(score, dtype=pl.Float64).rank("average").to_numpy()
    groups = 1 / trim
    place = np.floor(ranked * groups / (score.size + 1))
    stays = (place > 0) & (place < groups - 1)
    return score[stays], error[stays]
