"""The working set on disk: which columns it has, and files that are whole and say what they were made from.

Beside the files of a gemeente lies their seal: what they were made from, and a digest of each. A gemeente is fresh
only when its seal is today's and every file is the one that was sealed. So a run that was killed halfway, two runs
through each other, a file that is missing, cut off, damaged or of another gemeente all end the same way: the gemeente
is stale and is made anew.
"""

import errno
import hashlib
import os
import sqlite3
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from queries.case_columns import WORKING_SET_SCHEMAS
from queries.errors import StoreBusyError, StoreDiskError, for_people
from queries.file_digest import file_digest

# Raise it when the same leveringen give other rows; other columns or codes are noticed by themselves.
_VERSION: Final = "1"
_SEALS: Final = "zegels"
PATIENCE_SECONDS: Final = 600.0


class WorkingSetError(Exception):
    """The folder of the working set cannot be used; the message is for people."""


class WorkingSetBusyError(WorkingSetError):
    """Another process is renewing the working set and did not finish in time."""


class _Seal(msgspec.Struct):
    """What the files of one gemeente were made from, and what is in them."""

    stempel: str
    bestanden: dict[str, str]  # table: digest of its file


_FORM: Final = f"{_VERSION} {WORKING_SET_SCHEMAS!r}"


def stamp(contents: str) -> str:
    """Return the stamp of files made from ``contents`` in the form this version gives them."""
    return hashlib.sha256(f"{_FORM}\n{contents}".encode()).hexdigest()


def stamps(folder: Path, gemeenten: Collection[str] | None = None) -> dict[str, str | None]:
    """Return the stamp of every gemeente that has a file; None where a file is not what was sealed."""
    found = {code: _sealed(folder, code) for code in (present(folder) if gemeenten is None else gemeenten)}
    return {code: mark for code, mark in found.items() if mark or _has_file(folder, code)}


def present(folder: Path) -> set[str]:
    """Return the gemeenten that have any file."""
    return {path.stem for path in folder.glob("*/*.parquet")} | {path.stem for path in _seals(folder, "*")}


def _sealed(folder: Path, gm_code: str) -> str | None:
    """Return the stamp of a gemeente whose files are all as they were sealed."""
    try:
        (path,) = _seals(folder, gm_code)
        seal = msgspec.json.decode(path.read_bytes(), type=_Seal)
        found = {tabel: file_digest(_path(folder, tabel, gm_code)) for tabel in WORKING_SET_SCHEMAS}
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    return seal.stempel if seal.bestanden == found else None


def _has_file(folder: Path, gm_code: str) -> bool:
    return any(folder.glob(f"*/{gm_code}.*"))


def _seals(folder: Path, gm_code: str) -> list[Path]:
    return list((folder / _SEALS).glob(f"{gm_code}.json"))


def scan(folder: Path, tabel: str, gemeenten: Sequence[str]) -> pl.LazyFrame:
    """Return the rows of these gemeenten; without any file, no rows of the declared schema."""
    paths = [path for code in gemeenten if (path := _path(folder, tabel, code)).exists()]
    return pl.scan_parquet(paths) if paths else WORKING_SET_SCHEMAS[tabel].to_frame(eager=False)


def size(folder: Path, gemeenten: Sequence[str]) -> int:
    """Return how many bytes the files of these gemeenten take."""
    paths = (_path(folder, tabel, code) for tabel in WORKING_SET_SCHEMAS for code in gemeenten)
    return sum(path.stat().st_size for path in paths if path.exists())


def write(folder: Path, gm_code: str, tables: Mapping[str, pl.DataFrame], mark: str) -> None:
    """Write every table of one gemeente, and then their seal; each file is the old one or the new one, never half."""
    digests: dict[str, str] = {}
    for tabel, schema in WORKING_SET_SCHEMAS.items():
        frame = tables[tabel] if tabel in tables else schema.to_frame()
        if frame.schema != schema:
            raise TypeError(f"the working set of {tabel} must have the columns it declares")
        content = BytesIO()
        # Python says of a full disk that it is an OSError; Polars, writing itself, says ComputeError as for any fault.
        frame.write_parquet(content)
        _put(_path(folder, tabel, gm_code), content.getvalue())
        digests[tabel] = hashlib.sha256(content.getvalue()).hexdigest()
    _put(folder / _SEALS / f"{gm_code}.json", msgspec.json.encode(_Seal(mark, digests)))


def _put(path: Path, content: bytes) -> None:
    new = path.with_suffix(".tmp")
    new.write_bytes(content)
    new.replace(path)


def remove(folder: Path, gm_code: str) -> None:
    """Remove every file of one gemeente."""
    (folder / _SEALS / f"{gm_code}.json").unlink(missing_ok=True)
    for tabel in WORKING_SET_SCHEMAS:
        _path(folder, tabel, gm_code).unlink(missing_ok=True)


def _path(folder: Path, tabel: str, gm_code: str) -> Path:
    return folder / tabel / f"{gm_code}.parquet"


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Make the folder if need be, keep other processes from using it, and clear what a killed one left."""
    for name in (*WORKING_SET_SCHEMAS, _SEALS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    os.chmod(folder, 0o700)  # noqa: PTH101
    with _locked(folder, "BEGIN EXCLUSIVE"):
        for left in folder.glob("*/*.tmp"):
            left.unlink()
        yield


@contextmanager
def unchanged(folder: Path) -> Generator[None]:
    """Keep other processes from writing in the folder; who reads tables one after the other reads them of one time."""
    with _locked(folder, "BEGIN", "SELECT count(*) FROM sqlite_master"):
        yield


@contextmanager
def _locked(folder: Path, *statements: str) -> Generator[None]:
    # A lock that every platform has, and that a killed process cannot keep.
    with closing(sqlite3.connect(folder / "slot", timeout=PATIENCE_SECONDS, isolation_level=None)) as lock:
        try:
            for statement in statements:
                lock.execute(statement).close()
        except sqlite3.Error as error:
            raise _refused(error, folder) from None
        yield


def _refused(error: sqlite3.Error, folder: Path) -> Exception:
    fault = for_people(error, str(folder))
    if isinstance(fault, StoreBusyError):
        return WorkingSetBusyError(
            "Een ander proces werkt met de werkset en is na tien minuten niet klaar; probeer het later weer."
        )
    if isinstance(fault, StoreDiskError):
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    return WorkingSetError(
        f"De werkset ({folder}) is niet te gebruiken; verwijder die map, dan wordt zij vanzelf opnieuw gemaakt."
    )
