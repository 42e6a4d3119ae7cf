"""Invented gemeenten in one period, for charts and verdicts of many."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from dashboard.figures.profile import CELL_SCHEMA
from metrics.definition import Indicator

VAN, TOT = date(2024, 1, 1), date(2025, 1, 1)


def row(indicator: Indicator, gm_code: str, naam: str, teller: int, noemer: int, **other: Any) -> dict[str, Any]:
    """Return a share of one gemeente as a cell, with a margin of five points either side."""
    value = teller / noemer
    return {
        "indicator": indicator.code, "gm_code": gm_code, "naam": naam, "periode": "2024", "waarde": value,
        "onder": value - 0.05, "boven": value + 0.05, "teller": teller, "noemer": noemer, "onbekend": 0,
        "grens_onder": None, "grens_boven": None, "n_eff": float(noemer), "phi": None, "status": "ok",
        "voorlopig": False, "periode_van": VAN, "periode_tot": TOT, "eigen": False, "oordeel": None, "rest": None,
    } | other  # fmt: skip


def frame(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Return cells as the figures give them, with the columns that a map needs as well."""
    return pl.DataFrame(rows, schema=CELL_SCHEMA).with_columns(
        provincie=pl.lit("Flevoland"), in_groep=~pl.col("eigen"), lid=pl.lit(value=True)
    )
