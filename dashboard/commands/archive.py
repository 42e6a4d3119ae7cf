"""`rapport-archief`: every report that was sent, again and to the byte."""

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode
from dashboard.texts import count_of, moment

if TYPE_CHECKING:
    from rich.console import Console


def show(settings: Settings, console: "Console") -> ExitCode:
    """List the reports in the archive, newest first."""
    from queries.rapporten import read_kept

    engine = world.open_store(settings, create=False)
    with engine.connect() as connection:
        kept = read_kept(connection)
    for one in kept:
        sent = count_of(one.verzonden, "keer verstuurd", "keer verstuurd")
        console.print(
            f"{one.id}: {one.gm_code} {one.periode}, {', '.join(one.formaten)}, gemaakt {moment(one.gemaakt_op)} (UTC) "
            f"uit berekening {one.berekening} met versie {one.codeversie}, {sent}",
            soft_wrap=True,
        )
    if not kept:
        console.print("Er is nog geen rapport verstuurd.")
    return ExitCode.OK


def fetch(settings: Settings, number: int, formaat: str, folder: Path, console: "Console") -> ExitCode:
    """Write a report as it was sent. Raises RapportError when there is no such one."""
    from dashboard.reports.content import from_json
    from dashboard.reports.formats import file_name
    from queries.rapporten import read_content, read_file

    engine = world.open_store(settings, create=False)
    with engine.connect() as connection:
        content = read_file(connection, number, formaat)
        name = file_name(from_json(read_content(connection, number)), formaat)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    console.print(f"Het rapport staat in {path}, precies zoals het is verstuurd.", soft_wrap=True)
    return ExitCode.OK
