"""Our counting against the same counting as plain DuckDB SQL and as pandas, over the same Parquet in the same minute.

    uv run --group bench python -m benchmarks.rivals [--schaal 0.05] [--jaren 3] [--rounds 3] [--zonder-pandas]

Ten indicators, the standard variant, by month and gemeente, whole and by age. All three get the months, runs and
stretches that were delivered as small tables (ours makes them anew, within its time), each runs in a fresh process,
and their rows are compared to the last one before anything is measured.
"""

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.measure import MEGABYTE, Measured, alone
from benchmarks.national import Country, ontvangen, verzinnen, werkset
from benchmarks.rival_duckdb import count_in_duckdb
from benchmarks.rival_ours import count_as_we_do, write_context
from benchmarks.rival_pandas import count_in_pandas
from queries.engine import migrate, open_engine
from queries.reference.loader import load_reference

Work = Callable[[Path, date], Mapping[str, Any]]
WORKS: dict[str, Work] = {"wij": count_as_we_do, "DuckDB": count_in_duckdb, "pandas": count_in_pandas}


def make_working_set(folder: Path, schaal: float, jaren: int) -> date:
    """Simulate, receive and write the working set of a country; return its day."""
    country = Country(schaal, jaren, folder, f"sqlite:///{folder}/register.sqlite3")
    engine = open_engine(country.url)
    migrate(engine)
    with engine.begin() as connection:
        load_reference(connection, schaal=schaal)
    engine.dispose()
    today: date = alone(verzinnen, country).said["today"]
    said = dict(alone(ontvangen, country, today).said) | dict(alone(werkset, country, today).said)
    print(f"schaal {schaal}, {jaren} jaar: {json.dumps(said)}", flush=True)
    write_context(country.url, folder, today)
    return today


def assert_equal(folder: Path, names: list[str]) -> int:
    """Compare what the works left behind; return how many rows they agree on."""
    rows = 0
    for tabel in ("telling", "verdeling"):
        ours, *theirs = (pl.read_parquet(folder / f"{name}.{tabel}.parquet") for name in names)
        for name, other in zip(names[1:], theirs, strict=True):
            typed = other.select(pl.col(column).cast(dtype) for column, dtype in ours.schema.items())
            more = ours.join(typed, on=ours.columns, how="anti"), typed.join(ours, on=ours.columns, how="anti")
            if any(part.height for part in more):
                raise AssertionError(f"{tabel}: {name} differs: only ours {more[0]}, only theirs {more[1]}")
        rows += ours.height
    return rows


def main() -> None:
    """Compare for equality, then measure."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--schaal", type=float, default=0.05)
    arguments.add_argument("--jaren", type=int, default=3)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--zonder-pandas", action="store_true", help="leave out what needs most memory")
    chosen = arguments.parse_args()
    works = {name: work for name, work in WORKS.items() if name != "pandas" or not chosen.zonder_pandas}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        today = make_working_set(folder, chosen.schaal, chosen.jaren)
        measured: dict[str, list[Measured]] = {name: [] for name in works}
        for _ in range(chosen.rounds):
            for name, work in works.items():
                measured[name].append(alone(work, folder, today))
        print(f"gelijk: {assert_equal(folder, list(works))} rijen")
    ours = statistics.median(one.seconds for one in measured["wij"])
    memory = statistics.median(one.peak for one in measured["wij"])
    print(f"{'':<8} {'s':>8} {'x wij':>8} {'piek MB':>9} {'x wij':>8}")
    for name, found in measured.items():
        seconds, peak = statistics.median(m.seconds for m in found), statistics.median(m.peak for m in found)
        print(f"{name:<8} {seconds:8.2f} {seconds / ours:8.2f} {peak / MEGABYTE:9.0f} {peak / memory:8.2f}")


if __name__ == "__main__":
    main()
