"""Zip files of an upload, unpacked beside it: the door reads one delivery per file, and a month may come as a zip."""

import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from dashboard.spool import MOST_FILES, UploadError, safe_name

MOST_BYTES: Final = 4_000_000_000  # unpacked: JSON shrinks ten times
_CHUNK: Final = 1 << 20
_WORKBOOK: Final = "xl/workbook.xml"
# What packing programs add, and no one delivered.
_ASIDE: Final = ("__macosx/", ".ds_store", "thumbs.db")


def unpacked(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read: those of a zip in its place, written beside it under names of our own.

    A workbook is a zip too and stays whole, and so does what cannot be unpacked: the door says what is wrong with it.
    Raises UploadError for a zip that holds too much.
    """
    found: list[Path] = []
    left = MOST_BYTES
    for path in paths:
        if path.suffix != ".zip":
            found.append(path)
            continue
        parts = _unpack(path, left)
        left -= sum(part.stat().st_size for part in parts)
        found.extend(parts or [path])
    return found


def _unpack(path: Path, most: int) -> list[Path]:
    made: list[Path] = []
    with suppress(zipfile.BadZipFile, RuntimeError, NotImplementedError), zipfile.ZipFile(path) as archive:
        entries = [each for each in archive.infolist() if not each.is_dir() and not _aside(each.filename)]
        if any(each.filename == _WORKBOOK or each.flag_bits & 1 for each in entries):
            return []
        if len(entries) > MOST_FILES:
            raise UploadError(
                f"In {path.name} zitten {len(entries)} bestanden; lever er hooguit {MOST_FILES} tegelijk."
            )
        folder = path.with_suffix("")
        folder.mkdir(mode=0o700, exist_ok=True)
        for nr, entry in enumerate(entries, 1):
            part = folder / f"{path.stem}-{safe_name(nr, entry.filename)}"
            most -= _copy(archive, entry, part, most)
            made.append(part)
    return made


def _aside(name: str) -> bool:
    return name.lower().startswith(_ASIDE) or name.lower().rpartition("/")[2] in _ASIDE


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, to: Path, most: int) -> int:
    size = 0
    with archive.open(entry) as packed, to.open("wb") as file:
        to.chmod(0o600)
        # By what comes out, not by what the zip says of itself.
        while piece := packed.read(_CHUNK):
            size += len(piece)
            if size > most:
                raise UploadError("In deze zip zit uitgepakt meer dan 4 GB; lever de bestanden in delen aan.")
            file.write(piece)
    return size
