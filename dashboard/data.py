"""What the pages read: counts through queries.access, made into figures, kept per version of the data."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st
from sqlalchemy import Engine

from dashboard import texts
from metrics.compare import verdict
from metrics.definition import Indicator, Variant
from metrics.figures import figures
from metrics.indicators import INDICATORS, indicator_named
from metrics.periods import Periode
from metrics.population import total_inwoners
from queries import access, tasks
from queries.access import NEDERLAND, Published, StoreState, Viewer
from queries.engine import open_engine, store_version
from queries.gemeente_jaar import read_gemeente_jaar
from queries.publications import latest_publication

# How many periods a line shows, newest last.
POINTS = {"maand": 36, "12maanden": 36, "jaar": 10}
_SERIES = {"maand": "per maand", "12maanden": "steeds over 12 maanden", "jaar": "per jaar"}
_KEY = ["indicator", "versie", "variant", "maand", "uitsplitsing", "cel"]


@dataclass(frozen=True)
class Source:
    """Where the pages read, for whom, and which state of it; ``versie`` and ``viewer`` are in every cache key."""

    url: str
    folder: Path
    viewer: Viewer
    versie: str
    today: date | None  # the day the figures were counted; None before there are any


@dataclass(frozen=True)
class Card:
    """One indicator of one gemeente in its newest final period, with what it is compared with."""

    indicator: Indicator
    row: dict[str, Any]
    verdict: str | None
    rest: dict[str, Any] | None  # the same period in the rest of Nederland
    own_series: list[float | None]
    national_series: list[float | None]
    series_label: str


@dataclass(frozen=True)
class Trend:
    """One variant over time: own figures, those of Nederland, and what was published elsewhere."""

    own: pl.DataFrame
    national: pl.DataFrame
    references: pl.DataFrame
    row: dict[str, Any] | None  # the newest final period
    verdict: str | None
    rest: dict[str, Any] | None  # the same period in the rest of Nederland
    source: str


@st.cache_resource(show_spinner=False)
def open_store(url: str) -> Engine:
    """Open the store once per address."""
    return open_engine(url)


def store_exists(url: str) -> bool:
    """Tell whether there is a store with tables in it; nothing is made."""
    path = url.removeprefix("sqlite:///")
    if path != url and not Path(path).exists():
        return False
    return store_version(open_store(url)) is not None


def read_state(url: str, viewer: Viewer) -> tuple[StoreState, int | None]:
    """Return the state of the store, and the berekening that the newest publication shows."""
    with open_store(url).connect() as connection:
        publication = latest_publication(connection)
        return access.read_store_state(connection, viewer), publication.berekening if publication else None


@st.cache_data(max_entries=8, show_spinner=False)
def gemeenten(source: Source) -> dict[str, str]:
    """Return name by code of the viewer's gemeenten, in order of name."""
    with open_store(source.url).connect() as connection:
        frame = access.read_gemeenten(connection, source.viewer)
    return dict(frame.select("gm_code", "naam").iter_rows())


@st.cache_data(max_entries=400, show_spinner=False)
def published(source: Source, gebied: str) -> Published | None:
    """Return the published counts of one gemeente of the viewer's own, or of Nederland."""
    with open_store(source.url).connect() as connection:
        return access.read_published(connection, source.viewer, source.folder, gebied)


@st.cache_data(max_entries=4, show_spinner=False)
def opening_gemeente(source: Source) -> str | None:
    """Return the gemeente that a first visit opens on: the largest of the viewer's own with anything published."""
    with open_store(source.url).connect() as connection:
        own = access.read_gemeenten(connection, source.viewer)["gm_code"].to_list()
        leveringen = access.read_leveringen(connection, source.viewer)
    counted = leveringen.filter((pl.col("status") == "in_gebruik") & pl.col("gm_code").is_in(own))
    if counted.is_empty():
        return own[0] if own else None
    totals = counted.group_by("gm_code").agg(pl.col("aantal").sum()).sort("aantal", "gm_code", descending=[True, False])
    return totals["gm_code"][0]


