"""What counting starts from: the case tables in force, what was delivered, and the people who live there."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

CaseTables = Mapping[str, pl.LazyFrame]

TABLES = (
    "signaal", "zaak", "zaak_signaal", "contactpoging", "traject", "traject_persoon", "ontruiming",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Inputs:
    """Everything the counts of some gemeenten are a function of, together with the day.

    ``cases`` holds the case tables of the working set by name, ``delivered`` a row per levering in
    force and table, ``codes`` every gemeente code with today's code and its validity.
    """

    cases: CaseTables
    delivered: pl.DataFrame
    codes: pl.DataFrame
    gemeente_jaar: pl.DataFrame


@dataclass(frozen=True, eq=False)
class Counts:
    """The stored counts of some gemeenten or regions, in the columns of the store."""

    telling: pl.DataFrame
    verdeling: pl.DataFrame
    dekking: pl.DataFrame
