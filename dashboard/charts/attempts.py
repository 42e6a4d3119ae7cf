"""Contactpogingen beside reach, drawn: a dot per form, and two per group of zaken, with the warning that goes along."""

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from dashboard import texts
from dashboard.charts import palette
from dashboard.charts.canvas import in_ink
from dashboard.charts.interval_dots import Dot, wrapped
from dashboard.figures.attempts import Form, Forms, Group
from dashboard.figures.breakdowns import cell_name
from metrics.indicators import indicator_named

LEAST_CASES: Final = 20
WARNING: Final = (
    "Dit zegt niet welke aanpak werkt. Wie snel reageert, is met één brief of belletje bereikt en krijgt daarna geen "
    "huisbezoek meer. Wie moeilijk te bereiken is, krijgt er juist meer pogingen bij. Het verschil komt dus ook door "
    "wie er benaderd wordt."
)


def form_dots(found: Sequence[Form]) -> list[Dot]:
    """Return a dot for each form with enough cases; others have a mark where they are published."""
    return [
        Dot(
            _name(form.variant),
            row["waarde"] * 100,
            row["onder"] * 100,
            row["boven"] * 100,
            f"{_name(form.variant)}: {texts.number(row['teller'])} van de {texts.number(row['noemer'])}",
            None if form.theirs is None else form.theirs["waarde"] * 100,
        )
        for form in found
        if (row := form.row) is not None and _enough(row)
    ]


def forms_table(found: Forms, their_name: str) -> pl.DataFrame:
    """Return a row per form with numbers that can be sorted."""
    rows = [form.row for form in found.forms]
    return pl.DataFrame(
        [
            pl.Series("Vorm", [_name(form.variant) for form in found.forms], pl.String),
            pl.Series("Geteld per", ["poging" if "poging" in form.variant else "zaak" for form in found.forms]),
            pl.Series("Bereikt", [row and row["teller"] for row in rows], pl.Int64),
            pl.Series("Van", [row and row["noemer"] for row in rows], pl.Int64),
            pl.Series("Onbekend", [row and row["onbekend"] for row in rows], pl.Int64),
            pl.Series("Aandeel", [row["waarde"] if row and _enough(row) else None for row in rows], pl.Float64).round(
                3
            ),
            pl.Series(their_name, [form.theirs and form.theirs["waarde"] for form in found.forms], pl.Float64).round(3),
            pl.Series(
                f"Periode van {their_name}", [form.theirs and form.theirs["periode"] for form in found.forms], pl.String
            ),
        ]
    )


def too_few(found: Sequence[Form]) -> list[str]:
    """Return the forms that are not drawn, with their counts."""
    rows = [(form.variant, form.row) for form in found if form.row is not None and not _enough(form.row)]
    return [
        f"{_name(variant).lower()} ({texts.number(row['teller'] or 0)} van {texts.number(row['noemer'] or 0)})"
        for variant, row in rows
    ]


def forms_title(found: Forms) -> str:
    """Say the range of reach over the forms, without a cause."""
    dots = form_dots([form for form in found.forms if "poging" not in form.variant])
    if len(dots) < 2:
        return "Bereik per contactvorm"
    low, high = min(dots, key=lambda dot: dot.waarde), max(dots, key=lambda dot: dot.waarde)
    return (
        f"Bereikt bij {low.naam.lower()}: {texts.number(low.waarde)}%, bij {high.naam.lower()}: "
        f"{texts.number(high.waarde)}%"
    )


