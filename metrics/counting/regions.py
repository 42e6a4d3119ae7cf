"""Regions are sums of the counts of their gemeenten, never averages of percentages.

Counts are integers, so a region follows a gemeente that changed: what it was is taken away, what it is
now is added, and the outcome is that of adding up everything anew, to the last row.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from metrics.counting.compute import TELLING_SCHEMA, VERDELING_SCHEMA
from metrics.coverage import COVERAGE_SCHEMA
from metrics.indicators import INDICATORS
from metrics.population import COLUMNS, population_by_month
from metrics.tables import SAMENHANG_SCHEMA, Counts
from metrics.uitsplitsingen import may_leave

_SAME: Final = ["gebied", "indicator", "versie", "variant", "maand", "uitsplitsing", "cel"]
_BAR: Final = [*_SAME, "waarde", "gecensureerd"]
_NUMBERS: Final = ("teller", "noemer", "onbekend")
_ALIKE: Final = ["gebied", "indicator", "versie", "variant", "uitsplitsing"]
_NAMES: Final = pl.selectors.string().cast(pl.Categorical)
_OF_HOUSEHOLDS: Final = tuple(name for name in SAMENHANG_SCHEMA if name not in _ALIKE)


@dataclass(frozen=True, eq=False)
class Sums:
    """Counts of regions added up, before it is said which gemeenten they are about.

    Names are categories: adding up compares them row by row, and numbers of one size compare five times as fast.
    """

    telling: pl.DataFrame
    verdeling: pl.DataFrame
    samenhang: pl.DataFrame

    def of(self, gebieden: Collection[str]) -> "Sums":
        """Return the sums of these regions."""
        here = pl.col("gebied").cast(pl.String).is_in(list(gebieden))
        return Sums(self.telling.filter(here), self.verdeling.filter(here), self.samenhang.filter(here))


def sums(counts: Counts, members: pl.DataFrame, *, sign: int = 1) -> Sums:
    """Add up the counts of gemeenten per region of ``members`` (gebied, gm_code); ``sign`` -1 takes them away."""
    return Sums(
        _grouped(_placed(counts.telling, members), _SAME, _NUMBERS, sign),
        _grouped(_placed(counts.verdeling, members), _BAR, ("aantal",), sign),
        _grouped(_placed(counts.samenhang, members), _ALIKE, _OF_HOUSEHOLDS, sign),
    )


def stored_sums(counts: Counts) -> Sums:
    """Return the sums that the stored counts of regions were made from."""
    return Sums(
        counts.telling.select(*_SAME, *_NUMBERS).with_columns(_NAMES),
        counts.verdeling.select(*_BAR, "aantal").with_columns(_NAMES),
        counts.samenhang.select(*_ALIKE, *_OF_HOUSEHOLDS).with_columns(_NAMES),
    )


def together(parts: Sequence[Sums]) -> Sums:
    """Add up sums of the same regions."""
    nothing = stored_sums(Counts(TELLING_SCHEMA.to_frame(), VERDELING_SCHEMA.to_frame(), COVERAGE_SCHEMA.to_frame()))
    return Sums(
        _grouped(pl.concat(part.telling.lazy() for part in (nothing, *parts)), _SAME, _NUMBERS, 1),
        _grouped(pl.concat(part.verdeling.lazy() for part in (nothing, *parts)), _BAR, ("aantal",), 1),
        _grouped(pl.concat(part.samenhang.lazy() for part in (nothing, *parts)), _ALIKE, _OF_HOUSEHOLDS, 1),
    )


def delivered(dekking: pl.DataFrame, gemeente_jaar: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return per region, table and month how many gemeenten delivered it whole, with their people and dwellings.

    A gemeente that delivered nothing but zeros has no counts, yet it belongs here. A month that nobody
    delivered has no row.
    """
    whole = population_by_month(gemeente_jaar, dekking.filter("volledig").select("gm_code", "tabel", "maand"))
    return (
        whole.join(members.select("gebied", "gm_code"), on="gm_code")
        .group_by("gebied", "tabel", "maand")
        .agg(gemeenten=pl.len().cast(pl.Int32), **{name: pl.col(name).fill_null(0).sum() for name in COLUMNS})
    )


def regions(added: Sums, coverage: pl.DataFrame) -> Counts:
    """Return the counts of the regions of ``coverage`` (see delivered), teller and noemer of the same gemeenten.

    The whole has a row for every variant in every month that anyone delivered; a breakdown only where
    something was counted.
    """
    wanted = pl.DataFrame(
        [
            (i.code, i.versie, v.code, i.tabel_van(v), v.bevolking.value if v.bevolking else None)
            for i in INDICATORS
            for v in i.varianten
        ],
        schema={"indicator": pl.String, "versie": pl.Int32, "variant": pl.String, "tabel": pl.String, "van": pl.String},
        orient="row",
    )
    expected = coverage.join(wanted, on="tabel").with_columns(_NAMES)
    people = pl.coalesce(pl.when(pl.col("van") == name).then(pl.col(name)) for name in COLUMNS)
    whole = (
        expected.with_columns(pl.lit("").cast(pl.Categorical).alias(name) for name in ("uitsplitsing", "cel"))
        .join(added.telling, on=_SAME, how="left")
        .with_columns(pl.col(_NUMBERS).fill_null(0))
        .with_columns(noemer=pl.coalesce(people, "noemer"))
    )
    cells = added.telling.filter(pl.col("uitsplitsing") != "", pl.sum_horizontal(_NUMBERS) != 0).join(
        expected, on=["gebied", "indicator", "versie", "variant", "maand"]
    )
    both = pl.concat([frame.select(TELLING_SCHEMA.names()) for frame in (whole, cells)])
    dekking = coverage.select("tabel", "maand", gm_code="gebied", volledig=pl.lit(value=True))
    return Counts(
        both.select(pl.col(name).cast(dtype) for name, dtype in TELLING_SCHEMA.items()),
        added.verdeling.filter(pl.col("aantal") != 0).select(
            pl.col(name).cast(dtype) for name, dtype in VERDELING_SCHEMA.items()
        ),
        dekking.select(COVERAGE_SCHEMA.names()).sort(pl.all()),
        added.samenhang.filter(pl.col("huishoudens") != 0).select(
            pl.col(name).cast(dtype) for name, dtype in SAMENHANG_SCHEMA.items()
        ),
    )


def _placed(counts: pl.DataFrame, members: pl.DataFrame) -> pl.LazyFrame:
    of_regions = counts.lazy().filter(may_leave(pl.col("uitsplitsing"))).rename({"gebied": "gm_code"})
    places = members.lazy().select("gebied", "gm_code").with_columns(_NAMES)
    return of_regions.with_columns(_NAMES).join(places, on="gm_code")


def _grouped(rows: pl.LazyFrame, key: list[str], numbers: Sequence[str], sign: int) -> pl.DataFrame:
    # Every count is in some six regions; streamed, those copies are never all there at once (a third of the memory).
    return rows.group_by(key).agg(pl.col(numbers).sum() * sign).collect(engine="streaming")
