"""Regions are sums of the counts of their gemeenten, never averages of percentages."""

import polars as pl

from metrics.compute import TELLING_SCHEMA, VERDELING_SCHEMA
from metrics.coverage import COVERAGE_SCHEMA
from metrics.indicators import INDICATORS
from metrics.population import population_by_month
from metrics.tables import Counts

NEDERLAND = "NL"
_SAME = ["indicator", "versie", "variant", "maand", "uitsplitsing", "cel"]


def nederland(counts: Counts, gemeente_jaar: pl.DataFrame) -> Counts:
    """Return Nederland: the sum over the gemeenten that delivered the month whole.

    A gemeente that delivered nothing but zeros has no rows, yet it belongs to the coverage; so the
    gemeenten and their inwoners come from the dekking. A month that nobody delivered has no row.
    """
    delivered = population_by_month(gemeente_jaar, counts.dekking.filter(pl.col("volledig")))
    coverage = delivered.group_by("tabel", "maand").agg(
        gemeenten=pl.col("gm_code").n_unique().cast(pl.Int32), inwoners=pl.col("inwoners").fill_null(0).sum()
    )
    wanted = pl.DataFrame(
        [(i.code, i.versie, v.code, i.tabel, "", "") for i in INDICATORS for v in i.varianten],
        schema=["indicator", "versie", "variant", "tabel", "uitsplitsing", "cel"],
        orient="row",
    ).cast({"versie": pl.Int32})
    summed = counts.telling.group_by(_SAME).agg(pl.col("teller", "noemer", "onbekend").sum())
    telling = (
        coverage.join(wanted, on="tabel")
        .join(summed, on=_SAME, how="left")
        .with_columns(pl.col("teller", "noemer", "onbekend").fill_null(0), gebied=pl.lit(NEDERLAND))
    )
    verdeling = (
        counts.verdeling.group_by(*_SAME, "waarde", "gecensureerd")
        .agg(pl.col("aantal").sum())
        .with_columns(gebied=pl.lit(NEDERLAND))
    )
    dekking = coverage.select("tabel", "maand", gm_code=pl.lit(NEDERLAND), volledig=pl.lit(value=True))
    return Counts(
        _as_stored(telling, TELLING_SCHEMA),
        _as_stored(verdeling, VERDELING_SCHEMA),
        _as_stored(dekking, COVERAGE_SCHEMA),
    )


def _as_stored(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the columns of the store, in a fixed order of rows."""
    keys = [name for name in schema if name not in {"teller", "noemer", "onbekend", "aantal", "gemeenten", "inwoners"}]
    return frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items()).sort(keys)
