"""`sjabloon`: an empty table to fill in, with its explanation."""

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.errors import ExitCode, SettingsError

if TYPE_CHECKING:
    from rich.console import Console


def write(tabel: str, place: Path | None, console: "Console") -> ExitCode:
    """Write the template of ``tabel`` to ``place``, a file or a folder; without one, here.

    Raises SettingsError when there is a file already: it may be one that somebody filled in.
    """
    from queries.deliveries.sjabloon import write_sjabloon

    named = place or Path()
    path = named / f"{tabel}.xlsx" if named.is_dir() else named
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise SettingsError(f"Een sjabloon is een .xlsx- of een .csv-bestand; noem {path} zo, of noem een map.")
    if path.exists():
        raise SettingsError(f"Er is al een bestand {path}, misschien al ingevuld; kies met --naar een andere naam.")
    write_sjabloon(tabel, path)
    console.print(
        f"Het sjabloon staat in {path}. Vul het in en lees het in met `effectmeting ontvang`.", soft_wrap=True
    )
    return ExitCode.OK
