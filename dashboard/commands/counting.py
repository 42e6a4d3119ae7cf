"""`bereken` and `publiceer`: from cases to counts, and from counts to what is shown."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode
from dashboard.progress import bars
from dashboard.texts import count_of, day, number

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from rich.console import Console

    from queries.publications import AlreadyPublishedError


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


def publish(settings: Settings, *, dry: bool, remark: str | None, as_json: bool, console: "Console") -> ExitCode:
    """Make the counts of the last run the published ones, under the next number."""
    from metrics.jobs import publish as make
    from queries.access import read_store_state
    from queries.publications import AlreadyPublishedError
    from queries.viewer import local_administrator

    engine = world.open_store(settings, create=False)
    today = world.today_of_store(engine, settings)
    with engine.connect() as connection:
        state = read_store_state(connection, local_administrator())
    if state.nieuwe_leveringen and not as_json:
        told = count_of(state.nieuwe_leveringen, "levering is", "leveringen zijn")
        console.print(f"Let op: {told} nog niet geteld. Doe eerst `effectmeting bereken`.")
    try:
        made = make(engine, settings.publications, datum=today, opmerking=remark, droog=dry)
    except AlreadyPublishedError as same:
        return _nothing_new(same, as_json=as_json, console=console)
    if as_json:
        console.print_json(json.dumps(asdict(made), default=str))
        return ExitCode.OK
    verb = "Dit zou publicatie" if dry else "Publicatie"
    console.print(f"{verb} {made.nummer} {'worden' if dry else 'is gemaakt'}, {day(made.datum)}:")
    for file in made.bestanden:
        console.print(f"  {file.naam}: {number(file.rijen)} rijen")
    console.print("Een gemeente ziet haar eigen cijfers en die van Nederland, niet die van een andere gemeente.")
    return ExitCode.OK


def _nothing_new(same: "AlreadyPublishedError", *, as_json: bool, console: "Console") -> ExitCode:
    """Say that the counts were published already: that is an answer, not a failure."""
    if as_json:
        console.print_json(json.dumps({"nummer": same.nummer, "veranderd": False}))
    else:
        console.print(str(same))
    return ExitCode.OK