@st.cache_data(max_entries=2000, show_spinner=False)
def figures_of(source: Source, gebied: str, indicator: str, variant: str, kind: str) -> pl.DataFrame:
    """Return the figures of one gebied and variant, oldest first, at most as many as a line shows."""
    counts = published(source, gebied)
    if counts is None:
        return pl.DataFrame()
    definition = indicator_named(indicator)
    return _figures(source, counts.telling, counts.verdeling, counts.dekking, definition, variant, kind)


@st.cache_data(max_entries=400, show_spinner=False)
def cards(source: Source, gm_code: str, kind: str) -> list[Card]:
    """Return the cards of one gemeente, in the order of the definitions."""
    return [_card(source, gm_code, indicator, kind) for indicator in INDICATORS]


@st.cache_data(max_entries=400, show_spinner=False)
def trend(source: Source, gm_code: str, indicator: str, variant: str, kind: str) -> Trend:
    """Return one variant of one gemeente over time."""
    definition = indicator_named(indicator)
    own = figures_of(source, gm_code, indicator, variant, kind)
    national = figures_of(source, NEDERLAND, indicator, variant, kind)
    row = newest_final(own)
    outcome, rest = _compared(source, gm_code, definition, definition.variant(variant), kind, row)
    with open_store(source.url).connect() as connection:
        references = access.read_referentie(connection, source.viewer, indicator)
    references = references.filter((pl.col("variant") == variant) & (pl.col("gebied") == NEDERLAND))
    counts = published(source, gm_code)
    made = f"Publicatie {counts.nummer} van {texts.day(counts.datum)}" if counts else "Nog niet gepubliceerd"
    line = f"{made} · gegevens tot en met {texts.day(source.today)} · definitie {indicator}, versie {definition.versie}"
    return Trend(own, national, references, row, outcome, rest, f"Bron: {definition.bron} {line}.")


def leveringen(source: Source, gm_code: str | None) -> pl.DataFrame:
    """Return the viewer's leveringen, newest first, with the name of the gemeente beside its code."""
    names = gemeenten(source)
    with open_store(source.url).connect() as connection:
        frame = access.read_leveringen(connection, source.viewer, gm_code)
    return frame.with_columns(gemeente=pl.col("gm_code").replace_strict(names, default=pl.col("gm_code")))


def controles(source: Source, levering: int) -> pl.DataFrame:
    """Return what the checks found in one levering."""
    with open_store(source.url).connect() as connection:
        return access.read_controles(connection, source.viewer, levering)


def afkeuringen(source: Source, levering: int) -> pl.DataFrame:
    """Return what was rejected or remarked in one levering."""
    with open_store(source.url).connect() as connection:
        return access.read_afkeuringen(connection, source.viewer, levering)


def ask_for(url: str, soort: str, now: datetime) -> int:
    """Put work in line for the worker, unless the same work waits or runs already; return its number."""
    with open_store(url).begin() as connection:
        for task in tasks.latest_tasks(connection):
            if task.soort == soort and task.status in ("wacht", "bezig"):
                return task.id
        return tasks.add_task(connection, soort, {}, now)


def newest_task(url: str) -> tasks.Task | None:
    """Return the newest piece of work, done or not."""
    with open_store(url).connect() as connection:
        return next(iter(tasks.latest_tasks(connection, 1)), None)


def newest_final(own: pl.DataFrame) -> dict[str, Any] | None:
    """Return the newest period that will not change any more; before there is one, the newest provisional one."""
    if own.is_empty():
        return None
    delivered = own.filter(pl.col("status") != "geen_levering")
    final = delivered.filter(~pl.col("voorlopig"))
    chosen = next(frame for frame in (final, delivered, own) if frame.height)
    return chosen.row(-1, named=True)


