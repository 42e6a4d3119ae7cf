"""VS10, hulpacceptatie: of the inwoners who were reached, who accepted help?"""

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE, OUT = {"2024-03": (1, 1, 0)}, {"2024-03": (0, 1, 0)}, {"2024-03": (0, 0, 1)}, {}
REACHED, NOT_REACHED = "ja | 2024-03-12", "nee | 2024-03-12"


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
        ("Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering", REACHED, NO),
        ("Verwijzing zonder toestemming", REACHED, NO),
        ("Geen reactie na eerder contact", REACHED, NO),
        ("Inwoner al bekend bij schuldhulpverlening", REACHED, NO),
        pytest.param("", REACHED, UNSURE, id="reached, and no result yet"),
        pytest.param("Definitief geen contact kunnen krijgen", NOT_REACHED, OUT, id="not reached"),
        pytest.param("", NOT_REACHED, OUT, id="not reached, so nothing to accept"),
        pytest.param("(Budget)advies en/of quick fix", NOT_REACHED, UNSURE, id="help without any contact"),
        pytest.param("Definitief geen contact kunnen krijgen", " | 2024-03-12", UNSURE, id="unclear whether reached"),
        pytest.param("(Budget)advies en/of quick fix", "ja | 2024-06-09", OUT, id="reached on day 91"),
    ],
)
def test_help_is_accepted_by_its_result_and_only_reached_zaken_count(result, attempt, expected):
    assert book(result, attempt).tally("VS10") == expected


def test_a_zaak_without_any_date_is_unknown_in_the_last_month_of_its_delivery():
    made = cases(
        zaak="id | resultaat | laatste_maand\nz1 | (Budget)advies en/of quick fix | 2024-06-01",
        contactpoging="zaak | bereikt | datum\nz1 | ja | 2024-05-02",
    )
    assert made.tally("VS10") == {"2024-06": (0, 0, 1)}
