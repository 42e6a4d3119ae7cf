"""What the suites look at in the aanvulling tables that have no rules of their own: their dates, codes and signalen."""

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


def names_signaal(tabel: str) -> bool:
    """Tell whether rows of ``tabel`` can name a signaal."""
    return "zaak_signaal" in SCHEMAS[tabel]


def named(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return which signalen the rows name: levering_nr and signaal."""
    found = [
        frame.select("levering_nr", signaal="zaak_signaal").drop_nulls()
        for tabel, frame in tables.items()
        if names_signaal(tabel)
    ]
    return pl.concat([pl.DataFrame(schema={"levering_nr": pl.Int32(), "signaal": pl.Int64()}), *found])


def columns(tables: dict[str, pl.DataFrame], known: pl.Series) -> dict[str, pl.DataFrame]:
    """Return what is checked of each table; ``known`` are the signalen its rows may name."""
    there = pl.col("zaak_signaal").is_null() | pl.col("zaak_signaal").is_in(known.implode())
    return {
        tabel: frame.select(
            "levering_nr",
            *dates_of(tabel),
            *codes_of(tabel),
            **({"signaal_bekend": there} if names_signaal(tabel) else {}),
        )
        for tabel, frame in tables.items()
    }
