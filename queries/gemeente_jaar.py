"""How many people and dwellings each of today's gemeenten had per year: public figures, for jobs and pages."""

import polars as pl
from sqlalchemy import Connection, select

from queries.bulk import read_frame
from queries.schema import gemeente_jaar

PEOPLE_SCHEMA = pl.Schema(
    {
        "gm_code": pl.String,
        "jaar": pl.Int32,
        "inwoners": pl.Int64,
        "huishoudens": pl.Int64,
        "corporatiewoningen": pl.Int64,
    }
)


def read_gemeente_jaar(connection: Connection) -> pl.DataFrame:
    """Return the people and dwellings of every gemeente and year that is known."""
    statement = select(*(gemeente_jaar.c[name] for name in PEOPLE_SCHEMA.names()))
    return read_frame(connection, statement, PEOPLE_SCHEMA).sort("gm_code", "jaar")
