"""Take a levering back: it counts no longer, its cases are erased, and what it had replaced may come again.

By the rules of replacement a levering that gave way would hold again once its successor is gone. It cannot come back
by itself: its cases were erased when it gave way, since nothing read them any more (data minimisation). A period
without cases would be counted as zero, and not delivered is not zero; so it stays replaced, its days count as not
delivered, and the file may be delivered again (see queries.deliveries.store).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from queries.deliveries.store import CASE_TABLES, claim_of
from queries.schema import levering

# A period of days, half-open.
Days = tuple[date, date]


class WithdrawalError(Exception):
    """This levering cannot be withdrawn; the message is for people."""


@dataclass(frozen=True, slots=True)
class Vervangen:
    """A levering that gave way to the one withdrawn, and would hold again if it were delivered again."""

    nummer: int
    periode_van: date
    periode_tot: date  # exclusive


@dataclass(frozen=True, slots=True)
class Intrekking:
    """What withdrawing a levering does: ``leeg`` are the days of which nothing of this kind is left in force."""

    nummer: int
    soort: str
    gm_code: str
    periode_van: date
    periode_tot: date  # exclusive
    records: int  # that would no longer count
    leeg: tuple[Days, ...]
    vervangen: tuple[Vervangen, ...]


def foresee_withdrawal(connection: Connection, number: int) -> Intrekking:
    """Return what withdrawing levering ``number`` would do; raises WithdrawalError unless it is in force."""
    row = _in_force(connection, number)
    others = connection.execute(
        select(levering).where(
            levering.c.soort == row.soort, levering.c.gm_code == row.gm_code, levering.c.id != row.id
        )
    ).all()
    still = [other for other in others if other.status == "in_gebruik"]
    return Intrekking(
        nummer=row.id,
        soort=row.soort,
        gm_code=row.gm_code,
        periode_van=row.periode_van,
        periode_tot=row.periode_tot,
        records=row.aantal - row.afgekeurd,
        leeg=_left_open((row.periode_van, row.periode_tot), [(o.periode_van, o.periode_tot) for o in still]),
        vervangen=_would_hold(row, still, [other for other in others if other.status == "vervangen"]),
    )


def withdraw(connection: Connection, number: int, now: datetime) -> Intrekking:
    """Take levering ``number`` out of force and erase its cases, in the transaction of the caller; return what it did.

    Its header, checks and remarks stay as history. Raises WithdrawalError unless it is in force.
    """
    found = foresee_withdrawal(connection, number)
    told = f"Ingetrokken op {now:%d-%m-%Y}."
    gone = update(levering).where(levering.c.id == number, levering.c.status == "in_gebruik")
    if connection.execute(gone.values(status="ingetrokken", oordeel=told)).rowcount != 1:
        raise WithdrawalError(_not_in_force(number))
    for table in CASE_TABLES:
        connection.execute(delete(table).where(table.c.levering == number))
    return found


def _in_force(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(levering).where(levering.c.id == number)).one_or_none()
    if row is None or row.status != "in_gebruik":
        raise WithdrawalError(_not_in_force(number))
    return row


def _not_in_force(number: int) -> str:
    return f"Levering {number} telt niet (meer) mee, dus er is niets in te trekken."


def _left_open(whole: Days, others: list[Days]) -> tuple[Days, ...]:
    """Return the days of ``whole`` that none of the others has."""
    found: list[Days] = []
    since, until = whole
    for van, tot in sorted(others):
        if van > since:
            found.append((since, min(van, until)))
        since = max(since, tot)
        if since >= until:
            break
    if since < until:
        found.append((since, until))
    return tuple((van, tot) for van, tot in found if van < tot)


def _would_hold(row: Row[Any], still: list[Row[Any]], given_way: list[Row[Any]]) -> tuple[Vervangen, ...]:
    """Return what gave way to this levering and to no other that is in force or would hold before it."""
    mine = claim_of(row.id, row)
    behind = [claim_of(other.id, other) for other in given_way]
    behind = [claim for claim in behind if claim.sleutel == mine.sleutel and mine.replaces(claim)]
    ahead = [claim_of(other.id, other) for other in still]
    newest = [
        claim
        for claim in behind
        if not any(other.sleutel == claim.sleutel and other.replaces(claim) for other in [*ahead, *behind])
    ]
    newest.sort(key=lambda claim: (claim.periode_van, claim.nummer))
    return tuple(Vervangen(claim.nummer, claim.periode_van, claim.periode_tot) for claim in newest)
