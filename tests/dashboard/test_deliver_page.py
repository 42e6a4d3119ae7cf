"""Files are dropped on a page, judged at the real door, and accepted or taken back; nothing of them stays behind."""

import os
import stat
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from dashboard import spool
from dashboard.cli import run as cli
from dashboard.commands.uploads import upload_jobs
from dashboard.config import Settings, load_settings
from dashboard.errors import people_errors
from dashboard.panels.upload_follow import now
from dashboard.worker import work_once
from data_checks.process import run_suites_here
from metrics.jobs import recount
from queries import uploads
from queries.engine import open_engine
from queries.schema import levering as levering_table
from queries.schema import taak
from queries.tasks import latest_tasks, read_task
from queries.viewer import Recht, Viewer, local_administrator
from tests.dashboard.opened import said, show
from tests.dashboard.small_store import make_store
from tests.dashboard.uploaded import almere, drop, everything, spooled

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


def test_an_upload_is_checked_accepted_counted_and_leaves_nothing_behind(
    tmp_path: Path, settings: Settings, engine: Engine, work: Work
):
    given = almere(tmp_path).read_bytes()
    test = drop(("DDAS-VS Quibbelzwaan 912345678 2024-01.json", given))

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
    assert spooled(settings) == [settings.spool / ""] or spooled(settings) == []
    with engine.connect() as connection:
        assert connection.execute(select(levering_table.c.status, levering_table.c.bestanden)).all() == [
            ("in_gebruik", "1-ddas-vs-2024-01.json")
        ]
    engine.dispose()
    stored = everything(tmp_path / "map").lower()
    assert [text for text in PERSONAL if text.lower().encode() in stored] == []
    assert "Bij 25 van de 100" in said(show(gemeente="Almere", periode="Maand"))


def test_an_upload_that_is_taken_back_leaves_no_file_and_no_levering(
    tmp_path: Path, settings: Settings, engine: Engine, work: Work
):
    test = drop(("vs.json", almere(tmp_path).read_bytes()))
    work()
    test.run()
    test.button(key="aanleveren_trek_terug").click().run()

    assert spooled(settings) == []
    assert len(test.file_uploader) == 1
    with engine.connect() as connection:
        assert connection.execute(select(levering_table)).all() == []


def test_the_link_opens_the_same_upload_in_another_browser_and_the_same_file_twice_changes_nothing(
    tmp_path: Path, engine: Engine, work: Work
):
    file = almere(tmp_path).read_bytes()
    test = drop(("vs.json", file))
    assert test.query_params["aanleveren_taak"] == "1"
    work()
    elsewhere = show("aanleveren", gemeente="Almere", aanleveren_taak="1")
    elsewhere.button(key="aanleveren_neem_op").click().run()
    again = show("aanleveren", gemeente="Almere", aanleveren_taak="1")
    assert "aanleveren_neem_op" not in [button.key for button in again.button]
    work()

    again = drop(("nog-eens.json", file))
    work()
    text = said(again.run())
    assert "Dit is al eerder aangeleverd, of er geldt al een nieuwere levering." in text
    assert "○ was er al" in text
    assert "aanleveren_neem_op" not in [button.key for button in again.button]
    with engine.connect() as connection:
        assert len(connection.execute(select(levering_table)).all()) == 1


def test_two_people_upload_at_once_without_touching_each_other(tmp_path: Path, settings: Settings, work: Work):
    first = drop(("vs.json", almere(tmp_path).read_bytes()))
    second = drop(("ontruiming.csv", b"\x89PNG geen tabel"))
    work()

    assert "1 levering gaat gelden." in said(first.run())
    assert "is een afbeelding en geen JSON, CSV of Excel." in said(second.run())
    assert len([path for path in settings.spool.iterdir() if path.is_dir()]) == 1


def test_a_table_that_does_not_say_what_it_covers_is_asked_for_it(tmp_path: Path, engine: Engine, work: Work):
    del tmp_path
    test = drop(("ontruiming 2024.csv", EVICTIONS.encode()))
    work()
    test.run()
    assert "Over welke gemeente en periode gaat dit?" in [each.value for each in test.subheader]

    test.date_input(key="aanleveren_van").set_value(datetime(2024, 1, 1).date())
    test.date_input(key="aanleveren_tot").set_value(datetime(2024, 12, 31).date())
    test.button(key="aanleveren_opnieuw").click().run()
    work()
    text = said(test.run())
    assert "Ontruimingen van Almere, 2024: 1 record" in text
    with engine.connect() as connection:
        task = latest_tasks(connection, 1)[0]
    assert {**task.opdracht, "spool": ""} == {
        "spool": "", "bestanden": ["1-ontruiming-2024.csv"], "voor": "alle", "gemeente": ["GM0034"],
        "van": "2024-01-01", "tot": "2024-12-31",
    }  # fmt: skip


def test_a_zip_is_unpacked_and_judged_file_by_file(tmp_path: Path, work: Work):
    packed = tmp_path / "alles.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(almere(tmp_path), "map/Quibbelzwaan vs 2024-01.json")
    test = drop(("alles.zip", packed.read_bytes()))
    work()

    text = said(test.run())
    assert "1-bestand-1-vs-2024-01.json" in text
    assert "Vroegsignalering van Almere, januari 2024" in text


