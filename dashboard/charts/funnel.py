"""A funnel: each gemeente at its own size, between lines that say how far it may lie without standing out."""

from math import log10
from typing import Final

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import palette
from dashboard.charts.canvas import Frame, finish, name_points, roles, scaled, value_axis
from dashboard.charts.units import amount, axis_scale, kept_decimals
from dashboard.figures.funnels import Funnel
from metrics.comparison.multiplicity import VEEL
from metrics.definition import Indicator, Variant

MOST_NAMES: Final = 8
_TICKS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000)
_PLACE: Final = ("buiten", "waarde", "midden", "eigen")
_LINES: Final = {"95": ("dot", 1.2), "998": ("solid", 1.6)}


def funnel_chart(
    funnel: Funnel, indicator: Indicator, variant: Variant, *, split: bool, ink: str | None = None
) -> go.Figure:
    """Return the points of ``funnel`` between its limits; the own gemeente and the furthest outside are named.

    ``split`` tells whether the comparison group is a part of all. A point outside the widest limits is a triangle.
    """
    figure = go.Figure()
    at = funnel.lines["omvang"].round_sig_figs(4).to_list()
    for level, (dash, width) in _LINES.items():
        for side in ("onder", "boven"):
            figure.add_trace(
                go.Scatter(
                    x=at, y=scaled(funnel.lines[f"{side}_{level}"], indicator, variant), mode="lines",
                    hoverinfo="skip", meta=f"grens_{level}",
                    line={"color": palette.UNCERTAIN, "width": width, "dash": dash},
                )
            )  # fmt: skip
    scale = axis_scale(indicator.eenheid_van(variant))
    figure.add_hline(y=funnel.basis * scale, line={"color": palette.REFERENCE, "width": 1.2, "dash": "dash"})
    for role, part in roles(funnel.points, split=split):
        figure.add_trace(
            go.Scatter(
                x=part["omvang"].round_sig_figs(4).to_list(), y=scaled(part["waarde"], indicator, variant),
                mode="markers", meta=role.naam, text=part["naam"].to_list(),
                marker={
                    "size": [max(role.size, 9) if far == VEEL else role.size for far in part["buiten"]],
                    "color": role.colour,
                    "opacity": 1,
                    "symbol": [_symbol(*row, usual=role.symbol) for row in part.select(*_PLACE).iter_rows()],
                },
                hovertemplate="%{text}: %{y}<extra></extra>",
            )
        )  # fmt: skip
    _name(figure, funnel, scale, Frame((at[0], at[-1]), (0.0, _top(funnel) * scale), log_x=True))
    _say_lines(figure, funnel, indicator, variant, scale)
    ticks = [tick for tick in _TICKS if at[0] <= tick <= at[-1]]
    figure.update_xaxes(
        type="log",
        range=[log10(at[0]), log10(at[-1])],
        tickvals=ticks,
        ticktext=[f"{tick:,}".replace(",", ".") for tick in ticks], showgrid=False,
        zeroline=False, fixedrange=True, title_text=size_words(funnel), title_font={"size": 13},
    )  # fmt: skip
    figure.update_yaxes(**value_axis(indicator, variant), range=[0, _top(funnel) * scale])
    return finish(figure, height=470, ink=ink, right=16)


def size_words(funnel: Funnel) -> str:
    """Say what the axis of sizes is."""
    return "aantal losse gevallen" if funnel.aandeel else "verwacht aantal"


def outside(funnel: Funnel) -> pl.DataFrame:
    """Return who lies outside the widest limits, the furthest first; the own gemeente among them."""
    return funnel.points.filter(pl.col("buiten") == VEEL).sort("kans", "naam")


def funnel_table(funnel: Funnel, indicator: Indicator, variant: Variant) -> pl.DataFrame:
    """Return the points as a table in Dutch, the furthest from the middle first."""
    digits = kept_decimals(indicator.eenheid_van(variant))
    word = (
        pl.when(pl.col("buiten") == VEEL).then(pl.lit("buiten de buitenste lijnen"))
        .when(pl.col("buiten").is_not_null()).then(pl.lit("tussen de lijnen"))
        .otherwise(pl.lit("binnen de lijnen"))
    )  # fmt: skip
    return funnel.points.sort("kans", "naam", nulls_last=True).select(
        pl.col("naam").alias("Gemeente"),
        pl.col("waarde").round(digits).alias("Waarde"),
        pl.col("omvang").round(0).cast(pl.Int64).alias(size_words(funnel).capitalize()),
        pl.col("onder_998").round(digits).alias("Onderste lijn (99,8%)"),
        pl.col("boven_998").round(digits).alias("Bovenste lijn (99,8%)"),
        word.alias("Ligging"),
    )


def _symbol(far: float | None, value: float, basis: float, own: bool, *, usual: str) -> str:
    if far != VEEL or own:
        return usual
    return "triangle-up" if value > basis else "triangle-down"


def _top(funnel: Funnel) -> float:
    """Where the axis ends: above the highest point, and above the lines of the largest gemeenten, not the smallest."""
    numbers = funnel.points["waarde"].to_list()
    return max(*numbers, funnel.basis, funnel.lines["boven_998"].to_list()[-1]) * 1.12 or 1.0


def _name(figure: go.Figure, funnel: Funnel, scale: float, frame: Frame) -> None:
    own = funnel.points.filter("eigen")
    far = outside(funnel).filter(~pl.col("eigen")).sort("in_groep", "kans", descending=[True, False]).head(MOST_NAMES)
    points = [
        (row["naam"], row["omvang"], row["waarde"] * scale, row["eigen"])
        for row in pl.concat([own, far]).iter_rows(named=True)
    ]
    name_points(figure, points, frame)


def _say_lines(figure: go.Figure, funnel: Funnel, indicator: Indicator, variant: Variant, scale: float) -> None:
    last = funnel.lines.row(-1, named=True)
    words = {"boven_998": "99,8%", "boven_95": "95%"}
    for name, word in words.items():
        figure.add_annotation(
            x=log10(last["omvang"]), y=last[name] * scale, text=word, showarrow=False, xanchor="right",
            yanchor="bottom", font={"size": 11},
        )  # fmt: skip
    middle = "doorsnee" if funnel.doorsnee else "samen"
    figure.add_annotation(
        x=1, xref="paper", xanchor="right", y=funnel.basis * scale, yanchor="bottom", showarrow=False,
        text=f"{middle} {amount(indicator, variant, funnel.basis)}", font={"size": 12},
    )  # fmt: skip
