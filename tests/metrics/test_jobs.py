"""The jobs: what is in force is counted, checked and stored whole, and once is enough."""

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Engine, insert, select, update

from data_checks.findings import GateClosedError
from data_checks.process import run_suites
from metrics.jobs import recount
from metrics.publishing import publish
from queries import schema
from queries.cases import refresh_working_set
from queries.counts import last_berekening, read_counts
from queries.publications import AlreadyPublishedError
from queries.reference.loader import load_reference
from tests.metrics.test_incremental import nothing_to_remark
from tests.queries.deliveries.invented import KEY

TODAY, NOW = date(2024, 9, 1), datetime(2024, 9, 1, 3, 0)
AMSTERDAM, UTRECHT = "GM0363", "GM0344"


def deliver(engine: Engine, number: int, gm_code: str, zaken: int, van: date = date(2024, 1, 1)) -> None:
    """Put a levering of one year in force, with so many zaken of 10 March of which one was reached."""
    levering: dict[str, Any] = {
        "id": number, "soort": "vs", "schemaversie": "1.0", "leverancier": "S", "organisatie": "naam:x",
        "organisatie_naam": "X", "gm_code": gm_code, "periode_van": van, "periode_tot": date(2025, 1, 1),
        "tabellen": "signaal,zaak", "aangeleverd_op": NOW, "ontvangen_op": NOW, "bestanden": "a.json",
        "sha256": f"{number:064d}", "aantal": zaken, "afgekeurd": 0, "status": "in_gebruik",
    }  # fmt: skip
    ids = [number * schema.RECORDS_PER_LEVERING + nr for nr in range(1, zaken + 1)]
    rows = [
        {"id": n, "levering": number, "gm_code": gm_code, "sleutel": n, "matchingsdatum": date(2024, 3, 10)}
        for n in ids
    ]
    with engine.begin() as connection:
        connection.execute(insert(schema.levering).values(levering))
        connection.execute(insert(schema.zaak), rows)
        attempt = {"zaak": ids[0], "volgnummer": 1, "soort": "Telefoon", "bereikt": True, "datum": date(2024, 3, 11)}
        connection.execute(insert(schema.contactpoging).values(attempt))


def count(engine: Engine, folder: Any, **given: Any) -> Any:
    """Count without the gate, which takes longer than the counting; see the tests that pass ``run_suites``."""
    return recount(
        engine, folder, **({"today": TODAY, "now": NOW, "codeversie": "1", "run": nothing_to_remark} | given)
    )


def reach(engine: Engine, gebied: str) -> list[tuple[int, int]]:
    """Return teller and noemer of VS07 per month."""
    with engine.connect() as connection:
        telling, _, _ = read_counts(connection, [gebied], uitsplitsingen=[""])
    return telling.filter(indicator="VS07", variant="standaard").sort("maand").select("teller", "noemer").rows()


@pytest.fixture
def store(engine: Engine) -> Engine:
    with engine.begin() as connection:
        load_reference(connection)
    deliver(engine, 1, AMSTERDAM, 10)
    deliver(engine, 2, UTRECHT, 4)
    return engine


def test_a_recount_stores_the_gemeenten_and_nederland_and_a_second_changes_nothing(store, tmp_path):
    stages: list[str] = []
    report = count(store, tmp_path, run=run_suites, progress=lambda stage, _done, _total: stages.append(stage))
    assert (report.changed, report.gemeenten, report.peildatum) == (True, 2, TODAY)
    assert list(dict.fromkeys(stages)) == ["Werkset bijwerken", "Tellen", "Controleren", "Opslaan"]
    assert reach(store, AMSTERDAM) == [(1, 10)]
    assert [row for row in reach(store, "NL") if row[1]] == [(2, 14)]
    again = count(store, tmp_path)
    assert again.as_dict() | {"peildatum": None} == {
        "changed": False, "peildatum": None, "gemeenten": 0, "tellingen": 0, "opmerkingen": (),
    }  # fmt: skip
    with store.connect() as connection:
        last = last_berekening(connection)
    assert last is not None
    assert last.id == 1


