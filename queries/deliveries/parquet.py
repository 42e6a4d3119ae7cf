"""A Parquet file: one table with types, and what its metadata say of it.

Read with Arrow and not with Polars: of a damaged page Polars believes any size, and the memory it then asks for ends
the whole process (seen with 2.1: "memory allocation of 2305843009213693944 bytes failed").
"""

# Arrow has no types to check: nothing but names, numbers and plain values leaves this module.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from queries.deliveries.contents import Contents
from queries.deliveries.grid import Cell, Cells, Grid
from queries.deliveries.headers import normal_name
from queries.deliveries.records import DeliveryError

# A table made by hand is far below this; a small file can claim any number of rows.
_MOST_ROWS: Final = 5_000_000
_AT_ONCE: Final = 20_000
# What pandas adds when it writes a table with its row numbers.
_PANDAS_INDEX: Final = "__index_level_"
_OF_A_PROGRAM: Final = ("ARROW:", "pandas")
_DAMAGED: Final = (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError)
Told = dict[str, Cell]


def read_parquet(contents: Contents, columns: Collection[str]) -> Grid:
    """Read the columns with a known name, under a header that counts as row 0; raises DeliveryError where damaged."""
    try:
        file: Any = pq.ParquetFile(pa.BufferReader(contents.data))
        if file.metadata.num_rows > _MOST_ROWS:
            raise DeliveryError(
                f"Het Parquet-bestand {contents.bestand} heeft meer dan {_MOST_ROWS} rijen; verdeel de tabel over meer"
                " bestanden."
            )
        names: list[str] = file.schema_arrow.names
        told = _told(file.metadata.metadata or {})
        return _grid(file, ["" if name.startswith(_PANDAS_INDEX) else name for name in names], told, columns)
    except _DAMAGED:
        raise DeliveryError(
            f"Het Parquet-bestand {contents.bestand} is beschadigd en niet te lezen; maak het opnieuw en lever het dan"
            " aan."
        ) from None


def _told(metadata: dict[bytes, bytes]) -> Told:
    pairs = ((key.decode(), value.decode()) for key, value in metadata.items())
    return {key: value for key, value in pairs if not key.startswith(_OF_A_PROGRAM)}


def _grid(file: Any, names: Sequence[str], told: Told, columns: Collection[str]) -> Grid:
    known = {normal_name(column) for column in columns}
    places = [place for place, name in enumerate(names) if normal_name(name) in known]
    cells = Cells()
    found: list[tuple[int, Sequence[Cell]]] = [(0, [name or None for name in names])]
    # A name that is there twice is for who reads the header to refuse.
    rows = (
        _rows(file, [names[place] for place in places])
        if len({names[place] for place in places}) == len(places)
        else ()
    )
    for number, values in enumerate(rows, start=1):
        given: list[object] = [None] * len(names)
        for place, value in zip(places, values, strict=True):
            given[place] = value
        if row := cells.row(number, given):
            found.append((number, row))
    return Grid(found, spots=cells.spots, told=told)


def _rows(file: Any, names: Sequence[str]) -> Iterator[Sequence[object]]:
    for batch in file.iter_batches(batch_size=_AT_ONCE, columns=list(names)):
        yield from zip(*(_plain(batch.column(name)).to_pylist() for name in names), strict=True)


def _plain(column: Any) -> Any:
    """Return a column whose moments are no finer than Python's own."""
    if pa.types.is_timestamp(column.type):
        return column.cast(pa.timestamp("us", column.type.tz), safe=False)
    if pa.types.is_time64(column.type):
        return column.cast(pa.time64("us"), safe=False)
    if pa.types.is_duration(column.type):
        return column.cast(pa.duration("us"), safe=False)
    return column
