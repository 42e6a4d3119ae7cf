"""What was taken in before is what a levering is judged by; and all that the door rejected is counted."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from data_checks.gate import GateLimits, Runner
from data_checks.intake import IntakeReport, receive
from queries.access import local_administrator
from queries.orde import read_orde
from queries.schema import afkeuring, controle, veldvulling
from tests.queries.deliveries import invented

TODAY, NOW = date(2025, 12, 1), datetime(2025, 12, 1, 9, 30)
VOLUME = "De levering is veel kleiner dan wat u eerder leverde."


def month(folder: Path, number: int, size: int, **client: str) -> Path:
    """Write a levering of one month of 2025 with ``size`` signalen."""
    days = {"ontstaansdatum": f"2025-{number:02}-02", "signaaldatum": f"2025-{number:02}-05"}
    signalen = [
        invented.signaal(number * 100 + nr, **days, client=invented.client(Huisnummer=str(nr)) | client)
        for nr in range(1, size + 1)
    ]
    period = {
        "startdatumLevering": f"2025-{number:02}-01",
        "einddatumLevering": f"2025-{number:02}-28",
        "aanleverdatumEnTijd": f"2025-{number + 1:02}-05T10:30:00Z",
    }
    return invented.written(folder, invented.outer(invented.vs_levering(signalen), **period), f"{number:02}.json")


def taken(engine: Engine | None, run: Runner, *files: Path, store: bool = True) -> IntakeReport:
    """Take files in on the day of the tests."""
    return receive(engine, files, invented.KEY, today=TODAY, now=NOW, run=run, store=store)


def remarked(report: IntakeReport) -> list[bool]:
    """Return per levering whether it is said to be small."""
    return [VOLUME in (each.oordeel or "") for each in report.leveringen]


def test_a_levering_is_judged_by_what_is_in_the_store(engine: Engine, run: Runner, tmp_path: Path):
    usual = [month(tmp_path, number, 40) for number in range(1, 5)]
    assert remarked(taken(engine, run, *usual)) == [False] * 4
    report = taken(engine, run, month(tmp_path, 5, 8))
    assert remarked(report) == [True]
    assert report.leveringen[0].accepted
    assert "Het gaat om signalen: nu 8, eerder meestal rond de 40." in (report.leveringen[0].oordeel or "")


@pytest.mark.parametrize("store", [True, False])
def test_leveringen_of_one_call_are_history_also_when_nothing_is_stored(
    engine: Engine, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: bool
):
    # Every file is judged on its own, so that the earlier ones are not in the same batch.
    monkeypatch.setattr("data_checks.intake._ROWS_AT_A_TIME", 1)
    files = [month(tmp_path, number, 40 if number < 5 else 8) for number in range(1, 6)]
    assert remarked(taken(engine, run, *files, store=store)) == [False] * 4 + [True]
    if not store:
        with engine.connect() as connection:
            assert connection.scalar(select(func.count()).select_from(veldvulling)) == 0


def test_a_field_that_falls_empty_is_named_in_the_report_of_its_levering(engine: Engine, run: Runner, tmp_path: Path):
    taken(engine, run, month(tmp_path, 1, 40))
    taken(engine, run, month(tmp_path, 2, 40, Postcode=""))
    with engine.connect() as connection:
        orde = read_orde(connection, local_administrator(), 2)
    [why] = orde.regels.filter(regel="veld_leeg_geworden", gevonden=1)["reden"].to_list()
    assert why.endswith(
        "Het gaat om: adres bij signalen (nu 0% gevuld, eerder 100%); "
        "postcode bij signalen (nu 0% gevuld, eerder 100%)."
    )


def test_places_are_listed_up_to_a_limit_and_counted_in_full(engine: Engine, run: Runner, tmp_path: Path):
    signalen = [*(invented.signaal(nr, bedrag=100 + nr) for nr in range(20)), *({"geen": "id"} for _ in range(3))]
    file = invented.written(tmp_path, invented.outer(invented.vs_levering(signalen)))
    report = receive(engine, [file], invented.KEY, today=TODAY, now=NOW, run=run, limits=GateLimits(meeste_per_regel=2))
    assert (report.leveringen[0].afgekeurd, report.leveringen[0].waarschuwingen) == (3, 0)
    with engine.connect() as connection:
        listed = connection.scalar(select(func.count()).select_from(afkeuring).where(afkeuring.c.regel == "geen_id"))
        counted = connection.execute(
            select(controle.c.ernst, controle.c.gecontroleerd, controle.c.gevonden).where(controle.c.regel == "geen_id")
        ).one()
    assert listed == 2
    assert tuple(counted) == ("afgekeurd", 23, 3)
    assert len(report.rejections) == 3


def test_no_rule_of_the_door_has_the_name_of_a_rule_of_a_suite():
    from data_checks.suites import SUITES
    from queries.deliveries.rules import REASONS

    assert (
        set(REASONS) & {str(each.meta["regel"]) for suite in SUITES.values() for each in suite() if each.meta} == set()
    )