@pytest.mark.parametrize("other", [{"today": date(2024, 9, 2)}, {"codeversie": "2"}])
def test_another_day_or_other_code_counts_anew(store, tmp_path, other):
    count(store, tmp_path)
    assert count(store, tmp_path, **other).changed


def test_a_gemeente_alone_costs_itself_and_nederland_follows(store, tmp_path):
    count(store, tmp_path)
    deliver(store, 3, UTRECHT, 6)
    report = count(store, tmp_path, gemeenten=[UTRECHT])
    assert report.gemeenten == 1
    assert (reach(store, AMSTERDAM), reach(store, UTRECHT)) == ([(1, 10)], [(2, 10)])
    assert [row for row in reach(store, "NL") if row[1]] == [(3, 20)]
    with store.connect() as connection:
        alone = read_counts(connection)
    assert not count(store, tmp_path).changed, "nobody else changed"
    assert count(store, tmp_path, anew=True).gemeenten == 2
    with store.connect() as connection:
        assert all(one.equals(two) for one, two in zip(alone, read_counts(connection), strict=True))


def test_a_gemeente_whose_leveringen_are_gone_loses_its_counts(store, tmp_path):
    count(store, tmp_path)
    with store.begin() as connection:
        connection.execute(update(schema.levering).where(schema.levering.c.id == 2).values(status="ingetrokken"))
    assert count(store, tmp_path).gemeenten == 1
    assert reach(store, UTRECHT) == []
    assert [row for row in reach(store, "NL") if row[1]] == [(1, 10)]


def test_counting_in_parts_elsewhere_gives_the_same(store, tmp_path):
    count(store, tmp_path)
    with store.connect() as connection:
        here = read_counts(connection)
    with ThreadPoolExecutor(2) as executor:
        assert count(store, tmp_path, codeversie="2", executor=executor, parts=3).changed
    with store.connect() as connection:
        assert all(one.equals(two) for one, two in zip(here, read_counts(connection), strict=True))


class WrongMachine(Executor):
    """A machine of the cluster that counts wrong."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do the work here and now, and hand back its opposite."""
        counts = fn(*args, **kwargs)
        future: Future[Any] = Future()
        future.set_result(replace(counts, telling=counts.telling.with_columns(teller=-1 * pl.col("teller"))))
        return future


def test_counts_that_cannot_be_right_are_not_stored(store, tmp_path):
    count(store, tmp_path)
    with pytest.raises(GateClosedError, match="lager dan nul"):
        count(store, tmp_path, codeversie="2", executor=WrongMachine(), run=run_suites)
    assert reach(store, AMSTERDAM) == [(1, 10)]


def test_an_empty_store_counts_nothing_and_says_so(engine, tmp_path):
    with engine.begin() as connection:
        load_reference(connection)
    report = count(engine, tmp_path, run=run_suites)
    assert (report.changed, report.gemeenten, report.tellingen) == (True, 0, 0)


def test_publishing_shows_what_was_counted(store, tmp_path):
    count(store, tmp_path)
    folder = tmp_path / "publicaties"
    assert publish(store, folder, key=KEY, datum=TODAY, droog=True).nummer == 1
    assert not folder.exists()
    publication = publish(store, folder, key=KEY, datum=TODAY, opmerking="eerste")
    assert (publication.nummer, publication.opmerking) == (1, "eerste")
    shown = pl.read_parquet(folder / "1" / "telling.parquet")
    assert set(shown["gebied"]) >= {AMSTERDAM, UTRECHT, "NL", "provincie:Utrecht", "grootteklasse:8"}
    with store.connect() as connection:
        assert connection.execute(select(schema.publicatie.c.nummer)).scalars().all() == [1]


