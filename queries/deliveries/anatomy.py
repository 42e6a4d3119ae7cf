"""What the reader of Excel cells does not tell: how far a sheet reaches, what is hidden, failed or a percentage.

The reader lays a sheet out as one block from its first to its last cell, so that one forgotten cell in the last row
and column of Excel would take more memory than there is. This looks first.
"""

from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from queries.deliveries.archive import Archive, local

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
_BUILT_IN_PERCENT: Final = frozenset({"9", "10"})
_TRUE: Final = frozenset({"1", "true"})
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class Anatomy:
    """Rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int
    hidden_rows: set[int]
    hidden_columns: set[int]
    failed: set[tuple[int, int]]  # cells with an error
    uncounted: set[tuple[int, int]]  # formulas of which the file does not hold the outcome
    percent: set[tuple[int, int]]  # cells shown as a percentage


def percent_styles(archive: Archive) -> frozenset[str]:
    """Return the numbers of the cell styles that show 0,25 as 25%."""
    if not archive.has("xl/styles.xml"):
        return frozenset()
    formats = set(_BUILT_IN_PERCENT)
    styles: list[str] = []
    inside = ""

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        element = local(name)
        if element == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif element == "xf" and inside == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))
        elif element != "xf" and element.endswith("Xfs"):
            inside = element

    archive.scan("xl/styles.xml", started)
    return frozenset(str(number) for number, used in enumerate(styles) if used in formats)


def examine(archive: Archive, part: str, percent: frozenset[str]) -> Anatomy:
    """Go through a sheet once, keeping no more of it than what is odd; raises ValueError where it cannot be a sheet."""
    scan = _Scan(percent)
    parser = expat.ParserCreate()
    scan.parser = parser
    archive.scan(part, scan.started, parser)
    scan.close_cell()
    return scan.found


class _Scan:
    """The cell the scan is at, and what was found so far."""

    parser: expat.XMLParserType

    def __init__(self, percent: frozenset[str]) -> None:
        self.found = Anatomy(LAST_ROW + 1, LAST_COLUMN + 1, 0, 0, set(), set(), set(), set(), set())
        self._percent = percent
        self._elements: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._row = 0
        self._column = 0
        self._type = ""
        self._style = ""
        self._formula = False  # in a formula's cell of which no outcome was seen

    def started(self, name: str, attributes: dict[str, str]) -> None:
        element = self._elements.get(name)
        if element is None:
            element = self._elements[name] = local(name)
        if element == "c":
            self._cell(attributes)
        elif element in {"v", "is"}:
            self._value()
        elif element == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden") in _TRUE:
                self.found.hidden_rows.add(self._row)
        elif element == "f":
            self._formula = self._type != "str"
        elif element == "col" and attributes.get("hidden") in _TRUE:
            # A column is hidden to the very last when people hide "the rest".
            self.found.hidden_columns.update(range(int(attributes["min"]), min(int(attributes["max"]), 200) + 1))

    def _cell(self, attributes: dict[str, str]) -> None:
        if self._formula:
            self.close_cell()
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip("0123456789")
            column = self._columns.get(letters)
            self._column = _column_number(letters) if column is None else column
            self._columns[letters] = self._column
            self._row = int(place[len(letters) :])
        self._type = attributes.get("t", "")
        self._style = attributes.get("s", "")

    def _value(self) -> None:
        found, row, column = self.found, self._row, self._column
        if not 1 <= row <= LAST_ROW or not 1 <= column <= LAST_COLUMN:
            raise ValueError
        found.top, found.bottom = min(found.top, row), max(found.bottom, row)
        found.left, found.right = min(found.left, column), max(found.right, column)
        if self._type == "e":
            found.failed.add((row, column))
        elif self._style in self._percent:
            found.percent.add((row, column))
        if self._formula:
            self.parser.CharacterDataHandler = self._outcome

    def _outcome(self, _: str) -> None:
        self._formula = False
        self.parser.CharacterDataHandler = None

    def close_cell(self) -> None:
        """Note a formula whose outcome never came."""
        if self._formula:
            self.found.uncounted.add((self._row, self._column))
            self._formula = False
            self.parser.CharacterDataHandler = None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + _LETTERS.index(letter) + 1
        if number > LAST_COLUMN:
            raise ValueError
    return number
