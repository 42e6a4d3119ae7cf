"""What happened and what was promised, drawn in a trend: a goal to reach, and days on which something changed."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go
import polars as pl

from dashboard import texts
from dashboard.charts import palette
from dashboard.figures.said import Event, Marks

_TEXT = {"size": 12}
_NAMED = 4  # more names do not fit above a chart: then numbers
_WIDE, _LINES = 13, 2  # letters in a line of a name, and lines
_NEAR = 0.24  # part of the picture within which two names would touch
_ROW = 34  # pixels that a name of two lines is high


def add_marks(figure: go.Figure, marks: Marks, positions: Sequence[date], scale: float) -> int:
    """Draw the goal as a level line, and each change within view as an upright one with its name above it.

    Where there are more than a few changes, their numbers stand there (see ``event_lines``). Returns how many pixels
    the names need above the picture.
    """
    if not positions:
        return 12
    if marks.doel is not None:
        figure.add_trace(
            go.Scatter(
                x=[positions[0], positions[-1]], y=[marks.doel * scale] * 2, mode="lines", name=marks.doel_naam,
                meta="doel", line={"color": palette.GOAL, "width": 2, "dash": "longdash"},
                hoverinfo="skip",
            )
        )  # fmt: skip
    events = visible_events(marks, positions)
    named = len(events) <= _NAMED
    rows = _rows(events, positions) if named else [0] * len(events)
    for number, (event, row) in enumerate(zip(events, rows, strict=True), 1):
        figure.add_shape(
            type="line", x0=event.dag, x1=event.dag, y0=0, y1=1, yref="paper", layer="below",
            line={"color": palette.REFERENCE, "width": 1.5, "dash": "dot" if event.soort == "definitie" else "dash"},
            name=event.soort,
        )  # fmt: skip
        figure.add_annotation(
            x=event.dag, y=1, yref="paper", text=_short(event) if named else str(number), showarrow=False,
            xanchor=_side(event.dag, positions), yanchor="bottom", yshift=2 + row * _ROW, font=_TEXT,
            align=_side(event.dag, positions),
        )  # fmt: skip
    return 14 + (_ROW * (max(rows) + 1) if named else 14) if events else 12


def goal_end(marks: Marks) -> dict[str, pl.DataFrame]:
    """Return the goal as a line with a name at its end (see axes.name_lines); nothing where there is none."""
    return {} if marks.doel is None else {"doel": pl.DataFrame({"waarde": [marks.doel]})}


def visible_events(marks: Marks, positions: Sequence[date]) -> list[Event]:
    """Return the changes within view, in the order of their numbers."""
    if not positions:
        return []
    shown = [event for event in marks.events if positions[0] <= event.dag <= positions[-1]]
    return sorted(shown, key=lambda event: event.dag)


def event_lines(marks: Marks, positions: Sequence[date]) -> list[str]:
    """Say each upright line in the chart in words: what changed, and when; with its number where that is drawn."""
    events = visible_events(marks, positions)
    numbered = len(events) > _NAMED
    return [
        f"{f'**{number}**: ' if numbered else ''}{event.naam}, {texts.day(event.dag)}"
        for number, event in enumerate(events, 1)
    ]


def _rows(events: Sequence[Event], positions: Sequence[date]) -> list[int]:
    """Return in which row above the picture each name stands, so that no two touch."""
    last: list[float] = []
    rows: list[int] = []
    for event in events:
        at = _part(event.dag, positions)
        row = next((row for row, before in enumerate(last) if at - before >= _NEAR), len(last))
        last[row : row + 1] = [at]
        rows.append(row)
    return rows


def _side(day: date, positions: Sequence[date]) -> str:
    """Return which side of its line a name begins at, so that it stays within the picture."""
    part = _part(day, positions)
    return "left" if part < _NEAR else "right" if part > 1 - _NEAR else "center"


def _part(day: date, positions: Sequence[date]) -> float:
    whole = (positions[-1] - positions[0]).days
    return (day - positions[0]).days / whole if whole else 0.0


def _short(event: Event) -> str:
    """Return the name of a change in lines of a few letters; what does not fit is left out."""
    naam = "andere definitie" if event.soort == "definitie" else event.naam
    lines: list[str] = []
    for word in naam.split():
        if lines and len(lines[-1]) + len(word) < _WIDE:
            lines[-1] += f" {word}"
        else:
            lines.append(word if len(word) <= _WIDE else f"{word[: _WIDE - 1]}…")
    return "<br>".join(lines[:_LINES]) + ("…" if len(lines) > _LINES else "")
