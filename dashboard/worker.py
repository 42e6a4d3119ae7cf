"""The worker beside the server: takes work that pages ask for, so that no page ever waits on a job."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Engine

log = logging.getLogger("effectmeting.werk")

DEAD_AFTER_SECONDS = 300.0  # a worker that has not beaten for so long was killed

# progress between 0 and 1, and what is being done
Beat = Callable[[float, str], None]
# (opdracht, beat) -> one Dutch sentence for the page
Job = Callable[[Mapping[str, Any], Beat], str]
# asked when an error arrives, since modules (and so their errors) are loaded by the jobs
PeopleErrors = Callable[[], Mapping[type[Exception], object]]


def work_once(
    engine: "Engine", jobs: Mapping[str, Job], people_errors: PeopleErrors, now: Callable[[], datetime]
) -> bool:
    """Do one task that waits; return whether there was one.

    A task that ends in an error meant for people fails with that sentence. Any other error fails the
    task with a general sentence and is raised: it is ours to mend.
    """
    from queries import tasks

    with engine.begin() as connection:
        tasks.requeue_dead(connection, now(), DEAD_AFTER_SECONDS)
        task = tasks.claim_task(connection, now())
    if task is None:
        return False

    def beat(progress: float, message: str) -> None:
        with engine.begin() as connection:
            tasks.beat(connection, task.id, now(), voortgang=progress, bericht=message)

    def fail(sentence: str) -> None:
        with engine.begin() as connection:
            tasks.fail_task(connection, task.id, now(), sentence)
        log.warning("taak %s (%s) mislukt", task.id, task.soort)

    if task.soort not in jobs:  # from an older or newer version of the pages
        fail("Dit werk kent de werker niet; stop het dashboard en start het opnieuw, dan zijn beide even nieuw.")
        return True
    log.info("taak %s (%s) begint", task.id, task.soort)
    try:
        sentence = jobs[task.soort](task.opdracht, beat)
    except tuple(people_errors()) as error:
        fail(str(error))
        return True
    except BaseException:
        fail("Het werk is afgebroken door een fout; probeer het opnieuw.")
        raise
    with engine.begin() as connection:
        tasks.finish_task(connection, task.id, now(), sentence)
    log.info("taak %s (%s) klaar", task.id, task.soort)
    return True


def work(
    engine: "Engine",
    jobs: Mapping[str, Job],
    people_errors: PeopleErrors,
    now: Callable[[], datetime],
    *,
    pause: float = 1.0,
) -> None:
    """Take tasks until the process is stopped."""
    while True:
        if not work_once(engine, jobs, people_errors, now):
            time.sleep(pause)


def day(opdracht: Mapping[str, object], fallback: date) -> date:
    """Return the day a task asks figures for, else ``fallback``."""
    given = opdracht.get("vandaag")
    return date.fromisoformat(given) if isinstance(given, str) else fallback
