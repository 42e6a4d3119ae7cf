"""Own groups of gemeenten, which someone compares with: made, changed and taken away by their owner."""

from collections.abc import Collection
from typing import Final

import polars as pl
from sqlalchemy import Connection, delete, insert, select

from queries.bulk import read_frame
from queries.errors import StoreError
from queries.gebieden import group_gebied
from queries.schema import gemeente, groep
from queries.viewer import Recht, Viewer

LONGEST_NAME: Final = 60
GROUPS_SCHEMA: Final = pl.Schema({"gebied": pl.String, "naam": pl.String, "gm_code": pl.String})


class GroupError(StoreError):
    """A group that cannot be; the message is for the person who makes it."""


def replace_group(connection: Connection, viewer: Viewer, naam: str, gemeenten: Collection[str]) -> str:
    """Make the viewer's group ``naam``, or give it other gemeenten; return its gebied.

    Its figures are there after the next berekening. Raises GroupError.
    """
    _may(viewer)
    name = " ".join(naam.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise GroupError(f"Geef de groep een naam van 1 tot en met {LONGEST_NAME} tekens.")
    codes = sorted(set(gemeenten))
    if len(codes) < 2:
        raise GroupError(f"De groep {name} heeft ten minste twee gemeenten nodig; kies er meer.")
    known = set(connection.scalars(select(gemeente.c.gm_code).where(gemeente.c.geldig_tot.is_(None))))
    if unknown := [code for code in codes if code not in known]:
        raise GroupError(
            f"De groep {name} noemt {len(unknown)} code(s) die nu geen gemeente zijn; kies gemeenten van nu."
        )
    _erase(connection, viewer, name)
    connection.execute(insert(groep), [{"naam": name, "eigenaar": viewer.naam, "gm_code": code} for code in codes])
    return group_gebied(viewer.naam, name)


def remove_group(connection: Connection, viewer: Viewer, naam: str) -> bool:
    """Take the viewer's group away; return whether it was there. Its counts go with the next berekening."""
    _may(viewer)
    return _erase(connection, viewer, " ".join(naam.split()))


def read_groups(connection: Connection, viewer: Viewer) -> pl.DataFrame:
    """Return the viewer's own groups (gebied, naam, gm_code), a row for each gemeente."""
    columns = pl.Schema({"naam": pl.String, "gm_code": pl.String})
    statement = select(groep.c.naam, groep.c.gm_code).where(groep.c.eigenaar == viewer.naam)
    rows = read_frame(connection, statement, columns).sort("naam", "gm_code")
    gebieden = [group_gebied(viewer.naam, naam) for naam in rows["naam"]]
    return rows.with_columns(gebied=pl.Series(gebieden, dtype=pl.String)).select(GROUPS_SCHEMA.names())


def _may(viewer: Viewer) -> None:
    if Recht.GEPUBLICEERD not in viewer.rechten:
        raise GroupError("U mag geen groepen maken; vraag het aan uw beheerder.")


def _erase(connection: Connection, viewer: Viewer, naam: str) -> bool:
    erased = connection.execute(delete(groep).where(groep.c.naam == naam, groep.c.eigenaar == viewer.naam))
    return erased.rowcount > 0
