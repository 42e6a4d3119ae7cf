"""A goal drawn: what was realised with its interval, the goal on its day, and the straight way to it from its base."""

from datetime import date, timedelta

import plotly.graph_objects as go

from dashboard import texts
from dashboard.charts import palette
from dashboard.charts.canvas import TEXT, finish
from dashboard.charts.promised import period
from dashboard.charts.units import axis_prefix, axis_scale, axis_suffix
from dashboard.figures.promises import About, Promise
from metrics.goals.change import Meting
from metrics.goals.target_words import shown

HEIGHT = 300
MOST_POINTS = 60
_WIDEST = 4  # a band may reach so many times as high as what matters
_TICKS = 7


def path_chart(promise: Promise, about: About, naam: str, *, ink: str | None = None) -> go.Figure:
    """Return the chart of a goal whose figures are those of ``about``; a figure stands where its period ends.

    Open points are voorlopig. Without a base there is no way to the goal, and its level is drawn instead.
    """
    scale, until = axis_scale(about.drawn_in), promise.row["uiterlijk"]
    metingen = about.metingen[-MOST_POINTS:]
    figure = go.Figure()
    for trace in (*_band(metingen, scale), _line(metingen, about, naam, scale)):
        figure.add_trace(trace)
    begin = promise.basis.tot if promise.basis is not None else metingen[0].tot if metingen else until
    if promise.niveau is not None:
        start = promise.niveau if promise.basis is None else promise.basis.waarde
        figure.add_trace(_way(begin, until, start * scale, promise.niveau * scale, straight=promise.basis is not None))
        figure.add_trace(_goal(promise, about, until, scale))
    top = _top(promise, metingen) * scale
    judged = next((one for one in metingen if one.tot == promise.row["gemeten_tot"]), None)
    if judged is not None:
        above = judged.waarde if judged.boven is None else judged.boven
        figure.add_annotation(
            x=_at(judged), y=min(above * scale, top), showarrow=False, xanchor="right", yanchor="bottom",
            text=f"<b>{naam} {shown(judged.waarde, about.drawn_in)}</b>",
        )  # fmt: skip
    first = min(begin, metingen[0].tot) if metingen else begin
    end = max([until, *(one.tot for one in metingen)])
    span = max((end - first).days, 365)
    ticks = _ticks(first, until)
    figure.update_xaxes(
        range=[first - timedelta(days=span * 0.03), end + timedelta(days=span * 0.08)],
        tickvals=ticks, ticktext=[str(at.year) for at in ticks], showgrid=False, fixedrange=True,
    )  # fmt: skip
    figure.update_yaxes(
        range=[0, top], tickprefix=axis_prefix(about.drawn_in), ticksuffix=axis_suffix(about.drawn_in), fixedrange=True,
        automargin=True, nticks=6, exponentformat="none", separatethousands=True,
    )  # fmt: skip
    return finish(figure, height=HEIGHT, top=16, ink=ink)


def alt(promise: Promise, about: About, naam: str) -> str:
    """Return the chart in words, for who does not see it."""
    until = texts.day(promise.row["uiterlijk"])
    aim = "" if promise.niveau is None else f" Het doel ligt op {shown(promise.niveau, about.drawn_in)} op {until}."
    if not about.metingen:
        return f"Er is nog geen cijfer van {naam}.{aim}"
    first, last = about.metingen[-MOST_POINTS:][0], about.metingen[-1]
    way = " Een stippellijn loopt recht van de basis naar het doel." if promise.basis is not None else ""
    return (
        f"Lijn van {naam}: van {shown(first.waarde, about.drawn_in)} over {period(first.tot, about.kind)} naar "
        f"{shown(last.waarde, about.drawn_in)} over {period(last.tot, about.kind)}.{aim}{way}"
    )


