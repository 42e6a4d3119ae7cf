"""Stored counts: replaced whole per gebied, summed, and tied to the run that made them."""

from datetime import date, datetime

import polars as pl
import pytest
from sqlalchemy import Engine, insert, select, update

from queries.counts import (
    TELLING_SCHEMA,
    VERDELING_SCHEMA,
    Berekening,
    finish_berekening,
    last_berekening,
    leveringen_digest,
    read_counts,
    replace_counts,
    start_berekening,
)
from queries.schema import levering, telling
from tests.queries.rows import a_levering, dekking_rows, telling_rows, verdeling_rows

JANUARY, FEBRUARY, NOON = date(2024, 1, 1), date(2024, 2, 1), datetime(2024, 3, 1, 12)
NOTHING = (telling_rows(), verdeling_rows(), dekking_rows())


def test_counts_of_a_gebied_are_replaced_and_others_stay(engine: Engine):
    with engine.begin() as connection:
        first = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "a")
        replace_counts(
            connection,
            first,
            ["GM0363", "GM0344"],
            telling_rows(("VS01", "GM0363", JANUARY, 1, 9), ("VS01", "GM0344", JANUARY, 2, 9)),
            verdeling_rows(("GM0363", JANUARY, 5, 2)),
            dekking_rows(("GM0363", "signaal", JANUARY, True), ("GM0344", "signaal", JANUARY, True)),
        )
    with engine.begin() as connection:
        second = start_berekening(connection, date(2024, 3, 2), "1.1", NOON, "b")
        replace_counts(
            connection,
            second,
            ["GM0363"],
            telling_rows(("VS01", "GM0363", FEBRUARY, 7, 9)),
            verdeling_rows(),
            dekking_rows(("GM0363", "signaal", FEBRUARY, False)),
        )
    with engine.connect() as connection:
        counts, histogram, covered = read_counts(connection)
        made_by = connection.execute(select(telling.c.gebied, telling.c.berekening).order_by(telling.c.gebied)).all()
    assert counts.select("gebied", "maand", "teller").rows() == [("GM0344", JANUARY, 2), ("GM0363", FEBRUARY, 7)]
    assert histogram.height == 0
    assert covered.rows() == [("GM0344", "signaal", JANUARY, True), ("GM0363", "signaal", FEBRUARY, False)]
    assert made_by == [("GM0344", first), ("GM0363", second)]


def test_rows_come_back_as_they_were_stored(engine: Engine):
    big = telling_rows(("VS01", "GM0363", JANUARY, 2**40, 2**60))
    histogram = verdeling_rows(("GM0363", JANUARY, 0, 2), ("GM0363", JANUARY, 180, 1))
    histogram = histogram.with_columns(gecensureerd=pl.col("waarde") == 180)
    with engine.begin() as connection:
        number = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "a")
        replace_counts(connection, number, ["GM0363"], big, histogram, dekking_rows())
        stored = read_counts(connection, ["GM0363"])
        assert [frame.height for frame in read_counts(connection, ["GM0344"])] == [0, 0, 0]
    assert stored[0].equals(big)
    assert stored[1].equals(histogram)
    assert (stored[0].schema, stored[1].schema) == (TELLING_SCHEMA, VERDELING_SCHEMA)


def test_rows_of_a_gebied_that_is_not_replaced_are_refused(engine: Engine):
    with engine.begin() as connection:
        number = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "a")
        strangers = telling_rows(("VS01", "GM0344", JANUARY, 1, 1))
        with pytest.raises(ValueError, match="counts of GM0344"):
            replace_counts(connection, number, ["GM0363"], strangers, verdeling_rows(), dekking_rows())


def test_only_a_finished_run_is_the_last_one(engine: Engine):
    with engine.begin() as connection:
        assert last_berekening(connection) is None
        first = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "abc")
        assert last_berekening(connection) is None
        finish_berekening(connection, first, datetime(2024, 3, 1, 13), 342)
        start_berekening(connection, date(2024, 3, 2), "1.0", NOON, "def")
        found = last_berekening(connection)
    assert found == Berekening(first, date(2024, 3, 1), "1.0", NOON, datetime(2024, 3, 1, 13), "abc", 342)


def test_the_digest_follows_which_leveringen_are_in_force(engine: Engine):
    with engine.begin() as connection:
        empty = leveringen_digest(connection)
        connection.execute(insert(levering).values(a_levering(1)))
        one = leveringen_digest(connection)
        connection.execute(insert(levering).values(a_levering(2, status="geweigerd")))
        still_one = leveringen_digest(connection)
        connection.execute(update(levering).where(levering.c.id == 1).values(status="vervangen"))
        none_again = leveringen_digest(connection)
    assert len({empty, one}) == 2
    assert (still_one, none_again) == (one, empty)


def test_a_gebied_without_rows_is_emptied(engine: Engine):
    with engine.begin() as connection:
        number = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "a")
        filled = (telling_rows(("VS01", "GM0363", JANUARY, 1, 1)), verdeling_rows(), dekking_rows())
        replace_counts(connection, number, ["GM0363"], *filled)
        replace_counts(connection, number, ["GM0363"], *NOTHING)
        assert [frame.height for frame in read_counts(connection)] == [0, 0, 0]
