"""Figures against a base year: the count of a year for every 100 of that year, with how sure the fall or rise is."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from metrics.figures import FIGURE_SCHEMA
from metrics.intervals import ratio_to_base
from metrics.measure import Eenheid

# Beside the columns of a figure: which year it is set against, the count of that year, and whether that is an estimate.
AGAINST_BASE_SCHEMA: Final = pl.Schema(
    {**FIGURE_SCHEMA, "basisjaar": pl.Int32(), "basis": pl.Int64(), "basis_geschat": pl.Boolean()}
)
_PLACE: Final = ["gebied", "uitsplitsing", "cel"]
_YEAR: Final = 12
_TOLD: Final = ("ok", "te_lage_dekking")


@dataclass(frozen=True)
class Basis:
    """A base year that was chosen; ``aantal`` where its count is not what was delivered, such as an estimate."""

    jaar: int
    aantal: int | None = None
    geschat: bool = False


def against_base(yearly: pl.DataFrame, basis: Basis | None = None, *, level: float = 0.95) -> pl.DataFrame:
    """Return yearly figures of counts as index figures (base year = 100), in ``AGAINST_BASE_SCHEMA``.

    ``yearly`` are the figures of a count (Methode.RATIO), of any gebieden and cells, for whole years only: ValueError
    for another kind of period. Without a ``basis`` the base year of each gebied is its first that was delivered
    whole. ``noemer`` becomes the count of the base year, ``onder`` and ``boven`` the exact limits of the ratio of two
    counts that are both uncertain (conditional binomial: Przyborowski and Wilenski 1940), the bounds what it would be
    if every unknown case counted, or none. A year that is not whole has no index, the base year itself has no
    interval: 100 is what it is. Where the base is unknown or 0 the status is "geen_basis".
    """
    months = pl.col("periode_tot").dt.month() + 12 * pl.col("periode_tot").dt.year()
    length = months - pl.col("periode_van").dt.month() - 12 * pl.col("periode_van").dt.year()
    if not yearly.select(((length == _YEAR) & (pl.col("periode_van").dt.month() == 1)).all()).item():
        raise ValueError("figures against a base year are of calendar years")
    years = yearly.with_columns(jaar=pl.col("periode_van").dt.year().cast(pl.Int32))
    placed = years.join(_bases(years, basis), on=_PLACE, how="left", nulls_equal=True)
    low, high = ratio_to_base(pl.col("teller"), pl.col("basis"), level)
    itself = pl.col("jaar") == pl.col("basisjaar")
    some = (pl.col("basis") > 0) & pl.col("status").is_in(_TOLD)
    unknown = pl.col("onbekend").fill_null(0)
    made = {
        "waarde": pl.col("teller") / pl.col("basis"),
        "onder": pl.when(~itself).then(low),
        "boven": pl.when(~itself).then(high),
        "grens_onder": pl.col("teller") / pl.col("basis"),
        "grens_boven": (pl.col("teller") + unknown) / pl.col("basis"),
    }
    no_base = pl.col("status").is_in(_TOLD) & ~(pl.col("basis") > 0).fill_null(value=False)
    return (
        placed.with_columns(
            **{name: pl.when(some).then(number * Eenheid.INDEX.factor) for name, number in made.items()},
            noemer=pl.col("basis"),
        )
        .with_columns(status=pl.when(no_base).then(pl.lit("geen_basis")).otherwise("status"))
        .select(pl.col(name).cast(dtype) for name, dtype in AGAINST_BASE_SCHEMA.items())
        .sort(*_PLACE, "periode_van")
    )


def change(index: float) -> float:
    """Return the change against the base year that an index figure stands for, as a share: 27 is -0,73."""
    return index / Eenheid.INDEX.factor - 1


def _bases(years: pl.DataFrame, basis: Basis | None) -> pl.DataFrame:
    """Return per gebied and cell its base year and the count of that year."""
    final = years.filter(pl.col("status").is_in(_TOLD), ~pl.col("voorlopig"))
    if basis is None:
        # One year for all cells of a gebied: a cell without cases in it has a base of 0, not another year.
        first = final.group_by("gebied").agg(basisjaar=pl.col("jaar").min())
    else:
        first = years.select("gebied", basisjaar=pl.lit(basis.jaar, pl.Int32)).unique()
    counted = final.select(*_PLACE, "jaar", basis="teller")
    found = (
        years.select(_PLACE)
        .unique()
        .join(first, on="gebied")
        .join(counted, left_on=[*_PLACE, "basisjaar"], right_on=[*_PLACE, "jaar"], how="left")
    )
    # A count that was given is of the whole; of its cells nothing was said.
    of_whole = pl.lit(None if basis is None else basis.aantal, pl.Int64)
    given = pl.coalesce(pl.when(pl.col("uitsplitsing") == "").then(of_whole), "basis")
    return found.with_columns(basis=given, basis_geschat=pl.lit(value=basis is not None and basis.geschat))
