"""From files to leveringen in force: one verdict each, one transaction each, and a report of all of it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Engine, Table, func, select

from data_checks.findings import Finding, GateClosedError
from data_checks.gate import GateLimits, Runner
from data_checks.intake import IntakeReport, OtherKeyError, receive
from queries.deliveries.pseudonyms import Key
from queries.schema import afkeuring, controle, instelling, levering, metadata, signaal, zaak
from queries.settings import read_instelling
from tests.queries.deliveries import invented

TODAY = date(2025, 6, 1)
NOW = datetime(2025, 6, 1, 9, 30)
FEBRUARY = {
    "startdatumLevering": "2025-02-01",
    "einddatumLevering": "2025-02-28",
    "aanleverdatumEnTijd": "2025-03-05T10:30:00Z",
}

Take = Callable[..., IntakeReport]


@pytest.fixture
def take(run: Runner) -> Take:
    """Return a function that takes files in with the suites in this process."""

    def taken(engine: Engine | None, *paths: Path, key: Key = invented.KEY, **options: Any) -> IntakeReport:
        return receive(engine, paths, key, **({"today": TODAY, "now": NOW, "run": run} | options))

    return taken


def january(folder: Path, *numbers: int, name: str = "januari.json", **fields: Any) -> Path:
    """Write a levering of January with a signaal and a zaak per number."""
    signalen = [invented.signaal(number) for number in numbers]
    zaken = [invented.zaak(number) for number in numbers]
    return invented.written(folder, invented.outer(invented.vs_levering(signalen, zaken), **fields), name)


def february(folder: Path, *numbers: int, name: str = "februari.json") -> Path:
    """Write a levering of February with a zaak about signalen of January."""
    zaken = [invented.zaak(*numbers)]
    signalen = [invented.signaal(99, signaaldatum="2025-02-03")]
    return invented.written(folder, invented.outer(invented.vs_levering(signalen, zaken), **FEBRUARY), name)


def count(engine: Engine, table: Table) -> int:
    """Return the number of rows in ``table``."""
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def statuses(report: IntakeReport) -> list[str]:
    """Return what became of each levering."""
    return [each.status for each in report.leveringen]


def test_a_delivery_is_stored_with_its_verdict_and_reported(engine: Engine, take: Take, tmp_path: Path) -> None:
    late = invented.signaal(2, signaaldatum="2025-02-10")
    content = invented.outer(
        invented.vs_levering([invented.signaal(1, status=None), late, {"geen": "id"}], [invented.zaak(1)])
    )
    report = take(engine, invented.written(tmp_path, content), limits=GateLimits(max_afgekeurd=0.25))
    (one,) = report.leveringen
    assert (one.status, one.accepted, one.gm_code) == ("in_gebruik", True, "GM0363")
    assert (one.aantal, one.afgekeurd, one.waarschuwingen) == (4, 1, 1)
    assert one.oordeel == "Aangenomen met 1 waarschuwing."
    assert [(each.pad, each.regel, each.ernst) for each in report.rejections] == [
        ("$.leveringen[0].vroegsignalen[2]", "geen_id", "afgekeurd"),
        ("$.leveringen[0].vroegsignalen[1]", "datum_in_toekomst", "waarschuwing"),
    ]
    assert (count(engine, signaal), count(engine, zaak), count(engine, afkeuring)) == (2, 1, 2)
    with engine.connect() as connection:
        found = connection.execute(
            select(controle.c.gecontroleerd, controle.c.gevonden).where(
                controle.c.tabel == "signaal", controle.c.regel == "datum_in_toekomst"
            )
        ).one()
    assert tuple(found) == (2, 1)
    assert set(report.seconds) == {"lezen", "controleren", "opslaan"}
    assert asdict(report)["refused"] == []


def test_bad_files_and_bad_leveringen_cost_the_others_nothing(engine: Engine, take: Take, tmp_path: Path) -> None:
    rotten = invented.vs_levering([{"geen": "id"}], gemeentecode="0599")
    mixed = invented.outer(invented.vs_levering([invented.signaal(1)]), rotten)
    files = [
        invented.written(tmp_path, "dit is geen levering", "kapot.json"),
        invented.written(tmp_path, mixed, "gemengd.json"),
        january(tmp_path, 5, codeGegevensleverancier="SOFT-2"),
        tmp_path / "afwezig.json",
    ]
    report = take(engine, *files)
    assert [(each.gm_code, each.status) for each in report.leveringen] == [
        ("GM0363", "in_gebruik"),
        ("GM0599", "geweigerd"),
        ("GM0363", "in_gebruik"),
    ]
    assert sorted(each.path.name for each in report.refused) == ["afwezig.json", "kapot.json"]
    assert count(engine, signaal) == 2


def test_a_levering_that_is_turned_away_leaves_the_old_one_in_force(engine: Engine, take: Take, tmp_path: Path) -> None:
    take(engine, january(tmp_path, 1, 2))
    worse = invented.vs_levering([invented.signaal(1), {"geen": "id"}])
    later = invented.outer(worse, aanleverdatumEnTijd="2025-02-20T10:30:00Z")
    assert statuses(take(engine, invented.written(tmp_path, later))) == ["geweigerd"]
    with engine.connect() as connection:
        kept = connection.execute(select(levering.c.status).order_by(levering.c.id)).scalars().all()
    assert kept == ["in_gebruik", "geweigerd"]
    assert count(engine, signaal) == 2


def test_the_same_file_twice_changes_nothing(engine: Engine, take: Take, tmp_path: Path) -> None:
    file = january(tmp_path, 1)
    take(engine, file)
    assert statuses(take(engine, file)) == ["al_ontvangen"]
    assert (count(engine, levering), count(engine, signaal)) == (1, 1)


def test_a_file_that_was_replaced_since_is_not_said_to_be_in_use(engine: Engine, take: Take, tmp_path: Path) -> None:
    first, second = january(tmp_path, 1, name="een.json"), january(tmp_path, 2, name="twee.json")
    take(engine, first)
    take(engine, second)
    assert statuses(take(engine, first)) == ["vervangen"]


@pytest.mark.parametrize("with_store", [True, False])
def test_checking_stores_nothing(engine: Engine, take: Take, tmp_path: Path, with_store: bool) -> None:
    report = take(engine if with_store else None, january(tmp_path, 1), store=False)
    assert statuses(report) == ["gekeurd"]
    assert {table.name: count(engine, table) for table in metadata.sorted_tables if count(engine, table)} == {}


def test_storing_without_a_store_is_a_fault_of_the_caller(take: Take, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="storing needs a store"):
        take(None, january(tmp_path, 1))


def test_a_store_belongs_to_the_key_it_was_first_filled_with(engine: Engine, take: Take, tmp_path: Path) -> None:
    other = Key.from_hex("f" * 64)
    take(engine, january(tmp_path, 1))
    with engine.connect() as connection:
        assert read_instelling(connection, "sleutel_vingerafdruk") == invented.KEY.fingerprint
    for store in (True, False):
        with pytest.raises(OtherKeyError, match=f"gevuld met een andere sleutel.*{other.fingerprint}"):
            take(engine, february(tmp_path, 1), key=other, store=store)
    assert (count(engine, levering), count(engine, instelling)) == (1, 1)


def test_a_zaak_may_point_to_a_signaal_of_an_earlier_levering(engine: Engine, take: Take, tmp_path: Path) -> None:
    def unknown(report: IntakeReport) -> list[str]:
        return [each.regel for each in report.rejections if each.regel == "signaal_onbekend"]

    first, second = january(tmp_path, 1), february(tmp_path, 1)
    assert unknown(take(engine, second, store=False)) == ["signaal_onbekend"]
    assert unknown(take(None, first, second, store=False)) == []
    assert unknown(take(engine, first)) == []
    assert unknown(take(engine, second, store=False)) == []
    assert unknown(take(engine, second)) == []
    assert unknown(take(engine, february(tmp_path, 1, 404), store=False)) == ["signaal_onbekend"]


@pytest.mark.parametrize("store", [True, False])
@pytest.mark.parametrize("together", [True, False])
def test_a_zaak_that_points_to_a_signaal_of_a_levering_that_was_turned_away_is_told_so(
    engine: Engine, take: Take, tmp_path: Path, store: bool, together: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Judged in one go with it or, where a run is too large for that, after it."""
    if not together:
        monkeypatch.setattr("data_checks.intake._ROWS_AT_A_TIME", 2)
    worse = invented.vs_levering([invented.signaal(1), *({"geen": "id"} for _ in range(9))])
    refused = invented.written(tmp_path, invented.outer(worse), "januari.json")
    good = january(tmp_path, 2, name="ook januari.json", aanleverdatumEnTijd="2025-02-06T10:30:00Z")
    report = take(engine, refused, good, february(tmp_path, 1, 2), store=store)
    assert [each.accepted for each in report.leveringen] == [False, True, True]
    unknown = [(each.bestand, each.pad) for each in report.rejections if each.regel == "signaal_onbekend"]
    assert unknown == [("februari.json", "$.leveringen[0].vroegsignaalzaken[0]")]
    if store:
        with engine.connect() as connection:
            found = select(controle.c.gevonden).where(controle.c.regel == "signaal_onbekend")
            assert sorted(connection.execute(found).scalars()) == [0, 1]


