"""Goals and interventions of a viewer's own gemeenten: what was promised, by when, and what was changed since when.

They count for the gemeente of today whose code they carry: what a gemeente that merged promised is about a part.
"""

from typing import Final

import polars as pl
from sqlalchemy import Connection, Table, or_, select

from queries.bulk import read_frame
from queries.schema import doel, interventie, levering
from queries.viewer import Recht, Viewer, visible_to

_TEXT, _DAY = pl.String(), pl.Date()
DOEL_SCHEMA: Final = pl.Schema(
    {
        "id": pl.Int64(), "gm_code": _TEXT, "indicator": _TEXT, "variant": _TEXT, "uitsplitsing": _TEXT, "cel": _TEXT,
        "waarde": pl.Float64(), "soort": _TEXT, "richting": _TEXT, "basisjaar": pl.Int32(),
        "basiswaarde": pl.Float64(), "schatting": _TEXT, "uiterlijk": _DAY, "bron": _TEXT, "levering": pl.Int64(),
    }
)  # fmt: skip
INTERVENTIE_SCHEMA: Final = pl.Schema(
    {
        "id": pl.Int64(), "gm_code": _TEXT, "naam": _TEXT, "vanaf": _DAY, "beschrijving": _TEXT, "bron": _TEXT,
        "levering": pl.Int64(),
    }
)  # fmt: skip
# One goal, one intervention: what was said of it last counts.
_DOEL: Final = ("gm_code", "indicator", "variant", "uitsplitsing", "cel", "uiterlijk")
_INTERVENTIE: Final = ("gm_code", "naam", "vanaf")


def read_doelen(connection: Connection, viewer: Viewer, gm_code: str | None = None) -> pl.DataFrame:
    """Return the goals of the viewer's gemeenten, of one when ``gm_code`` is given, as DOEL_SCHEMA.

    ``waarde`` and ``basiswaarde`` are as people write them (25 for 25%). ``indicator`` is a code, or
    ``jaarcijfer:`` or ``kenmerk:`` with a name. ``soort`` and ``richting`` are null where they follow from the
    rest (see metrics.goals.targets); ``uitsplitsing`` and ``cel`` are empty for the whole.
    """
    rows = _in_force(connection, viewer, gm_code, doel, DOEL_SCHEMA)
    rows = rows.with_columns(pl.col("uitsplitsing", "cel").fill_null(""))
    newest = rows.sort("id", descending=True).unique(_DOEL, keep="first", maintain_order=True)
    return newest.sort("gm_code", "uiterlijk", "indicator", "variant", "uitsplitsing", "cel")


def read_interventies(connection: Connection, viewer: Viewer, gm_code: str | None = None) -> pl.DataFrame:
    """Return the interventions of the viewer's gemeenten, oldest first, as INTERVENTIE_SCHEMA."""
    rows = _in_force(connection, viewer, gm_code, interventie, INTERVENTIE_SCHEMA)
    newest = rows.sort("id", descending=True).unique(_INTERVENTIE, keep="first", maintain_order=True)
    return newest.sort("gm_code", "vanaf", "naam")


def _in_force(
    connection: Connection, viewer: Viewer, gm_code: str | None, table: Table, schema: pl.Schema
) -> pl.DataFrame:
    """Return what was typed on a page or came with a levering in force, as far as the viewer may see it."""
    statement = (
        select(*(table.c[name] for name in schema.names()))
        .outerjoin(levering, levering.c.id == table.c.levering)
        .where(or_(table.c.levering.is_(None), levering.c.status == "in_gebruik"))
    )
    if gm_code is not None:
        statement = statement.where(table.c.gm_code == gm_code)
    return read_frame(connection, visible_to(statement, viewer, table.c.gm_code, Recht.EIGEN_CIJFERS), schema)
