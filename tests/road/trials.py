"""A small register before and after a round of deliveries, and what must hold of it whenever a trial ended."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import Engine, func, select

from queries.borders import today_of
from queries.cases import WORKING_SET_SCHEMAS, scan, stale
from queries.counts import last_berekening, leveringen_digest, read_counts
from queries.deliveries.store import CASE_TABLES
from queries.engine import open_engine
from queries.publications import TABLES, Publication, latest_publication, read_table
from queries.schema import levering, metadata, publicatie

ROAD = ("ontvang", "bereken", "publiceer")
SLEUTEL = "0123456789abcdef" * 4  # of tests.queries.deliveries.invented.KEY
ROOT = Path(__file__).parents[2]

# What a second run numbers anew, or makes once more.
_NUMBERED = {"berekening", "publicatie", "publicatie_bestand"}


class Forge:
    """The process that trials are forked from."""

    def __init__(self) -> None:
        # One thread for each, so that nothing but what we know of is running when it forks.
        calm = {"_RJEM_MALLOC_CONF": "background_thread:false", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.road.forge"],
            cwd=ROOT,
            env=os.environ | calm,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, order: Mapping[str, Any]) -> int:
        """Start a trial and return its process number."""
        return self._ask({"do": "start", "environment": {}, **order})

    def wait(self, pid: int) -> int:
        """Return how a trial ended: its exit code, or minus the signal that ended it."""
        return self._ask({"do": "wait", "pid": pid})

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ask(self, order: Mapping[str, Any]) -> int:
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("the forge has no way in or out")
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@dataclass(frozen=True)
class Place:
    """One register: its database, its folder, and where a trial on it writes what it says."""

    url: str
    map: Path
    said: Path | None = None

    @property
    def log(self) -> Path:
        """What the last trial said; others at the same time have a log of their own."""
        return self.log_of("")

    def log_of(self, name: str) -> Path:
        """What the trial of this name said."""
        return self.said or self.map.with_suffix(f".{name}.log")

    def order(
        self, files: Sequence[Path], stages: Sequence[str] = ROAD, *, suites: bool = False, name: str = "", **fate: Any
    ) -> dict[str, Any]:
        """Return the order to take these files along the road, under a fate if there is one."""
        return {
            "url": self.url,
            "map": str(self.map),
            "log": str(self.log_of(name)),
            "files": [str(each) for each in files],
            "stages": list(stages),
            "suites": suites,
            "fate": fate or {"how": "none"},
        }

    def commands(self, *commands: Sequence[str], name: str = "", **limits: int) -> dict[str, Any]:
        """Return the order to run these commands on this register, as a person would."""
        environment = {
            "EFFECTMETING_MAP": str(self.map),
            "EFFECTMETING_DATABASE": self.url,
            "EFFECTMETING_SLEUTEL": SLEUTEL,
            "EFFECTMETING_VANDAAG": "2025-12-01",
        }
        given = [list(map(str, command)) for command in commands]
        return {"commands": given, "environment": environment, "log": str(self.log_of(name)), **limits}


@dataclass(frozen=True, eq=False)
class State:
    """What a register holds, apart from the numbers the database gave out."""

    in_force: Counter[tuple[Any, ...]]
    rows: Mapping[str, int]  # per table
    whole: Mapping[tuple[Any, ...], Mapping[str, int]]  # per levering: rows per case table
    counts: tuple[pl.DataFrame, ...]
    counted_all: bool
    fresh: Mapping[str, list[pl.DataFrame]]  # per gemeente whose files are said to be up to date: what is in them
    publication: Publication | None
    numbers: set[int]
    files: set[str] = field(default_factory=set)


def read_state(place: Place) -> State:
    """Read everything; a register that cannot be opened or read fails here."""
    engine = open_engine(place.url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            headers = [row._asdict() for row in connection.execute(select(levering))]
            last = last_berekening(connection)
            behind = set(stale(connection, place.map / "werkset")) if place.map.exists() else set[str]()
            places = set(today_of(connection).values())
            counts = read_counts(connection)
            publication = latest_publication(connection)
            numbers = set(connection.scalars(select(publicatie.c.nummer)))
            rows = {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
            }
            whole = {_mark(row): _records(engine, row["id"]) for row in headers if row["status"] == "in_gebruik"}
            for row in headers:
                assert row["status"] == "in_gebruik" or not any(_records(engine, row["id"]).values())
            digest = leveringen_digest(connection)
    finally:
        engine.dispose()
    if publication is not None:
        for tabel in TABLES:
            read_table(publication, place.map / "publicaties", tabel, "NL")
    found = {path.stem for path in (place.map / "werkset").glob("*/*.parquet")} & places
    return State(
        in_force=Counter(whole.keys()),
        rows={name: number for name, number in rows.items() if name not in _NUMBERED},
        whole=whole,
        counts=counts,
        counted_all=last is not None and last.leveringen == digest,
        fresh={code: _contents(place.map / "werkset", code) for code in sorted(found - behind)},
        publication=publication,
        numbers=numbers,
        files={str(path.relative_to(place.map)) for path in place.map.rglob("*") if path.is_file()},
    )


def _mark(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["soort"], row["gm_code"], row["periode_van"], row["periode_tot"], row["sha256"])


def _records(engine: Engine, number: int) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).where(table.c.levering == number)) or 0
            for table in CASE_TABLES
        }


def _contents(folder: Path, code: str) -> list[pl.DataFrame]:
    """Return the files of one gemeente; a levering's number is not part of what they say."""
    found: list[pl.DataFrame] = []
    for tabel in WORKING_SET_SCHEMAS:
        frame = scan(folder, tabel, [code]).collect()
        kept = [
            name for name in frame.columns if name not in ("id", "zaak", "traject", "signaal", "levering", "record")
        ]
        found.append(frame.select(kept).sort(pl.all()))
    return found


