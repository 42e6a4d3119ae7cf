"""A register that is locked, replaced, cut off or garbled is said in one sentence; copies of it are made anew."""

import gc
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.cli import run
from dashboard.config import load_settings
from dashboard.errors import ExitCode
from metrics.jobs import recount
from queries.counts import read_counts
from queries.engine import open_engine
from tests.road.invented import levering, signaal, write_vs, zaak
from tests.road.outcome import NOW, no_suites
from tests.road.test_exit_codes import spoken
from tests.road.trials import same

Capture = pytest.CaptureFixture[str]
ENVIRONMENT = {"EFFECTMETING_VANDAAG": "2025-02-15", "EFFECTMETING_SLEUTEL": "5e1f" * 16}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a register in which something was delivered, counted and published."""
    folder = tmp_path_factory.mktemp("made")
    some = levering("GM0363", [signaal(n) for n in range(1, 4)], [zaak(1), zaak(2, bereikt=False)])
    delivery = write_vs(folder / "januari.json", some, sent="2024-02-06T09:00:00Z")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        patch.setenv("EFFECTMETING_MAP", str(folder / "map"))
        for command in (["ontvang", str(delivery)], ["bereken"], ["publiceer"]):
            assert run(command) == ExitCode.OK
    gc.collect()  # closes what the commands left open, so that all is in one file
    return folder / "map"


@pytest.fixture
def register(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a copy of that register, in this test's own folder."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    shutil.copytree(made, load_settings().map)
    return load_settings().map / "register.sqlite3"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a delivery that is not in the register."""
    return write_vs(tmp_path / "ander.json", levering("GM0599", [signaal(5)], []))


def be_a_folder(register: Path) -> None:
    register.unlink()
    register.mkdir()


def be_a_text(register: Path) -> None:
    register.write_text("Dit is geen register. " * 1000)


def have_another_header(register: Path) -> None:
    with register.open("r+b") as file:
        file.write(b"\0" * 100)


def have_garbled_pages(register: Path) -> None:
    size = register.stat().st_size
    with register.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


def be_cut_off(register: Path) -> None:
    with register.open("r+b") as file:
        file.truncate(5000)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (be_a_folder, "is niet te openen"),
        (be_a_text, "is beschadigd of is geen register"),
        (have_another_header, "is beschadigd of is geen register"),
        (have_garbled_pages, "is beschadigd of is geen register"),
        (be_cut_off, "is beschadigd of is geen register"),
    ],
)
def test_a_file_that_is_no_register_is_said_by_every_command(
    register: Path, other: Path, capfd: Capture, harm: Callable[[Path], None], sentence: str
) -> None:
    harm(register)
    for command in (["status"], ["bereken"], ["publiceer"], ["ontvang", str(other)], ["werk", "--eenmalig"]):
        assert sentence in spoken(capfd, *command, code=ExitCode.STORE), command


def test_a_register_that_another_program_keeps_locked_is_said(
    register: Path, other: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("queries.engine.BUSY_TIMEOUT_SECONDS", 0.05)
    program = sqlite3.connect(register, isolation_level=None)
    program.execute("BEGIN IMMEDIATE")
    for command in (["ontvang", str(other)], ["werk", "--eenmalig"]):
        assert "bezet door een ander proces" in spoken(capfd, *command, code=ExitCode.STORE), command
    program.close()
    assert run(["ontvang", str(other)]) == ExitCode.OK


def test_a_register_that_may_only_be_read_is_said(
    register: Path, other: Path, tmp_path: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EFFECTMETING_DATABASE", f"sqlite:///file:{register}?mode=ro&uri=true")
    assert "mag niet worden beschreven" in spoken(capfd, "ontvang", str(other), "--json", code=ExitCode.DISK)


def remove_all(folder: Path) -> None:
    shutil.rmtree(folder)


def turn_one_bit_of_each_file(folder: Path) -> None:
    for path in folder.glob("*/*.parquet"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)


def shuffle_tables(folder: Path) -> None:
    for path in folder.glob("zaak/*.parquet"):
        path.write_bytes((folder / "signaal" / path.name).read_bytes())


@pytest.mark.parametrize("harm", [remove_all, turn_one_bit_of_each_file, shuffle_tables])
def test_a_working_set_that_is_gone_or_damaged_changes_no_figure(register: Path, harm: Callable[[Path], None]) -> None:
    settings, engine = load_settings(), open_engine(f"sqlite:///{register}")
    with engine.connect() as connection:
        before = read_counts(connection)
    harm(settings.working_set)
    recount(engine, settings.working_set, today=date(2025, 2, 15), now=NOW, codeversie="x", anew=True, run=no_suites)
    with engine.connect() as connection:
        assert same(read_counts(connection), before)
    engine.dispose()


def test_a_working_set_that_is_no_folder_is_said(register: Path, other: Path, capfd: Capture) -> None:
    assert run(["ontvang", str(other)]) == ExitCode.OK
    folder = load_settings().working_set
    shutil.rmtree(folder)
    folder.write_text("")
    assert "werkset" in spoken(capfd, "bereken", code=ExitCode.DISK)
    folder.unlink()
    assert run(["bereken"]) == ExitCode.OK
    assert register.exists()
