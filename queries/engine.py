"""Open the store, an SQLite file or a PostgreSQL database, with one behaviour.

``engine.connect()`` is for reading: one consistent snapshot until it is closed.
``engine.begin()`` is for writing: a transaction that may read first and write later.
"""

import sqlite3
import time
import weakref
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from queries.bulk import bulk_append, bulk_read, read_frame
from queries.errors import StoreUrlError, for_people, unreachable

__all__ = ["bulk_append", "bulk_read", "migrate", "open_engine", "read_frame", "require_store", "store_version"]

# Long enough to sit out another process that stores a large delivery.
BUSY_TIMEOUT_SECONDS = 60

_WRITING = "register_writing"


class StoreEngine(Engine):
    """An engine whose ``begin()`` takes the right to write from the start."""

    def connect(self) -> Connection:
        """Return a connection; a store that does not answer is said in one sentence."""
        try:
            return super().connect()
        except DBAPIError as error:
            place = self.url.render_as_string(hide_password=True)
            raise (for_people(error.orig or error, place) or unreachable(place)) from None

    @contextmanager
    def begin(self) -> Generator[Connection]:
        """Yield a connection in a transaction for writing: committed at the end, rolled back on an error."""
        with self.connect() as connection:
            # Options change the connection itself. Readers keep one snapshot; a writer must see what others
            # committed while it waited for them.
            if self.dialect.name == "sqlite":
                connection.execution_options(**{_WRITING: True})
            else:
                connection.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                yield connection


def open_engine(url: str | URL) -> Engine:
    """Return an engine for ``sqlite:///path`` or ``postgresql+psycopg://...``; nothing is opened yet."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        made = create_engine(address, hide_parameters=True, connect_args={"timeout": BUSY_TIMEOUT_SECONDS})
    else:
        # A server may have been away since a connection was last used: ask before handing it out.
        made = create_engine(address, hide_parameters=True, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    engine = StoreEngine(made.pool, made.dialect, made.url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _explain, retval=True)
    # Who forgets to dispose of it leaves no connection open, which Python 3.13 warns of and SQLite keeps its log for.
    weakref.finalize(engine, engine.pool.dispose)
    return engine


def _address(url: str | URL) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise StoreUrlError("Het adres van het register is geen geldige database-URL.") from None
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername in ("sqlite", "sqlite+pysqlite") and address.database in (None, "", ":memory:"):
        raise StoreUrlError("Het register heeft een bestand nodig: geef sqlite:/// met een pad.")
    if address.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise StoreUrlError(f"Het register kan geen {address.drivername} zijn: kies sqlite of postgresql.")
    return address


def _prepare_sqlite(raw: sqlite3.Connection, _record: object) -> None:
    """Give every new connection PostgreSQL's manners; SQLite forgets them when it closes."""
    # The driver would begin transactions at a moment of its own, after the first reads.
    raw.isolation_level = None
    _write_ahead(raw)
    for pragma in (
        "PRAGMA synchronous = NORMAL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",  # what is erased is overwritten
        "PRAGMA journal_size_limit = 67108864",
    ):
        raw.execute(pragma).close()


def _write_ahead(raw: sqlite3.Connection) -> None:
    """Have changes written to a log first, which the file remembers.

    Of those that turn a new file over at the same moment SQLite refuses all but one at once, whatever the time-out is.
    """
    until = time.monotonic() + BUSY_TIMEOUT_SECONDS
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer that starts as a reader cannot be queued: SQLite refuses it at once when another wrote meanwhile.
    writing = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _explain(context: ExceptionContext) -> BaseException | None:
    """Return a sentence in the place of an error that the people who run the store can act on."""
    if context.engine is None:
        return None
    return for_people(context.original_exception, context.engine.url.render_as_string(hide_password=True))


def migrate(engine: Engine) -> None:
    """Bring the store to this version's schema; make it when there is none."""
    from queries.migrations.upgrade import upgrade  # Alembic is needed here only, and takes time to import

    upgrade(engine)


def store_version(engine: Engine) -> str | None:
    """Return the revision of the store's schema, or None when there is no store yet."""
    from queries.migrations.upgrade import current_revision

    return current_revision(engine)


def require_store(engine: Engine) -> None:
    """Raise an error for people unless there is a store of exactly this version."""
    from queries.migrations.upgrade import check_revision

    check_revision(engine)
