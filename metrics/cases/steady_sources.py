"""Organisations that deliver for a gemeente, told from those that once had a client of it."""

from typing import Final

import polars as pl

# A credit bank far away delivers a traject of someone who moved, and would seem to have left out every other month:
# one stray traject would make every answer of that gemeente onbekend. An organisation that delivered in fewer periods
# than this, and never more than this share of what its gemeente delivers at a time, is not expected to be complete.
# Configurable here, and nowhere else. What it did deliver still counts.
LEAST_PERIODS: Final = 3
LEAST_SHARE: Final = 0.05
_SOORT: Final = {"traject": "shv", "signaal": "vs", "zaak": "vs"}


def without_strays(delivered: pl.DataFrame, afgifte: pl.DataFrame, tabel: str) -> pl.DataFrame:
    """Return ``delivered`` without the rows of ``tabel`` from organisations that do not deliver for the gemeente.

    ``afgifte`` has the leveringen in force: gm_code, soort, organisatie, periode_van and aantal. Of an
    organisation that is not in it, and where no organisation would be left, every row stays.
    """
    largest = (
        afgifte.filter(soort=_SOORT[tabel])
        .group_by("gm_code", "organisatie")
        .agg(perioden=pl.col("periode_van").n_unique(), meeste=pl.col("aantal").max())
        .with_columns(deel=pl.col("meeste") / pl.col("meeste").sum().over("gm_code"))
    )
    stray = (pl.col("perioden") < LEAST_PERIODS) & (pl.col("deel") < LEAST_SHARE)
    strays = largest.filter(stray & ~stray.all().over("gm_code")).with_columns(tabel=pl.lit(tabel))
    return delivered.join(strays, on=["gm_code", "organisatie", "tabel"], how="anti", maintain_order="left")
