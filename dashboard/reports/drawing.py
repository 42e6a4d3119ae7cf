"""What the charts of a report share: the axis of values from zero in Dutch, and names that do not touch."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

from dashboard.charts import palette
from dashboard.reports.content import ChartData, Line
from dashboard.texts import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK: Final = palette.INK["light"]
GREY: Final = "#565d66"  # small text beside the lines: 6,6 to 1 on white
GRID: Final = "#dfe3e8"
_WIDEST: Final = 3  # limits may reach so many times as high as the values, before they run out of the picture
_STEPS: Final = (1, 2, 2.5, 5, 10)
_TICKS: Final = 5


def end_of_axis(data: ChartData) -> float:
    """Return where the axis of values ends: a little above the highest value, and the limits where they stay near."""
    values = [value for line in (data.own, *data.others) for value in _known(line.y)]
    values += [level.value for level in data.levels]
    values += [] if data.target is None else [data.target.value]
    highest = max(values, default=0.0)
    limit = max(chain(_limits(data.own), *(_limits(other) for other in data.others)), default=0.0)
    if highest:
        limit = min(limit, highest * _WIDEST)
    end = max(highest, limit) * 1.08 or 1.0
    return min(end, 103.0) if data.unit.startswith("%") and highest <= 100 else end


def dress_values(axes: "Axes", end: float, data: ChartData, *, along: Literal["x", "y"]) -> None:
    """Set the axis of values ``along`` x or y from zero to ``end``, with quiet lines at round numbers."""
    steps = round_steps(end)
    decimals = max(data.decimals if steps[1] < 1 else 0, 1 if steps[1] == 2.5 else 0)
    upright = along == "y"
    (axes.set_ylim if upright else axes.set_xlim)(0, end)
    sideways = axes.get_yaxis_transform() if upright else axes.get_xaxis_transform()
    # Drawn by hand: matplotlib's own ticks and grid take a third of the time of a chart.
    axes.set_axis_off()
    (axes.hlines if upright else axes.vlines)(
        steps,
        0,
        1,
        transform=sideways,
        colors=[GREY, *[GRID] * (len(steps) - 1)],
        linewidth=0.8,
        zorder=0.5,
        clip_on=False,
    )
    for step in steps:
        place = (-0.008, step) if upright else (step, 0)
        axes.annotate(
            number(step, decimals),
            place,
            xycoords=sideways,
            xytext=(0, 0 if upright else -4),
            textcoords="offset points",
            ha="right" if upright else "center",
            va="center" if upright else "top",
            color=GREY,
        )


def value_text(value: float, decimals: int) -> str:
    """Return a value as the tables write it: nothing at all is 0, without decimals."""
    return number(value, 0 if value == 0 else decimals)


def round_steps(end: float) -> list[float]:
    """Return round numbers from zero up to ``end``, six at most."""
    magnitude = 10.0 ** _exponent(end / _TICKS)
    step = next(each * magnitude for each in _STEPS if each * magnitude * _TICKS >= end * 0.999)
    return [round(step * at, 10) for at in range(int(end / step + 1e-9) + 1)]


def spread(heights: Sequence[float], apart: float) -> list[float]:
    """Return ``heights`` (ascending, shares of the chart) moved so that each is ``apart`` from the next, in order."""
    groups: list[tuple[list[float], int]] = []  # what stands together: the wished places, seen from the first
    for height in heights:
        groups.append(([height], 1))
        while len(groups) > 1 and _first(groups[-1], apart) < _last(groups[-2], apart) + apart:
            upper, lower = groups.pop(), groups.pop()
            wished = [*lower[0], *(each - apart * lower[1] for each in upper[0])]
            groups.append((wished, lower[1] + upper[1]))
    return [_first(group, apart) + apart * at for group in groups for at in range(group[1])]


def _first(group: tuple[list[float], int], apart: float) -> float:
    wished, amount = group
    middle = sum(wished) / len(wished)
    return min(max(middle, 0.0), max(1.0 - apart * (amount - 1), 0.0))


def _last(group: tuple[list[float], int], apart: float) -> float:
    return _first(group, apart) + apart * (group[1] - 1)


def _exponent(value: float) -> int:
    from math import floor, log10

    return floor(log10(value))


def _limits(line: Line) -> Iterator[float]:
    yield from _known(line.high)


def _known(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]
