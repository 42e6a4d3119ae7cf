"""The what-if of the signal rule is for the own gemeente alone."""

from datetime import date, datetime

import polars as pl
from sqlalchemy import Engine

from queries.counts import SIGNAALREGEL_SCHEMA, pack_counts, read_signaalregel, replace_packed, start_berekening
from queries.signal_rule import read_signal_rule
from queries.viewer import Recht, Viewer, local_administrator
from tests.queries.test_counts import NOTHING


def test_only_the_own_gemeente_reads_its_households_by_threshold(engine: Engine):
    rows = [(code, "", date(2026, 3, 1), 100, 50, 2, 7) for code in ("GM0344", "GM0363")]
    stored = pl.DataFrame(rows, schema=SIGNAALREGEL_SCHEMA, orient="row")
    with engine.begin() as connection:
        number = start_berekening(connection, date(2026, 4, 1), "1", datetime(2026, 4, 1), "x")
        packed = pack_counts(*NOTHING, signaalregel=stored)
        replace_packed(connection, number, ["GM0344", "GM0363"], [packed])
    own = Viewer("iemand", frozenset({"GM0363"}), frozenset({Recht.EIGEN_CIJFERS}))
    with engine.connect() as connection:
        assert read_signaalregel(connection).rows() == rows
        assert read_signal_rule(connection, own, "GM0363").rows() == rows[1:]
        assert read_signal_rule(connection, own, "GM0344").is_empty()
        assert read_signal_rule(connection, Viewer("niemand", frozenset({"GM0363"})), "GM0363").is_empty()
        assert read_signal_rule(connection, local_administrator(), "GM0344").rows() == rows[:1]