def groups_chart(found: Sequence[Group], by: str, ink: str | None = None) -> go.Figure:
    """Return a line per group with enough zaken, most attempts first: the mean attempts, and beside it its reach."""
    shown = sorted((group for group in found if _enough(group.row)), key=lambda group: (-group.mean, group.cel))
    places = list(range(len(shown)))
    figure = go.Figure()
    for at, group in enumerate(shown):
        figure.add_shape(
            type="line", x0=group.row["onder"] * 100, x1=group.row["boven"] * 100, y0=at, y1=at, xref="x2",
            layer="below", line={"color": palette.OWN, "width": 3}, opacity=0.55,
        )  # fmt: skip
    for axis, values, symbol, suffix, digits in (
        ("x", [group.mean for group in shown], "square", "", 1),
        ("x2", [group.row["waarde"] * 100 for group in shown], "circle", "%", 0),
    ):
        figure.add_trace(
            go.Scatter(
                x=values, y=places, xaxis=axis, mode="markers+text", cliponaxis=False, textposition="top center",
                marker={"color": palette.OWN, "size": 10, "symbol": symbol, "opacity": 1},
                text=[f"{texts.number(value, digits)}{suffix}" for value in values],
                textfont={"size": 11, "color": ink} if ink else {"size": 11},
                hovertext=[_told(group, by) for group in shown], hovertemplate="%{hovertext}<extra></extra>",
            )
        )  # fmt: skip
    attempts = max((group.mean for group in shown), default=1.0)
    reached = max(((group.row["boven"] or 0) * 100 for group in shown), default=1.0)
    figure.update_layout(
        height=96 + 38 * len(shown), margin={"l": 4, "r": 14, "t": 34, "b": 30}, showlegend=False, dragmode=False,
        separators=",.", font={"size": 13}, hovermode="closest",
        xaxis={"domain": [0, 0.42], "range": [0, attempts * 1.2]},
        xaxis2={"domain": [0.52, 1], "range": [0, reached * 1.1], "ticksuffix": "%", "anchor": "y"},
    )  # fmt: skip
    figure.update_xaxes(fixedrange=True, zeroline=True, nticks=4)
    figure.update_yaxes(
        tickvals=places, ticktext=[wrapped(cell_name(by, group.cel)) for group in shown],
        range=[len(shown) - 0.4, -0.75], fixedrange=True, automargin=True, showgrid=False, zeroline=False,
    )  # fmt: skip
    for place, told in ((0, "Pogingen"), (0.52, "Bereikt")):
        figure.add_annotation(
            x=place, y=1, xref="paper", yref="paper", text=f"<b>{told}</b>", showarrow=False, xanchor="left",
            yanchor="bottom", yshift=8,
        )  # fmt: skip
    in_ink(figure, ink)
    return figure


def _told(group: Group, by: str) -> str:
    return (
        f"{cell_name(by, group.cel)}: {texts.number(group.mean, 1)} pogingen per zaak, "
        f"{texts.number(group.row['teller'])} van de {texts.number(group.row['noemer'])} bereikt"
    )


def groups_table(found: Sequence[Group], by: str, head: str) -> pl.DataFrame:
    """Return a row per group with numbers that can be sorted."""
    return pl.DataFrame(
        [
            pl.Series(head, [cell_name(by, group.cel) for group in found], pl.String),
            pl.Series("Opgepakte zaken", [group.zaken for group in found], pl.Int64),
            pl.Series("Pogingen", [group.attempts for group in found], pl.Int64),
            pl.Series("Pogingen per zaak", [group.mean for group in found], pl.Float64).round(2),
            pl.Series("Bereikt", [group.row["teller"] for group in found], pl.Int64),
            pl.Series("Van", [group.row["noemer"] for group in found], pl.Int64),
            pl.Series("Onbekend", [group.row["onbekend"] for group in found], pl.Int64),
            pl.Series(
                "Aandeel", [group.row["waarde"] if _enough(group.row) else None for group in found], pl.Float64
            ).round(3),
        ]
    )


def _name(variant: str) -> str:
    return indicator_named("VS08").variant(variant).naam.removeprefix("Per poging: ").capitalize()


def _enough(row: dict[str, Any]) -> bool:
    return row["waarde"] is not None and (row["noemer"] or 0) >= LEAST_CASES
