"""A Parquet file: one table with types, and what its metadata say of it."""

from collections.abc import Collection
from io import BytesIO
from typing import Final

import polars as pl
from polars.exceptions import PanicException, PolarsError

from queries.deliveries.contents import Contents
from queries.deliveries.grid import Cell, Cells, Grid
from queries.deliveries.headers import normal_name
from queries.deliveries.records import DeliveryError

# A table made by hand is far below this; a small file can claim any number of rows.
_MOST_ROWS: Final = 5_000_000
_AT_ONCE: Final = 50_000
# What pandas adds when it writes a table with its row numbers.
_PANDAS_INDEX: Final = "__index_level_"


def read_parquet(contents: Contents, columns: Collection[str]) -> Grid:
    """Read the columns with a known name, under a header that counts as row 0; raises DeliveryError where damaged."""
    try:
        told = pl.read_parquet_metadata(BytesIO(contents.data))
        names = list(pl.read_parquet_schema(BytesIO(contents.data)))
        known = {normal_name(column) for column in columns}
        wanted = [name for name in names if normal_name(name) in known]
        rows = pl.scan_parquet(BytesIO(contents.data)).select(pl.len()).collect().item()
        if rows > _MOST_ROWS:
            raise DeliveryError(
                f"Het Parquet-bestand {contents.bestand} heeft meer dan {_MOST_ROWS} rijen; verdeel de tabel over meer"
                " bestanden."
            )
        frame = pl.read_parquet(BytesIO(contents.data), columns=wanted)
    except (PolarsError, PanicException, OSError, ValueError, OverflowError):
        raise DeliveryError(
            f"Het Parquet-bestand {contents.bestand} is beschadigd en niet te lezen; maak het opnieuw en lever het dan"
            " aan."
        ) from None
    return _grid(frame, ["" if name.startswith(_PANDAS_INDEX) else name for name in names], told)


def _grid(frame: pl.DataFrame, names: list[str], told: dict[str, str]) -> Grid:
    cells = Cells()
    places = [names.index(name) for name in frame.columns]
    found: list[tuple[int, list[Cell]]] = [(0, [name or None for name in names])]
    for number, values in enumerate(frame.iter_rows(buffer_size=_AT_ONCE), start=1):
        given: list[object] = [None] * len(names)
        for place, value in zip(places, values, strict=True):
            given[place] = value
        if row := cells.row(number, given):
            found.append((number, row))
    metadata = {name: value for name, value in told.items() if not name.startswith(("ARROW:", "pandas"))}
    return Grid(found, spots=cells.spots, told=dict(metadata))
