"""Between which values a shown number leaves its count, by the way it was rounded alone."""

from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np

from tests.disclosure.count_matrix import ALLES, GETALLEN, NOEMER, ONBEKEND, REST, TELLER, WITHHELD, Marks, Numbers

# Higher than any count, and low enough to add up thousands of them.
UNBOUNDED: Final = 10**9


@dataclass(frozen=True)
class Rounding:
    """How counts are rounded to multiples: each at most so far ``below`` or ``above`` its count.

    ``rounded`` says which numbers of a leaf are; the others are sums and differences of them. With ``secrets`` a
    count n is shown as base * floor((n + u) / base), where u, one of so many numbers from 0, is unknown but the same
    for all counts of a gemeente, period, case table and cell; base is then as large.
    """

    below: int
    above: int
    rounded: tuple[int, ...]
    secrets: int = 0

    @property
    def worlds(self) -> range:
        """Return the secret numbers there may be; one that says nothing when there are none."""
        return range(max(self.secrets, 1))

    def at(self, secret: int) -> Self:
        """Return how is rounded if this is the secret."""
        return replace(self, below=secret, above=self.secrets - 1 - secret) if self.secrets else self

    def apart(self) -> Self:
        """Return how is rounded as far as is known without a secret."""
        return replace(self, below=self.secrets - 1, above=self.secrets - 1) if self.secrets else self

    def window(self, shown: Numbers) -> tuple[Numbers, Numbers]:
        """Return the lowest and highest count behind each shown number."""
        unknown = shown == WITHHELD
        return (
            np.where(unknown, 0, np.maximum(shown - self.below, 0)),
            np.where(unknown, UNBOUNDED, shown + self.above),
        )

    def windows(self, values: Numbers, quantity: Numbers, quantities: int, mine: Marks) -> tuple[Numbers, Numbers]:
        """Return the bounds of all quantities by the rows in ``mine`` of a CountMatrix's ``values``."""
        rows = np.flatnonzero(mine & (quantity >= 0))
        return self.bounds(values[rows], rows % len(GETALLEN), quantity[rows], quantities)

    def bounds(self, values: Numbers, getallen: Numbers, quantity: Numbers, quantities: int) -> tuple[Numbers, Numbers]:
        """Return the bounds of each quantity: what all its names (rows of ``values``) leave possible."""
        low = np.zeros((quantities, values.shape[1]), dtype=np.int64)
        high = np.full((quantities, values.shape[1]), UNBOUNDED, dtype=np.int64)
        for row, (getal, one) in enumerate(zip(getallen, quantity, strict=True)):
            if getal in self.rounded:
                down, up = self.window(values[row])
                np.maximum(low[one], down, out=low[one])
                np.minimum(high[one], up, out=high[one])
        return low, high


# Teller, rest and onbekend each rounded at random on their own; and to the nearest 5.
APART: Final = Rounding(4, 4, (TELLER, REST, ONBEKEND))
NEAREST: Final = Rounding(2, 2, (TELLER, REST, ONBEKEND))
# Teller, noemer and all cases with one secret, as publications do.
SHARED: Final = Rounding(4, 4, (TELLER, NOEMER, ALLES), secrets=5)
