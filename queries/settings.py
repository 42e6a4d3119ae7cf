"""Facts about this store: is it a demo, at which scale, of which key."""

from sqlalchemy import Connection, delete, insert, select

from queries.schema import instelling


def read_instelling(connection: Connection, naam: str) -> str | None:
    """Return the fact called ``naam``, or None when it was never set."""
    return connection.scalar(select(instelling.c.waarde).where(instelling.c.naam == naam))


def write_instelling(connection: Connection, naam: str, waarde: str) -> None:
    """Set the fact called ``naam``, replacing what it was."""
    connection.execute(delete(instelling).where(instelling.c.naam == naam))
    connection.execute(insert(instelling).values(naam=naam, waarde=waarde))
