"""The commands that hand figures out to people who do not log in."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.command import Json, console, end, settings
from dashboard.dutch import DutchCommand


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program, in this order."""
    app.command("rapporteer", cls=DutchCommand)(rapporteer)
    app.command("opendata", cls=DutchCommand)(opendata)


def rapporteer(
    gemeente: Annotated[
        list[str] | None,
        typer.Option(metavar="NAAM", help="Naam of code van een gemeente; mag vaker.", show_default=False),
    ] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Van alle gemeenten.", show_default=False)] = False,
    periode: Annotated[
        str | None,
        typer.Option(
            metavar="PERIODE",
            help="2026-09, 2026-K3 of 2026; anders het nieuwste kwartaal dat af is.",
            show_default=False,
        ),
    ] = None,
    formaat: Annotated[
        str, typer.Option(metavar="LIJST", help="Een of meer van pdf, html, docx en pptx, met komma's.")
    ] = "pdf",
    indicatoren: Annotated[
        str | None,
        typer.Option(
            metavar="LIJST", help="Codes met komma's, zoals VS07,ON01; anders een vaste keuze.", show_default=False
        ),
    ] = None,
    onderwerpen: Annotated[
        str | None,
        typer.Option(
            metavar="LIJST", help="Een bladzijde per onderwerp, uit VS, DV, ON en SH, met komma's.", show_default=False
        ),
    ] = None,
    naar: Annotated[Path, typer.Option(metavar="MAP", help="Map voor de bestanden; anders deze map.")] = Path(),
    json: Json = False,
) -> None:
    """Maak het rapport van een, enkele of alle gemeenten."""
    from dashboard.commands import reporting

    wanted = reporting.Wanted(tuple(gemeente or ()), alle, periode, formaat, indicatoren, onderwerpen, naar)
    end(reporting.report(settings(), wanted, as_json=json, console=console()))


def opendata(
    naar: Annotated[
        Path | None,
        typer.Argument(metavar="MAP", help="Waar de map van de publicatie in komt.", show_default=False),
    ] = None,
    publicatie: Annotated[
        int | None,
        typer.Option(min=1, max=1_000_000, metavar="N", help="Nummer; anders de nieuwste.", show_default=False),
    ] = None,
) -> None:
    """Schrijf een publicatie als open data: CSV, Parquet, JSON-stat en beschrijvingen."""
    from dashboard.commands import opendata as command

    end(command.write(settings(), naar, publicatie, console()))
