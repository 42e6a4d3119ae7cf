"""Names that may be kept: of organisations, approaches, own figures and their sources, never of people."""

import re
from typing import Final

from queries.deliveries.rules import UnreadableError

NAAM_REGEL: Final = (
    "Een korte naam: begint met een letter of cijfer, gewone leestekens, hooguit 80 tekens (als er geen ander aantal "
    "bij staat). Geen nummer van meer dan vier cijfers, geen datum, postcode, straat met huisnummer, telefoonnummer of "
    "e-mailadres, en geen `dhr.`, `mevr.` en dergelijke. Hooguit 100 verschillende namen per kolom en gemeente. Een "
    "naam die niet past, bewaren we niet."
)
BRON_WOORDEN: Final = (
    "administratie",
    "begroting",
    "corporatie",
    "deurwaarder",
    "gemeente",
    "jaarrekening",
    "jaarverslag",
    "onderzoek",
    "opgave",
    "rechtbank",
    "registratie",
    "schatting",
    "telling",
    "verhuurder",
)
MOST_NAMES: Final = 100

_SIGNS: Final = re.compile(r"(?:[<>€('’] ?)?[^\W_][\w .,:;'’()&+/%€<>=!?–-]*")
_LONG_NUMBER: Final = re.compile(r"[0-9]{5}")
_DIGIT: Final = re.compile(r"[0-9]")
# Years and amounts such as 10.000 are no numbers of people.
_HARMLESS: Final = re.compile(r"(?<![0-9.])(?:(?:19|20)[0-9]{2}|[0-9]{1,3}\.[0-9]{3})(?![0-9]|\.[0-9])")
_MOST_DIGITS: Final = 6
_TELLING: Final = re.compile(
    r"\b[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2,4}\b"  # a date
    r"|\b[1-9][0-9]{3} ?[A-Z]{2}\b|\b[1-9][0-9]{3}[a-z]{2}\b"  # a postcode
    r"|\b(?!19|20)[1-9][0-9]{3} [a-z]{2}\b"  # or one in small letters, where 2010 is no year before a word
    r"|(?i:\b\w*(?:straat|laan|weg|plein|gracht|kade|dreef|singel|steeg)\s+[0-9])"  # a street and a number
    r"|\b(?:[Dd]hr|[Mm]evr|[Mm]w|[Ff]am)\b|(?i:\b(?:mevrouw|meneer|de heer)\b)"
)
# A code in capitals or a word for a kind of source, with a year perhaps: any other word may be a name.
_BRON: Final = re.compile(rf"[A-Z]{{1,12}}(?:[ ._-]?[0-9]{{1,4}})?|(?:{'|'.join(BRON_WOORDEN)})(?: [0-9]{{4}})?")


def label(written: str, longest: int) -> str:
    """Return a name that can be kept; UnreadableError where it is too long or may say something of a person."""
    if len(written) > longest or not _SIGNS.fullmatch(written) or not written.isprintable():
        raise UnreadableError("tekst_niet_bewaard")
    digits = len(_DIGIT.findall(_HARMLESS.sub("", written)))
    if digits > _MOST_DIGITS or _LONG_NUMBER.search(written) or _TELLING.search(written):
        raise UnreadableError("tekst_niet_bewaard")
    return written


def source(written: str) -> str:
    """Return where figures come from, when it is a code or a word for a kind of source; else UnreadableError."""
    if not _BRON.fullmatch(written):
        raise UnreadableError("onbekende_bron")
    return written
