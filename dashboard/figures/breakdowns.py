"""Breakdowns and their cells, as people call them, and one cell with its figure."""

from dataclasses import dataclass
from typing import Any

from dashboard import texts
from metrics.uitsplitsingen import SINGLE


@dataclass(frozen=True)
class Cell:
    """One cell of a breakdown: its name, its newest final figure, and its line beside that of the whole."""

    naam: str
    row: dict[str, Any]
    series: list[float | None]
    whole: list[float | None]


def breakdown_name(uitsplitsing: str) -> str:
    """Return how a breakdown is called on a page; an own one by its own name."""
    kind, _, own = uitsplitsing.partition(":")
    return own.capitalize() if own else SINGLE[kind].naam if kind in SINGLE else kind.capitalize()


def breakdown_meaning(uitsplitsing: str, tabel: str) -> str:
    """Return in which cell a case of ``tabel`` belongs."""
    kind, _, own = uitsplitsing.partition(":")
    return "Dit is een eigen kenmerk van de gemeente." if own else SINGLE[kind].uitleg.get(tabel, "")


def cell_name(uitsplitsing: str, cel: str) -> str:
    """Return how a cell is called on a page."""
    if cel == "onbekend":
        return "Onbekend"
    if uitsplitsing == "crisis":
        return {"ja": "Crisis", "nee": "Geen crisis"}.get(cel, cel)
    if uitsplitsing == "leeftijdsklasse":
        return _age(cel)
    if uitsplitsing == "veld":
        tabel, _, veld = cel.partition(".")
        return f"{texts.TABLES.get(tabel, tabel).capitalize()}: {veld.replace('_', ' ')}"
    if uitsplitsing == "soort":
        return texts.KINDS_OF_LEVERING.get(cel, cel.replace("_", " ").capitalize())
    return cel[:1].upper() + cel[1:]


def _age(cel: str) -> str:
    if cel.startswith("<"):
        return f"Jonger dan {cel[1:]} jaar"
    if cel.endswith("+"):
        return f"{cel[:-1]} jaar of ouder"
    return f"{cel.replace('-', ' tot en met ')} jaar"
