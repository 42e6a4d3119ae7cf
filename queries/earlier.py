"""What readers saw last: the newest publication of an earlier berekening than the one the pages show."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from queries.counts import last_berekening
from queries.schema import berekening, publicatie
from queries.viewer import Recht, Viewer


@dataclass(frozen=True)
class Earlier:
    """A publication of before: its number and date, and the day its figures were of."""

    nummer: int
    datum: date
    peildatum: date


def read_earlier(connection: Connection, viewer: Viewer) -> Earlier | None:
    """Return what this viewer saw before the newest berekening; None where there was nothing yet."""
    made = last_berekening(connection)
    if made is None or Recht.GEPUBLICEERD not in viewer.rechten:
        return None
    before = (
        select(publicatie.c.nummer, publicatie.c.datum, berekening.c.peildatum)
        .join(berekening)
        .where(publicatie.c.berekening < made.id)
        .order_by(publicatie.c.nummer.desc())
        .limit(1)
    )
    row = connection.execute(before).one_or_none()
    return None if row is None else Earlier(*row)
