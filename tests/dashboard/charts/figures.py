"""Figures of a few months, as charts and sentences get them."""

from datetime import date
from typing import Any

import polars as pl

from metrics.figures import FIGURE_SCHEMA
from metrics.indicators import indicator_named

VS07 = indicator_named("VS07")


def figure(maand: int, waarde: float | None = 0.2, **changes: Any) -> dict[str, Any]:
    """One month of 2025."""
    row = {
        "gebied": "GM0034",
        "periode_van": date(2025, maand, 1),
        "periode_tot": date(2025 + maand // 12, maand % 12 + 1, 1),
        "periode": f"{('jan', 'feb', 'mrt', 'apr', 'mei', 'jun')[maand - 1]} 2025",
        "teller": 20,
        "noemer": 100,
        "onbekend": 2,
        "waarde": waarde,
        "onder": None if waarde is None else waarde - 0.05,
        "boven": None if waarde is None else waarde + 0.05,
        "grens_onder": 0.15,
        "grens_boven": 0.3,
        "voorlopig": False,
        "status": "ok",
        "gemeenten": 1,
        "dekking": None,
    }
    return row | changes


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows as the figures' frame."""
    return pl.DataFrame(list(rows), schema=FIGURE_SCHEMA)


OWN = frame(
    figure(1),
    figure(2, None, status="geen_levering"),
    figure(3, None, status="geen_levering"),
    figure(4, None, status="te_veel_onbekend"),
    figure(5, 0.3, status="onvolledig"),
    figure(6, 0.25, voorlopig=True),
)
NATIONAL = frame(*(figure(maand, 0.22, gebied="NL") for maand in range(1, 7)))
