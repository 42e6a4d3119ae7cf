"""DV03, verwijzing aangekomen: warm and cold, within 90 days, and what is unknown of it."""

from datetime import date
from typing import Any

import pytest

from tests.spec.casebook import Casebook, cases

YES, NO, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)


def referral(line: str, **also: Any) -> Casebook:
    """A referral of 1 March 2024; day 90 is 30 May."""
    written: dict[str, str] = {
        "doorverwijzing": f"id | datum | aangekomen | aangekomen_op | warm | van_type | naar_type\nd1 | {line}"
    }
    return cases(**written, **also)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("2024-03-01 | ja | 2024-03-05", YES, id="arrived"),
        pytest.param("2024-03-01 | ja | ", YES, id="arrived, nobody wrote down when"),
        pytest.param("2024-03-01 | ja | 2024-05-30", YES, id="on day 90"),
        pytest.param("2024-03-01 | ja | 2024-05-31", NO, id="on day 91"),
        pytest.param("2024-03-01 | ja | 2024-03-01", YES, id="the same day"),
        pytest.param("2024-03-01 | nee | ", NO, id="did not arrive"),
        pytest.param("2024-03-01 | nee | 2024-05-31", NO, id="arrived too late"),
        pytest.param("2024-03-01 | nee | 2024-03-05", UNSURE, id="the word and the day contradict each other"),
        pytest.param("2024-03-01 | onbekend | ", UNSURE, id="nobody knows"),
        pytest.param("2024-03-01 | onbekend | 2024-03-05", YES, id="the day proves it"),
        pytest.param("2024-03-01 | onbekend | 2024-05-31", NO, id="the day proves that it was too late"),
    ],
)
def test_who_arrives_within_90_days_has_arrived(line, expected):
    book = referral(f"{line} | ja | kredietbank | voedselbank")
    assert book.tally("DV03") == {"2024-03": expected}


def test_a_referral_without_a_day_is_unknown_in_the_last_month_of_its_levering():
    assert referral(" | ja | | ja | kredietbank | voedselbank").tally("DV03") == {"2024-12": UNSURE}


@pytest.mark.parametrize(
    ("warm", "expected", "cell"),
    [("ja", (YES, None), "warm"), ("nee", (None, YES), "koud"), ("onbekend", (UNSURE, UNSURE), "onbekend")],
)
def test_warm_and_cold_are_counted_apart_and_what_may_be_either_is_unknown_in_both(warm, expected, cell):
    book = referral(f"2024-03-01 | ja | | {warm} | kredietbank | voedselbank")
    assert tuple(book.tally("DV03", variant).get("2024-03") for variant in ("warm", "koud")) == expected
    assert book.tally("DV03") == {"2024-03": YES}
    assert book.cells("DV03", "warm") == {cell: YES}


def test_every_referral_is_in_one_direction():
    book = referral("2024-03-01 | ja | | ja | kredietbank | voedselbank\nd2 | 2024-03-01 | ja | | ja | | voedselbank")
    assert book.cells("DV03", "van") == {"kredietbank": YES, "onbekend": YES}
    assert book.cells("DV03", "naar") == {"voedselbank": (2, 2, 0)}
    assert book.cells("DV03", "van_naar") == {"kredietbank naar voedselbank": YES, "onbekend": YES}
    assert book.cells("DV03", "van*naar") == {"kredietbank*voedselbank": YES, "onbekend*voedselbank": YES}


@pytest.mark.parametrize(("today", "counts"), [("2024-05-29", False), ("2024-05-30", True)])
def test_a_referral_counts_when_its_90_days_are_over(today, counts):
    book = cases(
        doorverwijzing="id | datum | aangekomen | warm\nd1 | 2024-03-01 | ja | ja", today=date.fromisoformat(today)
    )
    assert (book.tally("DV03") != {}) == counts
