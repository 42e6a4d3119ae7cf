"""`ontvang`, `keur` and `sleutel`: what happens at the door."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.commands.covering import Asked
from dashboard.commands.outcome import show_intake
from dashboard.config import Settings
from dashboard.errors import ExitCode, SettingsError
from dashboard.progress import bars

if TYPE_CHECKING:
    from rich.console import Console

    from data_checks.intake import IntakeReport


def receive(
    settings: Settings, paths: list[Path], asked: Asked, *, store: bool, as_json: bool, console: "Console"
) -> ExitCode:
    """Take deliveries in (``store``) or only check them, and say what came of it.

    Raises SettingsError when there is nothing to read, or an option makes no sense.
    """
    from data_checks.gate import GateLimits
    from data_checks.intake import receive as take_in

    declared, views = asked.coverage(), asked.views()
    if not paths and not views:
        raise SettingsError("Geef een bestand of map op, of met --bron en --tabel een database.")
    files = world.expand(paths)
    key = world.load_key(settings)
    engine = world.open_store(settings, create=True) if store else _store_if_any(settings)
    with bars(show=not as_json) as progress:
        report = take_in(
            engine,
            files,
            key,
            today=world.now().date(),  # what lies in the future is told by the clock, not by the day of the figures
            now=world.now(),
            limits=GateLimits(max_afgekeurd=settings.max_afgekeurd),
            declared=declared,
            views=views,
            progress=progress,
            store=store,
        )
    if as_json:
        console.print_json(json.dumps(_as_json(report), default=str))
    else:
        show_intake(report, console, stored=store)
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
        "Bewaar een kopie in een kluis, niet bij het register: "
        "zonder deze sleutel sluiten nieuwe leveringen niet meer aan."
    )
    return ExitCode.OK


def _store_if_any(settings: Settings):
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