def assert_old_or_new(found: State, old: State, new: State) -> None:
    """Every levering, all counts, every fresh file and the publication are those of before or those of after."""
    both = {**old.whole, **new.whole}
    assert found.whole.keys() <= both.keys()
    assert all(found.whole[mark] == both[mark] for mark in found.whole)
    for gemeente in {mark[:2] for mark in both}:
        here = {mark for mark in found.in_force if mark[:2] == gemeente}
        before = {mark for mark in old.in_force if mark[:2] == gemeente}
        assert here in (before, {mark for mark in new.in_force if mark[:2] == gemeente}), gemeente
    assert same(found.counts, old.counts) or same(found.counts, new.counts)
    if found.counted_all:
        assert found.in_force in (old.in_force, new.in_force)
        assert same(found.counts, old.counts if found.in_force == old.in_force else new.counts)
    for code, frames in found.fresh.items():
        assert any(same(frames, state.fresh[code]) for state in (old, new) if code in state.fresh), code


def assert_repaired(found: State, new: State, apart: Collection[str] = ()) -> None:
    """After the next ordinary run all is as if nothing had happened, and nothing lies about.

    The tables ``apart`` may have other numbers of rows: what the checks found, where only one of the two ran them.
    """
    assert found.in_force == new.in_force
    assert found.whole == new.whole
    rows = {name: (found.rows[name], many) for name, many in new.rows.items() if name not in apart}
    assert {name: both for name, both in rows.items() if both[0] != both[1]} == {}
    assert found.counted_all
    assert same(found.counts, new.counts)
    assert found.fresh.keys() == new.fresh.keys()
    assert all(same(found.fresh[code], new.fresh[code]) for code in new.fresh)
    assert found.publication is not None
    assert new.publication is not None
    assert found.publication.bestanden == new.publication.bestanden
    published = {f"publicaties/{number}/{tabel}.parquet" for number in found.numbers for tabel in TABLES}
    assert {name for name in found.files if name.startswith("publicaties")} == published
    assert _elsewhere(found) == _elsewhere(new)


def same(left: Sequence[pl.DataFrame], right: Sequence[pl.DataFrame]) -> bool:
    """Tell whether these frames are equal to the last row."""
    return all(a.equals(b) for a, b in zip(left, right, strict=True))


def _elsewhere(state: State) -> set[str]:
    return {name for name in state.files if not name.startswith("publicaties")}
