"""What every command of `effectmeting` begins and ends with: the settings, a screen, an exit code."""

from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console

    from dashboard.config import Settings

Json = Annotated[bool, typer.Option("--json", help="Geef de uitkomst als JSON, zonder voortgang.", show_default=False)]


def settings(poort: int | None = None) -> "Settings":
    """Return the settings of this environment, with another port where one was typed."""
    from dashboard.config import load_settings

    found = load_settings()
    return found if poort is None else found.model_copy(update={"poort": poort})


def console() -> "Console":
    """Return the screen; without markup, for the name of a file or of a supplier may look like it."""
    from rich.console import Console

    return Console(highlight=False, markup=False)


def end(code: ExitCode) -> None:
    """End with ``code``, where all is not well."""
    if code is not ExitCode.OK:
        raise typer.Exit(int(code))
