"""VS03, opvolging: was a signaal picked up within ninety days, and can that be known?"""

import pytest

from tests.spec.casebook import cases

SIGNAAL = "id | signaaldatum\ns1 | 2024-03-05"
PAIR = "zaak | signaal\nz1 | s1"
PICKED, LEFT, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)


def zaak(matched: str, picked_up: str, result: str = "") -> str:
    return f"id | matchingsdatum | opgepakt_op | resultaat\nz1 | {matched} | {picked_up} | {result}"


@pytest.mark.parametrize(
    ("picked_up", "result", "attempt", "expected"),
    [  # the signaal is of 5 March 2024; day 90 is 3 June
        pytest.param("2024-03-10", "", "", PICKED, id="a date of picking up"),
        pytest.param("2024-06-03", "", "", PICKED, id="on day 90"),
        pytest.param("2024-06-04", "", "", LEFT, id="on day 91: too late"),
        pytest.param("2024-03-01", "", "", PICKED, id="the zaak had been picked up before this signaal came in it"),
        pytest.param("", "", "z1 | Brief | 2024-03-20", PICKED, id="no date: that of the first attempt"),
        pytest.param("", "", "z1 | Brief | 2024-06-04", LEFT, id="the first attempt was too late"),
        pytest.param("2024-06-04", "", "z1 | Brief | 2024-03-20", LEFT, id="the date that was filled in goes first"),
        pytest.param("", "", "z1 | Administratief | 2024-03-20", LEFT, id="administration is no attempt"),
        pytest.param("", "", "z1 | Brief |", UNSURE, id="picked up, but when"),
        pytest.param("", "Definitief geen contact kunnen krijgen", "", UNSURE, id="a result says that, but not when"),
        pytest.param("", "", "", LEFT, id="nothing happened"),
        pytest.param("2024-03-10", "Niet opgepakt: herhaalde melding", "", LEFT, id="the result denies it"),
    ],
)
def test_a_signaal_is_followed_up_when_its_zaak_is_picked_up_within_ninety_days(picked_up, result, attempt, expected):
    book = cases(
        signaal=SIGNAAL,
        zaak=zaak("2024-03-08", picked_up, result),
        zaak_signaal=PAIR,
        contactpoging=f"zaak | soort | datum\n{attempt}" if attempt else "",
    )
    assert book.tally("VS03") == {"2024-03": expected}
    assert book.tally("VS03", "melding") == {"2024-03": PICKED}


@pytest.mark.parametrize(("matched", "expected"), [("2024-06-03", PICKED), ("2024-06-04", LEFT), ("", PICKED)])
def test_a_melding_is_a_zaak_within_ninety_days(matched, expected):
    book = cases(signaal=SIGNAAL, zaak=zaak(matched, ""), zaak_signaal=PAIR)
    assert book.tally("VS03", "melding") == {"2024-03": expected}


def test_one_zaak_that_was_picked_up_is_enough():
    book = cases(
        signaal=SIGNAAL,
        zaak="id | matchingsdatum | opgepakt_op\nz1 | 2024-03-08 |\nz2 | 2024-03-08 | 2024-03-09",
        zaak_signaal="zaak | signaal\nz1 | s1\nz2 | s1",
    )
    assert book.tally("VS03") == {"2024-03": PICKED}


@pytest.mark.parametrize(("until", "expected"), [("2024-07-01", LEFT), ("2024-06-01", UNSURE), ("2024-04-01", UNSURE)])
def test_what_became_of_a_signaal_is_known_only_if_all_zaken_of_its_window_were_delivered(until, expected):
    """Also of one that was picked up: else only the quick ones would count."""
    delivered = f"""tabel | oude_code | periode_van | periode_tot
        signaal | GM0001 | 2024-01-01 | 2025-01-01
        zaak | GM0001 | 2024-01-01 | {until}"""
    book = cases(geleverd=delivered, signaal=SIGNAAL)
    assert book.tally("VS03") == {"2024-03": expected}
    assert book.tally("VS03", "melding") == {"2024-03": expected}
    found = cases(geleverd=delivered, signaal=SIGNAAL, zaak=zaak("2024-03-08", "2024-03-08"), zaak_signaal=PAIR)
    assert found.tally("VS03") == {"2024-03": PICKED if expected == LEFT else UNSURE}


def test_a_signaal_without_a_date_is_unknown_and_one_of_less_than_ninety_days_is_not_counted_yet():
    book = cases(
        signaal="""
            id | signaaldatum | laatste_maand
            s1 |              | 2024-06-01
            s2 | 2026-08-03   | 2026-08-01
            s3 | 2026-08-04   | 2026-08-01
        """
    )
    assert book.tally("VS03") == {"2024-06": UNSURE, "2026-08": UNSURE}, "the zaken of November are not delivered yet"
