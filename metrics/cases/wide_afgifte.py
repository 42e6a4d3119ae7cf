"""The leveringen in force as cases of their own: how many records each held, and how many were rejected."""

import polars as pl

from metrics.tables import CaseTables


def wide_afgifte(tables: CaseTables) -> pl.LazyFrame:
    """Return the leveringen in force, each in the last month it is about."""
    return tables["afgifte"].with_columns(registratie=pl.col("laatste_maand"), cel_soort=pl.col("soort"))
