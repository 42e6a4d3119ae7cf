"""A simulated country, read back with nothing but the json module."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from queries.demo.simulation import Simulation

Record = dict[str, Any]


def code_of(shown: str) -> str:
    """Return a gemeente code as CBS writes it."""
    return f"GM{shown.removeprefix('GM').zfill(4)}"


@dataclass(frozen=True)
class Country:
    """The files of one simulation, parsed."""

    simulation: Simulation
    schaal: float
    documents: dict[str, Record]  # by file name, DDAS only; what is empty is left out

    @cached_property
    def roles(self) -> Record:
        """Return who plays which role."""
        return json.loads((self.simulation.truth_folder / "rollen.json").read_text())

    def leveringen(self, start: str, *, all_of_them: bool = False) -> Iterator[tuple[Record, Record]]:
        """Yield document and levering of the files whose name begins so, in order of delivery.

        Without ``all_of_them`` only what is in force at the end: of one supplier and gemeente a levering stands for
        every older one that says nothing outside its period.
        """
        found = [
            (document, levering)
            for name, document in sorted(self.documents.items(), key=lambda item: (moment(item[1]), item[0]))
            if name.startswith(start)
            for levering in document["leveringen"]
        ]
        claims: dict[tuple[str, str], set[tuple[str, str, str]]] = {}
        for document, levering in found:
            claims.setdefault(_sender(document, levering), set()).add(_claim(document))
        for document, levering in found:
            since, until, on = _claim(document)
            others = claims[_sender(document, levering)]
            replaced = any(first <= since and until <= last and later > on for first, last, later in others)
            if all_of_them or not replaced:
                yield document, levering

    def signals(self) -> Iterator[tuple[str, Record]]:
        """Yield each signaal in force with its gemeente code; those without an ID too."""
        seen: set[tuple[str, str, str]] = set()
        for document, levering in self.leveringen("vs-"):
            code = code_of(levering["gemeentecode"])
            for signaal in levering.get("vroegsignalen", []):
                key = (document["codeGegevensleverancier"], code, signaal.get("ID", ""))
                if not key[2] or key not in seen:
                    yield code, signaal
                seen.add(key)

    def zaken(self) -> dict[tuple[str, tuple[str, ...]], Record]:
        """Return the newest version of each zaak in force."""
        newest: dict[tuple[str, tuple[str, ...]], Record] = {}
        for _, levering in self.leveringen("vs-"):
            for zaak in levering["vroegsignaalzaken"]:
                ids = tuple(sorted(signaal["ID"] for signaal in zaak["vroegsignalen"]))
                if ids:
                    newest[code_of(levering["gemeentecode"]), ids] = zaak
        return newest

    def trajecten(self, name: str) -> Iterator[tuple[Record, Record]]:
        """Yield organisation and traject of the files whose name begins so."""
        for _, levering in self.leveringen(name):
            for traject in levering["schuldhulptrajecten"]:
                yield levering["aanleverende_organisatie"], traject | {"gemeentecode": code_of(traject["gemeentecode"])}


def filled(value: Any) -> Any:
    """Return ``value`` without empty texts and nulls: how one software house writes what it does not know."""
    if isinstance(value, dict):
        return {key: filled(inner) for key, inner in value.items() if inner not in ("", None)}
    return [filled(inner) for inner in value] if isinstance(value, list) else value


def moment(document: Record) -> str:
    """Return the day of delivery."""
    return document["aanleverdatumEnTijd"][:10]


def _claim(document: Record) -> tuple[str, str, str]:
    return document["startdatumLevering"], document["einddatumLevering"], moment(document)


def _sender(document: Record, levering: Record) -> tuple[str, str]:
    code = levering.get("gemeentecode") or levering["aanleverende_organisatie"]["KvK-nummer"]
    return document.get("codeGegevensleverancier", ""), code


def read(path: Path) -> Record:
    """Parse one DDAS file."""
    return json.loads(path.read_bytes())
