"""Gemeenten beside each other on paper: a dot with its limits each, the own one marked, the group an upright line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dashboard.branding import readable_on_light
from dashboard.charts import palette
from dashboard.reports.content import ChartData, Line
from dashboard.reports.drawing import GREY, INK, dress_values, end_of_axis, value_text
from dashboard.reports.look import Look
from dashboard.reports.typeface import drawable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NAMED: Final = 20  # with more gemeenten than this their names would not be read
_DENSE_ROWS: Final = 14  # the height of a chart without names
_LEFT, _NUMBERS, _RIGHT = 0.215, 0.905, 0.985
_LONGEST_NAME: Final = 22


@dataclass(frozen=True)
class _Dot:
    name: str
    value: float | None
    low: float | None
    high: float | None
    hollow: bool
    own: bool


def rows_shown(data: ChartData) -> int:
    """Return how many rows high the chart of ``data`` is."""
    amount = len(_dots(data))
    return amount if amount <= _NAMED else _DENSE_ROWS


def draw_dots(figure: "Figure", axes: "Axes", data: ChartData, look: Look) -> None:
    """Draw ``data`` of the kind vergelijking on ``axes``, highest on top."""
    dots = _dots(data)
    named = len(dots) <= _NAMED
    tall = figure.get_size_inches()[1]
    bottom, top = 0.40 / tall, 1 - 0.26 / tall
    axes.set_position((_LEFT if named else 0.02, bottom, _NUMBERS - (_LEFT if named else 0.02), top - bottom))
    dress_values(axes, end_of_axis(data), data, along="x")
    axes.set_ylim(len(dots) - 0.4, -0.6)
    for row, dot in enumerate(dots):
        _draw(axes, row, dot, look, named=named, decimals=data.decimals)
    _levels(axes, data)
    figure.text(_LEFT if named else 0.02, 0.03 / tall, drawable(data.unit), color=GREY, va="bottom")


def _draw(axes: "Axes", row: int, dot: _Dot, look: Look, *, named: bool, decimals: int) -> None:
    colour = look.lijn if dot.own else palette.REFERENCE
    if dot.low is not None and dot.high is not None:
        axes.plot(
            [dot.low, dot.high],
            [row, row],
            color=colour,
            linewidth=2.4 if dot.own else 1.3,
            alpha=1 if named or dot.own else 0.45,
            solid_capstyle="butt",
        )
    if dot.value is not None:
        axes.plot(
            [dot.value],
            [row],
            marker="D" if dot.own else "o",
            markersize=6 if dot.own else (4.4 if named else 2.4),
            markeredgecolor=colour,
            markerfacecolor="#ffffff" if dot.hollow else colour,
            zorder=5 if dot.own else 3,
            clip_on=False,
        )
    if named or dot.own:
        _name(axes, row, dot, look, named=named, decimals=decimals)


def _name(axes: "Axes", row: int, dot: _Dot, look: Look, *, named: bool, decimals: int) -> None:
    """Write the name before the row and the value behind it."""
    colour = readable_on_light(look.lijn) if dot.own else INK
    weight = 600 if dot.own else 400
    sideways = axes.get_yaxis_transform()
    value = "geen cijfer" if dot.value is None else value_text(dot.value, decimals)
    if named:
        name = dot.name if len(dot.name) <= _LONGEST_NAME else dot.name[: _LONGEST_NAME - 1].rstrip() + "…"
        axes.text(-0.015, row, drawable(name), transform=sideways, ha="right", va="center", color=colour, weight=weight)
        axes.text(1.015, row, value, transform=sideways, va="center", color=colour, weight=weight)
    else:
        text = drawable(f"{dot.name} {value}")
        axes.annotate(
            text,
            (dot.high or dot.value or 0, row),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            weight=weight,
            bbox={"facecolor": "#ffffff", "edgecolor": "none", "pad": 1.2},
            zorder=6,
        )


def _levels(axes: "Axes", data: ChartData) -> None:
    """The group, and a goal: upright lines with their names above, on two sides where both are there."""
    levels = [(level, palette.BENCHMARK, (0, (5, 2))) for level in data.levels]
    if data.target is not None:
        levels.append((data.target, palette.GOAL, (0, (8, 3))))
    levels.sort(key=lambda each: each[0].value)
    end = axes.get_xlim()[1]
    for at, (level, colour, dashes) in enumerate(levels):
        axes.axvline(level.value, color=colour, linewidth=1.4, linestyle=dashes, zorder=2)
        side = "right" if (at == 0 and len(levels) > 1) or level.value > end * 0.6 else "left"
        axes.annotate(
            drawable(f"{level.name} {level.text}"),
            (level.value, 1.0),
            xycoords=axes.get_xaxis_transform(),
            xytext=(-2 if side == "right" else 2, 2),
            textcoords="offset points",
            ha=side,
            va="bottom",
            color=readable_on_light(colour),
        )


def _dots(data: ChartData) -> list[_Dot]:
    """Return the gemeenten from high to low, those without a value last."""
    dots = [*_of(data.own, own=True), *(dot for line in data.others for dot in _of(line, own=False))]
    return sorted(dots, key=lambda dot: (dot.value is None, -(dot.value or 0.0), not dot.own, dot.name))


def _of(line: Line, *, own: bool) -> list[_Dot]:
    nothing: tuple[None, ...] = (None,) * len(line.x)
    final = (False,) * len(line.x)
    columns = (line.x, line.y, line.low or nothing, line.high or nothing, line.voorlopig or final)
    return [_Dot(*row, own=own) for row in zip(*columns, strict=True)]
