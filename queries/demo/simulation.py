"""All files of the demo, in the order in which they would have been delivered."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from queries.demo import own_files
from queries.demo.broken import write_broken
from queries.demo.calendar import (
    EVICTION_YEARS,
    LAST_MONTH,
    QUARTERS,
    TODAY,
    TRAJECT_PERIODS,
    YEARS,
    first_month,
    first_quarter,
)
from queries.demo.evictions_file import write_evictions
from queries.demo.shv_file import write_period
from queries.demo.truth import write_truth
from queries.demo.vs_file import write_quarter
from queries.demo.world import Scenario

SEED = "effectmeting"
SCHAAL = 0.1
JAREN = 3

_WRITERS = {
    "shv": write_period,
    "vs": write_quarter,
    "ontruiming": write_evictions,
    "aanvulling": own_files.write_own_tables,
}


@dataclass(frozen=True)
class FileTask:
    """Some files to make together; they need nothing of other tasks, so any process may make them at any time."""

    soort: str
    index: int
    known_until: int  # the day of delivery of most of its files; late ones and corrections come after it

    def run(self, folder: Path, scenario: Scenario) -> list[Path]:
        """Make the files and return their paths, by day of delivery and page."""
        return list(self.iterate(folder, scenario))

    def iterate(self, folder: Path, scenario: Scenario) -> Iterator[Path]:
        """Make the files one after another."""
        yield from _WRITERS[self.soort](folder, scenario, self.index)


@dataclass(frozen=True)
class Simulation:
    """What the simulator made."""

    files: tuple[Path, ...]
    truth_folder: Path
    today: date
    first_month: date
    last_month: date
    broken: tuple[Path, ...] = ()


def file_tasks(jaren: int = JAREN) -> list[FileTask]:
    """Return the tasks of a demo of so many years by day of delivery.

    They are the periods of schuldhulp, the quarters of vroegsignalering, the years of ontruimingen and the other
    tables of the aanvulling. Raises ValueError for a number of years that is not simulated.
    """
    if jaren not in YEARS:
        raise ValueError(f"De demo bestaat met {YEARS[0]} tot en met {YEARS[-1]} jaren, niet met {jaren}.")
    tasks = [
        *(FileTask("shv", index, one.known_until) for index, one in enumerate(TRAJECT_PERIODS[jaren])),
        *(FileTask("vs", at, QUARTERS[at].known_until) for at in range(first_quarter(jaren), len(QUARTERS))),
        *(FileTask("ontruiming", index, one.known_until) for index, one in enumerate(EVICTION_YEARS)),
        *(FileTask("aanvulling", index, own_files.KNOWN) for index in range(len(own_files.TABLES))),
    ]
    return sorted(tasks, key=lambda task: (task.known_until, task.soort))


def iter_files(
    folder: Path, *, seed: str = SEED, schaal: float = SCHAAL, jaren: int = JAREN, workers: int = 1
) -> Iterator[Path]:
    """Make the files one after another, each ready to be read when it comes out; pages of one levering together.

    With ``workers`` = 0 or 1 a file is made when it is asked for; with more, other processes work ahead while the
    caller reads. The bytes are the same. A late file comes with the others over its period.
    """
    for _, path in _made(folder, Scenario(seed, schaal, jaren), workers):
        yield path


def _made(folder: Path, scenario: Scenario, workers: int) -> Iterator[tuple[int, Path]]:
    """Yield how many tasks were done before it, and each file."""
    tasks = file_tasks(scenario.jaren)
    folder.mkdir(parents=True, exist_ok=True)
    if workers <= 1:
        for done, task in enumerate(tasks):
            for path in task.iterate(folder, scenario):
                yield done, path
        return
    # Spawned, not forked: Polars' threads do not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(task.run, folder, scenario) for task in tasks]
        try:
            for done, future in enumerate(futures):
                for path in future.result():
                    yield done, path
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def simulate(
    folder: Path,
    *,
    seed: str = SEED,
    schaal: float = SCHAAL,
    jaren: int = JAREN,
    workers: int = 1,
    kapot: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Simulation:
    """Make all files and the truth beside them (``folder/waarheid``); ``progress`` hears how far it is.

    With ``kapot`` also files that are no delivery at all, in ``folder/kapot``: they are not among ``files``.
    """
    scenario = Scenario(seed, schaal, jaren)
    total = len(file_tasks(jaren))
    files: list[Path] = []
    heard = 0
    for done, path in _made(folder, scenario, workers):
        files.append(path)
        if progress is not None and done > heard:
            progress(done, total)
            heard = done
    if progress is not None:
        progress(total, total)
    truth = write_truth(folder / "waarheid", scenario)
    broken = tuple(write_broken(folder / "kapot", scenario)) if kapot else ()
    return Simulation(tuple(files), truth, TODAY, first_month(jaren), LAST_MONTH, broken)
