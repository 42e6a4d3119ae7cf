"""How many people and dwellings a gemeente had: the noemers that do not come from cases."""

from datetime import date

import polars as pl

from metrics.definition import Bevolking

COLUMNS = [bevolking.value for bevolking in Bevolking]


def population_by_month(gemeente_jaar: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """Add the population of its year to each row (gm_code, maand); null where none is known at all.

    Of each column the latest year known counts that is not later than the month's own; before the
    first known year, the first. Years are often published two years late.
    """
    years = months["maand"].dt.year()
    if months.is_empty() or gemeente_jaar.is_empty():
        return months.with_columns(pl.lit(None, pl.Int64).alias(column) for column in COLUMNS)
    first, last = _bounds(gemeente_jaar["jaar"], years)
    every_year = pl.DataFrame({"jaar": range(first, last + 1)}, schema={"jaar": pl.Int32})
    filled = (
        gemeente_jaar.select("gm_code")
        .unique()
        .join(every_year, how="cross")
        .join(
            gemeente_jaar.select("gm_code", pl.col("jaar").cast(pl.Int32), *COLUMNS), on=["gm_code", "jaar"], how="left"
        )
        .sort("gm_code", "jaar")
        .with_columns(pl.col(COLUMNS).cast(pl.Int64).forward_fill().backward_fill().over("gm_code"))
    )
    return (
        months.with_columns(pl.col("maand").dt.year().cast(pl.Int32).alias("jaar"))
        .join(filled, on=["gm_code", "jaar"], how="left", maintain_order="left")
        .drop("jaar")
    )


def total_inwoners(gemeente_jaar: pl.DataFrame, first: date, last: date) -> dict[int, int]:
    """Return the inhabitants of all gemeenten together, per year from ``first`` to ``last``."""
    years = pl.DataFrame({"maand": [date(year, 1, 1) for year in range(first.year, last.year + 1)]})
    everywhere = gemeente_jaar.select("gm_code").unique().join(years, how="cross")
    summed = population_by_month(gemeente_jaar, everywhere).group_by("maand").agg(pl.col("inwoners").sum())
    return {maand.year: int(total) for maand, total in summed.sort("maand").iter_rows()}


def _bounds(known: pl.Series, asked: pl.Series) -> tuple[int, int]:
    """Return the first and last year to fill."""
    years = [*known.unique().to_list(), *asked.unique().to_list()]
    return min(years), max(years)
