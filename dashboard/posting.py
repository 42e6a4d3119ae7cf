"""The commands that send reports to people who asked for them."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.command import console, end, settings
from dashboard.dutch import DutchCommand, DutchGroup

Ontvanger = Annotated[str, typer.Argument(metavar="ADRES", help="E-mailadres van de ontvanger.")]
Nummer = Annotated[int, typer.Argument(metavar="NUMMER", help="Nummer van het abonnement; zie `abonnement lijst`.")]
Naam = Annotated[str | None, typer.Option(metavar="TEKST", help="Naam van de ontvanger.", show_default=False)]
Indicatoren = Annotated[
    str | None,
    typer.Option(
        metavar="LIJST", help="Codes met komma's, zoals VS07,ON01, of `vast`: de vaste keuze.", show_default=False
    ),
]
Onderwerpen = Annotated[
    str | None,
    typer.Option(metavar="LIJST", help="Een bladzijde per onderwerp, uit VS, DV, ON en SH.", show_default=False),
]
HoeVaak = Annotated[
    str | None,
    typer.Option("--hoe-vaak", metavar="WOORD", help="maand, kwartaal of jaar; anders kwartaal.", show_default=False),
]
Formaat = Annotated[
    str | None, typer.Option(metavar="WOORD", help="pdf, html, docx of pptx; anders pdf.", show_default=False)
]
Notitie = Annotated[
    str | None,
    typer.Option(
        "--taalnotitie", metavar="TEKST", help="Een regel over de taal, boven in de mail.", show_default=False
    ),
]
Voorlopig = Annotated[
    bool | None,
    typer.Option(
        "--voorlopig/--definitief", help="Ook cijfers die nog kunnen veranderen; anders niet.", show_default=False
    ),
]
Meldingen = Annotated[
    bool | None,
    typer.Option("--meldingen/--geen-meldingen", help="Ook een korte mail als iets opvalt.", show_default=False),
]
Vanaf = Annotated[
    str | None, typer.Option(metavar="DAG", help="Eerste dag waarop er mail gaat; anders vandaag.", show_default=False)
]
Tot = Annotated[str | None, typer.Option(metavar="DAG", help="Laatste dag waarop er mail gaat.", show_default=False)]

abonnement = typer.Typer(cls=DutchGroup, no_args_is_help=True, help="Wie welk rapport per mail krijgt.")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program, in this order."""
    app.add_typer(abonnement, name="abonnement")
    app.command("verstuur", cls=DutchCommand)(verstuur)
    app.command("rapport-archief", cls=DutchCommand)(rapport_archief)


@abonnement.command(cls=DutchCommand)
def toevoegen(
    ontvanger: Ontvanger,
    gemeente: Annotated[str, typer.Argument(metavar="GEMEENTE", help="Naam of code van de gemeente.")],
    naam: Naam = None,
    indicatoren: Indicatoren = None,
    onderwerpen: Onderwerpen = None,
    hoe_vaak: HoeVaak = None,
    formaat: Formaat = None,
    taalnotitie: Notitie = None,
    voorlopig: Voorlopig = None,
    meldingen: Meldingen = None,
    vanaf: Vanaf = None,
    tot: Tot = None,
) -> None:
    """Stuur iemand voortaan het rapport van een gemeente."""
    from dashboard.commands import subscribing

    typed = subscribing.Typed(
        naam, indicatoren, onderwerpen, hoe_vaak, formaat, taalnotitie, voorlopig, meldingen, vanaf, tot
    )
    end(subscribing.add(settings(), ontvanger, gemeente, typed, console()))


@abonnement.command(cls=DutchCommand)
def wijzig(
    nummer: Nummer,
    naam: Naam = None,
    indicatoren: Indicatoren = None,
    onderwerpen: Onderwerpen = None,
    hoe_vaak: HoeVaak = None,
    formaat: Formaat = None,
    taalnotitie: Notitie = None,
    voorlopig: Voorlopig = None,
    meldingen: Meldingen = None,
    vanaf: Vanaf = None,
    tot: Tot = None,
) -> None:
    """Verander een abonnement; wat u niet noemt, blijft."""
    from dashboard.commands import subscribing

    typed = subscribing.Typed(
        naam, indicatoren, onderwerpen, hoe_vaak, formaat, taalnotitie, voorlopig, meldingen, vanaf, tot
    )
    end(subscribing.change(settings(), nummer, typed, console()))


@abonnement.command(cls=DutchCommand)
def opzeg(
    nummer: Nummer,
    wis: Annotated[bool, typer.Option("--wis", help="Wis ook het adres en de naam.", show_default=False)] = False,
) -> None:
    """Stop een abonnement; er gaat niets meer uit."""
    from dashboard.commands import subscribing

    end(subscribing.stop(settings(), nummer, erase=wis, console=console()))


@abonnement.command(cls=DutchCommand)
def lijst() -> None:
    """Noem de abonnementen die lopen."""
    from dashboard.commands import subscribing

    end(subscribing.show(settings(), console()))


def verstuur(
    droog: Annotated[
        bool,
        typer.Option("--droog", help="Laat zien wie wat zou krijgen en wie niet; stuur niets.", show_default=False),
    ] = False,
    vandaag: Annotated[
        str | None, typer.Option(metavar="DAG", help="Doe alsof het deze dag is.", show_default=False)
    ] = None,
    opnieuw: Annotated[
        str | None,
        typer.Option(metavar="MESSAGE-ID", help="Stuur een onzekere of mislukte mail nog eens.", show_default=False),
    ] = None,
) -> None:
    """Mail rapporten en meldingen aan wie erom vroeg; nooit twee keer hetzelfde rapport."""
    from dashboard.commands import mailing

    if opnieuw is not None:
        end(mailing.send_again(settings(), opnieuw, console()))
    else:
        end(mailing.send(settings(), dry=droog, typed_day=vandaag, console=console()))


def rapport_archief(
    nummer: Annotated[
        int | None, typer.Argument(metavar="NUMMER", help="Nummer van een rapport; zonder nummer ziet u de lijst.")
    ] = None,
    formaat: Annotated[str, typer.Option(metavar="WOORD", help="pdf, html, docx of pptx.")] = "pdf",
    naar: Annotated[Path, typer.Option(metavar="MAP", help="Map voor het bestand; anders deze map.")] = Path(),
) -> None:
    """Geef een verstuurd rapport nog eens, precies zoals het was."""
    from dashboard.commands import archive

    if nummer is None:
        end(archive.show(settings(), console()))
    else:
        end(archive.fetch(settings(), nummer, formaat.lower(), naar, console()))
