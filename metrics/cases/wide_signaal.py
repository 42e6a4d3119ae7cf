"""The signaal with what its indicators ask: the day it happened, and whether it was followed up."""

import polars as pl

from metrics.cases.opvolging import followed_up
from metrics.tables import CaseTables
from metrics.uitsplitsingen import age_class, yes_no


def wide_signaal(tables: CaseTables, zaken_delivered: pl.DataFrame) -> pl.LazyFrame:
    """Return the signalen with ``gebeurtenis``, the day that decides the month, and the answers their indicators ask.

    ``in_zaak`` and ``opgevolgd`` are null where they cannot be told. ``zaken_delivered`` holds the months
    in which zaken were delivered without a hole.
    """
    dated = tables["signaal"].rename({"id": "signaal"}).with_columns(day_of_signaal().alias("gebeurtenis"))
    return dated.join(followed_up(tables, dated, zaken_delivered), on="signaal", how="left").with_columns(
        pl.coalesce("gebeurtenis", "laatste_maand").alias("registratie"),
        cel_signaalpartner=pl.col("signaalpartner").cast(pl.String),
        cel_crisis=yes_no(pl.col("crisis")),
        cel_leeftijdsklasse=age_class(pl.col("gebeurtenis"), pl.col("geboortejaar")),
        cel_pc4=pl.col("pc4"),
        cel_wijk=pl.col("wijk"),
    )


def day_of_signaal() -> pl.Expr:
    """The day of a signaal: its own date, else the date on which the arrear began."""
    return pl.coalesce("signaaldatum", "ontstaansdatum")
