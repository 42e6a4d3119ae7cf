"""How far out a count lies: the smaller of its two exact tails, binomial or Poisson, for whole vectors."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_HARDLY: Final = 1e-9  # the integrals have no value at 0


def binomial_tail(teller: Numbers, noemer: Numbers, share: Numbers | float) -> Numbers:
    """Return the smaller of P(X <= teller) and P(X >= teller), X binomial; NaN where an argument is.

    Both by the incomplete beta function, which also lies between whole numbers (n_eff). Source: Abramowitz &
    Stegun (1964), 26.5.24.
    """
    from scipy.special import betainc  # pyright: ignore[reportMissingTypeStubs]

    rest = noemer - teller
    up: Any = betainc(np.maximum(teller, _HARDLY), np.maximum(rest, 0) + 1, share)
    down: Any = betainc(np.maximum(rest, _HARDLY), np.maximum(teller, 0) + 1, 1 - np.asarray(share))
    return np.minimum(np.where(teller > 0, up, 1.0), np.where(rest > 0, down, 1.0)) + 0 * (teller + rest)


def poisson_tail(teller: Numbers, verwacht: Numbers) -> Numbers:
    """Return the smaller of P(X <= teller) and P(X >= teller), X Poisson; NaN where an argument is.

    Both by the incomplete gamma function, which also lies between whole numbers. Source: Abramowitz & Stegun (1964),
    26.4.21.
    """
    from scipy.special import gammainc, gammaincc  # pyright: ignore[reportMissingTypeStubs]

    up: Any = gammainc(np.maximum(teller, _HARDLY), verwacht)
    down: Any = gammaincc(np.maximum(teller, 0) + 1, verwacht)
    return np.minimum(np.where(teller > 0, up, 1.0), down) + 0 * teller
