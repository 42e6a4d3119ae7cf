"""The table that goes with a trend: the same figures as numbers, newest first."""

import polars as pl

from dashboard.benchmark import NEDERLAND, Benchmark
from dashboard.charts import words
from metrics.definition import Indicator, Variant


def trend_table(
    own: pl.DataFrame,
    theirs: pl.DataFrame,
    indicator: Indicator,
    variant: Variant,
    naam: str,
    beside: Benchmark = NEDERLAND,
) -> pl.DataFrame:
    """Return one row per period; what can be sorted by size is a number, rounded as it is shown elsewhere."""
    newest = own.join(theirs.select("periode_van", vergelijking="waarde"), on="periode_van", how="left")
    newest = newest.sort("periode_van", descending=True)
    rows = list(newest.iter_rows(named=True))
    digits = words.decimals(indicator) + (2 if words.axis_scale(indicator) == 100 else 0)
    counts = {"Teller": "teller", "Noemer": "noemer", "Onbekend": "onbekend"}
    if variant.bevolking is not None:
        del counts["Noemer"]  # people or dwellings, added up over months: not a number that says anything
    return pl.DataFrame(
        [
            pl.Series("Periode", [row["periode"].capitalize() for row in rows], pl.String),
            newest["waarde"].round(digits).alias(naam),
            pl.Series("Waarschijnlijk", [words.interval(indicator, row) for row in rows], pl.String),
            newest["vergelijking"].round(digits).alias(beside.kort),
            *(newest[column].alias(title) for title, column in counts.items()),
            pl.Series("Grenzen", [words.bounds(indicator, row) for row in rows], pl.String),
            pl.Series("Stand", [str(words.status(row)) for row in rows], pl.String),
        ]
    )
