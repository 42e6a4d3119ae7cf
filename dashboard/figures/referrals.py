"""Doorverwijzingen between kinds of organisations in one gemeente: how many each way, and how many arrive."""

from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dashboard.figures import stored
from dashboard.figures.source import Source, kept
from dashboard.figures.spans import Span, chosen, counted_in, spans
from metrics.cases.organisaties import direction
from metrics.indicators import indicator_named
from metrics.two_way import halves

# A direction that fewer went may be about one person who can be recognised: the picture is passed on easily.
LEAST: Final = 5
_TABEL: Final = "doorverwijzing"


@dataclass(frozen=True)
class Flow:
    """One direction: how many referrals, of how many it is known whether they arrived, and how many did.

    ``gesprekken`` are those that the first organisation had, and ``verwezen`` those of them that led here; None where
    nobody delivered the talks.
    """

    van: str
    naar: str
    aantal: int
    bekend: int
    aangekomen: int
    gesprekken: int | None = None
    verwezen: int | None = None

    @property
    def onbekend(self) -> int:
        """Of how many it is not known whether they arrived."""
        return self.aantal - self.bekend


@dataclass(frozen=True)
class Referrals:
    """All referrals of one period: the directions of at least LEAST, most first, and what the others come to."""

    span: Span
    flows: tuple[Flow, ...]
    total: int
    small: int  # in directions of fewer than LEAST
    small_ways: int
    arrived: int
    known: int


@kept(200)
def referrals(source: Source, gm_code: str, kind: str, periode: str = "") -> Referrals | None:
    """Return the referrals in the period of that name, or the newest final one; None where none were delivered."""
    wait = indicator_named("DV03").wacht(indicator_named("DV03").standaard)
    span = chosen(spans(source, gm_code, kind, _TABEL, wait), periode)
    if span is None or "van*naar" not in stored.uitsplitsingen(source, gm_code):
        return None
    rows = counted_in(source, gm_code, span, "DV03", "van*naar").filter(variant="standaard")
    summed = rows.group_by("cel").agg(pl.col("teller", "noemer", "onbekend").sum())
    talks = _talks(source, gm_code, span)
    found = sorted(
        (_flow(row, talks) for row in summed.iter_rows(named=True)), key=lambda flow: (-flow.aantal, flow.van)
    )
    found = [flow for flow in found if flow.aantal]
    shown = tuple(flow for flow in found if flow.aantal >= LEAST)
    few = [flow for flow in found if flow.aantal < LEAST]
    return Referrals(
        span,
        shown,
        sum(flow.aantal for flow in found),
        sum(flow.aantal for flow in few),
        len(few),
        sum(flow.aangekomen for flow in found),
        sum(flow.bekend for flow in found),
    )


def _talks(source: Source, gm_code: str, span: Span) -> dict[str, tuple[int, int]]:
    """Return per direction, as DV02 names it, the talks and those that led there."""
    rows = counted_in(source, gm_code, span, "DV02", "van_naar").filter(variant="standaard")
    summed = rows.group_by("cel").agg(pl.col("noemer", "teller").sum())
    return {cel: (noemer, teller) for cel, noemer, teller in summed.iter_rows()}


def _flow(row: dict[str, Any], talks: dict[str, tuple[int, int]]) -> Flow:
    van, naar = halves(row["cel"])
    talked, led = talks.get(direction(van, naar), (None, None))
    return Flow(van, naar, row["noemer"] + row["onbekend"], row["noemer"], row["teller"], talked or None, led)
