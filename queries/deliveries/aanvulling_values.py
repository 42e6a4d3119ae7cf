"""From one cell of a declared column to the value the store holds, or the rule that says why not."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from queries.deliveries.aanvulling_codes import Choices
from queries.deliveries.aanvulling_spec import ColumnSpec, Kind, TableSpec
from queries.deliveries.cells import day, is_dash, number, percentage, says_nothing, text_of, whole, year, yes_no
from queries.deliveries.labels import label, source
from queries.deliveries.rules import UnreadableError
from queries.deliveries.sheet import Cell

Stored = int | float | str | bytes | None

_INDICATOR: Final = re.compile(r"[A-Z]{2}[0-9]{2}[a-z]?")
_OWN_FIGURE: Final = re.compile(r"(jaarcijfer|kenmerk) ?: ?(.+)", re.IGNORECASE)
_MOST_KNOWN: Final = 10_000
# A word nobody knows in one of these leaves the cell empty; an unreadable date or number costs the row.
_SOFT: Final = frozenset({Kind.CODE, Kind.JA_NEE, Kind.NAAM, Kind.BRON})
_WHEN_REQUIRED: Final[Mapping[str, str]] = {
    "tekst_niet_bewaard": "naam_niet_bruikbaar",
    "onbekende_code": "onbruikbare_code",
}


class Value(NamedTuple):
    """A value as stored, and the rule that says how it was understood, where its maker should know."""

    value: Stored
    remark: str | None = None


class Values:
    """Reads the cells of one table's columns; what comes back row after row is worked out once."""

    def __init__(self, spec: TableSpec) -> None:
        """Prepare the code lists."""
        self._choices = {column.naam: Choices(column.codes, column.woorden) for column in spec.soorten(Kind.CODE)}
        self._known: dict[tuple[str, str], Value] = {}
        self._readers: Mapping[Kind, Callable[[ColumnSpec, Cell], Value]] = {
            Kind.DATUM: lambda _, cell: Value(day(cell)),
            Kind.JAAR: lambda _, cell: Value(year(cell)),
            Kind.AANTAL: lambda column, cell: Value(whole(cell, column.hoogste)),
            Kind.GETAL: lambda _, cell: Value(*number(cell)),
            Kind.PROCENT: lambda _, cell: Value(*percentage(cell)),
            Kind.STREEFWAARDE: _goal,
            Kind.CODE: self._code,
        }

    def read(self, column: ColumnSpec, cell: Cell) -> Value:
        """Return what is stored of ``cell``; UnreadableError where the row cannot do without, or makes no sense."""
        if not isinstance(cell, str):
            return self._read_anew(column, cell)
        known = self._known.get((column.naam, cell))
        if known is None:
            known = self._read_anew(column, cell)
            # Codes, days and names are few; a column with something else in each row must not fill the memory.
            if len(self._known) < _MOST_KNOWN:
                self._known[column.naam, cell] = known
        return known

    def _read_anew(self, column: ColumnSpec, cell: Cell) -> Value:
        try:
            found = self._read(column, cell)
        except UnreadableError as error:
            if column.soort in _SOFT and not column.verplicht:
                return Value(None, error.rule)
            raise UnreadableError(_WHEN_REQUIRED.get(error.rule, error.rule), column.naam) from None
        if found.value is None and column.verplicht:
            raise UnreadableError("veld_ontbreekt", column.naam)
        return found

    def _read(self, column: ColumnSpec, cell: Cell) -> Value:
        if column.soort is Kind.JA_NEE:
            answer = yes_no(cell)
            return Value("onbekend", "onbekende_ja_nee") if answer is None else Value(answer)
        if column.soort in _IN_WORDS:
            written = text_of(cell)
            return Value(_IN_WORDS[column.soort](column, written) if written else None)
        if is_dash(cell):
            return Value(None, "streepje_als_leeg")
        return Value(None) if says_nothing(cell) else self._readers[column.soort](column, cell)

    def _code(self, column: ColumnSpec, cell: Cell) -> Value:
        code = self._choices[column.naam][text_of(cell)]
        if code is None:
            raise UnreadableError(column.regel)
        return Value(code)


def _goal(column: ColumnSpec, cell: Cell) -> Value:
    """Read a number that may have a percent sign; one below 1 may be a share where a percentage was meant."""
    del column
    found = number(cell.strip().removesuffix("%") if isinstance(cell, str) else cell)
    return Value(found.value, "aandeel_of_percentage" if 0 < found.value < 1 else found.remark)


def _label(column: ColumnSpec, written: str) -> str:
    return label(written.lower() if column.klein else written, column.langste)


def _source(column: ColumnSpec, written: str) -> str:
    del column
    return source(written)


def _indicator(column: ColumnSpec, written: str) -> str:
    """Read the code of a figure, or the name of an own one behind what it is."""
    own = _OWN_FIGURE.fullmatch(written)
    if own is not None:
        return f"{own[1].lower()}:{label(own[2], column.langste)}"
    code = written[:2].upper() + written[2:].lower()
    if not _INDICATOR.fullmatch(code):
        raise UnreadableError("ongeldige_indicator")
    return code


_IN_WORDS: Final[Mapping[Kind, Callable[[ColumnSpec, str], str]]] = {
    Kind.NAAM: _label,
    Kind.BRON: _source,
    Kind.INDICATOR: _indicator,
}
