"""What a mail server answers, and what that means for a mail: sent, later, refused, or nobody knows."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.mail import letters
from dashboard.mail.courier import Courier, MailServer
from dashboard.mail.errors import MailServerError
from dashboard.mail.sending import Sender
from queries.verzendingen import read_mails
from tests.dashboard.mail import mailer
from tests.dashboard.mail.post_office import PASSWORD, USER, PostOffice, make_certificate, post_office

ALL = ("gepland", "bezig", "verzonden", "mislukt", "geweigerd", "onzeker")
WHO = mailer.recipient(1)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


def told(engine: Engine) -> dict[str, tuple[str, str | None]]:
    with engine.connect() as connection:
        return {mail.ontvanger: (mail.status, mail.antwoord) for mail in read_mails(connection, ALL)}


def answer(step: str, said: str) -> Callable[[str, str], str]:
    """Answer one recipient at one step with ``said``, and all others well."""
    return lambda now, to: said if (now, to) == (step, WHO) else ""


def a_round(engine: Engine, office: PostOffice) -> None:
    mailer.one_round(engine, office.port)


@pytest.mark.parametrize(
    ("step", "said", "became"),
    [
        ("RCPT", "550 No such user", ("geweigerd", "550")),
        ("DATA", "554 Not wanted", ("geweigerd", "554")),
        ("RCPT", "451 Come back later", ("gepland", "451")),
        ("DATA", "452 Disk is full", ("gepland", "452")),
        ("RCPT", "421 Closing", ("gepland", "421")),
        ("RCPT", "hang up", ("gepland", "verbinding verbroken")),
        ("TAKEN", "hang up", ("onzeker", "verbinding verbroken")),
    ],
)
def test_what_the_server_answers_decides_about_one_mail_and_no_other(
    migrated_engine: Engine, step: str, said: str, became: tuple[str, str]
) -> None:
    mailer.subscribe(migrated_engine, 3)
    with post_office() as office:
        office.answers = answer(step, said)
        a_round(migrated_engine, office)
        assert told(migrated_engine) == {
            mailer.recipient(0): ("verzonden", "250"), WHO: became, mailer.recipient(2): ("verzonden", "250"),
        }  # fmt: skip
        office.answers = lambda _step, _to: ""
        a_round(migrated_engine, office)
        assert told(migrated_engine)[WHO] == became, "not before its time, and what is uncertain or refused never"


def test_a_mail_that_is_put_off_is_tried_six_times_with_longer_and_longer_waits(migrated_engine: Engine) -> None:
    mailer.subscribe(migrated_engine, 2)
    tried: list[datetime] = []
    now = mailer.NOW
    with post_office() as office:
        office.answers = answer("RCPT", "451 Come back later")
        a_round(migrated_engine, office)
        while now < mailer.NOW + timedelta(days=4):
            with migrated_engine.connect() as connection:
                waits = read_mails(connection, ["gepland"])
            if not waits or waits[0].volgende_poging is None:
                break
            now = waits[0].volgende_poging
            tried.append(now)
            sender = mailer.sender(migrated_engine, office.port, now)
            sender.send_due()
            sender.courier.close()
    waited = [later - earlier for earlier, later in zip([mailer.NOW, *tried], tried, strict=False)]
    assert [wait.total_seconds() / 60 for wait in waited] == [5, 30, 120, 480, 1440]
    assert told(migrated_engine)[WHO] == ("mislukt", "451")


def test_a_wrong_password_stops_everything_before_anything_is_taken(migrated_engine: Engine, certificate: Path) -> None:
    mailer.subscribe(migrated_engine, 1)
    with post_office(certificate, login=True) as office:
        server = MailServer("localhost", mailer.SENDER, office.port, USER, "dicht", certificate)
        sender = Sender(migrated_engine, Courier(server), letters.writer(mailer.SENDER, ""), lambda: mailer.NOW)
        with pytest.raises(MailServerError, match="weigert de gebruikersnaam of het wachtwoord"):
            sender.send_due()
    assert "dicht" not in repr(server)
    with migrated_engine.connect() as connection:
        assert read_mails(connection, ["bezig", "onzeker"]) == []


def test_with_a_certificate_it_trusts_and_the_right_password_it_is_let_in(certificate: Path) -> None:
    with post_office(certificate, login=True) as office:
        courier = Courier(MailServer("localhost", mailer.SENDER, office.port, USER, PASSWORD, certificate))
        courier.open()
        assert courier.hand_over(b"Subject: x\r\n\r\n.een punt\r\n", WHO).antwoord == "250"
        courier.close()
    assert office.received == [(WHO, b"Subject: x\r\n\r\n.een punt\r\n")]


@pytest.mark.parametrize("given", [None, "other"])
def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path, tmp_path: Path, given: str | None) -> None:
    trusted = make_certificate(tmp_path, given) if given else None
    with post_office(certificate) as office, pytest.raises(MailServerError, match="certificaat"):
        Courier(MailServer("localhost", mailer.SENDER, office.port, certificaten=trusted)).open()


def test_a_server_elsewhere_without_tls_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # The only server there is, is on this machine: it is called by a name that does not say so.
    monkeypatch.setattr(MailServer, "here", False)
    with post_office() as office, pytest.raises(MailServerError, match="biedt geen versleutelde verbinding"):
        Courier(MailServer("127.0.0.1", mailer.SENDER, office.port, USER, PASSWORD)).open()
    assert office.received == []


def test_a_server_that_is_not_there_is_said_in_one_sentence() -> None:
    with post_office() as office:
        port = office.port
    with pytest.raises(MailServerError, match=rf"Mailserver 127.0.0.1:{port} antwoordt niet"):
        Courier(MailServer("127.0.0.1", mailer.SENDER, port)).open()


def test_the_mail_begins_with_the_main_finding_and_can_be_read_without_pictures(migrated_engine: Engine) -> None:
    mailer.subscribe(migrated_engine, 1)
    with post_office() as office:
        a_round(migrated_engine, office)
    [mail] = office.mails
    finding = "Meer huishoudens werden bereikt dan een jaar eerder: 52,5%."
    assert mail["Subject"] == f"Voorbeeld & Co GM0001, oktober tot en met december 2025: {finding}"
    plain, page = mail.get_body(["plain"]), mail.get_body(["html"])
    assert plain is not None
    assert page is not None
    assert plain.get_content().splitlines()[0] == finding
    html = page.get_content()
    assert '<html lang="nl">' in html
    assert f"<h1>{finding}</h1>" in html
    assert "Voorbeeld &amp; Co GM0001" in html
    assert not re.search(r"<img|src=|url\(|https?:", html), "nothing is fetched, so nothing tells who opened it"
    assert mail["List-Unsubscribe"] == f"<mailto:{mailer.SENDER}?subject=opzeggen%201>"
    assert "opzeggen 1" in plain.get_content()
    assert mail["Message-ID"].endswith("@gemeente.example>")
    assert mail["Date"] == "Mon, 01 Jun 2026 08:00:00 +0000"
    [file] = mail.iter_attachments()
    assert file.get_filename() == "GM0001-voorbeeld-co-gm0001-2025-K4.html"
    assert file.get_content().strip() == "Voorbeeld & Co GM0001"
