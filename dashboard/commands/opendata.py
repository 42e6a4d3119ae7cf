"""`opendata`: a publication as files that others can build on."""

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode
from dashboard.progress import bars
from dashboard.texts import day, number

if TYPE_CHECKING:
    from rich.console import Console

    from dashboard.opendata.edition import Publisher


def write(settings: Settings, folder: Path | None, number_asked: int | None, console: "Console") -> ExitCode:
    """Write the folder of a publication, the newest when no number is asked; an older one never changes."""
    from dashboard.opendata.make import make

    engine = world.open_store(settings, create=False)
    root = folder or settings.map / "opendata"
    with engine.connect() as connection, bars() as progress:
        edition, path = make(
            connection,
            settings.publications,
            root,
            publisher_of(settings),
            codeversie=world.CODE_VERSION,
            nummer=number_asked,
            progress=progress,
        )
    files = list(path.iterdir())
    size = sum(file.stat().st_size for file in files) / 1_000_000
    publication = edition.publication
    console.print(f"Publicatie {publication.nummer} van {day(publication.datum)} staat als open data in {path}:")
    console.print(f"{number(len(files))} bestanden, samen {number(size, 1)} MB. Begin bij 01-leesmij.md.")
    return ExitCode.OK


def publisher_of(settings: Settings) -> "Publisher":
    """Return who brings the data out, from the settings."""
    from dashboard.opendata.edition import Publisher
    from dashboard.texts import PRODUCT

    return Publisher(
        (settings.naam or "").strip() or PRODUCT,
        None if settings.opendata_adres is None else settings.opendata_adres.rstrip("/"),
        settings.opendata_uitgever,
        settings.api_contact,
        settings.opendata_licentie,
    )
