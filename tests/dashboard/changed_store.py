"""The small store after a later berekening: other counts, newer leveringen, a merger or a goal."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import insert

from queries.counts import (
    finish_berekening,
    leveringen_digest,
    read_counts,
    replace_counts,
    start_berekening,
)
from queries.engine import open_engine
from queries.schema import controle, doel, herindeling, interventie, levering
from tests.dashboard.small_store import NORMAL


def count_later(
    folder: Path, day: date, change: Callable[[pl.DataFrame], pl.DataFrame] = lambda telling: telling
) -> None:
    """Make a newer berekening as of ``day``, in which the counts of Almere went through ``change``; publish nothing."""
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        telling, verdeling, dekking = read_counts(connection, [NORMAL])
        at = datetime.combine(day, time(9))
        run = start_berekening(connection, day, "0.1.0", at, leveringen_digest(connection))
        replace_counts(connection, run, [NORMAL], change(telling), verdeling, dekking)
        finish_berekening(connection, run, at, 1)
    engine.dispose()


def reached(share: tuple[int, int], since: date) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Return a change: from ``since`` on this share of the zaken was reached."""
    mine = (pl.col("indicator") == "VS07") & (pl.col("maand") >= pl.lit(since))
    part = pl.col("noemer") * share[0] // share[1]
    return lambda telling: telling.with_columns(
        pl.when(mine).then(part).otherwise("teller").cast(pl.Int64).alias("teller")
    )


def add(folder: Path, table: str, **row: Any) -> None:
    """Add a row to doel, interventie, herindeling, levering or controle."""
    tables = {
        "doel": doel, "interventie": interventie, "herindeling": herindeling, "levering": levering,
        "controle": controle,
    }  # fmt: skip
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(insert(tables[table]), row)
    engine.dispose()
