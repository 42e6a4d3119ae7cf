"""Mails: planned as a row each, taken by one worker, and never handed over twice unless a person says so.

The order is what keeps it true: a mail is a row before it exists; ``bezig`` is written before it is handed over and
``verzonden`` after. What is ``bezig`` while its worker is gone may or may not have arrived: that is ``onzeker``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Engine, RowMapping, Select, Table, Update, insert, or_, select, update

from queries.alive import is_alive
from queries.errors import StoreError
from queries.schema import abonnement, melding, verzending
from queries.turns import take_turns

# How long to wait after the first, second, ... attempt that a server put off.
BACK_OFF: Final = (
    timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8), timedelta(hours=24),
)  # fmt: skip
DIED: Final = "afgebroken"
TABLES: Final = (verzending, melding)


class VerzendingError(StoreError):
    """A mail that cannot be sent again; the message is for the person who asks."""


@dataclass(frozen=True)
class Mail:
    """One mail and how it fares; ``soort`` is verzending (a report) or melding (warnings)."""

    soort: str
    id: int
    abonnement: int
    ontvanger: str
    message_id: str
    status: str
    pogingen: int
    volgende_poging: datetime | None
    antwoord: str | None
    gepland_op: datetime
    gestart_op: datetime | None
    klaar_op: datetime | None
    was: str  # its status before it was taken, else the same
    over: dict[str, Any]  # the other columns: of a report its number, of warnings their day and sentences


@dataclass(frozen=True)
class ToSend:
    """A report for one recipient, not planned yet."""

    abonnement: int
    ontvanger: str
    message_id: str
    rapport: int
    formaat: str
    gm_code: str
    periode: str
    keuze: str
    voorlopig: bool


def planned_before(connection: Connection) -> set[tuple[str, str, str, str]]:
    """Return (ontvanger, gm_code, periode, keuze) of every report that was ever planned."""
    columns = (verzending.c.ontvanger, verzending.c.gm_code, verzending.c.periode, verzending.c.keuze)
    return {(row[0], row[1], row[2], row[3]) for row in connection.execute(select(*columns))}


def plan(connection: Connection, mails: Collection[ToSend], now: datetime) -> int:
    """Plan the mails whose recipient has not had that report; return how many."""
    take_turns(connection, "verzending")
    known, rows = planned_before(connection), list[dict[str, Any]]()
    for mail in mails:
        key = (mail.ontvanger, mail.gm_code, mail.periode, mail.keuze)
        if key not in known:
            known.add(key)
            rows.append(vars(mail) | {"status": "gepland", "gepland_op": now})
    if rows:
        connection.execute(insert(verzending), rows)
    return len(rows)


def plan_warning(
    connection: Connection, number: int, ontvanger: str, dag: date, inhoud: str, message_id: str, now: datetime
) -> bool:
    """Plan today's warnings for one recipient; return False when there was a mail today already."""
    take_turns(connection, "melding")
    had = select(melding.c.id).where(melding.c.ontvanger == ontvanger, melding.c.dag == dag)
    if connection.scalar(had) is not None:
        return False
    row = {"abonnement": number, "ontvanger": ontvanger, "dag": dag, "inhoud": inhoud, "message_id": message_id}
    connection.execute(insert(melding).values(row | {"status": "gepland", "gepland_op": now}))
    return True


def mark_uncertain(engine: Engine, now: datetime) -> int:
    """Call the mails uncertain whose worker is gone; return how many."""
    found = 0
    for table in TABLES:
        with engine.connect() as connection:
            busy = select(table.c.werker).where(table.c.status == "bezig").distinct()
            workers = list(connection.scalars(busy))
        for worker in workers:
            if not is_alive(engine, worker):
                lost = update(table).where(table.c.status == "bezig", table.c.werker == worker)
                with engine.begin() as connection:
                    values = {"status": "onzeker", "antwoord": DIED, "klaar_op": now}
                    found += connection.execute(lost.values(values)).rowcount
    return found


def drop_ended(connection: Connection, day: date, now: datetime) -> int:
    """Give up what was planned for a subscription that no longer holds; return how many."""
    over = or_(abonnement.c.opgezegd_op.is_not(None), abonnement.c.tot < day)
    ended = select(abonnement.c.id).where(over)
    found = 0
    for table in TABLES:
        waiting = update(table).where(table.c.status == "gepland", table.c.abonnement.in_(ended))
        values = {"status": "mislukt", "antwoord": "opgezegd", "klaar_op": now}
        found += connection.execute(waiting.values(values)).rowcount
    return found


