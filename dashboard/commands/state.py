"""`status`: where the register is, what is in it, and what still has to be done."""

import json
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.commands.deliveries import SOORTEN
from dashboard.config import Settings
from dashboard.errors import ExitCode
from dashboard.texts import day, moment, number, span

if TYPE_CHECKING:
    from rich.console import Console


def show(settings: Settings, *, as_json: bool, console: "Console") -> ExitCode:
    """Print the state of the store and the next step."""
    from queries.access import local_administrator, read_deliveries_in_force, read_store_state

    engine = world.open_store(settings, create=False)
    viewer = local_administrator()
    with engine.connect() as connection:
        state = read_store_state(connection, viewer)
        in_force = read_deliveries_in_force(connection, viewer)
    facts: dict[str, object] = {
        "register": engine.url.render_as_string(hide_password=True),
        "werkset": str(settings.working_set),
        "publicaties": str(settings.publications),
        "demo": state.demo,
        "leveringen": in_force.to_dicts(),
        "berekend_op": state.berekend_op,
        "peildatum": state.peildatum,
        "nieuwer_dan_berekening": state.ongeteld,
        "publicatie": state.publicatie,
        "publicatiedatum": state.publicatiedatum,
    }
    if as_json:
        console.print_json(json.dumps(facts, default=str))
        return ExitCode.OK
    console.print(
        f"Register:     {facts['register']}" + (" (demo: alles is verzonnen)" if state.demo else ""), soft_wrap=True
    )
    console.print(f"Werkset:      {facts['werkset']}", soft_wrap=True)
    console.print(f"Publicaties:  {facts['publicaties']}", soft_wrap=True)
    for row in in_force.iter_rows(named=True):
        months = span(row["periode_van"], row["periode_tot"])
        console.print(
            f"In gebruik:   {SOORTEN.get(row['soort'], row['soort'])}: {number(row['leveringen'])} leveringen van "
            f"{number(row['gemeenten'])} gemeenten, {number(row['records'])} records, {months}"
        )
    if in_force.is_empty():
        console.print("In gebruik:   nog niets. Volgende stap: `effectmeting ontvang PAD`.")
    elif state.berekend_op is None:
        console.print("Berekend:     nog niet. Volgende stap: `effectmeting bereken`.")
    else:
        console.print(f"Berekend:     {moment(state.berekend_op)} (UTC), met de stand van {day(state.peildatum)}")
        if state.ongeteld:
            console.print(
                f"Te doen:      {number(state.ongeteld)} nieuwere leveringen zijn nog niet geteld: `effectmeting bereken`."
            )
    if state.publicatie is not None:
        console.print(f"Publicatie:   nummer {state.publicatie}, {day(state.publicatiedatum)}")
    elif state.berekend_op is not None:
        console.print("Publicatie:   nog geen. Volgende stap: `effectmeting publiceer`.")
    return ExitCode.OK
