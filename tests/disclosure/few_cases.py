"""Blocks of few cases, in which shows what is part of another by definition and what was so by chance."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from tests.disclosure.count_matrix import GETALLEN, WITHHELD, Marks, Numbers, count_matrix


class FewCases:
    """Wholes of blocks of few cases (see ``count_matrix``), and which row of each counts which quantity."""

    def __init__(self, frames: Sequence[pl.DataFrame], place: Mapping[tuple[Any, ...], int], number: Numbers) -> None:
        self._frames = [self._numbered(frame, place, number) for frame in frames]

    @staticmethod
    def _numbered(
        frame: pl.DataFrame, place: Mapping[tuple[Any, ...], int], number: Numbers
    ) -> tuple[Numbers, Numbers]:
        counts = count_matrix(frame)
        row = np.full(int(number.max(initial=-1)) + 1, -1)
        for at, leaf in enumerate(counts.leaves.rows()):
            for kind in range(len(GETALLEN) if leaf in place else 0):
                quantity = int(number[place[leaf] * len(GETALLEN) + kind])
                if quantity >= 0:
                    row[quantity] = at * len(GETALLEN) + kind
        return row, np.where(counts.values == WITHHELD, 0, counts.values)

    def more(self, quantities: Numbers) -> Marks:
        """Return which of ``quantities`` are somewhere more than which others."""
        found = np.zeros((len(quantities), len(quantities)), dtype=np.bool_)
        for row, values in self._frames:
            here = np.flatnonzero(row[quantities] >= 0)
            counted = values[row[quantities[here]]]
            for at, one in zip(here, counted, strict=True):
                found[at, here] |= (one > counted).any(axis=1)
        return found
