"""Whether parts of a whole differ more than chance alone explains, and how far apart they then really are."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from metrics.comparison.overdispersion import Schaal, overdispersion

FEWEST: Final = 3


@dataclass(frozen=True)
class Spreiding:
    """What was found: the chance of so much spread when nothing differs, phi, and between which shares parts lie.

    ``onder`` and ``boven`` are where two thirds of the parts would lie without chance (one tau around the whole); the
    same value when chance explains all.
    """

    kans: float
    phi: float
    onder: float
    boven: float
    aantal: int

    @property
    def meer_dan_toeval(self) -> bool:
        """Whether the spread is more than chance, at 5%."""
        return self.kans < 0.05


def spread_of_shares(teller: ArrayLike, noemer: ArrayLike) -> Spreiding | None:
    """Return how shares teller / noemer of the parts of a whole lie apart; None for fewer than three parts.

    ``noemer`` may be the effective number of cases, with a teller to match. The sum of squared z-scores around the
    pooled share, on the arcsine scale of metrics.comparison.overdispersion and with no score trimmed, is set against
    chi-squared with one degree of freedom less than there are parts; tau squared is that of DerSimonian and Laird.

    Source: Spiegelhalter (2005), Statistics in Medicine 24; DerSimonian and Laird (1986), Controlled Clinical Trials 7.
    """
    from scipy.special import chdtrc  # pyright: ignore[reportMissingTypeStubs]

    found = overdispersion(teller, noemer, Schaal.ARCSINUS, trim=0.0)
    if found.aantal < FEWEST:
        return None
    cases = np.asarray(noemer, float)
    share = float(np.asarray(teller, float)[cases > 0].sum() / cases[cases > 0].sum())
    middle, tau = float(np.arcsin(np.sqrt(share))), float(np.sqrt(found.tau2))
    low, high = (float(np.sin(np.clip(end, 0, np.pi / 2)) ** 2) for end in (middle - tau, middle + tau))
    chance = float(chdtrc(found.aantal - 1, found.phi * found.aantal))
    return Spreiding(chance, found.phi, low, high, found.aantal)
