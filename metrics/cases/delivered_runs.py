"""Months delivered without a hole: how far back and how far on from a month nothing can be missing."""

import polars as pl

from metrics.months import month_number

RUN_SCHEMA = pl.Schema({"gm_code": pl.String, "maand": pl.Date, "reeks_van": pl.Date, "reeks_tot": pl.Date})


def delivered_runs(dekking: pl.DataFrame, tabel: str) -> pl.DataFrame:
    """Return per gemeente and month that was delivered whole the run of such months it belongs to.

    ``reeks_van`` is the first day of the run, ``reeks_tot`` the first day after it.
    """
    whole = dekking.filter("volledig", tabel=tabel).select("gm_code", "maand").sort("gm_code", "maand")
    # Within a run the number of the month and its place rise together.
    run = month_number(pl.col("maand")) - pl.int_range(pl.len()).over("gm_code")
    first, last = pl.col("maand").min(), pl.col("maand").max().dt.offset_by("1mo")
    return (
        whole.with_columns(reeks=run)
        .with_columns(reeks_van=first.over("gm_code", "reeks"), reeks_tot=last.over("gm_code", "reeks"))
        .select(pl.col(name).cast(dtype) for name, dtype in RUN_SCHEMA.items())
    )
