"""The recent trend of many gebieden and cells at once, from their figures."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from metrics.measure import Methode, Richting
from metrics.trend import PERIODS, PRINTED_Z, THRESHOLD, Beweging, TrendError, of_counts, of_values

TREND_SCHEMA: Final = pl.Schema(
    {
        "gebied": pl.String, "cel": pl.String, "periode_van": pl.Date, "periode_tot": pl.Date, "chi2": pl.Float64,
        "helling": pl.Float64, "trend": pl.String, "oordeel": pl.String,
    }
)  # fmt: skip
_CELL: Final = ("gebied", "cel")
# The figures that are tested: final, whole, and of which is known how sure they are. Without any width, as a median of
# whole days can have it, there is no telling.
TESTED: Final = (
    (pl.col("status") == "ok")
    & ~pl.col("voorlopig")
    & (pl.col("boven") > pl.col("onder"))
    & pl.col("waarde").is_not_null()
)
_FOUND: Final = [name for name in TREND_SCHEMA.names() if name not in _CELL]


def recent_trends(
    figures: pl.DataFrame, methode: Methode, richting: Richting, *, by: Sequence[str] = _CELL
) -> pl.DataFrame:
    """Return the recent trend of each gebied and cell, as TREND_SCHEMA; null where five periods are not there.

    ``figures`` are those of metrics.figures, of one indicator and variant; of more, made in one way, ``by`` names what
    tells them apart, and is in the result instead of gebied and cel. The newest five that are final and whole are
    tested: shares by their counts, shrunk to ``n_eff`` where that is known, other values by their intervals. Take
    years where there is a season. A series with two definitions (``versies``) in it has no trend.
    Raises TrendError when periods overlap: sums of 12 months share theirs, and are no five observations.
    """
    final = figures.filter(TESTED).sort(*by, "periode_van")
    if final.select((pl.col("periode_van") < pl.col("periode_tot").shift(1).over(by)).any()).item():
        raise TrendError("Deze perioden overlappen elkaar, zoals bij een som over 12 maanden; kies losse perioden.")
    months = pl.col("periode_van").dt.year().cast(pl.Int32) * 12 + pl.col("periode_van").dt.month()
    share = pl.col("n_eff") / pl.col("noemer") if "n_eff" in figures.columns else pl.lit(1.0)
    version = pl.col("versies") if "versies" in figures.columns else pl.lit(0)
    newest = (
        final.with_columns(tijd=months.cast(pl.Float64), deel=share.fill_null(1.0), versie=version)
        .group_by(by, maintain_order=True)
        .tail(PERIODS)
        .group_by(by, maintain_order=True)
        .agg(
            pl.col("periode_van").first(), pl.col("periode_tot").last(), pl.len(),
            pl.col("tijd", "waarde", "onder", "boven"),
            pl.col("teller") * pl.col("deel"), pl.col("noemer") * pl.col("deel"),
            een_definitie=pl.col("versie").n_unique() == 1,
        )
        .filter(pl.col("len") == PERIODS, "een_definitie")
    )  # fmt: skip
    tested = newest.with_columns(*_tested(newest, methode)) if newest.height else newest.with_columns(
        chi2=pl.lit(None, pl.Float64), helling=pl.lit(None, pl.Float64), eensgezind=pl.lit(None, pl.Boolean)
    )  # fmt: skip
    clear = pl.col("eensgezind") & (pl.col("chi2") > THRESHOLD)
    moved = pl.when(~clear).then(pl.lit("GELIJK")).when(pl.col("helling") > 0).then(pl.lit("STIJGT")).otherwise(
        pl.lit("DAALT")
    )  # fmt: skip
    said = {way.name: way.oordeel(richting) for way in Beweging}
    words = tested.with_columns(
        trend=moved.replace_strict({way.name: way.value for way in Beweging}, return_dtype=pl.String),
        oordeel=moved.replace_strict(said, return_dtype=pl.String),
    )
    every = figures.select(by).unique(maintain_order=True)
    return every.join(words, on=list(by), how="left", maintain_order="left").select(*by, *_FOUND)


def _tested(newest: pl.DataFrame, methode: Methode) -> list[pl.Series]:
    """Return chi2, helling and eensgezind of each row's five periods."""
    arrays = {
        name: np.array(newest[name].to_list(), dtype=np.float64)
        for name in ("tijd", "waarde", "onder", "boven", "teller", "noemer")
    }
    step = np.diff(arrays["tijd"], axis=1).min(axis=1, keepdims=True)
    time = (arrays["tijd"] - arrays["tijd"][:, :1]) / step
    if methode is Methode.WILSON:
        found = of_counts(arrays["teller"], arrays["noemer"], time)
    else:
        found = of_values(arrays["waarde"], (arrays["boven"] - arrays["onder"]) / (2 * PRINTED_Z), time)
    return [pl.Series(name, column) for name, column in zip(("chi2", "helling", "eensgezind"), found, strict=True)]
