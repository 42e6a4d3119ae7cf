"""The whole road at national scale: seconds, rows and peak memory per stage, and whether a signaal costs the same.

    uv run python -m benchmarks.national [--schaal 0.05 0.25 1] [--jaren 5] [--database URL] [--map FOLDER]

Each stage runs in a fresh process. A plain `json.load` of the same deliveries, in the same minute, is the yardstick;
the cost per million signalen must stay level from one scale to the next. At the end one gemeente's new month is taken
in and counted in a process that is warm, as the worker beside a dashboard is. Everything made is removed.
At scale 1 with 5 years the folder needs about 20 GB.
"""

import argparse
import json
import shutil
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import func, select

from benchmarks.measure import MEGABYTE, Measured, alone
from benchmarks.new_month import write_new_month
from data_checks.intake import receive
from data_checks.process import run_suites, warm_up
from metrics.jobs import recount
from metrics.publishing import publish
from queries.cases import refresh_working_set
from queries.deliveries.pseudonyms import Key
from queries.demo.simulation import simulate
from queries.engine import migrate, open_engine
from queries.reference.loader import load_reference
from queries.schema import levering, signaal, telling

KEY = Key.from_hex("5e1f" * 16)
# The largest and two of common size, each with its new month in a store that has all others.
MONTHS_OF = ("GM0363", "GM0599", "GM0153")


@dataclass(frozen=True)
class Country:
    """One simulated country: where its files, its store and its working set are."""

    schaal: float
    jaren: int
    folder: Path
    url: str

    @property
    def deliveries(self) -> Path:
        """Return the folder of its deliveries."""
        return self.folder / "leveringen"

    def files(self) -> list[Path]:
        """Return its deliveries, in the order of delivery."""
        return [Path(line) for line in (self.folder / "volgorde").read_text(encoding="utf-8").splitlines()]


def verzinnen(country: Country) -> Mapping[str, Any]:
    """Simulate the deliveries."""
    made = simulate(country.deliveries, schaal=country.schaal, jaren=country.jaren)
    (country.folder / "volgorde").write_text("\n".join(map(str, made.files)), encoding="utf-8")
    return {"today": made.today, "MB": sum(path.stat().st_size for path in made.files) / MEGABYTE}


def json_load(country: Country) -> Mapping[str, Any]:
    """Read the same deliveries as any program could."""
    for path in country.files():
        if path.suffix == ".json":
            with path.open(encoding="utf-8") as file:
                json.load(file)
    return {}


def ontvangen(country: Country, today: date) -> Mapping[str, Any]:
    """Take all deliveries in."""
    engine = open_engine(country.url)
    report = receive(engine, country.files(), KEY, today=today, now=moment_of(today))
    with engine.connect() as connection:
        records = connection.scalar(select(func.sum(levering.c.aantal - levering.c.afgekeurd)))
        signalen = connection.scalar(select(func.count()).select_from(signaal))
    engine.dispose()
    return {"rijen": records, "signalen": signalen, "geweigerd": len(report.refused), **report.seconds}


def werkset(country: Country, _today: date) -> Mapping[str, Any]:
    """Make the working set of every gemeente."""
    engine = open_engine(country.url)
    with engine.connect() as connection:
        made = refresh_working_set(connection, country.folder / "werkset")
    engine.dispose()
    size = sum(path.stat().st_size for path in (country.folder / "werkset").glob("*/*.parquet"))
    return {"gemeenten": len(made), "MB": size / MEGABYTE}


def tellen(country: Country, today: date) -> Mapping[str, Any]:
    """Count every gemeente and region."""
    engine = open_engine(country.url)
    recount(engine, country.folder / "werkset", today=today, now=moment_of(today), codeversie="meting")
    with engine.connect() as connection:
        rows = connection.scalar(select(func.sum(telling.c.rijen)))
    engine.dispose()
    return {"rijen": rows}


def publiceren(country: Country, today: date) -> Mapping[str, Any]:
    """Publish the counts."""
    engine = open_engine(country.url)
    made = publish(engine, country.folder / "publicaties", key=KEY, datum=today)
    engine.dispose()
    return {"rijen": sum(file.rijen for file in made.bestanden)}


