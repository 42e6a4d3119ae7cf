"""`bereken`: from cases to counts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode
from dashboard.progress import bars
from dashboard.texts import count_of, day, number

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from rich.console import Console


def count(settings: Settings, *, cluster: str | None, as_json: bool, console: "Console") -> ExitCode:
    """Count every gemeente whose leveringen changed, and Nederland; publish nothing."""
    from metrics.jobs import recount

    engine = world.open_store(settings, create=False)
    with _machines(cluster, settings) as (executor, parts), bars(show=not as_json) as progress:
        report = recount(
            engine,
            settings.working_set,
            today=world.today_of_store(engine, settings),
            now=world.now(),
            codeversie=world.CODE_VERSION,
            executor=executor,
            parts=parts,
            progress=progress,
        )
    if as_json:
        console.print_json(json.dumps(report.as_dict(), default=str))
    elif report.changed and not (report.gemeenten or report.tellingen):
        console.print(f"Geen telling is veranderd; de cijfers zijn nu die van {day(report.peildatum)}.")
    elif report.changed:
        counted = count_of(report.gemeenten, "gemeente", "gemeenten") if report.gemeenten else "alleen gebieden"
        console.print(
            f"Berekend: {counted}, {number(report.tellingen)} tellingen, met de stand van {day(report.peildatum)}."
        )
        console.print(
            "Volgende stap: `effectmeting publiceer` (voor de vergelijking met Nederland) en `effectmeting open`."
        )
    else:
        console.print("Er is niets veranderd sinds de vorige berekening; de cijfers blijven zoals ze waren.")
    return ExitCode.OK


@contextmanager
def _machines(cluster: str | None, settings: Settings) -> Iterator[tuple["Executor | None", int]]:
    """Yield where to count and in how many parts: here, unless there is a cluster."""
    if cluster is None:
        yield None, 1
        return
    from dashboard.commands.cluster import executor_of

    with executor_of(cluster, settings.working_set) as found:
        yield found
