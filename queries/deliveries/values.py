"""Reading one delivered value: dates, amounts, yes or no, gemeente codes, ids."""

import re
from datetime import UTC, date, datetime
from typing import Final

from queries.deliveries.pseudonyms import Key, letters, normal_bsn, normal_postcode
from queries.deliveries.rules import UnreadableError

# What a JSON field may hold that is not a group or a list; each reader below decides what it means.
Scalar = str | int | float | bool | None

UNKNOWN_GEMEENTE: Final = "onbekend"
_EPOCH: Final = date(1970, 1, 1).toordinal()
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.DOTALL)
_BIRTH_DATE = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}(?:[T ].*)?", re.DOTALL)
_AMOUNT = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,2})?")
_GM_CODE = re.compile(r"(?:GM)?0*([0-9]{1,4})", re.IGNORECASE)
_SAFE_ID = re.compile(r"[A-Za-z0-9._:/-]{1,64}")
# Five letters in a row are a word, and a word may be a name; hexadecimal letters are not a word.
_WORD = re.compile(r"[A-Za-z]*[G-Zg-z][A-Za-z]*")
_POSTCODE = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{3}(?![A-Fa-f]{2})[A-Za-z]{2}(?![A-Za-z])")
# A number people give by hand: a year and a count, with a letter or two; not a name, phone number or date of birth.
_HANDMADE = re.compile(r"(?:[A-Za-z]{1,2}(?![A-Za-z])[._:/-]?)?(?:(?:19|20)[0-9]{2}[._:/-])?[0-9]{1,6}[A-Za-z]?")
_NINE_DIGITS = re.compile(r"(?=([0-9]{9}))")
_NOT_A_DIGIT = re.compile(r"[^0-9]")
_LARGEST_AMOUNT: Final = 2**31 - 1
_WORD_LENGTH: Final = 5
_BSN_DIGITS: Final = 7


class Dates(dict[Scalar, int | None]):
    """Days since 1970 by delivered date; a delivery has few different dates, so each is read once."""

    def __init__(self) -> None:
        """Start with the two ways of saying nothing."""
        super().__init__({None: None, "": None})

    def __missing__(self, value: Scalar) -> int | None:
        """Read the date, with or without a time behind it; anything else is unreadable."""
        if not isinstance(value, str):
            raise UnreadableError("ongeldige_datum")
        if not value.strip():
            return None
        match = _DATE.fullmatch(value.strip())
        if match is None:
            raise UnreadableError("ongeldige_datum")
        try:
            days = date.fromisoformat(match[1]).toordinal() - _EPOCH
        except ValueError:
            raise UnreadableError("ongeldige_datum") from None
        if match[1] == value:
            self[value] = days
        return days


def moment(value: str) -> datetime | None:
    """Return an ISO moment in UTC without a zone, or None where it is none; without a zone it is taken as UTC."""
    try:
        found = datetime.fromisoformat(value)
        return found if found.tzinfo is None else found.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def amount(value: Scalar) -> int | None:
    """Return whole euros; a number or a plain numeric text, else unreadable."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        raise UnreadableError("ongeldig_bedrag")
    if isinstance(value, str):
        if not _AMOUNT.fullmatch(value.strip()):
            raise UnreadableError("ongeldig_bedrag")
        value = float(value.strip().replace(",", "."))
    if not -_LARGEST_AMOUNT <= value <= _LARGEST_AMOUNT:
        raise UnreadableError("ongeldig_bedrag")
    return round(value)


def yes_or_no(value: Scalar) -> bool | None:
    """Return a JSON boolean; anything but that or nothing is unreadable."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) and not value.strip():
        return None
    raise UnreadableError("ongeldige_ja_nee")


def text(value: Scalar) -> str | None:
    """Return ``value`` as text without surrounding spaces; None for nothing and for a yes or no."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None


def one_line(value: str) -> str:
    """Return ``value`` as one line that any store and any screen can hold: spaces collapsed, unprintable signs out."""
    return "".join(sign for sign in " ".join(value.split()) if sign.isprintable())


def record_id(value: Scalar) -> str:
    """Return a record's ID; without one the record cannot be told from the others."""
    found = None if isinstance(value, float) else text(value)
    if found is None or "\x00" in found:
        raise UnreadableError("geen_id")
    return found


