"""Stored counts and histograms: written by the jobs, replaced per gemeente, read by pages and publications."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from sqlalchemy import Connection, delete, insert, select, text, update

from queries.blocks import read_blocks, replace_blocks, select_blocks
from queries.bulk import bulk_append, read_frame
from queries.schema import berekening as runs
from queries.schema import dekking as dekking_table
from queries.schema import levering
from queries.schema import telling as telling_table
from queries.schema import verdeling as verdeling_table

_KEY: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "versie": pl.Int32(),
    "variant": pl.String(),
    "gebied": pl.String(),
    "maand": pl.Date(),
    "uitsplitsing": pl.String(),
    "cel": pl.String(),
}
TELLING_SCHEMA = pl.Schema(
    _KEY
    | {
        "teller": pl.Int64(),
        "noemer": pl.Int64(),
        "onbekend": pl.Int64(),
        "gemeenten": pl.Int32(),
        "inwoners": pl.Int64(),
    }
)
VERDELING_SCHEMA = pl.Schema(_KEY | {"waarde": pl.Int32(), "gecensureerd": pl.Boolean(), "aantal": pl.Int64()})
DEKKING_SCHEMA = pl.Schema({"gm_code": pl.String(), "tabel": pl.String(), "maand": pl.Date(), "volledig": pl.Boolean()})


@dataclass(frozen=True)
class Berekening:
    """One finished run of the job: on which day, by which code, of which leveringen."""

    id: int
    peildatum: date
    codeversie: str
    gestart_op: datetime
    klaar_op: datetime
    leveringen: str
    gemeenten: int


def leveringen_digest(connection: Connection) -> str:
    """Return a digest of which leveringen are in force; the same leveringen give the same digest."""
    in_force = select(levering.c.id).where(levering.c.status == "in_gebruik").order_by(levering.c.id)
    digest = hashlib.sha256()
    for number in connection.scalars(in_force):
        digest.update(b"%d;" % number)
    return digest.hexdigest()


def start_berekening(
    connection: Connection, peildatum: date, codeversie: str, now: datetime, leveringen_digest: str
) -> int:
    """Note that a run begins; return its number."""
    row = insert(runs).values(
        peildatum=peildatum, codeversie=codeversie, gestart_op=now, leveringen=leveringen_digest, gemeenten=0
    )
    return connection.execute(row.returning(runs.c.id)).scalar_one()


def finish_berekening(connection: Connection, berekening: int, now: datetime, gemeenten: int) -> None:
    """Note that this run is done, and how many gemeenten it counted."""
    connection.execute(update(runs).where(runs.c.id == berekening).values(klaar_op=now, gemeenten=gemeenten))


def last_berekening(connection: Connection) -> Berekening | None:
    """Return the newest finished run, or None before the first."""
    finished = select(runs).where(runs.c.klaar_op.is_not(None)).order_by(runs.c.id.desc()).limit(1)
    row = connection.execute(finished).mappings().one_or_none()
    return Berekening(**row) if row else None


def replace_counts(
    connection: Connection,
    berekening: int,
    gebieden: Collection[str],
    telling: pl.DataFrame,
    verdeling: pl.DataFrame,
    dekking: pl.DataFrame,
) -> None:
    """Replace all counts of ``gebieden`` by these rows, made by that run.

    A row of another gebied is an error: it would be added to what is there instead of replacing it.
    """
    parts = (
        (telling_table, "gebied", telling),
        (verdeling_table, "gebied", verdeling),
        (dekking_table, "gm_code", dekking),
    )
    for table, column, rows in parts:
        if strangers := set(rows[column].unique()) - set(gebieden):
            raise ValueError(f"{table.name} has rows of {', '.join(sorted(strangers))}, which are not replaced")
    replace_blocks(connection, telling_table, gebieden, _as_declared(telling, TELLING_SCHEMA), berekening)
    replace_blocks(connection, verdeling_table, gebieden, _as_declared(verdeling, VERDELING_SCHEMA), berekening)
    connection.execute(delete(dekking_table).where(dekking_table.c.gm_code.in_(sorted(gebieden))))
    bulk_append(connection, dekking_table, dekking.select(DEKKING_SCHEMA.names()))


def _as_declared(rows: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the declared columns in their declared types: a block keeps what it is given."""
    return rows.select(pl.col(name).cast(dtype) for name, dtype in schema.items())


def read_counts(
    connection: Connection,
    gebieden: Collection[str] | None = None,
    *,
    uitsplitsingen: Collection[str] | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return telling, verdeling and dekking of ``gebieden``, or of all, in a fixed order of rows.

    For jobs and publications: it knows no viewer. Rows not yet committed are included.
    """
    covered = select(*(dekking_table.c[name] for name in DEKKING_SCHEMA.names()))
    if gebieden is not None:
        covered = covered.where(dekking_table.c.gm_code.in_(sorted(gebieden)))
    return (
        read_blocks(connection, select_blocks(telling_table, gebieden, uitsplitsingen), TELLING_SCHEMA),
        read_blocks(connection, select_blocks(verdeling_table, gebieden, uitsplitsingen), VERDELING_SCHEMA),
        # Sorted here: a database sorts text by its own collation, and then bytes would differ per database.
        read_frame(connection, covered, DEKKING_SCHEMA).sort("gm_code", "tabel", "maand"),
    )


def hold_counts(connection: Connection) -> None:
    """Keep other writers from changing counts until the end of this transaction."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer, and that is this one
        connection.execute(text("LOCK TABLE berekening, telling, verdeling, dekking IN SHARE MODE"))
