"""The traject with what its indicators ask: how long someone waited, or has been waiting."""

from datetime import date

import polars as pl

from metrics.tables import CaseTables

LONGEST_WAIT = 180


def wide_traject(tables: CaseTables, today: date) -> pl.LazyFrame:
    """Return the trajecten with ``gebeurtenis``, ``wachtdagen`` and ``gesproken``.

    Waiting ends at the first talk. Without one it is known to have lasted until the traject ended,
    until the last delivery that holds it, or until today. A talk planned after today has not been.
    The month is that of the aanmelding or the start, filled in where need be from other dates; the
    waiting itself is only known from a date on which it began.
    """
    event = pl.coalesce("aanmelding", "start")
    talk = pl.when(pl.col("intake_van") <= today).then(pl.col("intake_van"))
    seen_until = pl.min_horizontal(pl.lit(today), "bekend_tot", end_of_traject())
    waited = (pl.coalesce(talk, seen_until) - pl.coalesce("aanmelding", "startdatum")).dt.total_days()
    return tables["traject"].select(
        "gm_code",
        "laatste_maand",
        event.alias("gebeurtenis"),
        waited.clip(upper_bound=LONGEST_WAIT).alias("wachtdagen"),
        pl.when(waited >= 0).then(talk.is_not_null() & (waited <= LONGEST_WAIT)).alias("gesproken"),
    )


def end_of_traject() -> pl.Expr:
    """The last day of a traject; null while it runs."""
    return pl.coalesce("uitstroom", "einddatum")
