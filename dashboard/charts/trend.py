"""One indicator over time: the own line with its interval, Nederland, and figures published elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

import plotly.graph_objects as go
import polars as pl

from dashboard import texts
from dashboard.charts import palette, words
from dashboard.charts.marks import add_marks
from dashboard.charts.references import reference_traces, visible_references
from dashboard.charts.steps import as_steps, step_trace
from dashboard.charts.units import axis_prefix, axis_scale, axis_suffix
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.said import NO_MARKS, Marks
from metrics.definition import Indicator, Variant

HEIGHT = 380
_TEXT = {"size": 13}
_HALF_A_STEP = {"jaar": 180, "kwartaal": 45}  # days
_WIDEST = 5  # a band may reach so many times as high as the lines


def trend_chart(
    own: pl.DataFrame,
    theirs: pl.DataFrame,
    references: pl.DataFrame,
    indicator: Indicator,
    *,
    variant: Variant | None = None,
    naam: str,
    kind: str,
    beside: Benchmark = NEDERLAND,
    marks: Marks = NO_MARKS,
    ink: str | None = None,
) -> go.Figure:
    """Return the chart of ``own`` beside those of ``beside``; both are figures of one variant, in time order.

    Where ``theirs`` are of longer periods than ``own``, they are drawn as steps over those. A period without a
    value is a gap, an incomplete one an open square, and provisional periods are shaded. ``marks`` are the goal and
    the days on which something changed.
    ``ink`` is the colour of text; without it the page's theme decides.
    """
    figure = go.Figure()
    variant = variant or indicator.standaard
    eenheid = indicator.eenheid_van(variant)
    scale = axis_scale(eenheid)
    for band in _bands(own, kind, scale):
        figure.add_trace(band)
    for bound in _bounds(own, scale, kind):
        figure.add_trace(bound)
    places = positions(own, kind)
    seen = as_steps(theirs, places, kind)
    if seen is None:
        figure.add_trace(_line(theirs, indicator, variant, beside.naam, kind, "vergelijking"))
    else:
        figure.add_trace(step_trace(seen, indicator, variant, beside.naam))
    figure.add_trace(_line(own, indicator, variant, naam, kind, "eigen"))
    shown = visible_references(references, kind, places)
    for trace in reference_traces(shown, indicator, variant):
        figure.add_trace(trace)
    _mark_incomplete(figure, own, scale, naam, kind)
    _shade_provisional(figure, own, kind)
    _name_gaps(figure, own, kind)
    others = [row["waarde"] for row, _ in shown] + ([] if marks.doel is None else [marks.doel])
    top = _top([own, theirs], others, scale)
    add_marks(figure, marks, places, scale)
    _name_lines(figure, {naam: own, beside.kort: theirs}, scale, top, naam)
    ticks, labels = _ticks(own, kind)
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 8, "r": 86, "t": 12, "b": 8},
        showlegend=False,
        hovermode="x unified",
        dragmode=False,
        separators=",.",
        font=_TEXT,
    )
    if ink is not None:
        figure.update_layout(font_color=ink)
        figure.update_annotations(font_color=ink)
        figure.update_xaxes(tickfont_color=ink)
        figure.update_yaxes(tickfont_color=ink)
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
    return figure


def position(periode_van: date, periode_tot: date, kind: str) -> date:
    """Where a period stands on the axis: at its month, its year, or the last of its twelve months."""
    if kind != "12maanden":
        return periode_van
    return (periode_tot - timedelta(days=1)).replace(day=1)


def positions(figures: pl.DataFrame, kind: str) -> list[date]:
    """Return where each period stands on the axis."""
    return [position(van, tot, kind) for van, tot in figures.select("periode_van", "periode_tot").iter_rows()]


def _scaled(figures: pl.DataFrame, column: str, scale: float) -> list[float | None]:
    return [None if value is None else value * scale for value in figures[column].to_list()]


def _line(figures: pl.DataFrame, indicator: Indicator, variant: Variant, naam: str, kind: str, role: str) -> go.Scatter:
    own = role == "eigen"
    colour = palette.OWN if own else palette.BENCHMARK
    provisional = figures["voorlopig"].to_list()
    return go.Scatter(
        x=positions(figures, kind),
        y=_scaled(figures, "waarde", axis_scale(indicator.eenheid_van(variant))),
        mode="lines+markers",
        name=naam,
        meta=role,
        line={"color": colour, "width": 2.5 if own else 2, "dash": "solid" if own else "dash"},
        marker={
            "size": 6 if own else 4,
            "color": colour,
            "symbol": ["circle-open" if open_ else "circle" for open_ in provisional],
        },
        text=[words.point(row, indicator, variant, naam) for row in figures.iter_rows(named=True)],
        hovertemplate="%{text}<extra></extra>",
        connectgaps=False,
    )


def _bands(figures: pl.DataFrame, kind: str, scale: float) -> Iterator[go.Scatter]:
    """One closed shape per unbroken run, since a fill between lines would bridge the gaps."""
    rows = zip(
        positions(figures, kind), _scaled(figures, "onder", scale), _scaled(figures, "boven", scale), strict=True
    )
    for known, run in groupby(rows, key=lambda row: row[1] is not None and row[2] is not None):
        if not known:
            continue
        x, low, high = zip(*run, strict=True)
        alone = len(x) == 1  # a shape without width: draw its edge
        yield go.Scatter(
            x=[*x, *reversed(x)],
            y=[*high, *reversed(low)],
            fill="toself",
            fillcolor=palette.with_opacity(palette.OWN, palette.BAND_OPACITY),
            line={"width": 8 if alone else 0, "color": palette.with_opacity(palette.OWN, palette.BAND_OPACITY)},
            mode="lines",
            hoverinfo="skip",
            name="onzekerheid",
            meta="band",
        )


def _bounds(figures: pl.DataFrame, scale: float, kind: str) -> Iterator[go.Scatter]:
    """A dotted upright line from bound to bound, where too much is unknown for a value."""
    unknown = figures.filter(pl.col("status") == "te_veel_onbekend").drop_nulls(["grens_onder", "grens_boven"])
    if unknown.is_empty():
        return
    x: list[date | None] = []
    y: list[float | None] = []
    for at, row in zip(positions(unknown, kind), unknown.iter_rows(named=True), strict=True):
        x += [at, at, None]
        y += [row["grens_onder"] * scale, row["grens_boven"] * scale, None]
    yield go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": palette.UNCERTAIN, "width": 1.5, "dash": "dot"},
        marker={"symbol": "line-ew-open", "size": 8, "color": palette.UNCERTAIN},
        hoverinfo="skip",
        name="grenzen",
        meta="grenzen",
    )


def _mark_incomplete(figure: go.Figure, own: pl.DataFrame, scale: float, naam: str, kind: str) -> None:
    shown = own.filter((pl.col("status") == "onvolledig") & pl.col("waarde").is_not_null())
    if shown.is_empty():
        return
    figure.add_trace(
        go.Scatter(
            x=positions(shown, kind),
            y=_scaled(shown, "waarde", scale),
            mode="markers",
            marker={"symbol": "square-open", "size": 12, "color": palette.UNCERTAIN, "line": {"width": 2}},
            name=f"{naam}, onvolledig",
            meta="onvolledig",
            hoverinfo="skip",
        )
    )


def _shade_provisional(figure: go.Figure, own: pl.DataFrame, kind: str) -> None:
    shown = own.filter(pl.col("voorlopig") & (pl.col("status") != "geen_levering"))
    if shown.is_empty():
        return
    first, last = positions(shown.head(1), kind)[0], positions(shown.tail(1), kind)[0]
    half = timedelta(days=_HALF_A_STEP.get(kind, 15))
    figure.add_vrect(x0=first - half, x1=last + half, fillcolor=palette.PROVISIONAL_SHADE, line_width=0, layer="below")
    figure.add_annotation(
        x=last + half, y=1, yref="paper", text="voorlopig", showarrow=False, xanchor="right", yanchor="top", font=_TEXT
    )


def _name_gaps(figure: go.Figure, own: pl.DataFrame, kind: str) -> None:
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
                font=_TEXT,
            )


def _top(lines: Sequence[pl.DataFrame], references: Sequence[float], scale: float) -> float:
    """Where the axis ends: a little above the highest value, bound or published figure, and the band.

    Of a handful of cases the band is so wide that the lines would lie flat at zero: then it runs out of the picture.
    """
    frames = [frame.select("waarde").max() for frame in lines]
    frames += [frame.filter(status="te_veel_onbekend").select("grens_boven").max() for frame in lines]
    values = [value for frame in frames for value in frame.row(0) if value is not None]
    highest = max([*values, *references], default=0.0)
    bands = [band for frame in lines if (band := frame.select("boven").max().item()) is not None]
    band = max(bands, default=0.0)
    if highest:
        band = min(band, highest * _WIDEST)
    return max(highest, band) * scale * 1.12 or 1.0


def _name_lines(figure: go.Figure, lines: dict[str, pl.DataFrame], scale: float, top: float, own: str) -> None:
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
            font=_TEXT,
        )


def _wrapped(naam: str) -> str:
    lines: list[str] = []
    for word in naam.replace("-", "-\u200b").replace("\u200b", " ").split(" "):
        if lines and len(lines[-1]) + len(word) < 11:
            lines[-1] += word if lines[-1].endswith("-") else f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)


def _ticks(figures: pl.DataFrame, kind: str) -> tuple[list[date], list[str]]:
    places = positions(figures, kind)
    if kind == "jaar":
        return places, [str(at.year) for at in places]
    most = 8 if kind == "kwartaal" else 14  # more labels do not fit on a phone
    every = (1, 7) if len(places) > most else (1, 4, 7, 10)
    ticks = [at for at in places if at.month in every]
    if kind == "kwartaal":
        return ticks, [f"kw {(at.month + 2) // 3}<br>{at.year}" for at in ticks]
    return ticks, [f"{texts.SHORT_MONTHS[at.month - 1]}<br>{at.year}" for at in ticks]
