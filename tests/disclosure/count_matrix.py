"""Counts as a matrix: a row per number that is counted, a column per gemeente and period."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers: TypeAlias = npt.NDArray[np.int64]
Marks: TypeAlias = npt.NDArray[np.bool_]

BLOK: Final = ("gebied", "maand")
BLAD: Final = ("indicator", "variant", "uitsplitsing", "cel")
# Of every leaf the three numbers that exclude each other, and their sums: the noemer, and with onbekend all cases.
GETALLEN: Final = ("teller", "rest", "onbekend", "noemer", "alles")
TELLER, REST, ONBEKEND, NOEMER, ALLES = range(len(GETALLEN))
WITHHELD: Final = -1


@dataclass(frozen=True, eq=False)
class CountMatrix:
    """Whole numbers: ``values[leaf * 5 + getal, block]``, in the order of ``leaves`` (BLAD) and ``blocks`` (BLOK).

    WITHHELD stands where there is no number; ``present`` says of each leaf and block whether there is a row at all.
    """

    leaves: pl.DataFrame
    blocks: pl.DataFrame
    values: Numbers
    present: Marks


def count_matrix(counts: pl.DataFrame, leaves: pl.DataFrame | None = None) -> CountMatrix:
    """Return ``counts``: BLOK, BLAD, teller, noemer, onbekend and ``publiek``, at most one row of each.

    A noemer of people or dwellings (``publiek``) is no number of cases: the noemer of cases is then the teller. With
    ``leaves`` (BLAD) the matrix has exactly these.
    """
    leaves = (counts.select(BLAD).unique() if leaves is None else leaves).sort(BLAD)
    blocks = counts.select(BLOK).unique().sort(BLOK)
    teller, onbekend = pl.col("teller"), pl.col("onbekend")
    noemer = pl.when("publiek").then(teller).otherwise("noemer")
    numbers = {"teller": teller, "rest": noemer - teller, "onbekend": onbekend, "noemer": noemer,
               "alles": noemer + onbekend}  # fmt: skip
    placed = (
        counts.join(leaves.with_row_index("blad"), on=BLAD)
        .join(blocks.with_row_index("blok"), on=BLOK)
        .select(pl.col("blad", "blok").cast(pl.Int64), **numbers)
    )
    values = np.full((leaves.height, len(GETALLEN), blocks.height), WITHHELD, dtype=np.int64)
    present = np.zeros((leaves.height, blocks.height), dtype=np.bool_)
    leaf, block = placed["blad"].to_numpy(), placed["blok"].to_numpy()
    present[leaf, block] = True
    for place, getal in enumerate(GETALLEN):
        values[leaf, place, block] = placed[getal].fill_null(WITHHELD).to_numpy()
    return CountMatrix(leaves, blocks, values.reshape(-1, blocks.height), present)
