"""`ontvang`, `keur` and `sleutel`: what happens at the door."""

import json
import os
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode, SettingsError
from dashboard.progress import bars
from dashboard.texts import number, span

if TYPE_CHECKING:
    from data_checks.intake import IntakeReport, LeveringReport
    from rich.console import Console

MOST_LISTED = 20


def receive(settings: Settings, paths: list[Path], *, store: bool, as_json: bool, console: "Console") -> ExitCode:
    """Take deliveries in (``store``) or only check them, and say what came of it."""
    from data_checks.gate import GateLimits
    from data_checks.intake import receive as take_in

    files = world.expand(paths)
    key = world.load_key(settings)
    engine = world.open_store(settings, create=True) if store else _store_if_any(settings)
    with bars(show=not as_json) as progress:
        report = take_in(
            engine,
            files,
            key,
            today=world.today(settings),
            now=world.now(),
            limits=GateLimits(max_afgekeurd=settings.max_afgekeurd),
            progress=progress,
            store=store,
        )
    if as_json:
        console.print_json(json.dumps(_as_json(report), default=str))
    else:
        _show(report, console, stored=store)
    return _exit_code(report)


def make_key(settings: Settings, console: "Console") -> ExitCode:
    """Make a key file that only its owner may read; an existing key is never overwritten.

    Raises SettingsError when there is one already: another key would break every link with what is stored.
    """
    from queries.deliveries.pseudonyms import Key, new_key

    path = settings.sleutelbestand
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SettingsError(
            f"Er is al een sleutel in {path}; die blijft staan, want met een andere sleutel "
            "herkent het register niemand meer terug."
        ) from None
    with os.fdopen(descriptor, "w") as file:
        file.write(new_key() + "\n")
    console.print(f"De sleutel staat in {path} (kenmerk {Key.from_file(path).fingerprint}).", soft_wrap=True)
    console.print(
        "Bewaar een kopie in een kluis, niet bij het register: zonder deze sleutel sluiten nieuwe leveringen niet meer aan."
    )
    return ExitCode.OK


def _store_if_any(settings: Settings):  # noqa: ANN202 -- Engine | None, imported by world only when there is one
    """Open the store for a check when there is one: references to earlier leveringen can then be looked up."""
    from dashboard.errors import NoStoreError

    try:
        return world.open_store(settings, create=False)
    except NoStoreError:
        return None


def _exit_code(report: "IntakeReport") -> ExitCode:
    """Tell a scheduler whether all, part or nothing was usable."""
    good = sum(levering.accepted for levering in report.leveringen)
    bad = len(report.leveringen) - good + len(report.refused)
    if bad == 0:
        return ExitCode.OK
    return ExitCode.PARTLY_ACCEPTED if good else ExitCode.NOTHING_ACCEPTED


def _as_json(report: "IntakeReport") -> dict[str, object]:
    """The report for a machine: counts, verdicts, paths and rules; never a value of a record."""
    return asdict(report)


def _show(report: "IntakeReport", console: "Console", *, stored: bool) -> None:
    """Print what was understood, taken and not taken, for an application administrator."""
    from rich.table import Table

    table = Table(title="Leveringen", title_justify="left", expand=False)
    for heading in ("Soort", "Van", "Gemeenten", "Periode"):
        table.add_column(heading)
    for heading in ("Geleverd", "Afgekeurd", "Te herstellen"):
        table.add_column(heading, justify="right")
    table.add_column("Oordeel")
    for row in _grouped(report.leveringen):
        table.add_row(*row)
    if report.leveringen:
        console.print(table)
    for levering in report.leveringen:
        if not levering.accepted:
            console.print(
                f"✗ {levering.gm_code}, {span(levering.periode_van, levering.periode_tot)}: {levering.oordeel}",
                soft_wrap=True,
            )
    for refused in report.refused:
        console.print(f"✗ {refused.reason}", soft_wrap=True)
    rules = Counter((r.ernst, r.regel, r.reden) for r in report.rejections)
    if rules:
        console.print("\nWat er niet klopt, van vaak naar zelden:")
        for (ernst, regel, reden), times in rules.most_common(MOST_LISTED):
            sign = "✗" if ernst == "afgekeurd" else "!"
            console.print(f"  {sign} {number(times)} × {regel}: {reden}", soft_wrap=True)
    if not stored:
        for rejection in report.rejections[:MOST_LISTED]:
            console.print(f"  {rejection.bestand} {rejection.pad}: {rejection.regel}", soft_wrap=True)
        if len(report.rejections) > MOST_LISTED:
            console.print(f"  … en nog {number(len(report.rejections) - MOST_LISTED)}; `--json` geeft ze allemaal.")
        console.print("\nEr is niets bewaard.")
    elif any(levering.accepted for levering in report.leveringen):
        console.print("\nVolgende stap: `effectmeting bereken`.")


def _grouped(leveringen: "list[LeveringReport]") -> list[tuple[str, ...]]:
    """One row per soort, supplier, period and verdict: a national file is one line, not 342."""
    groups: dict[tuple[str, ...], list[LeveringReport]] = {}
    for levering in leveringen:
        key = (levering.soort, levering.leverancier, span(levering.periode_van, levering.periode_tot), levering.status)
        groups.setdefault(key, []).append(levering)
    rows: list[tuple[str, ...]] = []
    for (soort, leverancier, months, status), members in groups.items():
        codes = sorted({member.gm_code for member in members})
        rows.append(
            (
                SOORTEN.get(soort, soort),
                leverancier,
                codes[0] if len(codes) == 1 else number(len(codes)),
                months,
                number(sum(member.aantal for member in members)),
                number(sum(member.afgekeurd for member in members)),
                number(sum(member.waarschuwingen for member in members)),
                STATUSSEN.get(status, status),
            )
        )
    return rows


SOORTEN = {"vs": "Vroegsignalering", "shv": "Schuldhulp", "ontruiming": "Ontruimingen"}
STATUSSEN = {
    "in_gebruik": "✓ in gebruik",
    "vervangen": "○ een nieuwere levering geldt",
    "geweigerd": "✗ geweigerd",
    "al_ontvangen": "○ was er al",
    "gekeurd": "✓ bruikbaar",
}
