"""Draws the charts of a report, the same picture in every format: SVG or PNG, the same bytes for the same data."""

import logging
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from dashboard.reports.content import Chart
from dashboard.reports.dots_drawing import draw_dots, rows_shown
from dashboard.reports.look import Look
from dashboard.reports.trend_drawing import draw_trend
from dashboard.reports.typeface import BOLD, FAMILY, REGULAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH: Final = 6.54  # inches: the 166 mm between the margins of an A4
_TREND_HEIGHT: Final = 2.2
_ROW, _AROUND = 0.165, 0.70  # inches for a gemeente, and for what stands around them
_TEXT_SIZE: Final = 8.0  # points, on paper as drawn


def svg(chart: Chart, look: Look) -> bytes:
    """Return ``chart`` as SVG, every letter drawn as a shape, so that it needs no font where it is shown."""
    # Everything that differs from one run to the next is left out; ids come from the salt of _library.
    return _written(chart, look, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})


def png(chart: Chart, look: Look, dpi: int = 200) -> bytes:
    """Return ``chart`` as PNG of ``dpi`` dots an inch, WIDTH inches wide."""
    return _written(chart, look, format="png", dpi=dpi, metadata={"Software": None})


def height(chart: Chart) -> float:
    """Return how high ``chart`` is, in inches."""
    if chart.series.kind != "vergelijking":
        return _TREND_HEIGHT
    return _AROUND + _ROW * rows_shown(chart.series)


def _written(chart: Chart, look: Look, **how: Any) -> bytes:
    figure, axes = _library()((WIDTH, height(chart)))
    draw = draw_dots if chart.series.kind == "vergelijking" else draw_trend
    draw(figure, axes, chart.series, look)
    written = BytesIO()
    figure.savefig(written, **how)
    return written.getvalue()


@cache
def _library() -> "Callable[[tuple[float, float]], tuple[Figure, Axes]]":
    """Load matplotlib, set it up once for the whole process, and return what makes an empty chart.

    Nothing else here uses matplotlib, so its settings may be those of reports: setting them per chart would not be
    safe where two reports are made at once.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it tells, in English, where its cache is
    import matplotlib as mpl
    from matplotlib import font_manager
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    mpl.rcdefaults()  # a matplotlibrc of the user would give other pictures on that machine
    for path in (REGULAR, BOLD):
        font_manager.fontManager.addfont(path)
    mpl.rcParams.update(
        {
            "font.family": FAMILY,
            "font.size": _TEXT_SIZE,
            "svg.fonttype": "path",
            "svg.hashsalt": "rapport",
            "path.simplify": False,
            "axes.unicode_minus": True,
        }
    )

    def empty(size: tuple[float, float]) -> "tuple[Figure, Axes]":
        figure = Figure(figsize=size)
        FigureCanvasAgg(figure)
        return figure, figure.add_axes((0, 0, 1, 1))

    return empty
