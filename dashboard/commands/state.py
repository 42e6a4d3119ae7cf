"""`status`: where the register is, what is in it, and what still has to be done."""

import json
from typing import TYPE_CHECKING, Any

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode
from dashboard.texts import KINDS_OF_LEVERING, count_of, day, moment, number, span

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

    from queries.access import StoreState


def show(settings: Settings, *, as_json: bool, console: "Console") -> ExitCode:
    """Print the state of the store and the next step."""
    from queries.access import read_leveringen, read_store_state
    from queries.viewer import local_administrator

    engine = world.open_store(settings, create=False)
    viewer = local_administrator()
    with engine.connect() as connection:
        state = read_store_state(connection, viewer)
        in_force = _in_force(read_leveringen(connection, viewer))
    places: dict[str, Any] = {
        "register": engine.url.render_as_string(hide_password=True),
        "werkset": str(settings.working_set),
        "publicaties": str(settings.publications),
    }
    if as_json:
        console.print_json(json.dumps(places | _facts(state) | {"leveringen": in_force.to_dicts()}, default=str))
        return ExitCode.OK
    for name, place in places.items():
        console.print(f"{name.capitalize() + ':':<13} {place}", soft_wrap=True)
    if state.demo:
        console.print("Let op:       dit is de demo; alles erin is verzonnen.")
    for row in in_force.iter_rows(named=True):
        console.print(
            f"In gebruik:   {KINDS_OF_LEVERING.get(row['soort'], row['soort'])}: {number(row['records'])} records in "
            f"{count_of(row['leveringen'], 'levering', 'leveringen')} van "
            f"{count_of(row['gemeenten'], 'gemeente', 'gemeenten')}, {span(row['periode_van'], row['periode_tot'])}",
            soft_wrap=True,
        )
    for line in _next_steps(state):
        console.print(line, soft_wrap=True)
    return ExitCode.OK


def _in_force(leveringen: "pl.DataFrame") -> "pl.DataFrame":
    """One row per soort: how many leveringen, gemeenten and records are in force, and of which period."""
    import polars as pl

    return (
        leveringen.filter(status="in_gebruik")
        .group_by("soort")
        .agg(
            leveringen=pl.len(),
            gemeenten=pl.col("gm_code").n_unique(),
            records=(pl.col("aantal") - pl.col("afgekeurd")).sum(),
            periode_van=pl.col("periode_van").min(),
            periode_tot=pl.col("periode_tot").max(),
        )
        .sort("soort")
    )


def _facts(state: "StoreState") -> dict[str, Any]:
    """The state for a machine."""
    made = state.berekening
    return {
        "demo": state.demo,
        "berekend_op": made.klaar_op if made else None,
        "peildatum": made.peildatum if made else None,
        "nieuwe_leveringen": state.nieuwe_leveringen,
        "publicatie": state.publicatie,
        "publicatie_datum": state.publicatie_datum,
    }


def _next_steps(state: "StoreState") -> list[str]:
    """Say how fresh the figures are and what to do next."""
    if not state.leveringen:
        return ["In gebruik:   nog niets. Volgende stap: `effectmeting ontvang PAD`."]
    made = state.berekening
    if made is None:
        return ["Berekend:     nog niet. Volgende stap: `effectmeting bereken`."]
    lines = [f"Berekend:     {moment(made.klaar_op)} (UTC), met de stand van {day(made.peildatum)}"]
    if state.nieuwe_leveringen:
        newer = count_of(state.nieuwe_leveringen, "levering is", "leveringen zijn")
        lines.append(f"Te doen:      {newer} nog niet geteld. Volgende stap: `effectmeting bereken`.")
    if state.publicatie is None:
        return [*lines, "Publicatie:   nog geen. Volgende stap: `effectmeting publiceer`."]
    return [*lines, f"Publicatie:   nummer {state.publicatie}, {day(state.publicatie_datum)}"]
