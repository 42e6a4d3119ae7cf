"""`abonnement`: who gets which report by mail, and how often."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.commands import world
from dashboard.commands.reporting import find_gemeente, listed
from dashboard.config import Settings
from dashboard.errors import ExitCode, SettingsError
from dashboard.texts import day

if TYPE_CHECKING:
    from rich.console import Console
    from sqlalchemy import Engine

    from queries.abonnementen import Abonnement

_DEFAULT = "vast"


@dataclass(frozen=True)
class Typed:
    """What was typed; None where nothing was."""

    naam: str | None = None
    indicatoren: str | None = None
    onderwerpen: str | None = None
    hoe_vaak: str | None = None
    formaat: str | None = None
    taalnotitie: str | None = None
    voorlopig: bool | None = None
    meldingen: bool | None = None
    vanaf: str | None = None
    tot: str | None = None


def add(settings: Settings, ontvanger: str, gemeente: str, typed: Typed, console: "Console") -> ExitCode:
    """Store a subscription. Raises AbonnementError, and ReportError for an unknown indicator or topic."""
    from queries.abonnementen import Abonnement
    from queries.abonnementen import add as store

    engine = world.open_store(settings, create=False)
    values: dict[str, Any] = {"vanaf": world.today_of_store(engine, settings)} | _values(typed)
    with engine.begin() as connection:
        wanted = Abonnement(ontvanger, _gemeente(engine, gemeente), **values)
        number = store(connection, wanted, world.now())
    console.print(f"Abonnement {number} is gemaakt: {_told(wanted)}.", soft_wrap=True)
    console.print("Wie nu wat zou krijgen: `effectmeting verstuur --droog`.")
    return ExitCode.OK


def change(settings: Settings, number: int, typed: Typed, console: "Console") -> ExitCode:
    """Give a subscription what was typed. Raises AbonnementError or ReportError."""
    from queries.abonnementen import change as store

    values = _values(typed)
    if not values:
        raise SettingsError("Er is niets te veranderen; noem wat anders moet, zoals --hoe-vaak maand.")
    engine = world.open_store(settings, create=False)
    with engine.begin() as connection:
        made = store(connection, number, values)
    console.print(f"Abonnement {number} is veranderd: {_told(made)}.", soft_wrap=True)
    return ExitCode.OK


def stop(settings: Settings, number: int, *, erase: bool, console: "Console") -> ExitCode:
    """End a subscription, and forget whose it was where asked. Raises AbonnementError."""
    from queries.abonnementen import end

    engine = world.open_store(settings, create=False)
    with engine.begin() as connection:
        end(connection, number, world.now(), erase=erase)
    gone = " Het adres is gewist." if erase else ""
    console.print(f"Abonnement {number} is gestopt; er gaat niets meer uit.{gone}")
    return ExitCode.OK


def show(settings: Settings, console: "Console") -> ExitCode:
    """List the subscriptions that were not ended."""
    from queries.abonnementen import read_all

    engine = world.open_store(settings, create=False)
    with engine.connect() as connection:
        running = [one for one in read_all(connection) if one.opgezegd_op is None]
    for one in running:
        console.print(f"{one.id}: {one.ontvanger}, {_told(one)}", soft_wrap=True)
    if not running:
        console.print("Er zijn nog geen abonnementen. Maak er een: `effectmeting abonnement toevoegen ADRES GEMEENTE`.")
    return ExitCode.OK


def as_day(typed: str, option: str) -> date:
    """Return a typed day. Raises SettingsError naming the option."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise SettingsError(f"De waarde van {option} is geen dag; schrijf een dag als 2024-12-31.") from None


def _gemeente(engine: "Engine", typed: str) -> str:
    from queries.access import read_gemeenten
    from queries.viewer import local_administrator

    with engine.connect() as connection:
        names = dict(read_gemeenten(connection, local_administrator()).select("gm_code", "naam").iter_rows())
    return find_gemeente(typed, names)


def _values(typed: Typed) -> dict[str, Any]:
    """Return the fields of a subscription that were typed."""
    from dashboard.reports.selection import chosen_indicators, chosen_topics

    given: dict[str, Any] = {
        "naam": typed.naam, "frequentie": typed.hoe_vaak and typed.hoe_vaak.lower(),
        "formaat": typed.formaat and typed.formaat.lower(), "taalnotitie": typed.taalnotitie,
        "voorlopig": typed.voorlopig, "meldingen": typed.meldingen,
        "vanaf": typed.vanaf and as_day(typed.vanaf, "--vanaf"), "tot": typed.tot and as_day(typed.tot, "--tot"),
    }  # fmt: skip
    values = {name: value for name, value in given.items() if value is not None}
    if typed.indicatoren is not None:
        codes = [each.upper() for each in listed(typed.indicatoren)]
        default = [each.lower() for each in codes] in ([], [_DEFAULT])
        values["indicatoren"] = None if default else tuple(one.code for one in chosen_indicators(codes))
    if typed.onderwerpen is not None:
        values["onderwerpen"] = chosen_topics([each.upper() for each in listed(typed.onderwerpen)])
    return values


def _told(one: "Abonnement") -> str:
    """Say what a subscription is, without whose it is."""
    parts = [f"{one.gm_code} per {one.frequentie} als {one.formaat}", f"vanaf {day(one.vanaf)}"]
    parts += [f"tot en met {day(one.tot)}"] if one.tot else []
    parts += [f"cijfers {', '.join(one.indicatoren)}"] if one.indicatoren else []
    parts += [f"onderwerpen {', '.join(one.onderwerpen)}"] if one.onderwerpen else []
    parts += ["ook voorlopig"] if one.voorlopig else []
    parts += ["met meldingen"] if one.meldingen else []
    return ", ".join(parts)
