"""A map in classes: gemeenten of one class have one colour and one mark, and who is not shown is hatched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import plotly.graph_objects as go

from dashboard.charts.plane import Plane, Point, Ring

HEIGHT: Final = 580
_GAP: Final = "rgba(255, 255, 255, 0.55)"  # between two gemeenten of one class
_BORDER: Final = {False: "#4b545e", True: "#c9d1da"}
_HATCH: Final = "#8a929b"
_PALE: Final = "rgba(122, 127, 135, 0.20)"
_DARK: Final = "#111820"
_TEXT: Final = {"size": 13}


@dataclass(frozen=True)
class MapClass:
    """Gemeenten that are drawn alike: their name in the legend, colour, mark and the colour of that mark.

    Without a colour they are hatched (``hatched``), or pale.
    """

    naam: str
    codes: tuple[str, ...]
    colour: str = ""
    mark: str = ""
    ink: str = "#ffffff"
    hatched: bool = False


def map_figure(
    plane: Plane,
    classes: Sequence[MapClass],
    hover: Mapping[str, str],
    own: tuple[str, str],
    *,
    ink: str | None = None,
    dark: bool = False,
) -> go.Figure:
    """Return the map: ``hover`` is what a reader sees when pointing at a gm_code, ``own`` code and name of one's own.

    Classes without gemeenten are left out. ``ink`` is the colour of text, without it the page's theme decides; ``dark``
    is for a dark page.
    """
    figure = go.Figure()
    for each in classes:
        if each.codes:
            _add_class(figure, plane, each)
    _add_lines(figure, plane.lines, _BORDER[dark])
    _add_own(figure, plane, own)
    _add_hover(figure, plane, hover)
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        dragmode=False,
        hovermode="closest",
        hoverlabel={"bgcolor": _DARK, "bordercolor": "#ffffff", "font": {"color": "#ffffff", "size": 13}},
        separators=",.",
        font=_TEXT,
        legend={
            "orientation": "h",
            "yanchor": "bottom",
            "y": 1.01,
            "x": 0,
            "font": _TEXT,
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    figure.update_xaxes(visible=False, fixedrange=True, constrain="domain")
    figure.update_yaxes(visible=False, fixedrange=True, scaleanchor="x", constrain="domain", constraintoward="top")
    if ink is not None:
        figure.update_layout(font_color=ink, legend_font_color=ink)
    return figure


def _add_class(figure: go.Figure, plane: Plane, each: MapClass) -> None:
    x, y = _outline(ring for code in each.codes for ring in plane.rings.get(code, ()))
    hatch = {"shape": "/", "fgcolor": _HATCH, "bgcolor": _PALE, "size": 6, "solidity": 0.25}
    shown = f"{each.mark} {each.naam} ({len(each.codes)})".strip()
    figure.add_trace(
        go.Scatter(
            x=x, y=y, mode="lines", fill="toself", fillcolor=each.colour or _PALE,
            fillpattern=hatch if each.hatched else None,
            line={"color": _GAP, "width": 1.5 if plane.even else 0.6}, hoverinfo="skip",
            showlegend=each.hatched, name=shown, meta=each.naam,
        )
    )  # fmt: skip
    if not each.hatched:
        # Of a filled outline the legend shows a thin bar only.
        figure.add_trace(
            go.Scatter(
                x=[None], y=[None], mode="markers", name=shown, hoverinfo="skip",
                marker={"symbol": "hexagon", "size": 15, "color": each.colour or _PALE, "line": {"width": 0}},
            )
        )  # fmt: skip
    if each.mark:
        places = [plane.middles[code] for code in each.codes if code in plane.middles]
        figure.add_trace(
            go.Scatter(
                x=_numbers(x for x, _ in places), y=_numbers(y for _, y in places), mode="text",
                text=[each.mark] * len(places), textfont={"color": each.ink, "size": 13 if plane.even else 10},
                hoverinfo="skip", showlegend=False,
            )
        )  # fmt: skip


def _add_lines(figure: go.Figure, lines: Iterable[tuple[Point, Point]], colour: str) -> None:
    x, y = _outline(lines)
    figure.add_trace(
        go.Scatter(
            x=x, y=y, mode="lines", line={"color": colour, "width": 2}, hoverinfo="skip", showlegend=False,
            meta="provincies",
        )
    )  # fmt: skip


def _add_own(figure: go.Figure, plane: Plane, own: tuple[str, str]) -> None:
    """Outline the own gemeente in dark within light, which shows on any colour and page, and write its name beside."""
    code, naam = own
    if code not in plane.rings:
        return
    x, y = _outline(plane.rings[code])
    for colour, width in (("#ffffff", 6), (_DARK, 3)):
        figure.add_trace(
            go.Scatter(
                x=x, y=y, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip", showlegend=False,
                meta="eigen",
            )
        )  # fmt: skip
    at = plane.middles[code]
    across = [x for x, _ in plane.middles.values()]
    right = at[0] > (min(across) + max(across)) / 2
    figure.add_annotation(
        x=at[0], y=at[1], text=f"<b>{naam}</b>", ax=46 if right else -46, ay=-34, xanchor="left" if right else "right",
        bgcolor=_DARK, bordercolor="#ffffff", borderwidth=1, borderpad=3, font={"color": "#ffffff", "size": 13},
        arrowcolor=_DARK, arrowwidth=2, arrowhead=0, standoff=8,
    )  # fmt: skip


def _add_hover(figure: go.Figure, plane: Plane, hover: Mapping[str, str]) -> None:
    """Lay points that cannot be seen over the map: a filled outline can only show one text for all of its class."""
    codes = [code for code in plane.middles if code in hover]
    figure.add_trace(
        go.Scatter(
            x=_numbers(plane.middles[code][0] for code in codes), y=_numbers(plane.middles[code][1] for code in codes),
            mode="markers", marker={"size": 22, "opacity": 0}, text=[hover[code] for code in codes],
            hovertemplate="%{text}<extra></extra>", showlegend=False, meta="aanwijzen",
        )
    )  # fmt: skip


def _outline(rings: Iterable[Ring | tuple[Point, Point]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the points of all outlines one after another, with a gap between two; short numbers are sent faster."""
    points: list[Point] = []
    for ring in rings:
        points.extend(ring)
        points.append((np.nan, np.nan))
    return _numbers(x for x, _ in points), _numbers(y for _, y in points)


def _numbers(values: Iterable[float]) -> np.ndarray:
    return np.fromiter(values, dtype=np.float32)
