"""Contactpogingen beside reach: per form, and per group the attempts of a zaak and how often someone was reached."""

from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dashboard.figures import measured, stored
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.source import Source, kept
from dashboard.figures.spans import (
    Span,
    counted_in,
    figures_in,
    material_of,
    own_rows,
    span_of,
    their_rows,
)

PER_ZAAK: Final = ("standaard", "telefoon", "huisbezoek", "afspraak")
PER_POGING: Final = ("poging_schriftelijk", "poging_telefoon", "poging_huisbezoek", "poging_afspraak")
_USUAL: Final = ("VS09", "standaard")
# By which groups attempts can be set beside reach.
GROUPS: Final = ("signaalpartner", "leeftijdsklasse", "meervoudigheid", "crisis")


@dataclass(frozen=True)
class Form:
    """The reach of one form of contact: the own figure, and that of others with its period, where published."""

    variant: str
    row: dict[str, Any] | None
    theirs: dict[str, Any] | None


@dataclass(frozen=True)
class Group:
    """One group of opgepakte zaken: how many, how many attempts they had together, and the figure of their reach."""

    cel: str
    zaken: int
    attempts: int
    row: dict[str, Any]

    @property
    def mean(self) -> float:
        """How many attempts a zaak had on average."""
        return self.attempts / self.zaken


@dataclass(frozen=True)
class Forms:
    """The reach of every form in one period; ``usual`` is the figure of VS09, the median number of attempts."""

    span: Span
    forms: tuple[Form, ...]
    usual: dict[str, Any] | None


@kept(200)
def forms(source: Source, gm_code: str, kind: str, beside: Benchmark, periode: str = "") -> Forms | None:
    """Return the forms in the period of that name, or the newest final one; None where no zaken were delivered."""
    span = span_of(source, gm_code, kind, "VS08", periode)
    if span is None or stored.own(source, gm_code) is None:
        return None
    wanted = {("VS08", variant): span for variant in (*PER_ZAAK, *PER_POGING)}
    own = own_rows(source, gm_code, kind, wanted | {_USUAL: span})
    theirs = their_rows(measured.rest_material(source, gm_code, beside), kind, wanted)
    made = tuple(Form(variant, own.get((code, variant)), theirs.get((code, variant))) for code, variant in wanted)
    return Forms(span, made, own.get(_USUAL))


@kept(200)
def groups(source: Source, gm_code: str, kind: str, by: str, periode: str = "") -> tuple[Group, ...]:
    """Return the groups of a breakdown, most zaken first; what is unknown of a zaak is no group."""
    span = span_of(source, gm_code, kind, "VS08", periode)
    material = material_of(source, gm_code, ("VS07", by))
    if span is None or material is None:
        return ()
    reach = figures_in(material, kind, {("VS07", "opgepakt"): span}, uitsplitsing=by).filter(gebied=gm_code)
    tried = _cases(counted_in(source, gm_code, span, "VS08", by).filter(variant="poging"))
    zaken = _cases(counted_in(source, gm_code, span, "VS09", by).filter(variant="vier_of_meer"))
    found = [
        Group(row["cel"], zaken[row["cel"]], tried.get(row["cel"], 0), row)
        for row in reach.iter_rows(named=True)
        if zaken.get(row["cel"]) and row["cel"] != "onbekend"
    ]
    return tuple(sorted(found, key=lambda group: (-group.zaken, group.cel)))


def _cases(rows: pl.DataFrame) -> dict[str, int]:
    """Return per cell how many there are, known and unknown."""
    return dict(rows.group_by("cel").agg((pl.col("noemer") + pl.col("onbekend")).sum()).iter_rows())
