"""A comparison group added up, without the own gemeente: the same number and the same verdict as on every page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard.figures import measured, profile
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.others import field
from dashboard.figures.source import Source, kept
from metrics.indicators import indicator_named


@dataclass(frozen=True)
class Together:
    """What a group counts together, without the own gemeente, and what may be said of the own figure beside it.

    Those who are too small to be shown by name are in it as well. ``verdict`` is empty where nothing may be said.
    """

    waarde: float
    verdict: str | None


@kept(200)
def together(
    source: Source,
    gm_code: str,
    indicator: str,
    variant: str,
    kind: str,
    beside: Benchmark = NEDERLAND,
    period: date | None = None,
) -> Together | None:
    """Return the group in the period of ``field``; None where nothing of it was published."""
    found = field(source, gm_code, indicator, variant, kind, beside, period)
    if found is None:
        return None
    if variant == indicator_named(indicator).standaard.code:
        told = profile.own_verdicts(source, gm_code, kind, beside).get((indicator, found.van, found.tot))
        if told is not None and told[1] is not None:
            return Together(told[1], told[0])
    said = profile.judged(source, gm_code, indicator, variant, kind, beside, period).filter(gm_code=gm_code)
    verdict, value = said.select("oordeel", "rest").row(0) if said.height else (None, None)
    if value is None:
        value = _rest(source, gm_code, indicator, variant, found.kind, beside, (found.van, found.tot))
    return None if value is None else Together(value, verdict)


def whole(
    source: Source, indicator: str, variant: str, kind: str, van: date, tot: date, beside: Benchmark = NEDERLAND
) -> float | None:
    """Return the published figure of the whole group, with the own gemeente in it."""
    line = measured.published_line(source, indicator, variant, kind, beside)
    values = line.filter(pl.col("periode_van") == van, pl.col("periode_tot") == tot)["waarde"]
    return None if values.is_empty() else values[0]


def _rest(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, beside: Benchmark, period: tuple[date, date]
) -> float | None:
    one = indicator_named(indicator)
    material = measured.rest_material(source, gm_code, beside)
    if material is None:
        return whole(source, indicator, variant, kind, *period, beside)
    asked: dict[str, Any] = dict(zip(("periode_van", "periode_tot"), period, strict=True))
    row = measured.rest_figure(material, one, one.variant(variant), kind, asked)
    return None if row is None else row["waarde"]
