"""Spans of days: merging, gaps, and what of a gemeente was delivered."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from metrics.coverage import EARLIEST, LATEST, gaps, merged, months_delivered, stretches_covered

ORIGIN = date(2024, 1, 1)
days = st.integers(0, 60).map(lambda number: ORIGIN + timedelta(days=number))
spans = st.lists(st.tuples(days, days), max_size=6)
CODES = pl.DataFrame(
    [("GM0001", "GM0001", date(2010, 1, 1), None)],
    schema={"gm_code": pl.String, "today": pl.String, "geldig_van": pl.Date, "geldig_tot": pl.Date},
    orient="row",
)


def inside(day: date, some: list[tuple[date, date]]) -> bool:
    return any(van <= day < tot for van, tot in some)


@given(spans)
def test_merged_spans_hold_the_same_days_apart_and_in_order(some):
    made = merged(some)
    every = [ORIGIN + timedelta(days=number) for number in range(61)]
    assert [inside(day, made) for day in every] == [inside(day, some) for day in every]
    assert all(one[1] < two[0] for one, two in pairwise(made))


@given(spans)
def test_gaps_are_all_other_days(some):
    made = merged(some)
    every = [EARLIEST, *(ORIGIN + timedelta(days=number) for number in range(61)), LATEST - timedelta(days=1)]
    assert [inside(day, gaps(made)) for day in every] == [not inside(day, made) for day in every]


def delivered(*rows: tuple[str, str, date, date]) -> pl.DataFrame:
    made = [(code, code, "traject", organisation, van, tot) for code, organisation, van, tot in rows]
    columns = ["gm_code", "oude_code", "tabel", "organisatie", "periode_van", "periode_tot"]
    return pl.DataFrame(made, schema=columns, orient="row")


def test_nobody_delivers_days_that_have_not_been():
    told = delivered(("GM0001", "A", date(2024, 1, 1), date(2025, 1, 1)))
    months = months_delivered(told, CODES, date(2024, 2, 28))
    assert months.select("maand", "volledig").rows() == [(date(2024, 1, 1), True), (date(2024, 2, 1), False)]
    stretch = stretches_covered(told, CODES, "traject", date(2024, 2, 28))
    assert stretch.rows() == [("GM0001", date(2024, 1, 1), date(2024, 2, 29))]


def test_a_gemeente_that_is_nowhere_on_the_map_is_left_out():
    told = delivered(("GM9999", "A", date(2024, 1, 1), date(2025, 1, 1)))
    assert months_delivered(told, CODES, date(2026, 1, 1)).is_empty()
    assert stretches_covered(told, CODES, "traject", date(2026, 1, 1)).is_empty()


MERGED = pl.DataFrame(
    [("GM0001", "GM0001", date(2010, 1, 1), None), ("GM0002", "GM0001", date(2010, 1, 1), date(2024, 2, 11))],
    schema=CODES.schema,
    orient="row",
)


@given(st.lists(st.tuples(st.sampled_from(["GM0001", "GM0002", "GM0003"]), days, days), max_size=8), days)
def test_a_month_is_whole_when_each_of_its_days_was_delivered_for_each_code_that_was_valid(some, today):
    """The merged gemeente still delivered under its own code until 10 February."""
    some = [(code, van, tot) for code, van, tot in some if van < tot]
    told = pl.DataFrame(
        [("GM0001", code, "traject", van, tot) for code, van, tot in some],
        schema={"gm_code": pl.String, "oude_code": pl.String, "tabel": pl.String, "periode_van": pl.Date,
                "periode_tot": pl.Date},
        orient="row",
    )  # fmt: skip
    found: dict[date, bool] = {}
    for maand, until in ((date(2024, 1, 1), 31), (date(2024, 2, 1), 29), (date(2024, 3, 1), 31)):
        every = [maand + timedelta(days=number) for number in range(until)]
        needed = [(code, day) for code, end in (("GM0001", LATEST), ("GM0002", date(2024, 2, 11))) for day in every
                  if day < end]  # fmt: skip
        have = [
            (code, day) in needed and day <= today and inside(day, [(van, tot) for of, van, tot in some if of == code])
            for code, day in needed
        ]
        if any(have):
            found[maand] = all(have)
    made = months_delivered(told, MERGED, today)
    assert dict(made.select("maand", "volledig").iter_rows()) == found
