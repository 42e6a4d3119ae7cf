"""The signaal with what its indicators ask: the day it happened."""

import polars as pl

from metrics.tables import CaseTables


def wide_signaal(tables: CaseTables) -> pl.LazyFrame:
    """Return the signalen with ``gebeurtenis``, the day that decides the month."""
    return tables["signaal"].select("gm_code", "laatste_maand", day_of_signaal().alias("gebeurtenis"))


def day_of_signaal() -> pl.Expr:
    """The day of a signaal: its own date, else the date on which the arrear began."""
    return pl.coalesce("signaaldatum", "ontstaansdatum")
