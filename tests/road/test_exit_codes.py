"""Every cause a scheduler can meet has its own exit code, one Dutch sentence, and JSON where a machine reads it."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.cli import run
from dashboard.config import load_settings
from dashboard.errors import ExitCode
from queries import schema, working_set
from queries.engine import open_engine
from queries.tasks import add_task, latest_tasks
from tests.road.invented import levering, signaal, write_vs, zaak

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def delivery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a delivery of January 2024, on a day in the year after, with a key at hand."""
    monkeypatch.setenv("EFFECTMETING_VANDAAG", "2025-02-15")
    assert run(["sleutel"]) == ExitCode.OK
    some = levering("GM0363", [signaal(n) for n in range(1, 4)], [zaak(1), zaak(2, bereikt=False)])
    return write_vs(tmp_path / "januari.json", some, sent="2024-02-06T09:00:00Z")


def spoken(capfd: Capture, *arguments: str, code: ExitCode) -> str:
    """Run a command that ends in ``code`` and return the one sentence it says."""
    capfd.readouterr()
    assert run(arguments) == code
    said = capfd.readouterr().err.strip()
    assert "\n" not in said
    assert "Traceback" not in said
    return said


def answered(capfd: Capture, *arguments: str, code: ExitCode = ExitCode.OK) -> dict[str, Any]:
    """Run a command with --json and return what it wrote; nothing else may be on standard output."""
    capfd.readouterr()
    assert run([*arguments, "--json"]) == code
    return json.loads(capfd.readouterr().out)


def test_every_step_answers_a_scheduler_in_json(delivery: Path, capfd: Capture) -> None:
    taken = answered(capfd, "ontvang", str(delivery))
    assert [(each["gm_code"], each["status"], each["aantal"]) for each in taken["leveringen"]] == [
        ("GM0363", "in_gebruik", 5)
    ]
    before = answered(capfd, "status")
    assert (before["berekend_op"], before["publicatie"], before["demo"]) == (None, None, False)
    counted = answered(capfd, "bereken")
    assert (counted["changed"], counted["peildatum"], counted["gemeenten"]) == (True, "2025-02-15", 1)
    assert answered(capfd, "bereken")["changed"] is False
    dry = answered(capfd, "publiceer", "--droog")
    assert list((load_settings().publications).glob("*")) == []
    real = answered(capfd, "publiceer", "--opmerking", "Eerste keer")
    assert (dry["nummer"], real["nummer"], real["opmerking"]) == (1, 1, "Eerste keer")
    assert dry["bestanden"] == real["bestanden"]
    after = answered(capfd, "status")
    assert (after["publicatie"], after["peildatum"], after["nieuwe_leveringen"]) == (1, "2025-02-15", 0)
    assert [(each["soort"], each["records"]) for each in after["leveringen"]] == [("vs", 5)]


def test_a_person_is_told_each_next_step(delivery: Path, capfd: Capture) -> None:
    steps = [
        (["ontvang", str(delivery)], "Volgende stap: `effectmeting bereken`."),
        (["status"], "Berekend:     nog niet."),
        (["bereken"], "Berekend: 1 gemeente"),
        (["bereken"], "Er is niets veranderd sinds de vorige berekening"),
        (["status"], "Publicatie:   nog geen."),
        (["publiceer", "--droog"], "Dit zou publicatie 1 worden, 15 februari 2025:"),
        (["publiceer"], "Publicatie 1 is gemaakt, 15 februari 2025:"),
        (["status"], "Publicatie:   nummer 1, 15 februari 2025"),
    ]
    for arguments, sentence in steps:
        assert run(arguments) == ExitCode.OK
        assert sentence in capfd.readouterr().out, arguments


def test_a_partly_bad_delivery_is_told_apart_from_a_good_and_a_useless_one(
    delivery: Path, tmp_path: Path, capfd: Capture
) -> None:
    broken = tmp_path / "kapot.json"
    broken.write_text('{"codeGegevensleverancier": ')
    rotten = write_vs(
        tmp_path / "half.json", levering("GM0599", [signaal(5)], []), levering("GM0344", [{"geen": "id"}], [])
    )
    assert answered(capfd, "ontvang", str(broken), code=ExitCode.NOTHING_ACCEPTED)["leveringen"] == []
    both = answered(capfd, "ontvang", str(rotten), code=ExitCode.PARTLY_ACCEPTED)
    assert [(each["gm_code"], each["accepted"]) for each in both["leveringen"]] == [("GM0599", True), ("GM0344", False)]
    assert [(each["pad"], each["regel"]) for each in both["rejections"] if each["ernst"] == "afgekeurd"] == [
        ("$.leveringen[1].vroegsignalen[0]", "geen_id")
    ]
    some = answered(capfd, "ontvang", str(delivery), str(broken), code=ExitCode.PARTLY_ACCEPTED)
    assert [Path(each["path"]).name for each in some["refused"]] == ["kapot.json"]


