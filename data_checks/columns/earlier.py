"""Which earlier leveringen a levering is compared with, and which ones it replaces."""

import polars as pl

from data_checks.limits import GateLimits
from queries.deliveries.sizes import KEY

# 28 to 31 days are a month, 90 to 92 a quarter.
_SAME_LENGTH = 0.20
# A year ago, give or take what months and leap years differ.
_YEAR, _ABOUT = 365, 16


def earlier_leveringen(leveringen: pl.DataFrame, known: pl.DataFrame, limits: GateLimits) -> pl.DataFrame:
    """Return per levering the last ones of the same sender before it that are about equally long.

    ``nummer`` and ``eerder`` are leveringen, ``maal`` is how much longer the first period is, and
    ``jaar_terug`` tells whether the earlier one is about the same time of the year before.
    """
    length = pl.col("periode_tot") - pl.col("periode_van")
    its_length = pl.col("eerder_tot") - pl.col("eerder_van")
    ago = (pl.col("periode_van") - pl.col("eerder_van")).dt.total_days()
    return (
        _pairs(leveringen, known)
        .filter(
            pl.col("eerder_tot") <= pl.col("periode_van"),
            (its_length.dt.total_days() - length.dt.total_days()).abs() <= _SAME_LENGTH * length.dt.total_days(),
        )
        .sort(pl.col("eerder_van"), pl.col("eerder_op"), descending=True)
        # Of one period only the newest counts; it may have been replaced in this very call.
        .unique(["nummer", "eerder_van"], keep="first", maintain_order=True)
        .group_by("nummer", maintain_order=True)
        .head(limits.vorige_leveringen)
        .select(
            "nummer",
            "eerder",
            maal=length.dt.total_days() / its_length.dt.total_days(),
            jaar_terug=(ago - _YEAR).abs() <= _ABOUT,
        )
    )


def replaced_leveringen(leveringen: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return ``nummer`` and ``vervangt``: older leveringen of the same sender that say nothing outside its period."""
    return (
        _pairs(leveringen, known)
        .filter(
            pl.col("periode_van") <= pl.col("eerder_van"),
            pl.col("eerder_tot") <= pl.col("periode_tot"),
            pl.col("eerder_op") <= pl.col("aangeleverd_op"),
            # Leveringen of one call and one moment have no order yet: only what was there before is replaced.
            (pl.col("eerder") > 0) | (pl.col("eerder_op") < pl.col("aangeleverd_op")),
            pl.col("sha256") != pl.col("eerder_sha256"),
        )
        .select("nummer", vervangt="eerder")
    )


def _pairs(leveringen: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    others = known.select(
        *KEY,
        eerder="nummer",
        eerder_van="periode_van",
        eerder_tot="periode_tot",
        eerder_op="aangeleverd_op",
        eerder_sha256="sha256",
    )
    return leveringen.join(others, on=KEY).filter(pl.col("eerder") != pl.col("nummer"))
