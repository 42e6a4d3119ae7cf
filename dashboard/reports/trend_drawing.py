"""One indicator over time on paper: the own line with its interval, others dashed, a goal, and what happened when."""

from collections.abc import Sequence
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from dashboard.branding import readable_on_light
from dashboard.charts import palette
from dashboard.reports.content import ChartData, Line
from dashboard.reports.drawing import GREY, INK, dress_values, end_of_axis, spread, value_text
from dashboard.reports.look import Look
from dashboard.reports.typeface import drawable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DASHES: Final[tuple[Any, ...]] = ((0, (5, 2)), (0, (1, 1.5)), (0, (6, 1.5, 1, 1.5)))
_OTHERS: Final = (palette.BENCHMARK, palette.REFERENCE, palette.FILLS["lager"][0])
_LEFT, _RIGHT, _BOTTOM, _TOP = 0.055, 0.735, 0.125, 0.885  # of the picture: names of lines stand at the right
_MARK_ROW, _MARK_ROWS = 0.085, 3  # of the picture, above the lines: words there never cross them
_LONGEST_NAME: Final = {False: 28, True: 25}  # letters beside a line, by whether they are bold
_LETTER: Final = 0.0096  # of the width of the picture
_LOW: Final = 0.2  # of the chart: where the newest values lie lower, "voorlopig" goes to the top
_LABELS: Final = 9  # names of periods below the axis, at most
_LABEL_LINE: Final = 0.068  # of the picture: a name takes this much of its height
_LONGEST_MARK: Final = 48


def draw_trend(figure: "Figure", axes: "Axes", data: ChartData, look: Look) -> None:
    """Draw ``data`` of the kind trend or doel on ``axes``."""
    rows = min(len(data.marks), _MARK_ROWS)
    tall = _TOP - _BOTTOM - _MARK_ROW * rows
    axes.set_position((_LEFT, _BOTTOM, _RIGHT - _LEFT, tall))
    places = {name: place for place, name in enumerate(data.own.x)}
    top = end_of_axis(data)
    dress_values(axes, top, data, along="y")
    axes.set_xlim(-0.4, len(places) - 0.6)
    _shade_provisional(axes, data.own, top)
    _band(axes, data.own, places, look.lijn)
    for at, other in enumerate(data.others):
        style = {"color": _OTHERS[at % len(_OTHERS)], "linestyle": _DASHES[at % len(_DASHES)], "linewidth": 1.4}
        _line(axes, other, places, **style, markersize=2.4)
    _line(axes, data.own, places, color=look.lijn, linestyle="solid", linewidth=2.0, markersize=3.8)
    _levels(axes, data)
    _name_periods(axes, data.own.x)
    _marks(axes, data, places, _MARK_ROW / tall)
    _name_lines(axes, data, look, top, _LABEL_LINE / tall)
    figure.text(0.004, 0.975, drawable(data.unit), color=GREY, va="top")


def _line(axes: "Axes", line: Line, places: dict[str, int], **style: Any) -> None:
    """Draw ``line``; a gap stays a gap, and a provisional point is hollow."""
    x = [places[name] for name in line.x]
    size = style.pop("markersize")
    axes.plot(x, _gapped(line.y), **style)
    hollow = line.voorlopig or (False,) * len(line.x)
    for is_hollow in (False, True):
        points = [
            (at, y) for at, y, open_ in zip(x, line.y, hollow, strict=True) if y is not None and open_ == is_hollow
        ]
        if points:
            axes.plot(
                *zip(*points, strict=True),
                linestyle="none",
                marker="o",
                markersize=size,
                markeredgecolor=style["color"],
                markerfacecolor="#ffffff" if is_hollow else style["color"],
                clip_on=False,
                zorder=4,
            )


def _band(axes: "Axes", line: Line, places: dict[str, int], colour: str) -> None:
    """Fill between the limits, one shape for each unbroken run: filling over a gap would invent values."""
    if not line.low or not line.high:
        return
    rows = zip((places[name] for name in line.x), line.low, line.high, strict=True)
    for known, run in groupby(rows, key=lambda row: row[1] is not None and row[2] is not None):
        if not known:
            continue
        x, low, high = zip(*run, strict=True)
        if len(x) == 1:
            axes.plot([x[0], x[0]], [low[0], high[0]], color=colour, alpha=palette.BAND_OPACITY, linewidth=6)
        else:
            axes.fill_between(x, low, high, color=colour, alpha=palette.BAND_OPACITY, linewidth=0)


