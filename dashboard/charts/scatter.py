"""Two indicators of the same gemeenten set against each other."""

from typing import Final

import plotly.graph_objects as go
import polars as pl

from dashboard import texts
from dashboard.charts.canvas import Frame, finish, name_points, roles, scaled, value_axis
from dashboard.charts.units import is_short, kept_decimals, unit
from dashboard.charts.words import lower
from metrics.comparison.correlation import Samenhang
from metrics.definition import Indicator, Variant

MOST_NAMED: Final = 12
_STRONG: Final = 0.5
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
                marker={"size": role.size, "color": role.colour, "symbol": role.symbol, "opacity": 1},
            )
        )  # fmt: skip
    group = both.filter("in_groep")
    named = [both.filter("eigen"), *([group] if split and group.height <= MOST_NAMED else [])]
    frame = Frame(_range(both["waarde_ander"], across), _range(both["waarde"], upright))
    places = pl.concat(named)
    at = zip(
        places["naam"], scaled(places["waarde_ander"], *across), scaled(places["waarde"], *upright), places["eigen"],
        strict=True,
    )  # fmt: skip
    name_points(figure, [(naam, x, y, own) for naam, x, y, own in at if x is not None and y is not None], frame)
    figure.update_xaxes(**value_axis(*across, zero=False), title_text=axis_title(*across), range=frame.across)
    figure.update_yaxes(**value_axis(*upright, zero=False), title_text=axis_title(*upright), range=frame.upright)
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


def correlation_sentence(found: Samenhang | None, across: str, upright: str) -> str:
    """Say whether two indicators go together, with the correlation, its limits and its number."""
    if found is None:
        return "Er zijn te weinig gemeenten om iets over samenhang te zeggen."
    rho, low, high = (texts.number(number, 2) for number in (found.rho, found.onder, found.boven))
    numbers = (
        f"rangcorrelatie {rho} op een schaal van -1 tot 1, waarschijnlijk tussen {low} en {high}, {found.aantal} "
        "gemeenten"
    )
    if not is_clear(found):
        return f"Er is geen duidelijke samenhang ({numbers})."
    word = "hoger" if found.rho > 0 else "lager"
    often = "vaak" if abs(found.rho) >= _STRONG else "iets vaker"
    return f"Waar {lower(across)} hoger is, is {lower(upright)} {often} {word} ({numbers})."


def is_clear(found: Samenhang | None) -> bool:
    """Tell whether two indicators go together beyond chance."""
    return found is not None and not found.onder <= 0 <= found.boven


def correlation_word(found: Samenhang | None) -> str:
    """Return how clearly two indicators go together, as the finding above their drawing."""
    if found is None or not is_clear(found):
        return "geen duidelijke samenhang"
    return "er is samenhang" if abs(found.rho) >= _STRONG else "er is een zwakke samenhang"


def _range(values: pl.Series, of: Measure) -> tuple[float, float]:
    """Return between which numbers an axis runs: a little more than the points, never below zero."""
    numbers = [number for number in scaled(values, *of) if number is not None]
    low, high = min(numbers), max(numbers)
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    return max(0.0, low - room), high + room
