"""People and dwellings: what a gemeente counted itself goes before the reference table, and says so."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, update

from queries import schema
from queries.gebieden import read_members
from queries.gemeente_jaar import read_context, read_gemeente_jaar
from tests.queries.delivered import draw_borders
from tests.queries.rows import a_levering


def known(connection: Connection, code: str, jaar: int, **values: Any) -> None:
    """Put a row in the reference table."""
    row = {"gm_code": code, "jaar": jaar, "bron": "CBS"} | values
    connection.execute(insert(schema.gemeente_jaar).values(row))


def own(connection: Connection, number: int, code: str, jaar: int, day: int = 1, **values: Any) -> None:
    """Put an own row in force, delivered on a day of March."""
    head = a_levering(number, soort="gemeente_jaar", gm_code=code, aangeleverd_op=datetime(2024, 3, day))
    connection.execute(insert(schema.levering).values(head))
    row = {"id": number, "levering": number, "gm_code": code, "jaar": jaar} | values
    connection.execute(insert(schema.eigen_gemeente_jaar).values(row))


def people(connection: Connection) -> list[tuple[Any, ...]]:
    return read_gemeente_jaar(connection).select("gm_code", "jaar", "inwoners", "huishoudens", "bron").rows()


def test_own_numbers_go_before_the_reference_column_by_column(engine: Engine):
    with engine.begin() as connection:
        draw_borders(connection)
        known(connection, "GM0363", 2023, inwoners=900_000, huishoudens=480_000)
        own(connection, 1, "GM0363", 2023, huishoudens=490_000, bron="eigen telling")
        own(connection, 2, "GM0363", 2024, inwoners=930_000)
        assert people(connection) == [
            ("GM0363", 2023, 900_000, 490_000, "CBS; huishoudens: eigen telling"),
            ("GM0363", 2024, 930_000, None, "inwoners: eigen opgave"),
        ]


def test_of_own_numbers_the_newest_that_says_something_counts_while_it_is_in_force(engine: Engine):
    with engine.begin() as connection:
        draw_borders(connection)
        own(connection, 1, "GM0363", 2024, day=3, inwoners=1, huishoudens=2)
        own(connection, 2, "GM0363", 2024, day=5, inwoners=3)
        assert [row[:4] for row in people(connection)] == [("GM0363", 2024, 3, 2)]
        gone = schema.levering.c.id == 2
        connection.execute(update(schema.levering).where(gone).values(status="vervangen"))
        assert [row[:4] for row in people(connection)] == [("GM0363", 2024, 1, 2)]


def test_what_a_merged_gemeente_said_of_itself_is_about_a_part_and_does_not_count(engine: Engine):
    with engine.begin() as connection:
        draw_borders(connection)
        known(connection, "GM0363", 2021, inwoners=890_000)
        own(connection, 1, "GM0457", 2021, inwoners=20_000)
        own(connection, 2, "GM9999", 2021, inwoners=5)
        assert people(connection) == [("GM0363", 2021, 890_000, None, "CBS")]


def test_a_gemeente_is_in_the_class_of_the_newest_year_that_is_known_also_by_its_own_count(engine: Engine):
    with engine.begin() as connection:
        draw_borders(connection)
        known(connection, "GM0363", 2021, grootteklasse=7, stedelijkheid=1)
        known(connection, "GM0363", 2023, grootteklasse=8)
        known(connection, "GM0824", 2023, grootteklasse=4)
        own(connection, 1, "GM0824", 2024, grootteklasse=5)
        found = read_members(connection).filter(soort="grootteklasse").select("gebied", "gm_code").rows()
        assert found == [("grootteklasse:5", "GM0824"), ("grootteklasse:8", "GM0363")]
        assert read_members(connection).filter(gebied="stedelijkheid:1")["gm_code"].to_list() == ["GM0363"]
        assert read_members(connection).filter(gebied="NL").height == 3


def test_what_a_gemeente_does_not_choose_is_read_with_its_own_numbers_before_those_of_the_reference(engine: Engine):
    with engine.begin() as connection:
        draw_borders(connection)
        known(connection, "GM0363", 2021, huurwoningen=300_000, pct_laag_inkomen=9.5, bijstand_per_1000=45.5)
        own(connection, 1, "GM0363", 2021, pct_laag_inkomen=9.1)
        found = read_context(connection).row(0, named=True)
        assert (found["huurwoningen"], found["pct_laag_inkomen"], found["bijstand_per_1000"]) == (300_000, 9.1, 45.5)
        assert found["bron"] == "CBS; pct_laag_inkomen: eigen opgave"
