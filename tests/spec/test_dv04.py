"""DV04, van verwijzing naar aanmelding: who was referred to financial help and applied within 90 days?"""

from typing import Any

import pytest

from tests.spec.casebook import Casebook, cases

YES, NO, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)
FINANCIAL = "Vervolghulp en/of verwijzing financieel"


def referred(client: str, aanmelding: str, **other: Any) -> Casebook:
    """A zaak of 10 March 2024 (day 90 is 8 June) on address h1 and of person p1, with a signal of 5 March."""
    tables: dict[str, Any] = {
        "zaak": f"id | huishouden | matchingsdatum | resultaat\nz1 | h1 | 2024-03-10 | {FINANCIAL}",
        "contactpoging": "zaak | bereikt | datum\nz1 | ja | 2024-03-12",
        "signaal": "id | persoon | huishouden | signaaldatum\ns1 | p1 | h1 | 2024-03-05",
        "zaak_signaal": "zaak | signaal\nz1 | s1",
        "traject": f"id | start | aanmelding\nt1 | {aanmelding} | {aanmelding}",
        "traject_persoon": f"traject | persoon | huishouden\nt1 | {client}",
    }
    return cases(**(tables | other))


@pytest.mark.parametrize(
    ("client", "aanmelding", "expected"),
    [
        pytest.param("p1 | h9", "2024-04-01", YES, id="the same person, moved house"),
        pytest.param("p1 | h9", "2024-06-08", YES, id="on day 90"),
        pytest.param("p1 | h9", "2024-06-09", NO, id="on day 91"),
        pytest.param("p1 | h9", "2024-03-05", YES, id="on the day of the first signal"),
        pytest.param("p1 | h9", "2024-03-04", NO, id="the day before it: not because of it"),
        pytest.param("p2 | h1", "2024-04-01", NO, id="somebody else on the address"),
        pytest.param("   | h1", "2024-04-01", YES, id="somebody without a number on the address"),
        pytest.param("   | h2", "2024-04-01", NO, id="somebody without a number elsewhere"),
    ],
)
def test_an_aanmelding_of_the_same_person_or_address_within_90_days_counts(client, aanmelding, expected):
    assert referred(client, aanmelding).tally("DV04") == {"2024-03": expected}


@pytest.mark.parametrize("client", ["p1 | h9", "p2 | h9"])
def test_an_aanmelding_of_any_person_of_the_zaak_counts(client):
    book = referred(
        client,
        "2024-04-01",
        signaal="id | persoon | huishouden | signaaldatum\ns1 | p1 | h1 | 2024-03-05\ns2 | p2 | h1 | 2024-03-06",
        zaak_signaal="zaak | signaal\nz1 | s1\nz1 | s2",
    )
    assert book.tally("DV04") == {"2024-03": YES}


def test_of_whom_only_the_name_is_known_the_address_links():
    signaal = "id | persoon | persoon_uit | huishouden | signaaldatum\ns1 | p1 | naam | h1 | 2024-03-05"
    assert referred("p2 | h1", "2024-04-01", signaal=signaal).tally("DV04") == {"2024-03": YES}


def test_a_zaak_that_cannot_be_linked_is_unknown():
    book = referred(
        "p2 | h9",
        "2024-04-01",
        zaak=f"id | matchingsdatum | resultaat\nz1 | 2024-03-10 | {FINANCIAL}",
        signaal="id | signaaldatum\ns1 | 2024-03-05",
    )
    assert book.tally("DV04") == {"2024-03": UNSURE}


@pytest.mark.parametrize(
    ("until", "client", "expected"),
    [
        ("2024-06-08", "p2 | h9", UNSURE),
        ("2024-06-09", "p2 | h9", NO),
        ("2024-06-09", "p1 | h9", YES),
        ("2024-06-08", "p1 | h9", UNSURE),
    ],
)
def test_without_the_trajecten_of_all_90_days_it_is_unknown_also_for_who_was_found(until, client, expected):
    delivered = f"""
        tabel   | oude_code | periode_van | periode_tot
        zaak    | GM0001    | 2015-01-01  | 2026-11-01
        traject | GM0001    | 2015-01-01  | {until}
    """
    assert referred(client, "2024-04-01", geleverd=delivered).tally("DV04") == {"2024-03": expected}


@pytest.mark.parametrize(
    ("result", "bereikt", "expected"),
    [
        pytest.param("Vervolghulp en/of verwijzing niet financieel", "ja", {}, id="sent elsewhere"),
        pytest.param("(Budget)advies en/of quick fix", "ja", {}, id="helped at once"),
        pytest.param("", "ja", {"2024-03": UNSURE}, id="no result yet"),
        pytest.param(FINANCIAL, "", {"2024-03": UNSURE}, id="perhaps not reached"),
        pytest.param("", "nee", {}, id="not reached, no result"),
    ],
)
def test_only_reached_zaken_with_a_financial_referral_count(result, bereikt, expected):
    book = referred(
        "p1 | h9",
        "2024-04-01",
        zaak=f"id | huishouden | matchingsdatum | resultaat\nz1 | h1 | 2024-03-10 | {result}",
        contactpoging=f"zaak | bereikt | datum\nz1 | {bereikt} | 2024-03-12",
    )
    assert book.tally("DV04") == expected


def test_a_crowded_address_never_links():
    crowd = "\n".join(f"x{n} | q{n} | h1 | 2024-02-01" for n in range(9))
    book = referred(
        "   | h1", "2024-04-01", signaal=f"id | persoon | huishouden | signaaldatum\ns1 | p1 | h1 | 2024-03-05\n{crowd}"
    )
    assert book.tally("DV04") == {"2024-03": NO}, "the person links, the address does not"
