"""The database goes away and comes back: one sentence meanwhile, nothing lost, and the worker goes on by itself."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy import func, select

from dashboard.errors import ExitCode
from queries.engine import open_engine
from queries.schema import levering, taak
from queries.tasks import Task, add_task, read_task
from tests.databases import run_statement
from tests.road.conftest import Stoppable
from tests.road.doom import cut_connections
from tests.road.trials import ROOT, Forge, Place, assert_old_or_new, assert_repaired, read_state

NOW = datetime(2025, 12, 1, 9, 30)
PATIENCE = 60.0


@pytest.fixture
def place(stoppable: Stoppable) -> Iterator[Place]:
    """Return a register on the server that may be stopped; it runs again when the test is done."""
    with stoppable.rounds.another() as place:
        yield place
        stoppable.start()


def _files(stoppable: Stoppable) -> list[str]:
    return [str(path) for path in stoppable.rounds.files]


def test_every_command_says_in_one_sentence_that_the_database_is_away(
    forge: Forge, stoppable: Stoppable, place: Place
) -> None:
    stoppable.stop()
    for command in (["ontvang", *_files(stoppable)], ["bereken"], ["publiceer"], ["status"], ["werk", "--eenmalig"]):
        assert forge.wait(forge.start(place.commands(command))) == ExitCode.STORE
        said = place.log.read_text().strip()
        assert "is niet te openen; controleer of het adres klopt en bereikbaar is" in said
        assert "\n" not in said
    stoppable.start()
    assert forge.wait(forge.start(place.order(stoppable.rounds.files))) == ExitCode.OK
    assert_repaired(read_state(place), stoppable.rounds.new)


@pytest.mark.parametrize("seconds", [0.15, 0.4, 0.7])
def test_a_server_that_crashes_under_a_run_costs_that_run_only(
    forge: Forge, stoppable: Stoppable, place: Place, seconds: float
) -> None:
    rounds = stoppable.rounds
    # A copied database has its sequences' numbers written ahead in the template only: crashed before a checkpoint, it
    # would give a number out twice. No register of people begins as a copy made a second before a crash.
    run_statement(place.url.replace("+psycopg", ""), sql.SQL("CHECKPOINT").format())
    running = forge.start(place.order(rounds.files))
    time.sleep(seconds)
    stoppable.crash()
    assert forge.wait(running) in (ExitCode.OK, ExitCode.STORE), place.log.read_text()
    stoppable.start()
    assert_old_or_new(read_state(place), rounds.old, rounds.new)
    assert forge.wait(forge.start(place.order(rounds.files))) == ExitCode.OK, place.log.read_text()
    assert_repaired(read_state(place), rounds.new)


def test_an_engine_whose_connections_were_cut_opens_others(place: Place) -> None:
    engine = open_engine(place.url)
    counted = select(func.count()).select_from(levering)
    with engine.connect() as connection:
        before = connection.scalar(counted)
    cut_connections(place.url)
    with engine.connect() as connection:
        assert connection.scalar(counted) == before
    engine.dispose()


def test_a_worker_waits_for_its_database_and_goes_on(stoppable: Stoppable, place: Place) -> None:
    environment = os.environ | place.commands()["environment"]
    with place.log.open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "dashboard.cli", "werk"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        assert _done(place, _ask(place, "publiceer")).status == "klaar"
        stoppable.stop()
        _wait_for(lambda: "De werker wacht daarop." in place.log.read_text(), place.log)
        stoppable.start()
        assert _done(place, _ask(place, "publiceer")).status == "klaar"
        assert worker.poll() is None
    finally:
        worker.terminate()
        worker.wait()
    said = place.log.read_text()
    assert said.count("De werker wacht daarop.") == 1  # not every second again
    assert "antwoordt weer" in said
    assert "Traceback" not in said


def _ask(place: Place, soort: str) -> int:
    engine = open_engine(place.url)
    with engine.begin() as connection:
        number = add_task(connection, soort, {}, NOW)
    engine.dispose()
    return number


def _done(place: Place, number: int) -> Task:
    """Wait until a task is done, well or not."""
    engine = open_engine(place.url)

    def ended() -> bool:
        with engine.connect() as connection:
            return connection.scalar(select(taak.c.klaar_op).where(taak.c.id == number)) is not None

    _wait_for(ended, place.log)
    with engine.connect() as connection:
        task = read_task(connection, number)
    engine.dispose()
    assert task is not None
    return task


def _wait_for(happened: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if happened():
            return
        time.sleep(0.1)
    pytest.fail(f"it did not happen; the log says: {log.read_text()}")
