"""VS07, bereik: who was reached within ninety days, and who cannot be told."""

import pytest

from tests.spec.casebook import cases

ONE_ZAAK = """
    id | matchingsdatum | resultaat
    z1 | 2024-03-05     | {resultaat}
"""


def attempt(*lines: str) -> str:
    return "\n".join(["zaak | soort | bereikt | datum", *(f"z1 | {line}" for line in lines)])


def test_a_result_that_implies_contact_is_unknown_without_it_and_explained_by_contact_that_came_too_late():
    result = "Vervolghulp en/of verwijzing financieel"
    without = cases(zaak=ONE_ZAAK.format(resultaat=result), contactpoging=attempt("Brief | nee | 2024-03-06"))
    assert without.tally("VS07") == {"2024-03": (0, 0, 1)}
    late = cases(zaak=ONE_ZAAK.format(resultaat=result), contactpoging=attempt("Telefoon | ja | 2024-06-04"))
    assert late.tally("VS07") == {"2024-03": (0, 1, 0)}


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        pytest.param(["Telefoon | ja | 2024-03-05"], (1, 1, 0), id="reached on the day itself"),
        pytest.param(["Huisbezoek | ja | 2024-06-03"], (1, 1, 0), id="reached on day 90"),
        pytest.param(["Huisbezoek | ja | 2024-06-04"], (0, 1, 0), id="reached on day 91 is too late"),
        pytest.param(["Telefoon | ja | 2024-03-04"], (0, 1, 0), id="reached before anything was reported"),
        pytest.param(["Telefoon | nee | 2024-03-06"], (0, 1, 0), id="not reached"),
        pytest.param(["Administratief | ja | 2024-03-06"], (0, 1, 0), id="administration is no contact"),
        pytest.param(["Telefoon | | 2024-03-06"], (0, 0, 1), id="nobody wrote down whether"),
        pytest.param(["Telefoon | | "], (0, 0, 1), id="nor when"),
        pytest.param(["Telefoon | | 2024-06-04"], (0, 1, 0), id="an unclear attempt outside the window says nothing"),
        pytest.param(["Telefoon | ja | "], (0, 0, 1), id="reached, but when"),
        pytest.param(["Telefoon | nee | "], (0, 1, 0), id="not reached, whenever that was"),
        pytest.param([" | ja | 2024-03-06"], (0, 0, 1), id="reached, but it may have been administration"),
        pytest.param([" | nee | 2024-03-06"], (0, 1, 0), id="not reached, however that was tried"),
        pytest.param(["Telefoon | | 2024-03-06", "Brief | ja | 2024-03-07"], (1, 1, 0), id="certainty wins"),
        pytest.param([], (0, 1, 0), id="no attempt at all"),
    ],
)
def test_a_zaak_is_reached_by_an_attempt_within_ninety_days(attempts, expected):
    book = cases(zaak=ONE_ZAAK.format(resultaat=""), contactpoging=attempt(*attempts))
    assert book.tally("VS07") == {"2024-03": expected}


@pytest.mark.parametrize(
    ("resultaat", "expected"),
    [
        ("Niet opgepakt: onterecht signaal", {}),
        ("Inwoner is overleden", {}),
        ("Persoon is geen inwoner (meer) in de gemeente", {}),
        ("Niet opgepakt: herhaalde melding", {"2024-03": (0, 1, 0)}),
        ("Niet opgepakt: andere reden", {"2024-03": (0, 1, 0)}),
        ("Definitief geen contact kunnen krijgen", {"2024-03": (0, 1, 0)}),
        ("Inwoner heeft zelf al betaald/betalingsregeling getroffen", {"2024-03": (0, 1, 0)}),
        ("Verwijzing zonder toestemming", {"2024-03": (0, 1, 0)}),
        ("Geen reactie na eerder contact", {"2024-03": (0, 0, 1)}),
        ("Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering", {"2024-03": (0, 0, 1)}),
        ("(Budget)advies en/of quick fix", {"2024-03": (0, 0, 1)}),
        ("Vervolghulp en/of verwijzing financieel", {"2024-03": (0, 0, 1)}),
        ("Vervolghulp en/of verwijzing niet financieel", {"2024-03": (0, 0, 1)}),
    ],
)
def test_a_result_without_any_attempt(resultaat, expected):
    assert cases(zaak=ONE_ZAAK.format(resultaat=resultaat)).tally("VS07") == expected


