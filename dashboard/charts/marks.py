"""What happened and what was promised, drawn in a trend: a goal to reach, and days on which something changed."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from dashboard import texts
from dashboard.charts import palette
from dashboard.figures.said import Event, Marks

_TEXT = {"size": 12}


def add_marks(figure: go.Figure, marks: Marks, positions: Sequence[date], scale: float) -> None:
    """Draw the goal as a level line, and each change within view as an upright one with its number."""
    if not positions:
        return
    if marks.doel is not None:
        figure.add_trace(
            go.Scatter(
                x=[positions[0], positions[-1]], y=[marks.doel * scale] * 2, mode="lines", name=marks.doel_naam,
                meta="doel", line={"color": palette.GOAL, "width": 2, "dash": "longdash"},
                hoverinfo="skip",
            )
        )  # fmt: skip
        figure.add_annotation(
            x=positions[0], y=marks.doel * scale, text="doel", showarrow=False, xanchor="left", yanchor="bottom",
            font=_TEXT,
        )  # fmt: skip
    for number, event in enumerate(visible_events(marks, positions), 1):
        figure.add_shape(
            type="line", x0=event.dag, x1=event.dag, y0=0, y1=1, yref="paper", layer="below",
            line={"color": palette.REFERENCE, "width": 1.5, "dash": "dot" if event.soort == "definitie" else "dash"},
            name=event.soort,
        )  # fmt: skip
        figure.add_annotation(
            x=event.dag, y=1, yref="paper", text=str(number), showarrow=False, xanchor="left", yanchor="top",
            xshift=2, font=_TEXT,
        )  # fmt: skip


def visible_events(marks: Marks, positions: Sequence[date]) -> list[Event]:
    """Return the changes within view, in the order of their numbers."""
    if not positions:
        return []
    shown = [event for event in marks.events if positions[0] <= event.dag <= positions[-1]]
    return sorted(shown, key=lambda event: event.dag)


def event_lines(marks: Marks, positions: Sequence[date]) -> list[str]:
    """Say each numbered line in the chart in words."""
    return [
        f"**{number}**: {texts.day(event.dag)}, {event.naam}"
        for number, event in enumerate(visible_events(marks, positions), 1)
    ]
