"""Which gemeenten objected to being shown to others."""

from datetime import date

from sqlalchemy import Connection, or_, select

from queries.schema import deelname


def read_objections(connection: Connection, until: date) -> frozenset[str]:
    """Return the gemeenten with an objection that holds on ``until`` or later; one of long ago that ended does not."""
    holds = or_(deelname.c.tot.is_(None), deelname.c.tot > until)
    return frozenset(connection.scalars(select(deelname.c.gm_code).where(deelname.c.bezwaar, holds)))
