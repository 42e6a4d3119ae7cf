"""What came of the files that were taken in: counts, places and rules, never a value."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from queries.deliveries.records import Delivery, Levering, RefusedFile, Rejection, Verdict
from queries.deliveries.store import AlreadyReceived, Stored


@dataclass(frozen=True, slots=True)
class LeveringReport:
    """What came of one levering."""

    soort: str
    leverancier: str
    organisatie_naam: str
    gm_code: str
    periode_van: date
    periode_tot: date  # exclusive
    bestanden: tuple[str, ...]
    status: str  # as in the store; "al_ontvangen" when it was here before, "gekeurd" when it was only checked
    accepted: bool
    oordeel: str | None
    aantal: int
    afgekeurd: int
    waarschuwingen: int  # also those that are not listed
    nummer: int | None = None  # in the store, when it is there
    vervangt: tuple[int, ...] = ()  # numbers of the leveringen whose place it takes, or would take


@dataclass(slots=True)
class IntakeReport:
    """What came of all files together."""

    leveringen: list[LeveringReport] = field(default_factory=list[LeveringReport])
    refused: list[RefusedFile] = field(default_factory=list[RefusedFile])
    rejections: list[Rejection] = field(default_factory=list[Rejection])
    seconds: dict[str, float] = field(default_factory=dict[str, float])  # lezen, controleren, opslaan

    def add(self, delivery: Delivery, verdicts: Sequence[Verdict], stored: Sequence[Stored] | None) -> None:
        """Report a delivery that was judged; ``stored`` is what became of it.

        Of one that was only checked it is what would become of it, and None where there is no store to ask.
        """
        fates = {each.levering_nr: each for each in stored or ()}
        for verdict in verdicts:
            nr = verdict.levering_nr
            remarks = sum(
                each.levering == nr and each.tabel == "levering" and each.ernst == "waarschuwing"
                for each in delivery.rejections
            )
            self.leveringen.append(_report(delivery.leveringen[nr], verdict, fates.get(nr), remarks))
        self.rejections += dict.fromkeys([*delivery.rejections, *(each for v in verdicts for each in v.afkeuringen)])

    def refuse(self, delivery: Delivery, reason: str) -> None:
        """Report that nothing of a delivery was stored."""
        names = dict.fromkeys(name for levering in delivery.leveringen for name in levering.bestanden)
        self.refused += [RefusedFile(Path(name), f"{name}: {reason}") for name in names]


def _report(levering: Levering, verdict: Verdict, fate: Stored | None, remarks: int) -> LeveringReport:
    found = sum(c.gevonden for c in verdict.controles if c.ernst == "waarschuwing" and c.tabel != "levering")
    return LeveringReport(
        soort=levering.soort,
        leverancier=levering.leverancier,
        organisatie_naam=levering.organisatie_naam,
        gm_code=levering.gm_code,
        periode_van=levering.periode_van,
        periode_tot=levering.periode_tot,
        bestanden=levering.bestanden,
        status=_status(verdict, fate),
        accepted=verdict.accepted,
        oordeel=verdict.oordeel if fate is None else fate.oordeel,
        aantal=levering.aantal,
        afgekeurd=levering.afgekeurd,
        waarschuwingen=remarks + found,
        nummer=fate.id if fate is not None and fate.id else None,
        vervangt=() if fate is None else fate.vervangt,
    )


def _status(verdict: Verdict, fate: Stored | None) -> str:
    if isinstance(fate, AlreadyReceived):
        # One that was replaced since does not count, however well it was received.
        return "al_ontvangen" if verdict.accepted and fate.status == "in_gebruik" else fate.status
    if fate is not None and (fate.id or fate.status == "vervangen"):
        return fate.status
    return "gekeurd" if verdict.accepted else "geweigerd"
