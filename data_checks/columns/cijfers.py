"""What the suite for counts looks at: one row per indicator and variant."""

from collections.abc import Collection

import polars as pl

_ABOUT = ("indicator", "variant")
_KEY = ("indicator", "versie", "variant", "gebied", "maand", "uitsplitsing", "cel")
_COUNTS = ("teller", "noemer", "onbekend")


def figure_columns(telling: pl.DataFrame, before: pl.DataFrame | None, shares: Collection[str]) -> pl.DataFrame:
    """Summarise ``telling`` beside the count of the same gebieden ``before``; ``shares`` are indicators in percent."""
    now = _summary(telling, shares)
    then = _totals(telling.clear() if before is None else before)
    return (
        now.join(then, on=_ABOUT, how="full", coalesce=True)
        .sort(_ABOUT)
        .with_columns(pl.col("rijen", "leeg", "dubbel", "teller_boven_noemer").fill_null(0))
        .with_columns(
            levering_nr=pl.lit(0, pl.Int32()),
            nog_geteld=~((pl.col("rijen") == 0) & (pl.col("vorige_noemer") > 0)),
            verhouding=pl.when(pl.col("vorige_noemer") > 0, pl.col("rijen") > 0).then(
                pl.col("som_noemer") / pl.col("vorige_noemer")
            ),
        )
    )


def _summary(telling: pl.DataFrame, shares: Collection[str]) -> pl.DataFrame:
    empty = pl.any_horizontal(pl.col(name).is_null() for name in (*_KEY, *_COUNTS))
    above = pl.col("indicator").is_in(list(shares)) & (pl.col("teller") > pl.col("noemer"))
    return telling.group_by(_ABOUT).agg(
        rijen=pl.len(),
        leeg=empty.sum(),
        dubbel=pl.len() - pl.struct(_KEY).n_unique(),
        kleinste_teller=pl.col("teller").min(),
        kleinste_noemer=pl.col("noemer").min(),
        kleinste_onbekend=pl.col("onbekend").min(),
        teller_boven_noemer=above.sum(),
        som_noemer=pl.col("noemer").sum(),
    )


def _totals(telling: pl.DataFrame) -> pl.DataFrame:
    return telling.group_by(_ABOUT).agg(vorige_noemer=pl.col("noemer").sum())
