"""Gemeenten in order of a figure, each with its interval: by name where they can be read, else as one line of dots."""

from collections.abc import Mapping
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import palette, words
from dashboard.charts.canvas import GROUP, OWN, REST, Role, finish, scaled, value_axis
from dashboard.charts.units import amount, axis_scale, kept_decimals, unit
from metrics.definition import Indicator, Variant

MOST_NAMED: Final = 60
_SYMBOLS: Final = {"hoger": "▲", "lager": "▼"}


def ranked_chart(
    rows: pl.DataFrame,
    sides: Mapping[str, str],
    indicator: Indicator,
    variant: Variant,
    *,
    together: float | None = None,
    ink: str | None = None,
) -> go.Figure:
    """Return ``rows`` (dashboard.figures.others.ROW_SCHEMA, highest first) as named dots with their intervals.

    ``sides`` says hoger or lager of each gm_code that surely differs from the own gemeente: a triangle before its
    value and a filled dot. ``together`` is the figure of the others added up: a dashed line.
    """
    figure = go.Figure()
    if together is not None:
        _line(
            figure,
            together * axis_scale(indicator.eenheid_van(variant)),
            f"samen {amount(indicator, variant, together)}",
        )
    places = list(range(rows.height))
    for at, row in zip(places, rows.iter_rows(named=True), strict=True):
        role = OWN if row["eigen"] else (GROUP if row["gm_code"] in sides else REST)
        _dot(figure, at, row, role, indicator, variant)
        sign = f"{_SYMBOLS[side]} " if (side := sides.get(row["gm_code"])) else ""
        shown = amount(indicator, variant, row["waarde"])
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=at, showarrow=False, align="left",
            text=f"<b>{shown}</b>" if row["eigen"] else f"{sign}{shown}", font={"size": 13},
        )  # fmt: skip
    names = [f"<b>{naam}</b>" if own else naam for naam, own in rows.select("naam", "eigen").iter_rows()]
    figure.update_yaxes(
        tickvals=places, ticktext=names, range=[rows.height - 0.4, -0.7], showgrid=False, zeroline=False,
        fixedrange=True, automargin=True,
    )  # fmt: skip
    figure.update_xaxes(**value_axis(indicator, variant), side="bottom")
    return finish(figure, height=86 + 27 * rows.height, ink=ink, right=84, top=26)


def caterpillar(
    rows: pl.DataFrame,
    sides: Mapping[str, str],
    indicator: Indicator,
    variant: Variant,
    *,
    naam: str,
    place: str,
    ink: str | None = None,
) -> go.Figure:
    """Return all of ``rows`` (highest first) as dots without names; the own one has its ``place`` beside it.

    Who surely differs (``sides``) is a triangle in another colour.
    """
    figure = go.Figure()
    numbered = rows.with_row_index("plaats", offset=1)
    figure.add_trace(_margins(numbered, indicator, variant))
    others = numbered.filter(~pl.col("eigen"))
    sure = pl.col("gm_code").is_in(list(sides))
    figure.add_trace(_dots(others.filter(~sure), "anderen", REST.colour, 4, "circle", indicator, variant))
    for side, symbol in (("hoger", "triangle-up"), ("lager", "triangle-down")):
        codes = [code for code, said in sides.items() if said == side]
        part = others.filter(pl.col("gm_code").is_in(codes))
        figure.add_trace(_dots(part, f"zeker {side}", GROUP.colour, 7, symbol, indicator, variant))
    scale = axis_scale(indicator.eenheid_van(variant))
    for row in numbered.filter("eigen").iter_rows(named=True):
        figure.add_trace(
            go.Scatter(
                x=[row["plaats"]], y=[row["waarde"] * scale], mode="markers", meta="eigen",
                error_y=_error(row, scale) | {"color": OWN.colour},
                marker={"size": OWN.size, "color": OWN.colour, "symbol": OWN.symbol},
                text=[words.point(_as_point(row), indicator, variant, naam)], hovertemplate="%{text}<extra></extra>",
            )
        )  # fmt: skip
        left = row["plaats"] > rows.height / 2
        figure.add_annotation(
            x=row["plaats"], y=1, yref="paper", yanchor="top", text=f"<b>{naam}</b><br>{place}", showarrow=False,
            xanchor="right" if left else "left", xshift=-8 if left else 8, align="right" if left else "left",
            font={"size": 13},
        )  # fmt: skip
        figure.add_vline(x=row["plaats"], line={"color": OWN.colour, "width": 1, "dash": "dot"}, layer="below")
    step = 50 if rows.height > 120 else 20
    ticks = [1, *range(step, rows.height, step)]
    figure.update_xaxes(
        title_text="plaats, van hoog naar laag", showgrid=False, zeroline=False, fixedrange=True,
        title_font={"size": 13}, tickvals=ticks, range=[-1, rows.height + 2],
    )  # fmt: skip
    figure.update_yaxes(**value_axis(indicator, variant))
    return finish(figure, height=430, ink=ink)


