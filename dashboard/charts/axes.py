"""What charts over time share: where a period stands, the axes, the names at the ends of lines, shades and gaps."""

from datetime import date, timedelta
from itertools import groupby

import plotly.graph_objects as go
import polars as pl

from dashboard import texts
from dashboard.charts import palette, words
from dashboard.charts.canvas import TEXT, in_ink
from dashboard.charts.units import axis_prefix, axis_suffix
from metrics.definition import Indicator, Variant

HEIGHT = 380
_HALF_A_STEP = {"jaar": 180, "kwartaal": 45}  # days


def dress(
    figure: go.Figure, own: pl.DataFrame, indicator: Indicator, variant: Variant, *, kind: str, top: float,
    ink: str | None = None, room: int = 12,
) -> None:  # fmt: skip
    """Give a chart of the periods of ``own`` its letters and axes: from zero to ``top``, ``room`` pixels above it."""
    eenheid = indicator.eenheid_van(variant)
    ticks, labels = ticks_of(own, kind)
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 8, "r": 86, "t": room, "b": 8},
        showlegend=False,
        hovermode="x unified",
        dragmode=False,
        separators=",.",
        font=TEXT,
    )
    in_ink(figure, ink)
    figure.update_xaxes(tickvals=ticks, ticktext=labels, showgrid=False, fixedrange=True, hoverformat=" ")
    figure.update_yaxes(
        range=[0, top],
        tickprefix=axis_prefix(eenheid),
        exponentformat="none",
        separatethousands=True,
        ticksuffix=axis_suffix(eenheid),
        fixedrange=True,
        automargin=True,
        zeroline=True,
        nticks=6,
    )


def position(periode_van: date, periode_tot: date, kind: str) -> date:
    """Where a period stands on the axis: at its month, its year, or the last of its twelve months."""
    if kind != "12maanden":
        return periode_van
    return (periode_tot - timedelta(days=1)).replace(day=1)


def positions(figures: pl.DataFrame, kind: str) -> list[date]:
    """Return where each period stands on the axis."""
    return [position(van, tot, kind) for van, tot in figures.select("periode_van", "periode_tot").iter_rows()]


def scaled(figures: pl.DataFrame, column: str, scale: float) -> list[float | None]:
    """Return a column on the scale of the axis."""
    return [None if value is None else value * scale for value in figures[column].to_list()]


def shade_provisional(figure: go.Figure, own: pl.DataFrame, kind: str) -> None:
    """Shade the periods of ``own`` that may still change."""
    shown = own.filter(pl.col("voorlopig") & (pl.col("status") != "geen_levering"))
    if shown.is_empty():
        return
    first, last = positions(shown.head(1), kind)[0], positions(shown.tail(1), kind)[0]
    half = timedelta(days=_HALF_A_STEP.get(kind, 15))
    figure.add_vrect(x0=first - half, x1=last + half, fillcolor=palette.PROVISIONAL_SHADE, line_width=0, layer="below")
    figure.add_annotation(
        x=last + half, y=1, yref="paper", text="voorlopig", showarrow=False, xanchor="right", yanchor="top", font=TEXT
    )


def name_gaps(figure: go.Figure, own: pl.DataFrame, kind: str) -> None:
    """Say why a longer stretch has no line; single gaps are named in the text under the chart."""
    rows = zip(positions(own, kind), own.iter_rows(named=True), strict=True)
    reasons = [(at, None if row["waarde"] is not None else words.status(row).text) for at, row in rows]
    for reason, run in groupby(reasons, key=lambda pair: pair[1]):
        stretch = [at for at, _ in run]
        # Where bounds are drawn, the text under the chart explains them.
        if reason is not None and len(stretch) > 1 and reason != texts.STATUSES["te_veel_onbekend"].text:
            figure.add_annotation(
                x=stretch[len(stretch) // 2],
                y=0.02,
                yref="paper",
                text=reason.lower(),
                textangle=-90,
                showarrow=False,
                yanchor="bottom",
                font=TEXT,
            )


def name_lines(figure: go.Figure, lines: dict[str, pl.DataFrame], scale: float, top: float, own: str) -> None:
    """Write each line's name at its end, pushed apart where two names would touch."""
    ends = {
        naam: known[-1] * scale for naam, figures in lines.items() if (known := figures["waarde"].drop_nulls()).len()
    }
    room = top * 0.08
    placed: list[float] = []
    for naam, end in sorted(ends.items(), key=lambda item: item[1]):
        at = max(end, placed[-1] + room) if placed else end
        placed.append(at)
        figure.add_annotation(
            x=1,
            xref="paper",
            xshift=6,
            y=at,
            text=f"<b>{_wrapped(naam)}</b>" if naam == own else _wrapped(naam),
            showarrow=False,
            xanchor="left",
            align="left",
            font=TEXT,
        )


def _wrapped(naam: str) -> str:
    lines: list[str] = []
    for word in naam.replace("-", "-\u200b").replace("\u200b", " ").split(" "):
        if lines and len(lines[-1]) + len(word) < 11:
            lines[-1] += word if lines[-1].endswith("-") else f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)


def ticks_of(figures: pl.DataFrame, kind: str) -> tuple[list[date], list[str]]:
    """Return where the axis of time has its labels, and which: no more than fit on a phone."""
    places = positions(figures, kind)
    if kind == "jaar":
        return places, [str(at.year) for at in places]
    most = 8 if kind == "kwartaal" else 14  # more labels do not fit on a phone
    every = (1, 7) if len(places) > most else (1, 4, 7, 10)
    ticks = [at for at in places if at.month in every]
    if kind == "kwartaal":
        return ticks, [f"kw {(at.month + 2) // 3}<br>{at.year}" for at in ticks]
    return ticks, [f"{texts.SHORT_MONTHS[at.month - 1]}<br>{at.year}" for at in ticks]
