"""The ontruiming with what its indicators ask: was it carried out, was it prevented, and did a signal come first?"""

from typing import Final

import polars as pl

from metrics.cases.huursignaal import rent_signal_before
from metrics.cases.tegenspraak import GEEN, ONTRUIMING, contradiction
from metrics.tables import CaseTables

# So many months after it was reported that a home might be lost, it is asked whether it was.
PREVENTED_AFTER: Final = (6, 12)


def wide_ontruiming(tables: CaseTables, stretches: pl.DataFrame) -> pl.LazyFrame:
    """Return the ontruimingen with ``uitgevoerd``, ``huursignaal``, and after 6 and 12 months ``voorkomen_*``.

    The day it was carried out is proof, unless the outcome contradicts it; without either it is not
    known whether anyone lost a home. ``aangezegd_*`` is whether an ontruiming was announced by then.
    ``stretches`` are the days on which no signaal can be missing.
    """
    cases = tables["ontruiming"].join(rent_signal_before(tables, stretches), on="id", how="left")
    return cases.with_columns(
        _carried_out().alias("uitgevoerd"),
        *(_prevented(months).alias(f"voorkomen_{months}") for months in PREVENTED_AFTER),
        *(_announced(months).alias(f"aangezegd_{months}") for months in PREVENTED_AFTER),
        pl.coalesce("uitgevoerd_op", "gemeld_op", "laatste_maand").alias("registratie"),
        contradiction(ONTRUIMING).alias("cel_soort"),
        cel_pc4=pl.col("pc4"),
        cel_reden=pl.col("reden").cast(pl.String),
        cel_verhuurder=pl.col("verhuurder").cast(pl.String),
    ).with_columns(tegenspraak=pl.col("cel_soort") != GEEN)


def _carried_out() -> pl.Expr:
    done, outcome = pl.col("uitgevoerd_op").is_not_null(), pl.col("uitkomst")
    return (
        pl.when(outcome == "uitgevoerd")
        .then(pl.lit(value=True))
        .when(outcome.is_null() & done)
        .then(pl.lit(value=True))
        .when(outcome.is_not_null() & ~done)
        .then(pl.lit(value=False))
    )


def _prevented(months: int) -> pl.Expr:
    """Whether the home was kept for so many months: no ontruiming yet, and nobody left ahead of it.

    That someone left has no day, so it counts from the start; carried out without a day may have been later, and
    while a case is open nobody knows. Prevented or open and yet carried out: one of the two is wrong.
    """
    outcome, done = pl.col("uitkomst"), pl.col("uitgevoerd_op")
    certain = (outcome == "uitgevoerd").fill_null(value=True)
    return (
        pl.when(outcome == "vertrokken")
        .then(pl.lit(value=False))
        .when(certain & done.is_not_null())
        .then(done > _after(months))
        .when((outcome == "voorkomen") & done.is_null())
        .then(pl.lit(value=True))
    )


def _announced(months: int) -> pl.Expr:
    """Whether an ontruiming was announced by then: it has a day, or it was carried out, which cannot be without."""
    first = pl.min_horizontal("aangezegd_op", "uitgevoerd_op")
    return pl.when(first.is_not_null()).then(first <= _after(months)).otherwise(pl.lit(value=False))


def _after(months: int) -> pl.Expr:
    return pl.col("gemeld_op").dt.offset_by(f"{months}mo")
