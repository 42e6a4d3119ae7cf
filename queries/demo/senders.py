"""Who delivers: the names, numbers and contact persons of invented organisations, and how a file is written."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from queries.demo.calendar import Period, as_date
from queries.demo.chance import number
from queries.demo.suppliers import Supplier

_CLERKS = ("Vlogbromsnar", "Grinplomkwel", "Trubdwasfluk", "Snarkwelglos", "Zwepprekblin")


@dataclass(frozen=True)
class Sender:
    """An organisation that delivers."""

    name: str
    gm_code: str | None = None  # where it is a gemeente

    @property
    def kvk(self) -> str:
        """Return a number of eight digits that the Chamber of Commerce has not reached."""
        return f"99{number('kvk', self.name) % 1_000_000:06d}"

    def contact(self, *, title: bool = True) -> dict[str, str]:
        """Return the contact person, who does not exist either."""
        clerk = _CLERKS[number("contact", self.name) % len(_CLERKS)]
        person = {
            "naam": f"K. {clerk}",
            "telefoonnummer": f"099-{number('telefoon', self.name) % 10_000_000:07d}",
            "email": f"k.{clerk.lower()}@voorbeeld.invalid",
        }
        return person | ({"functietitel": "Applicatiebeheerder"} if title else {})


def opening(supplier: Supplier, period: Period, known: int, *, named: bool = True) -> bytes:
    """Return how a file begins, up to its first levering; DDAS-SHV 0.9 has no place for the supplier's name."""
    head = {
        **({"codeGegevensleverancier": supplier.code} if named else {}),
        "startdatumLevering": as_date(period.start).isoformat(),
        "einddatumLevering": as_date(period.end - 1).isoformat(),
        "aanleverdatumEnTijd": f"{as_date(known).isoformat()}{supplier.moment}",
    }
    return as_bytes(head)[:-1] + b',"leveringen":[\n'


def as_bytes(value: object) -> bytes:
    """Return compact JSON; the names of gemeenten keep their accents."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def file_name(soort: str, file: tuple[str, int, str, str], page: int, pages: int) -> str:
    """Return the name of a file of DDAS: ``vs-2024-k1-vlogsoft.json``, with its day when that is not the usual one."""
    word, _, label, moment = file
    number = f"-{page:02d}" if pages > 1 else ""
    return f"{soort}-{label}-{word}{moment}{number}.json"


def write(path: Path, begin: bytes, leveringen: Sequence[bytes]) -> Path:
    """Write a file of leveringen, whole or not at all: a reader may be waiting for it."""
    unfinished = path.with_suffix(".deel")
    with unfinished.open("wb") as file:
        file.write(begin)
        for place, levering in enumerate(leveringen):
            file.write(b",\n" if place else b"")
            file.write(levering)
        file.write(b"\n]}\n")
    return unfinished.replace(path)