def _card(source: Source, gm_code: str, indicator: Indicator, kind: str) -> Card:
    variant = indicator.standaard
    own = figures_of(source, gm_code, indicator.code, variant.code, kind)
    national = figures_of(source, NEDERLAND, indicator.code, variant.code, kind)
    row = newest_final(own) or {"status": "geen_levering"}
    outcome, rest = _compared(source, gm_code, indicator, variant, kind, row)
    beside = own.join(national, on="periode_van", how="left", suffix="_nl").sort("periode_van")
    return Card(
        indicator,
        row,
        outcome,
        rest,
        beside["waarde"].to_list(),
        beside["waarde_nl"].to_list(),
        _SERIES[kind],
    )


def _compared(
    source: Source, gm_code: str, indicator: Indicator, variant: Variant, kind: str, row: dict[str, Any] | None
) -> tuple[str | None, dict[str, Any] | None]:
    """Return the verdict on one period beside the rest of Nederland, and the figure of that rest."""
    if row is None or row.get("waarde") is None:
        return None, None
    rest = _rest_of_nederland(source, gm_code, indicator.code, variant.code, kind)
    same = rest.filter((pl.col("periode_van") == row["periode_van"]) & (pl.col("periode_tot") == row["periode_tot"]))
    if same.is_empty():
        return None, None
    other = same.row(0, named=True)
    return verdict(row, other, indicator), other


@st.cache_data(max_entries=2000, show_spinner=False)
def _rest_of_nederland(source: Source, gm_code: str, indicator: str, variant: str, kind: str) -> pl.DataFrame:
    """Return the figures of Nederland without ``gm_code``: nobody is compared with himself."""
    own, all_ = published(source, gm_code), published(source, NEDERLAND)
    if own is None or all_ is None:
        return pl.DataFrame()
    definition = indicator_named(indicator)
    telling = _minus(all_.telling, own.telling, ["teller", "noemer", "onbekend", "gemeenten", "inwoners"], _KEY)
    verdeling = _minus(all_.verdeling, own.verdeling, ["aantal"], [*_KEY, "waarde", "gecensureerd"])
    return _figures(source, telling, verdeling, all_.dekking, definition, variant, kind, without=gm_code)


def _figures(
    source: Source,
    telling: pl.DataFrame,
    verdeling: pl.DataFrame,
    dekking: pl.DataFrame,
    indicator: Indicator,
    variant: str,
    kind: str,
    *,
    without: str | None = None,
) -> pl.DataFrame:
    """Make figures as they were on the day of counting, at most as many periods as a line shows."""
    if source.today is None:
        return pl.DataFrame()
    made = figures(
        telling,
        verdeling,
        dekking,
        indicator,
        indicator.variant(variant),
        kind=Periode(kind),
        today=source.today,
        total_inwoners=_total_inwoners(source, without),
    )
    return _from_first_delivery(made, kind).tail(POINTS[kind])


def _from_first_delivery(made: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Leave out what lies before the deliveries began; twelve months begin with the first twelve that are whole."""
    before = ["geen_levering", "onvolledig"] if kind == "12maanden" else ["geen_levering"]
    begun = made.with_row_index().filter(~pl.col("status").is_in(before))
    return made if begun.is_empty() else made.slice(int(begun["index"][0]))


@st.cache_data(max_entries=400, show_spinner=False)
def _total_inwoners(source: Source, without: str | None) -> dict[int, int]:
    """Return the inhabitants of all gemeenten but ``without``, per year that a figure can be about."""
    if source.today is None:
        return {}
    with open_store(source.url).connect() as connection:
        people = read_gemeente_jaar(connection).filter(pl.col("gm_code") != (without or ""))
    return total_inwoners(people, date(source.today.year - max(POINTS.values()), 1, 1), source.today)


def _minus(whole: pl.DataFrame, part: pl.DataFrame, counts: list[str], key: list[str]) -> pl.DataFrame:
    """Take the counts of ``part`` from those of ``whole``, row by row."""
    taken = part.select(*key, *(pl.col(name).alias(f"{name}_eigen") for name in counts))
    rest = [(pl.col(name) - pl.col(f"{name}_eigen").fill_null(0)).alias(name) for name in counts]
    return whole.join(taken, on=key, how="left").with_columns(rest).select(whole.columns)