def test_the_same_counts_are_published_once(store, tmp_path):
    count(store, tmp_path)
    folder = tmp_path / "publicaties"
    assert publish(store, folder, key=KEY, datum=TODAY).nummer == 1
    for droog in (True, False):
        with pytest.raises(AlreadyPublishedError, match="dezelfde als in publicatie 1") as refused:
            publish(store, folder, key=KEY, datum=TODAY, droog=droog)
        assert refused.value.nummer == 1
    deliver(store, 3, UTRECHT, 6)
    count(store, tmp_path)
    assert publish(store, folder, key=KEY, datum=TODAY).nummer == 2


def test_where_someone_lives_to_the_street_is_never_published_nor_added_up(store, tmp_path):
    with store.begin() as connection:
        number = 2 * schema.RECORDS_PER_LEVERING
        signaal = {"id": number, "levering": 2, "gm_code": UTRECHT, "sleutel": 5, "bron_id": "x", "pc4": "3511"}
        connection.execute(insert(schema.signaal).values(signaal | {"signaalpartner": "Huur"}))
        connection.execute(insert(schema.zaak_signaal).values(zaak=number + 1, signaal=5))
    count(store, tmp_path)
    publish(store, tmp_path / "publicaties", key=KEY, datum=TODAY)
    with store.connect() as connection:
        kept = {gebied: set(read_counts(connection, [gebied])[0]["uitsplitsing"]) for gebied in (UTRECHT, "NL")}
    assert "pc4" in kept[UTRECHT]
    assert kept["NL"] >= {"", "signaalpartner"}
    assert "pc4" not in kept["NL"]
    shown = pl.read_parquet(tmp_path / "publicaties" / "1" / "telling.parquet")
    assert "signaalpartner" in set(shown["uitsplitsing"])
    assert not {"pc4", "wijk"} & set(shown["uitsplitsing"])


def test_a_new_day_on_which_nothing_changes_costs_no_gemeente_and_is_noted(store, tmp_path):
    count(store, tmp_path, today=date(2025, 3, 1))
    report = count(store, tmp_path, today=date(2025, 3, 2))
    assert (report.changed, report.gemeenten, report.tellingen) == (True, 0, 0)
    with store.connect() as connection:
        last = last_berekening(connection)
    assert last is not None
    assert (last.peildatum, last.gemeenten) == (date(2025, 3, 2), 2)


def test_a_job_that_died_after_renewing_the_working_set_loses_no_count(store, tmp_path):
    count(store, tmp_path)
    deliver(store, 3, UTRECHT, 6)
    with store.connect() as connection:
        assert refresh_working_set(connection, tmp_path) == [UTRECHT]
    assert count(store, tmp_path).gemeenten == 1
    assert reach(store, UTRECHT) == [(2, 10)]


def test_only_what_changed_is_read(store, tmp_path):
    count(store, tmp_path)
    for tabel in ("zaak", "geleverd"):
        (tmp_path / tabel / f"{AMSTERDAM}.parquet").unlink()
    deliver(store, 3, UTRECHT, 6)
    assert count(store, tmp_path).gemeenten == 1
    assert [row for row in reach(store, "NL") if row[1]] == [(3, 20)]
    assert not (tmp_path / "zaak" / f"{AMSTERDAM}.parquet").exists()


def test_who_finds_that_another_counted_meanwhile_begins_again(store, tmp_path):
    count(store, tmp_path)
    deliver(store, 3, UTRECHT, 6)
    meanwhile = [5]

    def another(stage: str, done: int, total: int) -> None:
        if stage == "Controleren" and done == total and meanwhile:
            deliver(store, meanwhile.pop(), AMSTERDAM, 2)
            count(store, tmp_path)

    report = count(store, tmp_path, progress=another)
    assert (reach(store, AMSTERDAM), reach(store, UTRECHT)) == ([(2, 12)], [(2, 10)])
    assert [row for row in reach(store, "NL") if row[1]] == [(4, 22)]
    assert not report.changed
