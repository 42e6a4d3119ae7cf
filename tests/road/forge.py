"""A process in which everything is imported and nothing used, of which every trial is a fork: ready in 10 ms, not 4 s.

Forking is sound only before Polars starts its thread pools: a fork has one thread, and would wait for ever on the
others. So this process calls no Polars at all, and refuses to fork when it finds their threads. What does run in it by
then, a thread that cleans up spilled files and one of an allocator, holds no lock that a trial needs.

    python -m tests.road.forge      orders in on standard input, answers out, a line of JSON each
"""

import json
import multiprocessing
import os
import resource
import sys
import traceback
import warnings
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import data_checks.process

TODAY = date(2025, 12, 1)
NOW = datetime(2025, 12, 1, 9, 30)

LOADED = (
    "dashboard.cli", "dashboard.commands.counting", "dashboard.commands.deliveries", "dashboard.commands.serving",
    "data_checks.intake", "data_checks.runner", "data_checks.suites", "great_expectations", "metrics.jobs",
    "queries.migrations.upgrade", "sqlalchemy.dialects.postgresql.psycopg", "sqlalchemy.dialects.sqlite.pysqlite",
    "tests.queries.deliveries.invented", "tests.road.doom",
)  # fmt: skip

FAULT = 70  # the exit code of an error that is not for people


def main() -> None:
    """Load everything, then do what is asked until nobody asks."""
    _load()
    for line in sys.stdin:
        order = json.loads(line)
        answer = _start(order) if order["do"] == "start" else _ended(order["pid"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _load() -> None:
    for name in LOADED:
        import_module(name)
    # The checks keep a process of their own, here too; forked from this one it has no five seconds to import.
    data_checks.process.get_context = lambda _method: multiprocessing.get_context("fork")


def _start(order: Mapping[str, Any]) -> int:
    running = {path.read_text().strip() for path in Path("/proc/self/task").glob("*/comm")}
    if used := {name for name in running if name.startswith(("polars-0", "tokio"))}:
        raise RuntimeError(f"forking would copy the locks of {used}")
    with warnings.catch_warnings():
        # Python 3.12 warns of any second thread.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        _be_trial(order)
    return pid


def _ended(pid: int) -> int:
    """Wait for a trial; return its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _be_trial(order: Mapping[str, Any]) -> None:
    """Do one trial and end, whatever happens."""
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    code = FAULT
    try:
        os.environ |= order["environment"]
        code = _commands(order) if "commands" in order else _stages(order)
    finally:
        if error := sys.exception():
            traceback.print_exception(error)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _commands(order: Mapping[str, Any]) -> int:
    """Run commands as a person would; stop at the first that does not end well."""
    from dashboard.cli import run
    from data_checks.process import warm_up

    warm_up()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what goes wrong is said on standard error
    if "bytes" in order:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["bytes"], order["bytes"]))
    for command in order["commands"]:
        if code := run(command):
            return code
    return 0


def _stages(order: Mapping[str, Any]) -> int:
    """Take the stages of the road under a fate; tell how many points were passed at the end of each."""
    from dashboard.errors import people_errors
    from data_checks.process import warm_up
    from tests.road.doom import appoint

    warm_up()  # its process is forked here, before Polars does anything
    folder = Path(order["map"])
    doom = appoint(order["fate"], order["url"], folder)
    passed: list[int] = []
    try:
        for stage in order["stages"]:
            _stage(stage, order, folder)
            doom.point()
            passed.append(doom.passed)
    except tuple(people_errors()) as error:
        sys.stdout.write(str(error))
        return next(code for kind, code in people_errors().items() if isinstance(error, kind))
    sys.stdout.write(json.dumps(passed))
    return 0


def _stage(stage: str, order: Mapping[str, Any], folder: Path) -> None:
    from data_checks.gate import run_suites
    from data_checks.intake import receive
    from metrics.jobs import recount
    from metrics.publishing import publish
    from queries.engine import open_engine
    from queries.publications import AlreadyPublishedError
    from tests.queries.deliveries.invented import KEY

    engine = open_engine(order["url"])
    if stage == "ontvang":
        files = [Path(each) for each in order["files"]]
        run = run_suites if order["suites"] else _find_nothing
        receive(engine, files, KEY, today=TODAY, now=NOW, run=run)
    elif stage == "bereken":
        recount(engine, folder / "werkset", today=TODAY, now=NOW, codeversie="proef")
    else:
        with suppress(AlreadyPublishedError):  # what a run that was killed after it published leaves to do
            publish(engine, folder / "publicaties", key=KEY, datum=TODAY)
    engine.dispose()


def _find_nothing(frames: Mapping[str, Any]) -> list[Any]:
    """Find nothing wrong: the suites write nowhere, and cost a second a time."""
    del frames
    return []


if __name__ == "__main__":
    main()
