"""What the suite for counts looks at: one row per indicator and variant."""

from collections.abc import Collection, Sequence

import polars as pl

_ABOUT = ("indicator", "variant")
_KEY = ("indicator", "versie", "variant", "gebied", "maand", "uitsplitsing", "cel")
_TOTALLED = {"indicator": pl.String, "variant": pl.String, "uitsplitsing": pl.String, "noemer": pl.Int64}
_COUNTS = ("teller", "noemer", "onbekend")


def figure_columns(parts: Sequence[pl.DataFrame], before: pl.DataFrame | None) -> pl.DataFrame:
    """Put the summaries of all parts of a count together, beside the count of the same gebieden ``before``."""
    sums = ("rijen", "leeg", "dubbel", "teller_boven_noemer", "som_noemer")
    least = ("kleinste_teller", "kleinste_noemer", "kleinste_onbekend")
    now = pl.concat(parts).group_by(_ABOUT).agg(pl.col(sums).sum(), pl.col(least).min())
    then = _totals(pl.DataFrame(schema=_TOTALLED) if before is None else before)
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


def summarise(telling: pl.DataFrame, shares: Collection[str]) -> pl.DataFrame:
    """Summarise the counts of some gebieden; ``shares`` are indicators in percent. No gebied is in two parts."""
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
        som_noemer=_of_the_whole(),
    )


def _totals(telling: pl.DataFrame) -> pl.DataFrame:
    return telling.group_by(_ABOUT).agg(vorige_noemer=_of_the_whole())


def _of_the_whole() -> pl.Expr:
    """Add up the noemers of the whole: breakdowns repeat the same cases."""
    return pl.col("noemer").filter(pl.col("uitsplitsing") == "").sum()
