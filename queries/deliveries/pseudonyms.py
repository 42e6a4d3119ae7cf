"""Keyed hashes: the only form in which a person or an address passes the door."""

import re
import secrets
import unicodedata
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Final, Self

_HEX_KEY = re.compile(r"[0-9a-fA-F]{64}")
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_HUISNUMMER = re.compile(r"0*([1-9][0-9]*)(.*)", re.DOTALL)
_SEPARATOR: Final = "\x1f"
HOW_TO_MAKE_A_KEY: Final = "Maak een sleutel met `effectmeting sleutel`."


class KeyFormatError(Exception):
    """The key is absent or is not 64 hexadecimal characters; the message never shows it."""


def new_key() -> str:
    """Return a fresh key as 64 hexadecimal characters."""
    return secrets.token_hex(32)


class Key:
    """The secret with which persons and households are hashed; its text form shows only a fingerprint."""

    __slots__ = ("_afronding", "_fingerprint", "_huishouden", "_naam", "_persoon", "_sleutel")

    def __init__(self, secret: bytes) -> None:
        """Derive one hash per purpose, so that equal inputs of two kinds never give equal hashes."""
        # Copies of a keyed state cost a third of keying anew; each record needs two.
        self._persoon = blake2b(key=secret, digest_size=16, person=b"persoon")
        self._naam = blake2b(key=secret, digest_size=16, person=b"naam")
        self._huishouden = blake2b(key=secret, digest_size=16, person=b"huishouden")
        self._sleutel = blake2b(key=secret, digest_size=8, person=b"sleutel")
        self._afronding = blake2b(key=secret, digest_size=32, person=b"afronding").digest()
        self._fingerprint = blake2b(key=secret, digest_size=4, person=b"vingerafdruk").hexdigest()

    @classmethod
    def from_hex(cls, text: str) -> Self:
        """Read a key of 64 hexadecimal characters; spaces and newlines around it do not matter."""
        stripped = text.strip()
        if not _HEX_KEY.fullmatch(stripped):
            raise KeyFormatError(f"De sleutel moet uit 64 tekens 0-9 en a-f bestaan. {HOW_TO_MAKE_A_KEY}")
        return cls(bytes.fromhex(stripped))

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read the key from ``path``."""
        try:
            text = path.read_text(encoding="ascii")
        except FileNotFoundError:
            raise KeyFormatError(f"Er is geen sleutelbestand {path}. {HOW_TO_MAKE_A_KEY}") from None
        except UnicodeDecodeError:
            raise KeyFormatError(f"Het sleutelbestand {path} bevat geen sleutel. {HOW_TO_MAKE_A_KEY}") from None
        return cls.from_hex(text)

    def __repr__(self) -> str:
        """Show the fingerprint only."""
        return f"Key({self._fingerprint})"

    @property
    def fingerprint(self) -> str:
        """Eight hexadecimal characters that tell keys apart and may be stored."""
        return self._fingerprint

    @property
    def afronding(self) -> bytes:
        """The key of 32 bytes that decides which published counts are rounded up; never stored, never published."""
        return self._afronding

    def persoon(self, bsn: str | int | None) -> bytes | None:
        """Hash a BSN; None where it cannot be one (empty, not a number, one digit repeated)."""
        digits = normal_bsn(bsn)
        if digits is None:
            return None
        state = self._persoon.copy()
        state.update(digits.encode())
        return state.digest()

    def persoon_from_name(
        self, voorletters: str | None, voorvoegsel: str | None, achternaam: str | None, geboortedatum: str | None
    ) -> bytes | None:
        """Hash first initial, surname and birth date (yyyy-mm-dd); None where surname or birth date is missing."""
        surname = letters(f"{voorvoegsel or ''}{achternaam or ''}")
        if not letters(achternaam or "") or not geboortedatum:
            return None
        # The first initial only: "A." and "A.B." are written for the same person.
        initial = letters(voorletters or "")[:1]
        state = self._naam.copy()
        state.update(_SEPARATOR.join((initial, surname, geboortedatum)).encode())
        return state.digest()

    def huishouden(
        self, postcode: str | int | None, huisnummer: str | int | None, toevoeging: str | int | None
    ) -> bytes | None:
        """Hash an address; None without a Dutch postcode or a house number. "10A" equals "10" with "a"."""
        code = normal_postcode(postcode)
        if code is None or huisnummer is None:
            return None
        number = str(huisnummer).strip()
        rest = "" if toevoeging is None else str(toevoeging)
        match = _HUISNUMMER.fullmatch(number)
        if match is None:
            return None
        suffix = "".join(filter(str.isalnum, match[2] + rest)).upper().lstrip("0")
        state = self._huishouden.copy()
        state.update(f"{code}{_SEPARATOR}{match[1]}{_SEPARATOR}{suffix}".encode())
        return state.digest()

    def sleutel(self, *parts: str) -> int:
        """Hash the parts of a record's identity to a signed 64-bit number."""
        state = self._sleutel.copy()
        state.update(_SEPARATOR.join(parts).encode())
        return int.from_bytes(state.digest(), "big", signed=True)

    def identities(self, *parts: str) -> Callable[[str], int]:
        """Return a function that gives ``sleutel(*parts, last)``, for many records with equal first parts."""
        started = self._sleutel.copy()
        started.update((_SEPARATOR.join(parts) + _SEPARATOR).encode())

        def sleutel(last: str) -> int:
            state = started.copy()
            state.update(last.encode())
            return int.from_bytes(state.digest(), "big", signed=True)

        return sleutel


def normal_bsn(bsn: str | int | None) -> str | None:
    """Return the digits without leading zeros, or None where this cannot be a BSN."""
    if bsn is None:
        return None
    digits = str(bsn).replace(".", "").replace(" ", "").lstrip("0")
    # No elfproef: the standard's own examples fail it, and a wrong BSN still links its own records.
    if not (digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 9) or len(set(digits)) == 1:
        return None
    return digits


def normal_postcode(postcode: str | int | None) -> str | None:
    """Return ``1234AB``, or None where this is no Dutch postcode."""
    if postcode is None:
        return None
    code = str(postcode).replace(" ", "").upper()
    return code if _POSTCODE.fullmatch(code) else None


def letters(name: str) -> str:
    """Return the letters of ``name`` without accents, case or anything between them."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(filter(str.isalpha, plain)).casefold()
