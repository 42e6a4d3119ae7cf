"""Where a gemeente stands: its own figures of the last berekening, beside the published ones it is compared with."""

from dataclasses import dataclass, replace
from typing import Any

import polars as pl
import streamlit as st

from dashboard import data, texts
from dashboard.benchmark import NEDERLAND, Benchmark
from dashboard.charts.multiples import Cell, cell_name
from dashboard.data import Counts, Source
from dashboard.seen import has_version, minus, seen_kind
from metrics.between_months import between_months, final_months
from metrics.compare import verdict
from metrics.definition import Indicator, Methode, Variant
from metrics.disclosure import dekking_of, shown
from metrics.figures import FIGURE_SCHEMA, Limits, figures
from metrics.indicators import INDICATORS, indicator_named
from metrics.periods import Periode
from queries.access import Published

# How many periods a line shows, newest last.
POINTS = {"maand": 36, "kwartaal": 20, "12maanden": 36, "jaar": 10}
# Many figures stand side by side, of many gemeenten: at 95% one in twenty would stand out by chance alone.
_JUDGED = Limits(level=0.998)
_SERIES = {"maand": "per maand", "kwartaal": "per kwartaal", "12maanden": "steeds over 12 maanden", "jaar": "per jaar"}


@dataclass(frozen=True)
class Card:
    """One indicator of one gemeente in its newest final period, with what it is compared with."""

    indicator: Indicator
    row: dict[str, Any]
    verdict: str | None
    rest: dict[str, Any] | None  # the same period in the rest of what it is compared with
    own_series: list[float | None]
    their_series: list[float | None]
    series_label: str


@dataclass(frozen=True)
class Trend:
    """One variant over time: own figures, those of what it is compared with, and what was published elsewhere."""

    own: pl.DataFrame
    theirs: pl.DataFrame
    references: pl.DataFrame
    row: dict[str, Any] | None  # the newest final period
    verdict: str | None
    rest: dict[str, Any] | None  # the same period in the rest of what it is compared with
    source: str


@st.cache_data(max_entries=400, show_spinner=False)
def cards(source: Source, gm_code: str, kind: str, beside: Benchmark = NEDERLAND) -> list[Card]:
    """Return the cards of one gemeente, in the order of the definitions; the registration itself is on its own page."""
    about = (indicator for indicator in INDICATORS if not indicator.code.startswith("KW"))
    return [_card(source, gm_code, indicator, kind, beside) for indicator in about]


@st.cache_data(max_entries=400, show_spinner=False)
def trend(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, beside: Benchmark = NEDERLAND
) -> Trend:
    """Return one variant of one gemeente over time."""
    definition = indicator_named(indicator)
    own = own_figures(source, gm_code, indicator, variant, kind)
    theirs = published_figures(source, indicator, variant, kind, beside)
    row = newest_final(own)
    outcome, rest = _compared(source, gm_code, definition, definition.variant(variant), kind, row, beside)
    line = f"Bron: {definition.bron} {origin(source, beside)} Definitie {indicator}, versie {definition.versie}."
    references = data.references(source, indicator, variant) if beside == NEDERLAND else data.no_references()
    return Trend(own, theirs, references, row, outcome, rest, line)


def origin(source: Source, beside: Benchmark = NEDERLAND) -> str:
    """Say when the own figures were counted, and which publication those beside them come from."""
    theirs = data.published(source, beside.gebied)
    if theirs is None:
        published = "nog niet gepubliceerd"
    else:
        published = f"publicatie {theirs.nummer} van {texts.day(theirs.datum)}"
        if theirs.peildatum != theirs.datum:
            published += f", berekend op {texts.day(theirs.peildatum)}"
    return f"Eigen cijfers: berekend op {texts.day(source.today)}. {beside.naam}: {published}."


def newest_final(own: pl.DataFrame) -> dict[str, Any] | None:
    """Return the newest period that will not change any more; before there is one, the newest provisional one."""
    if own.is_empty():
        return None
    delivered = own.filter(pl.col("status") != "geen_levering")
    final = delivered.filter(~pl.col("voorlopig"))
    chosen = next(frame for frame in (final, delivered, own) if frame.height)
    return chosen.row(-1, named=True)


