"""The suites in a process of their own.

Importing Great Expectations is five seconds of pure Python. In a thread those seconds are added to the
reading of the delivery, since only one thread runs Python at a time; in a process they cost nothing
beside it, and its 300 MB never weigh on the process that reads and stores.
"""

import os
import signal
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context, parent_process

import polars as pl

from data_checks.findings import Finding, GateClosedError


def warm_up() -> None:
    """Start the process and its import, and return at once; without this, the first check does it."""
    _pool().submit(_import_suites)


def run_suites(frames: Mapping[str, pl.DataFrame]) -> list[Finding]:
    """Check every frame with the suite of its name, in the other process; see data_checks.runner.run_suite."""
    running: Future[list[Finding]] = _pool().submit(run_suites_here, dict(frames))
    try:
        return running.result()
    except BrokenProcessPool:
        stop()
        raise GateClosedError(
            "Het proces dat de controles uitvoert is gestopt, waarschijnlijk door te weinig geheugen. "
            "Er is niets opgeslagen; probeer het opnieuw."
        ) from None


def run_suites_here(frames: Mapping[str, pl.DataFrame]) -> list[Finding]:
    """Check every frame with the suite of its name, in this process: it pays for the import itself."""
    from data_checks.runner import run_suite

    return [finding for tabel, frame in frames.items() for finding in run_suite(tabel, frame)]


def stop() -> None:
    """End the process; a later check starts a new one."""
    _pool().shutdown(wait=True, cancel_futures=True)
    _pool.cache_clear()


@cache
def _pool() -> ProcessPoolExecutor:
    # Spawned on every system: a fork would copy Polars' threads halfway through their work.
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_obey_parent)


def _obey_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it ends in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _import_suites() -> None:
    import data_checks.suites  # noqa: F401
