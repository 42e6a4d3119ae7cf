"""Periods are half-open, have Dutch names and are voorlopig for as long as they may change."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.periods import Periode, final_from, last_closed, periods


def names(kind: str, first: date, last: date) -> list[tuple[str, str, str]]:
    rows = periods(Periode(kind), first, last).select("periode_van", "periode_tot", "periode").rows()
    return [(str(van), str(tot), label) for van, tot, label in rows]


def test_months_years_and_rolling_years():
    assert names("maand", date(2023, 12, 1), date(2024, 1, 1)) == [
        ("2023-12-01", "2024-01-01", "dec 2023"),
        ("2024-01-01", "2024-02-01", "jan 2024"),
    ]
    assert names("jaar", date(2023, 12, 1), date(2024, 1, 1)) == [
        ("2023-01-01", "2024-01-01", "2023"),
        ("2024-01-01", "2025-01-01", "2024"),
    ]
    assert names("12maanden", date(2023, 2, 1), date(2024, 2, 1)) == [
        ("2023-02-01", "2024-02-01", "12 maanden t/m jan 2024"),
        ("2023-03-01", "2024-03-01", "12 maanden t/m feb 2024"),
    ]


def test_quarters_are_those_of_the_calendar():
    assert names("kwartaal", date(2023, 12, 1), date(2024, 4, 1)) == [
        ("2023-10-01", "2024-01-01", "4e kwartaal 2023"),
        ("2024-01-01", "2024-04-01", "1e kwartaal 2024"),
        ("2024-04-01", "2024-07-01", "2e kwartaal 2024"),
    ]


def test_with_less_than_a_year_there_is_one_rolling_year_up_to_the_last_month():
    assert names("12maanden", date(2024, 1, 1), date(2024, 3, 1)) == [
        ("2023-04-01", "2024-04-01", "12 maanden t/m mrt 2024")
    ]


@pytest.mark.parametrize(
    ("wait", "final"), [("0d", date(2024, 5, 2)), ("90d", date(2024, 7, 31)), ("12mo", date(2025, 5, 2))]
)
def test_a_period_is_final_when_its_windows_are_closed_and_delivered(wait, final):
    frame = pl.DataFrame({"periode_tot": [date(2024, 4, 1)]})
    assert frame.select(final_from(pl.col("periode_tot"), wait)).item() == final


@given(st.dates(date(2020, 1, 1), date(2028, 12, 31)), st.sampled_from(["-1d", "0d", "90d", "6mo", "12mo", "60mo"]))
def test_the_last_day_whose_window_closed_is_the_last_whose_end_is_not_after_today(today, wait):
    last = last_closed(wait, today)
    ends = pl.Series([last, last + timedelta(days=1)]).dt.offset_by(wait).to_list()
    assert ends[0] <= today < ends[1]