def _shade_provisional(axes: "Axes", own: Line, top: float) -> None:
    """Shade what is provisional, with the word in it, where no value is near."""
    provisional = [at for at, is_so in enumerate(own.voorlopig) if is_so]
    if not provisional:
        return
    end = len(own.x) - 0.6
    axes.axvspan(provisional[0] - 0.5, end, color=palette.UNCERTAIN, alpha=0.16, linewidth=0)
    low = any(value is not None and value < top * _LOW for value in own.y[provisional[0] :])
    sideways = axes.get_xaxis_transform()
    height, side = (0.97, "top") if low else (0.03, "bottom")
    axes.text(end - 0.08, height, "voorlopig", transform=sideways, ha="right", va=side, color=GREY)


def _levels(axes: "Axes", data: ChartData) -> None:
    for level in data.levels:
        axes.axhline(level.value, color=palette.REFERENCE, linewidth=1.1, linestyle=_DASHES[1])
    if data.target is not None:
        axes.axhline(data.target.value, color=palette.GOAL, linewidth=1.6, linestyle=(0, (8, 3)))


def _name_periods(axes: "Axes", names: Sequence[str]) -> None:
    """Name as many periods as fit, counted back from the newest."""
    step = -(-len(names) // _LABELS)
    for at in range(len(names) - 1, -1, -step):
        axes.annotate(
            drawable(names[at]),
            (at, 0),
            xycoords=axes.get_xaxis_transform(),
            xytext=(0, -4),
            textcoords="offset points",
            ha="center",
            va="top",
            color=GREY,
        )


def _marks(axes: "Axes", data: ChartData, places: dict[str, int], row_height: float) -> None:
    """An upright line where something happened, its words above the chart, after the line where they fit there.

    The earliest stands highest, so that its words run over the lines of the later ones.
    """
    rows = min(len(data.marks), _MARK_ROWS)
    for at, mark in enumerate(sorted(data.marks, key=lambda each: places[each.x])):
        x = places[mark.x]
        top = 1 + row_height * (rows - at % _MARK_ROWS)
        sideways = axes.get_xaxis_transform()
        style = {"color": INK, "linewidth": 0.8, "linestyle": (0, (2, 2)), "clip_on": False}
        axes.plot([x, x], [0, top], transform=sideways, zorder=1, **style)
        text = _shortened(mark.text, _LONGEST_MARK)
        start = _LEFT + (_RIGHT - _LEFT) * (x + 0.4) / (len(places) - 0.2)
        fits = start + _LETTER * len(text) < 1
        axes.annotate(
            drawable(text),
            (x, top),
            xycoords=sideways,
            xytext=(3 if fits else -3, 0),
            textcoords="offset points",
            ha="left" if fits else "right",
            va="top",
            color=INK,
            bbox={"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.4},
        )


def _name_lines(axes: "Axes", data: ChartData, look: Look, top: float, apart: float) -> None:
    """Name each line at its end, with its last value, moved apart where names would touch."""
    named: list[tuple[float, str, str, bool]] = []
    lines = [(data.own, look.lijn, True)]
    lines += [(line, _OTHERS[at % len(_OTHERS)], False) for at, line in enumerate(data.others)]
    for line, colour, own in lines:
        last = next((y for y in reversed(line.y) if y is not None), None)
        if last is not None:
            named.append((last, _label(line.name, value_text(last, data.decimals), bold=own), colour, own))
    named += [
        (level.value, _label(level.name, level.text, bold=False), palette.REFERENCE, False) for level in data.levels
    ]
    if data.target is not None:
        named.append((data.target.value, _label(data.target.name, data.target.text, bold=True), palette.GOAL, True))
    named.sort(key=lambda each: each[0])
    rows = max((text.count("\n") + 1 for _, text, _, _ in named), default=1)
    heights = spread([value / top for value, *_ in named], apart * rows)
    for height, (_, text, colour, strong) in zip(heights, named, strict=True):
        axes.text(
            1.012,
            height,
            "\n".join(map(drawable, text.split("\n"))),
            transform=axes.transAxes,
            va="center",
            color=readable_on_light(colour),
            weight=600 if strong else 400,
            linespacing=1.05,
        )


def _label(name: str, value: str, *, bold: bool) -> str:
    """The name of a line with its value, over two lines where it is long."""
    lines = wrap(f"{name} {value}", _LONGEST_NAME[bold])
    return "\n".join(lines) if len(lines) <= 2 else f"{lines[0]}\n{_shortened(lines[1], 16)} {value}"


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _gapped(values: Sequence[float | None]) -> list[float]:
    return [float("nan") if value is None else value for value in values]
