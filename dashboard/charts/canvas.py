"""What charts of many gemeenten have in common: who is drawn how, names beside points, and axes in Dutch."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import palette
from dashboard.charts.units import axis_prefix, axis_scale, axis_suffix, decimals
from metrics.definition import Indicator, Variant

TEXT: Final = {"size": 13}
Box = tuple[float, float, float, float]
# About the size of a chart on a wide screen, and where a name may stand beside its point, the best place first.
_WIDE: Final = 820.0
_HIGH: Final = 400.0
_SIDES: Final = (
    ("left", 9, 0), ("right", -9, 0), ("center", 0, 15), ("center", 0, -15), ("left", 7, 13), ("right", -7, 13),
    ("left", 7, -13), ("right", -7, -13),
)  # fmt: skip


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


def value_axis(indicator: Indicator, variant: Variant, *, zero: bool = True) -> dict[str, Any]:
    """Return the settings of an axis with values of one variant, in Dutch notation, from ``zero`` or not."""
    eenheid = indicator.eenheid_van(variant)
    return {
        "rangemode": "tozero" if zero else "normal",
        "zeroline": zero,
        "tickprefix": axis_prefix(eenheid),
        "ticksuffix": axis_suffix(eenheid),
        "hoverformat": f",.{decimals(eenheid)}f",
        "exponentformat": "none",
        "separatethousands": True,
        "fixedrange": True,
        "automargin": True,
        "title_font": TEXT,
    }


@dataclass(frozen=True)
class Frame:
    """What an axis shows across and upright, in the numbers of the axes; ``log_x`` where across is logarithmic."""

    across: tuple[float, float]
    upright: tuple[float, float]
    log_x: bool = False

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies, in pixels of a chart of the usual size."""
        low, high, here = (log10(n) if self.log_x else n for n in (*self.across, x))
        return _place(here, low, high, _WIDE), _place(y, *self.upright, _HIGH)


def name_points(figure: go.Figure, points: Sequence[tuple[str, float, float, bool]], frame: Frame) -> None:
    """Write names beside points (name, x, y, own), where they cover no other name; the own one is bold.

    A name for which there is no room is left out: pointing at the point tells it, and so does the table.
    """
    taken = [(x - 6, y - 6, x + 6, y + 6) for _, *at, _ in points for x, y in [frame.at(at[0], at[1])]]
    for naam, x, y, own in sorted(points, key=lambda point: not point[3]):
        here, width = frame.at(x, y), 7.2 * len(naam) * (1.15 if own else 1.0)
        for anchor, shift_x, shift_y in _SIDES:
            left = here[0] + shift_x - (width if anchor == "right" else width / 2 if anchor == "center" else 0)
            box = (left, here[1] + shift_y - 8, left + width, here[1] + shift_y + 8)
            if left < 0 or box[2] > _WIDE or any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            figure.add_annotation(
                x=log10(x) if frame.log_x else x, y=y, text=f"<b>{naam}</b>" if own else naam, showarrow=False,
                xanchor=anchor, xshift=shift_x, yshift=shift_y, font={"size": 14 if own else 12},
            )  # fmt: skip
            break


def _place(value: float, low: float, high: float, size: float) -> float:
    return (value - low) / (high - low) * size if high > low else size / 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def finish(figure: go.Figure, *, height: int, ink: str | None, right: int = 12, top: int = 12) -> go.Figure:
    """Give a chart its frame; ``ink`` is the colour of its text."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": right, "t": top, "b": 8},
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        separators=",.",
        font=TEXT,
    )
    in_ink(figure, ink)
    return figure


def in_ink(figure: go.Figure, ink: str | None) -> None:
    """Give the text that is in a chart by now the colour ``ink``; without it the page's theme decides."""
    if ink is not None:
        figure.update_layout(font_color=ink)
        figure.update_annotations(font_color=ink)
        figure.update_xaxes(tickfont_color=ink, title_font_color=ink)
        figure.update_yaxes(tickfont_color=ink, title_font_color=ink)
