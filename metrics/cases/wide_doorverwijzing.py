"""The verwijzing with what its indicators ask: did the person arrive in time, and was it warm?"""

from typing import Final

import polars as pl

from metrics.cases.organisaties import direction_of
from metrics.tables import CaseTables

# Who arrives later did not arrive because of it; DV03 and DV03b wait as long.
ARRIVES_WITHIN: Final = 90
_WORDS: Final = {"ja": True, "nee": False}


def wide_doorverwijzing(tables: CaseTables) -> pl.LazyFrame:
    """Return the verwijzingen with ``aangekomen_op_tijd`` and ``warm_ja``, both null where nobody wrote it down.

    The day of arrival decides: within 90 days someone arrived, later is not in time. Without that day the
    word counts. Where the word is "nee" and the day says otherwise, it is not known.
    """
    told, warm = (
        pl.col(name).cast(pl.String).replace_strict(_WORDS, default=None, return_dtype=pl.Boolean)
        for name in ("aangekomen", "warm")
    )
    van, naar = (pl.col(name).cast(pl.String) for name in ("van_type", "naar_type"))
    in_time = pl.col("aangekomen_op") <= pl.col("datum").dt.offset_by(f"{ARRIVES_WITHIN}d")
    arrived = (
        pl.when(in_time.is_null()).then(told).when(~in_time).then(pl.lit(value=False)).when(told.fill_null(value=True))
        .then(pl.lit(value=True))
    )  # fmt: skip
    return tables["doorverwijzing"].with_columns(
        pl.coalesce("datum", "laatste_maand").alias("registratie"),
        aangekomen_op_tijd=arrived,
        warm_ja=warm,
        # Several referrals of one person are alike; of who has no number each stands for itself.
        sleutel=pl.coalesce("persoon", "id"),
        cel_warm=pl.when(warm).then(pl.lit("warm")).when(~warm).then(pl.lit("koud")),
        cel_van=van,
        cel_naar=naar,
        cel_van_naar=direction_of(van, naar),
    )
