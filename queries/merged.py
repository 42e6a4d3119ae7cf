"""Which gemeenten went into one of today's, and when: a case table of names that are public."""

from typing import Final

import polars as pl
from sqlalchemy import Connection, select

from queries.bulk import read_frame
from queries.schema import gemeente, herindeling
from queries.viewer import Recht, Viewer, visible_to

MERGED_SCHEMA: Final = pl.Schema({"gm_code": pl.String(), "datum": pl.Date(), "naam": pl.String()})


def read_merged(connection: Connection, viewer: Viewer, gm_code: str) -> pl.DataFrame:
    """Return the former gemeenten that went into one of the viewer's own, oldest first; those split count too."""
    statement = (
        select(herindeling.c.nieuwe_code.label("gm_code"), herindeling.c.datum, gemeente.c.naam)
        .join(gemeente, gemeente.c.gm_code == herindeling.c.oude_code)
        .where(herindeling.c.nieuwe_code == gm_code)
    )
    visible = visible_to(statement, viewer, herindeling.c.nieuwe_code, Recht.EIGEN_CIJFERS)
    return read_frame(connection, visible, MERGED_SCHEMA).unique().sort("datum", "naam")
