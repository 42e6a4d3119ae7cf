"""One period of one gemeente: which there are, and figures of that one alone, of its own and of others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard.figures import stored
from dashboard.figures.material import ONLY_SCHEMA, Material
from dashboard.figures.source import Source, kept
from metrics.figures import Limits
from metrics.indicators import indicator_named
from metrics.months import months_later
from metrics.periods import Periode, final_from, periods
from queries.counts import TELLING_SCHEMA

Pair = tuple[str, str]  # an indicator and a variant, by code


@dataclass(frozen=True)
class Span:
    """A half-open period with its name; ``voorlopig`` when its outcomes may still change."""

    van: date
    tot: date
    naam: str
    voorlopig: bool = False


@kept(400)
def spans(source: Source, gm_code: str, kind: str, tabel: str, wait: str) -> tuple[Span, ...]:
    """Return the periods in which a gemeente delivered ``tabel``, oldest first; ``wait`` says when each is final."""
    counts = stored.own(source, gm_code)
    months = None if counts is None else counts.dekking.filter(gm_code=gm_code, tabel=tabel)["maand"]
    if counts is None or months is None or months.is_empty():
        return ()
    first, last = months.min(), months.max()
    made = periods(Periode(kind), first, last)  # pyright: ignore[reportArgumentType]
    final = made.with_columns(later=final_from(pl.col("periode_tot"), wait) > pl.lit(counts.peildatum))
    columns = final.select("periode_van", "periode_tot", "periode", "later")
    return tuple(Span(van, tot, naam, later) for van, tot, naam, later in columns.iter_rows())


def chosen(found: tuple[Span, ...], periode: str) -> Span | None:
    """Return the period of that name; without a name the newest that is final, else the newest."""
    if periode:
        return next((span for span in found if span.naam == periode), None)
    final = [span for span in found if not span.voorlopig]
    return (final or list(found) or [None])[-1]


def span_of(source: Source, gm_code: str, kind: str, indicator: str, periode: str = "") -> Span | None:
    """Return the period of that name, or the newest final one, of an indicator as it is shown first."""
    one = indicator_named(indicator)
    of = one.standaard
    return chosen(spans(source, gm_code, kind, one.tabel_van(of), one.wacht(of)), periode)


def material_of(source: Source, gm_code: str, uitsplitsing: tuple[str, str] | None = None) -> Material | None:
    """Return what own figures are made of; ``uitsplitsing`` is an indicator and one of its breakdowns."""
    counts = stored.own(source, gm_code) if uitsplitsing is None else stored.own_cells(source, gm_code, *uitsplitsing)
    return None if counts is None else Material(counts, {}, samenhang=counts.samenhang)


def their_span(kind: str, span: Span) -> Span:
    """Return the period of others that own figures stand beside: the last of ``kind`` that ended no later."""
    end = span.tot
    while end.month not in {"jaar": (1,), "kwartaal": (1, 4, 7, 10)}.get(kind, range(1, 13)):
        end = months_later(end, -1)
    start = months_later(end, -{"jaar": 12, "12maanden": 12, "kwartaal": 3}.get(kind, 1))
    return Span(start, end, "")


def figures_in(
    material: Material,
    kind: str,
    wanted: Mapping[Pair, Span],
    *,
    uitsplitsing: str = "",
    limits: Limits | None = None,
) -> pl.DataFrame:
    """Return figures of many indicators and variants, each of its own period, in one plan, as MEASURED_SCHEMA.

    With an ``uitsplitsing`` those of its cells.
    """
    rows = [(*pair, span.van, span.tot) for pair, span in wanted.items()]
    only = pl.DataFrame(rows, schema=ONLY_SCHEMA, orient="row")
    asked = [(one, one.variant(variant), kind) for code, variant in wanted for one in [indicator_named(code)]]
    return material.all_of(asked, uitsplitsing=uitsplitsing, limits=limits, only=only)


def own_rows(source: Source, gm_code: str, kind: str, wanted: Mapping[Pair, Span]) -> dict[Pair, dict[str, Any]]:
    """Return the own figure of each indicator and variant in its period, of what was delivered."""
    material = material_of(source, gm_code)
    if material is None or not wanted:
        return {}
    made = figures_in(material, kind, wanted).filter(gebied=gm_code)
    return {(row["indicator"], row["variant"]): row for row in made.iter_rows(named=True)}


def their_rows(rest: Material | None, kind: str, wanted: Mapping[Pair, Span]) -> dict[Pair, dict[str, Any]]:
    """Return the published figures of the rest that stand beside own ones; those that may be compared with alone."""
    if rest is None or not wanted:
        return {}
    beside: dict[Pair, Span] = {}
    for (code, variant), span in wanted.items():
        one = indicator_named(code)
        beside[code, variant] = their_span(rest.seen(one, one.variant(variant), kind), span)
    made = figures_in(rest, kind, beside).filter(pl.col("waarde").is_not_null(), status="ok")
    return {(row["indicator"], row["variant"]): row for row in made.iter_rows(named=True)}


def counted_in(source: Source, gm_code: str, span: Span, indicator: str, uitsplitsing: str) -> pl.DataFrame:
    """Return the own counts of the cells of a breakdown in one period: the rows of telling."""
    counts = stored.own_cells(source, gm_code, indicator, uitsplitsing)
    if counts is None:
        return pl.DataFrame(schema=TELLING_SCHEMA)
    return inside(counts.telling, span).filter(uitsplitsing=uitsplitsing, indicator=indicator)


def inside(rows: pl.DataFrame, span: Span) -> pl.DataFrame:
    """Keep the rows of the months of a period."""
    return rows.filter(pl.col("maand") >= span.van, pl.col("maand") < span.tot)
