"""ON01, ontruimingen: which were carried out, of whom and why, and what is unknown of them."""

import pytest

from tests.spec.casebook import cases

DELIVERED = "tabel | oude_code | periode_van | periode_tot\nontruiming | GM0001 | 2024-05-01 | 2024-06-01"


def one(line: str) -> str:
    return f"id | uitgevoerd_op | uitkomst | reden | verhuurder | laatste_maand\no1 | {line} | 2024-05-01"


def tallies(line: str) -> list[tuple[int, int]]:
    book = cases(geleverd=DELIVERED, ontruiming=one(line))
    variants = ("standaard", "alle", "huishoudens", "alle_huishoudens")
    found = [book.tally("ON01", variant)["2024-05"] for variant in variants]
    assert [noemer for _, noemer, _ in found] == [2000, 2000, 5000, 5000]
    return [(teller, onbekend) for teller, _, onbekend in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [  # teller and onbekend of: huurschuld by corporatie, all by corporatie, huurschuld by all, all by all
        pytest.param("2024-05-03 | uitgevoerd | huurschuld | corporatie", [(1, 0), (1, 0), (1, 0), (1, 0)], id="all"),
        pytest.param(
            "2024-05-03 | | huurschuld | corporatie", [(1, 0), (1, 0), (1, 0), (1, 0)], id="the day proves it"
        ),
        pytest.param(
            "2024-05-03 | uitgevoerd | overlast | corporatie", [(0, 0), (1, 0), (0, 0), (1, 0)], id="nuisance"
        ),
        pytest.param(
            "2024-05-03 | uitgevoerd | huurschuld | particulier", [(0, 0), (0, 0), (1, 0), (1, 0)], id="private"
        ),
        pytest.param("2024-05-03 | uitgevoerd | | corporatie", [(0, 1), (1, 0), (0, 1), (1, 0)], id="no reason given"),
        pytest.param(
            "2024-05-03 | uitgevoerd | huurschuld | ", [(0, 1), (0, 1), (1, 0), (1, 0)], id="no landlord given"
        ),
        pytest.param("2024-05-03 | uitgevoerd | overlast | ", [(0, 0), (0, 1), (0, 0), (1, 0)], id="certain enough"),
        pytest.param(" | uitgevoerd | huurschuld | corporatie", [(0, 1), (0, 1), (0, 1), (0, 1)], id="no day"),
        pytest.param(" | | huurschuld | corporatie", [(0, 1), (0, 1), (0, 1), (0, 1)], id="nothing says it was done"),
        pytest.param(" | voorkomen | huurschuld | corporatie", [(0, 0), (0, 0), (0, 0), (0, 0)], id="prevented"),
        pytest.param(" | vertrokken | huurschuld | corporatie", [(0, 0), (0, 0), (0, 0), (0, 0)], id="left in time"),
        pytest.param(" | open | huurschuld | corporatie", [(0, 0), (0, 0), (0, 0), (0, 0)], id="still open"),
        pytest.param(
            "2024-05-03 | voorkomen | huurschuld | corporatie", [(0, 1), (0, 1), (0, 1), (0, 1)], id="contradicts"
        ),
    ],
)
def test_an_eviction_counts_where_landlord_and_reason_are_those_meant(line, expected):
    assert tallies(line) == expected


def test_a_month_with_nothing_to_report_is_zero_and_one_not_delivered_is_not_there():
    book = cases(geleverd=DELIVERED)
    assert book.tally("ON01") == {"2024-05": (0, 2000, 0)}


def test_dwellings_that_nobody_counted_give_no_row():
    book = cases(geleverd=DELIVERED, people="gm_code | jaar | inwoners\nGM0001 | 2024 | 9")
    assert book.tally("ON01") == {}


def test_the_dwellings_of_a_cell_are_those_of_the_whole():
    line = "id | uitgevoerd_op | reden | verhuurder\no1 | 2024-05-03 | huurschuld | corporatie\n"
    book = cases(geleverd=DELIVERED, ontruiming=f"{line}o2 | 2024-05-04 | overlast | corporatie")
    assert book.cells("ON01", "reden", "alle") == {"huurschuld": (1, 0, 0), "overlast": (1, 0, 0)}
    assert book.cells("ON01", "verhuurder", "alle_huishoudens") == {"corporatie": (2, 0, 0)}
