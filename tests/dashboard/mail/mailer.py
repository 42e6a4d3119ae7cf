"""The mailer as a process of its own, with a small report for each of ten gemeenten and a hundred who asked for it."""

import json
import os
import sys
import threading
import traceback
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from dashboard.mail import letters, rounds
from dashboard.mail.courier import Courier, MailServer
from dashboard.mail.planning import Intended, key, make_and_plan
from dashboard.mail.sending import Sender
from dashboard.reports.content import Finding, Number, Paragraph, Provenance, Report
from dashboard.reports.periods import period_of
from queries.abonnementen import Abonnement, add, read_all
from queries.engine import open_engine
from queries.schema import gemeente
from queries.verzendingen import planned_before
from tests.road.doom import appoint

TODAY, NOW = date(2026, 6, 1), datetime(2026, 6, 1, 8)
CODES = [f"GM{number:04d}" for number in range(1, 11)]
SENDER = "effectmeting@gemeente.example"


def a_report(gm_code: str, finding: str = "Meer huishoudens werden bereikt dan een jaar eerder: ") -> Report:
    number = Number("52,5%", 0.525, "VS07", "standaard", gm_code, "2025-10-01/2026-01-01", "waarde")
    found = Finding("veranderd", "VS07", (finding, number, "."), ("Dat is meer dan toeval.",), "▲")
    made = Provenance("7", 3, TODAY, (("VS07", 1),), "0.1.0", (1, 2))
    name = f"Voorbeeld & Co {gm_code}"
    return Report(
        gm_code, name, "oktober tot en met december 2025", date(2025, 10, 1), date(2026, 1, 1), f"Rapport {name}",
        TODAY, (found, Paragraph(("Dit is alles.",))), (found,), made,
    )  # fmt: skip


def subscribe(engine: Engine, many: int = 100) -> None:
    """Fill the store with gemeenten and subscriptions."""
    with engine.begin() as connection:
        rows = [{"gm_code": code, "naam": code, "geldig_van": date(2010, 1, 1)} for code in CODES]
        connection.execute(insert(gemeente), rows)
        for number in range(many):
            wanted = Abonnement(recipient(number), CODES[number % len(CODES)], date(2026, 1, 1), formaat="html")
            add(connection, wanted, NOW)


def recipient(number: int) -> str:
    return f"lezer{number}@gemeente.example"


def sender(engine: Engine, port: int, now: datetime = NOW) -> Sender:
    courier = Courier(MailServer("127.0.0.1", SENDER, port))
    return Sender(engine, courier, letters.writer(SENDER, "Effectmeting"), lambda: now)


def one_round(engine: Engine, port: int) -> dict[str, int]:
    """Do what `verstuur` does, with reports that take no time to make."""
    rounds.begin(engine, TODAY, NOW)
    with engine.connect() as connection:
        known, subscriptions = planned_before(connection), read_all(connection, TODAY)
    period = period_of("2025-K4", TODAY)
    going = [Intended(each, period) for each in subscriptions if key(each, period) not in known]
    make_and_plan(
        engine, going, lambda each, _: a_report(each.gm_code), lambda report, _: report.naam.encode(),
        "gemeente.example", NOW,
    )  # fmt: skip
    made = sender(engine, port)
    try:
        return made.send_due().ended
    finally:
        made.courier.close()


def serve() -> None:
    """Fork a mailer for every order on standard input: its number first, and when it is over how it ended.

    Importing takes longer than sending a hundred mails.
    """
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _obey(json.loads(line))
        print(pid, flush=True)  # noqa: T201 -- the answer to the order
        threading.Thread(target=_follow, args=(pid,)).start()


def _follow(pid: int) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    print(f"{pid} {code}", flush=True)  # noqa: T201 -- and how it ended


def _obey(order: dict[str, Any]) -> None:
    code = 1
    try:
        doom = appoint(order, order["url"], Path("/nowhere"))
        engine = open_engine(order["url"])
        ended = one_round(engine, order["port"])
        engine.dispose()
        Path(order["log"]).write_text(json.dumps({"passed": doom.passed, "ended": ended}))
        code = 0
    finally:
        sys.stderr.flush()
        if code:
            traceback.print_exc()
        os._exit(code)


if __name__ == "__main__":
    serve()
