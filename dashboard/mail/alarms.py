"""What a new delivery moved: figures beyond their limits of chance, and goals whose answer flipped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from dashboard import texts
from dashboard.charts import units
from dashboard.figures import control, stored
from dashboard.figures.control import Control
from dashboard.figures.promises import promises
from dashboard.figures.source import Source
from metrics.control.cusum import cusum
from metrics.control.rules import Regel
from metrics.definition import Indicator
from metrics.indicators import INDICATORS, indicator_named

KEY: Final = tuple(one.code for one in INDICATORS if one.kern)
_SIDES: Final = {1: "boven", -1: "onder"}


@dataclass(frozen=True)
class Alarm:
    """One thing to tell; ``sleutel`` is the same for the same point of the same figure, however often it is seen."""

    sleutel: str
    indicator: str
    zin: str


@dataclass(frozen=True)
class Stand:
    """How things are: per indicator the newest period that was judged, per goal its answer."""

    nieuwste: Mapping[str, date]
    doelen: Mapping[str, str]

    def as_json(self) -> dict[str, dict[str, str]]:
        """Return it as it is stored."""
        newest = {code: day.isoformat() for code, day in self.nieuwste.items()}
        return {"nieuwste": newest, "doelen": dict(self.doelen)}

    @staticmethod
    def of_json(found: Mapping[str, Mapping[str, str]]) -> "Stand":
        """Return what ``as_json`` wrote."""
        newest = {code: date.fromisoformat(day) for code, day in found["nieuwste"].items()}
        return Stand(newest, dict(found["doelen"]))


def alarms(
    source: Source, gm_code: str, indicators: Sequence[str], before: Stand | None, *, with_cusum: bool = False
) -> tuple[list[Alarm], Stand]:
    """Return what stands out at the newest final points, and how things are now.

    Points are judged from the newest one seen before on, that one too: a delivery may have changed it. Only what lies
    outside the limits counts (99,7%): the other rules look back at points that were told of or passed over.
    """
    naam = stored.gemeenten(source).get(gm_code, gm_code)
    found: list[Alarm] = []
    newest: dict[str, date] = {} if before is None else dict(before.nieuwste)
    for code in indicators:
        one = indicator_named(code)
        made = control.control(source, gm_code, code, one.standaard.code, "maand")
        if made.chart is None or made.chart.punten.is_empty():
            continue
        last: date = made.chart.punten["periode_van"][-1]
        since = last if before is None else before.nieuwste.get(code, last)
        found += [_alarm(naam, one, made, row) for row in _outside(made, since)]
        if with_cusum and not made.rare:
            found += [_drift(naam, one, row, kant) for row, kant in _drifting(made, since)]
        newest[code] = last
    flips, answers = _goals(source, gm_code, naam, {} if before is None else before.doelen)
    return [*found, *flips], Stand(newest, answers)


def _outside(made: Control, since: date) -> Iterator[Mapping[str, Any]]:
    if made.chart is None:
        return
    points = made.chart.punten.filter(pl.col("periode_van") >= pl.lit(since), regel=Regel.BUITEN.value)
    yield from points.iter_rows(named=True)


def _drifting(made: Control, since: date) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Yield the points at which a sum first passes the decision, in the newest phase that has limits."""
    if made.chart is None:
        return
    points = made.chart.punten.filter(pl.col("midden").is_not_null())
    if points.is_empty():
        return
    points = points.filter(fase=points["fase"][-1])
    # A limit that ends at 0 or 100% says less than the other one. Where few points made the limits they lie further
    # away, and a deviation counts for less in the sum as well: it is as unsure.
    wide = pl.max_horizontal(pl.col("boven") - pl.col("midden"), pl.col("midden") - pl.col("onder")) / 3
    z = points.select(pl.when(wide > 0).then((pl.col("waarde") - pl.col("midden")) / wide).otherwise(0.0)).to_series()
    said = cusum(z.to_numpy()).alarm
    begins = (said != 0) & (said != np.concatenate([np.zeros(1, dtype=np.int8), said[:-1]]))
    for row, kant, begun in zip(points.iter_rows(named=True), said.tolist(), begins.tolist(), strict=True):
        if begun and row["periode_van"] >= since:
            yield row, int(kant)


def _alarm(naam: str, one: Indicator, made: Control, row: Mapping[str, Any]) -> Alarm:
    when, kant = texts.span(row["periode_van"], row["periode_tot"]), int(row["kant"])
    if made.rare:
        longer = "langer" if kant > 0 else "korter"
        zin = f"{naam}, {one.naam}: tot {when} duurde het {longer} zonder geval dan bij toeval past."
    else:
        value, low, high = (
            units.with_unit(one, one.standaard, row["waarde"]),
            *(units.value(one.eenheid_van(one.standaard), row[name]) for name in ("onder", "boven")),
        )
        zin = f"{naam}, {one.naam}: in {when} {value}, {_SIDES[kant]} de grenzen van het toeval ({low} tot {high})."
    return Alarm(f"{one.code}:{row['periode_van']}:{kant}:grens", one.code, zin)


def _drift(naam: str, one: Indicator, row: Mapping[str, Any], kant: int) -> Alarm:
    when = texts.span(row["periode_van"], row["periode_tot"])
    zin = (
        f"{naam}, {one.naam}: al enige tijd ligt het cijfer meestal {_SIDES[kant]} het midden; "
        f"tot en met {when} is dat samen meer dan bij toeval past."
    )
    return Alarm(f"{one.code}:{row['periode_van']}:{kant}:cusum", one.code, zin)


def _goals(source: Source, gm_code: str, naam: str, before: Mapping[str, str]) -> tuple[list[Alarm], dict[str, str]]:
    found: list[Alarm] = []
    answers: dict[str, str] = {}
    for promise in promises(source, gm_code):
        number, stand = str(promise.row["id"]), promise.stand
        if promise.about is None or stand == "geen cijfer":
            continue
        answers[number] = stand
        was = before.get(number)
        if was is not None and was != stand:
            zin = f"{naam}: het doel voor {promise.about.naam} was: {was}. Het is nu: {stand}."
            key = f"doel:{number}:{was}:{stand}:{source.today}"
            found.append(Alarm(key, str(promise.row["indicator"]), zin))
    return found, answers
