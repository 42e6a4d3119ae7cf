"""Limits of chance for one indicator over time: of which periods they are, which points stand out, and by what rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

import numpy as np
import polars as pl

from dashboard.figures import measured, stored
from dashboard.figures.source import Source, kept
from metrics.control.chart import ControlChart, Kaart, control_chart
from metrics.control.limits import ControlLimits
from metrics.control.phases import LEAST_POINTS, ControlError, Rebase, Reden
from metrics.control.rules import Regel, signals
from metrics.definition import Indicator, Methode, Variant
from metrics.indicators import indicator_named

# Separate periods: sums of twelve months share theirs.
SEPARATE: Final = {"maand": "maand", "12maanden": "maand", "kwartaal": "kwartaal", "jaar": "kwartaal"}
SHOWN: Final = {"maand": 60, "kwartaal": 40}
_FEWEST: Final = 3.0  # events per period: below that limits say little
_FEWEST_PER_QUARTER: Final = 1.0


@dataclass(frozen=True)
class Run:
    """Points in a row that break one rule, from the first day of the first to the last day of the last."""

    regel: Regel
    kant: int  # 1 high or rising, -1 low or falling
    van: date
    tot: date
    aantal: int
    newest: bool  # it goes on to the newest point


@dataclass(frozen=True, eq=False)
class Control:
    """The limits of one variant and what breaks them, newest first.

    ``line`` are the own figures of the separate periods (``kind``) that are drawn, voorlopige included. ``chart`` is
    None where no limits can be made; ``reden`` then says why, in a sentence. ``basis`` is what the limits were
    made before, and is judged by them; ``maatregelen`` are the interventions since which there are new limits.
    """

    kind: str
    line: pl.DataFrame
    chart: ControlChart | None
    runs: tuple[Run, ...] = ()
    reden: str = ""
    basis: Rebase | None = None
    maatregelen: tuple[Rebase, ...] = ()

    @property
    def rare(self) -> bool:
        """Whether the points are events, and their values the months that went by without one."""
        return self.chart is not None and self.chart.kaart is Kaart.G


@kept(200)
def control(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, *, anew: bool = False,
    doel: float | None = None,
) -> Control:  # fmt: skip
    """Return the limits of chance of one variant; ``doel`` is on the scale of the figure.

    They are of months or quarters, by what the reader looks at (``kind``) and of quarters where months hold too few
    events. With ``anew`` each interventie begins new limits; without it the limits are of before the first one that
    has twelve points before it, so that what came after is held against them.
    """
    one = indicator_named(indicator)
    of = one.variant(variant)
    if one.methode_van(of) is Methode.RATIO:
        yearly = measured.own_line(source, gm_code, indicator, variant, "jaar")
        return Control("jaar", yearly, None, reden="Dit cijfer is er alleen per jaar. Dat zijn te weinig punten.")
    months, quarters = (
        measured.own_line(source, gm_code, indicator, variant, each).tail(SHOWN[each]) for each in ("maand", "kwartaal")
    )
    asked, line, kaart = _periods(SEPARATE[kind], months, quarters, one, of)
    changes = tuple(
        Rebase(row["vanaf"], Reden.INTERVENTIE, row["naam"])
        for row in stored.interventies(source, gm_code).iter_rows(named=True)
        if row["naam"].strip()
    )
    basis = None if anew or kaart is Kaart.G else _baseline(line, changes)
    made_anew = changes if anew and kaart is not Kaart.G else ()
    try:
        chart = control_chart(
            line,
            kaart,
            one.richting,
            factor=one.eenheid_van(of).factor if kaart is Kaart.U else 1.0,
            rebase=made_anew,
            basis_tot=None if basis is None else basis.vanaf,
            doel=doel,
        )
    except ControlError as error:
        return Control(asked, line, None, reden=str(error))
    if not any(phase.grenzen for phase in chart.fasen):
        return Control(asked, line, None, reden=chart.zin)
    begun = tuple(phase.rebase for phase in chart.fasen if phase.rebase is not None)
    return Control(asked, line, chart, _runs(chart.punten), basis=basis, maatregelen=begun)


def _periods(
    asked: str, months: pl.DataFrame, quarters: pl.DataFrame, indicator: Indicator, variant: Variant
) -> tuple[str, pl.DataFrame, Kaart]:
    """Return which periods hold enough events, their figures, and the chart that goes with them."""
    methode = indicator.methode_van(variant)
    kaart = Kaart.van(methode)
    if asked == "maand" and _events(months, methode) >= _FEWEST:
        return "maand", months, kaart
    if kaart is Kaart.U and _events(quarters, methode) < _FEWEST_PER_QUARTER:
        return "maand", months, Kaart.G
    return "kwartaal", quarters, kaart


def _events(line: pl.DataFrame, methode: Methode) -> float:
    """Return how many events a period holds on average; of a share the rarer of the two outcomes."""
    final = line.filter(pl.col("status") == "ok", ~pl.col("voorlopig"))
    if final.is_empty():
        return 0.0
    hits, cases = float(final["teller"].sum()), float(final["noemer"].sum())
    counted = {Methode.WILSON: min(hits, cases - hits), Methode.BYAR: hits}.get(methode, cases)
    return counted / final.height


def _baseline(line: pl.DataFrame, changes: Sequence[Rebase]) -> Rebase | None:
    """Return the first interventie with enough final periods before it, and any after it."""
    starts = line.filter(pl.col("status") == "ok", ~pl.col("voorlopig"))["periode_van"]
    for change in changes:
        before = int((starts < change.vanaf).sum())
        if LEAST_POINTS <= before < starts.len():
            return change
    return None


def _runs(punten: pl.DataFrame) -> tuple[Run, ...]:
    """Return what stands out, newest first; a run is whole, also where another rule marks part of it."""
    found: list[Run] = []
    for (_,), phase in punten.partition_by("fase", as_dict=True, maintain_order=True).items():
        if phase["midden"].null_count():
            continue
        last = phase["periode_tot"][-1] == punten["periode_tot"][-1]
        rows = phase.select("periode_van", "periode_tot").rows()
        for regel, marks in _marks(phase).items():
            for kant, first, end in _stretches(marks):
                count = sum(mark == kant for mark in marks[first : end + 1])
                newest = last and end == phase.height - 1
                found.append(Run(regel, kant, rows[first][0], rows[end][1], count, newest))
    return tuple(sorted(found, key=lambda run: (run.tot, run.aantal), reverse=True))


def _marks(phase: pl.DataFrame) -> dict[Regel, list[int]]:
    """Return per rule which points of a phase it marks."""
    columns = {name: phase[name].to_numpy() - phase["seizoen"].to_numpy() for name in ("waarde", "midden")}
    wide = np.full(phase.height, np.inf)
    runs = signals(columns["waarde"], ControlLimits(columns["midden"], -wide, wide, -wide, wide))
    single = {
        regel: [
            kant if said == regel.value else 0
            for said, kant in zip(phase["regel"].to_list(), phase["kant"].to_list(), strict=True)
        ]
        for regel in (Regel.BUITEN, Regel.BIJNA)
    }
    return single | {regel: [int(mark) for mark in runs[regel]] for regel in (Regel.OP_RIJ, Regel.EEN_KANT)}


def _stretches(marks: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield side, first and last place of points in a row with the same mark."""
    for mark, run in groupby(enumerate(marks), key=lambda pair: pair[1]):
        places = [at for at, _ in run]
        if mark:
            yield mark, places[0], places[-1]
