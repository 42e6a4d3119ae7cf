"""ON03, ontruimingen ten opzichte van het basisjaar: how many there were; the base year is chosen on the page."""

import pytest

from tests.spec.casebook import cases

ONE, UNSURE = (1, 1, 0), (0, 0, 1)


@pytest.mark.parametrize(
    ("line", "expected"),
    [  # because of rent, for whatever reason
        pytest.param("2024-05-03 | uitgevoerd | huurschuld", [ONE, ONE], id="because of rent"),
        pytest.param("2024-05-03 | | huurschuld", [ONE, ONE], id="the day proves it"),
        pytest.param("2024-05-03 | uitgevoerd | overlast", [None, ONE], id="because of nuisance"),
        pytest.param("2024-05-03 | uitgevoerd |", [UNSURE, ONE], id="no reason given"),
        pytest.param("2024-05-03 | voorkomen | huurschuld", [UNSURE, UNSURE], id="contradicts itself"),
        pytest.param("| voorkomen | huurschuld", [None, None], id="prevented"),
    ],
)
def test_only_what_was_carried_out_counts_as_teller_and_noemer_alike(line, expected):
    book = cases(ontruiming=f"id | uitgevoerd_op | uitkomst | reden | laatste_maand\no1 | {line} | 2024-05-01")
    assert [book.tally("ON03", variant).get("2024-05") for variant in ("standaard", "alle")] == expected


def test_private_landlords_count_as_well():
    book = cases(ontruiming="id | uitgevoerd_op | reden | verhuurder\no1 | 2024-05-03 | huurschuld | particulier")
    assert book.cells("ON03", "verhuurder") == {"particulier": ONE}
