"""Today's gemeenten by name, which everyone knows, and which of them are shown to nobody."""

from typing import Final

import polars as pl
from sqlalchemy import Connection, select

from queries.bulk import read_frame
from queries.deelname import read_objections
from queries.publications import latest_publication
from queries.schema import gemeente
from queries.viewer import Recht, Viewer

PLACES_SCHEMA: Final = pl.Schema(dict.fromkeys(("gm_code", "naam", "provincie"), pl.String))


def read_places(connection: Connection, viewer: Viewer) -> pl.DataFrame:
    """Return code, name and provincie of all of today's gemeenten, by name; none for who may see nothing of others."""
    if Recht.GEPUBLICEERD not in viewer.rechten:
        return PLACES_SCHEMA.to_frame()
    statement = select(*(gemeente.c[name] for name in PLACES_SCHEMA)).where(gemeente.c.geldig_tot.is_(None))
    return read_frame(connection, statement, PLACES_SCHEMA).sort("naam", "gm_code")


def read_objected(connection: Connection, viewer: Viewer) -> frozenset[str]:
    """Return the gemeenten that objected to being shown in the newest publication."""
    publication = latest_publication(connection)
    if publication is None or Recht.GEPUBLICEERD not in viewer.rechten:
        return frozenset()
    return read_objections(connection, publication.datum)
