"""A small store that was really published, and its open data, made once for all tests of this folder."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine, update

from dashboard.opendata.edition import Publisher
from dashboard.opendata.make import make
from metrics.publishing import publish
from queries.counts import finish_berekening, replace_counts, start_berekening
from queries.engine import open_engine
from queries.reference.loader import load_reference
from queries.schema import gemeente_jaar
from tests.queries.deliveries.invented import KEY
from tests.queries.rows import dekking_rows, telling_rows, verdeling_rows

CODES = ["GM0363", "GM0344", "GM0518", "GM0599", "GM0505", "GM0014"]
MONTHS = [date(year, month, 1) for year in (2023, 2024) for month in range(1, 13)]
PUBLISHER = Publisher("Gemeente Voorbeeld", "https://data.example.nl/schuldhulp", None, "data@example.nl")


@dataclass(frozen=True)
class Published:
    """A store with a publication, and where its open data were written."""

    engine: Engine
    folder: Path
    root: Path

    def write(self, root: Path, nummer: int | None = None) -> Path:
        """Write open data to ``root``; return the folder."""
        with self.engine.connect() as connection:
            return make(connection, self.folder, root, PUBLISHER, codeversie="0.1.0", nummer=nummer)[1]

    @property
    def opendata(self) -> Path:
        """The folder of the first publication."""
        return self.root / "effectmeting-schuldhulp-1"


def count(engine: Engine, day: date, reached: int) -> None:
    """Store counts of two years of six gemeenten, three of them in Zuid-Holland; GM0014 has hardly any cases."""
    months = [(code, month) for code in CODES for month in MONTHS if month < day]
    sizes = {code: (3, 1) if code == "GM0014" else (91, reached) for code in CODES}
    zaken = telling_rows(*(("VS07", code, month, sizes[code][1], sizes[code][0]) for code, month in months))
    signalen = telling_rows(*(("VS01", code, month, 47, 1_000) for code, month in months))
    crisis = zaken.with_columns(uitsplitsing=pl.lit("crisis"), cel=pl.lit("ja"))
    streets = zaken.with_columns(uitsplitsing=pl.lit("pc4"), cel=pl.lit("1011"))
    dekking = dekking_rows(*((code, tabel, month, True) for code, month in months for tabel in ("zaak", "signaal")))
    moment = datetime(day.year, day.month, day.day, 12)
    with engine.begin() as connection:
        number = start_berekening(connection, day, "1.0", moment, f"digest {day}")
        replace_counts(
            connection, number, CODES, pl.concat([zaken, signalen, crisis, streets]), verdeling_rows(), dekking
        )
        finish_berekening(connection, number, moment, len(CODES))


def publish_again(published: Published, day: date) -> None:
    """Deliver, count and publish anew: other counts, and other people in every gemeente."""
    with published.engine.begin() as connection:
        connection.execute(update(gemeente_jaar).values(inwoners=gemeente_jaar.c.inwoners * 2))
    count(published.engine, day, reached=31)
    publish(published.engine, published.folder, key=KEY, datum=day)


@pytest.fixture(scope="session")
def published(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    place = tmp_path_factory.mktemp("opendata")
    shutil.copyfile(migrated_sqlite, place / "register.sqlite3")
    engine = open_engine(f"sqlite:///{place / 'register.sqlite3'}")
    with engine.begin() as connection:
        load_reference(connection, schaal=0.01)
    count(engine, date(2024, 11, 5), reached=23)
    publish(engine, place / "publicaties", key=KEY, datum=date(2024, 11, 5), opmerking="eerste")
    made = Published(engine, place / "publicaties", place / "uit")
    made.write(made.root)
    yield made
    engine.dispose()


@pytest.fixture(scope="session")
def opendata(published: Published) -> Path:
    return published.opendata


@pytest.fixture(scope="session")
def figures(opendata: Path) -> pl.DataFrame:
    return pl.read_parquet(opendata / "20-cijfers.parquet")
