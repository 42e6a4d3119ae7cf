"""What people ask the worker to do with deliveries: check an upload, store it, withdraw a levering; for whom they may.

The work itself holds no personal data: names of our own for the files, codes of gemeenten, days, numbers.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, select

from queries import tasks
from queries.deliveries.withdrawal import Intrekking, foresee_withdrawal
from queries.schema import gemeente, levering
from queries.viewer import Recht, Viewer, delivered_to, of_gemeenten

CHECK: Final = "keur"
STORE: Final = "ontvang"
WITHDRAW: Final = "trekin"
_KINDS: Final = (CHECK, STORE, WITHDRAW)
_LOOKED_AT: Final = 200

Own = frozenset[str] | Literal["alle"]


class UploadNotAllowedError(Exception):
    """This viewer may not do this with deliveries; the message is for people."""


def ask_check(
    connection: Connection,
    viewer: Viewer,
    spool: str,
    bestanden: Sequence[str],
    now: datetime,
    *,
    gemeente: str | None = None,
    van: date | None = None,
    tot: date | None = None,
) -> int:
    """Have an upload in the spool checked; return the number of the work.

    ``gemeente``, ``van`` and ``tot`` (the last day, inclusive) are what own tables cover that do not say so themselves.
    """
    _require(viewer)
    covers = {} if gemeente is None or van is None or tot is None else {
        "gemeente": [gemeente], "van": van.isoformat(), "tot": tot.isoformat()
    }  # fmt: skip
    return tasks.add_task(
        connection, CHECK, {"spool": spool, "bestanden": list(bestanden), "voor": _own(viewer), **covers}, now
    )


def ask_store(connection: Connection, viewer: Viewer, checked: int, now: datetime) -> int:
    """Have a checked upload stored and counted; return the number of the work, the same when it was asked before."""
    _require(viewer)
    task = read_upload(connection, viewer, checked)
    if task is None or task.soort != CHECK or not (task.uitkomst or {}).get("bruikbaar"):
        raise UploadNotAllowedError(
            "Deze aanlevering is niet gekeurd of niet bruikbaar; lever het bestand opnieuw aan."
        )
    before = stored_by(connection, viewer, checked)
    if before is not None and before.status != "mislukt":
        return before.id
    return tasks.add_task(connection, STORE, {**task.opdracht, "gekeurd": checked}, now)


def ask_withdrawal(connection: Connection, viewer: Viewer, number: int, now: datetime) -> int:
    """Have a levering withdrawn and its gemeente counted again; return the number of the work."""
    read_withdrawal(connection, viewer, number)
    for task in tasks.latest_tasks(connection, _LOOKED_AT):
        if task.soort == WITHDRAW and task.opdracht.get("levering") == number and task.status in ("wacht", "bezig"):
            return task.id
    return tasks.add_task(connection, WITHDRAW, {"levering": number, "voor": _own(viewer)}, now)


def read_withdrawal(connection: Connection, viewer: Viewer, number: int) -> Intrekking:
    """Return what withdrawing a levering of the viewer's would do.

    Raises UploadNotAllowedError when it is not the viewer's, WithdrawalError when it does not count.
    """
    _require(viewer)
    mine = select(levering.c.id).where(levering.c.id == number)
    if connection.scalar(delivered_to(mine, viewer, levering.c.gm_code)) is None:
        raise UploadNotAllowedError(f"Levering {number} is er niet, of is niet van uw gemeente.")
    return foresee_withdrawal(connection, number)


def read_upload(connection: Connection, viewer: Viewer, number: int) -> tasks.Task | None:
    """Return work on deliveries that this viewer may follow; None where there is none."""
    if not _may(viewer):
        return None
    task = tasks.read_task(connection, number)
    return task if task is not None and _is_mine(task, viewer) else None


def stored_by(connection: Connection, viewer: Viewer, checked: int) -> tasks.Task | None:
    """Return the newest work that stores what ``checked`` checked; None when nobody accepted it."""
    found = [t for t in recent_uploads(connection, viewer, _LOOKED_AT) if t.opdracht.get("gekeurd") == checked]
    return found[0] if found else None


def recent_uploads(connection: Connection, viewer: Viewer, most: int) -> list[tasks.Task]:
    """Return the newest work on deliveries that this viewer may follow, newest first."""
    if not _may(viewer):
        return []
    return [task for task in tasks.latest_tasks(connection, _LOOKED_AT) if _is_mine(task, viewer)][:most]


def foreign_codes(connection: Connection, gm_codes: Sequence[str], own: Own | list[str]) -> list[str]:
    """Return the delivered codes that are of no gemeente of ``own``, nor of a predecessor of one."""
    if own == "alle":
        return []
    mine = select(gemeente.c.gm_code).where(of_gemeenten(gemeente.c.gm_code, frozenset(own)))
    return sorted(set(gm_codes) - set(connection.scalars(mine)))


def _may(viewer: Viewer) -> bool:
    return {Recht.LEVERINGEN, Recht.OPDRACHTEN} <= viewer.rechten


def _require(viewer: Viewer) -> None:
    if not _may(viewer):
        raise UploadNotAllowedError("U mag geen leveringen aanleveren of intrekken; vraag het aan uw beheerder.")


def _own(viewer: Viewer) -> str | list[str]:
    return "alle" if viewer.gemeenten == "alle" else sorted(viewer.gemeenten)


def _is_mine(task: tasks.Task, viewer: Viewer) -> bool:
    """Tell whether the work is about no gemeente but the viewer's."""
    if task.soort not in _KINDS:
        return False
    asked: Any = task.opdracht.get("voor", "alle")
    return viewer.gemeenten == "alle" or (asked != "alle" and set(asked) <= viewer.gemeenten)
