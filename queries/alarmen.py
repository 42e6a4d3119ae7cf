"""Alarms: what stood out when a gemeente was looked at, and who was told of it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from queries.schema import alarm, alarmstand, gemeld
from queries.turns import take_turns


@dataclass(frozen=True)
class Seen:
    """How things were at the last look: which state of the store that was, and what was found."""

    versie: str
    stand: Mapping[str, Any]


@dataclass(frozen=True)
class Untold:
    """An alarm that a recipient was not told of."""

    id: int
    gm_code: str
    indicator: str
    zin: str
    gezien_op: datetime


def read_seen(connection: Connection, gm_code: str) -> Seen | None:
    """Return the last look at a gemeente, or None when there was none."""
    asked = select(alarmstand.c.versie, alarmstand.c.stand).where(alarmstand.c.gm_code == gm_code)
    row = connection.execute(asked).one_or_none()
    return None if row is None else Seen(row.versie, json.loads(row.stand))


def write_seen(
    connection: Connection, gm_code: str, seen: Seen, alarms: Collection[tuple[str, str, str]], now: datetime,
    *, first: bool,
) -> int:  # fmt: skip
    """Store a look and its alarms (sleutel, indicator, zin) that were not there yet; return how many those are.

    What is found at the ``first`` look was there already, and nobody is told of it.
    """
    take_turns(connection, f"alarm {gm_code}")
    known = set(connection.scalars(select(alarm.c.sleutel).where(alarm.c.gm_code == gm_code)))
    rows = [
        {"gm_code": gm_code, "sleutel": key, "indicator": code, "zin": zin, "nieuw": not first, "gezien_op": now}
        for key, code, zin in alarms
        if key not in known
    ]
    if rows:
        connection.execute(insert(alarm), rows)
    connection.execute(delete(alarmstand).where(alarmstand.c.gm_code == gm_code))
    stand = json.dumps(dict(seen.stand), sort_keys=True)
    connection.execute(insert(alarmstand).values(gm_code=gm_code, versie=seen.versie, stand=stand, gezien_op=now))
    return 0 if first else len(rows)


def read_untold(connection: Connection, ontvanger: str, gm_codes: Collection[str]) -> list[Untold]:
    """Return the alarms of these gemeenten that a recipient was not told of, oldest first."""
    told = select(gemeld.c.alarm).where(gemeld.c.ontvanger == ontvanger)
    columns = (alarm.c.id, alarm.c.gm_code, alarm.c.indicator, alarm.c.zin, alarm.c.gezien_op)
    new = select(*columns).where(alarm.c.nieuw, alarm.c.gm_code.in_(sorted(gm_codes)), alarm.c.id.not_in(told))
    return [Untold(*row) for row in connection.execute(new.order_by(alarm.c.id))]


def mark_told(connection: Connection, ontvanger: str, alarms: Collection[int]) -> None:
    """Note that a mail about these is planned."""
    if alarms:
        connection.execute(insert(gemeld), [{"ontvanger": ontvanger, "alarm": number} for number in sorted(alarms)])
