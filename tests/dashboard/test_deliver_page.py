"""Files are dropped on a page, judged at the real door, and accepted or taken back; nothing of them stays behind."""

import json
import os
import stat
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

from dashboard import spool
from dashboard.cli import run as cli
from dashboard.commands.uploads import upload_jobs
from dashboard.config import Settings, load_settings
from dashboard.errors import people_errors
from dashboard.worker import work_once
from data_checks.process import run_suites_here
from metrics.jobs import recount
from queries import uploads
from queries.engine import open_engine
from queries.schema import levering as levering_table
from queries.tasks import latest_tasks, read_task
from queries.viewer import Recht, Viewer, local_administrator
from tests.dashboard.opened import said, show
from tests.dashboard.small_store import make_store
from tests.road.invented import levering, signaal, write_vs, zaak

NOW = datetime(2024, 12, 1, 9)
PERSONAL = ("912345678", "Quibbelzwaan", "Vlonderkwispelpad", "kwibus@voorbeeld.invalid", "Snorrebotter")
EVICTIONS = (
    "id;postcode;huisnummer;toevoeging;gemeld_op;uitgevoerd_op;uitkomst;reden;verhuurder;bron\n"
    "O-1;1020QX;1;;2024-01-05;2024-03-01;uitgevoerd;huurschuld;corporatie;KWARTAAL\n"
)
Work = Callable[[], None]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return the settings of an empty store with a key, on a fixed day."""
    monkeypatch.setenv("EFFECTMETING_VANDAAG", "2024-12-01")
    make_store(tmp_path / "map", stage="leeg")
    cli(["sleutel"])
    return load_settings()


@pytest.fixture
def engine(settings: Settings) -> Engine:
    """Return the store of these settings."""
    return open_engine(settings.database_url)


@pytest.fixture
def work(engine: Engine, settings: Settings) -> Work:
    """Return what does all that waits, as the worker does, with the suites in this process."""

    def count(_opdracht: object, beat: Callable[[float, str], None]) -> str:
        beat(0.0, "Tellen")
        report = recount(
            engine, settings.working_set, today=NOW.date(), now=NOW, codeversie="0.1.0", run=run_suites_here
        )
        return f"{report.gemeenten} geteld."

    jobs = upload_jobs(engine, settings, count, run_suites_here)

    def do() -> None:
        while work_once(engine, jobs, people_errors, lambda: NOW):
            pass

    return do


def _almere(folder: Path, *, reached: int = 10, name: str = "vs.json", sent: str | None = None) -> Path:
    numbers = range(1, 41)
    zaken = [zaak(number, bereikt=number <= reached) for number in numbers]
    return write_vs(folder / name, levering("0034", [signaal(n) for n in numbers], zaken), sent=sent)


def _drop(*files: tuple[str, bytes]) -> AppTest:
    """Drop files on the page and have them checked."""
    test = show("aanleveren", gemeente="Almere")
    for name, data in files:
        test.file_uploader[0].upload(name, data)
    test.run()
    test.button(key="aanleveren_keur").click().run()
    assert not test.exception
    return test


def _everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _spooled(settings: Settings) -> list[Path]:
    return list(settings.spool.rglob("*")) if settings.spool.exists() else []


def test_an_upload_is_checked_accepted_counted_and_leaves_nothing_behind(
    tmp_path: Path, settings: Settings, engine: Engine, work: Work
):
    given = _almere(tmp_path).read_bytes()
    test = _drop(("DDAS-VS Quibbelzwaan 912345678 2024-01.json", given))

    place = next(settings.spool.iterdir())
    assert stat.S_IMODE(settings.spool.stat().st_mode) == stat.S_IMODE(place.stat().st_mode) == 0o700
    assert [path.name for path in place.iterdir()] == ["1-ddas-vs-2024-01.json"]
    assert "1-ddas-vs-2024-01.json" in said(test)

    work()
    test.run()
    text = said(test)
    assert "Vroegsignalering van Almere, januari 2024: 80 records" in text
    assert "1 levering gaat gelden." in text
    assert test.button(key="aanleveren_neem_op").label == "Neem op"

    test.button(key="aanleveren_neem_op").click().run()
    work()
    test.run()
    assert "**Opgenomen.** 1 levering is opgeslagen. 1 geteld." in [each.value for each in test.success]
    assert _spooled(settings) == [settings.spool / ""] or _spooled(settings) == []
    with engine.connect() as connection:
        assert connection.execute(select(levering_table.c.status, levering_table.c.bestanden)).all() == [
            ("in_gebruik", "1-ddas-vs-2024-01.json")
        ]
    engine.dispose()
    stored = _everything(tmp_path / "map").lower()
    assert [text for text in PERSONAL if text.lower().encode() in stored] == []
    assert "Bij 25 van de 100" in said(show(gemeente="Almere", periode="Maand"))
