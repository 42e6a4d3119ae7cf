"""Counts of breakdowns added to the small store: each cell has the same counts every month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from dashboard.figures import stored
from dashboard.figures.source import Source
from queries.access import Viewer, local_administrator
from queries.counts import (
    TELLING_SCHEMA,
    finish_berekening,
    leveringen_digest,
    read_counts,
    replace_counts,
    start_berekening,
)
from queries.engine import open_engine
from tests.dashboard.small_store import MONTHS, PEILDATUM


@dataclass(frozen=True)
class Cell:
    """What was counted of one cell in each month."""

    indicator: str
    uitsplitsing: str
    cel: str
    teller: int
    noemer: int
    onbekend: int = 0
    variant: str = "standaard"
    months: tuple[date, ...] = tuple(MONTHS)


def divide(folder: Path, gm_code: str, cells: Sequence[Cell], *, tabellen: Sequence[str] = ()) -> Path:
    """Add ``cells`` to the counts of a gemeente, and ``tabellen`` to what it delivered; return ``folder``."""
    rows = [
        {
            "indicator": cell.indicator, "versie": 1, "variant": cell.variant, "gebied": gm_code, "maand": month,
            "uitsplitsing": cell.uitsplitsing, "cel": cell.cel, "teller": cell.teller, "noemer": cell.noemer,
            "onbekend": cell.onbekend, "gemeenten": 1, "inwoners": 20_000,
        }
        for cell in cells
        for month in cell.months
    ]  # fmt: skip
    delivered = [
        {"gm_code": gm_code, "tabel": tabel, "maand": month, "volledig": True} for tabel in tabellen for month in MONTHS
    ]
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        telling, verdeling, dekking = read_counts(connection, [gm_code])
        telling = pl.concat([telling, pl.DataFrame(rows, schema=TELLING_SCHEMA)])
        dekking = pl.concat([dekking, pl.DataFrame(delivered, schema=dekking.schema)])
        digest = leveringen_digest(connection)
        run = start_berekening(connection, PEILDATUM, "0.1.0", datetime(2026, 1, 12, 10), digest)
        replace_counts(connection, run, [gm_code], telling, verdeling, dekking)
        finish_berekening(connection, run, datetime(2026, 1, 12, 10, 1), 1)
    engine.dispose()
    return folder


def source_of(folder: Path, viewer: Viewer | None = None) -> Source:
    """Return what the pages read of a store, as that viewer."""
    url, viewer = f"sqlite:///{folder / 'register.sqlite3'}", viewer or local_administrator()
    state = stored.read_state(url, viewer)
    made = state.berekening
    today = None if made is None else made.peildatum
    return Source(url, folder / "publicaties", viewer, state.versie, today, state.publicatie)
