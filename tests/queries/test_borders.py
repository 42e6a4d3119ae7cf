"""Borders: old codes lead to today's gemeente, or nowhere."""

from datetime import date

import polars as pl
import pytest
from sqlalchemy import Engine

from queries.borders import follow, today_of, valid_codes
from tests.queries.delivered import draw_borders

NEW_YEAR = date(2021, 1, 1)


def test_a_whole_merger_leads_to_todays_gemeente_and_a_split_one_nowhere(engine: Engine):
    with engine.begin() as connection:
        draw_borders(connection)
        assert today_of(connection) == {"GM0363": "GM0363", "GM0457": "GM0363", "GM0824": "GM0824"}


def test_codes_are_listed_with_the_time_they_were_valid(engine: Engine):
    with engine.begin() as connection:
        draw_borders(connection)
        assert valid_codes(connection).rows() == [
            ("GM0363", "GM0363", date(2010, 1, 1), None),
            ("GM0457", "GM0363", date(2010, 1, 1), date(2022, 3, 24)),
            ("GM0824", "GM0824", date(2010, 1, 1), None),
        ]


def test_without_reference_tables_there_is_no_gemeente(engine: Engine):
    with engine.connect() as connection:
        assert today_of(connection) == {}
        assert valid_codes(connection).schema["geldig_tot"] == pl.Date


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([("A", "B", date(2019, 1, 1), 1.0), ("B", "C", NEW_YEAR, 1.0)], {"A": "C", "B": "C"}),
        ([("A", "B", date(2019, 1, 1), 1.0), ("B", "C", NEW_YEAR, 0.7), ("B", "D", NEW_YEAR, 0.3)], {}),
        ([("A", "D", date(2019, 1, 1), 0.1), ("A", "C", NEW_YEAR, 1.0)], {"A": "C"}),
        ([("A", "C", NEW_YEAR, 1.0), ("A", "D", date(2019, 1, 1), 0.1)], {"A": "C"}),
        ([("A", "B", NEW_YEAR, 1.0), ("B", "A", NEW_YEAR, 1.0)], {}),
        ([("A", "Z", NEW_YEAR, 1.0)], {}),
        ([("C", "D", NEW_YEAR, 1.0)], {}),
    ],
    ids=["a chain", "split later", "a part left earlier", "in any order", "a circle", "an end unknown", "still valid"],
)
def test_moves_are_followed_to_their_end(moves: list[tuple[str, str, date, float]], expected: dict[str, str]):
    assert follow({"C", "D"}, moves) == {"C": "C", "D": "D"} | expected


def test_the_real_borders_bring_every_code_but_the_five_split_ones_home(shared):
    moves = pl.read_csv(shared / "refdata" / "herindelingen_2010_2026.csv", try_parse_dates=True)
    places = pl.read_csv(shared / "refdata" / "gemeentecode_naar_huidig.csv")
    current = set(places["huidige_code"])
    found = follow(current, moves.select("oude_code", "nieuwe_code", "datum", "aandeel").rows())
    whole = places.filter(pl.col("gewicht") == 1)
    split = set(places.filter(pl.col("gewicht") < 1)["gm_code"])
    assert len(current) == 342
    assert found["GM0457"] == "GM0363"
    assert {code: found[code] for code in whole["gm_code"]} == dict(whole.select("gm_code", "huidige_code").rows())
    assert split & found.keys() == set()
    assert len(split) == 5
