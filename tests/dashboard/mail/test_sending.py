"""Who gets what: from a subscription to the mail, once, and only when the figures may leave."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from dashboard.cli import run
from dashboard.commands.world import CODE_VERSION
from dashboard.errors import ExitCode
from dashboard.reports.content import from_json
from dashboard.reports.formats import render
from dashboard.reports.look import Look
from queries.abonnementen import read_all
from queries.engine import open_engine
from queries.rapporten import read_content, read_kept
from queries.verzendingen import read_mails
from tests.dashboard.changed_store import add, count_later, reached
from tests.dashboard.mail.post_office import PostOffice, post_office
from tests.dashboard.promised import GOAL
from tests.dashboard.small_store import make_store

Capture = pytest.CaptureFixture[str]
ONE, TWO = "een@gemeente.example", "twee@gemeente.example"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with figures of 2024 and 2025, to be copied."""
    return make_store(tmp_path_factory.mktemp("post") / "map")


@pytest.fixture
def office(map_folder: Path, made_once: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """Return a mail server that the settings of this test point to, beside a copy of that store."""
    copytree(made_once, map_folder)
    with post_office() as made:
        monkeypatch.setenv("EFFECTMETING_SMTP_SERVER", "127.0.0.1")
        monkeypatch.setenv("EFFECTMETING_SMTP_POORT", str(made.port))
        monkeypatch.setenv("EFFECTMETING_SMTP_AFZENDER", "cijfers@gemeente.example")
        yield made


def subscribe(ontvanger: str, gemeente: str, *more: str) -> None:
    assert run(["abonnement", "toevoegen", ontvanger, gemeente, "--formaat", "html", *more]) == ExitCode.OK


def store(map_folder: Path) -> str:
    return f"sqlite:///{map_folder / 'register.sqlite3'}"


def test_the_newest_final_report_goes_out_once_however_often_it_is_asked(
    office: PostOffice, map_folder: Path, capsys: Capture
) -> None:
    subscribe(ONE, "Almere")
    subscribe(TWO, "GM0034", "--hoe-vaak", "jaar")
    assert run(["verstuur"]) == ExitCode.OK
    assert sorted(mail["To"] for mail in office.mails) == [ONE, TWO]
    names = sorted(str(file.get_filename()) for mail in office.mails for file in mail.iter_attachments())
    assert names == ["GM0034-almere-2024.html", "GM0034-almere-2025-K2.html"]
    count_later(map_folder, date(2026, 1, 13), reached((3, 4), date(2025, 1, 1)))
    assert run(["verstuur"]) == ExitCode.OK
    assert len(office.received) == 2, "other figures make no other report of the same period"
    assert "Er was niets te versturen." in capsys.readouterr().out


def test_nothing_leaves_of_a_gemeente_whose_leveringen_are_not_there(office: PostOffice, capsys: Capture) -> None:
    for place in ("Zwolle", "Groningen"):
        subscribe(ONE, place)
    subscribe(TWO, "Zwolle", "--voorlopig")
    capsys.readouterr()
    assert run(["verstuur"]) == ExitCode.OK
    said = capsys.readouterr().out
    assert office.received == []
    assert f"– {ONE}: GM0193 2025-K2: De gegevens zijn niet goed genoeg." in said
    assert f"– {ONE}: GM0014 2025-K2: De gegevens zijn niet goed genoeg. Er is niets geleverd dat meetelt." in said


def test_a_dry_run_says_who_would_get_what_and_sends_nothing(
    office: PostOffice, map_folder: Path, capsys: Capture
) -> None:
    subscribe(ONE, "Almere")
    subscribe(TWO, "Almere", "--vanaf", "2026-02-01")
    capsys.readouterr()
    assert run(["verstuur", "--droog"]) == ExitCode.OK
    assert capsys.readouterr().out == f"→ {ONE}: GM0034 2025-K2: als html\nEr is niets gestuurd.\n"
    assert run(["verstuur", "--droog", "--vandaag", "2026-02-01"]) == ExitCode.OK
    assert f"→ {TWO}" in capsys.readouterr().out
    assert office.received == []
    with open_engine(store(map_folder)).connect() as connection:
        assert read_kept(connection) == []


def test_provisional_figures_go_to_who_wants_them_and_the_mail_says_so(office: PostOffice) -> None:
    subscribe(ONE, "Almere", "--voorlopig", "--taalnotitie", "This report is in Dutch.")
    assert run(["verstuur"]) == ExitCode.OK
    [mail] = office.mails
    body = mail.get_body(["plain"])
    assert body is not None
    said = body.get_content()
    assert "Let op: deze cijfers zijn voorlopig en kunnen nog veranderen." in said
    assert "This report is in Dutch." in said
    assert [file.get_filename() for file in mail.iter_attachments()] == ["GM0034-almere-2025-K4.html"]


def test_every_report_that_was_sent_can_be_had_again_to_the_byte(
    office: PostOffice, map_folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    subscribe(ONE, "Almere")
    assert run(["verstuur"]) == ExitCode.OK
    count_later(map_folder, date(2026, 1, 13), reached((3, 4), date(2025, 1, 1)))
    [sent] = [file.get_payload(decode=True) for file in office.mails[0].iter_attachments()]
    assert run(["rapport-archief", "1", "--formaat", "html", "--naar", str(tmp_path / "uit")]) == ExitCode.OK
    again = (tmp_path / "uit" / "GM0034-almere-2025-K2.html").read_bytes()
    assert again == sent
    with open_engine(store(map_folder)).connect() as connection:
        assert render(from_json(read_content(connection, 1)), Look(), "html") == again
        [kept] = read_kept(connection)
    assert (kept.gm_code, kept.periode, kept.codeversie, kept.verzonden) == ("GM0034", "2025-K2", CODE_VERSION, 1)
    assert run(["rapport-archief"]) == ExitCode.OK
    assert "1: GM0034 2025-K2, html, gemaakt" in capsys.readouterr().out
    assert run(["rapport-archief", "1"]) == ExitCode.USAGE
    assert "Rapport 1 is niet als pdf verstuurd" in capsys.readouterr().err


def test_who_ends_a_subscription_gets_no_more_and_can_be_forgotten(
    office: PostOffice, map_folder: Path, capsys: Capture
) -> None:
    subscribe(ONE, "Almere")
    office.answers = lambda step, _to: "451 Later" if step == "RCPT" else ""
    assert run(["verstuur"]) == ExitCode.OK
    assert run(["abonnement", "opzeg", "1", "--wis"]) == ExitCode.OK
    assert run(["abonnement", "lijst"]) == ExitCode.OK
    assert "Er zijn nog geen abonnementen." in capsys.readouterr().out
    office.answers = lambda _step, _to: ""
    assert run(["verstuur"]) == ExitCode.OK
    assert office.received == []
    with open_engine(store(map_folder)).connect() as connection:
        [mail] = read_mails(connection, ["mislukt"])
        assert (mail.antwoord, "@" in mail.ontvanger) == ("opgezegd", False)
        assert [one.ontvanger for one in read_all(connection)] == ["gewist-1"]


def test_a_subscription_that_cannot_be_is_refused_in_a_sentence_without_the_address(
    office: PostOffice, capsys: Capture
) -> None:
    subscribe(ONE, "Almere")
    for typed, said in [
        (["geen adres", "Almere"], "Het e-mailadres is geen adres"),
        (["x@y.example", "Nergens"], "De gemeente 'Nergens' is er niet"),
        (["x@y.example", "Almere", "--hoe-vaak", "week"], "Zo vaak kan niet; kies uit maand, kwartaal, jaar."),
        (["x@y.example", "Almere", "--formaat", "doc"], "Dit formaat bestaat niet; kies uit pdf, html, docx, pptx."),
        (["x@y.example", "Almere", "--indicatoren", "XX01"], "Het cijfer 'XX01' bestaat niet in rapporten"),
        (["x@y.example", "Almere", "--vanaf", "nu"], "De waarde van --vanaf is geen dag"),
        ([ONE.upper(), "Almere"], "Dit adres heeft dit rapport al, met abonnement 1"),
    ]:
        assert run(["abonnement", "toevoegen", *typed]) == ExitCode.USAGE
        sentence = capsys.readouterr().err
        assert sentence.startswith(said)
        assert typed[0].lower() not in sentence.lower().replace("geen adres; geef", "")
    assert office.received == []


def test_a_refusal_is_shown_until_somebody_looks_and_can_be_sent_again(office: PostOffice, capsys: Capture) -> None:
    subscribe(ONE, "Almere")
    office.answers = lambda step, _to: "550 No such user" if step == "RCPT" else ""
    assert run(["verstuur"]) == ExitCode.MAIL
    shown = capsys.readouterr().out
    assert f"! geweigerd (550): {ONE}, GM0034 2025-K2, <" in shown
    message_id = shown[shown.index("<") : shown.index(">") + 1]
    office.answers = lambda _step, _to: ""
    assert run(["verstuur", "--opnieuw", message_id]) == ExitCode.OK
    assert office.to(ONE) == [message_id]
    assert run(["verstuur", "--opnieuw", message_id]) == ExitCode.USAGE
    assert "alleen wat onzeker, geweigerd of mislukt is" in capsys.readouterr().err


def test_without_a_mail_server_in_the_settings_it_says_which_to_give(
    map_folder: Path, made_once: Path, capsys: Capture
) -> None:
    copytree(made_once, map_folder)
    assert run(["verstuur"]) == ExitCode.USAGE
    assert "geef EFFECTMETING_SMTP_SERVER en EFFECTMETING_SMTP_AFZENDER" in capsys.readouterr().err


def test_something_new_that_stands_out_is_told_once_and_once_a_day(
    office: PostOffice, map_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(ONE, "Almere", "--meldingen")
    subscribe(TWO, "Almere")
    assert run(["verstuur"]) == ExitCode.OK
    assert len(office.received) == 2, "what was there at the first look is no news"
    days = [date(2026, 1, 13), date(2026, 1, 13), date(2026, 1, 14)]
    for day, share in zip(days, ((9, 10), (1, 10), (1, 10)), strict=True):
        monkeypatch.setenv("EFFECTMETING_VANDAAG", day.isoformat())
        count_later(map_folder, day, reached(share, date(2025, 8, 1)))
        assert run(["verstuur"]) == ExitCode.OK
    warned = [mail for mail in office.mails if mail["Subject"].startswith("Melding: ")]
    assert [mail["To"] for mail in warned] == [ONE, ONE]
    assert warned[0]["Subject"].startswith("Melding: Almere, ")
    assert "boven de grenzen van het toeval" in warned[0]["Subject"]
    assert "onder de grenzen van het toeval" in warned[1]["Subject"]
    assert run(["verstuur", "--vandaag", str(days[-1] + timedelta(days=1))]) == ExitCode.OK
    assert len([mail for mail in office.mails if mail["Subject"].startswith("Melding")]) == 2


def test_a_goal_whose_answer_flips_is_told(
    office: PostOffice, map_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(map_folder, "doel", **GOAL)
    subscribe(ONE, "Almere", "--meldingen")
    assert run(["verstuur"]) == ExitCode.OK
    monkeypatch.setenv("EFFECTMETING_VANDAAG", "2026-01-13")
    count_later(map_folder, date(2026, 1, 13), reached((9, 10), date(2024, 9, 1)))
    assert run(["verstuur"]) == ExitCode.OK
    [mail] = [mail for mail in office.mails if mail["Subject"].startswith("Melding: ")]
    body = mail.get_body(["plain"])
    assert body is not None
    assert "het doel voor Bereik via vroegsignalering was: " in body.get_content()
    assert "Het is nu: gehaald." in body.get_content()
