"""Counts packed per gebied and uitsplitsing: all rows of a block as one Parquet file inside one row of the store.

A gemeente's counts are replaced whole and read whole, so the database needs to find them, not to look into them. A
row per count took ten times the room and the time, and erasing old rows one by one took as long again.
"""

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any

import polars as pl
from sqlalchemy import Connection, LargeBinary, Table, delete, select, type_coerce

from queries.bulk import Query, bulk_append, read_frame

BLOCK = ("gebied", "uitsplitsing")
_STORED = pl.Schema(
    {
        "gebied": pl.String(),
        "uitsplitsing": pl.String(),
        "rijen": pl.Int32(),
        "inhoud": pl.Binary(),
        "berekening": pl.Int64(),
    }
)
# So many gebieden are erased in one statement; both databases take more, but not without end.
_AT_A_TIME = 500


def replace_blocks(
    connection: Connection, table: Table, gebieden: Collection[str], rows: pl.DataFrame, berekening: int
) -> None:
    """Replace every block of ``gebieden`` by ``rows``, which that run made; without rows there is no block."""
    names = sorted(gebieden)
    for start in range(0, len(names), _AT_A_TIME):
        connection.execute(delete(table).where(table.c.gebied.in_(names[start : start + _AT_A_TIME])))
    bulk_append(connection, table, pl.DataFrame(list(_packed(rows, berekening)), schema=_STORED, orient="row"))


def select_blocks(table: Table, gebieden: Collection[str] | None, uitsplitsingen: Collection[str] | None) -> Query:
    """Select the blocks of these gebieden and uitsplitsingen, or of all."""
    # The bytes as they are: SQLAlchemy would hand them over one by one through a function of its own.
    content = type_coerce(table.c.inhoud, LargeBinary).label("inhoud")
    statement = select(table.c.gebied, table.c.uitsplitsing, table.c.rijen, content, table.c.berekening)
    if gebieden is not None:
        statement = statement.where(table.c.gebied.in_(sorted(gebieden)))
    if uitsplitsingen is not None:
        statement = statement.where(table.c.uitsplitsing.in_(sorted(uitsplitsingen)))
    return statement


def read_blocks(
    connection: Connection, statement: Query, schema: pl.Schema, indicators: Collection[str] | None = None
) -> pl.DataFrame:
    """Return the rows of the blocks that ``statement`` selects, as ``schema``, by block and then in their own order.

    The order is that of the names, not of a database's collation, so that every store gives the same bytes.
    """
    blocks = read_frame(connection, statement, _STORED).sort(BLOCK)
    frames = [_unpacked(row, schema, indicators) for row in blocks.iter_rows()]
    return pl.concat([schema.to_frame(), *frames], rechunk=True)


def _packed(rows: pl.DataFrame, berekening: int) -> Iterator[tuple[str, str, int, bytes, int]]:
    for (gebied, uitsplitsing), block in rows.partition_by(BLOCK, as_dict=True, include_key=False).items():
        content = BytesIO()
        block.sort(pl.all()).write_parquet(content, statistics=False)
        yield gebied, uitsplitsing, block.height, content.getvalue(), berekening


def _unpacked(row: tuple[Any, ...], schema: pl.Schema, indicators: Collection[str] | None) -> pl.DataFrame:
    gebied, uitsplitsing, _, content, _ = row
    block = pl.read_parquet(BytesIO(content))
    if indicators is not None:
        block = block.filter(pl.col("indicator").is_in(list(indicators)))
    return block.with_columns(gebied=pl.lit(gebied), uitsplitsing=pl.lit(uitsplitsing)).select(schema.names())
