"""The demo: invented deliveries of people who do not exist, through the very same door as real ones."""

import shutil
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy import Engine

SEED = "effectmeting"
# The demo published once before, so that it shows what became final since.
BETWEEN_PUBLICATIONS = timedelta(days=92)


def prepare(settings: Settings, *, schaal: float, fresh: bool, progress: Progress, jaren: int = 3) -> bool:
    """Make the demo's store in ``settings.map``; return whether it had to be made.

    A finished demo of the same scale and years is used again. Anything else in that folder is removed first: it is
    the demo's own, and half a demo is worse than none.
    """
    from data_checks.process import stop

    if not fresh and _is_finished(settings, _words(schaal, jaren)):
        return False
    if settings.map.exists():
        shutil.rmtree(settings.map)
    settings.map.mkdir(mode=0o700, parents=True)
    _own_key(settings)
    engine = world.open_store(settings, create=True)
    _mark(engine, schaal)
    world.prepare_store(engine)  # again: the reference tables of a country of this scale
    try:
        _fill(engine, settings, schaal=schaal, jaren=jaren, progress=progress)
    finally:
        stop()  # the checks' process weighs some hundreds of MB, and the dashboard has no use for it
        engine.dispose()
    return True


def _words(schaal: float, jaren: int) -> str:
    """Return how a finished demo is marked; one of three years as it always was."""
    return str(schaal) if jaren == 3 else f"{schaal}, {jaren} jaren"


def _is_finished(settings: Settings, mark: str) -> bool:
    """Whether the folder holds a whole demo of this kind: the last step writes the mark."""
    from queries.settings import read_instelling

    if not (settings.map / "register.sqlite3").exists():
        return False
    engine = world.open_store(settings, create=True)
    with engine.connect() as connection:
        finished = read_instelling(connection, "demo_klaar") == mark
    engine.dispose()
    return finished


def _own_key(settings: Settings) -> None:
    """Give the demo a key of its own, never the one of real deliveries."""
    from queries.deliveries.pseudonyms import new_key

    settings.sleutelbestand.touch(mode=0o600)
    settings.sleutelbestand.write_text(new_key() + "\n")


def _mark(engine: "Engine", schaal: float) -> None:
    """Say in the store itself that it is a demo, before anything else is in it."""
    from queries.settings import write_instelling

    with engine.begin() as connection:
        write_instelling(connection, "demo", "1")
        write_instelling(connection, "schaal", str(schaal))


def _fill(engine: "Engine", settings: Settings, *, schaal: float, jaren: int, progress: Progress) -> None:
    """Simulate, receive, and count and publish twice."""
    from data_checks.gate import GateLimits
    from data_checks.intake import receive
    from data_checks.process import warm_up
    from queries.demo.simulation import simulate
    from queries.settings import write_instelling

    warm_up()  # Great Expectations takes some seconds to import; the simulator runs meanwhile
    simulation = simulate(
        settings.map / "leveringen",
        seed=SEED,
        schaal=schaal,
        jaren=jaren,
        progress=partial(progress, "Leveringen verzinnen"),
    )
    today = simulation.today
    moment = datetime.combine(today, datetime.min.time())
    with engine.begin() as connection:
        write_instelling(connection, "peildatum", today.isoformat())
    files: Sequence[Path] = simulation.files
    limits = GateLimits(max_afgekeurd=settings.max_afgekeurd)
    receive(
        engine, files, world.load_key(settings), today=today, now=moment, limits=limits, progress=progress, store=True
    )
    for day in (today - BETWEEN_PUBLICATIONS, today):
        _count_and_publish(engine, settings, day, progress)
    with engine.begin() as connection:
        write_instelling(connection, "demo_klaar", _words(schaal, jaren))
    progress("Publiceren", 1, 1)


def _count_and_publish(engine: "Engine", settings: Settings, day: date, progress: Progress) -> None:
    """Count and publish as it was done on ``day``: what was not final then changes once after it."""
    from metrics.jobs import recount
    from metrics.publishing import publish

    recount(
        engine,
        settings.working_set,
        today=day,
        now=datetime.combine(day, time(1)),
        codeversie=world.CODE_VERSION,
        progress=progress,
    )
    progress("Publiceren", 0, 1)
    publish(engine, settings.publications, key=world.load_key(settings), datum=day)
