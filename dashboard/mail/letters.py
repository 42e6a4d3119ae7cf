"""What mails say: of a report its main finding, of warnings what stood out; in plain Dutch, and never a cause."""

import json
from typing import TYPE_CHECKING, Final

from dashboard.mail.message import Attached, Envelope, Letter, mail_bytes
from dashboard.texts import day
from queries.abonnementen import read
from queries.rapporten import read_content, read_file

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from dashboard.mail.sending import Write
    from dashboard.reports.content import Report
    from queries.abonnementen import Abonnement
    from queries.verzendingen import Mail

_KINDS: Final = {
    "pdf": ("application", "pdf"),
    "html": ("text", "html"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pptx": ("application", "vnd.openxmlformats-officedocument.presentationml.presentation"),
}
_WORDS: Final = {
    "pdf": "een PDF", "html": "een webpagina", "docx": "een Word-bestand", "pptx": "een presentatie",
}  # fmt: skip


def report_mail(connection: "Connection", mail: "Mail", afzender: str, afzender_naam: str) -> bytes:
    """Return the mail with a report from the archive; the same row makes the same bytes."""
    from dashboard.reports.content import from_json
    from dashboard.reports.formats import file_name

    abonnement = read(connection, mail.abonnement, ended=True)
    report = from_json(read_content(connection, mail.over["rapport"]))
    formaat = mail.over["formaat"]
    file = Attached(file_name(report, formaat), _KINDS[formaat], read_file(connection, mail.over["rapport"], formaat))
    letter = _report_letter(report, abonnement, file, formaat, voorlopig=mail.over["voorlopig"])
    return mail_bytes(letter, _envelope(mail, abonnement, afzender, afzender_naam))


def warning_mail(connection: "Connection", mail: "Mail", afzender: str, afzender_naam: str) -> bytes:
    """Return the mail with the warnings of one day."""
    abonnement = read(connection, mail.abonnement, ended=True)
    said: list[str] = json.loads(mail.over["inhoud"])
    more = () if len(said) == 1 else tuple(said[1:])
    letter = Letter(
        "Melding",
        said[0],
        (
            "Dit blijkt uit een nieuwe levering. Het is een teken om naar te kijken; waardoor het komt, zegt het niet. "
            "Soms valt een cijfer op terwijl er niets is veranderd.",
            "Het hele verloop staat in het dashboard, op de pagina Trend. U krijgt hooguit één melding per dag.",
        ),
        _stop(abonnement, "deze meldingen"),
        _stop_words(abonnement),
        more,
    )
    return mail_bytes(letter, _envelope(mail, abonnement, afzender, afzender_naam))


def main_finding(report: "Report") -> str:
    """Return the one sentence that matters most."""
    from dashboard.reports.content import plain

    if report.soort == "te weinig gegevens":
        return f"Er zijn van {report.naam} te weinig gegevens voor een heel rapport."
    if not report.findings:
        return f"Er valt bij {report.naam} niets op dat verder gaat dan toeval."
    return plain(report.findings[0].runs)


def _report_letter(
    report: "Report", abonnement: "Abonnement", file: Attached, formaat: str, *, voorlopig: bool
) -> Letter:
    from dashboard.reports.content import plain

    told: list[str] = []
    if abonnement.taalnotitie:
        told.append(abonnement.taalnotitie)
    if voorlopig:
        told.append(
            "Let op: deze cijfers zijn voorlopig en kunnen nog veranderen. Over deze periode volgt geen tweede mail."
        )
    told.append(
        f"Het rapport van {report.naam} over {report.periode} zit bij deze mail, als {_WORDS[formaat]}. "
        f"Het is gemaakt met de stand van {day(report.datum)}."
    )
    others = tuple(plain(finding.runs) for finding in report.findings[1:])
    onderwerp = f"{report.naam}, {report.periode}"
    return Letter(
        onderwerp,
        main_finding(report),
        tuple(told),
        _stop(abonnement, "dit rapport"),
        _stop_words(abonnement),
        others,
        file,
    )


def _stop(abonnement: "Abonnement", what: str) -> str:
    return f"Wilt u {what} niet meer krijgen? Antwoord dan op deze mail met: {_stop_words(abonnement)}."


def _stop_words(abonnement: "Abonnement") -> str:
    return f"opzeggen {abonnement.id}"


def _envelope(mail: "Mail", abonnement: "Abonnement", afzender: str, afzender_naam: str) -> Envelope:
    return Envelope(afzender, afzender_naam, mail.ontvanger, abonnement.naam, mail.message_id, mail.gepland_op)


def writer(afzender: str, afzender_naam: str) -> "Write":
    """Return how planned mails become bytes."""
    kinds = {"verzending": report_mail, "melding": warning_mail}
    return lambda connection, mail: kinds[mail.soort](connection, mail, afzender, afzender_naam)
