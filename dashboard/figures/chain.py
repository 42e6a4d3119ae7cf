"""The keten of one gemeente: per step how many reach it, out of how many, what is unknown, and the share of others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from dashboard.figures import measured, stored
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.schakels import SCHAKELS, Schakel, Stap
from dashboard.figures.source import Source, kept
from dashboard.figures.spans import (
    Span,
    chosen,
    counted_in,
    figures_in,
    inside,
    material_of,
    own_rows,
    spans,
    their_rows,
)
from metrics.indicators import indicator_named
from metrics.intervals.shares import wilson
from metrics.months import months_between

Rows = Mapping[tuple[str, str], dict[str, Any]]  # figures by indicator and variant
_AFTER_SIGNAL: Final = ("SH11", "standaard")


@dataclass(frozen=True)
class Step:
    """One step with its figure; numbers are None where nothing was delivered, shares where none may be given.

    ``theirs`` is the share of those that are compared with, over ``their_period``, from published counts.
    """

    stap: Stap
    gehaald: int | None
    noemer: int | None
    onbekend: int | None
    waarde: float | None
    onder: float | None
    boven: float | None
    status: str
    theirs: float | None = None
    their_period: str = ""

    @property
    def lost(self) -> int:
        """How many of the noemer do not get here."""
        return (self.noemer or 0) - (self.gehaald or 0)


@dataclass(frozen=True)
class Part:
    """One schakel in one period: how many begin (None: not delivered), its steps, and why cases stop.

    ``after_signal`` is, of aanmeldingen, how many had a zaak in which they were reached in the year before.
    """

    schakel: Schakel
    span: Span | None
    begin: int | None
    steps: tuple[Step, ...]
    reasons: tuple[tuple[str, int], ...]
    whole: bool = True  # every month of the period was delivered
    after_signal: dict[str, Any] | None = None


@kept(60)
def chain(source: Source, gm_code: str, kind: str, beside: Benchmark, periode: str = "") -> tuple[Part, ...]:
    """Return every schakel of the keten: in the period of that name, or each in its own newest final one."""
    placed = {one.code: chosen(spans(source, gm_code, kind, one.tabel, slowest(one)), periode) for one in SCHAKELS}
    wanted = {
        (stap.indicator, stap.variant): span
        for one in SCHAKELS
        for stap in one.stappen
        if (span := placed[one.code]) is not None and not stap.uitsplitsing
    }
    if (registered := placed["aanmeldingen"]) is not None:
        wanted[_AFTER_SIGNAL] = registered
    own = own_rows(source, gm_code, kind, wanted)
    compared = {pair: span for pair, span in wanted.items() if not _of_days(*pair) and pair != _AFTER_SIGNAL}
    theirs = their_rows(measured.rest_material(source, gm_code, beside), kind, compared)
    return tuple(_part(source, gm_code, kind, one, placed[one.code], own, theirs) for one in SCHAKELS)


@kept(200)
def period_names(source: Source, gm_code: str, kind: str) -> tuple[str, ...]:
    """Return the names of all periods that any schakel can be shown in, newest first."""
    found = {span.naam: span.tot for one in SCHAKELS for span in spans(source, gm_code, kind, one.tabel, "0d")}
    return tuple(sorted(found, key=found.__getitem__, reverse=True))


def slowest(schakel: Schakel) -> str:
    """Return the longest time that an outcome of a schakel may take, as an offset."""
    waits = [
        one.wacht(one.variant(stap.variant)) for stap in schakel.stappen for one in [indicator_named(stap.indicator)]
    ]
    return max(waits, key=lambda wait: int(wait.rstrip("dmo")) * (30 if wait.endswith("mo") else 1))


def _part(
    source: Source, gm_code: str, kind: str, schakel: Schakel, span: Span | None, own: Rows, theirs: Rows
) -> Part:
    counts = stored.own(source, gm_code)
    if span is None or counts is None:
        return Part(schakel, None, None, (), ())
    telling = inside(counts.telling, span)
    begin = _begin(telling, schakel)
    whole = inside(counts.dekking, span).filter(gm_code=gm_code, tabel=schakel.tabel, volledig=True)
    delivered = whole["maand"].n_unique()
    return Part(
        schakel,
        span,
        None if not delivered and not begin else begin,
        tuple(_step(source, gm_code, kind, stap, span, own, theirs) for stap in schakel.stappen),
        _reasons(source, gm_code, schakel, span, telling),
        delivered == months_between(span.van, span.tot),
        own.get(_AFTER_SIGNAL) if schakel.code == "aanmeldingen" else None,
    )


def _begin(telling: pl.DataFrame, schakel: Schakel) -> int:
    """Return how many cases a schakel begins with, also those of which the term is not over yet where that is known."""
    one = indicator_named(schakel.basis)
    by_people = one.standaard.bevolking is not None
    variant = one.standaard.code if by_people else schakel.stappen[0].variant
    teller, noemer, onbekend = _sum(telling, schakel.basis, variant)
    return teller if by_people else noemer + onbekend


def _step(source: Source, gm_code: str, kind: str, stap: Stap, span: Span, own: Rows, theirs: Rows) -> Step:
    if stap.zonder:
        return _cells_but(source, gm_code, stap, span)
    pair = (stap.indicator, stap.variant)
    row = _cell(source, gm_code, kind, stap, span) if stap.cel else own.get(pair)
    if row is None:
        return Step(stap, None, None, None, None, None, None, "geen_levering")
    made, other = _of_row(stap, row), theirs.get(pair)
    if other is None:
        return made
    return replace(made, theirs=1 - other["waarde"] if stap.rest else other["waarde"], their_period=other["periode"])


def _cell(source: Source, gm_code: str, kind: str, stap: Stap, span: Span) -> dict[str, Any] | None:
    """Return the figure of one cell."""
    material = material_of(source, gm_code, (stap.indicator, stap.uitsplitsing))
    if material is None:
        return None
    wanted = {(stap.indicator, stap.variant): span}
    made = figures_in(material, kind, wanted, uitsplitsing=stap.uitsplitsing).filter(gebied=gm_code, cel=stap.cel)
    return made.row(0, named=True) if made.height else None


def _of_days(indicator: str, variant: str) -> bool:
    """Whether a figure is a median, of which others publish no share."""
    one = indicator_named(indicator)
    return one.methode_van(one.variant(variant)).uit_verdeling


def _of_row(stap: Stap, row: dict[str, Any]) -> Step:
    """Turn a figure into a step: a median of days into the share that it was reached by."""
    teller, noemer, value, low, high = (row[name] for name in ("teller", "noemer", "waarde", "onder", "boven"))
    status = row["status"]
    if _of_days(stap.indicator, stap.variant) and noemer:
        value = teller / noemer
        low, high = _wilson(teller, noemer)
        status = "ok" if status == "niet_bereikt" else status
    if stap.rest and noemer is not None:
        teller = noemer - teller
        value, low, high = (None if end is None else 1 - end for end in (value, high, low))
    return Step(stap, teller, noemer, row["onbekend"], value, low, high, status)


def _cells_but(source: Source, gm_code: str, stap: Stap, span: Span) -> Step:
    """Add up the cases of every cell of a breakdown but some; a case without a cell is onbekend."""
    cells = counted_in(source, gm_code, span, stap.indicator, stap.uitsplitsing).filter(variant=stap.variant)
    columns = cells.group_by("cel").agg((pl.col("noemer") + pl.col("onbekend")).sum())
    sized: dict[str, int] = dict(columns.iter_rows())
    unknown = sized.get("onbekend", 0)
    known = sum(sized.values()) - unknown
    if not known:
        return Step(stap, None, None, unknown, None, None, None, "ok" if sized else "geen_gevallen")
    reached = sum(count for cel, count in sized.items() if cel not in stap.zonder)
    low, high = _wilson(reached, known)
    return Step(stap, reached, known, unknown, reached / known, low, high, "ok")


def _reasons(
    source: Source, gm_code: str, schakel: Schakel, span: Span, telling: pl.DataFrame
) -> tuple[tuple[str, int], ...]:
    """Return why cases stop and how many, most first."""
    one = indicator_named(schakel.basis)
    if schakel.redenen:
        found = [(one.variant(code).naam, _sum(telling, schakel.basis, code)[0]) for code in schakel.redenen]
    elif schakel.redenen_per:
        cells = counted_in(source, gm_code, span, schakel.basis, schakel.redenen_per).filter(variant="standaard")
        summed = cells.group_by("cel").agg(pl.col("teller").sum()).filter(pl.col("cel") != "Afgerond")
        found = list(summed.iter_rows())
    else:
        return ()
    return tuple(sorted(((naam, count) for naam, count in found if count), key=lambda pair: (-pair[1], pair[0])))


def _wilson(teller: int, noemer: int) -> tuple[float | None, float | None]:
    low, high = wilson(pl.lit(teller), pl.lit(noemer))
    return pl.select(low.alias("onder"), high.alias("boven")).row(0)


def _sum(telling: pl.DataFrame, indicator: str, variant: str) -> tuple[int, int, int]:
    mine = telling.filter(indicator=indicator, variant=variant, uitsplitsing="")
    return mine.select(pl.col("teller", "noemer", "onbekend").sum()).row(0)
