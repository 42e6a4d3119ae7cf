"""Counting on a Dask cluster: seconds with one worker process, two, and so on, of one thread each, and equal counts.

    uv run python -m benchmarks.cluster [--schaal 0.05] [--jaren 3] [--werkers 1 2]

Each worker is a process of its own that counts with one thread, as a machine with one core would: what falls is the
counting; packing, adding up regions and storing stay with whoever asked. Everything made is removed.
"""

import argparse
import os
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl
from distributed import LocalCluster

from benchmarks.national import KEY, Country, moment_of, werkset
from dashboard.commands.cluster import executor_of
from data_checks.intake import receive
from metrics.jobs import recount
from queries.counts import read_telling
from queries.demo.simulation import simulate
from queries.engine import migrate, open_engine
from queries.reference.loader import load_reference

# So many parts for each worker: one that is done early takes another.
_PARTS_EACH = 4


def settled(folder: Path, schaal: float, jaren: int) -> tuple[Country, date]:
    """Make a country whose deliveries are in, with its working set."""
    country = Country(schaal, jaren, folder, f"sqlite:///{folder}/register.sqlite3")
    engine = open_engine(country.url)
    migrate(engine)
    with engine.begin() as connection:
        load_reference(connection, schaal=schaal)
    made = simulate(country.deliveries, schaal=schaal, jaren=jaren)
    receive(engine, made.files, KEY, today=made.today, now=moment_of(made.today))
    engine.dispose()
    werkset(country, made.today)
    return country, made.today


def counted(country: Country, today: date, workers: int) -> tuple[float, pl.DataFrame]:
    """Count everything anew on so many workers; return the seconds and the counts."""
    engine = open_engine(country.url)
    page: Any = None  # none of its own, which Dask allows and does not declare
    # Dask says little of its types.
    made: Any = LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=page)
    with made as cluster:
        folder = country.folder / "werkset"
        with executor_of(cluster.scheduler_address, folder) as (executor, threads):
            parts = threads * _PARTS_EACH
            list(executor.map(len, [""] * parts))  # every worker is awake
            began = perf_counter()
            recount(
                engine, folder, today=today, now=moment_of(today), codeversie=f"meting {workers}", executor=executor,
                parts=parts, anew=True,
            )  # fmt: skip
            seconds = perf_counter() - began
    with engine.connect() as connection:
        found = read_telling(connection)
    engine.dispose()
    return seconds, found


def main() -> None:
    """Measure with each number of workers, one after the other."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--schaal", type=float, default=0.05)
    arguments.add_argument("--jaren", type=int, default=3)
    arguments.add_argument("--werkers", type=int, nargs="+", default=[1, 2])
    chosen = arguments.parse_args()
    os.environ["POLARS_MAX_THREADS"] = "1"  # of the workers: here Polars has been loaded
    with tempfile.TemporaryDirectory() as folder:
        country, today = settled(Path(folder), chosen.schaal, chosen.jaren)
        counted(country, today, chosen.werkers[0])  # the first run only warms up
        first: tuple[float, pl.DataFrame] | None = None
        for workers in chosen.werkers:
            seconds, found = counted(country, today, workers)
            first = first or (seconds, found)
            if not found.equals(first[1]):
                raise SystemExit(f"{workers} workers counted otherwise than {chosen.werkers[0]}")
            print(f"{workers} werkers: {seconds:.1f} s, {first[0] / seconds:.2f} x zo snel, {found.height} tellingen")


if __name__ == "__main__":
    main()
