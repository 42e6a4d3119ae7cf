"""Regions as others see them: sums of shown leaves, and who is in them."""

from itertools import permutations
from typing import Final

import polars as pl

from metrics.disclosure.leaves import COUNTS
from metrics.disclosure.scheme import Profile

_ABOUT: Final = ["indicator", "versie", "variant", "maand"]
_CELL: Final = [*_ABOUT, "uitsplitsing", "cel"]


def members_shown(members: pl.DataFrame, periods: pl.DataFrame, objected: frozenset[str]) -> pl.DataFrame:
    """Return which leaves are in which region: gebied, gm_code, tabel, maand.

    A gemeente that objected is in none: else a region less the gemeenten that are named would be the one that objected.
    """
    willing = members.select("gebied", "gm_code").filter(~pl.col("gm_code").is_in(list(objected)))
    return willing.join(periods.select("tabel", "maand", gm_code="gebied"), on="gm_code")


def whole_sums(wholes: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Add up shown wholes per region; withheld leaves are in no sum, and in no number of gemeenten."""
    open_ = wholes.lazy().filter(~pl.col("onderdrukt"))
    return (
        _placed(open_, members)
        .group_by(pl.col("regio").alias("gebied"), *_CELL)
        .agg(
            pl.col(COUNTS).sum(), pl.col("inwoners").sum(), pl.len().cast(pl.Int32).alias("gemeenten"),
            pl.col("maanden").first(), pl.len().cast(pl.Int32).alias("bladen"), pl.col("voorlopig").any(),
        )
        .with_columns(onderdrukt=pl.lit(value=False))
        .collect(engine="streaming")
    )  # fmt: skip


def cell_sums(
    cells: pl.DataFrame, wholes: pl.DataFrame, members: pl.DataFrame, sums: pl.DataFrame, apart: list[str]
) -> pl.DataFrame:
    """Add up shown cells per region of ``apart``, of leaves whose whole is shown; ``sums`` are those of the wholes."""
    open_ = wholes.lazy().filter(~pl.col("onderdrukt")).select("gebied", *_ABOUT)
    placed = _placed(
        cells.lazy().join(open_, on=["gebied", *_ABOUT], how="semi"), members.filter(pl.col("gebied").is_in(apart))
    )
    of_whole = ["gemeenten", "inwoners", "maanden", "bladen", "voorlopig", "onderdrukt"]
    added = placed.group_by(pl.col("regio").alias("gebied"), *_CELL).agg(pl.col(COUNTS).sum())
    return (
        added.filter(pl.sum_horizontal(COUNTS) > 0)
        .join(sums.lazy().select("gebied", *_ABOUT, *of_whole), on=["gebied", *_ABOUT])
        .collect(engine="streaming")
    )


def bar_sums(bars: pl.DataFrame, wholes: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Add up shown histograms per region, of leaves whose whole is shown."""
    open_ = wholes.lazy().filter(~pl.col("onderdrukt")).select("gebied", *_ABOUT)
    placed = _placed(bars.lazy().join(open_, on=["gebied", *_ABOUT], how="semi"), members)
    return (
        placed.group_by(pl.col("regio").alias("gebied"), *_CELL, "waarde", "gecensureerd")
        .agg(pl.col("aantal").sum(), pl.col("maanden").first())
        .collect(engine="streaming")
    )


def far_apart(members: pl.DataFrame, profile: Profile) -> list[str]:
    """Return the regions whose breakdowns can be shown: no two of them differ by fewer gemeenten than ``anderen``.

    Else one less the other would be the cells of one or two gemeenten. Of two that are too alike the smaller has no
    breakdowns, of two that are the same both have them. An own group, which anyone can make, has none.
    """
    regions = members.filter(pl.col("soort") != "groep").group_by("gebied").agg("gm_code").sort("gebied")
    sets = {str(gebied): frozenset(codes) for gebied, codes in regions.iter_rows()}
    alike = {
        small
        for small, large in permutations(sets, 2)
        if sets[small] < sets[large] and len(sets[large] - sets[small]) < profile.anderen
    }
    return [gebied for gebied in sets if gebied not in alike]


def region_periods(members: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Return the dekking of regions: a row per region, case table and period that anyone delivered whole."""
    return (
        members.select(pl.col("gebied").alias("gm_code"), "tabel", "maand")
        .unique()
        .with_columns(volledig=pl.lit(value=True), maanden=profile.maanden_van(pl.col("tabel")))
    )


def _placed(leaves: pl.LazyFrame, members: pl.DataFrame) -> pl.LazyFrame:
    where = members.lazy().rename({"gebied": "regio"})
    return leaves.join(where, left_on=["gebied", "tabel", "maand"], right_on=["gm_code", "tabel", "maand"])
