"""Spec tests: numbers, dates and periods as Dutch readers write them."""

from datetime import date, datetime

import pytest

from dashboard import texts


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [(1234.5, 1, "1.234,5"), (0.0, 0, "0"), (-0.04, 1, "0,0"), (-3.0, 0, "-3"), (None, 1, "–"), (1e6, 0, "1.000.000")],
)
def test_a_number_is_written_in_dutch(value: float | None, decimals: int, words: str):
    assert texts.number(value, decimals) == words


def test_a_share_is_a_percentage_with_a_comma():
    assert texts.share(0.123) == "12,3%"
    assert texts.share(None) == "–"


@pytest.mark.parametrize(
    ("since", "until", "words", "short"),
    [
        (date(2024, 3, 1), date(2024, 4, 1), "maart 2024", "mrt 2024"),
        (date(2024, 1, 1), date(2025, 1, 1), "2024", "2024"),
        (date(2024, 10, 1), date(2025, 1, 1), "oktober tot en met december 2024", "okt t/m dec 2024"),
        (date(2023, 10, 1), date(2024, 10, 1), "oktober 2023 tot en met september 2024", "okt 2023 t/m sep 2024"),
        (date(2022, 1, 1), date(2025, 1, 1), "januari 2022 tot en met december 2024", "2022 t/m 2024"),
        (date(2024, 1, 3), date(2024, 1, 6), "3 januari 2024 tot en met 5 januari 2024", "03-01-2024 t/m 05-01-2024"),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(since: date, until: date, words: str, short: str):
    assert texts.span(since, until) == words
    assert texts.short_span(since, until) == short


def test_days_and_moments_are_said_in_full():
    assert texts.day(date(2024, 3, 5)) == "5 maart 2024"
    assert texts.moment(datetime(2024, 3, 5, 14, 5)) == "5 maart 2024, 14:05 uur"
    assert texts.day(None) == texts.moment(None) == "–"


def test_one_and_many_have_their_own_word():
    assert texts.count_of(1, "zaak", "zaken") == "1 zaak"
    assert texts.count_of(1200, "zaak", "zaken") == "1.200 zaken"


def test_every_state_has_its_own_symbol_within_its_list():
    for words in (texts.STATUSES, texts.LEVERING_STATUSES):
        assert len({word.text for word in words.values()}) == len(words)
        assert all(word.symbol and word.explanation for word in words.values())
