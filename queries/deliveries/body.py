"""The rows under a header: which are records, and which are totals, notes or the header once more."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, overload

from queries.deliveries.grid import Cell, Grid, Merge
from queries.deliveries.headers import FEWEST_COLUMNS, Columns, normal_name
from queries.deliveries.records import DeliveryError

_TOTAL = re.compile(r"(?:(?:eind|sub)?tota(?:al|len)\b.{0,60}|som|gemiddelde|aantal|cumulatief)\s*:?", re.IGNORECASE)
_NUMERIC = re.compile(r"[-+€\s]*[0-9][0-9.,\s]*%?")
_A_SENTENCE: Final = 3
_WORDS_KEPT: Final = 10_000
Kind = Literal["record", "totaalrij_overgeslagen", "koprij_herhaald", "tekst_onder_tabel"]
Row = tuple[int, Sequence[Cell]]


class Rows(Sequence[tuple[int, dict[str, Cell]]]):
    """Rows by column name, put together when they are asked for: a mapping per row would fill the memory."""

    def __init__(self, names: Sequence[str | None], rows: Sequence[Row]) -> None:
        """Take the rows as they stand under ``names``; a column without a known name is left out."""
        self._places = [(place, name) for place, name in enumerate(names) if name]
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        """Show the size only: the cells are people."""
        return f"Rows({len(self)} rijen)"

    @overload
    def __getitem__(self, index: int) -> tuple[int, dict[str, Cell]]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[int, dict[str, Cell]]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, dict[str, Cell]] | Sequence[tuple[int, dict[str, Cell]]]:
        if isinstance(index, slice):
            return [self._named(row) for row in self._rows[index]]
        return self._named(self._rows[index])

    def __iter__(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        return map(self._named, self._rows)

    def _named(self, row: Row) -> tuple[int, dict[str, Cell]]:
        number, cells = row
        width = len(cells)
        return number, {name: cells[place] if place < width else None for place, name in self._places}


@dataclass(frozen=True, slots=True)
class Body:
    """The records, and the rows that are something else."""

    records: Sequence[Row]
    others: Sequence[tuple[int, Kind]]
    merged: Sequence[Merge]  # over more rows; each row was given the value

    def __repr__(self) -> str:
        """Show the size only: the cells are people."""
        return f"Body({len(self.records)} rijen)"


def read_body(bestand: str, grid: Grid, columns: Columns, all_columns: Collection[str]) -> Body:
    """Sort the rows under the header; raises DeliveryError where nobody can tell what belongs to which column.

    ``all_columns`` are the names that a second table would have.
    """
    below = list(grid.rows[columns.last + 1 :])
    merged = [merge for merge in grid.merges if below and merge.bottom >= below[0][0]]
    for merge in merged:
        _fill(below, merge)
    sorter = _Sorter(bestand, grid, columns, {normal_name(name) for name in all_columns})
    kinds: list[Kind] = [sorter.kind(row) for row in below]
    _cut_notes(below, kinds)
    records = [row for row, kind in zip(below, kinds, strict=True) if kind == "record"]
    for merge in merged:
        _refuse_wide(bestand, merge, columns, records)
    others: list[tuple[int, Kind]] = [
        (row[0], kind) for row, kind in zip(below, kinds, strict=True) if kind != "record"
    ]
    return Body(records, others, [merge for merge in merged if merge.bottom > merge.top])


def _fill(rows: list[Row], merge: Merge) -> None:
    """Give every row of ``merge`` the value that stands in its first."""
    first = bisect_left(rows, merge.top, key=lambda row: row[0])
    last = bisect_left(rows, merge.bottom + 1, key=lambda row: row[0])
    place = merge.left - 1
    if first == last or rows[first][0] != merge.top or place >= len(rows[first][1]):
        return
    value = rows[first][1][place]
    for index in range(first + 1, last):
        number, cells = rows[index]
        given = [*cells, *[None] * (place + 1 - len(cells))]
        given[place] = value
        rows[index] = (number, given)


def _refuse_wide(bestand: str, merge: Merge, columns: Columns, records: Sequence[Row]) -> None:
    spanned = [name for name in columns.names[merge.left - 1 : merge.right] if name]
    if len(spanned) < FEWEST_COLUMNS:
        return
    first = bisect_left(records, merge.top, key=lambda row: row[0])
    if first < len(records) and records[first][0] <= merge.bottom:
        raise DeliveryError(
            f"In {bestand} zijn in rij {records[first][0]} de kolommen {' en '.join(spanned)} samengevoegd tot één cel;"
            " hef de samenvoeging op en vul elke kolom apart in."
        )


class _Sorter:
    """Tells a record from a total and from the header once more."""

    def __init__(self, bestand: str, grid: Grid, columns: Columns, names: set[str]) -> None:
        self._bestand = bestand
        self._header = [
            {place: normal_name(cell) for place, cell in enumerate(row) if isinstance(cell, str)}
            for _, row in grid.rows[columns.first : columns.last + 1]
        ]
        self._places = [place for place, name in enumerate(columns.names) if name]
        self._known = names
        self._names = names.union(*(header.values() for header in self._header))
        self._words: dict[str, bool] = {}
        self._previous: Sequence[Cell] = ()

    def kind(self, row: Row) -> Kind:
        """Return what ``row`` is; rows come in their order."""
        number, cells = row
        first = next((cell for cell in cells if cell is not None), None)
        if isinstance(first, str):
            if self._is_name(first) and self._is_header(number, cells):
                return "koprij_herhaald"
            if _TOTAL.fullmatch(first) and self._is_total(cells):
                return "totaalrij_overgeslagen"
        self._previous = cells
        return "record"

    def _is_name(self, text: str) -> bool:
        known = self._words.get(text)
        if known is None:
            known = normal_name(text) in self._names
            if len(self._words) < _WORDS_KEPT:
                self._words[text] = known
        return known

    def _is_header(self, number: int, cells: Sequence[Cell]) -> bool:
        words = {place: normal_name(cell) for place, cell in enumerate(cells) if isinstance(cell, str)}
        if any(len(words.items() & header.items()) > len(words) / 2 for header in self._header) and len(words) > 1:
            return True
        if len(set(words.values()) & self._known) > FEWEST_COLUMNS:
            raise DeliveryError(
                f"In {self._bestand} begint in rij {number} een tweede tabel met andere kolommen; zet elke tabel in een"
                " eigen bestand."
            )
        return False

    def _is_total(self, cells: Sequence[Cell]) -> bool:
        rest = [cell for cell in cells if cell is not None][1:]
        if any(not isinstance(cell, int | float) and not _NUMERIC.fullmatch(str(cell)) for cell in rest):
            return False
        # A row as full as the one above it is a record that happens to be called "Totaal".
        return not self._previous or not self._filled(self._previous) <= self._filled(cells)

    def _filled(self, cells: Sequence[Cell]) -> set[int]:
        return {place for place in self._places if place < len(cells) and cells[place] is not None}


def _cut_notes(rows: Sequence[Row], kinds: list[Kind]) -> None:
    """Mark what people write under a table: who made it, what a star means."""
    fullest = max((_filled(row) for row, kind in zip(rows, kinds, strict=True) if kind == "record"), default=0)
    start = len(rows)
    while start and (kinds[start - 1] != "record" or _is_small(rows[start - 1][1], fullest)):
        start -= 1
    gap = False
    for index in range(start, len(rows)):
        number, cells = rows[index]
        gap = gap or (index > 0 and number - rows[index - 1][0] > 1)
        if kinds[index] == "record" and _speaks(cells, gap=gap):
            kinds[index] = "tekst_onder_tabel"


def _filled(row: Row) -> int:
    return sum(cell is not None for cell in row[1])


def _is_small(cells: Sequence[Cell], fullest: int) -> bool:
    filled = [cell for cell in cells if cell is not None]
    return len(filled) <= FEWEST_COLUMNS and len(filled) * 2 <= fullest and isinstance(filled[0], str)


def _speaks(cells: Sequence[Cell], *, gap: bool) -> bool:
    first = str(next(cell for cell in cells if cell is not None))
    if first.startswith("*") or first.endswith(":") or len(first.split()) >= _A_SENTENCE:
        return True
    # Under an empty row also a name; a number there is a record without more.
    return gap and (" " in first or not any(sign.isdigit() for sign in first))
