"""VS13, al bekend: who had debt help already, or another traject that runs."""

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE, OUT = {"2024-03": (1, 1, 0)}, {"2024-03": (0, 1, 0)}, {"2024-03": (0, 0, 1)}, {}


@pytest.mark.parametrize(
    ("result", "either", "debt_help", "other"),
    [
        ("Inwoner al bekend bij schuldhulpverlening", YES, YES, NO),
        ("Inwoner heeft al een ander lopend traject", YES, NO, YES),
        ("Definitief geen contact kunnen krijgen", NO, NO, NO),
        ("(Budget)advies en/of quick fix", NO, NO, NO),
        ("Niet opgepakt: herhaalde melding", NO, NO, NO),
        ("Niet opgepakt: onterecht signaal", OUT, OUT, OUT),
        ("Inwoner is overleden", OUT, OUT, OUT),
        ("Persoon is geen inwoner (meer) in de gemeente", OUT, OUT, OUT),
        pytest.param("", UNSURE, UNSURE, UNSURE, id="an empty field is no answer"),
    ],
)
def test_each_result_counts_apart_and_together(result, either, debt_help, other):
    book = cases(zaak=f"id | matchingsdatum | resultaat\nz1 | 2024-03-10 | {result}")
    assert book.tally("VS13") == either
    assert book.tally("VS13", "schuldhulp") == debt_help
    assert book.tally("VS13", "ander_traject") == other


def test_a_zaak_counts_when_its_ninety_days_are_over_and_is_unknown_without_a_date():
    known = "Inwoner al bekend bij schuldhulpverlening"
    book = cases(
        zaak=f"""
            id | matchingsdatum | resultaat | laatste_maand
            z1 | 2026-08-03     | {known}   |
            z2 | 2026-08-04     | {known}   |
            z3 |                | {known}   | 2024-06-01
        """
    )
    assert book.tally("VS13") == {"2024-06": (0, 0, 1), "2026-08": (1, 1, 0)}
