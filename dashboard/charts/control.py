"""One indicator over time between the limits of chance, with each point that chance does not explain marked."""

from collections.abc import Iterator

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import palette, words
from dashboard.charts.axes import dress, name_lines, positions, scaled, shade_provisional
from dashboard.charts.marks import add_marks, goal_end
from dashboard.charts.units import axis_scale
from dashboard.figures.control import Control
from dashboard.figures.said import NO_MARKS, Marks
from metrics.control.chart import ControlChart
from metrics.control.points import Variatie
from metrics.definition import Indicator, Variant

_UP, _DOWN = "triangle-up", "triangle-down"
_ROOM = 1.12


def control_figure(
    control: Control,
    chart: ControlChart,
    indicator: Indicator,
    variant: Variant,
    *,
    naam: str,
    marks: Marks = NO_MARKS,
    ink: str | None = None,
) -> go.Figure:
    """Return the chart of ``control``: line, average and limits, and a triangle on each point that stands out.

    A triangle points the way the figure went; it is blue where that is good or neither, orange where it is not.
    """
    figure, punten = go.Figure(), chart.punten
    line = _of_events(punten) if control.rare else control.line
    scale = 1.0 if control.rare else axis_scale(indicator.eenheid_van(variant))
    places = positions(line, control.kind)
    for trace in _limits(punten, scale, control.kind):
        figure.add_trace(trace)
    figure.add_trace(
        go.Scatter(
            x=places,
            y=scaled(line, "waarde", scale),
            mode="lines+markers",
            name=naam,
            meta="eigen",
            line={"color": palette.OWN, "width": 1.5},
            marker={
                "size": 5,
                "color": palette.OWN,
                "symbol": ["circle-open" if open_ else "circle" for open_ in line["voorlopig"].to_list()],
            },
            text=_hover(line, punten, indicator, variant, naam, rare=control.rare),
            hovertemplate="%{text}<extra></extra>",
            connectgaps=False,
        )
    )
    for trace in _outstanding(punten, scale, control.kind):
        figure.add_trace(trace)
    if not control.rare:
        shade_provisional(figure, line, control.kind)
    shown = Marks(None, "", marks.events) if control.rare else marks
    room = add_marks(figure, shown, places, scale)
    ends = {naam: line, **goal_end(shown), "gemiddeld": punten.select(waarde="midden")} | {
        f"{side}grens": punten.select(waarde=column)
        for side, column in (("boven", "boven"), ("onder", "onder"))
        if _drawn(punten, column)
    }
    values = [line["waarde"].max(), punten["boven"].max(), shown.doel]
    top = max((float(value) for value in values if isinstance(value, int | float)), default=0.0) * scale * _ROOM
    name_lines(figure, ends, scale, top or 1.0, naam)
    dress(figure, line, indicator, variant, kind=control.kind, top=top or 1.0, ink=ink, room=room)
    return figure


def _drawn(punten: pl.DataFrame, column: str) -> bool:
    """Whether a limit is a line: one at zero is the axis."""
    highest = punten[column].max()
    return isinstance(highest, float) and highest > 0


def _limits(punten: pl.DataFrame, scale: float, kind: str) -> Iterator[go.Scatter]:
    """Yield the average and the limits; between phases they are broken."""
    for column, dash, width in (("midden", "solid", 1.5), ("boven", "dot", 1.5), ("onder", "dot", 1.5)):
        if not _drawn(punten, column):
            continue
        x, y = [], []
        for (_,), phase in punten.partition_by("fase", as_dict=True, maintain_order=True).items():
            x += [*positions(phase, kind), None]
            y += [*scaled(phase, column, scale), None]
        yield go.Scatter(
            x=x, y=y, mode="lines", hoverinfo="skip", name="gemiddelde" if column == "midden" else "grens",
            meta="midden" if column == "midden" else "toevalsgrens", connectgaps=False,
            line={"color": palette.REFERENCE, "width": width, "dash": dash},
        )  # fmt: skip


def _outstanding(punten: pl.DataFrame, scale: float, kind: str) -> Iterator[go.Scatter]:
    """Yield the points that stand out, by direction."""
    marked = punten.filter(pl.col("regel").is_not_null())
    for side, symbol in ((1, _UP), (-1, _DOWN)):
        mine = marked.filter(pl.col("kant") == side)
        if mine.is_empty():
            continue
        worse = Variatie.VERSLECHTERING.value
        yield go.Scatter(
            x=positions(mine, kind), y=scaled(mine, "waarde", scale), mode="markers", hoverinfo="skip",
            name=str(mine["variatie"][-1]), meta="opvallend",
            marker={
                "symbol": symbol, "size": 11,
                "color": [palette.BENCHMARK if said == worse else palette.OWN for said in mine["variatie"]],
            },
        )  # fmt: skip


def _of_events(punten: pl.DataFrame) -> pl.DataFrame:
    """Return the points of a chart of rare events as a line."""
    return punten.select("periode_van", "periode_tot", "waarde", voorlopig=pl.lit(value=False))


def _hover(
    line: pl.DataFrame, punten: pl.DataFrame, indicator: Indicator, variant: Variant, naam: str, *, rare: bool
) -> list[str]:
    """Return what a reader sees when pointing at a point: its figure, and the rule it breaks."""
    if rare:
        return [f"{naam}: {round(value)} maanden zonder" for value in line["waarde"]]
    rules = dict(punten.select("periode_van", "regel").iter_rows())
    found: list[str] = []
    for row in line.iter_rows(named=True):
        rule = rules.get(row["periode_van"])
        found.append(words.point(row, indicator, variant, naam) + (f"<br>Valt op: {rule}" if rule else ""))
    return found
