"""Shares under each other: a dot with its interval for each, a mark for others, and a line at the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from dashboard import texts
from dashboard.charts import palette
from dashboard.charts.canvas import in_ink

_ROW: Final = 30  # pixels
_TOP: Final = 34
_LONGEST: Final = 24  # letters that fit beside the dots of a telephone


@dataclass(frozen=True)
class Dot:
    """One line: its name, its value with limits on the scale of the axis, that of others, and what pointing at it says.

    ``lifted`` is one that stands out from the whole by more than chance; it has another shape.
    """

    naam: str
    waarde: float
    onder: float | None
    boven: float | None
    told: str
    theirs: float | None = None
    lifted: bool = False


def dots_chart(
    dots: Sequence[Dot],
    *,
    suffix: str = "%",
    decimals: int = 0,
    whole: float | None = None,
    whole_name: str = "",
    their_name: str = "",
    ink: str | None = None,
) -> go.Figure:
    """Return the dots, the first on top; values are drawn as they are, from zero on."""
    figure = go.Figure()
    places = list(range(len(dots)))
    ends = [end for dot in dots for end in (dot.boven, dot.waarde, dot.theirs) if end is not None]
    top = max([*ends, whole or 0.0, 1e-9]) * 1.12
    for at, dot in enumerate(dots):
        if dot.onder is not None and dot.boven is not None:
            figure.add_shape(
                type="line", x0=dot.onder, x1=dot.boven, y0=at, y1=at, layer="below",
                line={"color": palette.OWN, "width": 3}, opacity=0.55,
            )  # fmt: skip
    if any(dot.theirs is not None for dot in dots):
        figure.add_trace(
            go.Scatter(
                x=[dot.theirs for dot in dots], y=places, mode="markers", name=their_name, hoverinfo="skip",
                marker={"symbol": "line-ns", "size": 15, "line": {"width": 3, "color": palette.BENCHMARK}},
            )
        )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=[dot.waarde for dot in dots], y=places, mode="markers+text",
            marker={
                "color": palette.OWN, "opacity": 1, "size": [13 if dot.lifted else 10 for dot in dots],
                "symbol": ["diamond" if dot.lifted else "circle" for dot in dots],
            },
            text=[f"{texts.number(dot.waarde, decimals)}{suffix}" for dot in dots], textposition="top center",
            textfont={"size": 11, "color": ink} if ink else {"size": 11}, cliponaxis=False,
            hovertext=[dot.told for dot in dots], hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    if whole is not None:
        figure.add_vline(x=whole, layer="below", line={"color": palette.REFERENCE, "width": 1.5, "dash": "dash"})
        figure.add_annotation(
            x=whole, y=1, yref="paper", yanchor="bottom", text=whole_name, showarrow=False, font={"size": 12}
        )
    figure.update_layout(
        height=_TOP + 34 + len(dots) * (_ROW + 6), margin={"l": 4, "r": 12, "t": _TOP, "b": 30}, showlegend=False,
        dragmode=False, separators=",.", font={"size": 13}, hovermode="closest",
    )  # fmt: skip
    figure.update_xaxes(range=[0, top], ticksuffix=suffix, fixedrange=True, zeroline=True, nticks=6, showgrid=True)
    figure.update_yaxes(
        tickvals=places, ticktext=[wrapped(dot.naam) for dot in dots], range=[len(dots) - 0.4, -0.75], fixedrange=True,
        automargin=True, showgrid=False, zeroline=False,
    )  # fmt: skip
    in_ink(figure, ink)
    return figure


def wrapped(naam: str) -> str:
    """Break a long name in two, so that the dots keep their room."""
    if len(naam) <= _LONGEST or " " not in naam:
        return naam
    middle = min((at for at, sign in enumerate(naam) if sign == " "), key=lambda at: abs(at - len(naam) / 2))
    return f"{naam[:middle]}<br>{naam[middle + 1 :]}"
