"""A page asks for work, the worker does it, and the page says so and shows the new figures."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli import run
from dashboard.config import load_settings
from dashboard.worker import work_once
from queries.engine import open_engine
from queries.tasks import add_task, read_task
from tests.dashboard.small_store import make_store
from tests.dashboard.test_pages import said, show
from tests.road.invented import levering, signaal, write_vs, zaak

NOW = datetime(2024, 12, 1, 9)


@pytest.fixture
def _on_a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EFFECTMETING_VANDAAG", "2024-12-01")


def _work() -> str:
    """Let the worker do what waits, as the process that `open` starts; return what it logged."""
    command = [sys.executable, "-m", "dashboard.cli", "werk", "--eenmalig"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def _asked(test: AppTest, soort: str) -> AppTest:
    """Press the button, let the worker work, and look again."""
    test.button(key=f"notices_{soort}").click().run()
    _work()
    return test.run()


@pytest.mark.usefixtures("_on_a_fixed_day")
def test_a_page_that_asks_to_count_and_to_publish_shows_the_new_figures(tmp_path: Path):
    numbers = range(1, 41)
    zaken = [zaak(number, bereikt=number % 4 == 0) for number in numbers]
    almere = levering("0034", [signaal(number) for number in numbers], zaken)
    run(["sleutel"])
    assert run(["ontvang", str(write_vs(tmp_path / "vs.json", almere))]) == 0

    test = show(gemeente="Almere", periode="Maand")
    assert "1 levering staat klaar, maar er is nog niet gerekend." in said(test)

    test = _asked(test, "bereken")
    assert [message.value for message in test.success] == ["**Klaar.** 1 gemeente is berekend."]
    assert "Bij 25 van de 100 meldingen lukt het" in said(test)

    test = _asked(test, "publiceer")
    assert [message.value for message in test.success] == ["**Klaar.** Publicatie 1 is gemaakt."]
    assert "Nederland: niet te zien in publicatie 1, want te weinig gemeenten leverden." in said(test)

    assert not test.run().success  # said once


@pytest.mark.usefixtures("_on_a_fixed_day")
def test_work_that_fails_is_said_on_the_page_with_a_way_to_try_again(tmp_path: Path):
    make_store(tmp_path / "map", stage="leeg")
    run(["sleutel"])
    engine = open_engine(load_settings().database_url)
    with engine.begin() as connection:
        number = add_task(connection, "publiceer", {}, NOW)

    _work()

    with engine.connect() as connection:
        task = read_task(connection, number)
    assert task is not None
    assert (task.status, task.bericht) == (
        "mislukt",
        "Er is nog niets berekend, dus er is niets te publiceren; bereken eerst de cijfers.",
    )


def test_a_kind_of_work_the_worker_does_not_know_fails_and_the_next_is_done(tmp_path: Path):
    make_store(tmp_path / "map", stage="leeg")
    engine = open_engine(load_settings().database_url)
    with engine.begin() as connection:
        strange, known = add_task(connection, "koffie", {}, NOW), add_task(connection, "thee", {}, NOW)
    jobs = {"thee": lambda _opdracht, _beat: "De thee is klaar."}

    assert [work_once(engine, jobs, dict, lambda: NOW) for _ in range(3)] == [True, True, False]

    with engine.connect() as connection:
        failed, done = read_task(connection, strange), read_task(connection, known)
    assert failed is not None
    assert done is not None
    assert failed.status == "mislukt"
    assert (failed.bericht or "").startswith("Dit werk kent de werker niet;")
    assert (done.status, done.bericht) == ("klaar", "De thee is klaar.")
