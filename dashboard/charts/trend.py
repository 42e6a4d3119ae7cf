"""One indicator over time: the own line with its interval, Nederland, and figures published elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import palette, words
from dashboard.charts.axes import dress, name_gaps, name_lines, positions, scaled, shade_provisional
from dashboard.charts.marks import add_marks, goal_end
from dashboard.charts.references import reference_traces, visible_references
from dashboard.charts.steps import as_steps, step_trace
from dashboard.charts.units import axis_scale
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.said import NO_MARKS, Marks
from metrics.definition import Indicator, Variant

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
    telling = _limits_that_tell(own, indicator, variant)
    for band in _bands(telling, kind, scale):
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
    shade_provisional(figure, own, kind)
    name_gaps(figure, own, kind)
    others = [row["waarde"] for row, _ in shown] + ([] if marks.doel is None else [marks.doel])
    top = _top([telling, theirs], others, scale)
    room = add_marks(figure, marks, places, scale)
    name_lines(figure, {naam: own, beside.kort: theirs, **goal_end(marks)}, scale, top, naam)
    dress(figure, own, indicator, variant, kind=kind, top=top, ink=ink, room=room)
    return figure


def _line(figures: pl.DataFrame, indicator: Indicator, variant: Variant, naam: str, kind: str, role: str) -> go.Scatter:
    own = role == "eigen"
    colour = palette.OWN if own else palette.BENCHMARK
    provisional = figures["voorlopig"].to_list()
    return go.Scatter(
        x=positions(figures, kind),
        y=scaled(figures, "waarde", axis_scale(indicator.eenheid_van(variant))),
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


def _limits_that_tell(figures: pl.DataFrame, indicator: Indicator, variant: Variant) -> pl.DataFrame:
    """Leave out the limits of which the page says that too few people or dwellings are behind them."""
    little = pl.Series([bool(words.too_few(indicator, variant, row)) for row in figures.iter_rows(named=True)])
    if not little.any():
        return figures
    return figures.with_columns(pl.when(~little).then(name).alias(name) for name in ("onder", "boven"))


def _bands(figures: pl.DataFrame, kind: str, scale: float) -> Iterator[go.Scatter]:
    """One closed shape per unbroken run, since a fill between lines would bridge the gaps."""
    rows = zip(positions(figures, kind), scaled(figures, "onder", scale), scaled(figures, "boven", scale), strict=True)
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
            y=scaled(shown, "waarde", scale),
            mode="markers",
            marker={"symbol": "square-open", "size": 12, "color": palette.UNCERTAIN, "line": {"width": 2}},
            name=f"{naam}, onvolledig",
            meta="onvolledig",
            hoverinfo="skip",
        )
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
