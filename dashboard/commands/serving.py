"""`open`, `demo` and `werk`: the processes people look at, and the one that works for them."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dashboard import serving, spool
from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode, SettingsError
from dashboard.progress import bars
from dashboard.texts import count_of

log = logging.getLogger("effectmeting.werk")

if TYPE_CHECKING:
    import subprocess

    from rich.console import Console

    from dashboard.worker import Beat


def serve(settings: Settings, console: "Console") -> ExitCode:
    """Show the dashboard until the person stops it."""
    world.open_store(settings, create=True).dispose()
    with serving.starting(settings) as server:
        _show(settings, server, console)
    return ExitCode.OK


def demo(settings: Settings, *, schaal: float, jaren: int, fresh: bool, show: bool, console: "Console") -> ExitCode:
    """Make invented deliveries, take them through the real door, count, publish and show them.

    Raises SettingsError for a number of years that there is no demo of.
    """
    from queries.demo.calendar import YEARS

    if jaren not in YEARS:
        raise SettingsError(f"De demo bestaat met {' of '.join(map(str, YEARS))} jaren; kies een van die met --jaren.")
    own = settings.model_copy(
        update={
            "map": settings.map / "demo",
            "database": None,
            "sleutel": None,
            "sleutelbestand": settings.map / "demo" / "sleutel",
        }
    )
    if not show:
        _prepare(own, schaal, jaren, console, fresh=fresh)
        return ExitCode.OK
    # The server takes some seconds to load: it does so while the figures are being made.
    with serving.starting(own) as server:
        _prepare(own, schaal, jaren, console, fresh=fresh)
        _show(own, server, console)
    return ExitCode.OK


def _prepare(own: Settings, schaal: float, jaren: int, console: "Console", *, fresh: bool) -> None:
    from dashboard.commands.demonstration import prepare

    with bars() as progress:
        prepare(own, schaal=schaal, jaren=jaren, fresh=fresh, progress=progress)
    console.print(f"De demo staat in {own.map}. Alle mensen en gevallen erin zijn verzonnen.", soft_wrap=True)


def _show(settings: Settings, server: "subprocess.Popen[bytes]", console: "Console") -> None:
    """Say where the dashboard is once it answers, and wait until it is stopped."""
    with serving.working(settings, server):
        console.print(f"\nHet dashboard staat op {serving.address(settings)}. Stoppen: Ctrl-C.", soft_wrap=True)
        serving.wait(server)


def work(settings: Settings, *, once: bool) -> ExitCode:
    """Do the work that pages ask for."""
    from dashboard.commands.uploads import upload_jobs
    from dashboard.errors import people_errors
    from dashboard.worker import day, work, work_once

    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("effectmeting").setLevel(logging.INFO)  # ours; of the libraries only what goes wrong
    engine = world.open_store(settings, create=True)

    def bereken(opdracht: Mapping[str, Any], beat: "Beat") -> str:
        from data_checks.process import stop
        from metrics.jobs import recount

        today = day(opdracht, world.today_of_store(engine, settings))
        try:
            report = recount(
                engine,
                settings.working_set,
                today=today,
                now=world.now(),
                codeversie=world.CODE_VERSION,
                progress=lambda stage, done, total: beat(done / max(total, 1), stage),
            )
        finally:
            stop()  # it weighs some hundreds of MB, and the next task may be hours away
        if not report.changed:
            return "Er was niets veranderd sinds de vorige berekening."
        if not report.gemeenten:
            return "Geen gemeente hoefde opnieuw te worden geteld; de cijfers zijn nu die van vandaag."
        one = report.gemeenten == 1
        return f"{count_of(report.gemeenten, 'gemeente', 'gemeenten')} {'is' if one else 'zijn'} berekend."

    def publiceer(opdracht: Mapping[str, Any], beat: "Beat") -> str:
        from metrics.publishing import publish
        from queries.publications import AlreadyPublishedError

        beat(0.0, "Publiceren")
        try:
            today = day(opdracht, world.today_of_store(engine, settings))
            made = publish(engine, settings.publications, key=world.load_key(settings), datum=today)
        except AlreadyPublishedError as same:
            return str(same)
        return f"Publicatie {made.nummer} is gemaakt."

    def tidy() -> None:
        from data_checks.process import stop

        swept = spool.sweep(settings.spool, world.now())
        if swept:
            log.info("%s aanleveringen verwijderd die te lang wachtten", swept)
        stop()

    jobs = {"bereken": bereken, "publiceer": publiceer, **upload_jobs(engine, settings, bereken)}
    if once:
        tidy()
        while work_once(engine, jobs, people_errors, world.now):
            pass
    else:
        work(engine, jobs, people_errors, world.now, tidy=tidy)
    return ExitCode.OK
