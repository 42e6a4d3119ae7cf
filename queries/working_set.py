"""The working set on disk: which columns it has, and files that are whole and say what they were made from.

Every file carries its own stamp, and a gemeente is fresh only when all its files carry today's. So a
run that was killed halfway, two runs through each other, and a missing or cut-off file all end the
same way: the gemeente is stale and is made anew.
"""

import os
import sqlite3
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

import polars as pl

from queries.case_columns import WORKING_SET_SCHEMAS

# Raise it when the same leveringen give other rows; other columns or codes are noticed by themselves.
_VERSION: Final = "1"
_STAMP: Final = "stempel"
PATIENCE_SECONDS: Final = 600.0


class WorkingSetBusyError(Exception):
    """Another process is renewing the working set and did not finish in time."""


_FORM: Final = f"{_VERSION} {WORKING_SET_SCHEMAS!r}"


def stamp(contents: str) -> str:
    """Return the stamp of files made from ``contents`` in the form this version gives them."""
    return sha256(f"{_FORM}\n{contents}".encode()).hexdigest()


def stamps(folder: Path, gemeenten: Collection[str] | None = None) -> dict[str, str | None]:
    """Return the stamp of every gemeente that has a file; None where files differ, lack or cannot be read."""
    asked = None if gemeenten is None else set(gemeenten)
    found = [{path.stem: _stamp_of(path) for path in _files(folder, tabel, asked)} for tabel in WORKING_SET_SCHEMAS]
    seen = {code: {files.get(code) for files in found} for code in {code for files in found for code in files}}
    return {code: next(iter(each)) if len(each) == 1 else None for code, each in seen.items()}


def _files(folder: Path, tabel: str, gemeenten: Collection[str] | None) -> list[Path]:
    if gemeenten is None:
        return list((folder / tabel).glob("*.parquet"))
    return [path for code in gemeenten if (path := _path(folder, tabel, code)).exists()]


def _stamp_of(path: Path) -> str | None:
    try:
        return pl.read_parquet_metadata(path).get(_STAMP)
    except (pl.exceptions.PolarsError, OSError):
        return None


def scan(folder: Path, tabel: str, gemeenten: Sequence[str]) -> pl.LazyFrame:
    """Return the rows of these gemeenten; without any file, no rows of the declared schema."""
    paths = [path for code in gemeenten if (path := _path(folder, tabel, code)).exists()]
    return pl.scan_parquet(paths) if paths else WORKING_SET_SCHEMAS[tabel].to_frame(eager=False)


def write(folder: Path, gm_code: str, tables: Mapping[str, pl.DataFrame], mark: str) -> None:
    """Write every table of one gemeente; each file is the old one or the new one, never half."""
    for tabel, schema in WORKING_SET_SCHEMAS.items():
        path = _path(folder, tabel, gm_code)
        frame = tables[tabel] if tabel in tables else schema.to_frame()
        if frame.schema != schema:
            raise TypeError(f"the working set of {tabel} must have the columns it declares")
        new = path.with_suffix(".tmp")
        content = BytesIO()
        frame.write_parquet(content, metadata={_STAMP: mark})
        # Python says of a full disk that it is an OSError; Polars, writing itself, says ComputeError as for any fault.
        new.write_bytes(content.getvalue())
        new.replace(path)


def remove(folder: Path, gm_code: str) -> None:
    """Remove every file of one gemeente."""
    for tabel in WORKING_SET_SCHEMAS:
        _path(folder, tabel, gm_code).unlink(missing_ok=True)


def _path(folder: Path, tabel: str, gm_code: str) -> Path:
    return folder / tabel / f"{gm_code}.parquet"


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Make the folder if need be, keep other processes from writing in it, and clear what a killed one left."""
    for tabel in WORKING_SET_SCHEMAS:
        (folder / tabel).mkdir(parents=True, exist_ok=True)
    os.chmod(folder, 0o700)  # noqa: PTH101
    # A lock that every platform has, and that a killed process cannot keep.
    with closing(sqlite3.connect(folder / "slot", timeout=PATIENCE_SECONDS, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise WorkingSetBusyError(
                "Een ander proces werkt de werkset bij en is na tien minuten niet klaar; probeer het later weer."
            ) from None
        for left in folder.glob("*/*.tmp"):
            left.unlink()
        yield
