"""Reading one cell of a table made by hand: dates, numbers, years, yes or no, as text or as the file's own type."""

import re
from datetime import date, datetime
from typing import Final, NamedTuple

from queries.deliveries.rules import UnreadableError
from queries.deliveries.sheet import Cell

_EPOCH: Final = date(1970, 1, 1).toordinal()
_YEARS: Final = range(1900, 2101)
_HUNDRED: Final = 100.0
_LARGEST: Final = 1e15
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt ].*)?", re.DOTALL)
_DUTCH: Final = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})(?:[Tt ].*)?", re.DOTALL)
_IN_WORDS: Final = re.compile(r"([0-9]{1,2})[ -]([a-z]{3,9})\.?[ -]([0-9]{4})")
_TWO_DIGIT_YEAR: Final = re.compile(r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[a-z]{3,9})\.?[-/. ]'?[0-9]{2}")
_SERIAL: Final = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_SHORT_DATE: Final = re.compile(rf"[0-9]{{1,2}}-(?:{'|'.join(name[:3] for name in _MONTHS)}|mrt)(?:-[0-9]{{2}})?")
_MONTH_NUMBERS: Final = {
    **{name: number for number, name in enumerate(_MONTHS, start=1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, start=1)},
    "mrt": 3,
    "sept": 9,
}

_ENGLISH: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN: Final = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_SPACED: Final = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_NO_CENTS: Final = re.compile(r",-{1,2}$")
# One point or comma with three digits behind it: 1.234 could be either.
_DOUBTFUL: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")

_YES: Final = frozenset({"ja", "j", "yes", "y", "waar", "true", "1", "x"})
_NO: Final = frozenset({"nee", "n", "neen", "no", "onwaar", "false", "0"})
# What people write where they do not know; of a dash they may mean nought, so that is said apart.
_UNKNOWN: Final = frozenset({"", "?", "onbekend", "o", "nvt", "n.v.t.", "n.v.t", "nb", "n.b.", "null", "none", "n/a"})
_DASHES: Final = frozenset({"-", "--", "–", "—"})


class Number(NamedTuple):
    """A number, and the rule that says how a doubtful one was understood."""

    value: float
    remark: str | None = None


def text_of(cell: Cell) -> str:
    """Return a cell as one line of text: the 24.0 of a number column is 24, a date is 2025-01-31."""
    if isinstance(cell, str):  # the commonest first: this is asked of nearly every cell
        return " ".join(cell.split())
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def says_nothing(cell: Cell) -> bool:
    """Tell whether a cell is empty or holds a word for not knowing."""
    return cell is None or (isinstance(cell, (str, float)) and text_of(cell).casefold() in _UNKNOWN | {"nan"})


def is_dash(cell: Cell) -> bool:
    """Tell whether a cell holds only a dash."""
    return isinstance(cell, str) and cell.strip() in _DASHES


def became_a_date(cell: Cell) -> bool:
    """Tell whether Excel made a date of what was typed: 12-3 becomes 12 March, or "12-mrt" in a CSV."""
    if isinstance(cell, str):
        return _SHORT_DATE.fullmatch(cell.strip().casefold()) is not None or _DUTCH.fullmatch(cell.strip()) is not None
    return isinstance(cell, (date, bool)) or (isinstance(cell, float) and not cell.is_integer())


def day(cell: Cell) -> int:
    """Return a date as days since 1970: a real date, 2025-01-31, 31-1-2025 or 31 januari 2025.

    A year of two digits and a bare number are never guessed at: they raise UnreadableError.
    """
    if isinstance(cell, date):
        return cell.toordinal() - _EPOCH
    if isinstance(cell, (bool, int, float)):
        raise UnreadableError("ongeldige_datum" if isinstance(cell, bool) else "datum_als_getal")
    written = text_of(cell).casefold()
    parts = _parts_of(written)
    if parts is None:
        raise UnreadableError(_why_no_date(written))
    try:
        return date(*parts).toordinal() - _EPOCH
    except ValueError:
        raise UnreadableError("ongeldige_datum") from None


def _parts_of(written: str) -> tuple[int, int, int] | None:
    if (found := _ISO.fullmatch(written)) is not None:
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _DUTCH.fullmatch(written)) is not None:
        return int(found[3]), int(found[2]), int(found[1])
    found = _IN_WORDS.fullmatch(written)
    month = None if found is None else _MONTH_NUMBERS.get(found[2])
    return None if found is None or month is None else (int(found[3]), month, int(found[1]))


def _why_no_date(written: str) -> str:
    if _TWO_DIGIT_YEAR.fullmatch(written):
        return "jaar_in_twee_cijfers"
    return "datum_als_getal" if _SERIAL.fullmatch(written) else "ongeldige_datum"


def number(cell: Cell) -> Number:
    """Return a number: 1234.5 of a number column, 1.234,5 or 1234,5 in text, with or without a euro sign.

    A point with three digits behind it parts thousands (1.234 is 1234), a comma parts decimals; the
    remark says so. UnreadableError where it is no number.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Number(_bounded(cell))
    if not isinstance(cell, str):
        raise UnreadableError("ongeldig_getal")
    written = cell.strip().replace("\N{MINUS SIGN}", "-").removeprefix("€").strip()
    written = _NO_CENTS.sub(",00", written)
    negative = written.startswith("-")
    digits = _SPACED.sub("", written.removeprefix("-"))
    if _ENGLISH.fullmatch(digits):
        plain, remark = digits.replace(",", ""), None
    elif _GROUPED.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
        remark = "punt_als_duizendtal" if _DOUBTFUL.fullmatch(digits) else None
    elif _PLAIN.fullmatch(digits):
        plain = digits.replace(",", ".")
        remark = "komma_als_decimaal" if _DOUBTFUL.fullmatch(digits) else None
    else:
        raise UnreadableError("ongeldig_getal")
    value = _bounded(float(plain))
    return Number(-value if negative else value, remark)


def _bounded(value: float) -> float:
    """Return ``value`` where all its digits count: nothing registered is larger, and infinity fits no store."""
    # Written so that what is no number at all (nan) is refused too.
    if not abs(value) <= _LARGEST:
        raise UnreadableError("ongeldig_getal")
    return float(value)


def whole(cell: Cell, highest: int) -> int:
    """Return a whole number from 0 up to ``highest``; there is no doubt about 1.234, for it has no decimals."""
    found = number(cell).value
    if not found.is_integer() or not 0 <= found <= highest:
        raise UnreadableError("geen_heel_getal")
    return int(found)


def percentage(cell: Cell) -> Number:
    """Return a percentage between 0 and 100, with or without its sign; a share says that it may be one."""
    found = number(cell.strip().removesuffix("%") if isinstance(cell, str) else cell)
    if not 0 <= found.value <= _HUNDRED:
        raise UnreadableError("ongeldig_percentage")
    return Number(found.value, "aandeel_of_percentage" if 0 < found.value < 1 else found.remark)


def year(cell: Cell) -> int:
    """Return a year of four digits."""
    if isinstance(cell, (bool, date)):
        raise UnreadableError("ongeldig_jaar")
    found = text_of(cell)
    if not re.fullmatch("[0-9]{4}", found) or int(found) not in _YEARS:
        raise UnreadableError("ongeldig_jaar")
    return int(found)


def yes_no(cell: Cell) -> str | None:
    """Return ja, nee or onbekend in the spellings people use (a cross is ja); None where it is none of them."""
    found = text_of(cell).casefold()
    if found in _UNKNOWN or found in _DASHES:
        return "onbekend"
    if found in _YES:
        return "ja"
    return "nee" if found in _NO else None
