"""Records that were delivered twice under different ids."""

from collections.abc import Sequence

import polars as pl


def single(required: Sequence[str], optional: Sequence[str] = ()) -> pl.Expr:
    """Return whether no other record of the same levering agrees on all named columns.

    Null where a ``required`` column is missing: then nothing says it is a copy.
    """
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in required)
    return pl.when(known).then(pl.struct("levering_nr", *required, *optional).is_unique())
