"""The line of work: in order, by one worker each, and taken back from workers that died."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from sqlalchemy import Engine

from queries.engine import open_engine
from queries.tasks import (
    GIVEN_UP,
    add_task,
    beat,
    claim_task,
    fail_task,
    finish_task,
    latest_tasks,
    put_back,
    read_task,
    requeue_dead,
)

NOON = datetime(2024, 3, 1, 12)
MINUTE = timedelta(minutes=1)


def test_a_task_waits_is_worked_on_and_is_done(engine: Engine):
    with engine.begin() as connection:
        number = add_task(connection, "bereken", {"gemeenten": ["GM0363"]}, NOON)
        waiting = read_task(connection, number)
        claimed = claim_task(connection, NOON + MINUTE)
        assert beat(connection, number, NOON + 2 * MINUTE, voortgang=0.5, bericht="171 van 342 gemeenten geteld.")
        halfway = read_task(connection, number)
        assert finish_task(connection, number, NOON + 3 * MINUTE, "Alle gemeenten zijn geteld.")
        done = read_task(connection, number)
    assert waiting is not None
    assert claimed is not None
    assert halfway is not None
    assert done is not None
    assert (waiting.status, waiting.voortgang, waiting.opdracht) == ("wacht", 0.0, {"gemeenten": ["GM0363"]})
    assert (claimed.id, claimed.status, claimed.gestart_op) == (number, "bezig", NOON + MINUTE)
    assert (halfway.voortgang, halfway.hartslag_op) == (0.5, NOON + 2 * MINUTE)
    assert halfway.bericht == "171 van 342 gemeenten geteld."
    assert (done.status, done.voortgang, done.klaar_op) == ("klaar", 1.0, NOON + 3 * MINUTE)


def test_tasks_are_claimed_in_the_order_they_came(engine: Engine):
    with engine.begin() as connection:
        first, second = (add_task(connection, soort, {}, NOON) for soort in ("ontvang", "bereken"))
        claimed = [claim_task(connection, NOON) for _ in range(3)]
        assert [task.id if task else None for task in claimed] == [first, second, None]
        assert [task.id for task in latest_tasks(connection, limit=1)] == [second]


def test_workers_at_the_same_moment_never_take_the_same_task(database_url: str, engine: Engine):
    with engine.begin() as connection:
        numbers = [add_task(connection, "bereken", {}, NOON) for _ in range(20)]

    def work(_worker: int) -> list[int]:
        own, taken = open_engine(database_url), list[int]()
        while True:
            with own.begin() as connection:
                task = claim_task(connection, NOON)
            if task is None:
                own.dispose()
                return taken
            taken.append(task.id)

    with ThreadPoolExecutor(4) as pool:
        taken = [number for worker in pool.map(work, range(4)) for number in worker]
    assert sorted(taken) == numbers


def test_work_without_a_heartbeat_goes_back_in_line_and_its_worker_is_told(engine: Engine):
    with engine.begin() as connection:
        dead, alive = (add_task(connection, "bereken", {}, NOON) for _ in range(2))
        claim_task(connection, NOON)
        claim_task(connection, NOON)
        beat(connection, alive, NOON + 5 * MINUTE)
        assert requeue_dead(connection, NOON + 5 * MINUTE, seconds=120) == [dead]
        assert not beat(connection, dead, NOON + 5 * MINUTE)
        assert not finish_task(connection, dead, NOON + 5 * MINUTE)
        again = claim_task(connection, NOON + 6 * MINUTE)
    assert again is not None
    assert (again.id, again.gestart_op) == (dead, NOON + 6 * MINUTE)


def test_work_that_took_three_workers_down_has_failed_and_says_so(engine: Engine):
    with engine.begin() as connection:
        number = add_task(connection, "bereken", {}, NOON)
        for attempt in range(1, 3):
            claim_task(connection, NOON + attempt * 10 * MINUTE)
            assert requeue_dead(connection, NOON + (attempt * 10 + 5) * MINUTE, seconds=120) == [number]
        third = claim_task(connection, NOON + 30 * MINUTE)
        assert requeue_dead(connection, NOON + 35 * MINUTE, seconds=120) == []
        ended = read_task(connection, number)
    assert third is not None
    assert ended is not None
    assert third.pogingen == 3
    assert (ended.status, ended.bericht, ended.klaar_op) == ("mislukt", GIVEN_UP, NOON + 35 * MINUTE)


def test_a_worker_that_lives_can_put_its_work_back_in_line(engine: Engine):
    with engine.begin() as connection:
        number = add_task(connection, "bereken", {}, NOON)
        assert not put_back(connection, number, NOON)
        outcomes: list[bool] = []
        for _ in range(3):
            claim_task(connection, NOON)
            outcomes.append(put_back(connection, number, NOON + MINUTE))
        ended = read_task(connection, number)
    assert outcomes == [True, True, False]
    assert ended is not None
    assert (ended.status, ended.pogingen) == ("mislukt", 3)


def test_a_failed_task_says_why_and_is_not_tried_again(engine: Engine):
    with engine.begin() as connection:
        number = add_task(connection, "publiceer", {}, NOON)
        claim_task(connection, NOON)
        assert fail_task(connection, number, NOON + MINUTE, "Er is nog niets berekend.")
        failed = read_task(connection, number)
        assert claim_task(connection, NOON + MINUTE) is None
        assert requeue_dead(connection, NOON + 60 * MINUTE, seconds=60) == []
    assert failed is not None
    assert (failed.status, failed.bericht) == ("mislukt", "Er is nog niets berekend.")


def test_a_task_that_does_not_exist_is_none(engine: Engine):
    with engine.begin() as connection:
        assert read_task(connection, 7) is None
        assert not beat(connection, 7, NOON)
