"""All files of the demo, in the order in which they would have been delivered."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from queries.demo.calendar import EVICTION_YEARS, FIRST_MONTH, LAST_MONTH, QUARTERS, TODAY, TRAJECT_YEARS
from queries.demo.evictions_file import write_evictions
from queries.demo.shv_file import write_year
from queries.demo.truth import write_truth
from queries.demo.vs_file import write_quarter
from queries.demo.world import Scenario

SEED = "effectmeting"
SCHAAL = 0.1

_WRITERS = {"shv": write_year, "vs": write_quarter, "ontruiming": write_evictions}


@dataclass(frozen=True)
class FileTask:
    """One file to make: it needs nothing of the others, so any process may make it at any time."""

    soort: str
    index: int
    known_until: int

    def run(self, folder: Path, scenario: Scenario) -> Path:
        """Make the file and return its path."""
        return _WRITERS[self.soort](folder, scenario, self.index)


@dataclass(frozen=True)
class Simulation:
    """What the simulator made."""

    files: tuple[Path, ...]
    truth_folder: Path
    today: date
    first_month: date
    last_month: date


def file_tasks() -> list[FileTask]:
    """Return the files of the demo by day of delivery: 5 of schuldhulp, 12 of vroegsignalering, 3 of ontruimingen."""
    periods = {"shv": TRAJECT_YEARS, "vs": QUARTERS, "ontruiming": EVICTION_YEARS}
    tasks = [
        FileTask(soort, index, period.known_until)
        for soort, those in periods.items()
        for index, period in enumerate(those)
    ]
    return sorted(tasks, key=lambda task: (task.known_until, task.soort))


def iter_files(folder: Path, *, seed: str = SEED, schaal: float = SCHAAL, workers: int = 1) -> Iterator[Path]:
    """Make the files one after another, each ready to be read when it comes out.

    With ``workers`` = 0 or 1 a file is made when it is asked for; with more, other processes work ahead while the
    caller reads. The bytes are the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scenario = Scenario(seed, schaal)
    if workers <= 1:
        for task in file_tasks():
            yield task.run(folder, scenario)
        return
    # Spawned, not forked: Polars' threads do not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(task.run, folder, scenario) for task in file_tasks()]
        try:
            for future in futures:
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def simulate(
    folder: Path,
    *,
    seed: str = SEED,
    schaal: float = SCHAAL,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Simulation:
    """Make all files and the truth beside them (``folder/waarheid``); ``progress`` hears how many of how many."""
    total = len(file_tasks())
    files: list[Path] = []
    for path in iter_files(folder, seed=seed, schaal=schaal, workers=workers):
        files.append(path)
        if progress is not None:
            progress(len(files), total)
    truth = write_truth(folder / "waarheid", Scenario(seed, schaal))
    return Simulation(tuple(files), truth, TODAY, FIRST_MONTH, LAST_MONTH)
