"""VS11, hulpacceptatie van alle meldingen: of all zaken that count, which ended in help that was accepted?"""

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE, OUT = {"2024-03": (1, 1, 0)}, {"2024-03": (0, 1, 0)}, {"2024-03": (0, 0, 1)}, {}
REACHED, NOT_REACHED, UNCLEAR = "ja | 2024-03-12", "nee | 2024-03-12", "| 2024-03-12"


def book(result: str, attempt: str):
    return cases(
        zaak=f"id | matchingsdatum | resultaat\nz1 | 2024-03-10 | {result}",
        contactpoging=f"zaak | bereikt | datum\nz1 | {attempt}",
    )


@pytest.mark.parametrize(
    ("result", "attempt", "expected"),
    [
        ("(Budget)advies en/of quick fix", REACHED, YES),
        ("Vervolghulp en/of verwijzing financieel", REACHED, YES),
        ("Vervolghulp en/of verwijzing niet financieel", REACHED, YES),
        ("Inwoner heeft zelf al betaald/betalingsregeling getroffen", REACHED, NO),
        ("Verwijzing zonder toestemming", REACHED, NO),
        ("Niet opgepakt: herhaalde melding", NOT_REACHED, NO),
        ("Niet opgepakt: onterecht signaal", NOT_REACHED, OUT),
        ("Inwoner is overleden", NOT_REACHED, OUT),
        ("Persoon is geen inwoner (meer) in de gemeente", NOT_REACHED, OUT),
        pytest.param("", NOT_REACHED, NO, id="not reached: help was not accepted, whatever comes later"),
        pytest.param("", REACHED, UNSURE, id="reached, and no result yet"),
        pytest.param("(Budget)advies en/of quick fix", UNCLEAR, UNSURE, id="help, and unclear whether reached"),
        pytest.param("Definitief geen contact kunnen krijgen", UNCLEAR, NO, id="no help, whether reached or not"),
        pytest.param("(Budget)advies en/of quick fix", "ja | 2024-06-09", NO, id="reached on day 91: too late"),
        pytest.param("(Budget)advies en/of quick fix", "ja | 2024-06-08", YES, id="reached on day 90"),
    ],
)
def test_help_counts_out_of_all_zaken_when_someone_was_reached_in_time(result, attempt, expected):
    assert book(result, attempt).tally("VS11") == expected


def test_zaken_without_a_date_are_unknown_and_those_of_less_than_ninety_days_do_not_count():
    made = cases(zaak="id | matchingsdatum | laatste_maand\nz1 | | 2024-06-01\nz2 | 2026-08-03 |\nz3 | 2026-08-04 |")
    assert made.tally("VS11") == {"2024-06": (0, 0, 1), "2026-08": (0, 1, 0)}
