"""The traject with what its indicators ask: how long someone waited, and whether a regeling came about."""

from datetime import date

import polars as pl

from metrics.tables import CaseTables
from metrics.tegenspraak import GEEN, TRAJECT, contradiction
from metrics.uitsplitsingen import age_class, one_value, yes_no

LONGEST_WAIT = 180


def wide_traject(tables: CaseTables, today: date) -> pl.LazyFrame:
    """Return the trajecten with ``gebeurtenis``, ``wachtdagen``, ``gesproken``, and the outcome of a regeling.

    Waiting ends at the first talk. Without one it is known to have lasted until the traject ended,
    until the last delivery that holds it, or until today. A talk planned after today has not been.
    The month is that of the aanmelding or the start, filled in where need be from other dates; the
    waiting itself is only known from a date on which it began.

    A regeling has an outcome from ``regeling_op``: the day it was granted, else the first day it was
    turned down or withdrawn. ``toegekend`` is null where it was both granted and turned down.
    """
    talk = pl.when(pl.col("intake_van") <= today).then(pl.col("intake_van"))
    seen_until = pl.min_horizontal(pl.lit(today), "bekend_tot", end_of_traject())
    waited = (pl.coalesce(talk, seen_until) - pl.coalesce("aanmelding", "startdatum")).dt.total_days()
    granted, refused = pl.col("regeling_toegekend"), pl.col("regeling_afgewezen")
    both = granted.is_not_null() & refused.is_not_null()
    return (
        tables["traject"]
        .rename({"id": "traject"})
        .join(_clients(tables), on="traject", how="left")
        .with_columns(gebeurtenis=pl.coalesce("aanmelding", "start"))
        .with_columns(
            pl.coalesce("gebeurtenis", "laatste_maand").alias("registratie"),
            waited.clip(upper_bound=LONGEST_WAIT).alias("wachtdagen"),
            pl.when(waited >= 0).then(talk.is_not_null() & (waited <= LONGEST_WAIT)).alias("gesproken"),
            pl.coalesce(granted, pl.min_horizontal(refused, "regeling_ingetrokken")).alias("regeling_op"),
            pl.when(~both).then(granted.is_not_null()).alias("toegekend"),
            contradiction(TRAJECT).alias("cel_soort"),
            cel_crisis=yes_no(pl.col("crisis")),
            cel_leeftijdsklasse=age_class(pl.col("gebeurtenis"), pl.col("oudste_geboortejaar")),
            cel_pc4=one_value(pl.col("pc4_laag"), pl.col("pc4_hoog")),
        )
        .with_columns(tegenspraak=pl.col("cel_soort") != GEEN)
    )


def end_of_traject() -> pl.Expr:
    """The last day of a traject; null while it runs."""
    return pl.coalesce("uitstroom", "einddatum")


def _clients(tables: CaseTables) -> pl.LazyFrame:
    """Return per traject the year in which its oldest client was born, where they live, and how full they came."""
    return (
        tables["traject_persoon"]
        .group_by("traject")
        .agg(
            oudste_geboortejaar=pl.col("geboortejaar").min(),
            pc4_laag=pl.col("pc4").min(),
            pc4_hoog=pl.col("pc4").max(),
            personen=pl.len(),
            personen_persoon=(pl.col("persoon_uit") == "bsn").fill_null(value=False).sum(),
            personen_huishouden=pl.col("huishouden").is_not_null().sum(),
            personen_geboortejaar=pl.col("geboortejaar").is_not_null().sum(),
            personen_pc4=pl.col("pc4").is_not_null().sum(),
        )
    )
