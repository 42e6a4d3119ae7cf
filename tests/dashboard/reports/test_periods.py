"""The period of a report is the one asked for, or the newest quarter that is final."""

from datetime import date

import pytest

from dashboard.reports.errors import PeriodError
from dashboard.reports.periods import period_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("asked", "van", "tot", "naam", "voorlopig"),
    [
        ("2026-09", date(2026, 9, 1), date(2026, 10, 1), "september 2026", True),
        ("2026-03", date(2026, 3, 1), date(2026, 4, 1), "maart 2026", False),
        ("2026-K3", date(2026, 7, 1), date(2026, 10, 1), "juli tot en met september 2026", True),
        ("2025-K4", date(2025, 10, 1), date(2026, 1, 1), "oktober tot en met december 2025", False),
        ("2025", date(2025, 1, 1), date(2026, 1, 1), "2025", False),
    ],
)
def test_a_month_a_quarter_or_a_year_can_be_asked_for(asked: str, van: date, tot: date, naam: str, voorlopig: bool):
    made = period_of(asked, TODAY)

    assert (made.van, made.tot, made.naam, made.voorlopig) == (van, tot, naam, voorlopig)


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2026, 11, 22), "2026-K2"),
        (date(2026, 10, 30), "2026-K2"),  # 90 and 31 days after 1 July
        (date(2026, 10, 29), "2026-K1"),
        (date(2026, 1, 1), "2025-K2"),
        (date(2025, 2, 15), "2024-K3"),
    ],
)
def test_without_a_period_it_is_the_newest_quarter_that_is_final(today: date, code: str):
    assert period_of(None, today).code == code


@pytest.mark.parametrize("asked", ["", "2026-13", "2026-K5", "K3-2026", "26-09", "0000", "2026-9", "2026-09-01"])
def test_what_is_no_period_is_refused_with_how_to_write_one(asked: str):
    with pytest.raises(PeriodError, match="schrijf 2026-09, 2026-K3 of 2026"):
        period_of(asked, TODAY)


@pytest.mark.parametrize("asked", ["2026-11", "2026-K4", "2026", "2027"])
def test_a_period_that_was_not_over_is_refused_with_an_earlier_one(asked: str):
    with pytest.raises(PeriodError, match=r"nog niet voorbij .* 22 november 2026; kies een eerdere, zoals 2026-K2"):
        period_of(asked, TODAY)


def test_before_anything_was_counted_there_is_no_period():
    with pytest.raises(PeriodError, match="nog niets geteld"):
        period_of(None, None)
