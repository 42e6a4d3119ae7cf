"""Goals and interventions that are typed on a page: they count, can be changed and taken back, and nothing is lost."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, update

from queries import schema
from queries.access import read_store_state
from queries.doelen import (
    Doel,
    DoelError,
    Interventie,
    change,
    enter,
    read_doelen,
    read_history,
    read_interventies,
    withdraw,
)
from queries.engine import open_engine
from queries.viewer import Recht, Viewer, local_administrator
from tests.queries.delivered import draw_borders
from tests.queries.rows import a_levering

NOON = datetime(2026, 3, 1, 12)
HERE = "GM0363"
ANNA = Viewer("beleid Amsterdam", frozenset({HERE}), frozenset({Recht.EIGEN_CIJFERS, Recht.DOELEN}))
READER = Viewer("lezer", frozenset({HERE}), frozenset({Recht.EIGEN_CIJFERS}))
GOAL = Doel(HERE, "VS07", 30.0, date(2027, 12, 31), "Raadsbesluit 2026")
MEASURE = Interventie(HERE, "Bellen", date(2026, 4, 1), "Plan 2026", "Er wordt gebeld.")


@pytest.fixture
def store(engine: Engine) -> Engine:
    with engine.begin() as connection:
        draw_borders(connection)
    return engine


def deliver(connection: Connection, number: int, waarde: float, received: datetime) -> None:
    """Deliver GOAL with another value, in rows numbered as the door does."""
    connection.execute(insert(schema.levering).values(a_levering(number, soort="doel", ontvangen_op=received)))
    row = {"id": number * 10_000_000 + 1, "levering": number, "gm_code": HERE, "indicator": "VS07", "bron": "Plan"}
    told = {"variant": "standaard", "waarde": waarde, "uiterlijk": GOAL.uiterlijk}
    connection.execute(insert(schema.doel).values(row | told))


def goals(connection: Connection) -> list[tuple[Any, ...]]:
    return read_doelen(connection, ANNA, HERE).select("indicator", "waarde", "uiterlijk", "ingevoerd_door").rows()


def test_a_typed_goal_counts_and_says_who_typed_it_and_when(store: Engine):
    with store.begin() as connection:
        enter(connection, ANNA, replace(GOAL, basisjaar=2020, basiswaarde=22.5, schatting="ja"), NOON)
        row = read_doelen(connection, ANNA, HERE).row(0, named=True)
    assert (row["waarde"], row["basisjaar"], row["basiswaarde"], row["schatting"]) == (30.0, 2020, 22.5, "ja")
    assert (row["ingevoerd_op"], row["ingevoerd_door"], row["levering"]) == (NOON, "beleid Amsterdam", None)
    assert (row["uitsplitsing"], row["cel"]) == ("", "")


def test_of_typed_and_delivered_what_was_said_last_counts_and_both_stay_visible(store: Engine):
    with store.begin() as connection:
        deliver(connection, 7, 25.0, NOON)
        delivered = read_doelen(connection, ANNA, HERE)["id"][0]
        change(connection, ANNA, delivered, GOAL, NOON + timedelta(hours=1))
        assert goals(connection) == [("VS07", 30.0, date(2027, 12, 31), "beleid Amsterdam")]
        deliver(connection, 8, 40.0, NOON + timedelta(hours=2))
        assert goals(connection) == [("VS07", 40.0, date(2027, 12, 31), None)]
        told = read_history(connection, ANNA, HERE, Doel).select("waarde", "levering", "door", "geldt", "vervallen")
    assert told.rows() == [
        (40.0, 8, "Gemeente", True, False),
        (30.0, None, "beleid Amsterdam", False, False),
        (25.0, 7, "Gemeente", False, False),
    ]


def test_what_is_typed_counts_also_where_the_clock_of_the_levering_was_ahead(store: Engine):
    with store.begin() as connection:
        deliver(connection, 7, 25.0, NOON + timedelta(days=2))
        change(connection, ANNA, read_doelen(connection, ANNA, HERE)["id"][0], GOAL, NOON)
        assert goals(connection)[0][1] == 30.0


def test_a_typed_goal_stays_when_the_levering_it_overruled_is_withdrawn(store: Engine):
    with store.begin() as connection:
        deliver(connection, 7, 25.0, NOON)
        change(connection, ANNA, read_doelen(connection, ANNA, HERE)["id"][0], GOAL, NOON + timedelta(hours=1))
        connection.execute(update(schema.levering).values(status="ingetrokken"))
        assert goals(connection)[0][1] == 30.0
        history = read_history(connection, ANNA, HERE, Doel)
    assert history.select("status", "geldt").rows() == [(None, True), ("ingetrokken", False)]


def test_a_goal_that_is_taken_back_counts_no_more_stays_in_the_history_and_can_be_typed_again(store: Engine):
    with store.begin() as connection:
        was = enter(connection, ANNA, GOAL, NOON)
        withdraw(connection, ANNA, HERE, was, Doel, NOON + timedelta(hours=1))
        assert goals(connection) == []
        enter(connection, ANNA, replace(GOAL, waarde=35.0), NOON + timedelta(hours=2))
        assert goals(connection)[0][1] == 35.0
        told = read_history(connection, ANNA, HERE, Doel).select("waarde", "vervallen", "geldt").rows()
    assert told == [(35.0, False, True), (30.0, True, False), (30.0, False, False)]


def test_with_another_day_it_is_another_goal_and_the_old_one_is_taken_back(store: Engine):
    later = replace(GOAL, uiterlijk=date(2028, 12, 31))
    with store.begin() as connection:
        was = enter(connection, ANNA, GOAL, NOON)
        change(connection, ANNA, was, later, NOON + timedelta(hours=1))
        assert [goal[2] for goal in goals(connection)] == [date(2028, 12, 31)]
        assert read_history(connection, ANNA, HERE, Doel).height == 3


def test_an_intervention_is_typed_changed_and_taken_back_as_a_goal_is(store: Engine):
    with store.begin() as connection:
        was = enter(connection, ANNA, MEASURE, NOON)
        changed = change(connection, ANNA, was, replace(MEASURE, beschrijving=None), NOON + timedelta(hours=1))
        assert read_interventies(connection, ANNA, HERE).select("naam", "beschrijving").rows() == [("Bellen", None)]
        withdraw(connection, ANNA, HERE, changed, Interventie, NOON + timedelta(hours=2))
        assert read_interventies(connection, ANNA, HERE).is_empty()
        told = read_history(connection, ANNA, HERE, Interventie)["beschrijving"].to_list()
    assert told == [None, None, "Er wordt gebeld."]


@pytest.mark.parametrize(
    ("viewer", "gm_code", "sentence"),
    [
        (READER, HERE, "U mag voor deze gemeente geen doelen of maatregelen vastleggen; vraag het aan uw beheerder."),
        (ANNA, "GM0824", "U mag voor deze gemeente geen doelen of maatregelen vastleggen; vraag het aan uw beheerder."),
        (local_administrator(), "GM0457", "Deze gemeente bestaat nu niet; kies een gemeente van nu."),
    ],
)
def test_who_may_not_is_refused_and_nothing_is_stored(store: Engine, viewer: Viewer, gm_code: str, sentence: str):
    with store.begin() as connection:
        for write in (
            lambda: enter(connection, viewer, replace(GOAL, gm_code=gm_code), NOON),
            lambda: change(connection, viewer, 1, replace(GOAL, gm_code=gm_code), NOON),
            lambda: withdraw(connection, viewer, gm_code, 1, Doel, NOON),
        ):
            with pytest.raises(DoelError) as refused:
                write()
            assert str(refused.value) == sentence
        assert read_doelen(connection, local_administrator()).is_empty()


def test_the_same_goal_is_not_typed_twice(store: Engine):
    other = replace(GOAL, uiterlijk=date(2028, 12, 31))
    with store.begin() as connection:
        enter(connection, ANNA, GOAL, NOON)
        was = enter(connection, ANNA, other, NOON)
        sentence = "Dit doel staat er al; wijzig wat er staat of kies een andere einddatum."
        with pytest.raises(DoelError, match=sentence):
            enter(connection, ANNA, replace(GOAL, waarde=99.0), NOON)
        with pytest.raises(DoelError, match=sentence):
            change(connection, ANNA, was, GOAL, NOON)
        assert len(goals(connection)) == 2


def test_who_comes_second_is_told_that_someone_else_was_first(store: Engine):
    with store.begin() as connection:
        was = enter(connection, ANNA, GOAL, NOON)
        change(connection, ANNA, was, replace(GOAL, waarde=31.0), NOON)
        with pytest.raises(DoelError, match="intussen door een ander gewijzigd of ingetrokken"):
            change(connection, ANNA, was, replace(GOAL, waarde=32.0), NOON)
        assert goals(connection)[0][1] == 31.0


def test_pages_see_every_change_at_once(store: Engine):
    """PostgreSQL numbers typed rows from 1, far below those of a levering."""
    with store.begin() as connection:
        deliver(connection, 7, 25.0, NOON)
        seen = [read_store_state(connection, ANNA).versie]
        was = enter(connection, ANNA, replace(GOAL, indicator="SH02"), NOON)
        seen.append(read_store_state(connection, ANNA).versie)
        withdraw(connection, ANNA, HERE, was, Doel, NOON)
        seen.append(read_store_state(connection, ANNA).versie)
        enter(connection, ANNA, MEASURE, NOON)
        seen.append(read_store_state(connection, ANNA).versie)
    assert len(set(seen)) == 4


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["enter", "change", "withdraw"]),
        st.integers(0, 2),  # which of three days, or of the goals that count
        st.integers(0, 2),  # the day it is changed into
        st.integers(1, 99),
        st.integers(-3, 3),  # hours: clocks go back as well
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def sqlite_store(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path = tmp_path_factory.mktemp("doelen") / "register.sqlite3"
    path.write_bytes(migrated_sqlite.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        draw_borders(connection)
    return engine


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(acts=ACTS)
def test_history_never_loses_a_row_and_the_last_word_counts(sqlite_store: Engine, acts: list[tuple[Any, ...]]):
    days = [date(2027, 12, 31), date(2028, 12, 31), date(2029, 12, 31)]
    expected: dict[date, float] = {}
    with sqlite_store.connect() as connection:
        before: set[tuple[Any, ...]] = set()
        for act, at, other, waarde, hours in acts:
            now = NOON + timedelta(hours=hours)
            standing = read_doelen(connection, ANNA, HERE).select("id", "uiterlijk").rows()
            if act == "enter" and days[at] not in expected:
                enter(connection, ANNA, replace(GOAL, waarde=waarde, uiterlijk=days[at]), now)
                expected[days[at]] = waarde
            elif act != "enter" and at < len(standing):
                was, day = standing[at]
                if act == "withdraw":
                    withdraw(connection, ANNA, HERE, was, Doel, now)
                    del expected[day]
                elif days[other] == day or days[other] not in expected:
                    change(connection, ANNA, was, replace(GOAL, waarde=waarde, uiterlijk=days[other]), now)
                    del expected[day]
                    expected[days[other]] = waarde
            rows = set(read_history(connection, ANNA, HERE, Doel).drop("geldt").rows())
            assert before <= rows
            before = rows
            counted = read_doelen(connection, ANNA, HERE)
            assert dict(counted.select("uiterlijk", "waarde").iter_rows()) == expected
            assert read_history(connection, ANNA, HERE, Doel).filter("geldt").height == len(expected)
        connection.rollback()
