"""Many rows at once: into the store within its own transaction, and out of it into Polars.

Rows go in by the driver's own fast road (``executemany``, ``COPY``) on the connection of the caller's
transaction. PostgreSQL gives them back by ADBC. SQLite does not: ADBC brings a second copy of the
SQLite library into the process, and two copies do not see each other's locks. The first to close
removes the write-ahead log under the other, and committed rows are gone (tried: they were).
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any, cast

import adbc_driver_postgresql.dbapi  # pyright: ignore[reportMissingTypeStubs]
import polars as pl
import psycopg
from psycopg import sql
from sqlalchemy import Connection, CursorResult, Engine, Select, Table, insert

from queries.errors import for_people, refused, unreachable

Query = Select[*tuple[Any, ...]]

CHUNK = 50_000
# Rows of Python objects are turned into columns while they are still in the processor's cache: twice as fast.
READ_CHUNK = 2_000


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
        with engine.connect() as connection:
            return read_frame(connection, statement, schema)
    driver: Any = adbc_driver_postgresql.dbapi
    query = _literal(engine, statement)
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        with closing(driver.connect(address)) as reader, closing(reader.cursor()) as cursor:
            cursor.execute(query)
            return _declared(cursor.fetch_polars(), schema)
    except driver.OperationalError:
        # It says no more than that the server did not answer, and may quote the query.
        raise unreachable(engine.url.render_as_string(hide_password=True)) from None


def read_frame(connection: Connection, statement: Query, schema: pl.Schema) -> pl.DataFrame:
    """Read ``statement`` within the transaction of ``connection``, rows not yet committed included."""
    compiled = statement.compile(connection, compile_kwargs={"render_postcompile": True})
    given: Any = dict(compiled.params)
    if connection.dialect.name == "sqlite":
        order: Sequence[str] = getattr(compiled, "positiontup", None) or ()
        given = tuple(_sqlite_value(given[name]) for name in order)
    result = connection.exec_driver_sql(str(compiled), given)
    names = tuple(result.keys())
    carrier = {name: _carrier(schema[name], connection.dialect.name) for name in names}
    parts = [_frame(carrier, rows) for rows in _rows(result)] or [pl.Schema(carrier).to_frame()]
    return _declared(parts[0] if len(parts) == 1 else pl.concat(parts, rechunk=True), schema)


def _rows(result: CursorResult[Any]) -> Iterator[Sequence[Sequence[Any]]]:
    # The driver's own cursor: SQLAlchemy would wrap each row once more.
    cursor: Any = result.cursor
    with closing(result):
        while rows := cursor.fetchmany(READ_CHUNK):
            yield rows


def _frame(carrier: dict[str, pl.DataType], rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    columns = zip(carrier.items(), zip(*rows, strict=True), strict=True)
    return pl.DataFrame([pl.Series(name, values, dtype=dtype) for (name, dtype), values in columns])


def _carrier(wanted: pl.DataType, dialect: str) -> pl.DataType:
    """Return the type in which the driver hands over a column; ``_declared`` makes it what was asked."""
    if isinstance(wanted, pl.Enum):
        return pl.String()
    if dialect == "sqlite" and wanted.is_temporal():
        return pl.String()
    if dialect == "sqlite" and wanted == pl.Boolean:
        return pl.Int64()
    return wanted


def _declared(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Give every column its declared type; SQLite hands over dates as text and booleans as numbers."""
    if frame.schema == schema:
        return frame

    def typed(name: str) -> pl.Expr:
        column, wanted = pl.col(name), schema[name]
        if frame.schema[name] == pl.String and wanted == pl.Date:
            return column.str.to_date("%Y-%m-%d")
        if frame.schema[name] == pl.String and wanted == pl.Datetime:
            return column.str.to_datetime("%Y-%m-%d %H:%M:%S%.f").cast(wanted)
        return column.cast(wanted)

    return frame.select(typed(name) for name in schema.names())


def _sqlite_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _literal(engine: Engine, statement: Query) -> str:
    """Return the statement with its values quoted by the driver: a query without parameters streams as COPY."""
    compiled = statement.compile(engine, compile_kwargs={"render_postcompile": True})
    with engine.connect() as connection:
        raw = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
        return psycopg.ClientCursor(raw).mogrify(str(compiled).encode(), compiled.params)
