"""The archive of reports: what was made to be sent, with its content and bytes, never changed and never made twice."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, func, insert, select

from queries.errors import StoreError
from queries.schema import rapport, rapport_bestand, verzending
from queries.turns import take_turns


class RapportError(StoreError):
    """A report that is not in the archive, or not as it was put there."""


@dataclass(frozen=True)
class Made:
    """A report to keep: of what, its content model as JSON, and what it was made from."""

    gm_code: str
    periode: str
    keuze: str
    inhoud: str
    berekening: str
    publicatie: int | None
    codeversie: str


@dataclass(frozen=True)
class Kept:
    """A report in the archive; ``formaten`` are those it was sent in, with the SHA-256 of each."""

    id: int
    gm_code: str
    periode: str
    keuze: str
    sha256: str
    berekening: str
    publicatie: int | None
    codeversie: str
    gemaakt_op: datetime
    formaten: Mapping[str, str]
    verzonden: int


def keep(connection: Connection, made: Made, files: Mapping[str, bytes], now: datetime) -> int:
    """Put a report with its files in the archive and return its number; the same content is there once."""
    content = made.inhoud.encode()
    digest = sha256(content).hexdigest()
    take_turns(connection, "rapport")
    same = select(rapport.c.id).where(
        rapport.c.gm_code == made.gm_code, rapport.c.periode == made.periode,
        rapport.c.keuze == made.keuze, rapport.c.sha256 == digest,
    )  # fmt: skip
    number = connection.scalar(same)
    if number is None:
        row = insert(rapport).values(
            gm_code=made.gm_code, periode=made.periode, keuze=made.keuze, sha256=digest,
            inhoud=zlib.compress(content, 9), berekening=made.berekening, publicatie=made.publicatie,
            codeversie=made.codeversie, gemaakt_op=now,
        )  # fmt: skip
        number = connection.execute(row.returning(rapport.c.id)).scalar_one()
    there = set(connection.scalars(select(rapport_bestand.c.formaat).where(rapport_bestand.c.rapport == number)))
    new = [
        {"rapport": number, "formaat": formaat, "sha256": sha256(content).hexdigest(), "inhoud": content}
        for formaat, content in sorted(files.items())
        if formaat not in there
    ]
    if new:
        connection.execute(insert(rapport_bestand), new)
    return number


def read_file(connection: Connection, number: int, formaat: str) -> bytes:
    """Return the bytes of a report as they were sent. Raises RapportError."""
    asked = select(rapport_bestand).where(rapport_bestand.c.rapport == number, rapport_bestand.c.formaat == formaat)
    row = connection.execute(asked).mappings().one_or_none()
    if row is None:
        raise RapportError(
            f"Rapport {number} is niet als {formaat} verstuurd; `effectmeting rapport-archief` noemt wat er is."
        )
    content = bytes(row["inhoud"])
    if sha256(content).hexdigest() != row["sha256"]:
        raise RapportError(
            f"Rapport {number} ({formaat}) is beschadigd; zet het register terug uit de laatste back-up."
        )
    return content


def read_content(connection: Connection, number: int) -> str:
    """Return the content model of a report as JSON. Raises RapportError."""
    row = connection.execute(select(rapport.c.inhoud).where(rapport.c.id == number)).one_or_none()
    if row is None:
        raise RapportError(f"Rapport {number} is er niet; `effectmeting rapport-archief` noemt wat er is.")
    return zlib.decompress(bytes(row[0])).decode()


def read_kept(connection: Connection, gm_code: str | None = None) -> list[Kept]:
    """Return what is in the archive, newest first."""
    columns = [column for column in rapport.c if column.name != "inhoud"]
    asked = select(*columns).order_by(rapport.c.id.desc())
    if gm_code is not None:
        asked = asked.where(rapport.c.gm_code == gm_code)
    formaten: dict[int, dict[str, str]] = {}
    for row in connection.execute(
        select(rapport_bestand.c.rapport, rapport_bestand.c.formaat, rapport_bestand.c.sha256)
    ):
        formaten.setdefault(row.rapport, {})[row.formaat] = row.sha256
    sent = select(verzending.c.rapport, func.count()).where(verzending.c.status == "verzonden")
    times = {row[0]: row[1] for row in connection.execute(sent.group_by(verzending.c.rapport))}
    return [
        Kept(**row, formaten=formaten.get(row["id"], {}), verzonden=times.get(row["id"], 0))
        for row in connection.execute(asked).mappings()
    ]