def test_each_failure_is_one_sentence(tmp_path: Path, settings: Settings, work: Work):
    file = almere(tmp_path).read_bytes()
    waiting = drop(("vs.json", file))
    for place in settings.spool.iterdir():
        spool.drop(settings.spool, place.name)
    work()
    assert "ze worden na een uur verwijderd. Lever ze opnieuw aan." in said(waiting.run())

    settings.sleutelbestand.unlink()
    keyless = drop(("vs.json", file))
    work()
    assert "Er is geen sleutel om persoonsgegevens onherkenbaar te maken" in said(keyless.run())


def test_a_full_disk_and_too_much_at_once_are_said_on_the_page(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    file = almere(tmp_path).read_bytes()
    monkeypatch.setattr(spool, "MOST_BYTES", 1_000)
    assert "samen groter dan 1 GB" in said(drop(("vs.json", file)))
    assert spooled(settings) == []

    settings.spool.rmdir()
    settings.spool.write_text("")  # something else is in its place
    assert "De bestanden kunnen niet worden bewaard" in said(drop(("vs.json", file)))


def test_nobody_takes_the_work_and_the_page_says_how_to_start_the_worker(tmp_path: Path, engine: Engine):
    drop(("vs.json", almere(tmp_path).read_bytes()))
    with engine.begin() as connection:
        connection.execute(update(taak).values(aangevraagd_op=datetime(2024, 1, 1)))

    assert "effectmeting werk" in said(show("aanleveren", gemeente="Almere", aanleveren_taak="1"))


def test_a_worker_killed_halfway_leaves_nothing_after_the_sweep(tmp_path: Path, settings: Settings):
    drop(("vs.json", almere(tmp_path).read_bytes()))
    assert spooled(settings)
    for path in settings.spool.iterdir():
        os.utime(path, (0, 0))

    assert cli(["werk", "--eenmalig"]) == 0

    assert spooled(settings) == []


def test_a_file_about_another_gemeente_than_ones_own_is_refused_whole(
    tmp_path: Path, settings: Settings, engine: Engine, work: Work
):
    rights = frozenset({Recht.LEVERINGEN, Recht.OPDRACHTEN})
    zwolle, at_home = (Viewer("iemand", frozenset({code}), rights) for code in ("GM0193", "GM0034"))
    numbers = []
    for viewer in (zwolle, at_home):
        with almere(tmp_path).open("rb") as file:
            waiting = spool.keep(settings.spool, [("vs.json", file)], now())
        with engine.begin() as connection:
            numbers.append(uploads.ask_check(connection, viewer, waiting.spool, waiting.bestanden, NOW))
    work()

    with engine.begin() as connection:
        foreign, own = (read_task(connection, number) for number in numbers)
        assert foreign is not None
        assert foreign.uitkomst == {
            "bruikbaar": False,
            "geweigerd": "Dit bestand gaat ook over een gemeente die niet van u is (GM0034). "
            "Daarom is er niets van aangenomen.",
        }
        with pytest.raises(uploads.UploadNotAllowedError):
            uploads.ask_store(connection, zwolle, numbers[0], NOW)
        assert own is not None
        assert (own.uitkomst or {})["bruikbaar"]
        assert uploads.read_upload(connection, zwolle, numbers[1]) is None
        assert uploads.read_upload(connection, local_administrator(), numbers[1]) == own
        with pytest.raises(uploads.UploadNotAllowedError):
            uploads.ask_check(connection, Viewer("kijker"), "0" * 32, ["1-x.json"], NOW)


def test_a_levering_withdrawn_on_datakwaliteit_no_longer_counts_and_may_come_again(
    tmp_path: Path, engine: Engine, work: Work
):
    first, second = almere(tmp_path), almere(tmp_path, name="beter.json", reached=20, sent="2024-02-20T09:00:00Z")
    for file in (first, second):
        test = drop((file.name, file.read_bytes()))
        work()
        assert ("Komt in de plaats van levering 1." in said(test.run())) == (file == second)
        test.button(key="aanleveren_neem_op").click().run()
        work()
    test = show("datakwaliteit", gemeente="Almere", quality_levering="2 · Vroegsignalering · Almere · januari 2024")
    text = said(test)
    assert "80 records tellen dan niet meer mee en worden gewist." in text
    assert "Over januari 2024 is er dan **geen levering** meer" in text
    assert "Levering 1 (januari 2024), die voor deze plaatsmaakte, komt niet vanzelf terug" in text

    test.button(key="quality_trek_in_2").click().run()
    work()
    test.run()
    assert [each.value for each in test.success] == ["**Ingetrokken.** Levering 2 is ingetrokken. 1 geteld."]
    assert "1 levering is ingetrokken" in said(test)
    assert "Over Almere zijn er nog geen cijfers" in said(show(gemeente="Almere"))

    again = drop((first.name, first.read_bytes()))
    work()
    again.run().button(key="aanleveren_neem_op").click().run()
    work()
    with engine.connect() as connection:
        rows = select(levering_table.c.id, levering_table.c.status).order_by(levering_table.c.id)
        stored = connection.execute(rows).all()
    assert stored == [(1, "vervangen"), (2, "ingetrokken"), (3, "in_gebruik")]
