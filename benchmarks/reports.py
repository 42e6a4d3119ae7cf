"""342 reports as PDF: seconds and memory of all processes together, beside an empty Typst document for each.

    uv run python -m benchmarks.reports STORE [--keer 3]

STORE is the data folder of a finished national demo. Both are a whole program from its start: imports, processes,
reading, writing. The two take turns, so that what else the machine does falls on both; processor seconds tell what a
machine without other work would take. Memory is the most that all processes held at one moment (PSS: what they share
counts once), looked at five times a second.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

MEGABYTE = 1_000_000
PROCESSES = 2
OURS = ("-m", "dashboard.cli", "rapporteer", "--alle", "--json", "--naar")
EMPTY = ("-m", "benchmarks.reports", "--leeg")


@dataclass(frozen=True)
class Taken:
    """One run: seconds on the wall and of processors, the most bytes at a moment, and how many files it wrote."""

    wall: float
    processor: float
    peak: int
    files: int


def main() -> None:
    """Run both in turns and print both with their ratio; fail where two runs gave other bytes."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("store", type=Path)
    asked.add_argument("--keer", type=int, default=3)
    given = asked.parse_args()
    ours, empty, seen = list[Taken](), list[Taken](), set[str]()
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(given.keer):
            places = Path(folder) / f"rapporten{turn}", Path(folder) / f"leeg{turn}"
            ours.append(measured(OURS, given.store, places[0]))
            seen.add(digest(places[0]))
            empty.append(measured(EMPTY, given.store, places[1]))
    for name, runs in (("rapporten", ours), ("lege documenten", empty)):
        print(f"{name}: {said(runs)}")
    wall, processor = (
        statistics.median(getattr(run, what) for run in ours) / statistics.median(getattr(run, what) for run in empty)
        for what in ("wall", "processor")
    )
    print(f"verhouding: {wall:.1f} in tijd, {processor:.1f} in processortijd")
    print(f"dezelfde bytes in elke ronde: {'ja' if len(seen) == 1 else 'NEE'}")
    sys.exit(len(seen) > 1)


def said(runs: Sequence[Taken]) -> str:
    """Return the medians of ``runs`` in words, with the range of what was on the wall."""
    walls = sorted(run.wall for run in runs)
    middle = {what: statistics.median(getattr(run, what) for run in runs) for what in ("wall", "processor", "peak")}
    return (
        f"{runs[0].files} bestanden in {middle['wall']:.1f} s ({walls[0]:.1f} tot {walls[-1]:.1f}), "
        f"{middle['processor']:.1f} s processor, {middle['peak'] / MEGABYTE:.0f} MB"
    )


def measured(program: Sequence[str], store: Path, folder: Path) -> Taken:
    """Run ``program`` with ``folder`` as its last argument and measure it and all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    environment = os.environ | {"EFFECTMETING_MAP": str(store)}
    running = subprocess.Popen(
        [sys.executable, *program, str(folder)], env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    peak = 0
    while running.poll() is None:
        peak = max(peak, sum(held(process) for process in session_of(running.pid)))
        time.sleep(0.2)
    wall = time.perf_counter() - began
    if running.returncode:
        raise RuntimeError(f"{program} ended with {running.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(wall, processor, peak, len(list(folder.iterdir())))


def session_of(leader: int) -> list[Path]:
    """Return the processes that belong to the session of ``leader``."""
    found: list[Path] = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()
        except OSError:  # it ended
            continue
        if int(fields[3]) == leader:
            found.append(process)
    return found


def held(process: Path) -> int:
    """Return the bytes a process holds, its part of what it shares with others; nothing when it ended."""
    try:
        lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def digest(folder: Path) -> str:
    """Return one checksum of all files in ``folder``."""
    whole = sha256()
    for path in sorted(folder.iterdir()):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def write_empty(folder: Path, many: int = 342) -> None:
    """Write as many empty documents as there are gemeenten, in as many processes as the reports."""
    folder.mkdir()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_empty, repeat(folder), range(many)))


def _empty(folder: Path, number: int) -> None:
    import typst

    (folder / f"{number}.pdf").write_bytes(typst.compile(b"", pdf_standards=["1.7"]))


if __name__ == "__main__":
    if sys.argv[1] == "--leeg":
        write_empty(Path(sys.argv[2]))
    else:
        main()
