"""Put the reference tables that ship with the product into the store."""

from hashlib import sha256
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, Table, delete

from queries.bulk import bulk_append
from queries.schema import gemeente, gemeente_jaar, herindeling, herindeling_pc4, referentie

FOLDER = Path(__file__).parent

# Counts of people and dwellings: what a demo of a smaller country has fewer of.
PEOPLE = ("inwoners", "huishoudens", "corporatiewoningen", "huurwoningen")

SCHEMAS: dict[str, pl.Schema] = {
    "gemeenten": pl.Schema(
        {
            "gm_code": pl.String,
            "naam": pl.String,
            "provincie": pl.String,
            "corop": pl.String,
            "arbeidsmarktregio": pl.String,
            "lon": pl.Float64,
            "lat": pl.Float64,
            "geldig_van": pl.Date,
            "geldig_tot": pl.Date,
            "bron": pl.String,
        }
    ),
    "herindelingen": pl.Schema(
        {
            "datum": pl.Date,
            "oude_code": pl.String,
            "nieuwe_code": pl.String,
            "aandeel": pl.Float64,
            "bron": pl.String,
        }
    ),
    "herindeling_pc4": pl.Schema(
        {"oude_code": pl.String, "pc4": pl.String, "nieuwe_code": pl.String, "bron": pl.String}
    ),
    "gemeente_jaar": pl.Schema(
        {
            "gm_code": pl.String,
            "jaar": pl.Int32,
            **dict.fromkeys(PEOPLE, pl.Int64),
            "grootteklasse": pl.Int32,
            "stedelijkheid": pl.Int32,
            "pct_laag_inkomen": pl.Float64,
            "bijstand_per_1000": pl.Float64,
            "bron": pl.String,
        }
    ),
    "referentie": pl.Schema(
        {
            "indicator": pl.String,
            "variant": pl.String,
            "uitsplitsing": pl.String,
            "cel": pl.String,
            "gebied": pl.String,
            "periode": pl.String,
            "waarde": pl.Float64,
            "waarde_tot": pl.Float64,
            "bron": pl.String,
            "url": pl.String,
            "opmerking": pl.String,
        }
    ),
}


def read_reference(naam: str) -> pl.DataFrame:
    """Return the reference table called ``naam`` (a key of ``SCHEMAS``) as it ships."""
    frame = pl.read_csv(FOLDER / f"{naam}.csv", schema=SCHEMAS[naam])
    # A figure of the whole leaves these empty, which is not unknown.
    whole = [name for name in ("uitsplitsing", "cel") if name in frame.columns]
    return frame.with_columns(pl.col(whole).fill_null(""))


def reference_digest() -> str:
    """Return a digest of the tables as they ship, to tell whether a store holds these."""
    return sha256(b"".join((FOLDER / f"{naam}.csv").read_bytes() for naam in sorted(SCHEMAS))).hexdigest()[:16]


def load_reference(connection: Connection, *, schaal: float = 1.0) -> None:
    """Replace the reference tables whole.

    With another ``schaal`` than 1, for a demo of a smaller country, people and dwellings are
    multiplied by it, rounded and at least 1, and every row's source says so.
    """
    if not 0 < schaal <= 1:
        raise ValueError(f"schaal is a share of the country, not {schaal}")
    _replace(connection, gemeente, read_reference("gemeenten").drop("bron"))
    _replace(connection, herindeling, read_reference("herindelingen"))
    _replace(connection, herindeling_pc4, read_reference("herindeling_pc4"))
    _replace(connection, gemeente_jaar, _scaled(read_reference("gemeente_jaar"), schaal))
    _replace(connection, referentie, read_reference("referentie"))


def _replace(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    connection.execute(delete(table))
    bulk_append(connection, table, frame)


def _scaled(frame: pl.DataFrame, schaal: float) -> pl.DataFrame:
    if schaal == 1:
        return frame
    fewer = (pl.col(name) * schaal for name in PEOPLE)
    return frame.with_columns(
        *(number.round().cast(pl.Int64).clip(1) for number in fewer),
        pl.format("{}; demo: aantallen x {}", "bron", pl.lit(f"{schaal:g}".replace(".", ","))),
    )
