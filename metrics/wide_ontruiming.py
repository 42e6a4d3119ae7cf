"""The ontruiming with what its indicators ask: was it really carried out?"""

import polars as pl

from metrics.tables import CaseTables
from metrics.tegenspraak import GEEN, ONTRUIMING, contradiction


def wide_ontruiming(tables: CaseTables) -> pl.LazyFrame:
    """Return the ontruimingen with ``uitgevoerd``.

    The day it was carried out is proof, unless the outcome contradicts it; without either it is not
    known whether anyone lost a home.
    """
    done = pl.col("uitgevoerd_op").is_not_null()
    outcome = pl.col("uitkomst")
    uitgevoerd = (
        pl.when(outcome == "uitgevoerd")
        .then(pl.lit(value=True))
        .when(outcome.is_null() & done)
        .then(pl.lit(value=True))
        .when(outcome.is_not_null() & ~done)
        .then(pl.lit(value=False))
    )
    return (
        tables["ontruiming"]
        .with_columns(
            uitgevoerd.alias("uitgevoerd"),
            pl.coalesce("uitgevoerd_op", "gemeld_op", "laatste_maand").alias("registratie"),
            contradiction(ONTRUIMING).alias("cel_soort"),
            cel_pc4=pl.col("pc4"),
        )
        .with_columns(tegenspraak=pl.col("cel_soort") != GEEN)
    )
