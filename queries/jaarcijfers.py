"""The yearly figures that gemeenten keep of their own approaches, for who may see them.

They count for the gemeente of today whose code they carry: what a gemeente that merged counted is about a part.
"""

from typing import Final

import polars as pl
from sqlalchemy import Connection, select

from queries.bulk import read_frame
from queries.schema import jaarcijfer, levering
from queries.viewer import Recht, Viewer, visible_to

JAARCIJFER_SCHEMA: Final = pl.Schema(
    {
        "gm_code": pl.String(), "naam": pl.String(), "soort": pl.String(), "jaar": pl.Int32(),
        "waarde": pl.Float64(), "bron": pl.String(),
    }
)  # fmt: skip
_ONE: Final = ("gm_code", "naam", "soort", "jaar")


def read_jaarcijfers(connection: Connection, viewer: Viewer, gm_code: str | None = None) -> pl.DataFrame:
    """Return the yearly figures of the viewer's gemeenten, of one when ``gm_code`` is given, as JAARCIJFER_SCHEMA.

    Of one name, year and soort (stroom or peildatum) the last delivered counts. A null ``waarde`` was delivered
    as not known.
    """
    names = JAARCIJFER_SCHEMA.names()
    schema = pl.Schema({**JAARCIJFER_SCHEMA, "aangeleverd_op": pl.Datetime("us"), "id": pl.Int64()})
    statement = (
        select(*(jaarcijfer.c[name] for name in names), levering.c.aangeleverd_op, jaarcijfer.c.id)
        .join(levering, levering.c.id == jaarcijfer.c.levering)
        .where(levering.c.status == "in_gebruik")
    )
    if gm_code is not None:
        statement = statement.where(jaarcijfer.c.gm_code == gm_code)
    rows = read_frame(connection, visible_to(statement, viewer, jaarcijfer.c.gm_code, Recht.EIGEN_CIJFERS), schema)
    newest = rows.sort("aangeleverd_op", "id", descending=True).unique(_ONE, keep="first", maintain_order=True)
    return newest.select(names).sort(_ONE)
