"""What charts of many gemeenten have in common: who is drawn how, names beside points, and axes in Dutch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import palette
from dashboard.charts.units import axis_prefix, axis_scale, axis_suffix
from metrics.definition import Indicator, Variant

TEXT: Final = {"size": 13}


@dataclass(frozen=True)
class Role:
    """How a kind of gemeente is drawn: its word, colour, symbol and size; never told apart by colour alone."""

    naam: str
    colour: str
    symbol: str
    size: int


OWN: Final = Role("eigen", palette.OWN, "diamond", 14)
GROUP: Final = Role("groep", palette.BENCHMARK, "circle", 9)
REST: Final = Role("overig", palette.UNCERTAIN, "circle-open", 6)


def roles(rows: pl.DataFrame, *, split: bool) -> list[tuple[Role, pl.DataFrame]]:
    """Return who is drawn how, the own gemeente last, so that it lies on top.

    ``split`` tells whether the comparison group is a part of all; else those of it are drawn as the rest.
    """
    others = rows.filter(~pl.col("eigen"))
    parts = [(REST, others)]
    if split:
        parts = [(REST, others.filter(~pl.col("in_groep"))), (GROUP, others.filter("in_groep"))]
    return [(role, part) for role, part in [*parts, (OWN, rows.filter("eigen"))] if part.height]


def scaled(values: pl.Series, indicator: Indicator, variant: Variant) -> list[float | None]:
    """Return stored values as an axis has them, with no more digits than can be seen: they are sent to the browser."""
    scale = axis_scale(indicator.eenheid_van(variant))
    return (values.cast(pl.Float64) * scale).round_sig_figs(5).to_list()


def value_axis(indicator: Indicator, variant: Variant) -> dict[str, Any]:
    """Return the settings of an axis with values of one variant, in Dutch notation, from zero."""
    eenheid = indicator.eenheid_van(variant)
    return {
        "rangemode": "tozero",
        "tickprefix": axis_prefix(eenheid),
        "ticksuffix": axis_suffix(eenheid),
        "exponentformat": "none",
        "separatethousands": True,
        "fixedrange": True,
        "automargin": True,
        "title_font": TEXT,
    }


def name_points(figure: go.Figure, points: Sequence[tuple[str, float, float, bool]], *, log_x: bool = False) -> None:
    """Write names beside points (name, x, y, own), on the side where there is most room; the own one is bold."""
    from math import log10

    spread = sorted(x for _, x, _, _ in points)
    middle = spread[len(spread) // 2] if spread else 0.0
    for naam, x, y, own in points:
        left = x > middle and len(points) > 1
        figure.add_annotation(
            x=log10(x) if log_x else x,
            y=y,
            text=f"<b>{naam}</b>" if own else naam,
            showarrow=False,
            xanchor="right" if left else "left",
            xshift=-8 if left else 8,
            font={"size": 14 if own else 12},
        )


def finish(figure: go.Figure, *, height: int, ink: str | None, right: int = 12) -> go.Figure:
    """Give a chart its frame; ``ink`` is the colour of text, without it the page's theme decides."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": right, "t": 12, "b": 8},
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        separators=",.",
        font=TEXT,
    )
    if ink is not None:
        figure.update_layout(font_color=ink)
        figure.update_annotations(font_color=ink)
        figure.update_xaxes(tickfont_color=ink, title_font_color=ink)
        figure.update_yaxes(tickfont_color=ink, title_font_color=ink)
    return figure
