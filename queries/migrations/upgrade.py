"""Run the migrations without an ini file, and tell which version a store has."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from queries.errors import StoreUnreachableError, StoreVersionError
from queries.turns import take_turns


def upgrade(engine: Engine) -> None:
    """Bring the store to the newest revision in one transaction; make it, and its folder, when there is none."""
    if path := _file(engine):
        path.parent.mkdir(parents=True, exist_ok=True)
    with engine.begin() as connection:
        take_turns(connection, "schema")
        command.upgrade(configuration(connection), "head")


def current_revision(engine: Engine) -> str | None:
    """Return the store's revision, or None when there is no store; makes no file."""
    path = _file(engine)
    if path is not None and not path.exists():
        return None
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check_revision(engine: Engine) -> None:
    """Raise unless the store has the revision this code was written for."""
    found, wanted = current_revision(engine), ScriptDirectory.from_config(configuration()).get_current_head()
    place = engine.url.render_as_string(hide_password=True)
    if found is None:
        raise StoreUnreachableError(f"Er is nog geen register op {place}; lees eerst een levering in.")
    if found != wanted:
        raise StoreVersionError(f"Het register op {place} hoort bij een andere versie ({found}, nodig is {wanted}).")


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, made here because an installed package has no ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _file(engine: Engine) -> Path | None:
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None
