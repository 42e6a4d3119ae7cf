"""Figures as the pages show them: own exact ones, published ones of others, and those others without one's own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

import polars as pl

from dashboard.figures import stored
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.everyone import everyone
from dashboard.figures.material import JUDGED, MEASURED_SCHEMA, Asked, Material, columns_of, kind_of
from dashboard.figures.rest import published_of, rest_figure, rest_figures, rest_material
from dashboard.figures.source import Source, kept
from metrics.base_year import AGAINST_BASE_SCHEMA, Basis
from metrics.definition import Indicator, Methode, Variant
from metrics.figures import FIGURE_SCHEMA
from metrics.indicators import INDICATORS, indicator_named

__all__ = [
    "JUDGED",
    "ON_CARDS",
    "POINTS",
    "Material",
    "columns_of",
    "everyone",
    "from_first_delivery",
    "in_kinds",
    "kind_of",
    "newest_final",
    "newest_finals",
    "own_cells",
    "own_chosen",
    "own_figures",
    "own_line",
    "own_lines",
    "own_variant",
    "published_line",
    "published_lines",
    "rest_figure",
    "rest_figures",
    "rest_material",
]

# How many periods a line shows, newest last.
POINTS: Final = {"maand": 36, "kwartaal": 20, "12maanden": 36, "jaar": 10}
# The registration itself is on its own page.
ON_CARDS: Final = tuple(one for one in INDICATORS if not one.code.startswith("KW"))
_LINE: Final = pl.Schema(dict.fromkeys(("indicator", "variant", "kind"), pl.String()))
_DELIVERED: Final = pl.col("status") != "geen_levering"
# How far a period is settled: it will not change any more, it was delivered, or neither.
_SETTLED: Final = pl.when(_DELIVERED & ~pl.col("voorlopig")).then(2).when(_DELIVERED).then(1).otherwise(0)


@kept(24)
def own_figures(source: Source, gm_code: str) -> pl.DataFrame:
    """Return every indicator of one gemeente as it is shown first, in every kind of period, as MEASURED_SCHEMA.

    All periods from the first delivery on, oldest first; with the wider limits that a verdict asks beside the others.
    """
    return _own_figures(source, gm_code, [(one, one.standaard) for one in ON_CARDS])


@kept(100)
def own_variant(source: Source, gm_code: str, indicator: str, variant: str) -> pl.DataFrame:
    """Return the same of one variant."""
    one = indicator_named(indicator)
    return _own_figures(source, gm_code, [(one, one.variant(variant))])


@kept(8)
def own_chosen(
    source: Source, gm_code: str, chosen: tuple[tuple[str, str], ...], kinds: tuple[str, ...]
) -> pl.DataFrame:
    """Return the same of the ``chosen`` indicators and variants, by code, in ``kinds`` of period alone."""
    pairs = [(one, one.variant(variant)) for code, variant in chosen for one in [indicator_named(code)]]
    return _own_figures(source, gm_code, pairs, kinds)


@kept(24)
def own_lines(source: Source, gm_code: str, kind: str, *, judged: bool = False) -> dict[str, pl.DataFrame]:
    """Return every indicator of one gemeente as it is shown first, by code: all its periods, oldest first.

    ``judged`` gives them the wider limits that a verdict asks.
    """
    if stored.own(source, gm_code) is None:
        return {}
    whole = own_figures(source, gm_code)
    against = [one.code for one in ON_CARDS if one.methode_van(one.standaard) is Methode.RATIO]
    plain = _at_level(whole.filter(~pl.col("indicator").is_in(against), kind=kind), judged=judged)
    by_code = plain.select("indicator", *FIGURE_SCHEMA.names()).partition_by(
        "indicator", as_dict=True, include_key=False
    )
    found = {str(code): line for (code,), line in by_code.items()}
    for code in against:
        yearly = _at_level(whole.filter(indicator=code, kind="jaar"), judged=judged)
        found[code] = yearly.select(AGAINST_BASE_SCHEMA.names())
    nothing = FIGURE_SCHEMA.to_frame()
    return {one.code: found.get(one.code, nothing) for one in ON_CARDS}


@kept(200)
def own_line(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, *, judged: bool = False
) -> pl.DataFrame:
    """Return all figures of one variant in one gemeente, oldest first; ``judged`` as own_lines has it."""
    one = indicator_named(indicator)
    of = one.variant(variant)
    if stored.own(source, gm_code) is None:
        return FIGURE_SCHEMA.to_frame()
    made = own_variant(source, gm_code, indicator, variant).filter(kind=kind_of(one, of, kind))
    return _at_level(made, judged=judged).select(columns_of(one, of))


@kept(60)
def own_cells(source: Source, gm_code: str, indicator: str, variant: str, kind: str, by: str) -> pl.DataFrame:
    """Return the figures of the cells of a breakdown in one gemeente, oldest first."""
    counts, one = stored.own_cells(source, gm_code, indicator, by), indicator_named(indicator)
    if counts is None:
        return FIGURE_SCHEMA.to_frame()
    material = Material(counts, {}, samenhang=counts.samenhang)
    basis = stored.basis(source, gm_code, indicator)
    return material.figures(one, one.variant(variant), kind, uitsplitsing=by, basis=basis)


def _own_figures(
    source: Source, gm_code: str, pairs: Sequence[tuple[Indicator, Variant]], kinds: Iterable[str] = POINTS
) -> pl.DataFrame:
    material = _own(source, gm_code)
    if material is None:
        return MEASURED_SCHEMA.to_frame()
    against = [one for one, of in pairs if one.methode_van(of) is Methode.RATIO]
    bases = {one.code: stored.basis(source, gm_code, one.code) for one in against}
    asked = [(one, of, kind_of(one, of, kind)) for one, of in pairs for kind in kinds]
    made = material.all_of(asked, wide=JUDGED, bases=bases)
    # What lies before the deliveries began is left out; twelve months begin with the first twelve that are whole.
    partly = (pl.col("kind") == "12maanden") & (pl.col("status") == "onvolledig")
    begun = ~((pl.col("status") == "geen_levering") | partly)
    return made.filter(begun.cum_max().over(list(_LINE)) | ~begun.any().over(list(_LINE)))


def in_kinds(whole: pl.DataFrame, asked: Sequence[Asked], *, judged: bool = False) -> pl.DataFrame:
    """Return of ``own_figures`` the lines asked for, each in its kind of period, under each other."""
    wanted = pl.DataFrame([(one.code, of.code, kind) for one, of, kind in asked], schema=_LINE, orient="row")
    return _at_level(whole.join(wanted, on=list(_LINE), how="semi", maintain_order="left"), judged=judged)


def _at_level(made: pl.DataFrame, *, judged: bool) -> pl.DataFrame:
    """Give figures their wider limits as their limits."""
    return made.with_columns(onder="onder_ruim", boven="boven_ruim") if judged else made


def _own(source: Source, gm_code: str) -> Material | None:
    """Return what own figures are made of.

    They go on as long as those of Nederland: who stopped delivering sees that, and not an old figure as if new.
    """
    counts, of_nederland = stored.own(source, gm_code), stored.published(source)
    if counts is None:
        return None
    newest = None if of_nederland is None else cast("date | None", of_nederland.dekking["maand"].max())
    until = None if newest is None or newest > counts.peildatum else newest
    return Material(counts, {}, stored.people_years(source, gm_code, (gm_code,)), counts.samenhang, until)


@kept(200)
def published_line(
    source: Source, indicator: str, variant: str, kind: str, beside: Benchmark = NEDERLAND, jaar: int | None = None
) -> pl.DataFrame:
    """Return the published figures of a gebied; none when another version of the definition was published.

    They are of the periods that others are seen in (metrics.disclosure.scheme.period_for). ``jaar`` is the base year.
    """
    one = indicator_named(indicator)
    of, bases = one.variant(variant), {} if jaar is None else {indicator: Basis(jaar)}
    return _published_lines(source, [(one, of)], kind, beside, bases).get(indicator, FIGURE_SCHEMA.to_frame())


@kept(60)
def published_lines(source: Source, kind: str, beside: Benchmark = NEDERLAND) -> dict[str, pl.DataFrame]:
    """Return the same of every key indicator as it is shown first, by code."""
    return _published_lines(source, [(one, one.standaard) for one in ON_CARDS if one.kern], kind, beside, {})


def _published_lines(
    source: Source,
    pairs: Sequence[tuple[Indicator, Variant]],
    kind: str,
    beside: Benchmark,
    bases: Mapping[str, Basis | None],
) -> dict[str, pl.DataFrame]:
    counts = stored.published(source, beside.gebied)
    if counts is None:
        return {}
    known = published_of(counts)
    pairs = [(one, of) for one, of in pairs if (one.code, one.versie) in known]
    material = Material(counts, stored.inwoners(source, counts.peildatum, beside.leden))
    made = material.all_of([(one, of, kind) for one, of in pairs], bases=bases)
    found: dict[str, pl.DataFrame] = {}
    for one, of in pairs:
        seen = material.seen(one, of, kind)
        line = made.filter(indicator=one.code, variant=of.code, kind=seen).select(columns_of(one, of))
        found[one.code] = from_first_delivery(line, seen).tail(POINTS[seen])
    return found


def newest_final(own: pl.DataFrame) -> dict[str, Any] | None:
    """Return the newest period that will not change any more; before there is one, the newest provisional one."""
    if own.is_empty():
        return None
    settled = own.select(_SETTLED).to_series()
    return own.row(int((settled == settled.max()).arg_true()[-1]), named=True)


def from_first_delivery(made: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Leave out what lies before the deliveries began; twelve months begin with the first twelve that are whole."""
    before = ["geen_levering", "onvolledig"] if kind == "12maanden" else ["geen_levering"]
    begun = made.with_row_index().filter(~pl.col("status").is_in(before))
    return made if begun.is_empty() else made.slice(int(begun["index"][0]))


def newest_finals(figures: pl.DataFrame) -> pl.DataFrame:
    """Return for each indicator in ``figures``, which are in order of time, the row that ``newest_final`` returns."""
    best = figures.filter(_SETTLED.max().over("indicator") == _SETTLED)
    return best.group_by("indicator", maintain_order=True).last()
