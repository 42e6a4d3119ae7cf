"""Reports made by several processes side by side; one gemeente that fails, or takes its process along, costs itself."""

import os
import pickle
import re
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from datetime import datetime

    from dashboard.figures.source import Source
    from dashboard.reports.look import Look

MOST_PROCESSES: Final = 8  # each weighs some hundreds of MB
_KEPT: Final = 12  # answers per question: a gemeente that is done is not asked again, and 80 of them weigh 400 MB
# One thread per process: they share the processors already.
_THREADS: Final = {"POLARS_MAX_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_FRAME: Final = re.compile(r'File "[^"]*?([^"/\\]+)", line (\d+), in (\w+)')


@dataclass(frozen=True)
class Asked:
    """What to make, the same for every gemeente; picklable, so that every process knows it."""

    source: "Source"
    look: "Look"
    periode: str
    formats: tuple[str, ...]
    folder: Path
    now: "datetime"
    indicators: tuple[str, ...] | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """What came of one gemeente: its files, or why there are none."""

    gm_code: str
    soort: str = ""
    bestanden: tuple[str, ...] = ()
    reden: str | None = None


def make(asked: Asked, gm_code: str) -> Made:
    """Make the report of one gemeente in every format, and only then write its files."""
    from dashboard.reports.compose import make_report
    from dashboard.reports.formats import file_name, render

    chosen: dict[str, Any] = {"indicators": asked.indicators, "topics": asked.topics, "now": asked.now}
    report = make_report(asked.source, gm_code, asked.periode, **chosen)
    contents = {file_name(report, formaat): render(report, asked.look, formaat) for formaat in asked.formats}
    for name, content in contents.items():
        write_whole(asked.folder / name, content)
    return Made(gm_code, report.soort, tuple(contents))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: who stops halfway leaves the old one, or none."""
    part = path.with_name(f".{path.name}.deel")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def processes_for(many: int) -> int:
    """Return how many processes to make ``many`` reports with on this machine."""
    return max(1, min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2, MOST_PROCESSES, many))


def make_all(asked: Asked, codes: Sequence[str], processes: int) -> Iterator[Made]:
    """Yield what came of each gemeente, as it comes.

    Where a process dies, what it and the others were to do is done once more, one gemeente at a time: then only the
    one that kills its process is left without a report.
    """
    left: list[str] = []
    with _pool(asked, processes) as pool:
        running = {pool.submit(_make_here, code): code for code in codes}
        for future in as_completed(running):
            if isinstance(future.exception(), BrokenProcessPool):
                left.append(running[future])
            else:
                yield _outcome(future, running[future])
    yield from _one_by_one(asked, sorted(left))


def _one_by_one(asked: Asked, codes: Sequence[str]) -> Iterator[Made]:
    waiting = list(codes)
    while waiting:
        with _pool(asked, 1) as pool:
            while waiting:
                code = waiting.pop(0)
                future = pool.submit(_make_here, code)
                yield _outcome(future, code)
                if isinstance(future.exception(), BrokenProcessPool):
                    break


def _outcome(future: Future[Made], gm_code: str) -> Made:
    error = future.exception()
    return future.result() if error is None else Made(gm_code, reden=_reason(error))


def _reason(error: BaseException) -> str:
    """Say why: the sentence of an error meant for people; else only where it happened, since it may quote a value."""
    from dashboard.errors import disk_sentence, people_errors

    if isinstance(error, BrokenProcessPool):
        return "het proces is gestopt, waarschijnlijk door te weinig geheugen; probeer deze gemeente nog eens apart"
    if isinstance(error, tuple(people_errors())):
        return str(error)
    if isinstance(error, OSError):
        return disk_sentence(error)
    frames = _FRAME.findall(str(error.__cause__))
    where = f" in {frames[-1][0]}:{frames[-1][1]} {frames[-1][2]}" if frames else ""
    return f"een fout in het programma zelf ({type(error).__name__}{where}); meld dit aan wie het beheert"


@contextmanager
def _pool(asked: Asked, processes: int) -> Iterator[ProcessPoolExecutor]:
    """Yield processes that know what is asked; who stops early leaves nothing running.

    Spawned on every system: a fork would copy Polars' threads halfway through their work.
    """
    given = (pickle.dumps(asked),)
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start, initargs=given)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


# Packed, and unpacked at the first report: unpacking loads Polars, which reads the number of its threads then.
_waiting: list[bytes] = []


def _start(asked: bytes) -> None:
    """Begin a process: Ctrl-C is for the parent, and it ends when the parent does, in whatever way."""
    os.environ.update(_THREADS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _waiting.append(asked)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@cache
def _asked() -> Asked:
    from dashboard.figures.source import keep_fewer

    keep_fewer(_KEPT)
    return pickle.loads(_waiting[-1])  # noqa: S301 -- packed by our own parent


def _make_here(gm_code: str) -> Made:
    return make(_asked(), gm_code)
