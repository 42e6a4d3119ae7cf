"""The table that goes with a trend: the same figures as numbers, newest first."""

import polars as pl

from dashboard.charts import words
from dashboard.charts.units import kept_decimals
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from metrics.definition import Indicator, Methode, Variant

_SAME = 5  # days: months and quarters are not all as long
_HALF_A_YEAR = 180


def trend_table(
    own: pl.DataFrame,
    theirs: pl.DataFrame,
    indicator: Indicator,
    variant: Variant,
    naam: str,
    beside: Benchmark = NEDERLAND,
) -> pl.DataFrame:
    """Return one row per period; what can be sorted by size is a number, rounded as it is shown elsewhere.

    Others are published per quarter or year: such a figure stands beside the own period that ends with it.
    """
    newest = own.join(theirs.select("periode_tot", vergelijking="waarde"), on="periode_tot", how="left")
    newest = newest.sort("periode_van", descending=True)
    rows = list(newest.iter_rows(named=True))
    digits = kept_decimals(indicator.eenheid_van(variant))
    counts = {"Teller": "teller", "Noemer": "noemer", "Onbekend": "onbekend"}
    methode = indicator.methode_van(variant)
    if variant.bevolking is not None:
        del counts["Noemer"]  # people or dwellings, added up over months: not a number that says anything
    if methode.uit_verdeling:
        counts = {"Gevallen": "noemer", "Onbekend": "onbekend"}
    if methode is Methode.RATIO:
        counts = {"Aantal": "teller", "In het basisjaar": "noemer", "Onbekend": "onbekend"}
    return pl.DataFrame(
        [
            pl.Series("Periode", [row["periode"].capitalize() for row in rows], pl.String),
            newest["waarde"].round(digits).alias(naam),
            pl.Series("Waarschijnlijk", [words.interval(indicator, variant, row) for row in rows], pl.String),
            newest["vergelijking"].round(digits).alias(their_name(own, theirs, beside)),
            *(newest[column].alias(title) for title, column in counts.items()),
            pl.Series(
                "Grenzen",
                [words.bounds(indicator, variant, row) if row["onbekend"] else "–" for row in rows],
                pl.String,
            ),
            pl.Series("Stand", [str(words.status(row)) for row in rows], pl.String),
        ]
    )


def their_name(own: pl.DataFrame, theirs: pl.DataFrame, beside: Benchmark) -> str:
    """Return the name of the column of others, with the kind of period where that is another one."""
    if own.is_empty() or theirs.is_empty():
        return beside.kort
    (mine, other) = (frame.select(pl.col("periode_tot") - pl.col("periode_van")).row(-1)[0] for frame in (own, theirs))
    if abs((mine - other).days) < _SAME and (own["periode"][-1] == theirs["periode"][-1] or _same_kind(own, theirs)):
        return beside.kort
    return f"{beside.kort} ({'jaar' if other.days > _HALF_A_YEAR else 'kwartaal'})"


def _same_kind(own: pl.DataFrame, theirs: pl.DataFrame) -> bool:
    """Whether both go forward by the same steps: rolling years go by months, calendar years by years."""
    steps = [frame["periode_van"].diff().drop_nulls().mode().sort() for frame in (own, theirs)]
    return any(step.is_empty() for step in steps) or abs((steps[0][0] - steps[1][0]).days) < _SAME
