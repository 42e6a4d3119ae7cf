"""What the suites look at in the aanvulling tables that have no rules of their own: their dates and their codes."""

import polars as pl

from queries.deliveries.records import SCHEMAS

# What is agreed or planned may lie in the future.
AHEAD = frozenset({("doel", "uiterlijk"), ("interventie", "vanaf"), ("gesprekken", "periode_tot")})
# (table, later, earlier)
ORDER = (("doorverwijzing", "aangekomen_op", "datum"), ("dossier", "einde", "start"))


def dates_of(tabel: str) -> list[str]:
    """Return the columns of ``tabel`` that hold a day."""
    return [name for name, dtype in SCHEMAS[tabel].items() if dtype == pl.Date]


def codes_of(tabel: str) -> dict[str, list[str]]:
    """Return the columns of ``tabel`` that hold a code, with their lists."""
    return {name: dtype.categories.to_list() for name, dtype in SCHEMAS[tabel].items() if isinstance(dtype, pl.Enum)}


def columns(tables: dict[str, pl.DataFrame], known: pl.Series) -> dict[str, pl.DataFrame]:
    """Return what is checked of each table; whether it points to something is for the jobs, not for ``known``."""
    del known
    return {tabel: frame.select("levering_nr", *dates_of(tabel), *codes_of(tabel)) for tabel, frame in tables.items()}