@pytest.mark.parametrize(
    ("zaak", "attempts", "expected"),
    [
        pytest.param("| |", [], {}, id="nothing happened"),
        pytest.param("2024-03-10 | |", [], {"2024-03": (0, 1, 0)}, id="a date of picking up"),
        pytest.param("| |", ["Brief | nee | 2024-03-06"], {"2024-03": (0, 1, 0)}, id="a letter"),
        pytest.param("| |", ["Administratief | | 2024-03-06"], {}, id="only administration"),
        pytest.param("| Definitief geen contact kunnen krijgen |", [], {"2024-03": (0, 1, 0)}, id="a result"),
        pytest.param("2024-03-10 | Niet opgepakt: andere reden |", [], {}, id="the result says it was not"),
        pytest.param("2024-03-10 | Niet opgepakt: herhaalde melding |", [], {}, id="nor a repetition"),
    ],
)
def test_picked_up_is_a_trace_and_no_result_that_denies_it(zaak, attempts, expected):
    written = f"id | matchingsdatum | opgepakt_op | resultaat | laatste_maand\nz1 | 2024-03-05 | {zaak} 2024-03-01"
    book = cases(zaak=written, contactpoging=attempt(*attempts))
    assert book.tally("VS07", "opgepakt") == expected


def test_without_a_matchingsdatum_the_first_signal_decides_and_contact_counts_from_there():
    book = cases(
        zaak="id | matchingsdatum\nz1 |\nz2 | 2024-05-10",
        signaal="id | signaaldatum | ontstaansdatum\ns1 | | 2024-04-30\ns2 | 2024-05-02 | 2023-01-01",
        zaak_signaal="zaak | signaal\nz1 | s1\nz1 | s2\nz2 | s2",
        contactpoging="zaak | bereikt | datum\nz1 | ja | 2024-07-29\nz2 | ja | 2024-05-02",
    )
    assert book.tally("VS07") == {"2024-04": (1, 1, 0), "2024-05": (1, 1, 0)}


def test_without_any_date_a_zaak_is_unknown_in_the_last_month_of_its_delivery():
    book = cases(
        zaak="""
            id | matchingsdatum | resultaat            | laatste_maand
            z1 |                |                      | 2024-06-01
            z2 |                | Inwoner is overleden | 2024-06-01
        """,
        contactpoging="zaak | bereikt | datum\nz1 | ja | 2024-05-02",
    )
    assert book.tally("VS07") == {"2024-06": (0, 0, 1)}


def test_a_zaak_whose_ninety_days_are_not_over_is_in_neither_count():
    book = cases(
        zaak="id | matchingsdatum\nz1 | 2026-08-03\nz2 | 2026-08-04",
        contactpoging="zaak | bereikt | datum\nz1 | ja | 2026-08-05\nz2 | ja | 2026-08-05",
    )
    assert book.tally("VS07") == {"2026-08": (1, 1, 0)}


def test_a_month_that_was_not_delivered_whole_has_no_counts():
    book = cases(
        geleverd="""
            tabel | oude_code | periode_van | periode_tot
            zaak  | GM0001    | 2024-01-01  | 2024-02-01
            zaak  | GM0001    | 2024-03-01  | 2024-03-31
        """,
        zaak="id | matchingsdatum\nz1 | 2024-01-10\nz2 | 2024-02-10\nz3 | 2024-03-10",
    )
    assert book.tally("VS07") == {"2024-01": (0, 1, 0)}
