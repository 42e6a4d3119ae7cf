"""The worker beside the server: takes work that pages ask for, so that no page ever waits on a job."""

import logging
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from dashboard.errors import disk_sentence

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from queries.tasks import Task

log = logging.getLogger("effectmeting.werk")

DEAD_AFTER_SECONDS = 300.0  # a worker that has not beaten for so long was killed
IDLE_SECONDS = 60.0  # between two rounds of tidying up
PULSE_SECONDS = 20.0  # a job may count for long between two things worth telling

# progress between 0 and 1, and what is being done
Beat = Callable[[float, str], None]
# (opdracht, beat) -> one Dutch sentence for the page, with what came of it where the page shows that
Job = Callable[[Mapping[str, Any], Beat], "str | Done"]
# asked when an error arrives, since modules (and so their errors) are loaded by the jobs
PeopleErrors = Callable[[], Mapping[type[Exception], object]]


@dataclass(frozen=True)
class Done:
    """What a job made: one Dutch sentence, and the outcome for the page that asked (no personal data)."""

    bericht: str
    uitkomst: Mapping[str, Any]


class TaskTakenError(Exception):
    """Another worker took this task over: we were silent for too long."""


@dataclass
class Worker:
    """One process that works: where the tasks are, what it can do, and what it could not write down yet."""

    engine: "Engine"
    jobs: Mapping[str, Job]
    people_errors: PeopleErrors
    now: Callable[[], datetime]
    unfinished: int | None = None

    def once(self) -> bool:
        """Do one task that waits; return whether there was one.

        A task that ends in an error meant for people fails with that sentence. Any other error fails the
        task with a general sentence and is raised: it is ours to mend. When the store goes away the task
        goes back in line, as soon as it answers again. Raises StoreError while it does not answer.
        """
        from queries import tasks

        with self.engine.begin() as connection:
            if self.unfinished is not None:
                tasks.put_back(connection, self.unfinished, self.now())
            tasks.requeue_dead(connection, self.now(), DEAD_AFTER_SECONDS)
            task = tasks.claim_task(connection, self.now())
        self.unfinished = None
        if task is None:
            return False
        if task.soort not in self.jobs:  # from an older or newer version of the pages
            self._fail(
                task,
                "Dit werk kent de werker niet; stop het dashboard en start het opnieuw, dan zijn beide even nieuw.",
            )
            return True
        log.info("taak %s (%s) begint", task.id, task.soort)
        self.unfinished = task.id
        self._do(task)
        self.unfinished = None
        return True

    def _do(self, task: "Task") -> None:
        from queries import tasks
        from queries.errors import StoreUnreachableError

        try:
            with self._pulse(task):
                made = self.jobs[task.soort](task.opdracht, partial(self._beat, task))
            sentence, outcome = (made.bericht, made.uitkomst) if isinstance(made, Done) else (made, None)
            with self.engine.begin() as connection:
                tasks.finish_task(connection, task.id, self.now(), sentence, outcome)
            log.info("taak %s (%s) klaar", task.id, task.soort)
        except StoreUnreachableError:
            raise
        except TaskTakenError:
            log.warning("taak %s (%s) is door een ander overgenomen", task.id, task.soort)
        except tuple(self.people_errors()) as error:
            self._fail(task, str(error))
        except OSError as error:
            self._fail(task, f"De schijf of een map kan niet worden gebruikt: {disk_sentence(error)}.")
        except BaseException:
            self._fail(task, "Het werk is afgebroken door een fout; probeer het opnieuw.")
            raise

    def _beat(self, task: "Task", progress: float | None = None, message: str | None = None) -> None:
        from queries import tasks

        with self.engine.begin() as connection:
            if not tasks.beat(connection, task.id, self.now(), voortgang=progress, bericht=message):
                raise TaskTakenError

    def _fail(self, task: "Task", sentence: str) -> None:
        from queries import tasks

        with self.engine.begin() as connection:
            tasks.fail_task(connection, task.id, self.now(), sentence)
        log.warning("taak %s (%s) mislukt", task.id, task.soort)

    @contextmanager
    def _pulse(self, task: "Task") -> Generator[None]:
        """Tell that the work goes on, also while the job has nothing to tell."""
        from queries.errors import StoreError

        ended = threading.Event()

        def run() -> None:
            while not ended.wait(PULSE_SECONDS):
                # The job itself meets the same store, and the same thief, and says so.
                with suppress(StoreError, TaskTakenError):
                    self._beat(task)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def work_once(
    engine: "Engine", jobs: Mapping[str, Job], people_errors: PeopleErrors, now: Callable[[], datetime]
) -> bool:
    """Do one task that waits; return whether there was one. See Worker.once."""
    return Worker(engine, jobs, people_errors, now).once()


def work(
    engine: "Engine",
    jobs: Mapping[str, Job],
    people_errors: PeopleErrors,
    now: Callable[[], datetime],
    *,
    pause: float = 1.0,
    tidy: Callable[[], None] | None = None,
) -> None:
    """Take tasks until the process is stopped; while the store does not answer, wait for it.

    ``tidy`` is called at the start, and every minute in which there is nothing to do.
    """
    from queries.errors import StoreError

    tidied = float("-inf")
    worker = Worker(engine, jobs, people_errors, now)
    answered = True
    while True:
        try:
            busy = worker.once()
        except StoreError as error:
            if answered:
                log.warning("%s De werker wacht daarop.", error)
            answered, busy = False, False
        else:
            if not answered:
                log.info("het register antwoordt weer")
            answered = True
        if busy:
            continue
        if tidy is not None and time.monotonic() - tidied > IDLE_SECONDS:
            tidy()
            tidied = time.monotonic()
        time.sleep(pause)


def day(opdracht: Mapping[str, object], fallback: date) -> date:
    """Return the day a task asks figures for, else ``fallback``."""
    given = opdracht.get("vandaag")
    return date.fromisoformat(given) if isinstance(given, str) else fallback
