"""The table that goes with a trend: the same figures, in Dutch notation, newest first."""

import polars as pl

from dashboard import texts
from dashboard.charts import words
from metrics.definition import Indicator, Variant


def trend_table(
    own: pl.DataFrame, national: pl.DataFrame, indicator: Indicator, variant: Variant, naam: str
) -> pl.DataFrame:
    """Return one row per period; a column that says the same everywhere is still there, so that rows compare."""
    others = {row["periode_van"]: row["waarde"] for row in national.iter_rows(named=True)}
    by_cases = variant.bevolking is None
    rows = [
        {
            "Periode": row["periode"].capitalize(),
            naam: words.value(indicator, row["waarde"]),
            "Waarschijnlijk": words.interval(indicator, row),
            "Nederland": words.value(indicator, others.get(row["periode_van"])),
            "Teller": texts.number(row["teller"]),
            "Noemer": texts.number(row["noemer"]) if by_cases else words.unit_of_noemer(variant),
            "Onbekend": texts.number(row["onbekend"]),
            "Grenzen": words.bounds(indicator, row),
            "Stand": str(words.status(row)),
        }
        for row in own.reverse().iter_rows(named=True)
    ]
    return pl.DataFrame(rows)
