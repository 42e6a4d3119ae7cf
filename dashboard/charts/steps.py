"""Figures of quarters or years under a line of months: a level step over each period, for that is what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import palette, words
from dashboard.charts.units import axis_scale
from metrics.definition import Indicator, Variant

_MONTHLY = ("maand", "12maanden")
_ROLLING_STEP = 45  # days between two periods that follow each other by the month


@dataclass(frozen=True)
class Steps:
    """The periods in view, each with its first and last place on the axis."""

    rows: list[tuple[dict[str, Any], date, date]]


def as_steps(theirs: pl.DataFrame, positions: Sequence[date], kind: str) -> Steps | None:
    """Return the periods of ``theirs`` as steps below positions that are months; None where both go by the same."""
    if kind not in _MONTHLY or not positions or theirs.is_empty() or _by_month(theirs):
        return None
    found: list[tuple[dict[str, Any], date, date]] = []
    for row in theirs.iter_rows(named=True):
        last = (row["periode_tot"] - timedelta(days=1)).replace(day=1)
        within = [at for at in positions if row["periode_van"] <= at <= last]
        if within:
            found.append((row, within[0], within[-1]))
    return Steps(found)


def step_trace(steps: Steps, indicator: Indicator, variant: Variant, naam: str) -> go.Scatter:
    """Return the steps as one dashed line, with a gap between periods so that each stands by itself."""
    scale = axis_scale(indicator.eenheid_van(variant))
    x: list[date | None] = []
    y: list[float | None] = []
    told: list[str] = []
    for row, first, last in steps.rows:
        value = None if row["waarde"] is None else row["waarde"] * scale
        x += [first, last, None]
        y += [value, value, None]
        told += [words.point(row, indicator, variant, naam)] * 2 + [""]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        name=naam,
        meta="stappen",
        line={"color": palette.BENCHMARK, "width": 2.5, "dash": "solid"},
        marker={"size": 5, "symbol": "line-ns-open", "color": palette.BENCHMARK},
        text=told,
        hovertemplate="%{text}<extra></extra>",
        connectgaps=False,
    )


def _by_month(theirs: pl.DataFrame) -> bool:
    step = theirs["periode_van"].diff().drop_nulls().min()
    return isinstance(step, timedelta) and step.days < _ROLLING_STEP
