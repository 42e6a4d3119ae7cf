"""A household counts once a year: which of its zaken is the first in twelve months."""

import numpy as np
import polars as pl

FIRST_SCHEMA = pl.Schema({"zaak": pl.Int64})


def first_in_year(candidates: pl.LazyFrame) -> pl.LazyFrame:
    """Return the zaken that count, as a column ``zaak``.

    ``candidates`` has gm_code, sleutel (the household), dag, zaak, and any ``rang_*`` columns that
    decide between zaken of one household on one day: the lowest counts. In order of date a zaak
    counts unless one that counts lies less than twelve months before it.
    """
    ranks = pl.selectors.starts_with("rang_")
    households = pl.struct("gm_code", "sleutel").rank("dense").cast(pl.Int64)
    numbered = candidates.select(
        "zaak",
        "dag",
        ranks,
        pl.col("dag").dt.offset_by("12mo").to_physical().cast(pl.Int64).alias("vrij_vanaf"),
        households.alias("huishouden"),
    ).sort("huishouden", "dag", ranks, "zaak")
    return numbered.map_batches(_walk, schema=FIRST_SCHEMA, streamable=False)


def _walk(frame: pl.DataFrame) -> pl.DataFrame:
    """Step through all households at once, each from a zaak that counts to the next that may."""
    household = frame["huishouden"].to_numpy()
    base = household << 32
    moment = base + frame["dag"].to_physical().cast(pl.Int64).to_numpy()
    follower = np.searchsorted(moment, base + frame["vrij_vanaf"].to_numpy(), side="left")
    counts = np.zeros(frame.height, dtype=np.bool_)
    current = np.searchsorted(household, np.unique(household), side="left")
    while current.size:
        counts[current] = True
        following = follower[current]
        inside = following < frame.height
        current, following = current[inside], following[inside]
        current = following[household[following] == household[current]]
    return frame.filter(pl.Series(counts)).select("zaak")
