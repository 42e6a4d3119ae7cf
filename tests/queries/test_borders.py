"""Borders: old codes lead to today's gemeente, or nowhere."""

from datetime import date

import polars as pl
import pytest
from sqlalchemy import Engine

from queries.borders import borders, read_borders, today_of, valid_codes
from queries.reference.loader import load_reference
from tests.queries.delivered import draw_borders

NEW_YEAR = date(2021, 1, 1)


def test_a_whole_merger_leads_to_todays_gemeente_and_a_split_one_to_its_parts(engine: Engine):
    with engine.begin() as connection:
        draw_borders(connection)
        assert today_of(connection) == {code: code for code in ("GM0363", "GM0824", "GM0865")} | {"GM0457": "GM0363"}
        assert read_borders(connection).parts["GM0788"] == {"GM0865": 0.5932, "GM0824": 0.4068}


def test_codes_are_listed_with_the_time_they_were_valid(engine: Engine):
    with engine.begin() as connection:
        draw_borders(connection)
        assert valid_codes(connection).rows() == [
            ("GM0363", "GM0363", date(2010, 1, 1), None),
            ("GM0457", "GM0363", date(2010, 1, 1), date(2022, 3, 24)),
            ("GM0788", "GM0824", date(2010, 1, 1), date(2021, 1, 1)),
            ("GM0788", "GM0865", date(2010, 1, 1), date(2021, 1, 1)),
            ("GM0824", "GM0824", date(2010, 1, 1), None),
            ("GM0865", "GM0865", date(2010, 1, 1), None),
        ]


def test_without_reference_tables_there_is_no_gemeente(engine: Engine):
    with engine.connect() as connection:
        assert today_of(connection) == {}
        assert valid_codes(connection).schema["geldig_tot"] == pl.Date


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([("A", "B", date(2019, 1, 1), 1.0), ("B", "C", NEW_YEAR, 1.0)], {"A": {"C": 1}, "B": {"C": 1}}),
        (
            [("A", "B", date(2019, 1, 1), 1.0), ("B", "C", NEW_YEAR, 0.75), ("B", "D", NEW_YEAR, 0.25)],
            {"A": {"C": 0.75, "D": 0.25}, "B": {"C": 0.75, "D": 0.25}},
        ),
        (
            [("A", "B", date(2019, 1, 1), 0.5), ("A", "C", date(2019, 1, 1), 0.5), ("B", "D", NEW_YEAR, 1.0)],
            {"A": {"C": 0.5, "D": 0.5}, "B": {"D": 1}},
        ),
        (
            [("A", "B", date(2019, 1, 1), 0.5), ("A", "C", date(2019, 1, 1), 0.5), ("B", "C", NEW_YEAR, 1.0)],
            {"A": {"C": 1}, "B": {"C": 1}},
        ),
        ([("A", "D", date(2019, 1, 1), 0.1), ("A", "C", NEW_YEAR, 1.0)], {"A": {"C": 1}}),
        ([("A", "C", NEW_YEAR, 1.0), ("A", "D", date(2019, 1, 1), 0.1)], {"A": {"C": 1}}),
        ([("A", "B", NEW_YEAR, 1.0), ("B", "A", NEW_YEAR, 1.0)], {}),
        ([("A", "Z", NEW_YEAR, 0.5), ("A", "C", NEW_YEAR, 0.5)], {}),
        ([("C", "D", NEW_YEAR, 1.0)], {}),
    ],
    ids=[
        "a chain", "split later", "a part that merged later", "parts that met again", "a part left earlier",
        "in any order", "a circle", "an end unknown", "still valid",
    ],
)  # fmt: skip
def test_moves_are_followed_to_their_end(
    moves: list[tuple[str, str, date, float]], expected: dict[str, dict[str, float]]
):
    assert borders({"C", "D"}, moves, {}).parts == {"C": {"C": 1}, "D": {"D": 1}} | expected


def test_a_split_code_divides_its_cases_by_pc4_and_else_by_share():
    moves = [("A", "B", date(2019, 1, 1), 0.25), ("A", "C", date(2019, 1, 1), 0.75), ("B", "D", NEW_YEAR, 1.0)]
    drawn = borders({"C", "D"}, moves, {("A", "1111"): "B", ("A", "2222"): "C", ("Z", "3333"): "C"})
    assert drawn.places.rows() == [
        ("A", None, "C", 0.0, 0.75),
        ("A", None, "D", 0.75, 1.0),
        ("A", "1111", "D", 0.0, 1.0),
        ("A", "2222", "C", 0.0, 1.0),
    ]


def test_a_code_that_went_whole_to_one_that_was_split_later_is_divided_by_that_ones_pc4():
    moves = [("A", "B", date(2019, 1, 1), 1.0), ("B", "C", NEW_YEAR, 0.5), ("B", "D", NEW_YEAR, 0.5)]
    drawn = borders({"C", "D"}, moves, {("B", "1111"): "D"})
    assert drawn.places.filter(pl.col("oude_code") == "A").rows() == [
        ("A", None, "C", 0.0, 0.5),
        ("A", None, "D", 0.5, 1.0),
        ("A", "1111", "D", 0.0, 1.0),
    ]


def test_haaren_went_over_four_and_each_of_its_villages_has_a_pc4(engine: Engine):
    with engine.begin() as connection:
        load_reference(connection)
        drawn = read_borders(connection)
    assert list(drawn.parts["GM0788"]) == ["GM0824", "GM0865", "GM0757", "GM0855"]
    of_haaren = drawn.places.filter(pl.col("oude_code") == "GM0788")
    assert of_haaren.drop_nulls().select("pc4", "gm_code", "van", "tot").rows() == [
        ("5074", "GM0855", 0.0, 1.0),
        ("5076", "GM0824", 0.0, 1.0),
        ("5268", "GM0865", 0.0, 1.0),
        ("5296", "GM0757", 0.0, 1.0),
    ]
    assert of_haaren.filter(pl.col("pc4").is_null())["tot"].max() == 1.0


def test_the_real_borders_bring_every_code_home_and_five_of_them_in_parts(shared):
    moves = pl.read_csv(shared / "refdata" / "herindelingen_2010_2026.csv", try_parse_dates=True)
    places = pl.read_csv(shared / "refdata" / "gemeentecode_naar_huidig.csv")
    current = set(places["huidige_code"])
    found = borders(current, moves.select("oude_code", "nieuwe_code", "datum", "aandeel").rows(), {}).parts
    assert len(current) == 342
    for code, today, weight in places.select("gm_code", "huidige_code", "gewicht").rows():
        assert found[code][today] == pytest.approx(weight, abs=0.0002)
    assert {code for code, parts in found.items() if len(parts) > 1} == {
        "GM0053", "GM0055", "GM0140", "GM0788", "GM1671",
    }  # fmt: skip
