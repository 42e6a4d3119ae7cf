"""ON04, huursignaal voor de ontruiming: had the landlord given a signal in the 12 months before?"""

from typing import Any

import pytest

from tests.spec.casebook import Casebook, cases

YES, NO, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)


def evicted(signaal: str, **other: Any) -> Casebook:
    """An eviction because of rent on 15 May 2024, of the household on h1."""
    tables: dict[str, Any] = {
        "ontruiming": "id | huishouden | uitgevoerd_op | reden\no1 | h1 | 2024-05-15 | huurschuld",
        "signaal": f"id | huishouden | signaaldatum | signaalpartner\ns1 | {signaal}" if signaal else "",
    }
    return cases(**(tables | other))


@pytest.mark.parametrize(
    ("signaal", "expected"),
    [
        pytest.param("", NO, id="no signal at all"),
        pytest.param("h1 | 2024-05-14 | Huur", YES, id="the day before"),
        pytest.param("h1 | 2024-05-15 | Huur", NO, id="the same day is not before"),
        pytest.param("h1 | 2023-05-15 | Huur", YES, id="12 months before"),
        pytest.param("h1 | 2023-05-14 | Huur", NO, id="a day earlier: it may be of another household"),
        pytest.param("h1 | 2024-05-14 | Water", NO, id="another partner"),
        pytest.param("h2 | 2024-05-14 | Huur", NO, id="another address"),
        pytest.param("h1 | 2024-05-14 | ", UNSURE, id="nobody knows of which partner"),
        pytest.param("h1 |            | Huur", UNSURE, id="nobody knows of which day"),
        pytest.param("h1 |            | Water", NO, id="of another partner, whatever the day"),
    ],
)
def test_a_signal_of_rent_on_the_address_in_the_year_before_counts(signaal, expected):
    assert evicted(signaal).tally("ON04") == {"2024-05": expected}


@pytest.mark.parametrize(
    ("since", "until", "signaal", "expected"),
    [
        ("2023-05-15", "2024-05-15", "", NO),
        ("2023-05-16", "2024-05-15", "", UNSURE),
        ("2023-05-15", "2024-05-14", "", UNSURE),
        ("2023-05-15", "2024-05-15", "h1 | 2024-02-01 | Huur", YES),
        ("2023-05-16", "2024-05-15", "h1 | 2024-02-01 | Huur", UNSURE),
    ],
)
def test_without_the_signalen_of_the_whole_year_it_is_unknown_also_when_one_was_found(since, until, signaal, expected):
    delivered = f"""
        tabel      | oude_code | periode_van | periode_tot
        ontruiming | GM0001    | 2015-01-01  | 2026-11-01
        signaal    | GM0001    | {since}     | {until}
    """
    assert evicted(signaal, geleverd=delivered).tally("ON04") == {"2024-05": expected}


def test_an_address_that_is_absent_or_crowded_links_to_nothing():
    crowd = "\n".join(f"x{n} | q{n} | h1 | 2024-02-01 | Huur" for n in range(9))
    several = cases(
        ontruiming="id | huishouden | uitgevoerd_op | reden\no1 | h1 | 2024-05-15 | huurschuld",
        signaal=f"id | persoon | huishouden | signaaldatum | signaalpartner\n{crowd}",
    )
    assert several.tally("ON04") == {"2024-05": UNSURE}
    nowhere = evicted("", ontruiming="id | uitgevoerd_op | reden\no1 | 2024-05-15 | huurschuld")
    assert nowhere.tally("ON04") == {"2024-05": UNSURE}


def test_only_evictions_because_of_rent_that_were_carried_out_count():
    lines = "o1 | h1 | 2024-05-15 | uitgevoerd | overlast\no2 | h1 | | voorkomen | huurschuld"
    book = evicted("", ontruiming=f"id | huishouden | uitgevoerd_op | uitkomst | reden\n{lines}")
    assert book.tally("ON04") == {}
