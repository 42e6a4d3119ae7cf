"""A table made by hand, in whatever format: what it covers, its columns, its rows and what was understood of it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from queries.deliveries.body import Rows, read_body
from queries.deliveries.choice import choose
from queries.deliveries.contents import Contents
from queries.deliveries.cover import from_metadata, read_cover, told_once
from queries.deliveries.csv_text import read_csv
from queries.deliveries.grid import Cell, Grid, Remark
from queries.deliveries.headers import find_columns, normal_name, require_clear
from queries.deliveries.parquet import read_parquet
from queries.deliveries.records import TABLES_OF
from queries.deliveries.understood import remarks_of
from queries.deliveries.workbook import read_workbook

# Of the DDAS models no table is made by hand.
_TABLES: Final = {normal_name(name): name for name in TABLES_OF if name not in {"vs", "shv"}}
__all__ = ["Cell", "Remark", "Sheet", "read_sheet", "sheet_of"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows under a header, each with its row number in the file, and what stood above them."""

    above: dict[str, Cell]  # by key: what the maker says of the table
    rows: Sequence[tuple[int, dict[str, Cell]]]  # cells by known column; what is no record is left out
    header: int  # the number of the row with the column names; 0 where they stand apart from the rows
    columns: frozenset[str]  # the known columns that are there
    unread: Sequence[int]  # columns (from 1) with a name nobody knows; the name itself may be a value
    remarks: Sequence[Remark] = ()
    tabel: str | None = None  # what is said behind `tabel`, else the sheet's or file's name where that is a table's

    def __repr__(self) -> str:
        """Show the size only: the cells are people."""
        return f"Sheet({len(self.rows)} rijen)"


def read_sheet(contents: Contents, columns: Collection[str], keys: Collection[str]) -> Sheet:
    """Read a CSV, Excel or Parquet file with at least two of ``columns``.

    ``keys`` are what may be said of the table above it, on a sheet `levering` or in metadata. Raises
    DeliveryError where there is no such table, or more than one, or where cells cannot be told apart.
    """
    if contents.kind == "xlsx":
        grids: Iterable[Grid] = read_workbook(contents)
    elif contents.kind == "parquet":
        grids = [read_parquet(contents, columns)]
    else:
        grids = [read_csv(contents, _score(columns))]
    return sheet_of(contents.bestand, grids, columns, keys)


def sheet_of(bestand: str, grids: Iterable[Grid], columns: Collection[str], keys: Collection[str]) -> Sheet:
    """Return the one table in ``grids``, which ``bestand`` is the name of; raises DeliveryError like read_sheet."""
    chosen = choose(bestand, grids, columns, keys)
    grid, header = chosen.grid, chosen.columns
    require_clear(bestand, grid, header, columns, keys)
    above = [cells for _, cells in grid.rows[: header.first]]
    told = told_once(bestand, [*chosen.cover, *read_cover(above, keys), *from_metadata(grid.told, keys)])
    body = read_body(bestand, grid, header, columns)
    return Sheet(
        above=told,
        rows=Rows(header.names, body.records),
        header=grid.rows[header.last][0],
        columns=header.known,
        unread=[number for number, name in enumerate(header.names, start=1) if name == ""],
        remarks=[*chosen.remarks, *remarks_of(grid, header, body)],
        tabel=_tabel(told.get("tabel"), grid.name, bestand),
    )


def _score(columns: Collection[str]) -> Callable[[Grid], int]:
    def known(grid: Grid) -> int:
        found = find_columns(grid, columns)
        return 0 if found is None else len(found.known)

    return known


def _tabel(told: Cell, sheet: str | None, bestand: str) -> str | None:
    if told is not None:
        return _TABLES.get(normal_name(str(told)), str(told))
    names = (normal_name(name) for name in (sheet or "", PurePath(bestand).stem))
    return next((_TABLES[name] for name in names if name in _TABLES), None)
