"""A verdict on one's own figure against the rest of Nederland: the interval decides, not the difference."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from metrics.definition import Indicator, Methode, Richting
from metrics.intervals import difference

# A rest so many times larger is as good as certain itself, so only the own interval counts.
_MUCH_LARGER = 20
_LEAST_CASES = 10
_LEAST_EVENTS = 5
_JUDGED = pl.Schema(
    {
        "waarde": pl.Float64, "onder": pl.Float64, "boven": pl.Float64, "teller": pl.Int64, "noemer": pl.Int64,
        "voorlopig": pl.Boolean, "status": pl.String,
    }
)  # fmt: skip
_WORDS = {
    Richting.HOGER_IS_BETER: ("beter", "slechter"),
    Richting.LAGER_IS_BETER: ("slechter", "beter"),
    Richting.GEEN: ("hoger", "lager"),
}


def verdict(own: Mapping[str, Any], rest: Mapping[str, Any], indicator: Indicator) -> str | None:
    """Judge one figure against that of the rest, in which the own gemeente is left out.

    Return beter, slechter or vergelijkbaar; hoger or lager where neither is good; None where no
    honest answer can be given: voorlopig, onvolledig, too little coverage, or too few cases.
    """
    mine, theirs = (pl.DataFrame([{name: row[name] for name in _JUDGED}], schema=_JUDGED) for row in (own, rest))
    return verdicts(mine, theirs, indicator).item()


def verdicts(own: pl.DataFrame, rest: pl.DataFrame, indicator: Indicator) -> pl.Series:
    """Judge each row of ``own`` against the same row of ``rest``; see ``verdict``."""
    pairs = pl.concat([own, rest.rename({name: f"{name}_rest" for name in rest.columns})], how="horizontal")
    low, high = difference(
        (pl.col("waarde"), pl.col("onder"), pl.col("boven")),
        (pl.col("waarde_rest"), pl.col("onder_rest"), pl.col("boven_rest")),
    )
    much_larger = pl.col("noemer_rest") >= _MUCH_LARGER * pl.col("noemer")
    above = pl.when(much_larger).then(pl.col("onder") > pl.col("waarde_rest")).otherwise(low > 0)
    below = pl.when(much_larger).then(pl.col("boven") < pl.col("waarde_rest")).otherwise(high < 0)
    higher, lower = _WORDS[indicator.richting]
    word = pl.when(above).then(pl.lit(higher)).when(below).then(pl.lit(lower)).otherwise(pl.lit("vergelijkbaar"))
    own_known = pl.all_horizontal(pl.col("waarde", "onder", "boven", "waarde_rest").is_not_null())
    rest_known = pl.all_horizontal(pl.col("onder_rest", "boven_rest").is_not_null())
    known = own_known & (much_larger | rest_known)
    honest = _final("") & _final("_rest") & known & _enough(indicator)
    return pairs.select(oordeel=pl.when(honest.fill_null(value=False)).then(word))["oordeel"]


def _final(side: str) -> pl.Expr:
    """Whether a figure is whole and will not change."""
    return (pl.col(f"status{side}") == "ok") & ~pl.col(f"voorlopig{side}")


def _enough(indicator: Indicator) -> pl.Expr:
    """Whether there are cases enough to say anything of: of rare events seen or expected, else answered."""
    if indicator.methode is not Methode.BYAR:
        return pl.col("noemer") >= _LEAST_CASES
    expected = pl.col("waarde_rest") * pl.col("noemer") / indicator.eenheid.factor
    return pl.max_horizontal(pl.col("teller"), expected) >= _LEAST_EVENTS
