"""The stored households of the what-if of the signal rule, as their own gemeente may read them."""

import polars as pl
from sqlalchemy import Connection

from queries.blocks import read_blocks, select_blocks
from queries.counts import SIGNAALREGEL_SCHEMA
from queries.schema import signaalregel
from queries.viewer import Recht, Viewer, visible_to


def read_signal_rule(connection: Connection, viewer: Viewer, gm_code: str) -> pl.DataFrame:
    """Return the households of one gemeente of the viewer's own, by month, threshold and number of partners.

    For nobody else, and never published: see metrics.signal_rule for what the rows mean.
    """
    visible = visible_to(
        select_blocks(signaalregel, [gm_code], None), viewer, signaalregel.c.gebied, Recht.EIGEN_CIJFERS
    )
    return read_blocks(connection, visible, SIGNAALREGEL_SCHEMA)
