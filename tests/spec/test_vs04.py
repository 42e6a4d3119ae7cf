"""VS04, niet opgepakt: for which reason a zaak was left, and when that is not known."""

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE = {"2024-03": (1, 1, 0)}, {"2024-03": (0, 1, 0)}, {"2024-03": (0, 0, 1)}
REASONS = {
    "onterecht": "Niet opgepakt: onterecht signaal",
    "overleden": "Inwoner is overleden",
    "geen_inwoner": "Persoon is geen inwoner (meer) in de gemeente",
    "herhaald": "Niet opgepakt: herhaalde melding",
    "andere_reden": "Niet opgepakt: andere reden",
}


def book(result: str, picked_up: str = "", attempt: str = ""):
    return cases(
        zaak=f"id | matchingsdatum | opgepakt_op | resultaat\nz1 | 2024-03-10 | {picked_up} | {result}",
        contactpoging=f"zaak | soort | datum\n{attempt}" if attempt else "",
    )


@pytest.mark.parametrize("variant", ["onterecht", "overleden", "geen_inwoner", "herhaald", "andere_reden"])
def test_every_reason_is_counted_apart_and_all_together(variant):
    made = book(REASONS[variant])
    assert made.tally("VS04") == YES
    assert {other: made.tally("VS04", other) for other in REASONS} == {
        other: YES if other == variant else NO for other in REASONS
    }


@pytest.mark.parametrize(
    ("result", "picked_up", "attempt", "expected"),
    [
        pytest.param("", "", "", UNSURE, id="nothing was written down: not known whether, nor why"),
        pytest.param("", "2024-03-11", "", NO, id="it was picked up, and has no result yet"),
        pytest.param("", "", "z1 | Brief | 2024-03-11", NO, id="an attempt is picking up"),
        pytest.param("", "", "z1 | Administratief | 2024-03-11", UNSURE, id="administration is not"),
        pytest.param("Definitief geen contact kunnen krijgen", "", "", NO, id="a result of who was picked up"),
        pytest.param(
            "Niet opgepakt: andere reden", "2024-03-11", "", YES, id="the result denies that it was picked up"
        ),
    ],
)
def test_who_was_picked_up_was_not_left_and_an_empty_field_is_no_answer(result, picked_up, attempt, expected):
    assert book(result, picked_up, attempt).tally("VS04") == expected


def test_a_zaak_counts_when_its_ninety_days_are_over():
    made = cases(
        zaak="""
            id | matchingsdatum | resultaat
            z1 | 2026-08-03     | Inwoner is overleden
            z2 | 2026-08-04     | Inwoner is overleden
        """
    )
    assert made.tally("VS04", "overleden") == {"2026-08": (1, 1, 0)}


def test_without_a_date_a_zaak_is_unknown():
    made = cases(zaak="id | resultaat | laatste_maand\nz1 | Inwoner is overleden | 2024-06-01")
    assert made.tally("VS04") == {"2024-06": (0, 0, 1)}
