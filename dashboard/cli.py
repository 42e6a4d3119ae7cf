"""`effectmeting`: the composition root. Heavy libraries are imported inside the commands, so --help is quick."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from dashboard import handing_out, posting
from dashboard.command import Json, console, end, settings
from dashboard.dutch import DutchCommand, DutchGroup, usage_sentence
from dashboard.errors import ExitCode, disk_sentence, people_errors, show_fault

app = typer.Typer(
    cls=DutchGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,  # a traceback may quote what a variable holds; ours must never
    help="Laat gemeenten zien wat hun schuldhulp en vroegsignalering opleveren: van levering tot cijfer op het scherm.",
)

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PAD...", help="Bestanden met leveringen, of een map met bestanden.", show_default=False),
]
Bron = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="Lees een eigen tabel uit deze database; er wordt niets in geschreven.", show_default=False
    ),
]
Tabel = Annotated[
    str | None, typer.Option(metavar="NAAM", help="De tabel of view in die database.", show_default=False)
]
Gemeente = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help="Gemeente waarover een eigen tabel gaat; mag vaker.", show_default=False),
]
Van = Annotated[str | None, typer.Option(metavar="DAG", help="Eerste dag waarover zij gaat.", show_default=False)]
Tot = Annotated[str | None, typer.Option(metavar="DAG", help="Laatste dag waarover zij gaat.", show_default=False)]
Port = Annotated[
    int | None,
    typer.Option(
        "--poort", min=1, max=65535, metavar="GETAL", help="Poort van het dashboard (anders 8501).", show_default=False
    ),
]


@app.command(cls=DutchCommand)
def demo(
    schaal: Annotated[
        float,
        typer.Option(
            min=0.001,
            max=1.0,
            metavar="GETAL",
            help="Deel van het landelijke volume; inwoners en gevallen krimpen samen.",
        ),
    ] = 0.1,
    jaren: Annotated[
        int,
        typer.Option(min=3, max=5, metavar="GETAL", help="Hoeveel jaren: 3 (vanaf 2022), 4 of 5 (vanaf 2020)."),
    ] = 3,
    opnieuw: Annotated[
        bool, typer.Option("--opnieuw", help="Maak de demo opnieuw, ook als er al een is.", show_default=False)
    ] = False,
    poort: Port = None,
    toon: Annotated[
        bool, typer.Option("--toon/--geen-dashboard", help="Open het dashboard als de demo klaar is.")
    ] = True,
) -> None:
    """Maak een verzonnen register van alle gemeenten en toon het dashboard."""
    from dashboard.commands import serving

    end(serving.demo(settings(poort), schaal=schaal, jaren=jaren, fresh=opnieuw, show=toon, console=console()))


@app.command(cls=DutchCommand)
def sleutel() -> None:
    """Maak de sleutel die personen en adressen onherkenbaar maakt."""
    from dashboard.commands import deliveries

    end(deliveries.make_key(settings(), console()))


def _at_the_door(*, store: bool) -> Callable[..., None]:
    """Return the command that takes deliveries in, or only checks them: the two ask and say the same."""

    def command(
        pad: Paths = None,
        bron: Bron = None,
        tabel: Tabel = None,
        gemeente: Gemeente = None,
        van: Van = None,
        tot: Tot = None,
        json: Json = False,
    ) -> None:
        from dashboard.commands import covering, deliveries

        asked = covering.Asked(bron, tabel, tuple(gemeente or ()), van, tot)
        end(deliveries.receive(settings(), pad or [], asked, store=store, as_json=json, console=console()))

    return command


app.command("keur", cls=DutchCommand, help="Controleer leveringen en bewaar niets.")(_at_the_door(store=False))
app.command("ontvang", cls=DutchCommand, help="Lees leveringen in: onherkenbaar maken, controleren en bewaren.")(
    _at_the_door(store=True)
)


@app.command(cls=DutchCommand)
def sjabloon(
    tabel: Annotated[str, typer.Argument(metavar="TABEL", help="Naam van de tabel, zoals ontruiming of doel.")],
    naar: Annotated[
        Path | None,
        typer.Option(metavar="PAD", help="Map of bestand (.xlsx of .csv); anders in deze map.", show_default=False),
    ] = None,
) -> None:
    """Schrijf een lege tabel om in te vullen, met uitleg bij elke kolom."""
    from dashboard.commands import template

    end(template.write(tabel, naar, console()))


@app.command("op-orde", cls=DutchCommand)
def op_orde(
    over: Annotated[
        str,
        typer.Argument(
            metavar="LEVERING", help="Nummer van een levering, of een gemeentecode voor al haar leveringen."
        ),
    ],
    html: Annotated[
        Path | None, typer.Option(metavar="PAD", help="Schrijf het rapport als webpagina.", show_default=False)
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(metavar="PAD", help="Schrijf het rapport als CSV voor Excel.", show_default=False)
    ] = None,
) -> None:
    """Zeg wat er in een levering op orde is, en wat er te herstellen valt."""
    from dashboard.commands import orde

    end(orde.show(settings(), over, html, csv, console()))


@app.command(cls=DutchCommand)
def groep(
    naam: Annotated[
        str | None, typer.Argument(metavar="NAAM", help="Naam van de groep; zonder naam ziet u alle groepen.")
    ] = None,
    gemeenten: Annotated[
        list[str] | None, typer.Argument(metavar="GEMEENTE...", help="Gemeentecodes, zoals GM0363 GM0034.")
    ] = None,
    weg: Annotated[bool, typer.Option("--weg", help="Haal de groep weg.", show_default=False)] = False,
) -> None:
    """Maak een eigen groep gemeenten om mee te vergelijken."""
    from dashboard.commands import groups

    end(groups.change(settings(), naam, gemeenten or [], remove=weg, console=console()))


@app.command(cls=DutchCommand)
def bereken(
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADRES", help="Reken op een Dask-cluster, zoals tcp://machine:8786.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Tel wat er is geleverd en bewaar de tellingen; publiceert niets."""
    from dashboard.commands import counting

    end(counting.count(settings(), cluster=cluster, as_json=json, console=console()))


