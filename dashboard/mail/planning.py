"""Who gets which report now, and who does not and why: looked at first, and only then made and planned."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final

from dashboard.figures.source import Source
from dashboard.mail import gate
from dashboard.reports.errors import ReportError
from dashboard.reports.periods import MONTHS, ReportPeriod, period_code, period_of
from metrics.months import months_later
from queries.abonnementen import Abonnement
from queries.rapporten import Made, keep
from queries.verzendingen import ToSend, plan

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from dashboard.reports.content import Report

# (abonnement, code of the period) -> the report, of which all formats are drawn
Compose = Callable[[Abonnement, str], "Report"]
Render = Callable[["Report", str], bytes]
HAD: Final = "Dit rapport is al gepland of verstuurd."
_MOST_BACK: Final = 24  # periods: an outcome takes months, not years


@dataclass(frozen=True)
class Intended:
    """One subscription and its report of now; ``reden`` says why it does not go, empty where it does."""

    abonnement: Abonnement
    periode: ReportPeriod | None
    reden: str = ""


def newest_ended(frequentie: str, today: date) -> ReportPeriod:
    """Return the newest month, quarter or year that was over on ``today``."""
    months = MONTHS[frequentie]
    start = months_later(today, -((today.month - 1) % months) - months)
    return period_of(period_code(frequentie, start), today)


def newest_final(frequentie: str, today: date) -> ReportPeriod | None:
    """Return the newest one whose figures will not change any more."""
    found = newest_ended(frequentie, today)
    for _ in range(_MOST_BACK):
        if not found.voorlopig:
            return found
        found = period_of(period_code(frequentie, months_later(found.van, -MONTHS[frequentie])), today)
    return None


def intended(
    source: Source, abonnementen: Iterable[Abonnement], planned: set[tuple[str, str, str, str]]
) -> list[Intended]:
    """Return for each subscription what it gets now, as of the day of counting; ``planned`` is what it had already."""
    seen = set(planned)
    found: list[Intended] = []
    for each in abonnementen:
        one = _intended(source, each, seen)
        if one.periode is not None and not one.reden:
            seen.add(key(each, one.periode))
        found.append(one)
    return found


def key(abonnement: Abonnement, periode: ReportPeriod) -> tuple[str, str, str, str]:
    """Return what makes two mails mails of the same report."""
    return abonnement.ontvanger, abonnement.gm_code, periode.code, abonnement.keuze


def make_and_plan(
    engine: "Engine", going: Sequence[Intended], compose: Compose, render: Render, domain: str, now: datetime
) -> list[Intended]:
    """Make each report once, put it in the archive and plan its mails, all of one report at once.

    Stopped halfway, the next run goes on with what was not planned. ``domain`` is of the Message-IDs. Return those of
    which no report can be made, with the reason: they keep nobody else waiting.
    """
    failed: list[Intended] = []
    ordered = sorted((one for one in going if one.periode is not None and not one.reden), key=_report)
    for _, members in groupby(ordered, key=_report):
        same = list(members)
        first, periode = same[0].abonnement, same[0].periode
        if periode is None:
            continue
        try:
            report = compose(first, periode.code)
        except ReportError as error:
            failed += [replace(one, reden=str(error)) for one in same]
            continue
        files = {formaat: render(report, formaat) for formaat in sorted({one.abonnement.formaat for one in same})}
        with engine.begin() as connection:
            number = keep(connection, _made(first, periode, report), files, now)
            mails = [_to_send(one.abonnement, periode, number, domain) for one in same]
            plan(connection, mails, now)
    return failed


def _intended(source: Source, abonnement: Abonnement, planned: set[tuple[str, str, str, str]]) -> Intended:
    if source.today is None:
        return Intended(abonnement, None, "Er is nog niets geteld; draai eerst `effectmeting bereken`.")
    final = newest_final(abonnement.frequentie, source.today)
    periods = _from_newest(abonnement.frequentie, source.today, final) if abonnement.voorlopig else [final]
    first: Intended | None = None
    for periode in periods:
        if periode is None:
            continue
        if key(abonnement, periode) in planned:
            return Intended(abonnement, periode, HAD)
        found = Intended(abonnement, periode, gate.closed(source, abonnement.gm_code, periode.van, periode.tot))
        if not found.reden:
            return found
        first = first or found
    return first or Intended(abonnement, None, "Er is nog geen periode definitief.")


def _from_newest(frequentie: str, today: date, final: ReportPeriod | None) -> list[ReportPeriod | None]:
    """Return the periods from the newest that is over back to the newest that is final: a delivery may be late."""
    found: list[ReportPeriod | None] = [newest_ended(frequentie, today)]
    while final is not None and found[-1] is not None and found[-1].code != final.code:
        found.append(period_of(period_code(frequentie, months_later(found[-1].van, -MONTHS[frequentie])), today))
    return found


def _report(one: Intended) -> tuple[str, str, str]:
    code = "" if one.periode is None else one.periode.code
    return one.abonnement.gm_code, code, one.abonnement.keuze


def _made(abonnement: Abonnement, periode: ReportPeriod, report: "Report") -> Made:
    from dashboard.reports.content import as_json

    made = report.herkomst
    return Made(
        abonnement.gm_code, periode.code, abonnement.keuze, as_json(report), made.berekening, made.publicatie,
        made.codeversie,
    )  # fmt: skip


def _to_send(abonnement: Abonnement, periode: ReportPeriod, number: int, domain: str) -> ToSend:
    return ToSend(
        abonnement=abonnement.id, ontvanger=abonnement.ontvanger, message_id=new_message_id(domain), rapport=number,
        formaat=abonnement.formaat, gm_code=abonnement.gm_code, periode=periode.code, keuze=abonnement.keuze,
        voorlopig=periode.voorlopig,
    )  # fmt: skip


def new_message_id(domain: str) -> str:
    """Return a Message-ID that nobody had before and nobody can guess."""
    return f"<{secrets.token_hex(16)}@{domain}>"
