"""A table as text (CSV): its encoding, its delimiter and its rows."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Final

from queries.deliveries.contents import UTF16_MARKS, Contents
from queries.deliveries.grid import Cell, Cells, Grid
from queries.deliveries.records import DeliveryError

_DELIMITERS: Final = (";", "\t", ",", "|")
# Enough to see the header, and to let its delimiter win.
_SAMPLE: Final = 31
Score = Callable[[Grid], int]


def read_csv(contents: Contents, score: Score) -> Grid:
    """Read the rows with the delimiter that gives the highest ``score``; raises DeliveryError where it is no CSV.

    A first line `sep=;`, which Excel hides, names the delimiter and is no row.
    """
    text, told = _told_delimiter(_decoded(contents))
    delimiter = told or max(_DELIMITERS, key=lambda each: score(_grid(_rows(text, each), _SAMPLE)[0]))
    grid, broken = _grid(_rows(text, delimiter), None)
    if broken:
        raise DeliveryError(
            f"Het bestand {contents.bestand} is geen leesbare CSV: bij rij {broken} staat een aanhalingsteken verkeerd"
            " of is een cel te lang; herstel die rij en sla het bestand opnieuw op."
        )
    return grid


def unfold(grid: Grid, score: Score) -> Grid | None:
    """Return the table that was put in one column, each row as a line of CSV; None where it is no such thing.

    This is what Excel makes of a CSV with another delimiter than it expects.
    """
    lines = [(number, cells[-1]) for number, cells in grid.rows if sum(cell is not None for cell in cells) == 1]
    texts = [(number, line) for number, line in lines if isinstance(line, str)]
    if len(texts) < len(grid.rows) or not texts:
        return None
    made = [
        Grid(_split_lines(texts, delimiter), name=grid.name, place=grid.place, hidden=grid.hidden)
        for delimiter in _DELIMITERS
    ]
    best = max(made, key=score)
    return best if score(best) else None


def _split_lines(lines: Sequence[tuple[int, str]], delimiter: str) -> list[tuple[int, list[Cell]]]:
    """Split each line; a note with a line break or without end is no line of a CSV, and then there are no rows."""
    cells = Cells()
    try:
        return [
            (number, cells.row(number, next(csv.reader([line], delimiter=delimiter), ()))) for number, line in lines
        ]
    except csv.Error:
        return []


def _decoded(contents: Contents) -> str:
    marked = contents.data.startswith(UTF16_MARKS)
    for encoding in ("utf-16",) if marked else ("utf-8", "cp1252"):
        try:
            return contents.data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DeliveryError(f"Het bestand {contents.bestand} is geen leesbare tekst; sla het op als CSV in UTF-8.")


def _told_delimiter(text: str) -> tuple[str, str | None]:
    first = text[:8].splitlines()[0].strip().strip('"') if text[:8].strip() else ""
    if not first.lower().startswith("sep=") or len(first) != len("sep=") + 1:
        return text, None
    rest = text.partition("\r\n" if "\r\n" in text[:16] else "\n" if "\n" in text[:16] else "\r")[2]
    return rest, first[-1]


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    # Strict, for else all rows after an open quote become one cell, in silence.
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _grid(rows: Iterator[list[str]], most: int | None) -> tuple[Grid, int]:
    """Return the rows that hold anything, and the number of the row that could not be read, else 0."""
    cells = Cells()
    found: list[tuple[int, list[Cell]]] = []
    number = 0
    try:
        for number, values in enumerate(islice(rows, most), start=1):
            row = cells.row(number, values)
            if row:
                found.append((number, row))
    except csv.Error:
        return Grid(found, spots=cells.spots), number + 1
    return Grid(found, spots=cells.spots), 0
