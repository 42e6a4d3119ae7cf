"""Many rows at once: into the store within its own transaction, and out of it into Polars.

Rows go in by the driver's own fast road (``executemany``, ``COPY``) on the connection of the caller's
transaction, and come out by ADBC, which opens a connection of its own and so sees committed rows only.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any, cast

import adbc_driver_postgresql.dbapi  # pyright: ignore[reportMissingTypeStubs]
import adbc_driver_sqlite.dbapi
import polars as pl
import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine, Select, Table, insert

from queries.errors import for_people, refused

Query = Select[*tuple[Any, ...]]

CHUNK = 50_000

# ADBC takes a column's type from its first batch, and a column that starts with a thousand nulls would
# be called a number; one batch sees every row.
_ONE_BATCH = {"adbc.sqlite.query.batch_rows": str(2_000_000_000)}


def bulk_append(connection: Connection, table: Table, frame: pl.DataFrame) -> int:
    """Append ``frame`` to ``table`` in the transaction of ``connection``; return the number of rows.

    Columns are matched by name; a column the table does not have is an error, one the frame does not
    have takes its default.
    """
    if unknown := set(frame.columns) - set(table.columns.keys()):
        raise ValueError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    columns = [name for name in table.columns.keys() if name in frame.columns]  # noqa: SIM118 (a ColumnCollection)
    if not connection.in_transaction():
        connection.begin()
    raw = cast("sqlite3.Connection | psycopg.Connection[Any]", connection.connection.driver_connection)
    try:
        for chunk in frame.select(columns).iter_slices(CHUNK):
            if isinstance(raw, psycopg.Connection):
                _copy(raw, table.name, chunk)
            else:
                statement = insert(table).compile(dialect=connection.dialect, column_keys=columns)
                raw.executemany(str(statement), _sqlite_rows(chunk))
    except (sqlite3.Error, psycopg.Error) as error:
        place = connection.engine.url.render_as_string(hide_password=True)
        # Not chained: the database's own message may quote the row.
        raise (for_people(error, place) or refused(error, table.name)) from None
    return frame.height


def _copy(raw: "psycopg.Connection[Any]", table: str, chunk: pl.DataFrame) -> None:
    names = sql.SQL(", ").join(sql.Identifier(name) for name in chunk.columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), names)
    binary = (name for name, dtype in chunk.schema.items() if dtype == pl.Binary)
    text = chunk.with_columns((pl.lit("\\x") + pl.col(name).bin.encode("hex")).alias(name) for name in binary)
    with raw.cursor() as cursor, cursor.copy(statement) as copy:
        # Quoted text beside bare nulls: CSV's only way to tell an empty string from nothing.
        copy.write(text.write_csv(include_header=False, quote_style="non_numeric"))


def _sqlite_rows(chunk: pl.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows as SQLAlchemy would store them: dates as ISO text, booleans as 0 and 1."""
    plain = chunk.with_columns(
        pl.selectors.date().dt.to_string("%Y-%m-%d"),
        pl.selectors.datetime().dt.to_string("%Y-%m-%d %H:%M:%S%.6f"),
        pl.selectors.boolean().cast(pl.Int8),
    )
    return plain.rows()


def bulk_read(engine: Engine, statement: Query, schema: pl.Schema) -> pl.DataFrame:
    """Read all committed rows of ``statement`` as ``schema`` declares them, also when there are none."""
    if engine.dialect.name == "sqlite":
        return _declared(_read_sqlite(engine, statement), schema)
    return _declared(_read_postgresql(engine, statement), schema)


def _read_sqlite(engine: Engine, statement: Query) -> pl.DataFrame:
    driver: Any = adbc_driver_sqlite.dbapi
    query, parameters = _for_sqlite(engine, statement)
    with closing(driver.connect(engine.url.database)) as reader, closing(reader.cursor()) as cursor:
        cursor.adbc_statement.set_options(**_ONE_BATCH)
        cursor.execute(query, parameters)
        return cursor.fetch_polars()


def _read_postgresql(engine: Engine, statement: Query) -> pl.DataFrame:
    driver: Any = adbc_driver_postgresql.dbapi
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with closing(driver.connect(address)) as reader, closing(reader.cursor()) as cursor:
        cursor.execute(_for_postgresql(engine, statement))
        return cursor.fetch_polars()


def read_frame(connection: Connection, statement: Query, schema: pl.Schema) -> pl.DataFrame:
    """Read ``statement`` within the transaction of ``connection``: for small reads, and for rows not yet committed."""
    result = connection.execute(statement)
    names = tuple(result.keys())
    carrier = pl.Schema({name: schema[name] if schema[name] != pl.Enum else pl.String for name in names})
    rows = [tuple(row) for row in result]
    return _declared(pl.DataFrame(rows, schema=carrier, orient="row"), schema)


def _declared(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Give every column its declared type; SQLite hands over dates as text and booleans as numbers."""

    def typed(name: str) -> pl.Expr:
        column, wanted = pl.col(name), schema[name]
        if frame.schema[name] == pl.String and wanted == pl.Date:
            return column.str.to_date("%Y-%m-%d")
        if frame.schema[name] == pl.String and wanted == pl.Datetime:
            return column.str.to_datetime("%Y-%m-%d %H:%M:%S%.f").cast(wanted)
        return column.cast(wanted)

    return frame.select(typed(name) for name in schema.names())


def _for_sqlite(engine: Engine, statement: Query) -> tuple[str, list[Any]]:
    compiled = statement.compile(engine, compile_kwargs={"render_postcompile": True})
    order: Sequence[str] = getattr(compiled, "positiontup", None) or ()
    return str(compiled), [_sqlite_value(compiled.params[name]) for name in order]


def _sqlite_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _for_postgresql(engine: Engine, statement: Query) -> str:
    """Return the statement with its values quoted by the driver: a query without parameters streams as COPY."""
    compiled = statement.compile(engine, compile_kwargs={"render_postcompile": True})
    with engine.connect() as connection:
        raw = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
        return psycopg.ClientCursor(raw).mogrify(str(compiled).encode(), compiled.params)
