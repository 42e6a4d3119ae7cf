"""`verstuur`: reports and warnings by mail, to those who asked and only when the figures may leave."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from dashboard.commands import world
from dashboard.commands.subscribing import as_day
from dashboard.config import Settings
from dashboard.errors import ExitCode, SettingsError
from dashboard.texts import count_of

if TYPE_CHECKING:
    from rich.console import Console
    from sqlalchemy import Engine

    from dashboard.figures.source import Source
    from dashboard.mail.courier import MailServer
    from dashboard.mail.planning import Intended
    from dashboard.mail.sending import Sender
    from dashboard.reports.content import Report
    from queries.abonnementen import Abonnement
    from queries.verzendingen import Mail

_LOOKED_AT = ("onzeker", "geweigerd", "mislukt")


def send(settings: Settings, *, dry: bool, typed_day: str | None, console: "Console") -> ExitCode:
    """Send what is due, or say what would be; MAIL when a mail was refused, failed or is uncertain.

    Raises MailServerError when there is no safe way to the mail server; then nothing is sent.
    """
    from dashboard.mail import rounds
    from dashboard.mail.planning import HAD, intended
    from queries.abonnementen import read_all
    from queries.verzendingen import planned_before

    engine = world.open_store(settings, create=False)
    source = world.read_source(settings)
    day = as_day(typed_day, "--vandaag") if typed_day else world.today_of_store(engine, settings)
    lost = 0 if dry else rounds.begin(engine, day, world.now())
    with engine.connect() as connection:
        subscriptions, planned = read_all(connection, day), planned_before(connection)
    wanted = intended(source, subscriptions, planned)
    if dry:
        _tell_dry(engine, source, wanted, subscriptions, settings, console)
        return ExitCode.OK
    server = _server(settings)
    failed = _plan(engine, source, wanted, subscriptions, settings, server, day)
    sender = _sender(engine, settings, server)
    try:
        ended = sender.send_due(_closed(engine, source)).ended
    finally:
        sender.courier.close()
    for one in (*(each for each in wanted if each.reden not in ("", HAD)), *failed):
        console.print(_line(one), soft_wrap=True)
    _tell(ended, engine, console)
    bad = lost + len(failed) + sum(ended.get(how, 0) for how in _LOOKED_AT)
    return ExitCode.MAIL if bad else ExitCode.OK


def send_again(settings: Settings, message_id: str, console: "Console") -> ExitCode:
    """Send one mail once more, because a person asks. Raises VerzendingError or MailServerError."""
    engine = world.open_store(settings, create=False)
    sender = _sender(engine, settings, _server(settings))
    try:
        status = sender.send_again(message_id)
    finally:
        sender.courier.close()
    console.print(f"De mail is nu {status}.")
    return ExitCode.OK if status == "verzonden" else ExitCode.MAIL


def _plan(
    engine: "Engine", source: "Source", wanted: "list[Intended]", subscriptions: "list[Abonnement]",
    settings: Settings, server: "MailServer", day: date,
) -> "list[Intended]":  # fmt: skip
    from dashboard.branding import read_branding
    from dashboard.mail.planning import make_and_plan
    from dashboard.mail.warnings import plan_warnings
    from dashboard.reports.compose import make_report
    from dashboard.reports.formats import render
    from dashboard.reports.look import look_of

    now, look = world.now(), look_of(read_branding(settings))
    domain = server.afzender.rpartition("@")[2]

    def compose(one: "Abonnement", periode: str) -> "Report":
        return make_report(
            source, one.gm_code, periode, indicators=one.indicatoren, topics=one.onderwerpen, now=now
        )  # fmt: skip

    failed = make_and_plan(engine, wanted, compose, lambda report, formaat: render(report, look, formaat), domain, now)
    plan_warnings(engine, source, subscriptions, domain, day, now, cusum=settings.cusum)
    return failed


def _closed(engine: "Engine", source: "Source") -> list[str]:
    """Return the gemeenten of which nothing that waits may leave now."""
    from dashboard.mail import gate
    from dashboard.reports.periods import period_of
    from queries.verzendingen import read_mails

    with engine.connect() as connection:
        waits = {
            (mail.over["gm_code"], mail.over["periode"])
            for mail in read_mails(connection, ["gepland"])
            if mail.soort == "verzending"
        }

    @cache
    def period(code: str) -> tuple[date, date]:
        found = period_of(code, source.today)
        return found.van, found.tot

    return sorted({gm_code for gm_code, code in waits if gate.closed(source, gm_code, *period(code))})


def _tell_dry(
    engine: "Engine", source: "Source", wanted: "Iterable[Intended]", subscriptions: "list[Abonnement]",
    settings: Settings, console: "Console",
) -> None:  # fmt: skip
    from dashboard.mail.warnings import look
    from queries.verzendingen import read_mails

    for one in wanted:
        console.print(_line(one), soft_wrap=True)
    with engine.connect() as connection:
        waiting = read_mails(connection, ["gepland"])
    for alarm in (each for found in look(engine, source, subscriptions, cusum=settings.cusum) for each in found.nieuw):
        console.print(f"Melding voor wie erom vroeg: {alarm.zin}", soft_wrap=True)
    if waiting:
        console.print(f"Daarnaast {count_of(len(waiting), 'mail wacht', 'mails wachten')} op een volgende poging.")
    _show_trouble(engine, console)
    console.print("Er is niets gestuurd.")


def _line(one: "Intended") -> str:
    about = "" if one.periode is None else f" {one.periode.code}"
    voorlopig = ", voorlopige cijfers" if one.periode is not None and one.periode.voorlopig and not one.reden else ""
    sign = "–" if one.reden else "→"
    told = one.reden or f"als {one.abonnement.formaat}{voorlopig}"
    return f"{sign} {one.abonnement.ontvanger}: {one.abonnement.gm_code}{about}: {told}"


def _tell(ended: dict[str, int], engine: "Engine", console: "Console") -> None:
    for how, many in sorted(ended.items()):
        console.print(f"{count_of(many, 'mail', 'mails')}: {how}.")
    if not ended:
        console.print("Er was niets te versturen.")
    _show_trouble(engine, console)


def _show_trouble(engine: "Engine", console: "Console") -> None:
    """List what a person has to look at: uncertain, refused and failed mails."""
    from queries.verzendingen import read_mails

    with engine.connect() as connection:
        trouble: list[Mail] = read_mails(connection, _LOOKED_AT)
    for mail in trouble:
        what = f"{mail.over['gm_code']} {mail.over['periode']}" if mail.soort == "verzending" else "melding"
        console.print(
            f"! {mail.status} ({mail.antwoord or 'onbekend'}): {mail.ontvanger}, {what}, {mail.message_id}",
            soft_wrap=True,
        )
    if any(mail.status == "onzeker" for mail in trouble):
        console.print(
            "Een onzekere mail is misschien aangekomen. Vraag het na, of stuur hem nog eens met "
            "`effectmeting verstuur --opnieuw MESSAGE-ID`.",
            soft_wrap=True,
        )


def _server(settings: Settings) -> "MailServer":
    from dashboard.mail.courier import MailServer

    if settings.smtp_server is None or settings.smtp_afzender is None:
        raise SettingsError(
            "Er is geen mailserver ingesteld; geef EFFECTMETING_SMTP_SERVER en EFFECTMETING_SMTP_AFZENDER."
        )
    if "@" not in settings.smtp_afzender:
        raise SettingsError("De instelling EFFECTMETING_SMTP_AFZENDER is geen e-mailadres; geef een adres.")
    return MailServer(
        settings.smtp_server, settings.smtp_afzender, settings.smtp_poort, settings.smtp_gebruiker,
        _password(settings), settings.smtp_certificaten,
    )  # fmt: skip


def _password(settings: Settings) -> str | None:
    if settings.smtp_wachtwoord is not None:
        return settings.smtp_wachtwoord.get_secret_value()
    if settings.smtp_wachtwoordbestand is None:
        return None
    if not settings.smtp_wachtwoordbestand.is_file():
        raise SettingsError("Het bestand van EFFECTMETING_SMTP_WACHTWOORDBESTAND is er niet; controleer het pad.")
    return settings.smtp_wachtwoordbestand.read_text(encoding="utf-8").strip()


def _sender(engine: "Engine", settings: Settings, server: "MailServer") -> "Sender":
    from dashboard.branding import read_branding
    from dashboard.mail import letters
    from dashboard.mail.courier import Courier
    from dashboard.mail.sending import Sender

    name = read_branding(settings).name
    return Sender(engine, Courier(server), letters.writer(server.afzender, name), world.now)
