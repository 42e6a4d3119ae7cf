"""`op-orde`: how one levering came, or what a gemeente has to repair, on the screen and as files."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from dashboard.orde.findings import Bevinding

    # The page and the table, made when asked for; what to say, and what was found.
    _Report = tuple[Callable[[], str], Callable[[], str], list[str], Sequence[Bevinding]]

MOST_SHOWN = 5
_GEMEENTE = re.compile(r"(?i)gm[0-9]{4}")


def show(settings: Settings, about: str, html: Path | None, csv: Path | None, console: "Console") -> ExitCode:
    """Say what is in order and what to repair first; ``about`` is the number of a levering or a gemeente's code.

    Raises SettingsError when it is neither, or when a file is there already, and NoLeveringError.
    """
    _refuse_existing(html, csv)
    if _GEMEENTE.fullmatch(about):
        page, table, said, found = _gemeente(settings, about.upper())
    elif about.isdecimal():
        page, table, said, found = _levering(settings, int(about))
    else:
        raise SettingsError("Geef het nummer van een levering op (zie Datakwaliteit), of een gemeentecode als GM0363.")
    for line in said:
        console.print(line, soft_wrap=True)
    _first(found, console)
    for path, contents in ((html, page), (csv, table)):
        if path is not None:
            path.write_text(contents(), encoding="utf-8", newline="")
            console.print(f"Het rapport staat in {path}.", soft_wrap=True)
    return ExitCode.OK


def _levering(settings: Settings, number: int) -> "_Report":
    from dashboard.orde import words
    from dashboard.orde.file import as_csv
    from dashboard.orde.findings import findings
    from dashboard.orde.page import render_html
    from queries.orde import read_orde
    from queries.viewer import local_administrator

    with world.open_store(settings, create=False).connect() as connection:
        orde = read_orde(connection, local_administrator(), number)
    found = findings(orde)
    said = [words.title(orde.levering), words.summary(orde), words.work(found)]
    return lambda: render_html(orde), lambda: as_csv(orde), said, found


def _gemeente(settings: Settings, gm_code: str) -> "_Report":
    from dashboard.orde import words
    from dashboard.orde.gemeente import gemeente_csv, render_gemeente_html, summed_findings
    from queries.orde_gemeente import read_orde_gemeente
    from queries.viewer import local_administrator

    with world.open_store(settings, create=False).connect() as connection:
        orde = read_orde_gemeente(connection, local_administrator(), gm_code)
    found = [each for each, _, _ in summed_findings(orde)]
    said = [f"Herstellijst {orde.gemeente}", words.work(found)]
    return lambda: render_gemeente_html(orde), lambda: gemeente_csv(orde), said, found


def _first(found: "Sequence[Bevinding]", console: "Console") -> None:
    """Print what is best repaired first."""
    from dashboard.orde import words

    urgent = [each for each in found if each.ernst != "info"]
    if urgent:
        console.print("\nHerstel dit eerst:")
    for number, each in enumerate(urgent[:MOST_SHOWN], start=1):
        console.print(f"  {number}. {each.uitleg} ({words.count(each)}) {each.herstel}".rstrip(), soft_wrap=True)
    if len(urgent) > MOST_SHOWN:
        console.print(f"  en nog {len(urgent) - MOST_SHOWN}; met --html PAD krijgt u het hele rapport.")


def _refuse_existing(*paths: Path | None) -> None:
    for path in paths:
        if path is not None and path.exists():
            raise SettingsError(f"Er is al een bestand {path}; kies een andere naam.")