@st.cache_data(max_entries=200, show_spinner=False)
def cells(source: Source, gm_code: str, indicator: str, variant: str, kind: str, uitsplitsing: str) -> list[Cell]:
    """Return the cells of a breakdown, those with most cases first and what is unknown last.

    Each has its figure in the newest final period of the whole, and its line beside that of the whole.
    """
    counts = data.own_cells(source, gm_code, indicator, uitsplitsing)
    whole = own_figures(source, gm_code, indicator, variant, kind)
    newest = newest_final(whole)
    if counts is None or newest is None:
        return []
    made = _figures(source, counts, indicator, variant, kind, uitsplitsing=uitsplitsing)
    line = dict(whole.select("periode_van", "waarde").iter_rows())
    found: list[Cell] = []
    for (cel,), mine in made.partition_by("cel", as_dict=True, maintain_order=True).items():
        shown = {row["periode_van"]: row for row in mine.iter_rows(named=True)}
        if row := shown.get(newest["periode_van"]):
            series = [shown[day]["waarde"] if day in shown else None for day in line]
            found.append(Cell(cell_name(uitsplitsing, str(cel)), row, series, list(line.values())))
    definition = indicator_named(indicator)
    by_whole = definition.noemer_van_geheel(definition.variant(variant), uitsplitsing)
    # What had no case in this period says nothing of it; people and dwellings are there always.
    filled = [cell for cell in found if _hits(cell.row) or (_cases(cell.row) and not by_whole)]
    return sorted(filled, key=lambda cell: (cell.naam == "Onbekend", -_cases(cell.row), -(cell.row["teller"] or 0)))


def _cases(row: dict[str, Any]) -> int:
    return row["noemer"] or 0


def _hits(row: dict[str, Any]) -> int:
    return (row["teller"] or 0) + (row["onbekend"] or 0)


@st.cache_data(max_entries=2000, show_spinner=False)
def own_figures(source: Source, gm_code: str, indicator: str, variant: str, kind: str) -> pl.DataFrame:
    """Return the figures of one gemeente, oldest first, at most as many as a line shows.

    They go on as long as those of Nederland: who stopped delivering sees that, and not an old figure as if new.
    """
    counts, of_nederland = data.own(source, gm_code), data.published(source)
    if counts is None:
        return FIGURE_SCHEMA.to_frame()
    if of_nederland is not None:
        dekking = pl.concat([counts.dekking, of_nederland.dekking])
        counts = Counts(counts.telling, counts.verdeling, dekking, counts.peildatum)
    made = _figures(source, counts, indicator, variant, kind, own=gm_code).filter(pl.col("gebied") == gm_code)
    return _from_first_delivery(made, kind).tail(POINTS[kind])


@st.cache_data(max_entries=200, show_spinner=False)
def published_figures(
    source: Source, indicator: str, variant: str, kind: str, beside: Benchmark = NEDERLAND
) -> pl.DataFrame:
    """Return the published figures of a gebied; none when another version of the definition was published."""
    counts = data.published(source, beside.gebied)
    if counts is None or not has_version(counts, indicator):
        return FIGURE_SCHEMA.to_frame()
    seen = seen_kind(counts, indicator, variant, kind)
    made = _figures(source, counts, indicator, variant, seen, beside=beside)
    return _from_first_delivery(made, seen).tail(POINTS[seen])


def rest_of(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, row: dict[str, Any], beside: Benchmark
) -> pl.DataFrame:
    """Return the published figure of a gebied without ``gm_code`` in the period of ``row``.

    Nobody is compared with himself. What is taken away was published too, however new the own figures are: else
    the rest could get below zero.
    """
    whole, part = data.published(source, beside.gebied), data.published(source, gm_code)
    if whole is None or part is None or not has_version(whole, indicator):
        return FIGURE_SCHEMA.to_frame()
    if gm_code not in whole.leden:
        return _figures(source, whole, indicator, variant, kind, beside=beside, limits=_JUDGED)
    within = (pl.col("maand") >= row["periode_van"]) & (pl.col("maand") < row["periode_tot"])
    about = within & (pl.col("indicator") == indicator) & (pl.col("variant") == variant)
    telling, verdeling = (
        minus(of_all.filter(about), own.filter(about), counts)
        for of_all, own, counts in (
            (whole.telling, part.telling, ["teller", "noemer", "onbekend", "gemeenten", "inwoners", "bladen"]),
            (whole.verdeling, part.verdeling, ["aantal"]),
        )
    )
    rest = replace(whole, telling=telling, verdeling=verdeling, dekking=whole.dekking.filter(within))
    return _figures(source, rest, indicator, variant, kind, beside=beside, without=gm_code, limits=_JUDGED)


