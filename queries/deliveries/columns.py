"""Rows of one table while they are read, and the frame they become."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from queries.deliveries.records import SCHEMAS

Cell = int | float | str | bytes | bool | None
_CHUNK: Final = 20_000


class Columns:
    """Rows as tuples, turned into Polars columns per chunk: cheap to add, and never many Python objects at once."""

    def __init__(self, tabel: str, names: Sequence[str]) -> None:
        """Start empty; ``names`` say what each cell of a row is. What the table lacks is only used to derive."""
        self.tabel = tabel
        self.rows: list[tuple[Cell, ...]] = []
        schema = SCHEMAS[tabel]
        self._types = {name: schema.get(name, pl.Int32()) for name in names}
        self._chunks: list[pl.DataFrame] = []

    def shrink(self) -> None:
        """Turn the rows into columns once there are enough of them."""
        if len(self.rows) >= _CHUNK:
            self._flush()

    def _flush(self) -> None:
        none: list[tuple[Cell, ...]] = [()] * len(self._types)
        cells = list(zip(*self.rows, strict=True)) if self.rows else none
        series: list[pl.Series] = []
        for (name, dtype), values in zip(self._types.items(), cells, strict=True):
            # Dates were read as days since 1970, which is what a Polars date is inside.
            read_as = pl.Int32() if dtype == pl.Date() else dtype
            series.append(pl.Series(name, values, dtype=read_as).cast(dtype))
        self._chunks.append(pl.DataFrame(series))
        self.rows.clear()

    def frame(self, *derived: pl.Expr) -> pl.DataFrame:
        """Return the table's frame and let the rows go; columns nobody filled are null."""
        self._flush()
        frame = pl.concat(self._chunks, rechunk=True).with_columns(*derived)
        self._chunks.clear()
        schema = SCHEMAS[self.tabel]
        empty = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns]
        return frame.with_columns(*empty).select(pl.col(name).cast(dtype) for name, dtype in schema.items())