def test_a_signaal_that_was_turned_away_and_delivered_well_in_the_same_call_is_known(
    engine: Engine, take: Take, tmp_path: Path
) -> None:
    worse = invented.vs_levering([invented.signaal(1), *({"geen": "id"} for _ in range(9))])
    refused = invented.written(tmp_path, invented.outer(worse), "januari.json")
    good = january(tmp_path, 1, name="verbeterd.json", aanleverdatumEnTijd="2025-02-06T10:30:00Z")
    report = take(engine, refused, good, february(tmp_path, 1))
    assert [each.accepted for each in report.leveringen] == [False, True, True]
    assert [each.regel for each in report.rejections if each.regel == "signaal_onbekend"] == []


def test_a_delivery_that_cannot_be_checked_is_not_stored_and_costs_no_other(
    engine: Engine, take: Take, run: Runner, tmp_path: Path
) -> None:
    def fails_on_many(frames: Mapping[str, pl.DataFrame]) -> list[Finding]:
        if "signaal" in frames and frames["signaal"].height >= 3:
            raise GateClosedError("De controle kon niet worden uitgevoerd.")
        return run(frames)

    files = [january(tmp_path, 1), january(tmp_path, 2, 3, 4, name="veel.json", codeGegevensleverancier="SOFT-2")]
    report = take(engine, *files, run=fails_on_many)
    assert statuses(report) == ["in_gebruik"]
    assert [each.reason for each in report.refused] == ["veel.json: De controle kon niet worden uitgevoerd."]
    assert (count(engine, levering), count(engine, signaal)) == (1, 1)


def test_progress_runs_from_nothing_to_every_file(take: Take, tmp_path: Path) -> None:
    shown: list[tuple[int, int]] = []
    files = [january(tmp_path, 1), february(tmp_path, 1), tmp_path / "afwezig.json"]
    take(None, *files, store=False, progress=lambda _, done, total: shown.append((done, total)))
    assert shown[0] == (0, 3)
    assert shown[-1] == (3, 3)
    assert shown == sorted(shown)


def test_the_official_examples_are_accepted_alone_and_together(take: Take, shared: Path) -> None:
    vs = sorted(shared.glob("ddas/vs-0.9/*oorbeeld*.json"))
    files = [*vs, *sorted(shared.glob("ddas/shv-1.0/*oorbeeld*.json"))]
    assert len(files) == 7
    # Together the two examples of vroegsignalering are pages of one levering, and share records.
    for given in (*([file] for file in vs), files):
        report = take(None, *given, store=False, today=date(2026, 11, 1))
        assert report.refused == []
        assert set(statuses(report)) == {"gekeurd"}
