"""Keys that find a record delivered twice."""

from collections.abc import Sequence

import polars as pl


def duplicate_key(frame: pl.DataFrame, required: Sequence[str], optional: Sequence[str] = ()) -> pl.Series:
    """Return a number per row, the same for rows of one levering that agree on all named columns.

    A row in which a ``required`` column is missing gets a number of its own: nothing says it is a copy.
    """
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in required)
    groups = pl.struct("levering_nr", *required, *optional).rank("dense").cast(pl.Int64)
    return frame.select(pl.when(known).then(groups).otherwise(-1 - pl.int_range(pl.len())).alias("dubbelsleutel"))[
        "dubbelsleutel"
    ]
