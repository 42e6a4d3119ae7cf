"""One period of one gemeente: which there are, and figures of that one alone, of its own and of others."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import polars as pl

from dashboard.figures import stored
from dashboard.figures.measured import Material
from dashboard.figures.source import Source, kept
from metrics.figures import Limits
from metrics.indicators import indicator_named
from metrics.periods import Periode, final_from, periods
from queries.counts import TELLING_SCHEMA

_NOBODY: Final = "-"  # a gebied that does not exist: its months say which periods are asked for


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


def within(source: Source, gm_code: str, span: Span, uitsplitsing: tuple[str, str] | None = None) -> Material | None:
    """Return what own figures of one period are made of, and of no other: most of the time goes into periods.

    ``uitsplitsing`` is an indicator and one of its breakdowns.
    """
    counts = stored.own(source, gm_code) if uitsplitsing is None else stored.own_cells(source, gm_code, *uitsplitsing)
    if counts is None:
        return None
    narrowed = replace(
        counts,
        telling=inside(counts.telling, span),
        verdeling=inside(counts.verdeling, span),
        dekking=_asked(inside(counts.dekking, span), span),
    )
    return Material(narrowed, {}, samenhang=counts.samenhang)


def their_span(kind: str, span: Span) -> Span:
    """Return the period of others that own figures stand beside: the last of ``kind`` that ended no later."""
    end = span.tot
    while end.month not in {"jaar": (1,), "kwartaal": (1, 4, 7, 10)}.get(kind, range(1, 13)):
        end = _months_back(end, 1)
    start = _months_back(end, {"jaar": 12, "12maanden": 12, "kwartaal": 3}.get(kind, 1))
    return Span(start, end, "")


def figure_in(
    material: Material,
    kind: str,
    span: Span,
    gebied: str | None,
    indicator: str,
    variant: str,
    uitsplitsing: str = "",
    cel: str = "",
) -> dict[str, Any] | None:
    """Return the figure of one period, or None; ``gebied`` None is that of the only region there is."""
    mine = figures_in(material, kind, span, gebied, indicator, variant, uitsplitsing).filter(cel=cel)
    return mine.row(0, named=True) if mine.height else None


def figures_in(
    material: Material,
    kind: str,
    span: Span,
    gebied: str | None,
    indicator: str,
    variant: str,
    uitsplitsing: str = "",
    limits: Limits | None = None,
) -> pl.DataFrame:
    """Return the figures of one period, of every cell of ``uitsplitsing``, with the columns of FIGURE_SCHEMA."""
    one = indicator_named(indicator)
    made = material.figures(one, one.variant(variant), kind, uitsplitsing=uitsplitsing, limits=limits)
    mine = made.filter(pl.col("gebied") != _NOBODY, periode_van=span.van, periode_tot=span.tot)
    return mine if gebied is None else mine.filter(gebied=gebied)


def their_figure(rest: Material | None, kind: str, span: Span, indicator: str, variant: str) -> dict[str, Any] | None:
    """Return the published figure of the rest that stands beside an own one; None where none may be compared with."""
    if rest is None:
        return None
    one = indicator_named(indicator)
    seen = rest.seen(one, one.variant(variant), kind)
    theirs = their_span(seen, span)
    row = figure_in(_narrowed(rest, theirs), seen, theirs, None, indicator, variant)
    return None if row is None or row["waarde"] is None or row["status"] != "ok" else row


def counted_in(source: Source, gm_code: str, span: Span, indicator: str, uitsplitsing: str) -> pl.DataFrame:
    """Return the own counts of the cells of a breakdown in one period: the rows of telling."""
    counts = stored.own_cells(source, gm_code, indicator, uitsplitsing)
    if counts is None:
        return pl.DataFrame(schema=TELLING_SCHEMA)
    return inside(counts.telling, span).filter(uitsplitsing=uitsplitsing, indicator=indicator)


def inside(rows: pl.DataFrame, span: Span) -> pl.DataFrame:
    """Keep the rows of the months of a period."""
    return rows.filter(pl.col("maand") >= span.van, pl.col("maand") < span.tot)


def _asked(dekking: pl.DataFrame, span: Span) -> pl.DataFrame:
    """Add the first and the last month of a period in the name of nobody, so that this period is made and no other."""
    ends = dekking.clear().select(
        pl.Series(name, [_NOBODY, _NOBODY], pl.String) if kind == pl.String else pl.Series(name, [None, None], kind)
        for name, kind in dekking.schema.items()
    )
    ends = ends.with_columns(maand=pl.Series([span.van, _months_back(span.tot, 1)]))
    if "maanden" in ends.columns:
        ends = ends.with_columns(maanden=pl.lit(1, dekking.schema["maanden"]))
    return pl.concat([dekking, ends])


def _narrowed(rest: Material, span: Span) -> Material:
    """Return what figures of others are made of, of one period."""
    counts = rest.counts
    narrowed = replace(
        counts,
        telling=inside(counts.telling, span),
        verdeling=inside(counts.verdeling, span),
        dekking=_asked(inside(counts.dekking, span), span),
    )
    return replace(rest, counts=narrowed)


def _months_back(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
