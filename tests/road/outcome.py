"""What a store comes to: the leveringen in force, their cases and the figures counted from them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from sqlalchemy import Engine, delete, select

from data_checks.intake import receive
from metrics.counting.compute import Counts
from metrics.jobs import count_gemeenten
from queries.borders import valid_codes
from queries.cases import WORKING_SET_SCHEMAS, refresh_working_set, scan
from queries.deliveries.records import Delivery
from queries.deliveries.store import put_in_force
from queries.gemeente_jaar import read_gemeente_jaar
from queries.schema import levering, ontruiming, signaal, traject, zaak
from tests.queries.delivered import accepted
from tests.queries.deliveries.invented import KEY

TODAY = date(2025, 12, 1)
NOW = datetime(2025, 12, 1, 9, 30)
GEMEENTE = "GM0363"
NUMBERS = ("id", "levering", "zaak", "traject", "signaal", "record")

Rows = list[tuple[Any, ...]]


def no_suites(frames: Any) -> list[Any]:
    """Find nothing: a levering is judged by itself, and here only its place among others matters."""
    del frames
    return []


def take(engine: Engine, calls: Sequence[Sequence[Path]]) -> None:
    """Take in what arrives, call after call; nothing may be refused."""
    for paths in calls:
        report = receive(engine, paths, KEY, today=TODAY, now=NOW, run=no_suites)
        assert report.refused == []


def in_force(engine: Engine) -> Rows:
    """Return soort, period and moment of the leveringen in force."""
    columns = (levering.c.soort, levering.c.periode_van, levering.c.periode_tot, levering.c.aangeleverd_op)
    with engine.connect() as connection:
        return sorted(map(tuple, connection.execute(select(*columns).where(levering.c.status == "in_gebruik"))))


def cases(engine: Engine) -> Counter[tuple[Any, ...]]:
    """Count the records in force, without the numbers the store gave them."""
    found = Counter[tuple[Any, ...]]()
    with engine.connect() as connection:
        for table in (signaal, zaak, traject, ontruiming):
            columns = [column for column in table.c if column.name not in ("id", "levering")]
            found.update((table.name, *row) for row in connection.execute(select(*columns)))
    return found


def count(engine: Engine) -> Counts:
    """Count the gemeente from a working set made anew."""
    with TemporaryDirectory() as folder, engine.connect() as connection:
        refresh_working_set(connection, Path(folder))
        codes, people = valid_codes(connection), read_gemeente_jaar(connection)
        return count_gemeenten(Path(folder), [GEMEENTE], codes=codes, gemeente_jaar=people, today=TODAY)


def trajecten(engine: Engine) -> pl.DataFrame:
    """Return the trajecten of a working set made anew."""
    with TemporaryDirectory() as folder, engine.connect() as connection:
        refresh_working_set(connection, Path(folder))
        return scan(Path(folder), "traject", [GEMEENTE]).collect()


def figure(counts: Counts, indicator: str) -> dict[str, tuple[int, int, int]]:
    """Return teller, noemer and onbekend of an indicator by month (yyyy-mm), where any case was counted."""
    whole = counts.telling.filter(indicator=indicator, variant="standaard", uitsplitsing="")
    seen = whole.filter((pl.col("noemer") > 0) | (pl.col("onbekend") > 0))
    return {
        f"{row['maand']:%Y-%m}": (row["teller"], row["noemer"], row["onbekend"])
        for row in seen.sort("maand").iter_rows(named=True)
    }


def resolved(engine: Engine) -> dict[str, Rows]:
    """Return the rows of a working set made anew, without the numbers the store gave them."""
    found: dict[str, Rows] = {}
    with TemporaryDirectory() as folder, engine.connect() as connection:
        refresh_working_set(connection, Path(folder))
        for tabel in WORKING_SET_SCHEMAS:
            rows = scan(Path(folder), tabel, [GEMEENTE]).collect().drop(NUMBERS, strict=False)
            found[tabel] = sorted(rows.rows(), key=repr)
    return found


def standing(engine: Engine, arriving: Iterable[Delivery]) -> tuple[Any, ...]:
    """Return what is in force, and what of it is to be counted, once all of these were accepted on an empty store."""
    with engine.begin() as connection:
        connection.execute(delete(levering))
    for delivery in arriving:
        with engine.begin() as connection:
            put_in_force(connection, delivery, accepted(delivery), received=NOW)
    return in_force(engine), resolved(engine)


def outcome(engine: Engine, calls: Sequence[Sequence[Path]]) -> tuple[Any, ...]:
    """Return what is in force and counted after these calls on an empty store."""
    with engine.begin() as connection:
        connection.execute(delete(levering))
    take(engine, calls)
    counts = count(engine)
    tables = {name: sorted(getattr(counts, name).rows(), key=repr) for name in ("telling", "verdeling", "dekking")}
    return in_force(engine), cases(engine), tables
