"""A two-way table with its margins, from the stored cells of one breakdown against another."""

from typing import Final

import polars as pl

from metrics.uitsplitsingen import KRUIS

TOTAAL: Final = ""
TABLE_SCHEMA: Final = pl.Schema(
    {"rij": pl.String(), "kolom": pl.String(), "teller": pl.Int64(), "noemer": pl.Int64(), "onbekend": pl.Int64()}
)
_NUMBERS: Final = ("teller", "noemer", "onbekend")


def halves(kruising: str) -> tuple[str, str]:
    """Return the two breakdowns of a crossing; ValueError for a single one."""
    one, cross, other = kruising.partition(KRUIS)
    if not (one and cross and other):
        raise ValueError(f"'{kruising}' is no crossing of two breakdowns.")
    return one, other


def two_way(telling: pl.DataFrame) -> pl.DataFrame:
    """Return a row per cell of the table and per margin, in ``TABLE_SCHEMA``.

    ``telling`` has the stored counts of one variant and one crossing: its column ``cel`` and the numbers. Months
    and gemeenten in it are added up. Every row of the table meets every column, with 0 where nothing was
    counted. A margin has TOTAAL as ``rij`` or ``kolom``; the margins are those of the single breakdowns, for
    every case is in one cell of each.
    """
    halved = telling.select(
        pl.col("cel").str.splitn(KRUIS, 2).struct.rename_fields(["rij", "kolom"]), *_NUMBERS
    ).unnest("cel")
    summed = halved.group_by("rij", "kolom").agg(pl.col(_NUMBERS).sum())
    everywhere = summed.select("rij").unique().join(summed.select("kolom").unique(), how="cross")
    cells = everywhere.join(summed, on=["rij", "kolom"], how="left").with_columns(pl.col(_NUMBERS).fill_null(0))
    parts = [cells, *(_margin(cells, over) for over in (("rij",), ("kolom",), ("rij", "kolom")))]
    table = pl.concat(part.select(pl.col(name).cast(dtype) for name, dtype in TABLE_SCHEMA.items()) for part in parts)
    last = [(pl.col(name) == TOTAAL).alias(f"{name}_laatst") for name in ("rij", "kolom")]
    return table.with_columns(last).sort("rij_laatst", "rij", "kolom_laatst", "kolom").select(TABLE_SCHEMA.names())


def _margin(cells: pl.DataFrame, over: tuple[str, ...]) -> pl.DataFrame:
    """Add up ``over`` the rows, the columns, or both; nothing gives no margin."""
    kept = [name for name in ("rij", "kolom") if name not in over]
    summed = cells.group_by(kept).agg(pl.col(_NUMBERS).sum()) if kept else cells.select(pl.col(_NUMBERS).sum())
    return (summed if cells.height else summed.clear()).with_columns(pl.lit(TOTAAL).alias(name) for name in over)
