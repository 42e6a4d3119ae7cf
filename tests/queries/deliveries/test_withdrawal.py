"""A levering that is withdrawn counts no longer; what it replaced may come again, and nothing counts as zero."""

from datetime import date, datetime

import pytest
from sqlalchemy import Engine, func, select

from queries.deliveries.withdrawal import Vervangen, WithdrawalError, foresee_withdrawal, withdraw
from queries.schema import controle, levering, signaal, zaak
from tests.queries.deliveries.test_store import FEBRUARY, JANUARY, QUARTER, a_delivery, receive, statuses

NOW = datetime(2024, 5, 1, 9)


def test_the_cases_of_a_withdrawn_levering_are_gone_and_its_header_stays(engine: Engine):
    receive(engine, a_delivery(*JANUARY, "2024-02-05"), a_delivery(*FEBRUARY, "2024-03-05"))

    with engine.begin() as connection:
        found = withdraw(connection, 1, NOW)

    assert found.leeg == ((date(2024, 1, 1), date(2024, 2, 1)),)
    assert found.vervangen == ()
    assert statuses(engine) == [(1, "ingetrokken", None), (2, "in_gebruik", None)]
    with engine.connect() as connection:
        assert connection.scalar(select(levering.c.oordeel).where(levering.c.id == 1)) == "Ingetrokken op 01-05-2024."
        for table in (signaal, zaak):
            assert set(connection.scalars(select(table.c.levering))) == {2}


def test_what_a_withdrawn_levering_replaced_stays_replaced_until_it_is_delivered_again(engine: Engine):
    january, february = a_delivery(*JANUARY, "2024-02-05"), a_delivery(*FEBRUARY, "2024-03-05")
    receive(engine, january, february, a_delivery(*QUARTER, "2024-04-05"))
    with engine.begin() as connection:
        found = withdraw(connection, 3, NOW)
    assert found.vervangen == (
        Vervangen(1, date(2024, 1, 1), date(2024, 2, 1)),
        Vervangen(2, date(2024, 2, 1), date(2024, 3, 1)),
    )
    assert statuses(engine) == [(1, "vervangen", 3), (2, "vervangen", 3), (3, "ingetrokken", None)]

    (again,) = receive(engine, january)

    assert (again.id, again.status) == (4, "in_gebruik")
    assert statuses(engine)[3:] == [(4, "in_gebruik", None)]


def test_only_the_newest_that_gave_way_is_named(engine: Engine):
    receive(
        engine,
        a_delivery(*JANUARY, "2024-02-05"),
        a_delivery(*JANUARY, "2024-02-06", words="better"),
        a_delivery(*JANUARY, "2024-02-07", words="best"),
    )

    with engine.connect() as connection:
        found = foresee_withdrawal(connection, 3)

    assert [each.nummer for each in found.vervangen] == [2]


def test_the_withdrawn_file_itself_may_come_again(engine: Engine):
    once = a_delivery(*JANUARY, "2024-02-05")
    receive(engine, once)
    with engine.begin() as connection:
        withdraw(connection, 1, NOW)

    (again,) = receive(engine, once)

    assert (again.id, again.status) == (2, "in_gebruik")


def test_days_that_another_sender_delivers_too_are_not_left_open(engine: Engine):
    receive(
        engine,
        a_delivery(*QUARTER, "2024-04-05"),
        a_delivery(*FEBRUARY, "2024-03-05", leverancier="Ander huis"),
    )

    with engine.connect() as connection:
        found = foresee_withdrawal(connection, 1)

    assert found.leeg == ((date(2024, 1, 1), date(2024, 2, 1)), (date(2024, 3, 1), date(2024, 4, 1)))


def test_what_does_not_count_cannot_be_withdrawn_and_a_failure_changes_nothing(engine: Engine):
    receive(engine, a_delivery(*JANUARY, "2024-02-05"))
    with engine.begin() as connection:
        withdraw(connection, 1, NOW)
        checks = connection.scalar(select(func.count()).select_from(controle))

    for number in (1, 99):
        with pytest.raises(WithdrawalError, match=f"Levering {number} telt niet"), engine.begin() as connection:
            withdraw(connection, number, NOW)

    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(controle)) == checks
    assert statuses(engine) == [(1, "ingetrokken", None)]
