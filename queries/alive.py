"""Alive: a sign that lasts exactly as long as the process that gives it, so that nobody has to guess who died.

A heartbeat says so minutes late, and a slow server makes it lie. On PostgreSQL the sign is a lock of a session, in
SQLite a lock on an empty database of its own beside the store: both end with the process, however it ends.
"""

import secrets
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import Engine, func, select


@contextmanager
def alive(engine: Engine) -> Generator[str]:
    """Yield a name of this worker's own, for which ``is_alive`` is true until the block or the process ends."""
    name = secrets.token_hex(8)
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execute(select(func.pg_advisory_lock(_number(name))))
            connection.commit()  # a lock of the session outlives the transaction; an open one would hold up others
            try:
                yield name
            finally:
                connection.execute(select(func.pg_advisory_unlock(_number(name))))
                connection.commit()
        return
    path = _path(engine, name)
    try:
        with closing(_held(path)):
            yield name
    finally:
        path.unlink(missing_ok=True)


def is_alive(engine: Engine, name: str) -> bool:
    """Tell whether the process that was given ``name`` is there; what a dead one left behind is taken away."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            mine = connection.scalar(select(func.pg_try_advisory_lock(_number(name))))
            if mine:
                connection.execute(select(func.pg_advisory_unlock(_number(name))))
            connection.commit()
            return not mine
    path = _path(engine, name)
    if not path.exists():
        return False
    try:
        _held(path).close()
    except sqlite3.OperationalError:
        return True
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return False


def sweep(engine: Engine) -> None:
    """Take away the signs of workers that died without anything in their hands."""
    if engine.dialect.name == "postgresql" or engine.url.database is None:
        return
    store = Path(engine.url.database)
    for path in store.parent.glob(f"{store.name}-verstuur-*"):
        is_alive(engine, path.name.removeprefix(f"{store.name}-verstuur-"))


def _held(path: Path) -> sqlite3.Connection:
    """Return a connection that keeps the file to itself; OperationalError when another does."""
    raw = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        raw.execute("PRAGMA journal_mode = MEMORY").close()  # no file beside it that a dead worker leaves behind
        raw.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        raw.close()
        raise
    return raw


def _path(engine: Engine, name: str) -> Path:
    return Path(f"{engine.url.database}-verstuur-{name}")


def _number(name: str) -> int:
    return int.from_bytes(blake2b(f"verstuur {name}".encode(), digest_size=8).digest(), "big", signed=True)
