"""Work for the worker process: put in line by a page, done elsewhere, watched by its heartbeat."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select, update

from queries.schema import taak

# Work that takes its worker down would do so for ever.
MOST_ATTEMPTS = 3
GIVEN_UP = (
    "Dit werk is drie keer begonnen en drie keer afgebroken, zonder dat er iets is veranderd. "
    "Vraag wie het programma beheert om in het logboek van de werker te kijken."
)


@dataclass(frozen=True)
class Task:
    """One piece of work and how far it is."""

    id: int
    soort: str
    opdracht: Mapping[str, Any]
    status: str
    pogingen: int
    voortgang: float
    bericht: str | None
    aangevraagd_op: datetime
    gestart_op: datetime | None
    hartslag_op: datetime | None
    klaar_op: datetime | None
    uitkomst: Mapping[str, Any] | None = None


def add_task(connection: Connection, soort: str, opdracht: Mapping[str, Any], now: datetime) -> int:
    """Put work in line; ``opdracht`` holds no personal data. Return its number."""
    row = insert(taak).values(
        soort=soort, opdracht=json.dumps(dict(opdracht), sort_keys=True), status="wacht", aangevraagd_op=now
    )
    return connection.execute(row.returning(taak.c.id)).scalar_one()


def claim_task(connection: Connection, now: datetime) -> Task | None:
    """Take the oldest waiting task, or None; two workers never take the same one."""
    waiting = select(taak.c.id).where(taak.c.status == "wacht").order_by(taak.c.id).limit(1)
    number = connection.scalar(waiting.with_for_update(skip_locked=True))
    if number is None:
        return None
    claimed = update(taak).where(taak.c.id == number)
    started = {"status": "bezig", "pogingen": taak.c.pogingen + 1, "gestart_op": now, "hartslag_op": now}
    connection.execute(claimed.values(started))
    return read_task(connection, number)


def beat(
    connection: Connection, number: int, now: datetime, *, voortgang: float | None = None, bericht: str | None = None
) -> bool:
    """Tell that the work goes on; return False when it is no longer ours, and should stop."""
    told: dict[str, Any] = {"hartslag_op": now}
    if voortgang is not None:
        told["voortgang"] = voortgang
    if bericht is not None:
        told["bericht"] = bericht
    return _change(connection, number, told)


def finish_task(
    connection: Connection,
    number: int,
    now: datetime,
    bericht: str | None = None,
    uitkomst: Mapping[str, Any] | None = None,
) -> bool:
    """Note that the work is done, and what came of it; return False when it was no longer ours.

    ``uitkomst`` is for the page that asked, and holds no personal data.
    """
    made = None if uitkomst is None else json.dumps(dict(uitkomst), sort_keys=True)
    told = {"status": "klaar", "voortgang": 1.0, "bericht": bericht, "klaar_op": now, "uitkomst": made}
    return _change(connection, number, told)


def fail_task(connection: Connection, number: int, now: datetime, bericht: str) -> bool:
    """Note that the work failed, with one sentence for people; return False when it was no longer ours."""
    return _change(connection, number, {"status": "mislukt", "bericht": bericht, "klaar_op": now})


def requeue_dead(connection: Connection, now: datetime, seconds: float) -> list[int]:
    """Put back in line what has had no heartbeat for ``seconds``; return the numbers.

    What was taken MOST_ATTEMPTS times has failed.
    """
    return _put_back(connection, taak.c.hartslag_op < now - timedelta(seconds=seconds), now)


def put_back(connection: Connection, number: int, now: datetime) -> bool:
    """Put work in line again that its worker could not finish; return False when it has failed or is not ours.

    What was taken MOST_ATTEMPTS times has failed.
    """
    return _put_back(connection, taak.c.id == number, now) == [number]


def _put_back(connection: Connection, which: ColumnElement[bool], now: datetime) -> list[int]:
    unfinished = update(taak).where(taak.c.status == "bezig", which)
    often = taak.c.pogingen >= MOST_ATTEMPTS
    connection.execute(unfinished.where(often).values(status="mislukt", bericht=GIVEN_UP, klaar_op=now))
    again = {"status": "wacht", "voortgang": 0.0, "gestart_op": None, "hartslag_op": None}
    return sorted(connection.scalars(unfinished.values(again).returning(taak.c.id)))


def read_task(connection: Connection, number: int) -> Task | None:
    """Return task ``number``, or None when there is none."""
    row = connection.execute(select(taak).where(taak.c.id == number)).mappings().one_or_none()
    return _task(row) if row else None


def latest_tasks(connection: Connection, limit: int = 20) -> list[Task]:
    """Return the newest tasks, newest first."""
    newest = select(taak).order_by(taak.c.id.desc()).limit(limit)
    return [_task(row) for row in connection.execute(newest).mappings()]


def _change(connection: Connection, number: int, values: dict[str, Any]) -> bool:
    ours = (taak.c.id == number) & (taak.c.status == "bezig")
    return connection.execute(update(taak).where(ours).values(values)).rowcount == 1


def _task(row: RowMapping) -> Task:
    made = row["uitkomst"]
    return Task(**{**row, "opdracht": json.loads(row["opdracht"]), "uitkomst": made and json.loads(made)})
