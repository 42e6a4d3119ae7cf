"""A simulated country, read back with nothing but the json module."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from queries.demo.simulation import Simulation

Record = dict[str, Any]


@dataclass(frozen=True)
class Country:
    """The files of one simulation, parsed."""

    simulation: Simulation
    schaal: float
    documents: dict[str, Record]  # by file name, DDAS only

    def leveringen(self, start: str) -> Iterator[tuple[Record, Record]]:
        """Yield document and levering of the files whose name begins so, in order of delivery."""
        for name in sorted(self.documents):
            if name.startswith(start):
                for levering in self.documents[name]["leveringen"]:
                    yield self.documents[name], levering

    def signals(self) -> Iterator[tuple[str, Record]]:
        """Yield each signaal with its gemeente code."""
        for _, levering in self.leveringen("vs-"):
            for signaal in levering.get("vroegsignalen", []):
                yield levering["gemeentecode"], signaal

    def zaken(self) -> dict[tuple[str, tuple[str, ...]], Record]:
        """Return the newest version of each zaak."""
        newest: dict[tuple[str, tuple[str, ...]], Record] = {}
        for _, levering in self.leveringen("vs-"):
            for zaak in levering["vroegsignaalzaken"]:
                ids = tuple(sorted(signaal["ID"] for signaal in zaak["vroegsignalen"]))
                if ids:
                    newest[levering["gemeentecode"], ids] = zaak
        return newest

    def trajecten(self, name: str) -> Iterator[tuple[Record, Record]]:
        """Yield organisation and traject of one year's file."""
        for _, levering in self.leveringen(name):
            for traject in levering["schuldhulptrajecten"]:
                yield levering["aanleverende_organisatie"], traject


def read(path: Path) -> Record:
    """Parse one DDAS file."""
    return json.loads(path.read_bytes())
