"""Two indicators of the same gemeenten set against each other."""

from typing import Final

import plotly.graph_objects as go
import polars as pl

from dashboard.charts.canvas import finish, name_points, roles, scaled, value_axis
from dashboard.charts.units import axis_scale, is_short, kept_decimals, unit
from dashboard.charts.words import lower
from metrics.definition import Indicator, Variant

MOST_NAMED: Final = 12
Measure = tuple[Indicator, Variant]


def scatter_chart(
    both: pl.DataFrame, upright: Measure, across: Measure, *, split: bool, ink: str | None = None
) -> go.Figure:
    """Return ``both`` (a row per gemeente: naam, eigen, in_groep, waarde and waarde_ander) as points.

    ``waarde`` stands upright, ``waarde_ander`` across. The own gemeente is named, and a group of at most 12.
    """
    figure = go.Figure()
    for role, part in roles(both, split=split):
        figure.add_trace(
            go.Scatter(
                x=scaled(part["waarde_ander"], *across), y=scaled(part["waarde"], *upright), mode="markers",
                meta=role.naam, text=part["naam"].to_list(), hovertemplate="%{text}: %{y}, %{x}<extra></extra>",
                marker={"size": role.size, "color": role.colour, "symbol": role.symbol},
            )
        )  # fmt: skip
    group = both.filter("in_groep")
    named = [both.filter("eigen"), *([group] if split and group.height <= MOST_NAMED else [])]
    scales = [axis_scale(indicator.eenheid_van(variant)) for indicator, variant in (across, upright)]
    name_points(
        figure,
        [
            (row["naam"], row["waarde_ander"] * scales[0], row["waarde"] * scales[1], row["eigen"])
            for row in pl.concat(named).iter_rows(named=True)
        ],
    )
    figure.update_xaxes(**value_axis(*across), title_text=axis_title(*across))
    figure.update_yaxes(**value_axis(*upright), title_text=axis_title(*upright))
    return finish(figure, height=480, ink=ink, right=24)


def axis_title(indicator: Indicator, variant: Variant) -> str:
    """Return what an axis is about, with its unit where the numbers do not show it."""
    name = indicator.naam if variant is indicator.standaard else f"{indicator.naam}: {lower(variant.naam)}"
    return name if is_short(indicator.eenheid_van(variant)) else f"{name}<br>{unit(indicator, variant)}"


def scatter_table(both: pl.DataFrame, upright: Measure, across: Measure) -> pl.DataFrame:
    """Return the points as a table in Dutch, by name."""
    columns = {"waarde": upright, "waarde_ander": across}
    return both.sort("naam").select(
        pl.col("naam").alias("Gemeente"),
        *(
            pl.col(name).round(kept_decimals(of[0].eenheid_van(of[1]))).alias(axis_title(*of).replace("<br>", ", "))
            for name, of in columns.items()
        ),
    )
