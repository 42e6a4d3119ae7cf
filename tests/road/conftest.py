"""Registers to do harm to, and the process that does it."""

import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from os import getpid
from pathlib import Path

import pytest
from sqlalchemy import make_url

from queries.engine import open_engine
from queries.reference.loader import load_reference
from tests.databases import create_database, drop_database, named
from tests.road.rounds import first_round, second_round
from tests.road.trials import Forge, Place, State, read_state

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
        first = _on_sqlite(request.getfixturevalue("migrated_sqlite"), folder)
    else:
        server = request.getfixturevalue("postgres_server")
        first = _on_postgres(server, request.getfixturevalue("migrated_postgres"), folder)
    with first as before:
        _fill(before)
        _travel(forge, before, first_round(folder / "een"))
        another = partial(_like, request, before, folder)
        files = second_round(folder / "twee")
        # One file at a time: the states that a run passes through, whoever else is at work.
        with another() as after:
            steps = [read_state(before)]
            for file in files:
                _travel(forge, after, [file])
                steps.append(read_state(after))
        yield Rounds(request.param == "postgresql", files, steps, another)


def _fill(place: Place) -> None:
    engine = open_engine(place.url)
    with engine.begin() as connection:
        load_reference(connection)
    engine.dispose()


def _travel(forge: Forge, place: Place, files: list[Path]) -> None:
    assert forge.wait(forge.start(place.order(files))) == 0, place.log.read_text()


@contextmanager
def _like(request: pytest.FixtureRequest, before: Place, folder: Path) -> Generator[Place]:
    """Yield a copy of a register, for one trial."""
    url = make_url(before.url)
    database = url.database or ""
    if url.get_backend_name() == "sqlite":
        made = _on_sqlite(Path(database), folder)
    else:
        made = _on_postgres(request.getfixturevalue("postgres_server"), database, folder)
    with made as place:
        shutil.copytree(before.map, place.map, dirs_exist_ok=True)
        yield place
        shutil.rmtree(place.map)


@contextmanager
def _on_sqlite(template: Path, folder: Path) -> Generator[Place]:
    place = folder / f"map-{next(_NUMBERS)}"
    place.mkdir()
    shutil.copyfile(template, place / "register.sqlite3")
    yield Place(f"sqlite:///{place / 'register.sqlite3'}", place)


@contextmanager
def _on_postgres(server: str, template: str, folder: Path) -> Generator[Place]:
    number = next(_NUMBERS)
    place, name = folder / f"map-{number}", f"effectmeting_road_{getpid()}_{number}"
    place.mkdir()
    create_database(server, name, template)
    yield Place(named(server, name), place)
    drop_database(server, name)