def together(rows: pl.DataFrame, indicator: Indicator, variant: Variant) -> float | None:
    """Return the figure of all ``rows`` added up, never the mean of their values; None of a median."""
    counted = rows.select(pl.col("teller").sum(), pl.col("noemer").sum()).row(0)
    if indicator.methode_van(variant).uit_verdeling or not counted[1]:
        return None
    return counted[0] / counted[1] * indicator.eenheid_van(variant).factor


def ranked_table(rows: pl.DataFrame, sides: Mapping[str, str], indicator: Indicator, variant: Variant) -> pl.DataFrame:
    """Return the rows as a table in Dutch: place, name, value, limits, cases, and what surely differs."""
    digits = kept_decimals(indicator.eenheid_van(variant))
    value, low, high = (pl.col(name).round(digits) for name in ("waarde", "onder", "boven"))
    side = pl.col("gm_code").replace_strict(dict(sides) or {"": ""}, default=None, return_dtype=pl.String)
    said = (
        pl.when("eigen").then(pl.lit("eigen gemeente"))
        .when(pl.lit(value=True) & side.is_not_null()).then(pl.format("zeker {}", side))
        .otherwise(pl.lit("kan toeval zijn"))
    )  # fmt: skip
    cases = "teller" if variant.bevolking is not None else "noemer"
    return rows.with_row_index("Plaats", offset=1).select(
        "Plaats", pl.col("naam").alias("Gemeente"), pl.col("provincie").alias("Provincie"), value.alias("Waarde"),
        low.alias("Van"), high.alias("Tot"), pl.col(cases).alias("Gevallen"), said.alias("Naast de eigen gemeente"),
        pl.lit(unit(indicator, variant)).alias("Eenheid"),
    )  # fmt: skip


def _dot(
    figure: go.Figure, at: int, row: Mapping[str, Any], role: Role, indicator: Indicator, variant: Variant
) -> None:
    scale = axis_scale(indicator.eenheid_van(variant))
    figure.add_trace(
        go.Scatter(
            x=[row["waarde"] * scale], y=[at], mode="markers", meta=role.naam,
            error_x=({} if words.too_few(indicator, variant, row) else _error(row, scale)) | {"color": role.colour},
            marker={"size": role.size + 3 if role is REST else role.size, "color": role.colour, "symbol": role.symbol},
            hovertemplate=f"{words.point(_as_point(row), indicator, variant, row['naam'])}<extra></extra>",
        )
    )  # fmt: skip


def _as_point(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**row, "periode": words.when(row)}


def _error(row: Mapping[str, Any], scale: float) -> dict[str, Any]:
    if row["onder"] is None or row["boven"] is None:
        return {}
    return {
        "type": "data", "symmetric": False, "thickness": 2, "width": 0,
        "array": [(row["boven"] - row["waarde"]) * scale], "arrayminus": [(row["waarde"] - row["onder"]) * scale],
    }  # fmt: skip


def _line(figure: go.Figure, at: float, text: str) -> None:
    figure.add_vline(x=at, line={"color": palette.REFERENCE, "width": 1.5, "dash": "dash"}, layer="below")
    figure.add_annotation(x=at, y=1, yref="paper", yanchor="bottom", text=text, showarrow=False, font={"size": 12})


def _margins(numbered: pl.DataFrame, indicator: Indicator, variant: Variant) -> go.Scatter:
    """Return all intervals as one line with gaps: hundreds of separate ones would be slow."""
    low, high = (scaled(numbered[side], indicator, variant) for side in ("onder", "boven"))
    x: list[int | None] = []
    y: list[float | None] = []
    for at, since, until in zip(numbered["plaats"], low, high, strict=True):
        if since is not None and until is not None:
            x += [at, at, None]
            y += [since, until, None]
    thin = {"width": 1, "color": palette.with_opacity(palette.UNCERTAIN, 0.45)}
    return go.Scatter(x=x, y=y, mode="lines", hoverinfo="skip", meta="marges", line=thin)


def _dots(
    part: pl.DataFrame, meta: str, colour: str, size: int, symbol: str, indicator: Indicator, variant: Variant
) -> go.Scatter:
    return go.Scatter(
        x=part["plaats"].to_list(), y=scaled(part["waarde"], indicator, variant), mode="markers", meta=meta,
        marker={"size": size, "color": colour, "symbol": symbol, "opacity": 1}, text=part["naam"].to_list(),
        hovertemplate="%{text}: %{y}<extra></extra>",
    )  # fmt: skip
