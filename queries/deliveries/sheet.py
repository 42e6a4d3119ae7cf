"""A table made by hand: its delimiter, the lines above it that say what it covers, its header and its rows."""

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Final

from queries.deliveries.contents import Contents
from queries.deliveries.records import DeliveryError

_DELIMITERS: Final = (";", "\t", ",", "|")
# People put titles and notes above a table, but a header further down is no header.
_DEEPEST_HEADER: Final = 30
_FEWEST_COLUMNS: Final = 2


# Text from CSV; typed from a file whose cells have types. A date with a time is a datetime, which is a date too.
Cell = str | int | float | date | bool | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was understood and that the maker should know: a rule of rules.py, never a cell's value."""

    rij: int | None  # the row as the maker sees it; None where it is about the whole file
    regel: str
    field: str  # what takes the place of {veld} in the rule's sentence


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows under a header, each with its row number in the file, and what stood above them."""

    above: dict[str, Cell]  # by key: what the maker says of the table
    rows: Sequence[tuple[int, dict[str, Cell]]]
    header: int  # the number of the row with the column names
    columns: frozenset[str]  # the known columns that are there
    unread: Sequence[int]  # columns (from 1) with a name nobody knows; the name itself may be a value
    remarks: Sequence[Remark] = ()
    tabel: str | None = None  # the table's name where the file says it

    def __repr__(self) -> str:
        """Show the size only: the cells are people."""
        return f"Sheet({len(self.rows)} rijen)"


def read_sheet(contents: Contents, columns: Collection[str], keys: Collection[str]) -> Sheet:
    """Read a CSV with at least some of ``columns``; lines above the header that start with one of ``keys`` are kept."""
    text = _decoded(contents)
    best: tuple[int, int, list[list[str]], bool] = (0, 0, [], True)
    for delimiter in _DELIMITERS:
        rows, whole = _split(text, delimiter)
        scores = ((_known(row, columns), -number) for number, row in enumerate(rows[:_DEEPEST_HEADER]))
        found, place = max(scores, default=(0, 0))
        if found > best[0]:
            best = (found, -place, rows, whole)
    found, place, rows, whole = best
    if found < _FEWEST_COLUMNS:
        raise DeliveryError(
            f"In {contents.bestand} is geen rij met kolomnamen gevonden (zoals {', '.join(sorted(columns)[:3])});"
            " gebruik de kolomnamen uit de handleiding (docs/handleiding.md)."
        )
    if not whole:
        raise DeliveryError(
            f"Het bestand {contents.bestand} is geen leesbare CSV: bij rij {len(rows) + 1} staat een aanhalingsteken"
            " verkeerd of is een cel te lang; herstel die rij en sla het bestand opnieuw op."
        )
    header = [_name(cell) for cell in rows[place]]
    double = sorted({name for name in header if name in columns and header.count(name) > 1})
    if double:
        raise DeliveryError(f"In {contents.bestand} staat de kolom {double[0]} twee keer; laat er een staan.")
    below = _below(rows, place, header, columns)
    unread = [number for number, name in enumerate(header, start=1) if name and name not in columns]
    above = _above(rows[:place], keys)
    known = frozenset(columns) & frozenset(header)
    tabel = above.get("tabel")
    return Sheet(above, below, place + 1, known, unread, tabel=None if tabel is None else str(tabel))


def _decoded(contents: Contents) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return contents.data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DeliveryError(f"Het bestand {contents.bestand} is geen leesbare tekst; sla het op als CSV in UTF-8.")


def _split(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """Return the rows, and whether they go on to the end; a quote that is never closed swallows what follows."""
    rows: list[list[str]] = []
    try:
        # Strict, for else all rows after an open quote become one cell, in silence.
        rows.extend(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return rows, False
    return rows, True


def _name(cell: str) -> str:
    return "_".join(cell.split()).casefold()


def _known(row: Sequence[str], columns: Collection[str]) -> int:
    return len({_name(cell) for cell in row} & set(columns))


def _above(rows: Sequence[Sequence[str]], keys: Collection[str]) -> dict[str, Cell]:
    above: dict[str, Cell] = {}
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        # A colon behind the word is how people write such a line by hand.
        key = _name(cells[0]).rstrip(":") if cells else ""
        if key in keys:
            above[key] = " ".join(cells[1:])
    return above


def _below(
    rows: Sequence[Sequence[str]], place: int, header: Sequence[str], columns: Collection[str]
) -> list[tuple[int, dict[str, Cell]]]:
    return [
        (number, {name: cell.strip() for name, cell in zip(header, row, strict=False) if name in columns})
        for number, row in enumerate(rows[place + 1 :], start=place + 2)
        if any(cell.strip() for cell in row)
    ]
