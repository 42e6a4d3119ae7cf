"""The working set as tests make it and look into it."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from queries.cases import refresh_working_set, scan, stale

JANUARY = ("2024-01-01", "2024-02-01")
FEBRUARY = ("2024-02-01", "2024-03-01")


def refresh(store: Engine, folder: Path, gemeenten: list[str] | None = None) -> list[str]:
    """Bring the working set up to date; return which gemeenten that took."""
    with store.connect() as connection:
        return refresh_working_set(connection, folder, gemeenten)


def stale_now(store: Engine, folder: Path) -> list[str]:
    """Return which gemeenten would have to be made again."""
    with store.connect() as connection:
        return stale(connection, folder)


def rows(folder: Path, tabel: str, *columns: str, gemeenten: tuple[str, ...] = ("GM0363",)) -> list[tuple[Any, ...]]:
    """Return rows of the working set."""
    return scan(folder, tabel, gemeenten).select(columns).collect().rows()


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of the working set."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.glob("*/*.parquet"))}
