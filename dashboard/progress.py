"""Progress of long work: a bar per stage for a person, silence for a scheduler."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# (stage in Dutch, done, total): called by long work, from the thread that does it
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Show nothing: for --json and for tests."""
    del stage, done, total


@contextmanager
def bars(*, show: bool = True) -> Iterator[Progress]:
    """Yield a callback that keeps one bar per stage on standard error.

    Without a terminal each stage is one line when it is done, so that a log file stays readable.
    """
    if not show:
        yield silent
        return
    if not sys.stderr.isatty():
        yield _line_per_stage()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with RichProgress(*columns, console=Console(stderr=True)) as display:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = display.add_task(stage, total=total)
            display.update(tasks[stage], completed=done, total=total)

        yield report


def _line_per_stage() -> Progress:
    """Return a callback that prints one line when a stage is done."""
    told: set[tuple[str, int]] = set()

    def report(stage: str, done: int, total: int) -> None:
        if done >= total and (stage, total) not in told:
            told.add((stage, total))
            print(f"{stage}: {done} van {total}", file=sys.stderr)  # noqa: T201 -- this is the console

    return report
