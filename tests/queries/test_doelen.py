"""Goals, interventions and own yearly figures: the newest in force, of the viewer's own gemeenten."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert, update

from queries import schema
from queries.doelen import DOEL_SCHEMA, read_doelen, read_interventies
from queries.jaarcijfers import read_jaarcijfers
from queries.viewer import Recht, Viewer
from tests.queries.rows import a_levering

OWN = Viewer("eigen", frozenset({"GM0363"}), frozenset({Recht.EIGEN_CIJFERS}))
ALL = Viewer("beheer", "alle", frozenset({Recht.EIGEN_CIJFERS}))
READER = Viewer("lezer", frozenset({"GM0363"}), frozenset({Recht.GEPUBLICEERD, Recht.LEVERINGEN}))


def delivered(connection: Connection, number: int, day: int = 1, **changed: Any) -> int:
    head = a_levering(number, soort="doel", aangeleverd_op=datetime(2024, 3, day)) | changed
    connection.execute(insert(schema.levering).values(head))
    return number


def goal(connection: Connection, levering: int | None, waarde: float, **changed: Any) -> None:
    row = {
        "gm_code": "GM0363", "indicator": "VS07", "variant": "standaard", "waarde": waarde,
        "uiterlijk": date(2025, 12, 31), "bron": "Beleidsplan", "levering": levering,
    }  # fmt: skip
    connection.execute(insert(schema.doel).values(row | changed))


def own_figure(connection: Connection, number: int, levering: int, **changed: Any) -> None:
    row = {"id": number, "levering": levering, "gm_code": "GM0363", "naam": "Intakes", "jaar": 2023, "soort": "stroom"}
    connection.execute(insert(schema.jaarcijfer).values(row | changed))


def test_of_one_goal_the_last_said_counts_while_its_levering_is_in_force(engine: Engine):
    with engine.begin() as connection:
        goal(connection, delivered(connection, 1), 30)
        goal(connection, delivered(connection, 2), 35)
        goal(connection, None, 90, indicator="SH02")
        goal(connection, 2, 20, uitsplitsing="van_naar", cel="kredietbank > overig")
        assert read_doelen(connection, OWN).select("indicator", "cel", "waarde").rows() == [
            ("SH02", "", 90),
            ("VS07", "", 35),
            ("VS07", "kredietbank > overig", 20),
        ]
        connection.execute(update(schema.levering).where(schema.levering.c.id == 2).values(status="vervangen"))
        assert read_doelen(connection, OWN)["waarde"].to_list() == [90, 30]


def test_a_goal_carries_its_base_and_whether_that_was_estimated(engine: Engine):
    with engine.begin() as connection:
        goal(connection, None, -70, basisjaar=2005, basiswaarde=215, schatting="ja", soort="verandering")
        goal(connection, None, 25, indicator="DV02")
        rows = read_doelen(connection, OWN, "GM0363")
        columns = ("indicator", "basisjaar", "basiswaarde", "schatting", "soort", "richting")
        assert rows.select(columns).rows() == [
            ("DV02", None, None, "onbekend", None, None),
            ("VS07", 2005, 215.0, "ja", "verandering", None),
        ]
        assert rows.schema == DOEL_SCHEMA


def test_interventions_are_read_oldest_first(engine: Engine):
    with engine.begin() as connection:
        for naam, day in (("Een loket", date(2024, 9, 1)), ("Huisbezoek", date(2024, 4, 1))):
            row = {"gm_code": "GM0363", "naam": naam, "vanaf": day, "bron": "Plan", "levering": None}
            connection.execute(insert(schema.interventie).values(row))
        assert read_interventies(connection, OWN)["naam"].to_list() == ["Huisbezoek", "Een loket"]


def test_of_a_yearly_figure_the_last_delivered_counts_and_stream_and_stand_are_two(engine: Engine):
    with engine.begin() as connection:
        delivered(connection, 1, day=5, soort="jaarcijfer")
        delivered(connection, 2, day=3, soort="jaarcijfer")
        delivered(connection, 3, day=9, soort="jaarcijfer", status="geweigerd")
        own_figure(connection, 1, 1, waarde=134)
        own_figure(connection, 2, 2, waarde=120)
        own_figure(connection, 3, 3, waarde=999)
        own_figure(connection, 4, 2, waarde=40, soort="peildatum")
        own_figure(connection, 5, 2, waarde=95, jaar=2022)
        assert read_jaarcijfers(connection, OWN).rows() == [
            ("GM0363", "Intakes", "peildatum", 2023, 40.0, None),
            ("GM0363", "Intakes", "stroom", 2022, 95.0, None),
            ("GM0363", "Intakes", "stroom", 2023, 134.0, None),
        ]


@pytest.mark.parametrize(("viewer", "seen"), [(OWN, 1), (ALL, 2), (READER, 0)])
def test_a_viewer_sees_the_own_gemeenten_only(engine: Engine, viewer: Viewer, seen: int):
    with engine.begin() as connection:
        delivered(connection, 1)
        for number, code in enumerate(("GM0363", "GM0344"), 1):
            goal(connection, None, 30, gm_code=code)
            row = {"gm_code": code, "naam": "Loket", "vanaf": date(2024, 1, 1), "bron": "Plan", "levering": None}
            connection.execute(insert(schema.interventie).values(row))
            own_figure(connection, number, 1, gm_code=code, waarde=3)
        for read in (read_doelen, read_interventies, read_jaarcijfers):
            assert read(connection, viewer).height == seen
            assert read(connection, viewer, "GM0344").height == max(seen - 1, 0)
