"""Counts stay right until the day that was told, whatever is registered."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.counting.expiry import right_until
from metrics.tables import Counts
from tests.metrics.invented import GEMEENTEN, registers
from tests.spec.casebook import Casebook, cases


@given(registers(), st.integers(-400, 400), st.integers(0, 400))
@settings(max_examples=12)  # each counts a register four times
def test_until_that_day_the_same_cases_count_the_same(book: Casebook, shift: int, later: int):
    asked = book.today + timedelta(days=shift)
    until = right_until(book.inputs(), asked)
    before = replace(book, today=asked).counts()
    for gemeente in GEMEENTEN:
        last = until.get(gemeente, date(2030, 1, 1)) - timedelta(days=1)
        assert last >= asked
        for day in {last, min(last, asked + timedelta(days=later))} - {asked}:
            assert _of(replace(book, today=day).counts(), gemeente) == _of(before, gemeente)


def _of(counts: Counts, gemeente: str) -> list[list[tuple[object, ...]]]:
    return [
        counts.telling.filter(gebied=gemeente).rows(),
        counts.verdeling.filter(gebied=gemeente).rows(),
        counts.dekking.filter(gm_code=gemeente).rows(),
    ]


def told(book: Casebook, today: str) -> date | None:
    """Return until when the counts of the only gemeente are right."""
    return right_until(book.inputs(), date.fromisoformat(today)).get("GM0001")


DELIVERED = """
    gm_code | oude_code | tabel | periode_van | periode_tot
    GM0001  | GM0001    | zaak  | 2020-01-01  | 2024-02-01
"""
ZAAK = """
    id | gm_code | matchingsdatum | laatste_maand
    1  | GM0001  | 2024-01-10     | 2020-01-01
"""


def test_a_window_that_closes_is_the_next_day_that_matters():
    book = cases(geleverd=DELIVERED, zaak=ZAAK)
    assert told(book, "2024-03-01") == date(2024, 4, 9), "90 days after 10 January"
    assert told(book, "2024-04-09") != date(2024, 4, 9)


def test_what_is_long_ago_never_changes():
    assert told(cases(geleverd=DELIVERED, zaak=ZAAK), "2026-01-01") is None


def test_a_month_delivered_ahead_of_time_changes_when_it_begins_and_ends():
    ahead = DELIVERED.replace("2024-02-01", "2024-04-01")
    book = cases(geleverd=ahead)
    assert [told(book, day) for day in ("2024-01-10", "2024-01-31", "2024-02-01", "2024-03-30")] == [
        date(2024, 1, 31), date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 31),
    ]  # fmt: skip
    assert told(book, "2024-03-31") is None


def test_who_waits_on_waits_a_day_longer_tomorrow():
    traject = """
        id | gm_code | aanmelding | start      | bekend_tot | laatste_maand
        1  | GM0001  | 2023-01-10 | 2023-01-10 | 2024-02-01 | 2020-01-01
    """
    book = cases(geleverd=DELIVERED, traject=traject)
    assert told(book, "2024-01-15") == date(2024, 1, 16)


def test_the_term_of_a_first_talk_ends_on_a_day_of_its_own():
    """28 days after Saturday 1 June 2024 is a Saturday; three working days after it is Wednesday."""
    book = cases(geleverd=DELIVERED, traject="id | aanmelding | start\n1 | 2024-06-01 | 2024-06-01")
    days = {day: told(book, day) for day in ("2024-06-04", "2024-06-05", "2024-06-29", "2024-06-30", "2024-07-01")}
    assert days["2024-06-04"] == date(2024, 6, 5)
    assert days["2024-06-05"] == date(2024, 6, 29), "28 days flat, as every window is taken"
    assert days["2024-06-29"] == days["2024-06-30"] == date(2024, 7, 1)
    assert days["2024-07-01"] == date(2024, 8, 30), "90 days"
