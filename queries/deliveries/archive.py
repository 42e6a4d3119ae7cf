"""The zip around a workbook: its parts, unpacked no further than a workbook can be, and the names inside them."""

import lzma
import posixpath
import struct
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from io import BytesIO
from typing import Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from queries.deliveries.records import DeliveryError

_CHUNK: Final = 1 << 18
# A million rows of twelve columns are half of this, unpacked; what is larger was made to fill a memory.
_LARGEST: Final = 1 << 30
_LARGEST_BESIDE_SHEETS: Final = 1 << 28
_MOST_PARTS: Final = 10_000
_ENCRYPTED: Final = 0x1
# What a damaged zip, or what is in it, makes the standard library say.
_DAMAGED: Final = (
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    expat.ExpatError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
Started = Callable[[str, dict[str, str]], None]


def damaged(bestand: str) -> DeliveryError:
    """Return the sentence for a workbook that cannot be read."""
    return DeliveryError(
        f"Het Excel-bestand {bestand} is beschadigd en niet te lezen; open het in Excel, sla het opnieuw op als .xlsx"
        " en lever het dan aan."
    )


@contextmanager
def damage_told(bestand: str) -> Generator[None]:
    """Turn whatever a damaged zip or part raises into one sentence."""
    try:
        yield
    except _DAMAGED:
        raise damaged(bestand) from None


def read_part_names(data: bytes) -> frozenset[str] | None:
    """Return what is in a zip, in small letters; None where it is damaged."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            return frozenset(_plain(name) for name in opened.namelist())
    except _DAMAGED:
        return None


class Archive:
    """A workbook's zip, of which every part is known to unpack to no more than it says."""

    def __init__(self, bestand: str, data: bytes) -> None:
        """Open ``data``; raises DeliveryError where it unpacks to more than a workbook is."""
        self._zip = ZipFile(BytesIO(data))
        parts = self._zip.infolist()
        self._parts = {_plain(part.filename): part for part in parts}
        if len(self._parts) < len(parts) or any(part.flag_bits & _ENCRYPTED for part in parts):
            raise damaged(bestand)
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
            raise DeliveryError(
                f"Het Excel-bestand {bestand} is uitgepakt groter dan {_LARGEST >> 20} MB; verdeel de tabel over meer"
                " bestanden of lever een CSV."
            )
        # The reader of the cells unpacks these whole, whatever size the zip gives; zipfile stops at that size.
        for name in self._parts:
            if not name.startswith("xl/worksheets/"):
                self._pass_through(bestand, name)

    def _pass_through(self, bestand: str, name: str) -> None:
        size = 0
        with self._zip.open(self._parts[name]) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > _LARGEST_BESIDE_SHEETS:
                    raise damaged(bestand)

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return _plain(name) in self._parts

    def scan(self, name: str, started: Started, parser: expat.XMLParserType | None = None) -> None:
        """Call ``started`` with each element of a part, without its prefix, and its attributes."""
        reader = parser or expat.ParserCreate()
        reader.StartElementHandler = started
        # No workbook has one, and what it can define grows without end.
        reader.StartDoctypeDeclHandler = _refuse_doctype
        with self._zip.open(self._parts[_plain(name)]) as stream:
            while chunk := stream.read(_CHUNK):
                reader.Parse(chunk, False)
            reader.Parse(b"", True)

    def sheet_parts(self) -> dict[str, str]:
        """Return the part of each sheet, by the sheet's name, in their order."""
        sheets: list[tuple[str, str]] = []
        targets: dict[str, str] = {}

        def of_workbook(name: str, attributes: dict[str, str]) -> None:
            if local(name) == "sheet":
                relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                sheets.append((attributes["name"], relation))

        def of_relations(name: str, attributes: dict[str, str]) -> None:
            if local(name) == "Relationship":
                target = attributes["Target"]
                targets[attributes["Id"]] = target if target[:1] == "/" else posixpath.join("xl", target)

        self.scan("xl/workbook.xml", of_workbook)
        self.scan("xl/_rels/workbook.xml.rels", of_relations)
        return {name: posixpath.normpath(targets[relation]) for name, relation in sheets}


def local(name: str) -> str:
    """Return an element's name without its prefix."""
    return name.rpartition(":")[2]


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _refuse_doctype(*_: object) -> None:
    raise ValueError
