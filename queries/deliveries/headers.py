"""The row, or the two rows, with the names of a table's columns."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from queries.deliveries.grid import Cell, Grid
from queries.deliveries.records import DeliveryError

# People put titles and notes above a table, but a header further down is no header.
_DEEPEST: Final = 30
FEWEST_COLUMNS: Final = 2
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_IN_A_NAME = re.compile(r"[^0-9a-z]+")
# A unit that changes what a number means; every other unit only says what the column is about.
_THOUSANDS = re.compile(r"[(\[][^)\]]*(?:1[. ]?000|duizend|miljoen|\bmln\b|\bmld\b)[^)\]]*[)\]]", re.IGNORECASE)
Names = Sequence[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table begins and which column is which."""

    first: int  # index in Grid.rows of the first row with names
    last: int  # and of the last
    names: Sequence[str | None]  # per column of the grid: the known name, "" where nobody knows it, None without a name

    @property
    def known(self) -> frozenset[str]:
        """Return the known columns that are there."""
        return frozenset(name for name in self.names if name)


def normal_name(text: str) -> str:
    """Return what stays of a name to compare it by: ``gemeldop`` for gemeld_op, "Gemeld op (datum)" and GEMELD-OP."""
    plain = _IN_BRACKETS.sub("", text)
    # An accent is a sign of its own once taken apart, and is not in a name.
    return _NOT_IN_A_NAME.sub("", (plain if plain.isascii() else unicodedata.normalize("NFKD", plain)).casefold())


def find_columns(grid: Grid, columns: Collection[str]) -> Columns | None:
    """Return the row that names most of ``columns``, or the two rows that name more together; None without any."""
    known = {normal_name(column): column for column in columns}
    top = [[_name(cell) for cell in row] for _, row in grid.rows[: _DEEPEST + 1]]
    single = [(len(_known([row], known)), -place) for place, row in enumerate(top[:_DEEPEST])]
    best, first = max(single, default=(0, 0))
    rows: list[Names] = [top[-first]] if top else []
    first = -first
    for place in range(min(len(top), _DEEPEST + 1) - 1):
        pair = [_spread(top[place], grid, place), top[place + 1]]
        if len(_known(pair, known)) > best and _is_one(pair, grid, place, known):
            best, first, rows = len(_known(pair, known)), place, pair
    return None if best < FEWEST_COLUMNS else Columns(first, first + len(rows) - 1, _named(rows, known))


def require_clear(
    bestand: str, grid: Grid, columns: Columns, all_columns: Collection[str], keys: Collection[str]
) -> None:
    """Raise DeliveryError where a column is there twice or counts in thousands, or another table stands above it.

    A row of only ``keys`` is no table: their values may stand under them.
    """
    known = {normal_name(column) for column in all_columns}
    told = {normal_name(key) for key in keys}
    for number, row in grid.rows[: columns.first]:
        found = {_name(cell) for cell in row} & known
        if len(found) >= FEWEST_COLUMNS and not found <= told:
            raise DeliveryError(
                f"In {bestand} staan kolomnamen in rij {number} en in rij {grid.rows[columns.last][0]}; zet elke tabel"
                " in een eigen bestand."
            )
    _require_plain(bestand, grid, columns)


def _require_plain(bestand: str, grid: Grid, columns: Columns) -> None:
    names = list(columns.names)
    double = sorted({name for name in names if name and names.count(name) > 1})
    if double:
        raise DeliveryError(f"In {bestand} staat de kolom {double[0]} twee keer; laat er een staan.")
    for _, row in grid.rows[columns.first : columns.last + 1]:
        for name, cell in zip(names, row, strict=False):
            if name and isinstance(cell, str) and _THOUSANDS.search(cell):
                raise DeliveryError(
                    f"In {bestand} telt de kolom {name} in duizenden of miljoenen; schrijf de hele getallen uit en haal"
                    " die eenheid uit de kolomnaam."
                )


def _is_one(pair: Sequence[Names], grid: Grid, place: int, known: Collection[str]) -> bool:
    """Tell whether two rows are one header: right under each other, and nothing under a name that is whole."""
    under_names = (under for over, under in zip(*pair, strict=False) if over in known)
    return grid.rows[place + 1][0] == grid.rows[place][0] + 1 and not any(under_names)


def _spread(row: Names, grid: Grid, place: int) -> Names:
    """Return the upper row of names with a merged name above each of the columns it spans."""
    number, width = grid.rows[place][0], len(grid.rows[place + 1][1])
    spread = [*row, *[""] * (width - len(row))]
    for merge in grid.merges:
        if merge.top <= number <= merge.bottom and merge.left <= len(row):
            for column in range(merge.left, min(merge.right, width)):
                spread[column] = row[merge.left - 1]
    return spread


def _known(rows: Sequence[Names], known: Mapping[str, str]) -> set[str]:
    return {name for name in _named(rows, known) if name}


def _named(rows: Sequence[Names], known: Mapping[str, str]) -> list[str | None]:
    upper, lower = (rows[0], rows[1]) if len(rows) > 1 else ((), rows[0])
    width = max(len(upper), len(lower))
    above, below = ([*names, *[""] * (width - len(names))] for names in (upper, lower))
    return [_of_pair(over, under, known) for over, under in zip(above, below, strict=True)]


def _of_pair(over: str, under: str, known: Mapping[str, str]) -> str | None:
    for name in (over + under, under, over):
        if name in known:
            return known[name]
    return "" if over or under else None


def _name(cell: Cell) -> str:
    # What is no text is no name, but it does stand there.
    return normal_name(cell) if isinstance(cell, str) else "" if cell is None else "?"
