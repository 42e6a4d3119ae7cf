"""Subscriptions: who gets which report of which gemeente, how often, and whether they want warnings too.

An address is read here to send to, and to show to who runs the store; it is in no message of an error.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, or_, select, update

from queries.errors import StoreError
from queries.schema import abonnement, gemeente, gemeld, melding, verzending
from queries.turns import take_turns

FREQUENTIES: Final = ("maand", "kwartaal", "jaar")
FORMATEN: Final = ("pdf", "html", "docx", "pptx")
_LONGEST: Final = 254  # of an address [RFC 5321]
_LONGEST_TEXT: Final = 100
# One address, in letters that every mail server takes; what the server thinks of it is its own answer.
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}")


class AbonnementError(StoreError):
    """A subscription that cannot be; the message is for the person who makes it, and holds no address."""


@dataclass(frozen=True)
class Abonnement:
    """Who gets what. ``indicatoren`` None are those a report has by itself; mails go out from ``vanaf`` to ``tot``."""

    ontvanger: str
    gm_code: str
    vanaf: date
    naam: str | None = None
    indicatoren: tuple[str, ...] | None = None
    onderwerpen: tuple[str, ...] = ()
    frequentie: str = "kwartaal"
    formaat: str = "pdf"
    taalnotitie: str | None = None
    voorlopig: bool = False
    meldingen: bool = False
    tot: date | None = None
    id: int = 0
    ingevoerd_op: datetime | None = None
    opgezegd_op: datetime | None = None

    @property
    def keuze(self) -> str:
        """What tells one choice of indicators and topics from another; empty for the default."""
        if self.indicatoren is None and not self.onderwerpen:
            return ""
        chosen = json.dumps([self.indicatoren and sorted(self.indicatoren), sorted(self.onderwerpen)])
        return blake2b(chosen.encode(), digest_size=8).hexdigest()


def add(connection: Connection, values: Abonnement, now: datetime) -> int:
    """Store a subscription and return its number.

    Raises AbonnementError for an address that cannot be one, an unknown gemeente, and one that is there already.
    """
    values = _checked(connection, values)
    take_turns(connection, "abonnement")
    _refuse_second(connection, values)
    row = insert(abonnement).values(_row(values) | {"ingevoerd_op": now})
    return connection.execute(row.returning(abonnement.c.id)).scalar_one()


def change(connection: Connection, number: int, changes: dict[str, Any]) -> Abonnement:
    """Give a subscription other values (fields of Abonnement) and return it. Raises AbonnementError."""
    take_turns(connection, "abonnement")
    values = _checked(connection, replace(read(connection, number), **changes))
    _refuse_second(connection, values)
    connection.execute(update(abonnement).where(abonnement.c.id == number).values(_row(values)))
    return values


def end(connection: Connection, number: int, now: datetime, *, erase: bool = False) -> None:
    """End a subscription; with ``erase`` its address and name go too, also from the mails that were sent.

    What was planned for it and not sent yet is not sent any more. Raises AbonnementError.
    """
    found = read(connection, number, ended=True)
    mine = abonnement.c.id == number
    connection.execute(update(abonnement).where(mine, abonnement.c.opgezegd_op.is_(None)).values(opgezegd_op=now))
    if not erase:
        return
    gone = f"gewist-{number}"
    connection.execute(update(abonnement).where(mine).values(ontvanger=gone, naam=None, taalnotitie=None))
    for table in (verzending, melding):
        connection.execute(update(table).where(table.c.abonnement == number).values(ontvanger=gone))
    others = select(abonnement.c.id).where(abonnement.c.ontvanger == found.ontvanger)
    if connection.scalar(others.limit(1)) is None:
        connection.execute(gemeld.delete().where(gemeld.c.ontvanger == found.ontvanger))


def read(connection: Connection, number: int, *, ended: bool = False) -> Abonnement:
    """Return subscription ``number``. Raises AbonnementError when it is not there, or has ended."""
    row = connection.execute(select(abonnement).where(abonnement.c.id == number)).mappings().one_or_none()
    if row is None or (row["opgezegd_op"] is not None and not ended):
        raise AbonnementError(
            f"Er is geen lopend abonnement {number}; `effectmeting abonnement lijst` noemt de abonnementen."
        )
    return _abonnement(row)


def read_all(connection: Connection, day: date | None = None) -> list[Abonnement]:
    """Return the subscriptions in order of number; with ``day`` those of which mails go out on that day."""
    rows = connection.execute(select(abonnement).where(_holds(day)).order_by(abonnement.c.id)).mappings()
    return [_abonnement(row) for row in rows]


def _holds(day: date | None) -> ColumnElement[bool]:
    if day is None:
        return abonnement.c.id.is_not(None)
    until = or_(abonnement.c.tot.is_(None), abonnement.c.tot >= day)
    return abonnement.c.opgezegd_op.is_(None) & (abonnement.c.vanaf <= day) & until


def _checked(connection: Connection, values: Abonnement) -> Abonnement:
    """Return the values as they are stored, or refuse them."""
    address = values.ontvanger.strip()
    if len(address) > _LONGEST or not _ADDRESS.fullmatch(address):
        raise AbonnementError("Het e-mailadres is geen adres; geef er één, zoals naam@gemeente.example.")
    # The part before the @ belongs to the other side, so it stays as it is; but nobody has two mailboxes by its case.
    address = address.lower()
    known = select(gemeente.c.gm_code).where(gemeente.c.gm_code == values.gm_code, gemeente.c.geldig_tot.is_(None))
    if connection.scalar(known) is None:
        raise AbonnementError(f"{values.gm_code} is nu geen gemeente; geef een code van nu, zoals GM0363.")
    if values.frequentie not in FREQUENTIES:
        raise AbonnementError(f"Zo vaak kan niet; kies uit {', '.join(FREQUENTIES)}.")
    if values.formaat not in FORMATEN:
        raise AbonnementError(f"Dit formaat bestaat niet; kies uit {', '.join(FORMATEN)}.")
    if values.tot is not None and values.tot < values.vanaf:
        raise AbonnementError("De laatste dag van het abonnement ligt voor de eerste; draai ze om.")
    return replace(values, ontvanger=address, naam=_text(values.naam), taalnotitie=_text(values.taalnotitie))


def _text(written: str | None) -> str | None:
    plain = " ".join((written or "").split())
    if len(plain) > _LONGEST_TEXT or not plain.isprintable():
        raise AbonnementError(f"Geef naam en notitie in hooguit {_LONGEST_TEXT} gewone tekens.")
    return plain or None


def _refuse_second(connection: Connection, values: Abonnement) -> None:
    same = select(abonnement.c.id).where(
        abonnement.c.ontvanger == values.ontvanger,
        abonnement.c.gm_code == values.gm_code,
        abonnement.c.frequentie == values.frequentie,
        abonnement.c.keuze == values.keuze,
        abonnement.c.opgezegd_op.is_(None),
        abonnement.c.id != values.id,
    )
    number = connection.scalar(same)
    if number is not None:
        raise AbonnementError(
            f"Dit adres heeft dit rapport al, met abonnement {number}; wijzig dat met "
            f"`effectmeting abonnement wijzig {number}`."
        )


def _row(values: Abonnement) -> dict[str, Any]:
    row = {name: value for name, value in asdict(values).items() if name not in ("id", "ingevoerd_op", "opgezegd_op")}
    chosen = None if values.indicatoren is None else json.dumps(values.indicatoren)
    return row | {"keuze": values.keuze, "indicatoren": chosen, "onderwerpen": json.dumps(values.onderwerpen)}


def _abonnement(row: RowMapping) -> Abonnement:
    chosen = row["indicatoren"]
    found: dict[str, Any] = {name: value for name, value in row.items() if name != "keuze"}
    found["indicatoren"] = None if chosen is None else tuple(json.loads(chosen))
    found["onderwerpen"] = tuple(json.loads(row["onderwerpen"]))
    return Abonnement(**found)
