"""Putting a delivery in force: whole, once, in the place of what it replaces, on both databases."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, func, select, text

from queries.deliveries.records import Controle, Delivery, DeliveryError, Rejection, Verdict
from queries.deliveries.store import SAME_MOMENT, AlreadyReceived, Stored, put_in_force
from queries.engine import open_engine
from queries.errors import StoreRefusedError
from queries.schema import afkeuring, controle, levering, metadata
from tests.queries.delivered import RECEIVED, accepted, header, ontruimingen, receive, shv, together, vs

JANUARY = ("2024-01-01", "2024-02-01")
FEBRUARY = ("2024-02-01", "2024-03-01")
QUARTER = ("2024-01-01", "2024-04-01")
TWO = {"s1": {"huishouden": "1234AB 1"}, "s2": {"persoon": "123456782", "persoon_uit": "bsn"}}


def a_delivery(*period: str, gm_code: str = "GM0363", leverancier: str = "Softwarehuis", words: str = "") -> Delivery:
    zaken = [{"signalen": ["s1", "s2"], "pogingen": [{"bereikt": True}, {}]}]
    return vs(header(gm_code, *period, leverancier=leverancier, text=words), TWO, zaken)


def counts(connection: Connection) -> dict[str, int]:
    names = ("levering", "signaal", "zaak", "zaak_signaal", "contactpoging", "traject", "traject_persoon", "ontruiming")
    sizes = {name: connection.scalar(select(func.count()).select_from(metadata.tables[name])) for name in names}
    return {name: size for name, size in sizes.items() if size}


def statuses(engine: Engine) -> list[tuple[int, str, int | None]]:
    with engine.connect() as connection:
        columns = (levering.c.id, levering.c.status, levering.c.vervangen_door)
        return [tuple(row) for row in connection.execute(select(*columns).order_by(levering.c.id))]


def test_every_record_is_stored_under_a_number_that_names_its_levering(engine: Engine):
    stored = receive(engine, a_delivery(*JANUARY, "2024-02-05"))
    assert stored == [Stored(0, 1, "in_gebruik", None)]
    with engine.connect() as connection:
        assert counts(connection) == {"levering": 1, "signaal": 2, "zaak": 1, "zaak_signaal": 2, "contactpoging": 2}
        ids = connection.execute(text("SELECT id, levering, gm_code FROM signaal ORDER BY id")).all()
        assert ids == [(10_000_001, 1, "GM0363"), (10_000_002, 1, "GM0363")]
        assert connection.execute(text("SELECT zaak, volgnummer, bereikt FROM contactpoging ORDER BY 2")).all() == [
            (10_000_001, 1, True),
            (10_000_001, 2, None),
        ]
        row = connection.execute(select(levering)).one()
        assert (row.ontvangen_op, row.bestanden, row.aantal) == (RECEIVED, "levering.json", 3)


def test_trajecten_and_evictions_are_stored_as_well(engine: Engine):
    trajecten = shv(header(soort="shv"), [{"clienten": ["123456782", "naam:jansen"], "schuldbedrag": 45_000}])
    evictions = ontruimingen(header(soort="ontruiming"), {"a": {"reden": "huurschuld", "verhuurder": "corporatie"}})
    receive(engine, trajecten, evictions)
    with engine.connect() as connection:
        assert counts(connection) == {"levering": 2, "traject": 1, "traject_persoon": 2, "ontruiming": 1}


def test_the_same_file_twice_changes_nothing(engine: Engine):
    once = a_delivery(*JANUARY, "2024-02-05")
    receive(engine, once)
    with engine.connect() as connection:
        before = connection.execute(select(levering)).all(), counts(connection)
    again = receive(engine, once)
    assert again == [AlreadyReceived(0, 1, "in_gebruik", None)]
    with engine.connect() as connection:
        assert (connection.execute(select(levering)).all(), counts(connection)) == before


def test_a_file_that_was_replaced_long_ago_stays_replaced(engine: Engine):
    old, new = a_delivery(*JANUARY, "2024-02-05"), a_delivery(*JANUARY, "2024-02-09")
    assert receive(engine, old, new, old) == [AlreadyReceived(0, 1, "vervangen", None)]
    assert statuses(engine) == [(1, "vervangen", 2), (2, "in_gebruik", None)]


def test_a_replaced_levering_keeps_its_header_and_loses_its_people(engine: Engine):
    receive(engine, a_delivery(*JANUARY, "2024-02-05"), a_delivery(*FEBRUARY, "2024-03-05"))
    receive(engine, a_delivery(*QUARTER, "2024-04-05"))
    assert statuses(engine) == [(1, "vervangen", 3), (2, "vervangen", 3), (3, "in_gebruik", None)]
    with engine.connect() as connection:
        assert counts(connection) == {"levering": 3, "signaal": 2, "zaak": 1, "zaak_signaal": 2, "contactpoging": 2}


def test_an_older_delivery_that_comes_late_is_kept_as_replaced_and_without_people(engine: Engine):
    late = a_delivery(*JANUARY, "2024-02-05")
    (stored,) = receive(engine, a_delivery(*QUARTER, "2024-04-05"), late)
    assert (stored.id, stored.status) == (2, "vervangen")
    assert (
        stored.oordeel == "Er was al een nieuwere levering over deze periode; deze is daarom niet in gebruik genomen."
    )
    assert statuses(engine) == [(1, "in_gebruik", None), (2, "vervangen", 1)]
    with engine.connect() as connection:
        assert set(connection.scalars(text("SELECT levering FROM signaal"))) == {1}


def test_a_page_that_comes_on_its_own_is_pointed_out_for_it_replaces_the_others(engine: Engine):
    receive(engine, a_delivery(*JANUARY, "2024-02-05"))
    [page] = receive(engine, a_delivery(*JANUARY, "2024-02-05", words="the second page"))
    assert page == Stored(0, 2, "in_gebruik", SAME_MOMENT, (1,))
    [correction] = receive(engine, a_delivery(*JANUARY, "2024-02-06", words="corrected"))
    assert correction == Stored(0, 3, "in_gebruik", None, (2,))
    assert statuses(engine) == [(1, "vervangen", 2), (2, "vervangen", 3), (3, "in_gebruik", None)]


def test_a_period_that_overlaps_in_part_and_other_senders_stay(engine: Engine):
    receive(
        engine,
        a_delivery(*QUARTER, "2024-04-05"),
        a_delivery("2024-03-01", "2024-05-01", "2024-05-05"),
        a_delivery(*QUARTER, "2024-06-05", leverancier="Ander huis"),
        a_delivery(*QUARTER, "2024-06-05", gm_code="GM0599"),
        shv(header("GM0363", *QUARTER, "2024-06-05", soort="shv"), []),
    )
    assert {status for _, status, _ in statuses(engine)} == {"in_gebruik"}


def test_leveringen_of_one_file_replace_each_their_own(engine: Engine):
    before = together(*(a_delivery(*JANUARY, "2024-02-05", gm_code=code) for code in ("GM0363", "GM0599", "GM0344")))
    after = together(*(a_delivery(*JANUARY, "2024-02-09", gm_code=code) for code in ("GM0344", "GM0363")))
    stored = receive(engine, before, after)
    assert [(each.levering_nr, each.id) for each in stored] == [(0, 4), (1, 5)]
    assert statuses(engine) == [
        (1, "vervangen", 5),
        (2, "in_gebruik", None),
        (3, "vervangen", 4),
        (4, "in_gebruik", None),
        (5, "in_gebruik", None),
    ]
    with engine.connect() as connection:
        places = connection.execute(text("SELECT levering, gm_code, count(*) FROM signaal GROUP BY 1, 2 ORDER BY 1"))
        assert places.all() == [(2, "GM0599", 2), (4, "GM0344", 2), (5, "GM0363", 2)]


def turned_away(delivery: Delivery) -> list[Verdict]:
    return [Verdict(nr, False, "Meer dan 20% is afgekeurd.", (), ()) for nr in range(len(delivery.leveringen))]


def test_a_levering_turned_away_is_registered_and_the_old_one_stays(engine: Engine):
    bad = a_delivery(*JANUARY, "2024-02-09")
    receive(engine, a_delivery(*JANUARY, "2024-02-05"))
    with engine.begin() as connection:
        stored = put_in_force(connection, bad, turned_away(bad), received=RECEIVED)
    assert stored == [Stored(0, 2, "geweigerd", "Meer dan 20% is afgekeurd.")]
    assert statuses(engine) == [(1, "in_gebruik", None), (2, "geweigerd", None)]
    with engine.connect() as connection:
        assert set(connection.scalars(text("SELECT levering FROM signaal"))) == {1}


def test_turned_away_twice_is_registered_once_and_may_still_be_accepted(engine: Engine):
    bad = a_delivery(*JANUARY, "2024-02-09")
    stored: list[Stored] = []
    for _ in range(2):
        with engine.begin() as connection:
            stored = put_in_force(connection, bad, turned_away(bad), received=RECEIVED)
    assert stored == [AlreadyReceived(0, 1, "geweigerd", "Meer dan 20% is afgekeurd.")]
    receive(engine, bad)
    assert statuses(engine) == [(1, "geweigerd", None), (2, "in_gebruik", None)]


def test_remarks_and_checks_are_stored_once_with_the_levering_they_are_about(engine: Engine):
    remark = Rejection("a.json", "$.leveringen[1]", "signaal", "datum", "Geen datum.", "waarschuwing", 1, "s1")
    lost = Rejection("a.json", "$.leveringen[0].x", "zaak", "geen_id", "Geen ID.", "afgekeurd", 0, None)
    both = together(
        a_delivery(*JANUARY, "2024-02-05"),
        a_delivery(*JANUARY, "2024-02-05", gm_code="GM0599"),
        rejections=[lost, remark],
    )
    check = Controle("signaal", "datum", "waarschuwing", "Een datum hoort er te zijn.", 2, 1)
    verdicts = [Verdict(0, False, "Nee.", (check,), ()), Verdict(1, True, None, (check,), (remark,))]
    for _ in range(2):
        with engine.begin() as connection:
            put_in_force(connection, both, verdicts, received=RECEIVED)
    with engine.connect() as connection:
        remarks = select(afkeuring.c.levering, afkeuring.c.pad, afkeuring.c.ernst, afkeuring.c.record)
        assert connection.execute(remarks.order_by(afkeuring.c.levering)).all() == [
            (1, "$.leveringen[0].x", "afgekeurd", None),
            (2, "$.leveringen[1]", "waarschuwing", "s1"),
        ]
        checks = select(controle.c.levering, controle.c.regel, controle.c.gevonden).order_by(controle.c.levering)
        assert connection.execute(checks).all() == [(1, "datum", 1), (2, "datum", 1)]


def test_a_delivery_that_the_database_refuses_leaves_nothing_behind(engine: Engine):
    receive(engine, a_delivery(*JANUARY, "2024-02-05"))
    broken = a_delivery(*JANUARY, "2024-02-09")
    broken.tables["contactpoging"] = pl.concat([broken.tables["contactpoging"]] * 2)
    with engine.connect() as connection:
        before = connection.execute(select(levering)).all(), counts(connection)
    with pytest.raises(StoreRefusedError), engine.begin() as connection:
        put_in_force(connection, broken, accepted(broken), received=RECEIVED)
    with engine.connect() as connection:
        assert (connection.execute(select(levering)).all(), counts(connection)) == before


def test_a_levering_with_more_records_than_numbers_is_refused_whole(engine: Engine):
    huge = a_delivery(*JANUARY, "2024-02-09")
    huge.tables["signaal"] = huge.tables["signaal"].with_columns(nr=pl.lit(10_000_000, pl.Int32))
    with pytest.raises(DeliveryError, match="verdeel haar over kortere periodes"):
        receive(engine, huge)
    assert statuses(engine) == []


def test_the_store_holds_nothing_but_the_columns_of_the_schema(engine: Engine):
    delivery = a_delivery(*JANUARY, "2024-02-05")
    delivery.tables["signaal"] = delivery.tables["signaal"].with_columns(
        pad=pl.lit("$.Kerkstraat"), bestand=pl.lit("Kerkstraat"), straat=pl.lit("Kerkstraat")
    )
    receive(engine, delivery)
    with engine.connect() as connection:
        rows = connection.execute(select(metadata.tables["signaal"])).all()
    assert len(rows) == 2
    assert not [value for row in rows for value in row if "Kerkstraat" in str(value)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([JANUARY, FEBRUARY, QUARTER, ("2024-02-01", "2024-05-01")]),
            st.sampled_from(["GM0363", "GM0599"]),
            st.sampled_from(["Softwarehuis", "Ander huis"]),
        ),
        max_size=7,
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_order_of_arrival_stores_the_same_cases(migrated_sqlite: Path, leveringen, chance):
    deliveries = [
        a_delivery(*period, f"2024-06-{day:02}", gm_code=code, leverancier=house)
        for day, (period, code, house) in enumerate(leveringen, start=1)
    ]
    assert in_force(migrated_sqlite, deliveries) == in_force(
        migrated_sqlite, chance.sample(deliveries, len(deliveries))
    )


def in_force(template: Path, deliveries: list[Delivery]) -> tuple[Counter[tuple[str, datetime]], Counter[int]]:
    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{copyfile(template, Path(folder) / 'register.sqlite3')}")
        receive(engine, *deliveries)
        with engine.connect() as connection:
            kept = select(levering.c.sha256, levering.c.aangeleverd_op).where(levering.c.status == "in_gebruik")
            found = Counter(tuple(row) for row in connection.execute(kept))
            cases = Counter(connection.scalars(text("SELECT sleutel FROM signaal")))
        engine.dispose()
    return found, cases
