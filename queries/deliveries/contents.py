"""The bytes of a delivered file: is this something we can read, and what is it?"""

import codecs
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from queries.deliveries.archive import read_part_names
from queries.deliveries.records import DeliveryError
from queries.deliveries.values import passes_elfproef

_CHUNK: Final = 1 << 20
_UTF8_MARK: Final = codecs.BOM_UTF8
# First bytes that give a file away, and what people call such a file.
_FOREIGN: Final = (
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"%PDF", "een pdf"),
    (b"SQLite format 3", "een database"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
)
_NINE_DIGITS: Final = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZIP: Final = b"PK\x03\x04"
_PARQUET: Final = (b"PAR1", b"PARE")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
# The name of the stream in which Office puts a file with a password, as it stands in the old container.
_WITH_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
# Parts that give a zip away, and what to say of it.
_OTHER_ZIPS: Final = (
    ("xl/workbook.bin", "een binair Excel-bestand (.xlsb); sla het op als .xlsx en lever het opnieuw aan"),
    ("content.xml", "een LibreOffice-bestand (.ods); sla het op als .xlsx en lever het opnieuw aan"),
    ("word/document.xml", "een Word-bestand; zet de tabel in een Excel-bestand en lever dat aan"),
)
WHAT_TO_DELIVER: Final = "Lever het JSON-bestand aan dat uw software voor DDAS maakt."


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a file, without a byte order mark, and what to call the file."""

    bestand: str
    kind: Literal["json", "tekst", "xlsx", "parquet"]
    data: bytes
    digest: str

    def __repr__(self) -> str:
        """Show the name only: the bytes are people."""
        return f"Contents({self.bestand})"


def read_contents(path: Path) -> Contents:
    """Read ``path``; raises DeliveryError where it can be no delivery at all."""
    bestand = name_of(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DeliveryError(f"Het bestand {bestand} bestaat niet; controleer de naam en de map.") from None
    except IsADirectoryError:
        raise DeliveryError(f"{bestand} is een map; noem de bestanden in die map.") from None
    except OSError:
        raise DeliveryError(f"Het bestand {bestand} kan niet gelezen worden; controleer uw rechten.") from None
    digest = sha256(data).hexdigest()
    data = data.removeprefix(_UTF8_MARK)
    start = data[:4096].lstrip()
    if not start and not data.strip():
        raise DeliveryError(f"Het bestand {bestand} is leeg. Maak het bestand opnieuw en lever het dan aan.")
    if data.startswith((_ZIP, _OLD_OFFICE)):
        _require_workbook(bestand, data)
        return Contents(bestand, "xlsx", data, digest)
    if data.startswith(_PARQUET):
        return Contents(bestand, "parquet", data, digest)
    _refuse_foreign(bestand, data, start)
    if start[:1] in (b"{", b"[") or path.suffix.lower() == ".json":
        _refuse_other_text(bestand, data)
        return Contents(bestand, "json", data, digest)
    return Contents(bestand, "tekst", data, digest)


def name_of(path: Path) -> str:
    """Return what to call ``path``: every sign printable, and no number in it that can be a BSN."""
    return shown_name(path.name)


def shown_name(name: str) -> str:
    """Return a name that people gave something, in signs that can be shown and without a BSN."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in name)
    return _NINE_DIGITS.sub(lambda found: "?" * 9 if passes_elfproef(found[0]) else found[0], shown)


def _require_workbook(bestand: str, data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        if _WITH_PASSWORD in data:
            raise DeliveryError(
                f"Het bestand {bestand} is beveiligd met een wachtwoord; sla het op zonder wachtwoord en lever het"
                " opnieuw aan."
            )
        raise DeliveryError(
            f"Het bestand {bestand} is een oud Excel- of Word-bestand (.xls of .doc); sla een tabel op als .xlsx en"
            " lever die aan."
        )
    names = read_part_names(data)
    if names is None:
        raise DeliveryError(
            f"Het bestand {bestand} is een zip- of Excel-bestand dat beschadigd is; sla het opnieuw op als .xlsx en"
            " lever het dan aan."
        )
    if "xl/workbook.xml" in names:
        return
    for part, what in _OTHER_ZIPS:
        if part in names:
            raise DeliveryError(f"Het bestand {bestand} is {what}.")
    raise DeliveryError(f"Het bestand {bestand} is een zip-bestand; pak het uit en lever de bestanden erin aan.")


def _refuse_foreign(bestand: str, data: bytes, start: bytes) -> None:
    for mark, name in _FOREIGN:
        if data.startswith(mark):
            raise DeliveryError(f"Het bestand {bestand} is {name} en geen JSON, CSV of Excel. {WHAT_TO_DELIVER}")
    if start.startswith(b"<"):
        raise DeliveryError(f"Het bestand {bestand} is een XML- of webbestand en geen JSON. {WHAT_TO_DELIVER}")
    if data.startswith(UTF16_MARKS) and not _is_json_in_utf16(data):
        return
    if b"\x00" in data[:64]:
        raise DeliveryError(
            f"Het bestand {bestand} is niet in UTF-8 opgeslagen (waarschijnlijk in UTF-16); sla het op als UTF-8."
        )


def _is_json_in_utf16(data: bytes) -> bool:
    return data[:64].replace(b"\x00", b"").lstrip(b"\xff\xfe \t\r\n")[:1] in (b"{", b"[")


def _refuse_other_text(bestand: str, data: bytes) -> None:
    # In pieces: the whole text at once would double the memory of a large delivery.
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for position in range(0, len(view), _CHUNK):
            decoder.decode(view[position : position + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise DeliveryError(
            f"Het bestand {bestand} is niet in UTF-8 opgeslagen; sla het op als UTF-8 en lever het opnieuw aan."
        ) from None
