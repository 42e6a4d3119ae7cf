"""VS09, contactpogingen per zaak: how many, and how often four or more."""

import pytest

from tests.spec.casebook import cases

MANY, FEW, UNSURE = {"2024-03": (1, 1, 0)}, {"2024-03": (0, 1, 0)}, {"2024-03": (0, 0, 1)}


def book(*attempts: str, zaak: str = "2024-03-05 | 2024-03-05 |"):
    lines = "\n".join(f"z1 | {attempt}" for attempt in attempts)
    return cases(
        zaak=f"id | matchingsdatum | opgepakt_op | resultaat | laatste_maand\nz1 | {zaak} | 2024-03-01",
        contactpoging=f"zaak | soort | datum\n{lines}",
    )


@pytest.mark.parametrize(
    ("attempts", "number", "four"),
    [
        pytest.param([], 0, FEW, id="picked up without an attempt"),
        pytest.param(["Brief | 2024-03-05"], 1, FEW, id="one"),
        pytest.param(["Brief | 2024-03-06"] * 3, 3, FEW, id="three"),
        pytest.param(["Brief | 2024-03-06"] * 4, 4, MANY, id="four"),
        pytest.param(["Brief | 2024-03-06"] * 3 + ["Brief | 2024-06-03"], 4, MANY, id="the fourth on day 90"),
        pytest.param(["Brief | 2024-03-06"] * 3 + ["Brief | 2024-06-04"], 3, FEW, id="the fourth on day 91"),
        pytest.param(["Brief | 2024-03-06"] * 3 + ["Administratief | 2024-03-06"], 3, FEW, id="administration"),
        pytest.param(["Brief | 2024-03-06"] * 3 + ["Brief |"], None, UNSURE, id="the fourth, but when"),
        pytest.param(["Brief | 2024-03-06"] * 3 + ["| 2024-03-06"], None, UNSURE, id="the fourth, but of what form"),
        pytest.param(["Brief | 2024-03-06"] * 2 + ["Brief |"], None, FEW, id="three at most"),
        pytest.param(["Brief | 2024-03-06"] * 4 + ["Brief |"], None, MANY, id="four at least"),
    ],
)  # fmt: skip
def test_attempts_within_ninety_days_count(attempts, number, four):
    made = book(*attempts)
    assert made.tally("VS09", "vier_of_meer") == four
    assert made.tally("VS09") == (UNSURE if number is None else {"2024-03": (1, 1, 0)})
    assert made.waiting("VS09") == ({} if number is None else {("2024-03", number, False): 1})


@pytest.mark.parametrize(
    ("zaak", "expected"),
    [
        pytest.param("2024-03-05 | |", {}, id="not picked up"),
        pytest.param("2024-03-05 | 2024-03-06 | Niet opgepakt: andere reden", {}, id="the result denies it"),
        pytest.param("| 2024-03-06 |", UNSURE, id="without a day"),
        pytest.param("2024-03-05 | | Definitief geen contact kunnen krijgen", {"2024-03": (1, 1, 0)}, id="by result"),
    ],
)
def test_only_zaken_that_were_picked_up_count(zaak, expected):
    assert book(zaak=zaak).tally("VS09") == expected


def test_a_zaak_whose_ninety_days_are_not_over_is_in_no_count_and_no_histogram():
    made = cases(zaak="id | matchingsdatum | opgepakt_op\nz1 | 2026-08-03 | 2026-08-03\nz2 | 2026-08-04 | 2026-08-04")
    assert made.tally("VS09") == {"2026-08": (1, 1, 0)}
    assert made.waiting("VS09") == {("2026-08", 0, False): 1}
