"""Killed at any moment, the register holds the old or the new, and the next ordinary run repairs what it must.

A modest number of kills here; ask for more with EFFECTMETING_TEST_KILLS=500.
"""

import json
import os
from itertools import pairwise
from random import Random

import pytest

from dashboard.errors import ExitCode
from tests.road.conftest import Rounds
from tests.road.trials import Forge, assert_old_or_new, assert_repaired, read_state

KILLS = int(os.environ.get("EFFECTMETING_TEST_KILLS", "6"))
DONE, KILLED, ALARM, TOO_LARGE = 0, -9, -14, -25


def _points(forge: Forge, rounds: Rounds, chance: Random) -> list[int]:
    """Return points of a run to strike at, as many of each stage; the rows of a levering would take nearly all."""
    with rounds.another() as place:
        assert forge.wait(forge.start(place.order(rounds.files))) == DONE
        ends = [0, *json.loads(place.log.read_text())]
    stages = [range(start + 1, end + 1) for start, end in pairwise(ends)]
    return [chance.choice(stages[number % len(stages)]) for number in range(KILLS)]


def _suffer(forge: Forge, rounds: Rounds, how: str, at: float, *, suites: bool = False) -> int:
    """Let one run meet this fate, look at what it left, run again and look once more; return how the first ended."""
    with rounds.another() as place:
        ended = forge.wait(forge.start(place.order(rounds.files, how=how, at=at, suites=suites)))
        assert "Traceback" not in place.log.read_text(), place.log.read_text()
        assert_old_or_new(read_state(place), rounds.old, rounds.new)
        assert forge.wait(forge.start(place.order(rounds.files))) == DONE, place.log.read_text()
        assert_repaired(read_state(place), rounds.new, apart=("afkeuring", "controle") if suites else ())
    return ended


def test_killed_at_any_statement_or_file_the_register_holds_the_old_or_the_new(forge: Forge, rounds: Rounds) -> None:
    for at in _points(forge, rounds, Random("statement")):
        assert _suffer(forge, rounds, "kill", at) == KILLED, at


def test_killed_at_any_time_it_does_too(forge: Forge, rounds: Rounds) -> None:
    chance = Random("time")
    for number in range(max(KILLS // 2, 1)):
        seconds = chance.uniform(0.01, 1.0 if number % 4 else 2.0)
        assert _suffer(forge, rounds, "time", seconds, suites=number % 4 == 0) in (ALARM, DONE), seconds


def test_killed_halfway_the_writing_of_a_file_it_does_too(forge: Forge, rounds: Rounds) -> None:
    chance = Random("bytes")
    for _ in range(max(KILLS // 2, 1)):
        size = int(10 ** chance.uniform(2, 6))
        assert _suffer(forge, rounds, "bytes", size) in (TOO_LARGE, DONE), size


def test_cut_off_by_the_server_it_does_too_and_says_so(forge: Forge, rounds: Rounds) -> None:
    if not rounds.server:
        pytest.skip("SQLite has no server that cuts a connection")
    for at in _points(forge, rounds, Random("cut")):
        assert _suffer(forge, rounds, "cut", at) in (ExitCode.STORE, DONE), at