def waiting(connection: Connection, now: datetime, *, also_later: bool = False) -> int:
    """Return how many mails wait to be handed over now, or at some time."""
    return sum(len(list(connection.scalars(_due(table, now, also_later=also_later)))) for table in TABLES)


def take(connection: Connection, worker: str, now: datetime, *, leave: Collection[str] = ()) -> Mail | None:
    """Take the next mail that is due, but for gemeenten to ``leave``; None when there is none.

    It is ``bezig`` for this worker when the transaction ends. Two workers never take the same one.
    """
    for table in TABLES:
        due = _due(table, now)
        if leave and table is verzending:
            due = due.where(verzending.c.gm_code.not_in(sorted(leave)))
        number = connection.scalar(due.limit(1).with_for_update(skip_locked=True))
        if number is not None:
            return _mail(table, _taken(connection, table, number, worker, now))
    return None


def take_again(connection: Connection, message_id: str, worker: str, now: datetime) -> Mail:
    """Take a mail that is uncertain, refused or failed, because a person says so. Raises VerzendingError."""
    for table in TABLES:
        asked = select(table).where(table.c.message_id == message_id).with_for_update()
        row = connection.execute(asked).mappings().one_or_none()
        if row is None:
            continue
        if row["status"] not in ("onzeker", "geweigerd", "mislukt"):
            raise VerzendingError(
                f"Deze mail is {row['status']}; alleen wat onzeker, geweigerd of mislukt is, kan opnieuw."
            )
        return _mail(table, _taken(connection, table, row["id"], worker, now), row["status"])
    raise VerzendingError("Er is geen mail met dit kenmerk; `effectmeting verstuur --droog` noemt wat onzeker is.")


def note(connection: Connection, mail: Mail, worker: str, status: str, antwoord: str, now: datetime) -> None:
    """Write down what came of a mail this worker took; also where another worker thought this one was gone."""
    connection.execute(_update(mail, worker).values(status=status, antwoord=antwoord, klaar_op=now))


def put_off(connection: Connection, mail: Mail, worker: str, antwoord: str, now: datetime) -> str:
    """Try a mail again later, for as often as BACK_OFF has waits; return what it is now: gepland or mislukt."""
    if mail.pogingen > len(BACK_OFF):
        note(connection, mail, worker, "mislukt", antwoord, now)
        return "mislukt"
    later = {"status": "gepland", "volgende_poging": now + BACK_OFF[mail.pogingen - 1], "antwoord": antwoord}
    connection.execute(_update(mail, worker).values(**later, werker=None))
    return "gepland"


def read_mails(connection: Connection, statuses: Collection[str]) -> list[Mail]:
    """Return the mails with one of these statuses, reports first."""
    return [
        _mail(table, row)
        for table in TABLES
        for row in connection.execute(
            select(table).where(table.c.status.in_(sorted(statuses))).order_by(table.c.id)
        ).mappings()
    ]


def _due(table: Table, now: datetime, *, also_later: bool = False) -> Select[int]:
    ready = or_(table.c.volgende_poging.is_(None), table.c.volgende_poging <= now)
    planned = select(table.c.id).where(table.c.status == "gepland").order_by(table.c.id)
    return planned if also_later else planned.where(ready)


def _taken(connection: Connection, table: Table, number: int, worker: str, now: datetime) -> RowMapping:
    """Put a mail in the hands of a worker; return its row as it is then."""
    values = {"status": "bezig", "werker": worker, "gestart_op": now, "pogingen": table.c.pogingen + 1}
    connection.execute(update(table).where(table.c.id == number).values(values))
    return connection.execute(select(table).where(table.c.id == number)).mappings().one()


def _update(mail: Mail, worker: str) -> Update:
    """Return the change of a mail that this worker took; also where another thought this one was gone."""
    table = next(table for table in TABLES if table.name == mail.soort)
    mine = (table.c.id == mail.id) & (table.c.werker == worker) & table.c.status.in_(("bezig", "onzeker"))
    return update(table).where(mine)


def _mail(table: Table, row: RowMapping, was: str | None = None) -> Mail:
    known = {name: row[name] for name in Mail.__dataclass_fields__ if name in row}
    others = {name: row[name] for name in row if name not in known}
    return Mail(soort=table.name, was=was or row["status"], over=others, **known)
