"""DV03b, aankomst niet bekend: of how many referrals nobody knows whether someone arrived."""

import pytest

from tests.spec.casebook import cases


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("2024-03-01 | onbekend |", (1, 1, 0), id="nobody knows"),
        pytest.param("2024-03-01 | nee | 2024-03-05", (1, 1, 0), id="the word and the day contradict each other"),
        pytest.param("2024-03-01 | ja |", (0, 1, 0), id="arrived"),
        pytest.param("2024-03-01 | nee |", (0, 1, 0), id="did not arrive"),
        pytest.param("2024-03-01 | onbekend | 2024-03-05", (0, 1, 0), id="the day tells"),
    ],
)
def test_a_referral_is_unknown_when_neither_word_nor_day_tells(line, expected):
    book = cases(doorverwijzing=f"id | datum | aangekomen | aangekomen_op\nd1 | {line}")
    assert book.tally("DV03b") == {"2024-03": expected}


def test_what_is_unknown_here_is_what_dv03_leaves_out():
    lines = "d1 | 2024-03-01 | ja\nd2 | 2024-03-01 | nee\nd3 | 2024-03-01 | onbekend"
    book = cases(doorverwijzing=f"id | datum | aangekomen\n{lines}")
    assert book.tally("DV03") == {"2024-03": (1, 2, 1)}
    assert book.tally("DV03b") == {"2024-03": (1, 3, 0)}
