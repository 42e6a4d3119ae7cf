"""Whatever runs at the same time, all of it ends well, in a state that one after the other would have given."""

from pathlib import Path
from random import Random

import pytest

from dashboard.errors import ExitCode
from tests.road.conftest import Rounds
from tests.road.rounds import first_round, third_round
from tests.road.trials import Forge, Place, State, assert_repaired, read_state, same

DONE = 0


def _together(forge: Forge, place: Place, *orders: tuple[list[Path], list[str]]) -> None:
    """Run these at once; all must end well."""
    named = {f"{number}": order for number, order in enumerate(orders)}
    running = {name: forge.start(place.order(*order, name=name)) for name, order in named.items()}
    for name, pid in running.items():
        assert forge.wait(pid) == DONE, place.log_of(name).read_text()


def _after_all(forge: Forge, place: Place, rounds: Rounds) -> None:
    """The next ordinary run finds nothing amiss."""
    assert forge.wait(forge.start(place.order(rounds.files))) == DONE, place.log.read_text()
    assert_repaired(read_state(place), rounds.new)


def test_two_that_take_in_the_same_files_store_them_once(forge: Forge, rounds: Rounds) -> None:
    with rounds.another() as place:
        _together(forge, place, (rounds.files, ["ontvang"]), (rounds.files[::-1], ["ontvang"]))
        assert read_state(place).whole == rounds.new.whole
        _after_all(forge, place, rounds)


def test_two_that_replace_each_other_end_with_the_newest(forge: Forge, rounds: Rounds, tmp_path: Path) -> None:
    newer = third_round(tmp_path)
    with rounds.another() as one_by_one:
        for files in (rounds.files, newer):
            assert forge.wait(forge.start(one_by_one.order(files))) == DONE
        wanted = read_state(one_by_one)
    for order in ((rounds.files, newer), (newer, rounds.files)):
        with rounds.another() as place:
            _together(forge, place, *((files, ["ontvang"]) for files in order))
            assert read_state(place).whole == wanted.whole
            assert forge.wait(forge.start(place.order([], ["bereken"]))) == DONE
            assert same(read_state(place).counts, wanted.counts)


def test_two_of_different_gemeenten_do_not_meet(forge: Forge, rounds: Rounds) -> None:
    with rounds.another() as place:
        _together(forge, place, *(([file], ["ontvang"]) for file in rounds.files))
        assert read_state(place).whole == rounds.new.whole
        _after_all(forge, place, rounds)


@pytest.mark.parametrize("seed", range(2))
def test_taking_in_counting_and_publishing_at_once_ends_in_a_state_of_one_after_the_other(
    forge: Forge, rounds: Rounds, seed: int
) -> None:
    stages = ["ontvang", "bereken", "publiceer", "bereken", "publiceer"]
    Random(seed).shuffle(stages)
    with rounds.another() as place:
        _together(forge, place, *((rounds.files, [stage]) for stage in stages))
        _assert_some_step(read_state(place), rounds)
        _after_all(forge, place, rounds)


def test_two_that_count_at_once_leave_the_counts_of_one(forge: Forge, rounds: Rounds) -> None:
    with rounds.another() as place:
        assert forge.wait(forge.start(place.order(rounds.files, ["ontvang"]))) == DONE
        _together(forge, place, *[(rounds.files, ["bereken"])] * 3)
        found = read_state(place)
        assert found.counted_all
        assert same(found.counts, rounds.new.counts)
        _after_all(forge, place, rounds)


def _assert_some_step(found: State, rounds: Rounds) -> None:
    assert found.whole == rounds.new.whole
    assert any(same(found.counts, step.counts) for step in rounds.steps)
    assert any(
        step.publication and found.publication and found.publication.bestanden == step.publication.bestanden
        for step in rounds.steps
    )


def test_two_that_find_no_register_make_one(forge: Forge, tmp_path: Path, database_url: str) -> None:
    place = Place(database_url, tmp_path / "map")
    files = first_round(tmp_path / "een")
    ways = {f"{n}": place.commands(["ontvang", *map(str, files[n::2])], name=f"{n}") for n in range(2)}
    running = {name: forge.start(order) for name, order in ways.items()}
    for name, pid in running.items():
        assert forge.wait(pid) == ExitCode.OK, place.log_of(name).read_text()
    assert {mark[:2] for mark in read_state(place).in_force} == {
        ("vs", "GM0363"), ("vs", "GM0599"), ("shv", "GM0034"), ("shv", "GM0363"),
    }  # fmt: skip
