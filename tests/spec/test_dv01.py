"""DV01, doorverwijzing after vroegsignalering: which reached zaken led on to more help?"""

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)
VARIANTS = ("standaard", "financieel", "niet_financieel", "zonder_toestemming")


def tallies(result: str, bereikt: str) -> list[tuple[int, ...] | None]:
    book = cases(
        zaak=f"id | matchingsdatum | resultaat\nz1 | 2024-03-10 | {result}",
        contactpoging=f"zaak | bereikt | datum\nz1 | {bereikt} | 2024-03-12",
    )
    return [book.tally("DV01", variant).get("2024-03") for variant in VARIANTS]


@pytest.mark.parametrize(
    ("result", "expected"),
    [  # together, financial, not financial, without consent
        ("Vervolghulp en/of verwijzing financieel", [YES, YES, NO, NO]),
        ("Vervolghulp en/of verwijzing niet financieel", [YES, NO, YES, NO]),
        ("Verwijzing zonder toestemming", [NO, NO, NO, YES]),
        ("(Budget)advies en/of quick fix", [NO, NO, NO, NO]),
        ("", [UNSURE, UNSURE, UNSURE, UNSURE]),
    ],
)
def test_each_kind_of_referral_counts_apart_and_those_with_consent_together(result, expected):
    assert tallies(result, "ja") == expected


def test_who_was_not_reached_does_not_count_and_who_perhaps_was_is_unknown():
    assert tallies("Verwijzing zonder toestemming", "nee") == [None] * 4
    assert tallies("Verwijzing zonder toestemming", "") == [UNSURE] * 4
