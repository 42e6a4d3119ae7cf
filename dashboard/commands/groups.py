"""`groep`: own groups of gemeenten to compare with."""

from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode, SettingsError

if TYPE_CHECKING:
    from rich.console import Console
    from sqlalchemy import Connection


def change(settings: Settings, naam: str | None, gemeenten: list[str], *, remove: bool, console: "Console") -> ExitCode:
    """List the groups, or make, change or remove one; its figures come with the next berekening.

    Raises SettingsError when a group that does not exist is to go, and GroupError when it cannot be made.
    """
    from queries.groups import remove_group, replace_group
    from queries.viewer import local_administrator

    engine = world.open_store(settings, create=False)
    viewer = local_administrator()
    if naam is None:
        with engine.connect() as connection:
            _list(connection, console)
        return ExitCode.OK
    with engine.begin() as connection:
        if remove:
            if not remove_group(connection, viewer, naam):
                raise SettingsError(f"Er is geen groep {naam}; `effectmeting groep` noemt de groepen die er zijn.")
            done = f"De groep {naam} is weg"
        else:
            codes = {code.upper() for code in gemeenten}
            replace_group(connection, viewer, naam, codes)
            done = f"De groep {naam} heeft nu {len(codes)} gemeenten"
    console.print(f"{done}. Volgende stap: `effectmeting bereken` en `effectmeting publiceer`.", soft_wrap=True)
    return ExitCode.OK


def _list(connection: "Connection", console: "Console") -> None:
    from queries.groups import read_groups
    from queries.viewer import local_administrator

    groups = read_groups(connection, local_administrator())
    if groups.is_empty():
        console.print("Er zijn nog geen groepen. Maak er een: `effectmeting groep NAAM GM0363 GM0034`.")
    for (naam,), members in groups.partition_by("naam", as_dict=True).items():
        console.print(f"{naam}: {', '.join(members['gm_code'])}", soft_wrap=True)
