"""Figures as the pages show them: own exact ones, published ones of others, and those others without one's own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import polars as pl

from dashboard.figures import stored
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.everyone import everyone
from dashboard.figures.material import JUDGED, Material, kind_of
from dashboard.figures.source import Source, kept
from metrics.base_year import Basis
from metrics.definition import Indicator, Methode, Variant
from metrics.figures import FIGURE_SCHEMA
from metrics.indicators import INDICATORS, indicator_named
from queries.access import Published

__all__ = [
    "JUDGED",
    "POINTS",
    "Material",
    "everyone",
    "from_first_delivery",
    "kind_of",
    "newest_final",
    "own_cells",
    "own_line",
    "own_lines",
    "published_line",
    "rest_figure",
    "rest_material",
]

# How many periods a line shows, newest last.
POINTS: Final = {"maand": 36, "kwartaal": 20, "12maanden": 36, "jaar": 10}
_ADDED: Final = ("teller", "noemer", "onbekend", "gemeenten", "inwoners", "bladen")


@kept(400)
def own_lines(source: Source, gm_code: str, kind: str, *, judged: bool = False) -> dict[str, pl.DataFrame]:
    """Return every indicator of one gemeente as it is shown first, by code: all its periods, oldest first.

    ``judged`` gives them the wider limits that a verdict asks.
    """
    material = _own(source, gm_code)
    if material is None:
        return {}
    shown_on_cards = [one for one in INDICATORS if not one.code.startswith("KW")]
    return {one.code: _line(material, source, gm_code, one, one.standaard, kind, judged) for one in shown_on_cards}


@kept(2000)
def own_line(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, *, judged: bool = False
) -> pl.DataFrame:
    """Return all figures of one variant in one gemeente, oldest first; ``judged`` as own_lines has it."""
    material, one = _own(source, gm_code), indicator_named(indicator)
    if material is None:
        return FIGURE_SCHEMA.to_frame()
    return _line(material, source, gm_code, one, one.variant(variant), kind, judged)


@kept(400)
def own_cells(source: Source, gm_code: str, indicator: str, variant: str, kind: str, by: str) -> pl.DataFrame:
    """Return the figures of the cells of a breakdown in one gemeente, oldest first."""
    counts, one = stored.own_cells(source, gm_code, indicator, by), indicator_named(indicator)
    if counts is None:
        return FIGURE_SCHEMA.to_frame()
    material = Material(counts, {}, samenhang=counts.samenhang)
    basis = stored.basis(source, gm_code, indicator)
    return material.figures(one, one.variant(variant), kind, uitsplitsing=by, basis=basis)


def _line(
    material: Material, source: Source, gm_code: str, indicator: Indicator, variant: Variant, kind: str, judged: bool
) -> pl.DataFrame:
    against = indicator.methode_van(variant) is Methode.RATIO
    basis = stored.basis(source, gm_code, indicator.code) if against else None
    made = material.figures(indicator, variant, kind, basis=basis, limits=JUDGED if judged else None)
    return from_first_delivery(made.filter(gebied=gm_code), kind)


def _own(source: Source, gm_code: str) -> Material | None:
    """Return what own figures are made of.

    They go on as long as those of Nederland: who stopped delivering sees that, and not an old figure as if new.
    """
    counts, of_nederland = stored.own(source, gm_code), stored.published(source)
    if counts is None:
        return None
    if of_nederland is not None and of_nederland.dekking.height:
        newest = of_nederland.dekking.sort("maand").tail(1)
        counts = replace(counts, dekking=pl.concat([counts.dekking, newest]))
    return Material(counts, {}, stored.people_years(source, gm_code, (gm_code,)), counts.samenhang)


@kept(400)
def published_line(
    source: Source, indicator: str, variant: str, kind: str, beside: Benchmark = NEDERLAND, jaar: int | None = None
) -> pl.DataFrame:
    """Return the published figures of a gebied; none when another version of the definition was published.

    They are of the periods that others are seen in (metrics.disclosure.scheme.period_for). ``jaar`` is the base year.
    """
    counts, one = stored.published(source, beside.gebied), indicator_named(indicator)
    if counts is None or not _has(counts, one):
        return FIGURE_SCHEMA.to_frame()
    material, of = Material(counts, stored.inwoners(source, counts.peildatum, beside.leden)), one.variant(variant)
    made = material.figures(one, of, kind, basis=None if jaar is None else Basis(jaar))
    seen = material.seen(one, of, kind)
    return from_first_delivery(made, seen).tail(POINTS[seen])


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


def rest_figure(
    material: Material, indicator: Indicator, variant: Variant, kind: str, own: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the figure of the rest in the period of ``own``, with the limits that a verdict asks."""
    if not isinstance(material.counts, Published) or not _has(material.counts, indicator):
        return None
    jaar = own.get("basisjaar")
    basis = None if jaar is None else Basis(jaar)
    made = material.figures(indicator, variant, kind, limits=JUDGED, basis=basis)
    same = made.filter((pl.col("periode_van") == own["periode_van"]) & (pl.col("periode_tot") == own["periode_tot"]))
    return None if same.is_empty() else same.row(0, named=True)


def newest_final(own: pl.DataFrame) -> dict[str, Any] | None:
    """Return the newest period that will not change any more; before there is one, the newest provisional one."""
    if own.is_empty():
        return None
    delivered = own.filter(pl.col("status") != "geen_levering")
    final = delivered.filter(~pl.col("voorlopig"))
    chosen = next(frame for frame in (final, delivered, own) if frame.height)
    return chosen.row(-1, named=True)


def from_first_delivery(made: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Leave out what lies before the deliveries began; twelve months begin with the first twelve that are whole."""
    before = ["geen_levering", "onvolledig"] if kind == "12maanden" else ["geen_levering"]
    begun = made.with_row_index().filter(~pl.col("status").is_in(before))
    return made if begun.is_empty() else made.slice(int(begun["index"][0]))


def _has(counts: Published, indicator: Indicator) -> bool:
    """Whether anything of this version of the definition was published."""
    return not counts.telling.filter(indicator=indicator.code, versie=indicator.versie).is_empty()


def _minus(whole: pl.DataFrame, part: pl.DataFrame, counts: list[str]) -> pl.DataFrame:
    """Take the counts of ``part`` from those of ``whole``, row by row."""
    key = [name for name in whole.columns if name not in {*counts, "gebied"}]
    taken = part.select(*key, *(pl.col(name).alias(f"{name}_eigen") for name in counts))
    rest = [(pl.col(name) - pl.col(f"{name}_eigen").fill_null(0)).alias(name) for name in counts]
    if "bladen" in counts:  # a total from exact counts has no rounded part, until one's own is taken away
        own = pl.col("bladen_eigen").fill_null(0)
        rest[-1] = pl.when(pl.col("bladen") >= own).then(pl.col("bladen") - own).otherwise(own).alias("bladen")
    return whole.join(taken, on=key, how="left", nulls_equal=True).with_columns(rest).select(whole.columns)
