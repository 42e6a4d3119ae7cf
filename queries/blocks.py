"""Counts packed per gebied and uitsplitsing: all rows of a block as one Parquet file inside one row of the store.

A gemeente's counts are replaced whole and read whole, so the database needs to find them, not to look into them. A
row per count took ten times the room and the time, and erasing old rows one by one took as long again.
"""

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any, Final

import polars as pl
from sqlalchemy import ColumnElement, Connection, LargeBinary, Table, and_, delete, select, type_coerce

from queries.bulk import Query, bulk_append, read_frame

BLOCK = ("gebied", "uitsplitsing")
_PACKED = pl.Schema({"gebied": pl.String(), "uitsplitsing": pl.String(), "rijen": pl.Int32(), "inhoud": pl.Binary()})
# Where people live to the street, and two breakdowns at a time ("leeftijdsklasse*crisis"): these are for their own
# gemeente alone. They are in no region and in no publication.
_STREETS: Final = ("pc4", "wijk")
_CROSSED: Final = "*"
# So many gebieden are erased in one statement; both databases take more, but not without end.
_AT_A_TIME = 500


def pack(rows: pl.DataFrame, *, in_order: bool = False) -> pl.DataFrame:
    """Return ``rows`` as blocks that can be stored: much smaller, so that many can be kept until all are there.

    The same rows give the same bytes: they are sorted, unless they come in a fixed order (``in_order``) already.
    """
    return pl.DataFrame(list(_packed(rows, in_order=in_order)), schema=_PACKED, orient="row")


def replace_blocks(
    connection: Connection, table: Table, gebieden: Collection[str], blocks: pl.DataFrame, berekening: int
) -> None:
    """Replace every block of ``gebieden`` by ``blocks``, which that run made."""
    erase(connection, table, table.c.gebied, gebieden)
    bulk_append(connection, table, blocks.with_columns(berekening=pl.lit(berekening, pl.Int64)))


def erase(connection: Connection, table: Table, column: ColumnElement[str], gebieden: Collection[str]) -> None:
    """Erase the rows of ``table`` about these gebieden, named in ``column``, however many there are."""
    names = sorted(gebieden)
    for start in range(0, len(names), _AT_A_TIME):
        connection.execute(delete(table).where(column.in_(names[start : start + _AT_A_TIME])))


def select_blocks(
    table: Table,
    gebieden: Collection[str] | None,
    uitsplitsingen: Collection[str] | None,
    *,
    shared: bool = False,
) -> Query:
    """Select the blocks of these gebieden and uitsplitsingen, or all; ``shared`` only what may leave its gemeente."""
    # The bytes as they are: SQLAlchemy would hand them over one by one through a function of its own.
    content = type_coerce(table.c.inhoud, LargeBinary).label("inhoud")
    statement = select(table.c.gebied, table.c.uitsplitsing, table.c.rijen, content)
    if gebieden is not None:
        statement = statement.where(table.c.gebied.in_(sorted(gebieden)))
    if uitsplitsingen is not None:
        statement = statement.where(table.c.uitsplitsing.in_(sorted(uitsplitsingen)))
    return statement.where(_may_leave(table)) if shared else statement


def _may_leave(table: Table) -> ColumnElement[bool]:
    """Whether counts of a breakdown may leave their gemeente, as metrics.uitsplitsingen says of regions."""
    name = table.c.uitsplitsing
    return and_(name.not_in(_STREETS), ~name.contains(_CROSSED, autoescape=True))


def read_blocks(
    connection: Connection, statement: Query, schema: pl.Schema, indicators: Collection[str] | None = None
) -> pl.DataFrame:
    """Return the rows of the blocks that ``statement`` selects, as ``schema``, by block and then in their own order.

    The order is that of the names, not of a database's collation, so that every store gives the same bytes.
    """
    blocks = read_frame(connection, statement, _PACKED).sort(BLOCK)
    frames = [_unpacked(row, schema, indicators) for row in blocks.iter_rows()]
    return pl.concat([schema.to_frame(), *frames], rechunk=True)


def _packed(rows: pl.DataFrame, *, in_order: bool) -> Iterator[tuple[str, str, int, bytes]]:
    for (gebied, uitsplitsing), block in rows.partition_by(BLOCK, as_dict=True, include_key=False).items():
        content = BytesIO()
        (block if in_order else block.sort(pl.all())).write_parquet(content, statistics=False)
        yield gebied, uitsplitsing, block.height, content.getvalue()


def _unpacked(row: tuple[Any, ...], schema: pl.Schema, indicators: Collection[str] | None) -> pl.DataFrame:
    gebied, uitsplitsing, _, content = row
    block = pl.read_parquet(BytesIO(content))
    if indicators is not None:
        block = block.filter(pl.col("indicator").is_in(list(indicators)))
    return block.with_columns(gebied=pl.lit(gebied), uitsplitsing=pl.lit(uitsplitsing)).select(schema.names())
