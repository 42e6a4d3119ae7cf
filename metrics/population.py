"""How many people and dwellings a gemeente had: the noemers that do not come from cases."""

from collections.abc import Collection
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


def total_inwoners(
    gemeente_jaar: pl.DataFrame, first: date, last: date, gemeenten: Collection[str] | None = None
) -> dict[int, int]:
    """Return the inhabitants of ``gemeenten``, or of all, together, per year from ``first`` to ``last``."""
    if gemeenten is not None:
        gemeente_jaar = gemeente_jaar.filter(pl.col("gm_code").is_in(list(gemeenten)))
    years = pl.DataFrame({"maand": [date(year, 1, 1) for year in range(first.year, last.year + 1)]})
    everywhere = gemeente_jaar.select("gm_code").unique().join(years, how="cross")
    summed = population_by_month(gemeente_jaar, everywhere).group_by("maand").agg(pl.col("inwoners").sum())
    return {maand.year: int(total) for maand, total in summed.sort("maand").iter_rows()}


def inwoners_of_regions(
    gemeente_jaar: pl.DataFrame, members: pl.DataFrame, first: date, last: date
) -> dict[str, dict[int, int]]:
    """Return the inhabitants of each region in ``members`` (gebied, gm_code), per year from ``first`` to ``last``."""
    return {
        str(gebied): total_inwoners(gemeente_jaar, first, last, some["gm_code"].to_list())
        for (gebied,), some in members.partition_by("gebied", as_dict=True, maintain_order=True).items()
    }


def known_years(gemeente_jaar: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return of which years people and dwellings are known: a row per gebied, ``kolom`` and year ``bekend``.

    ``members`` has gebied and gm_code; of a region the years count that are known of all of its
    gemeenten of which anything is known.
    """
    known = gemeente_jaar.unpivot(COLUMNS, index=["gm_code", "jaar"], variable_name="kolom").drop_nulls("value")
    placed = members.select("gebied", "gm_code").join(known, on="gm_code")
    everyone = placed.group_by("gebied", "kolom").agg(pl.col("gm_code").n_unique().alias("alle"))
    return (
        placed.group_by("gebied", "kolom", bekend=pl.col("jaar").cast(pl.Int32))
        .agg(pl.col("gm_code").n_unique().alias("leden"))
        .join(everyone, on=["gebied", "kolom"])
        .filter(pl.col("leden") == pl.col("alle"))
        .select("gebied", "kolom", "bekend")
        .sort("gebied", "kolom", "bekend")
    )


def older_years(figures: pl.DataFrame, known: pl.DataFrame | None) -> pl.DataFrame:
    """Add ``noemer_jaar``: the year of the people or dwellings in the noemer where it is not the period's last.

    ``kolom`` of ``figures`` says which people or dwellings, null where the noemer is of cases; ``known`` is that of
    ``known_years``.
    """
    if known is None or figures["kolom"].null_count() == figures.height:
        return figures.with_columns(noemer_jaar=pl.lit(None, pl.Int32))
    mine = known.select("gebied", "kolom", "bekend").sort("bekend")
    last = pl.col("periode_tot").dt.offset_by("-1d").dt.year().cast(pl.Int32)
    # Before the first known year, the first counts.
    first = mine.group_by("gebied", "kolom").agg(eerste=pl.col("bekend").min())
    by = ["gebied", "kolom"]
    return (
        figures.with_columns(jaar=last)
        .sort("jaar")
        .join_asof(mine, left_on="jaar", right_on="bekend", by=by, strategy="backward", check_sortedness=False)
        .join(first, on=by, how="left")
        .with_columns(used=pl.coalesce("bekend", "eerste"))
        .with_columns(noemer_jaar=pl.when(pl.col("used") != pl.col("jaar")).then("used"))
        .drop("used", "eerste", "jaar", "bekend", strict=False)
    )


def _bounds(known: pl.Series, asked: pl.Series) -> tuple[int, int]:
    """Return the first and last year to fill."""
    years = [*known.unique().to_list(), *asked.unique().to_list()]
    return min(years), max(years)
