"""VS12b, onbekend bij de gemeente: of the households reached, which did the gemeente write down as unknown?"""

from typing import Any

import pytest

from tests.spec.casebook import Casebook, cases

UNKNOWN, KNOWN, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)
ONE = "id | huishouden | matchingsdatum\nz1 | h1 | 2024-03-10"
REACHED = "zaak | bereikt | datum\nz1 | ja | 2024-03-12"


def book(*told: str, **tables: Any) -> Casebook:
    lines = "\n".join(told)
    usual: dict[str, Any] = {"zaak": ONE, "contactpoging": REACHED}
    return cases(bekendheid=f"zaak | huishouden | bekend | peildatum\n{lines}", **(usual | tables))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(["z1 | | nee |"], UNKNOWN, id="unknown"),
        pytest.param(["z1 | | ja |"], KNOWN, id="known"),
        pytest.param([], UNSURE, id="nobody wrote it down"),
        pytest.param(["z1 | | onbekend |"], UNSURE, id="nor with these words"),
        pytest.param(["z1 | | nee |", "z1 | | ja |"], UNSURE, id="both"),
        pytest.param(["z1 | | nee |", "z1 | | onbekend |"], UNKNOWN, id="one answer"),
        pytest.param(["| h1 | nee | 2024-03-10"], UNKNOWN, id="of the address"),
        pytest.param(["| h2 | nee | 2024-03-10"], UNSURE, id="of another address"),
        pytest.param(["| h1 | nee | 2025-03-10"], UNKNOWN, id="twelve months later"),
        pytest.param(["| h1 | nee | 2025-03-11"], UNSURE, id="longer: others may live there"),
        pytest.param(["| h1 | nee | 2023-03-10"], UNKNOWN, id="twelve months before"),
        pytest.param(["| h1 | nee | 2023-03-09"], UNSURE, id="longer before"),
        pytest.param(["z1 | | nee |", "| h1 | ja | 2024-03-10"], UNKNOWN, id="the zaak goes before its address"),
    ],
)
def test_what_was_written_down_of_the_zaak_or_else_of_its_address_counts(told, expected):
    assert book(*told).tally("VS12b") == {"2024-03": expected}


def test_without_a_peildatum_the_month_of_its_delivery_says_when_it_was_asked():
    def told(month: str) -> Casebook:
        written = f"huishouden | bekend | laatste_maand\nh1 | nee | {month}"
        return cases(zaak=ONE, contactpoging=REACHED, bekendheid=written)

    assert told("2025-03-01").tally("VS12b") == {"2024-03": UNKNOWN}
    assert told("2025-04-01").tally("VS12b") == {"2024-03": UNSURE}


def test_only_households_that_were_reached_count():
    assert book("z1 | | nee |", contactpoging="zaak | bereikt | datum\nz1 | nee | 2024-03-12").tally("VS12b") == {}
    late = "zaak | bereikt | datum\nz1 | ja | 2024-06-09"
    assert book("z1 | | nee |", contactpoging=late).tally("VS12b") == {}
    unclear = "zaak | bereikt | datum\nz1 | | 2024-03-12"
    assert book("z1 | | nee |", contactpoging=unclear).tally("VS12b") == {"2024-03": UNSURE}


@pytest.mark.parametrize(("second", "expected"), [("2025-03-09", {}), ("2025-03-10", {"2025-03": KNOWN})])
def test_a_household_counts_once_in_twelve_months(second, expected):
    made = book(
        "z1 | | nee |", "z2 | | ja |",
        zaak=f"{ONE}\nz2 | h1 | {second}",
        contactpoging=f"{REACHED}\nz2 | ja | {second}",
    )  # fmt: skip
    assert made.tally("VS12b") == {"2024-03": UNKNOWN} | expected


def test_a_zaak_in_which_nobody_was_reached_does_not_stand_for_its_household():
    made = book(
        "z2 | | nee |",
        zaak=f"{ONE}\nz2 | h1 | 2024-05-10",
        contactpoging="zaak | bereikt | datum\nz2 | ja | 2024-05-12",
    )
    assert made.tally("VS12b") == {"2024-05": UNKNOWN}


@pytest.mark.parametrize(("persons", "expected"), [(8, UNKNOWN), (9, UNSURE)])
def test_a_crowded_address_says_nothing(persons, expected):
    written = "\n".join(f"s{n} | h1 | p{n} | 2024-05-05" for n in range(persons))
    made = book("| h1 | nee | 2024-03-10", signaal=f"id | huishouden | persoon | signaaldatum\n{written}")
    assert made.tally("VS12b") == {"2024-03": expected}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("", {}), ("2024-03-01 | 2024-04-01", {"2024-03": UNSURE}), ("2024-03-11 | 2024-04-01", {})],
)
def test_only_months_in_which_the_gemeente_delivers_it_count(asked, expected):
    delivered = f"""tabel | oude_code | periode_van | periode_tot
        zaak       | GM0001 | 2024-01-01 | 2025-01-01
        signaal    | GM0001 | 2023-01-01 | 2025-01-01
        {f"bekendheid | GM0001 | {asked}" if asked else ""}"""
    assert book(geleverd=delivered.rstrip()).tally("VS12b") == expected


def test_a_zaak_without_a_date_is_unknown():
    made = book("z1 | | nee |", zaak="id | huishouden | laatste_maand\nz1 | h1 | 2024-06-01")
    assert made.tally("VS12b") == {"2024-06": UNSURE}