def gm_code(value: Scalar) -> str:
    """Return ``GM0599`` for 0599, 599 and GM0599; ``onbekend`` for anything that is no code."""
    match = _GM_CODE.fullmatch(text(value) or "")
    return UNKNOWN_GEMEENTE if match is None else f"GM{match[1]:0>4}"


def birth_year(value: Scalar) -> int | None:
    """Return the year of a birth date; the BRP writes 00 for a month or day nobody knows."""
    found = text(value)
    if found is None:
        return None
    match = _BIRTH_DATE.fullmatch(found)
    if match is None or match[1] == "0000":
        raise UnreadableError("ongeldige_geboortedatum")
    return int(match[1])


def pc4(postcode: Scalar) -> str | None:
    """Return the four digits of a Dutch postcode, with or without its letters."""
    found = "" if isinstance(postcode, bool) else (text(postcode) or "").replace(" ", "")
    code = normal_postcode(found) or (found if re.fullmatch("[1-9][0-9]{3}", found) else None)
    return None if code is None else code[:4]


def hidden_id(key: Key, identifier: str) -> str:
    """Return the stored form of an ID that could hold personal data."""
    return f"#{key.sleutel('bron_id', identifier) & 0xFFFFFFFFFFFF:012x}"


def shown_id(
    key: Key,
    identifier: str,
    *,
    bsn: Scalar = None,
    name: Scalar = None,
    birth_date: Scalar = None,
    postcode: Scalar = None,
) -> str:
    """Return ``identifier`` where nothing of a person can be in it, else its hidden form."""
    if not _SAFE_ID.fullmatch(identifier) or _holds_word(identifier):
        return hidden_id(key, identifier)
    digits = _NOT_A_DIGIT.sub("", identifier)
    if not digits or (len(digits) >= _BSN_DIGITS and _holds_numbers(identifier, digits, bsn, birth_date)):
        return hidden_id(key, identifier)
    if _holds_letters(identifier, name, postcode):
        return hidden_id(key, identifier)
    return identifier


def shown_number(key: Key, identifier: str) -> str:
    """Return ``identifier`` where it is no more than a number given by hand, else its hidden form.

    In a table made by hand no column says whose name or telephone number an ID could be.
    """
    return identifier if _HANDMADE.fullmatch(identifier) else hidden_id(key, identifier)


def _holds_word(identifier: str) -> bool:
    return any(len(word) >= _WORD_LENGTH for word in _WORD.findall(identifier))


def _holds_numbers(identifier: str, digits: str, bsn: Scalar, birth_date: Scalar) -> bool:
    own = None if isinstance(bsn, (bool, float)) else normal_bsn(bsn)
    born = _NOT_A_DIGIT.sub("", str(birth_date))[:8] if birth_date else ""
    return (
        (own is not None and own in digits)
        or (len(born) == len("yyyymmdd") and (born in digits or born[6:] + born[4:6] + born[:4] in digits))
        or any(passes_elfproef(nine) for nine in _NINE_DIGITS.findall(identifier))
    )


def _holds_letters(identifier: str, name: Scalar, postcode: Scalar) -> bool:
    surname = letters(name) if isinstance(name, str) else ""
    code = "" if not isinstance(postcode, str) else postcode.replace(" ", "").upper()
    upper = identifier.upper()
    if _POSTCODE.search(identifier):
        return True
    return (len(surname) > 1 and surname in letters(identifier)) or (len(code) > len("1234") and code in upper)


def passes_elfproef(digits: str) -> bool:
    """Tell whether nine digits could be a BSN."""
    total = sum((9 - place) * int(digit) for place, digit in enumerate(digits[:8])) - int(digits[8])
    return total % 11 == 0 and digits != "000000000"
