"""Leveringen, checks, places and fields as tables of a page: states in words, numbers and days to sort by."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import texts
from dashboard.orde import words


def leveringen_table(leveringen: pl.DataFrame) -> pl.DataFrame:
    """Return the table a reader sees, one row per levering: states in words, numbers and days to sort by."""
    periods = leveringen.select(pl.struct("periode_van", "periode_tot").unique()).to_series().to_list()
    spans = {(period["periode_van"], period["periode_tot"]): texts.short_span(*period.values()) for period in periods}
    pairs = zip(leveringen["periode_van"], leveringen["periode_tot"], strict=True)
    states = {code: str(word) for code, word in texts.LEVERING_STATUSES.items()}
    return leveringen.select(
        pl.col("id").alias("Nummer"),
        pl.col("status").replace_strict(states).alias("Stand"),
        pl.col("soort").replace_strict(texts.KINDS_OF_LEVERING, default=pl.col("soort")).alias("Soort"),
        pl.col("gemeente").alias("Gemeente"),
        pl.Series("Periode", [spans[pair] for pair in pairs], pl.String),
        pl.col("aantal").alias("Records"),
        pl.col("afgekeurd").alias("Afgekeurd"),
        pl.col("waarschuwingen").alias("Waarschuwingen"),
        pl.col("aangeleverd_op").dt.date().alias("Aangeleverd"),
        pl.col("leverancier").alias("Leverancier"),
    )


def levering_name(row: Mapping[str, Any]) -> str:
    """Return what one levering is called where people choose one, and in a link: number, kind, gemeente, period."""
    period = texts.span(row["periode_van"], row["periode_tot"])
    return f"{row['id']} · {words.kind(row['soort'])} · {row['gemeente']} · {period}"


def plaatsen_table(plaatsen: pl.DataFrame) -> pl.DataFrame:
    """Return the places of what was found in words; it holds places and rules, never a client's value."""
    return plaatsen.select(
        _in_words("ernst").alias("Gevolg"),
        pl.col("pad").alias("Plaats in het bestand"),
        pl.col("reden").alias("Reden"),
        _of_tables("tabel").alias("Soort record"),
        pl.col("record").fill_null("–").alias("Nummer van het record"),
        pl.col("regel").alias("Regel"),
        pl.col("bestand").alias("Bestand"),
    )


def velden_table(velden: pl.DataFrame) -> pl.DataFrame:
    """Return how full each field came, beside the middle one of the others."""
    share = pl.when(pl.col("records") > 0).then(pl.col("gevuld") / pl.col("records"))
    judged = pl.struct("aandeel", "anderen").map_elements(_judged, return_dtype=pl.String)
    emptier = (pl.col("anderen") - pl.col("aandeel")).fill_null(-1.0)
    return (
        velden.with_columns(aandeel=share)
        .sort(emptier, descending=True, maintain_order=True)
        .select(
            _of_tables("tabel").alias("Soort record"),
            pl.col("veld").map_elements(words.field, return_dtype=pl.String).alias("Veld"),
            pl.col("records").alias("Records"),
            pl.col("gevuld").alias("Gevuld"),
            pl.col("aandeel").round(3).alias("Aandeel"),
            pl.col("anderen").round(3).alias("Bij anderen"),
            judged.alias("Vergeleken"),
        )
    )


def controles_table(controles: pl.DataFrame) -> pl.DataFrame:
    """Return the outcome of every check in words, what was found most first."""
    return controles.sort("gevonden", descending=True).select(
        pl.when(pl.col("gevonden") == 0).then(pl.lit("✓ In orde")).otherwise(_in_words("ernst")).alias("Uitkomst"),
        _of_tables("tabel").alias("Soort record"),
        pl.col("regel").alias("Regel"),
        pl.col("gevonden").alias("Gevonden"),
        pl.col("gecontroleerd").alias("Gecontroleerd"),
        pl.col("reden").alias("Wat te doen als er iets is gevonden"),
    )


def _judged(shares: dict[str, float | None]) -> str:
    own = shares["aandeel"]
    return "Niets om te vullen" if own is None else words.fullness(own, shares["anderen"])


def _in_words(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(
        {code: str(word) for code, word in texts.SEVERITIES.items()}, default=pl.col(column)
    )


def _of_tables(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(texts.TABLES, default=pl.col(column))
