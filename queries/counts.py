"""Stored counts and histograms: written by the jobs, replaced per gemeente, read by pages and publications."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from sqlalchemy import BigInteger, Connection, cast, delete, func, insert, literal, select, text, update

from queries.bulk import bulk_append, read_frame
from queries.schema import berekening as runs
from queries.schema import dekking as dekking_table
from queries.schema import levering
from queries.schema import telling as telling_table
from queries.schema import verdeling as verdeling_table
from queries.viewer import NEDERLAND

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

# The three tables of one count, the column that says of which gebied, and how they are read.
_TABLES = (
    (telling_table, telling_table.c.gebied, TELLING_SCHEMA),
    (verdeling_table, verdeling_table.c.gebied, VERDELING_SCHEMA),
    (dekking_table, dekking_table.c.gm_code, DEKKING_SCHEMA),
)


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
    gebieden: Sequence[str],
    telling: pl.DataFrame,
    verdeling: pl.DataFrame,
    dekking: pl.DataFrame,
) -> None:
    """Replace all counts of ``gebieden`` by these rows, made by that run.

    A row of another gebied is an error: it would be added to what is there instead of replacing it.
    """
    for (table, gebied, schema), rows in zip(_TABLES, (telling, verdeling, dekking), strict=True):
        if strangers := set(rows[gebied.name].unique()) - set(gebieden):
            raise ValueError(f"{table.name} has rows of {', '.join(sorted(strangers))}, which are not replaced")
        connection.execute(delete(table).where(gebied.in_(list(gebieden))))
        made_by = [] if table is dekking_table else [pl.lit(berekening).alias("berekening")]
        bulk_append(connection, table, rows.select(schema.names()).with_columns(made_by))


def read_counts(
    connection: Connection, gebieden: Sequence[str] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return telling, verdeling and dekking of ``gebieden``, or of all, in the order of their keys.

    For jobs and publications: it knows no viewer. Rows not yet committed are included.
    """
    frames: list[pl.DataFrame] = []
    for table, gebied, schema in _TABLES:
        statement = select(*(table.c[name] for name in schema.names()))
        if gebieden is not None:
            statement = statement.where(gebied.in_(list(gebieden)))
        # Sorted here: a database sorts text by its own collation, and then bytes would differ per database.
        key = [column.name for column in table.primary_key.columns]
        frames.append(read_frame(connection, statement, schema).sort(key))
    return frames[0], frames[1], frames[2]


def sum_counts(connection: Connection) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return telling and verdeling summed over all gemeenten, as rows of Nederland.

    ``gemeenten`` and ``inwoners`` are those of the rows summed: a gemeente that delivered and had
    nothing to count has no row.
    """
    frames: list[pl.DataFrame] = []
    for table, schema, summed in (
        (telling_table, TELLING_SCHEMA, ("teller", "noemer", "onbekend", "gemeenten", "inwoners")),
        (verdeling_table, VERDELING_SCHEMA, ("aantal",)),
    ):
        by = [table.c[name] for name in schema.names() if name not in {*summed, "gebied"}]
        totals = [cast(func.sum(table.c[name]), BigInteger).label(name) for name in summed]
        total = select(literal(NEDERLAND).label("gebied"), *by, *totals)
        statement = total.where(table.c.gebied != NEDERLAND).group_by(*by)
        frames.append(read_frame(connection, statement, schema).sort([column.name for column in by]))
    return frames[0], frames[1]


def hold_counts(connection: Connection) -> None:
    """Keep other writers from changing counts until the end of this transaction."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer, and that is this one
        connection.execute(text("LOCK TABLE berekening, telling, verdeling, dekking IN SHARE MODE"))
