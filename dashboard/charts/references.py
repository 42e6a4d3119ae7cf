"""Figures published elsewhere, as marks in a trend: drawn beside our own, never computed from."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import palette, words
from dashboard.charts.units import axis_scale
from metrics.definition import Indicator, Variant

Visible = Sequence[tuple[dict[str, Any], list[date]]]


def visible_references(references: pl.DataFrame, kind: str, positions: Sequence[date]) -> Visible:
    """Return the figures of whole years within view, each with where it stands: over its months, or at one point."""
    found: list[tuple[dict[str, Any], list[date]]] = []
    for row in references.iter_rows(named=True):
        if not words.is_year(row["periode"]):
            continue
        year = int(row["periode"])
        if kind == "maand":
            x = [at for at in positions if at.year == year]
        else:
            at = date(year, 12, 1) if kind == "12maanden" else date(year, 1, 1)
            x = [at] if at in positions else []
        if x:
            found.extend((end, x) for end in _ends(row))
    return found


def reference_traces(visible: Visible, indicator: Indicator, variant: Variant) -> Iterator[go.Scatter]:
    """A dotted line over the months of a year, or a diamond where the year is one point."""
    for row, x in visible:
        as_line = len(x) > 1
        yield go.Scatter(
            x=x,
            y=[row["waarde"] * axis_scale(indicator.eenheid_van(variant))] * len(x),
            mode="lines" if as_line else "markers",
            line={"color": palette.REFERENCE, "width": 2, "dash": "dot"},
            marker={"symbol": "diamond", "size": 10, "color": palette.REFERENCE},
            name=words.reference_name(row),
            meta="bron_lijn" if as_line else "bron_punt",
            text=[words.reference(row, indicator, variant)] * len(x),
            hovertemplate="%{text}<extra></extra>",
        )


def _ends(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return a figure as it is, and a band as two: its lower and its upper end."""
    yield row
    if row.get("waarde_tot") is not None:
        yield row | {"waarde": row["waarde_tot"]}
