"""On a full disk a command says so in one sentence and stores nothing by halves; with room it succeeds."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.errors import ExitCode
from tests.road.conftest import Rounds
from tests.road.trials import Forge, Place, State, assert_old_or_new, assert_repaired, read_state

KB = 1024


def _whole_road(rounds: Rounds) -> list[list[str]]:
    return [["ontvang", *map(str, rounds.files)], ["bereken"], ["publiceer"]]


def _with_room(forge: Forge, rounds: Rounds) -> State:
    """Return what the road comes to when nothing is in its way."""
    with rounds.another() as place:
        assert forge.wait(forge.start(place.commands(*_whole_road(rounds)))) == ExitCode.OK
        return read_state(place)


def _assert_one_sentence(said: str) -> None:
    """What was said ends in one sentence about the disk; before it there is only what had gone well."""
    assert "Traceback" not in said
    assert "schijf" in said.strip().splitlines()[-1]


def test_a_limit_to_the_size_of_files_stops_every_stage_without_harm(forge: Forge, rounds: Rounds) -> None:
    wanted = _with_room(forge, rounds)
    with rounds.another() as place:
        ends: list[int] = []
        for limit in (1 * KB, 8 * KB, 40 * KB, 160 * KB):
            ends.append(forge.wait(forge.start(place.commands(*_whole_road(rounds), bytes=limit))))
            if ends[-1] != ExitCode.OK:
                _assert_one_sentence(place.log.read_text())
            assert_old_or_new(read_state(place), rounds.old, wanted)
        assert ends[0] == ExitCode.DISK
        assert set(ends) <= {ExitCode.OK, ExitCode.DISK}
        assert forge.wait(forge.start(place.commands(*_whole_road(rounds)))) == ExitCode.OK
        assert_repaired(read_state(place), wanted)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 8 MB."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if subprocess.run(made, check=False, capture_output=True).returncode:
        pytest.skip("may not mount a disk here; the limit to the size of files is tried above")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_is_full_stops_every_stage_without_harm(forge: Forge, rounds: Rounds, small_disk: Path) -> None:
    wanted = _with_room(forge, rounds)
    with rounds.another() as made:
        place = _moved(made, small_disk)
        ends: list[int] = []
        for room in (0, 32, 128, 512):
            with_filler = _fill_up(small_disk, room * KB)
            ends.append(forge.wait(forge.start(place.commands(*_whole_road(rounds)))))
            if ends[-1] != ExitCode.OK:
                _assert_one_sentence(place.log.read_text())
            with_filler.unlink()
            assert_old_or_new(read_state(place), rounds.old, wanted)
        assert ends[0] == ExitCode.DISK
        assert set(ends) <= {ExitCode.OK, ExitCode.DISK}
        assert forge.wait(forge.start(place.commands(*_whole_road(rounds)))) == ExitCode.OK
        assert_repaired(read_state(place), wanted)


def _moved(place: Place, disk: Path) -> Place:
    """Return this register with its folder on that disk; what it says goes elsewhere."""
    subprocess.run(["cp", "-a", str(place.map), str(disk / "map")], check=True)
    return Place(place.url.replace(str(place.map), str(disk / "map")), disk / "map", place.log)


def _fill_up(disk: Path, room: int) -> Path:
    """Fill the disk but for so many bytes."""
    free = os.statvfs(disk)
    filler = disk / "vulling"
    filler.write_bytes(b"." * max(free.f_bavail * free.f_frsize - room, 0))
    return filler