def legend(promise: Promise, about: About) -> str:
    """Say what the marks in the chart mean, each that is there and none that is not."""
    told = [f"Lijn: elk punt gaat over {'een jaar' if about.kind != '12maanden' else '12 maanden'}."]
    if about.drawn_in is not about.eenheid:
        told = ["Lijn: het aantal per jaar."]
    if any(one.onzeker for one in about.metingen):
        told.append("Band: de onzekerheid (95%).")
    if any(not one.definitief for one in about.metingen[-MOST_POINTS:]):
        told.append("Open punten: voorlopig.")
    if promise.niveau is not None:
        told.append("Ruit (◆): het doel op zijn einddatum.")
        told.append(
            "Stippellijn: de rechte weg van de basis naar het doel." if promise.basis else "Streepjes: het doel."
        )
    return " ".join([*told, "De as begint bij nul."])


def _at(meting: Meting) -> date:
    return meting.tot - timedelta(days=1)


def _line(metingen: tuple[Meting, ...], about: About, naam: str, scale: float) -> go.Scatter:
    return go.Scatter(
        x=[_at(one) for one in metingen],
        y=[one.waarde * scale for one in metingen],
        mode="lines+markers",
        name=naam,
        meta="eigen",
        line={"color": palette.OWN, "width": 2.5},
        marker={
            "size": 5 if about.kind == "12maanden" else 8,
            "color": palette.OWN,
            "symbol": ["circle" if one.definitief else "circle-open" for one in metingen],
        },
        text=[f"{period(one.tot, about.kind)}<br><b>{shown(one.waarde, about.drawn_in)}</b>" for one in metingen],
        hovertemplate="%{text}<extra></extra>",
    )


def _band(metingen: tuple[Meting, ...], scale: float) -> list[go.Scatter]:
    known = [(_at(one), one.onder, one.boven) for one in metingen if one.onder is not None and one.boven is not None]
    if not known:
        return []
    x = [at for at, _, _ in known]
    low, high = [low * scale for _, low, _ in known], [high * scale for _, _, high in known]
    shade = palette.with_opacity(palette.OWN, palette.BAND_OPACITY)
    return [
        go.Scatter(
            x=[*x, *reversed(x)], y=[*high, *reversed(low)], fill="toself", fillcolor=shade, mode="lines",
            line={"width": 8 if len(x) == 1 else 0, "color": shade}, hoverinfo="skip", name="onzekerheid", meta="band",
        )
    ]  # fmt: skip


def _way(begin: date, until: date, start: float, goal: float, *, straight: bool) -> go.Scatter:
    return go.Scatter(
        x=[begin, until], y=[start, goal], mode="lines", name="weg naar het doel", meta="weg" if straight else "doel",
        line={"color": palette.GOAL, "width": 2, "dash": "dot" if straight else "longdash"}, hoverinfo="skip",
    )  # fmt: skip


def _goal(promise: Promise, about: About, until: date, scale: float) -> go.Scatter:
    level = promise.niveau or 0.0
    return go.Scatter(
        x=[until], y=[level * scale], mode="markers+text", name="doel", meta="einddoel",
        marker={"symbol": "diamond", "size": 13, "color": palette.GOAL}, text=["doel " + shown(level, about.drawn_in)],
        textposition="top left", textfont=TEXT,
        hovertemplate=f"Doel voor {texts.day(until)}: {shown(level, about.drawn_in)}<extra></extra>",
    )  # fmt: skip


def _top(promise: Promise, metingen: tuple[Meting, ...]) -> float:
    """Where the axis ends; of a handful of cases the band runs out of the picture, or the line would lie flat."""
    values = [one.waarde for one in metingen] + ([promise.niveau] if promise.niveau is not None else [])
    values += [promise.basis.waarde] if promise.basis is not None else []
    highest = max(values, default=0.0)
    band = max((one.boven for one in metingen if one.boven is not None), default=0.0)
    return max(highest, min(band, highest * _WIDEST)) * 1.18 or 1.0


def _ticks(first: date, until: date) -> list[date]:
    years = range(first.year, until.year + 2)
    every = -(-len(years) // _TICKS)
    return [date(year, 1, 1) for year in years if (year - first.year) % every == 0 and date(year, 1, 1) >= first]