def nieuwe_maand(country: Country, today: date) -> Mapping[str, Any]:
    """Take in and count a new month of some gemeenten, one after the other, in a process that has counted before."""
    engine = open_engine(country.url)
    moment = moment_of(today)
    counted: list[float] = []
    for number, gm_code in enumerate((MONTHS_OF[0], *MONTHS_OF)):  # the first only warms the process up
        path = write_new_month(country.folder, gm_code, number, engine, today)
        moment += timedelta(hours=1)
        receive(engine, [path], KEY, today=today, now=moment)
        began = perf_counter()
        report = recount(engine, country.folder / "werkset", today=today, now=moment, codeversie="meting")
        counted.append(perf_counter() - began)
        assert report.gemeenten == 1
    engine.dispose()
    return {"tellen": statistics.median(counted[1:]), "langste": max(counted[1:])}


def moment_of(today: date) -> datetime:
    """Return the moment at which a day begins."""
    return datetime.combine(today, datetime.min.time())


def _warm_gate() -> None:
    """Have the suites imported before the clock starts: what a run costs once says nothing about its size."""
    warm_up()
    run_suites({})


def travel(country: Country) -> dict[str, Measured]:
    """Take one country along the whole road, and return what each stage took."""
    engine = open_engine(country.url)
    migrate(engine)
    with engine.begin() as connection:
        load_reference(connection, schaal=country.schaal)
    engine.dispose()
    found = {"verzinnen": alone(verzinnen, country), "json.load": alone(json_load, country)}
    today = found["verzinnen"].said["today"]
    found["ontvangen"] = alone(ontvangen, country, today, prepare=_warm_gate)
    shutil.rmtree(country.deliveries)
    for stage in (werkset, tellen, publiceren, nieuwe_maand):
        found[stage.__name__] = alone(stage, country, today, prepare=_warm_gate)
    return found


def table(countries: Sequence[tuple[Country, dict[str, Measured]]]) -> str:
    """Return what was measured, a line per stage and scale; the last column is what must stay level."""
    heads = ("schaal", "stap", "s", "x json.load", "s per mln signalen", "piek MB", "x kleinste schaal")
    lines = [f"{heads[0]:>7} {heads[1]:<12} " + " ".join(f"{head:>18}" for head in heads[2:])]
    first = countries[0][1]
    for country, found in countries:
        signalen = found["ontvangen"].said["signalen"] / 1e6
        plain = found["json.load"].seconds
        for stage, one in found.items():
            per_million = one.seconds / signalen
            smallest = first[stage].seconds / (first["ontvangen"].said["signalen"] / 1e6)
            numbers = (one.seconds, one.seconds / plain, per_million, one.peak / MEGABYTE, per_million / smallest)
            lines.append(f"{country.schaal:>7} {stage:<12} " + " ".join(f"{number:>18.2f}" for number in numbers))
    return "\n".join(lines)


def main() -> None:
    """Measure the scales one after the other, each in a folder that is removed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--schaal", type=float, nargs="+", default=[0.05])
    arguments.add_argument("--jaren", type=int, default=5)
    arguments.add_argument("--database", help="an empty PostgreSQL database, for one scale; else SQLite")
    arguments.add_argument("--map", type=Path, help="where there is room; else the folder for temporary files")
    chosen = arguments.parse_args()
    measured: list[tuple[Country, dict[str, Measured]]] = []
    for schaal in chosen.schaal:
        with tempfile.TemporaryDirectory(dir=chosen.map) as folder:
            url = chosen.database or f"sqlite:///{folder}/register.sqlite3"
            country = Country(schaal, chosen.jaren, Path(folder), url)
            measured.append((country, travel(country)))
        said = {stage: dict(one.said) for stage, one in measured[-1][1].items() if one.said}
        print(f"schaal {schaal}: {json.dumps(said, default=str)}", flush=True)
    print(table(measured))


if __name__ == "__main__":
    main()
