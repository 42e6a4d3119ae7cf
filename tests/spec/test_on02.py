"""ON02, voorkomen ontruimingen: of the homes reported as threatened, which were kept after 6 and 12 months?"""

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)


def tallies(line: str, *variants: str) -> list[tuple[int, ...] | None]:
    book = cases(ontruiming=f"id | gemeld_op | aangezegd_op | uitgevoerd_op | uitkomst\no1 | {line}")
    return [book.tally("ON02", variant).get("2024-01") for variant in variants]


@pytest.mark.parametrize(
    ("line", "expected"),
    [  # after 6 and after 12 months
        pytest.param("| voorkomen", [YES, YES], id="prevented"),
        pytest.param("2024-03-01 | uitgevoerd", [NO, NO], id="carried out"),
        pytest.param("2024-03-01 |", [NO, NO], id="the day proves it"),
        pytest.param("2024-07-15 | uitgevoerd", [NO, NO], id="carried out on the last day of 6 months"),
        pytest.param("2024-07-16 | uitgevoerd", [YES, NO], id="a day later: it was kept for 6 months"),
        pytest.param("2025-01-15 | uitgevoerd", [YES, NO], id="on the last day of 12 months"),
        pytest.param("2025-01-16 | uitgevoerd", [YES, YES], id="a day later"),
        pytest.param("| vertrokken", [NO, NO], id="left ahead of it"),
        pytest.param("2025-03-01 | vertrokken", [NO, NO], id="left, and emptied later"),
        pytest.param("| open", [UNSURE, UNSURE], id="still open"),
        pytest.param("| ", [UNSURE, UNSURE], id="nobody wrote down how it ended"),
        pytest.param("| uitgevoerd", [UNSURE, UNSURE], id="carried out, nobody knows when"),
        pytest.param("2024-03-01 | voorkomen", [UNSURE, UNSURE], id="prevented and carried out"),
        pytest.param("2024-03-01 | open", [UNSURE, UNSURE], id="open and carried out"),
    ],
)
def test_a_home_is_kept_when_it_was_not_emptied_and_nobody_left(line, expected):
    assert tallies(f"2024-01-15 | | {line}", "standaard", "12_maanden") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("| | voorkomen", [None, None], id="never announced"),
        pytest.param("2024-02-01 | | voorkomen", [YES, YES], id="announced"),
        pytest.param("2024-07-15 | | voorkomen", [YES, YES], id="announced on the last day of 6 months"),
        pytest.param("2024-07-16 | | voorkomen", [None, YES], id="announced a day later"),
        pytest.param("| 2024-03-01 | uitgevoerd", [NO, NO], id="carried out, so announced"),
        pytest.param("| 2024-09-01 | uitgevoerd", [None, NO], id="carried out after 6 months"),
    ],
)
def test_the_stricter_noemer_holds_only_what_was_announced_in_time(line, expected):
    assert tallies(f"2024-01-15 | {line}", "aangezegd", "aangezegd_12_maanden") == expected


@pytest.mark.parametrize(
    ("reported", "months"),
    [
        pytest.param("2026-05-01", ["2026-05"], id="6 months ago today"),
        pytest.param("2026-05-02", [], id="a day less"),
        pytest.param("2026-04-30", ["2026-04"], id="a day more"),
    ],
)
def test_a_threat_counts_when_its_time_is_over(reported, months):
    """Today is 1 November 2026."""
    book = cases(ontruiming=f"id | gemeld_op | uitkomst\no1 | {reported} | voorkomen")
    assert list(book.tally("ON02")) == months
    assert book.tally("ON02", "12_maanden") == {}


def test_a_report_without_a_day_is_unknown():
    book = cases(ontruiming="id | aangezegd_op | uitkomst\no1 | 2024-02-01 | voorkomen\no2 | | voorkomen")
    assert book.tally("ON02") == {"2024-12": (0, 0, 2)}
    assert book.tally("ON02", "aangezegd") == {"2024-12": (0, 0, 1)}, (
        "of the other it is certain that it does not count"
    )


def test_threats_are_told_apart_by_reason_and_landlord_and_by_both():
    book = cases(
        ontruiming="""
            id | gemeld_op  | uitkomst  | reden      | verhuurder
            o1 | 2024-01-15 | voorkomen | huurschuld | corporatie
            o2 | 2024-01-15 | open      | huurschuld | particulier
            o3 | 2024-01-15 | voorkomen |            | corporatie
        """
    )
    assert book.cells("ON02", "reden") == {"huurschuld": (1, 1, 1), "onbekend": YES}
    assert book.cells("ON02", "verhuurder") == {"corporatie": (2, 2, 0), "particulier": UNSURE}
    assert book.cells("ON02", "reden*verhuurder") == {
        "huurschuld*corporatie": YES, "huurschuld*particulier": UNSURE, "onbekend*corporatie": YES,
    }  # fmt: skip
