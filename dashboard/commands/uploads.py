"""The worker's part of Aanleveren: check an upload at the real door, store it, withdraw a levering; then count."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard import spool
from dashboard.commands import world
from dashboard.commands.covering import Asked
from dashboard.commands.unpacked import unpacked
from dashboard.commands.verdicts import outcome_of
from dashboard.errors import people_errors
from dashboard.texts import count_of
from dashboard.worker import Beat, Done, Job

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from dashboard.config import Settings
    from data_checks.gate import Runner
    from data_checks.intake import IntakeReport, Progress

GONE = "De bestanden zijn er niet meer: ze worden na een uur verwijderd. Lever ze opnieuw aan."
FOREIGN = "Dit bestand gaat ook over een gemeente die niet van u is ({}). Daarom is er niets van aangenomen."

# (opdracht, beat) -> what the counting said
Count = Job


def upload_jobs(engine: "Engine", settings: "Settings", count: Count, run: "Runner | None" = None) -> dict[str, Job]:
    """Return the jobs by name; ``count`` is the job that counts, ``run`` who runs the suites."""
    from queries.uploads import CHECK, STORE, WITHDRAW

    desk = _Desk(engine, settings, count, run)
    return {CHECK: desk.check, STORE: desk.store, WITHDRAW: desk.withdraw}


class _Desk:
    """The jobs of Aanleveren on one store."""

    def __init__(self, engine: "Engine", settings: "Settings", count: Count, run: "Runner | None") -> None:
        self._engine, self._settings, self._count, self._run = engine, settings, count, run

    def check(self, opdracht: Mapping[str, Any], beat: Beat) -> Done:
        """Check an upload and say what is in it; what nobody can accept or mend is removed at once."""
        report, paths = self._receive(opdracht, partial(_told, beat, 0.0, 1.0), store=False)
        outcome = outcome_of(report, paths)
        if foreign := self._foreign(outcome["gm_codes"], opdracht):
            # Of a gemeente of others not even the verdict is for this reader.
            told = FOREIGN.format(", ".join(foreign))
            spool.drop(self._settings.spool, opdracht["spool"])
            return Done(told, {"bruikbaar": False, "geweigerd": told})
        if not outcome["bruikbaar"] and not any(each["vraagt_dekking"] for each in outcome["bestanden"]):
            spool.drop(self._settings.spool, opdracht["spool"])
        return Done("De keuring is klaar.", outcome)

    def store(self, opdracht: Mapping[str, Any], beat: Beat) -> Done:
        """Store what was checked, count, and remove the files whatever came of it."""
        report, paths = self._receive(opdracht, partial(_told, beat, 0.0, 0.5), store=True)
        spool.drop(self._settings.spool, opdracht["spool"])
        outcome = outcome_of(report, paths)
        new = [each for each in report.leveringen if each.accepted and each.status != "al_ontvangen"]
        if not new:
            return Done("Er is niets veranderd: deze leveringen waren er al.", outcome | {"berekend": True})
        one = len(new) == 1
        told = f"{count_of(len(new), 'levering', 'leveringen')} {'is' if one else 'zijn'} opgeslagen."
        return self._counted(told, outcome, beat)

    def withdraw(self, opdracht: Mapping[str, Any], beat: Beat) -> Done:
        """Take a levering out of force, and count its gemeente again."""
        from queries.deliveries.withdrawal import withdraw

        beat(0.0, "Intrekken")
        with self._engine.begin() as connection:
            found = withdraw(connection, int(opdracht["levering"]), world.now())
        return self._counted(f"Levering {found.nummer} is ingetrokken.", {"nummer": found.nummer}, beat)

    def _receive(
        self, opdracht: Mapping[str, Any], progress: "Progress", *, store: bool
    ) -> "tuple[IntakeReport, list[Path]]":
        from data_checks.gate import GateLimits
        from data_checks.intake import receive
        from data_checks.process import run_suites

        key = world.load_key(self._settings)
        waiting = spool.files_of(self._settings.spool, opdracht["spool"])
        if not waiting:
            raise spool.UploadError(GONE)
        paths = unpacked(waiting)
        report = receive(
            self._engine,
            paths,
            key,
            today=world.now().date(),
            now=world.now(),
            limits=GateLimits(max_afgekeurd=self._settings.max_afgekeurd),
            declared=_asked(opdracht).coverage(),
            progress=progress,
            store=store,
            run=self._run or run_suites,
        )
        return report, paths

    def _foreign(self, gm_codes: list[str], opdracht: Mapping[str, Any]) -> list[str]:
        from queries.uploads import foreign_codes

        with self._engine.connect() as connection:
            return foreign_codes(connection, gm_codes, opdracht["voor"])

    def _counted(self, told: str, outcome: dict[str, Any], beat: Beat) -> Done:
        """Count after what was done; that the figures could not follow undoes nothing of it."""
        try:
            made = self._count({}, lambda done, stage: beat(0.5 + done / 2, stage))
        except tuple(people_errors()) as error:
            sentence = f"{told} De cijfers konden nog niet worden berekend: {error}"
            return Done(sentence, outcome | {"berekend": False})
        counted = made.bericht if isinstance(made, Done) else made
        return Done(f"{told} {counted}", outcome | {"berekend": True})


def _asked(opdracht: Mapping[str, Any]) -> Asked:
    return Asked(gemeente=tuple(opdracht.get("gemeente", ())), van=opdracht.get("van"), tot=opdracht.get("tot"))


def _told(beat: Beat, since: float, until: float, stage: str, done: int, total: int) -> None:
    beat(since + (until - since) * done / max(total, 1), stage)
