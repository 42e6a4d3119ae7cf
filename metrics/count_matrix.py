"""Counts as a matrix: a row per number that is counted, a column per gemeente and period."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers: TypeAlias = npt.NDArray[np.int64]

BLOK: Final = ("gebied", "periode")
BLAD: Final = ("indicator", "variant", "uitsplitsing", "cel")
GETALLEN: Final = ("teller", "rest", "onbekend")
WITHHELD: Final = -1


@dataclass(frozen=True, eq=False)
class CountMatrix:
    """Whole numbers by what is counted (``rows``: BLAD and ``getal``) and of whom and when (``blocks``: BLOK).

    What no leaf says is 0, and what a leaf leaves empty is WITHHELD. ``present`` says of each leaf (three
    rows together) and block whether there is a leaf at all.
    """

    rows: pl.DataFrame
    blocks: pl.DataFrame
    values: Numbers

    def row_numbers(self, leaves: pl.DataFrame) -> Numbers:
        """Return of each leaf the number of its first row; the other numbers of GETALLEN follow it."""
        firsts = self.rows.with_row_index("rij").filter(getal=GETALLEN[0]).drop("getal")
        return leaves.join(firsts, on=BLAD, how="left", maintain_order="left")["rij"].cast(pl.Int64).to_numpy()


def count_matrix(leaves: pl.DataFrame, names: pl.DataFrame | None = None) -> CountMatrix:
    """Return the numbers of ``leaves``: BLOK, BLAD and GETALLEN, at most one row of each.

    With ``names`` (BLAD) the rows are exactly these leaves; without, those that occur.
    """
    names = (leaves.select(BLAD).unique() if names is None else names).sort(BLAD)
    blocks = leaves.select(BLOK).unique().sort(BLOK)
    numbered = names.with_row_index("blad").with_columns(pl.col("blad").cast(pl.Int64))
    placed = leaves.join(numbered, on=BLAD).join(
        blocks.with_row_index("blok").with_columns(pl.col("blok").cast(pl.Int64)), on=BLOK
    )
    values = np.zeros((names.height * len(GETALLEN), blocks.height), dtype=np.int64)
    leaf, block = placed["blad"].to_numpy(), placed["blok"].to_numpy()
    for place, getal in enumerate(GETALLEN):
        values[leaf * len(GETALLEN) + place, block] = placed[getal].fill_null(WITHHELD).to_numpy()
    rows = names.join(pl.DataFrame({"getal": GETALLEN}), how="cross", maintain_order="left_right")
    return CountMatrix(rows, blocks, values)


def leaves_at(matrix: CountMatrix, marked: npt.NDArray[np.bool_]) -> pl.DataFrame:
    """Return the leaves (BLOK and BLAD) of which any number is marked."""
    whole = marked.reshape(-1, len(GETALLEN), marked.shape[1]).any(axis=1)
    leaf, block = np.nonzero(whole)
    names = matrix.rows.filter(getal=GETALLEN[0]).drop("getal")
    found: Sequence[pl.DataFrame] = (matrix.blocks[block], names[leaf])
    return pl.concat(found, how="horizontal").sort(*BLOK, *BLAD)