def _card(source: Source, gm_code: str, indicator: Indicator, kind: str, beside: Benchmark) -> Card:
    variant = indicator.standaard
    own = own_figures(source, gm_code, indicator.code, variant.code, kind)
    theirs = published_figures(source, indicator.code, variant.code, kind, beside)
    row = newest_final(own) or {"status": "geen_levering"}
    outcome, rest = _compared(source, gm_code, indicator, variant, kind, row, beside)
    together = own.join(theirs, on="periode_van", how="left", suffix="_hun").sort("periode_van")
    series = together["waarde"].to_list(), together["waarde_hun"].to_list()
    return Card(indicator, row, outcome, rest, *series, _SERIES[kind])


def _compared(
    source: Source,
    gm_code: str,
    indicator: Indicator,
    variant: Variant,
    kind: str,
    row: dict[str, Any] | None,
    beside: Benchmark,
) -> tuple[str | None, dict[str, Any] | None]:
    """Return the verdict on one period beside the rest of a gebied, and the figure of that rest."""
    whole = data.published(source, beside.gebied)
    if whole is not None and (seen := seen_kind(whole, indicator.code, variant.code, kind)) != kind:
        # Others are seen in other periods: the verdict is about the newest of those.
        kind, row = seen, newest_final(own_figures(source, gm_code, indicator.code, variant.code, seen))
    if row is None or row.get("waarde") is None:
        return None, None
    rest = rest_of(source, gm_code, indicator.code, variant.code, kind, row, beside)
    same = rest.filter((pl.col("periode_van") == row["periode_van"]) & (pl.col("periode_tot") == row["periode_tot"]))
    if same.is_empty():
        return None, None
    other = same.row(0, named=True)
    mine = _judged_row(source, gm_code, indicator, variant, kind, row)
    apart = _between(source, gm_code, indicator, variant)
    return verdict(mine, other, indicator, variant=variant, between=apart, level=_JUDGED.level), other


def _between(source: Source, gm_code: str, indicator: Indicator, variant: Variant) -> float | None:
    """Return how far the months of a share lie apart; the interval of a rate has that in it."""
    counts = data.own(source, gm_code)
    if counts is None or indicator.methode_van(variant) is not Methode.WILSON:
        return None
    months = final_months(counts.telling, counts.dekking, indicator, variant, today=counts.peildatum)
    found = between_months(months.filter(gebied=gm_code), aandeel=True)
    return None if found.is_empty() else found["tau2"].item()


def _judged_row(
    source: Source, gm_code: str, indicator: Indicator, variant: Variant, kind: str, row: dict[str, Any]
) -> dict[str, Any]:
    """Return the own figure of ``row`` with the wider interval that a verdict asks."""
    counts = data.own(source, gm_code)
    if counts is None:
        return row
    # All months: how much they differ is in the interval of a rate.
    made = _figures(source, counts, indicator.code, variant.code, kind, limits=_JUDGED).filter(gebied=gm_code)
    same = made.filter((pl.col("periode_van") == row["periode_van"]) & (pl.col("periode_tot") == row["periode_tot"]))
    return row if same.is_empty() else row | same.select("onder", "boven").row(0, named=True)


def _figures(
    source: Source,
    counts: Counts | Published,
    indicator: str,
    variant: str,
    kind: str,
    *,
    beside: Benchmark = NEDERLAND,
    own: str | None = None,
    without: str | None = None,
    uitsplitsing: str = "",
    limits: Limits | None = None,
) -> pl.DataFrame:
    """Make figures as they were on the day of counting."""
    definition, until = indicator_named(indicator), counts.peildatum
    one, dekking = definition.variant(variant), counts.dekking
    if isinstance(counts, Published):
        dekking = dekking_of(dekking, counts.onderdrukt, indicator, variant)
    made = figures(
        counts.telling,
        counts.verdeling,
        dekking,
        definition,
        one,
        kind=Periode(kind),
        today=until,
        uitsplitsing=uitsplitsing,
        known_years=None if own is None else data.people_years(source, own, (own,)),
        total_inwoners=data.inwoners(source, until.year - max(POINTS.values()), until, beside.leden, without),
        limits=limits,
    )
    rounded = isinstance(counts, Published) and max(counts.maanden.values(), default=1) > 1
    return shown(made, definition, one) if rounded else made


def _from_first_delivery(made: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Leave out what lies before the deliveries began; twelve months begin with the first twelve that are whole."""
    before = ["geen_levering", "onvolledig"] if kind == "12maanden" else ["geen_levering"]
    begun = made.with_row_index().filter(~pl.col("status").is_in(before))
    return made if begun.is_empty() else made.slice(int(begun["index"][0]))
