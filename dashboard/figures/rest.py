"""What an own figure is set beside: the figures of a gebied without the own gemeente in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import polars as pl

from dashboard.figures import stored
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.material import JUDGED, ONLY_SCHEMA, Asked, Material, columns_of
from dashboard.figures.source import Source, kept
from metrics.base_year import Basis
from metrics.definition import Indicator, Variant
from queries.access import Published

_ADDED: Final = ("teller", "noemer", "onbekend", "gemeenten", "inwoners", "bladen")


@kept(20)
def rest_material(source: Source, gm_code: str, beside: Benchmark) -> Material | None:
    """Return what figures of a gebied without ``gm_code`` are made of.

    Nobody is compared with himself. What is taken away was published too, however new the own figures are: else
    the rest could get below zero.
    """
    whole, part = stored.published(source, beside.gebied), stored.published(source, gm_code)
    if whole is None or part is None:
        return None
    if gm_code not in whole.leden:
        return Material(whole, stored.inwoners(source, whole.peildatum, beside.leden))
    telling, verdeling = (
        _minus(of_all, own, [name for name in names if name in of_all.columns])
        for of_all, own, names in (
            (whole.telling, part.telling, _ADDED),
            (whole.verdeling, part.verdeling, ("aantal",)),
        )
    )
    inwoners = stored.inwoners(source, whole.peildatum, beside.leden, gm_code)
    return Material(replace(whole, telling=telling, verdeling=verdeling), inwoners)


def rest_figures(
    material: Material, asked: Sequence[Asked], own: Mapping[tuple[str, str], Mapping[str, Any]]
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the figures of the rest by indicator and variant, each in the period of the ``own`` one.

    With the limits that a verdict asks. What was not published in this version of its definition is not there.
    """
    if not isinstance(material.counts, Published):
        return {}
    known = published_of(material.counts)
    mine = [each for each in asked if (each[0].code, each[0].versie) in known]
    rows = [(*key, row["periode_van"], row["periode_tot"]) for key, row in own.items()]
    only = pl.DataFrame(rows, schema=ONLY_SCHEMA, orient="row")
    bases = {one.code: _basis(own[one.code, of.code]) for one, of, _ in mine}
    made = material.all_of(mine, limits=JUDGED, only=only, bases=bases)
    found = {(str(row["indicator"]), str(row["variant"])): row for row in made.iter_rows(named=True)}
    return {
        (one.code, of.code): {name: found[one.code, of.code][name] for name in columns_of(one, of)}
        for one, of, _ in mine
        if (one.code, of.code) in found
    }


def rest_figure(
    material: Material, indicator: Indicator, variant: Variant, kind: str, own: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the figure of the rest in the period of ``own``, with the limits that a verdict asks."""
    key = (indicator.code, variant.code)
    return rest_figures(material, [(indicator, variant, kind)], {key: own}).get(key)


def _basis(row: Mapping[str, Any]) -> Basis | None:
    jaar = row.get("basisjaar")
    return None if jaar is None else Basis(jaar)


def published_of(counts: Published) -> set[tuple[str, int]]:
    """Return of which indicators, in which version of the definition, anything was published."""
    return set(counts.telling.select("indicator", "versie").unique().iter_rows())


def _minus(whole: pl.DataFrame, part: pl.DataFrame, counts: list[str]) -> pl.DataFrame:
    """Take the counts of ``part`` from those of ``whole``, row by row."""
    key = [name for name in whole.columns if name not in {*counts, "gebied"}]
    taken = part.select(*key, *(pl.col(name).alias(f"{name}_eigen") for name in counts))
    rest = [(pl.col(name) - pl.col(f"{name}_eigen").fill_null(0)).alias(name) for name in counts]
    if "bladen" in counts:  # a total from exact counts has no rounded part, until one's own is taken away
        own = pl.col("bladen_eigen").fill_null(0)
        rest[-1] = pl.when(pl.col("bladen") >= own).then(pl.col("bladen") - own).otherwise(own).alias("bladen")
    return whole.join(taken, on=key, how="left", nulls_equal=True).with_columns(rest).select(whole.columns)
