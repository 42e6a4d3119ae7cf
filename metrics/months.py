"""Calendar months as numbers, so that they can be subtracted."""

import polars as pl


def month_number(day: pl.Expr) -> pl.Expr:
    """Return the months from the year 0 to the month of ``day``."""
    return day.dt.year().cast(pl.Int32) * 12 + day.dt.month().cast(pl.Int32) - 1
