"""Where uploads wait for a verdict: a folder for the worker's eyes, emptied after the decision and within the hour.

Pages write here and the worker reads; nothing in it is ever parsed by the server, and no back-up should hold it.
"""

import re
import secrets
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Final

KEEP: Final = timedelta(hours=1)
MOST_FILES: Final = 200
MOST_BYTES: Final = 1_000_000_000  # of one upload together

_CHUNK: Final = 1 << 20
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_SUFFIXES: Final = frozenset({".json", ".csv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".zip"})
_WORDS: Final = re.compile(r"[^\W_]+")
_MONTH: Final = re.compile(r"(?<![0-9])(20[0-9]{2})[-_.]?(0[1-9]|1[0-2])?(?:[-_.]?[0-3][0-9])?(?![0-9])")
_LONGEST: Final = 60
# Words of a file name that say what it is and never who: all others are left out.
KNOWN_WORDS: Final = frozenset(
    {
        "aanvulling", "bekendheid", "correctie", "ddas", "definitief", "demo", "doel", "doelen", "doorverwijzing",
        "doorverwijzingen", "dossier", "dossiers", "export", "gemeente", "gemeenten", "gesprekken", "interventie",
        "interventies", "inwoners", "jaar", "jaarcijfer", "jaarcijfers", "kenmerk", "kenmerken", "kwartaal",
        "levering", "leveringen", "maand", "ontruiming", "ontruimingen", "schuldhulp", "schuldhulpverlening", "shv",
        "test", "vroegsignalering", "vs", "vsg",
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december", "q1", "q2", "q3", "q4",
    }
)  # fmt: skip


class UploadError(Exception):
    """An upload that cannot be taken; the message is for people."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An upload that waits: its name in the spool, and its files under names that say nothing of a person."""

    spool: str
    bestanden: tuple[str, ...]


def safe_name(position: int, given: str, places: Collection[str] = ()) -> str:
    """Return a name of our own for a file that someone named: its number, what it is about, and its kind.

    Of the given name only known words, gemeenten (``places``, in small letters) and months stay: it may hold
    someone's name or number.
    """
    base = PureWindowsPath(PurePosixPath(given).name).name
    suffix = PurePosixPath(base).suffix.lower()
    stem = base[: len(base) - len(suffix)].lower()
    months = ["-".join(part for part in found.groups() if part) for found in _MONTH.finditer(stem)]
    words = [word for word in _WORDS.findall(stem) if word in KNOWN_WORDS or word in places]
    told = "-".join(dict.fromkeys([*words, *months]))[:_LONGEST].strip("-")
    return f"{position}-{told or 'bestand'}{suffix if suffix in _SUFFIXES else ''}"


def keep(folder: Path, files: Sequence[tuple[str, IO[bytes]]], now: datetime, places: Collection[str] = ()) -> Waiting:
    """Write an upload, piece by piece, to a folder of its own that only we may read.

    ``files`` are the names people gave and what is in them; ``now`` is UTC without a zone. What waited too long is
    cleared on the way. Raises UploadError, with nothing left behind, for too much; OSError when the disk is full.
    """
    if len(files) > MOST_FILES:
        raise UploadError(f"Dit zijn {len(files)} bestanden; lever er hooguit {MOST_FILES} tegelijk aan.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    sweep(folder, now)
    spool = secrets.token_hex(16)
    place = folder / spool
    place.mkdir(mode=0o700)
    names = tuple(safe_name(nr, name, places) for nr, (name, _) in enumerate(files, 1))
    left = MOST_BYTES
    try:
        for name, (_, content) in zip(names, files, strict=True):
            left -= _write(place / name, content, left)
    except BaseException:
        drop(folder, spool)
        raise
    return Waiting(spool, names)


def files_of(folder: Path, spool: str) -> list[Path] | None:
    """Return the files of an upload that still waits, in the order in which they were given; None when it is gone."""
    place = _place(folder, spool)
    if not place.is_dir():
        return None
    found = [path for path in place.iterdir() if path.is_file()]
    return sorted(found, key=lambda path: (int(path.name.partition("-")[0]), path.name))


def drop(folder: Path, spool: str) -> None:
    """Remove an upload; that it is gone already is as good."""
    shutil.rmtree(_place(folder, spool), ignore_errors=True)


def sweep(folder: Path, now: datetime) -> int:
    """Remove what has waited longer than an hour, whoever left it; return how many uploads that were."""
    if not folder.is_dir():
        return 0
    old = [place for place in folder.iterdir() if _too_old(place, now)]
    for place in old:
        shutil.rmtree(place, ignore_errors=True)
        with suppress(OSError):
            place.unlink()
    return len(old)


def _too_old(place: Path, now: datetime) -> bool:
    try:
        made = datetime.fromtimestamp(place.stat().st_mtime, UTC).replace(tzinfo=None)
    except FileNotFoundError:  # another swept it first
        return False
    # What lies in the future has a clock that was put back: it would otherwise stay.
    return not -KEEP <= now - made <= KEEP


def _place(folder: Path, spool: str) -> Path:
    if not _TOKEN.fullmatch(spool):
        raise UploadError("Deze aanlevering bestaat niet.")
    return folder / spool


def _write(path: Path, content: IO[bytes], most: int) -> int:
    size = 0
    content.seek(0)
    with path.open("xb") as file:
        path.chmod(0o600)
        while piece := content.read(_CHUNK):
            size += len(piece)
            if size > most:
                raise UploadError(
                    "Deze bestanden zijn samen groter dan 1 GB; lever ze in delen aan, of met `effectmeting ontvang`."
                )
            file.write(piece)
    return size
