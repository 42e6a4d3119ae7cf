"""Who delivers: the names, numbers and contact persons of invented organisations, and how one levering begins."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from queries.demo.calendar import DELIVERY_LAG, Period, as_date
from queries.demo.chance import number

SUPPLIER = "EFFECTMETING-DEMO"
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

    def contact(self) -> dict[str, str]:
        """Return the contact person, who does not exist either."""
        clerk = _CLERKS[number("contact", self.name) % len(_CLERKS)]
        return {
            "naam": f"K. {clerk}",
            "telefoonnummer": f"099-{number('telefoon', self.name) % 10_000_000:07d}",
            "email": f"k.{clerk.lower()}@voorbeeld.invalid",
            "functietitel": "Applicatiebeheerder",
        }


def opening(period: Period) -> bytes:
    """Return how a file begins, up to its first levering."""
    head = {
        "codeGegevensleverancier": SUPPLIER,
        "startdatumLevering": as_date(period.start).isoformat(),
        "einddatumLevering": as_date(period.end - 1).isoformat(),
        "aanleverdatumEnTijd": f"{as_date(period.end - 1 + DELIVERY_LAG).isoformat()}T06:00:00Z",
    }
    return as_bytes(head)[:-1] + b',"leveringen":[\n'


def as_bytes(value: object) -> bytes:
    """Return compact JSON; the names of gemeenten keep their accents."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def write(path: Path, period: Period, leveringen: Sequence[bytes]) -> Path:
    """Write a file of leveringen, whole or not at all: a reader may be waiting for it."""
    unfinished = path.with_suffix(".deel")
    with unfinished.open("wb") as file:
        file.write(opening(period))
        for number, levering in enumerate(leveringen):
            file.write(b",\n" if number else b"")
            file.write(levering)
        file.write(b"\n]}\n")
    return unfinished.replace(path)
