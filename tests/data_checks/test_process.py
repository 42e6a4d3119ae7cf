"""The suites run in a process of their own, which may be slow, may die, and never outlives its parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import polars as pl
import pytest

from data_checks import process
from data_checks.findings import GateClosedError

LINKS = pl.DataFrame(
    {"levering_nr": [0, 0, 1], "signaal_bekend": [True, False, False]}, schema_overrides={"levering_nr": pl.Int32}
)


@pytest.fixture(autouse=True)
def _no_process_left() -> Iterator[None]:
    yield
    process.stop()


def test_findings_come_back_from_the_other_process_as_they_would_from_this_one() -> None:
    process.warm_up()
    there = process.run_suites({"zaak_signaal": LINKS})
    here = process.run_suites_here({"zaak_signaal": LINKS})
    assert [(f.regel, f.gevonden, f.records.rows()) for f in there] == [
        ("tabel_leeg", 0, []),
        ("signaal_onbekend", 2, [(0, 1), (1, 2)]),
    ]
    assert [(f.regel, f.gevonden, f.records.rows()) for f in here] == [
        (f.regel, f.gevonden, f.records.rows()) for f in there
    ]


def test_a_process_that_dies_closes_the_gate_and_the_next_check_has_a_new_one() -> None:
    assert process._pool().submit(int).result() == 0
    (child,) = process._pool()._processes.values()
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    with pytest.raises(GateClosedError, match="probeer het opnieuw"):
        process.run_suites({"zaak_signaal": LINKS})
    assert process._pool().submit(int).result() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for the process by its number")
def test_the_process_ends_with_its_parent_also_when_that_is_killed() -> None:
    script = (
        "import os, signal\n"
        "if __name__ == '__main__':\n"
        "    from data_checks import process\n"
        "    process._pool().submit(int).result()\n"
        "    print(*process._pool()._processes, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    child = int(done.stdout)
    deadline = time.monotonic() + 10
    while _alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(child)


def _alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