def test_another_key_than_the_stores_is_refused(
    delivery: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["ontvang", str(delivery)]) == ExitCode.OK
    monkeypatch.setenv("EFFECTMETING_SLEUTEL", "ab" * 32)
    said = spoken(capfd, "ontvang", str(delivery), "--json", code=ExitCode.KEY)
    assert "gevuld met een andere sleutel" in said
    assert "abab" not in said
    monkeypatch.setenv("EFFECTMETING_SLEUTEL", "geen sleutel")
    assert "geen sleutel" not in spoken(capfd, "ontvang", str(delivery), code=ExitCode.KEY)


def test_a_store_that_does_not_answer_is_named_without_its_password(
    delivery: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EFFECTMETING_DATABASE", "postgresql://iemand:geheim@127.0.0.1:1/register?connect_timeout=2")
    for command in (["status"], ["bereken"], ["publiceer"], ["ontvang", str(delivery)], ["werk", "--eenmalig"]):
        said = spoken(capfd, *command, code=ExitCode.STORE)
        assert "is niet te openen" in said
        assert "geheim" not in said


def test_a_working_set_that_another_keeps_busy_is_said(
    delivery: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["ontvang", str(delivery)]) == ExitCode.OK
    monkeypatch.setattr(working_set, "PATIENCE_SECONDS", 0)
    with working_set.alone(load_settings().working_set):
        assert "probeer het later weer" in spoken(capfd, "bereken", code=ExitCode.STORE)


def test_without_counts_there_is_nothing_to_publish(delivery: Path, capfd: Capture) -> None:
    assert run(["ontvang", str(delivery)]) == ExitCode.OK
    for command in (["publiceer"], ["publiceer", "--droog"]):
        assert "bereken eerst" in spoken(capfd, *command, code=ExitCode.PUBLICATION)


def test_a_port_that_is_taken_is_said_before_anything_is_made(capfd: Capture) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        for command in (["open", "--poort", port], ["demo", "--poort", port]):
            assert f"Poort {port} is bezet" in spoken(capfd, *command, code=ExitCode.PORT)
    assert not (load_settings().map / "demo").exists()


def test_a_folder_that_cannot_be_used_is_named(
    delivery: Path, tmp_path: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "een bestand"
    file.write_text("")
    monkeypatch.setenv("EFFECTMETING_MAP", str(file / "map"))
    assert "een bestand" in spoken(capfd, "ontvang", str(delivery), code=ExitCode.DISK)
    monkeypatch.setenv("EFFECTMETING_SLEUTELBESTAND", str(file / "sleutel"))
    assert "een bestand" in spoken(capfd, "sleutel", code=ExitCode.DISK)


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as only Unix can")
def test_a_full_disk_stores_nothing_and_is_said(delivery: Path, capfd: Capture) -> None:
    import resource

    assert run(["ontvang", str(delivery)]) == ExitCode.OK
    # No bytecode: a library's compiled file, cut off by the same limit, would break every run after this one.
    environment = dict(os.environ) | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.cli", "bereken"],
        env=environment,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.DISK
    assert "kan niet worden gebruikt" in done.stderr
    assert "Traceback" not in done.stderr
    assert answered(capfd, "status")["berekend_op"] is None
    assert run(["bereken"]) == ExitCode.OK


def test_the_worker_does_what_pages_asked_and_says_why_it_could_not(delivery: Path) -> None:
    assert run(["ontvang", str(delivery)]) == ExitCode.OK
    settings = load_settings()
    engine = open_engine(settings.database_url)
    asked = ["publiceer", "bereken", "publiceer"]
    with engine.begin() as connection:
        moment = connection.execute(select(schema.levering.c.ontvangen_op)).scalar_one()
        for soort in asked:
            add_task(connection, soort, {}, moment)
    assert run(["werk", "--eenmalig"]) == ExitCode.OK
    with engine.connect() as connection:
        done = sorted(latest_tasks(connection), key=lambda task: task.id)
    assert [(task.soort, task.status) for task in done] == [
        ("publiceer", "mislukt"), ("bereken", "klaar"), ("publiceer", "klaar"),
    ]  # fmt: skip
    assert [task.bericht for task in done] == [
        "Er is nog niets berekend, dus er is niets te publiceren; bereken eerst de cijfers.",
        "1 gemeente is berekend.",
        "Publicatie 1 is gemaakt.",
    ]
    engine.dispose()
