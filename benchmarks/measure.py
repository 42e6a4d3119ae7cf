"""Seconds and peak memory of a piece of work, in a process that has done nothing before."""

import multiprocessing
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_checks.process import stop

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Measured:
    """What a piece of work took and what it said; ``peak`` is in bytes, above what the process had before."""

    seconds: float
    peak: int
    said: Mapping[str, Any]


def peak_of_process(process: str = "self") -> int:
    """Return the most memory a process ever had, in bytes (Linux)."""
    # Not getrusage: its maximum survives exec, so a child would answer with its parent's peak.
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def peak_of_all() -> int:
    """Return the peaks of this process and of its children together."""
    return peak_of_process() + sum(peak_of_process(str(child.pid)) for child in multiprocessing.active_children())


def alone(work: Callable[..., Mapping[str, Any]], *given: Any, prepare: Callable[[], None] | None = None) -> Measured:
    """Do ``work`` in a fresh process, after ``prepare`` and before anything else, and measure only the work.

    Raises RuntimeError when it did not end well; what went wrong stands on standard error.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_measured, args=(there, work, given, prepare))
    child.start()
    there.close()
    try:
        answer: Measured = here.recv()
    except EOFError:
        raise RuntimeError(f"{work.__name__} ended badly") from None
    child.join()
    return answer


def _measured(answer: Any, work: Callable[..., Mapping[str, Any]], given: Any, prepare: Any) -> None:
    if prepare is not None:
        prepare()
    before = peak_of_all()
    began = time.perf_counter()
    said = work(*given)
    seconds = time.perf_counter() - began
    answer.send(Measured(seconds, peak_of_all() - before, said))
    stop()  # a process that was itself started by multiprocessing waits at its end for its children
