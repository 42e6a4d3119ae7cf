"""One cell of a table made by hand: what is understood, and what is never guessed at."""

from datetime import date, datetime

import pytest

from queries.deliveries.cells import day, number, percentage, text_of, whole, year, yes_no
from queries.deliveries.rules import REASONS, UnreadableError
from queries.deliveries.sheet import Cell

JANUARY_31 = (date(2025, 1, 31) - date(1970, 1, 1)).days


def rule(read, *given) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(*given)
    assert caught.value.rule in REASONS
    return caught.value.rule


@pytest.mark.parametrize(
    "cell",
    [
        "2025-01-31", "31-01-2025", "31-1-2025", "2025-1-31", "31-01-2025 00:00", "2025-01-31T09:15:00",
        "31 januari 2025", "31 jan 2025", "31-jan-2025", "31 Jan. 2025", date(2025, 1, 31),
        datetime(2025, 1, 31, 14, 5),
    ],
    ids=repr,
)  # fmt: skip
def test_a_date_is_read_in_every_way_that_can_mean_only_one_day(cell: Cell):
    assert day(cell) == JANUARY_31


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("31-1-25", "jaar_in_twee_cijfers"),
        ("31/01/25", "jaar_in_twee_cijfers"),
        ("31-jan-25", "jaar_in_twee_cijfers"),
        ("45688", "datum_als_getal"),
        (45688, "datum_als_getal"),
        (45688.5, "datum_als_getal"),
        (20250131, "datum_als_getal"),
        ("31-02-2025", "ongeldige_datum"),
        ("01/31/2025", "ongeldige_datum"),
        ("02/01/2025", "ongeldige_datum"),
        ("januari 2025", "ongeldige_datum"),
        ("2025", "ongeldige_datum"),
        ("eind januari", "ongeldige_datum"),
        (True, "ongeldige_datum"),
    ],
    ids=repr,
)
def test_what_could_be_another_day_is_refused_with_what_to_write(cell: Cell, said: str):
    assert rule(day, cell) == said


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.234,5", 1234.5), ("1234,5", 1234.5), ("1234.5", 1234.5), ("1.234.567", 1234567.0), ("1 234,50", 1234.5),
        ("€ 1.250,-", 1250.0), ("1,234.5", 1234.5), ("1,234,567", 1234567.0), ("0,5", 0.5), ("0.125", 0.125),
        ("-12,5", -12.5), ("\u221212,5", -12.5), ("1234.567", 1234.567), (1234.5, 1234.5), (7, 7.0), (" 12 ", 12.0),
        ("1\u00a0234", 1234.0),
    ],
    ids=repr,
)  # fmt: skip
def test_a_number_is_read_as_the_dutch_write_it_and_as_machines_do(cell: Cell, value: float):
    assert number(cell) == (value, None)


def test_of_one_point_or_comma_with_three_digits_the_dutch_meaning_is_taken_and_said():
    assert number("1.234") == (1234.0, "punt_als_duizendtal")
    assert number("12.500") == (12500.0, "punt_als_duizendtal")
    assert number("1,234") == (1.234, "komma_als_decimaal")
    assert number(1.234) == (1.234, None)
    assert whole("1.234", 5000) == 1234


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "circa 12",
        "12 à 15",
        "1.2.3",
        "12,5,1",
        "1e5",
        "twaalf",
        "12.34,5",
        True,
        float("nan"),
        10**400,
        1e300,
        "1" + ".234" * 200,
    ],
    ids=repr,
)
def test_what_is_no_number_is_refused(cell: Cell):
    assert rule(number, cell) == "ongeldig_getal"


@pytest.mark.parametrize("cell", ["-1", "12,5", 12.5, "1,234", -3, 11, "11"], ids=repr)
def test_a_count_is_whole_not_below_nought_and_not_too_high(cell: Cell):
    assert rule(whole, cell, 10) == "geen_heel_getal"


def test_a_percentage_may_have_its_sign_and_a_share_says_that_it_may_be_one():
    assert percentage("7,6%") == (7.6, None)
    assert percentage("25 %") == (25.0, None)
    assert percentage(12) == (12.0, None)
    assert percentage(0) == (0.0, None)
    assert percentage(0.25) == (0.25, "aandeel_of_percentage")
    assert rule(percentage, "101") == "ongeldig_percentage"
    assert rule(percentage, -1) == "ongeldig_percentage"


def test_a_year_has_four_digits():
    assert [year("2010"), year(2010), year(2010.0)] == [2010, 2010, 2010]
    assert [rule(year, cell) for cell in ("10", "2010/2011", 1610, "2010-12-31", date(2010, 12, 31), True)] == [
        "ongeldig_jaar"
    ] * 6


def test_yes_no_and_unknown_in_the_spellings_people_use():
    for cell in ("ja", "JA ", "j", "J", "yes", "1", 1, 1.0, True, "x", "X", "waar", "true"):
        assert yes_no(cell) == "ja"
    for cell in ("nee", "Nee", "n", "no", "0", 0, False, "onwaar", "neen"):
        assert yes_no(cell) == "nee"
    for cell in (None, "", "onbekend", "?", "-", "n.v.t.", "o"):
        assert yes_no(cell) == "onbekend"
    for cell in ("misschien", "2", 2, "ja, deels", date(2025, 1, 1)):
        assert yes_no(cell) is None


def test_a_cell_is_the_same_text_whatever_type_the_file_gave_it():
    assert [text_of(cell) for cell in (None, " a  b\n", 24.0, 24, 2.5, True, date(2025, 1, 31), "\u00a0x")] == [
        "", "a b", "24", "24", "2.5", "ja", "2025-01-31", "x",
    ]  # fmt: skip
