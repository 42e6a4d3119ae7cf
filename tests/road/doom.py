"""Ends a process, or its connection, at a chosen point of its work, by what Python and the drivers themselves report.

Nothing of ours is replaced: SQLite tells every statement it runs, psycopg runs its statements through a cursor of a
kind we choose, SQLAlchemy tells of commits, and Python tells of every file that is made, renamed or removed.
"""

import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

_FILE_EVENTS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "shutil.rmtree", "sqlite3.connect"}


class Doom:
    """Counts the points that were passed, and strikes at the one that was chosen (from 1; 0 is never)."""

    def __init__(self, at: int, strike: Callable[[], None]) -> None:
        self.passed = 0
        self._at, self._strike = at, strike

    def point(self) -> None:
        """Pass one point."""
        self.passed += 1
        if self.passed == self._at:
            self._strike()

    def watch(self, folder: Path) -> None:
        """Make a point of every statement, and of every change of a file in ``folder``."""
        sys.addaudithook(self._heard(f"{folder}{os.sep}"))
        event.listen(Engine, "commit", lambda _connection: self.point())
        event.listen(Engine, "rollback", lambda _connection: self.point())
        event.listen(Pool, "connect", self._connected)

    def _connected(self, raw: object, _record: object) -> None:
        if isinstance(raw, psycopg.Connection):
            raw.cursor_factory = self._cursor()
        elif isinstance(raw, sqlite3.Connection):
            raw.set_trace_callback(lambda _statement: self.point())

    def _cursor(self) -> type[psycopg.Cursor[Any]]:
        point = self.point

        class Cursor(psycopg.Cursor[Any]):
            def execute(self, *args: Any, **options: Any) -> Any:
                point()
                return super().execute(*args, **options)

            def executemany(self, *args: Any, **options: Any) -> None:
                point()
                super().executemany(*args, **options)

            @contextmanager
            def copy(self, *args: Any, **options: Any) -> Generator[psycopg.Copy]:
                point()
                with super().copy(*args, **options) as copy:
                    yield copy
                    point()  # the rows are on their way, and nobody said that was all

        return Cursor

    def _heard(self, inside: str) -> Callable[[str, tuple[Any, ...]], None]:
        def heard(name: str, about: tuple[Any, ...]) -> None:
            if name == "open":
                path, mode, flags = about
                writes = flags & (os.O_WRONLY | os.O_RDWR) if mode is None else set(mode) & set("wax+")
                if writes and _within(path, inside):
                    self.point()
            elif name in _FILE_EVENTS and _within(about[0], inside):
                self.point()

        return heard


def _within(path: object, inside: str) -> bool:
    return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(inside)


def appoint(fate: Mapping[str, Any], url: str, folder: Path) -> Doom:
    """Put this process under ``fate``: how it ends, and at which point, second or byte."""
    how, at = fate["how"], fate.get("at", 0)
    doom = Doom(at if how in ("kill", "cut") else 0, _die if how == "kill" else lambda: cut_connections(url))
    doom.watch(folder)
    if how == "time":
        signal.setitimer(signal.ITIMER_REAL, at)  # nobody handles it: the kernel ends the process on the spot
    if how == "bytes":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it; now the kernel ends us halfway a write
    return doom


def cut_connections(url: str) -> None:
    """Have the server end every connection to the database of ``url``, ours too."""
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
