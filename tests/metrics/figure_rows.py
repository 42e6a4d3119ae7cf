"""Stored counts written as little rows, and the figures that are made of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from metrics.counting.compute import TELLING_SCHEMA, VERDELING_SCHEMA
from metrics.coverage import COVERAGE_SCHEMA
from metrics.figures import FIGURE_SCHEMA, figures
from metrics.indicators import indicator_named

LATE = date(2026, 11, 1)
YEAR = [date(2024, month, 1) for month in range(1, 13)]


def counts(
    code: str,
    numbers: Mapping[date, tuple[int, ...]],
    variant: str = "standaard",
    gebied: str = "GM0001",
    inwoners: int = 0,
    cell: tuple[str, str] = ("", ""),
) -> pl.DataFrame:
    rows = [(code, 1, variant, gebied, maand, *cell, *three, 1, inwoners) for maand, three in numbers.items()]
    return pl.DataFrame(rows, schema=TELLING_SCHEMA, orient="row")


def delivered(tabel: str, months: list[date], gebied: str = "GM0001", *, partly: tuple[date, ...] = ()) -> pl.DataFrame:
    rows = [(gebied, tabel, maand, maand not in partly) for maand in [*months, *partly]]
    return pl.DataFrame(rows, schema=COVERAGE_SCHEMA, orient="row")


def waiting(*rows: tuple[date, int, bool, int]) -> pl.DataFrame:
    made = [("SH03", 1, "standaard", "GM0001", maand, "", "", *rest) for maand, *rest in rows]
    return pl.DataFrame(made, schema=VERDELING_SCHEMA, orient="row")


def shown(
    code: str,
    telling: pl.DataFrame,
    dekking: pl.DataFrame,
    kind: str,
    variant: str = "standaard",
    verdeling: pl.DataFrame | None = None,
    **given: Any,
) -> list[dict[str, Any]]:
    definition = indicator_named(code)
    histogram = VERDELING_SCHEMA.to_frame() if verdeling is None else verdeling
    options: dict[str, Any] = {"today": LATE} | given
    made = figures(telling, histogram, dekking, definition, definition.variant(variant), kind=kind, **options)
    assert made.schema == FIGURE_SCHEMA
    return made.to_dicts()