@app.command(cls=DutchCommand)
def publiceer(
    droog: Annotated[
        bool, typer.Option("--droog", help="Laat zien wat er zou gebeuren en doe niets.", show_default=False)
    ] = False,
    opmerking: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Een regel bij deze publicatie.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Maak van de laatste tellingen een genummerde publicatie."""
    from dashboard.commands import publishing

    end(publishing.publish(settings(), dry=droog, remark=opmerking, as_json=json, console=console()))


handing_out.add_to(app)
posting.add_to(app)


@app.command("open", cls=DutchCommand)
def open_(poort: Port = None) -> None:
    """Toon het dashboard op deze computer."""
    from dashboard.commands import serving

    end(serving.serve(settings(poort), console()))


@app.command(cls=DutchCommand)
def werk(
    eenmalig: Annotated[
        bool, typer.Option("--eenmalig", help="Stop als er geen werk meer wacht.", show_default=False)
    ] = False,
) -> None:
    """Doe het werk dat het dashboard vraagt (start vanzelf met `open` en `demo`)."""
    from dashboard.commands import serving

    end(serving.work(settings(), once=eenmalig))


@app.command(cls=DutchCommand)
def status(json: Json = False) -> None:
    """Zeg waar het register staat, wat erin zit en wat er nog moet gebeuren."""
    from dashboard.commands import state

    end(state.show(settings(), as_json=json, console=console()))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; an error meant for people is one sentence on standard error."""
    try:
        outcome = app(list(arguments), prog_name="effectmeting", standalone_mode=False)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            return ExitCode.USAGE
        return _say(usage_sentence(error), ExitCode.USAGE)
    except (typer.Abort, KeyboardInterrupt):
        return _stopped(arguments)
    except OSError as error:
        if isinstance(error, tuple(people_errors())):
            raise
        place = f" ({error.filename})" if error.filename else ""
        return _say(f"De schijf of map{place} kan niet worden gebruikt: {disk_sentence(error)}.", ExitCode.DISK)
    except tuple(people_errors()) as error:  # evaluated when an error arrives, so loaded modules are known
        codes = [code for kind, code in people_errors().items() if isinstance(error, kind)]
        return _say(str(error), codes[0])
    # Typer makes an exit code of Ctrl-C by itself, and says nothing.
    return _stopped(arguments) if outcome == ExitCode.INTERRUPTED else int(outcome or ExitCode.OK)


def _stopped(arguments: Sequence[str]) -> int:
    """Say that it stopped, and how to go on; the worker is silent, for the dashboard that started it speaks."""
    if "werk" in arguments[:1]:
        return ExitCode.INTERRUPTED
    stored = " Wat al is bewaard, blijft staan. Geef dezelfde opdracht opnieuw om verder te gaan."
    return _say("Gestopt." + (stored if "ontvang" in arguments[:1] else ""), ExitCode.INTERRUPTED)


def _say(sentence: str, code: ExitCode) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 -- this is the console
    return int(code)


def main() -> None:
    """Start the command line; what it writes is for its own user only, and what it says never holds a value."""
    os.umask(0o077)
    try:
        code = run(sys.argv[1:])
    finally:
        # Only now: Typer puts a hook of its own in this place when it starts.
        sys.excepthook = show_fault
    sys.exit(code)


if __name__ == "__main__":
    main()
