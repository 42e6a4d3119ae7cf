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
_FURTHEST_HIDDEN: Final = 200
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
    parser = expat.ParserCreate()
    scan = _Scan(parser, percent)
    archive.scan(part, scan.started, parser)
    return scan.ended()


class _Scan:
    """The cell the scan is at, and what was found so far. This runs for every cell there is, so it is written flat."""

    def __init__(self, parser: expat.XMLParserType, percent: frozenset[str]) -> None:
        self._found = Anatomy(LAST_ROW + 1, LAST_COLUMN + 1, 0, 0, set(), set(), set(), set(), set())
        self._parser = parser
        self._percent = percent
        self._elements: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._row = 0
        self._column = 0
        self._type: str | None = None
        self._style: str | None = None
        self._formula = False  # in a formula's cell of which no outcome was seen

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        element = self._elements.get(name) or self._elements.setdefault(name, local(name))
        if element == "c":
            if self._formula:
                self._close_cell()
            place = attributes.get("r")
            if place is None:
                self._column += 1
            else:
                letters = place.rstrip("0123456789")
                self._column = self._columns.get(letters) or self._columns.setdefault(letters, _column_number(letters))
                self._row = int(place[len(letters) :])
            self._type = attributes.get("t")
            self._style = attributes.get("s")
        elif element == "v" or element == "is":  # noqa: PLR1714 - a set is slower, and this is asked of every cell
            self._value()
        else:
            self._other(element, attributes)

    def _other(self, element: str, attributes: dict[str, str]) -> None:
        if element == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden") in _TRUE:
                self._found.hidden_rows.add(self._row)
        elif element == "f":
            # Text may be empty; a number never is.
            self._formula = self._type != "str"
        elif element == "col" and attributes.get("hidden") in _TRUE:
            # Who hides "the rest" hides thousands.
            last = min(int(attributes["max"]), _FURTHEST_HIDDEN)
            self._found.hidden_columns.update(range(int(attributes["min"]), last + 1))

    def _value(self) -> None:
        found, row, column = self._found, self._row, self._column
        if row > found.bottom or row < found.top or column > found.right or column < found.left:
            self._reach(row, column)
        if self._type == "e":
            found.failed.add((row, column))
        elif self._style in self._percent:
            found.percent.add((row, column))
        if self._formula:
            self._parser.CharacterDataHandler = self._outcome

    def _reach(self, row: int, column: int) -> None:
        if not 1 <= row <= LAST_ROW or not 1 <= column <= LAST_COLUMN:
            raise ValueError
        found = self._found
        found.top, found.bottom = min(found.top, row), max(found.bottom, row)
        found.left, found.right = min(found.left, column), max(found.right, column)

    def _outcome(self, _: str) -> None:
        self._formula = False
        self._parser.CharacterDataHandler = None

    def _close_cell(self) -> None:
        self._found.uncounted.add((self._row, self._column))
        self._outcome("")

    def ended(self) -> Anatomy:
        """Return what was found, once all elements have come."""
        if self._formula:
            self._close_cell()
        return self._found


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + _LETTERS.index(letter) + 1
        if number > LAST_COLUMN:
            raise ValueError
    return number
