"""What stands in the cells of one table or sheet, before anybody knows what it means."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

# Text from CSV; typed from a file whose cells have types. A date with a time is a datetime, which is a date too.
Cell = str | int | float | date | bool | None

# What Excel writes where a formula fails, in Dutch and in English; a CSV holds it as text.
_ERRORS: Final = frozenset({
    "#N/B", "#VERW!", "#DEEL/0!", "#WAARDE!", "#NAAM?", "#GETAL!", "#LEEG!", "#OVERLOPEN!", "#BEREKENEN!", "#VELD!",
    "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!",
})  # fmt: skip
# ="0599" is how people keep the zeros of a code when a CSV passes through Excel.
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_INVISIBLE: Final = "\ufeff\u200b\u200e\u200f"
_ODD_FIRST: Final = "#=" + _INVISIBLE
# A moment with a time zone is a day of the people who wrote it down.
_HERE: Final = "Europe/Amsterdam"
# From here on a number of Excel has lost its last digits.
_INEXACT: Final = 10.0**15


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that was read as empty though something stands there: where, and the rule of rules.py that says why."""

    rij: int
    column: int  # from 1
    regel: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was understood and that the maker should know: a rule of rules.py, never a cell's value."""

    rij: int | None  # the row as the maker sees it; None where it is about the whole file
    regel: str
    field: str  # what takes the place of {veld} in the rule's sentence


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells: first and last row and column, from 1; only its first cell holds the value."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows that hold anything, each with its number as the maker sees it, and what the file tells beside them."""

    rows: Sequence[tuple[int, Sequence[Cell]]]
    name: str | None = None  # of the sheet
    place: int = 1  # of the sheet in its workbook, from the left
    hidden: bool = False  # the whole sheet
    spots: Sequence[Spot] = ()
    merges: Sequence[Merge] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    told: Mapping[str, Cell] = field(default_factory=dict[str, Cell])  # what the file says of itself, by name

    def __repr__(self) -> str:
        """Show the size only: the cells are people."""
        return f"Grid({len(self.rows)} rijen)"


class Cells:
    """Turns what a file holds into cells, and keeps the spots where that was not possible."""

    def __init__(self) -> None:
        """Start with nothing odd."""
        self.spots: list[Spot] = []
        # Codes and names come back row after row: one copy of each is enough.
        self._known: dict[str, str] = {}

    def row(self, number: int, values: Iterable[object]) -> list[Cell]:
        """Return the cells of row ``number`` without what is empty at its end."""
        cells = [self._cell(number, column, value) for column, value in enumerate(values, start=1)]
        while cells and cells[-1] is None:
            cells.pop()
        return cells

    def _cell(self, number: int, column: int, value: object) -> Cell:
        # The commonest first: this runs for every cell there is.
        if isinstance(value, str):
            return self._text(number, column, value) if value else None
        if isinstance(value, float | Decimal):
            return self._number(number, column, float(value))
        if value is None or isinstance(value, bool | int | date):
            return _here(value) if isinstance(value, datetime) else value
        if isinstance(value, time | timedelta | UUID):
            return str(value)
        self.spots.append(Spot(number, column, "onleesbare_cel"))
        return None

    def _text(self, number: int, column: int, value: str) -> Cell:
        text = value.strip()
        if not text:
            return None
        if text[0] in _ODD_FIRST or text[-1] in _INVISIBLE:
            text = text.strip(_INVISIBLE).strip()
            if text in _ERRORS:
                self.spots.append(Spot(number, column, "foutwaarde"))
                return None
            kept = _KEPT_AS_TEXT.fullmatch(text)
            text = kept[1].strip() if kept else text
        return self._known.setdefault(text, text) or None

    def _number(self, number: int, column: int, value: float) -> Cell:
        if not -_INEXACT < value < _INEXACT:
            self.spots.append(Spot(number, column, "te_lang_getal"))
            return None
        return int(value) if value.is_integer() else value


def _here(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(ZoneInfo(_HERE)).replace(tzinfo=None)
    except OverflowError:  # the last evening of 9999 is how software writes "no end", and has no next day here
        return moment.replace(tzinfo=None)
