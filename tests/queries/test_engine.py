"""One behaviour on SQLite and PostgreSQL: transactions, keys, bulk rows in and out, and errors for people."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine, delete, event, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from queries.engine import bulk_append, bulk_read, open_engine, read_frame
from queries.errors import StoreBusyError, StoreDiskError, StoreRefusedError, StoreUnreachableError, StoreUrlError
from queries.schema import gemeente, instelling, levering, signaal, telling
from tests.queries.rows import a_levering, a_signaal

CODES = pl.Enum(["Energie", "Huur"])
SIGNALEN = pl.Schema(
    {
        "id": pl.Int64,
        "levering": pl.Int64,
        "gm_code": pl.String,
        "sleutel": pl.Int64,
        "bron_id": pl.String,
        "huishouden": pl.Binary,
        "signaalpartner": CODES,
        "partnernaam": pl.String,
        "crisis": pl.Boolean,
        "bedrag": pl.Int32,
        "signaaldatum": pl.Date,
    }
)
AWKWARD = pl.DataFrame(
    [
        (1, 1, "GM0363", -(2**63), "a;b,c", b"\x00\xff\\x' \n\r,\"567890", "Energie", "", True, 0, date(2024, 2, 29)),
        (2, 1, "GM0363", 2**63 - 1, 'met "citaat"', None, "Huur", None, None, None, None),
        (3, 1, "GM0363", 0, "regel\neinde\ttab \\N é €", bytes(16), "Huur", "NULL", False, -1, date(1999, 12, 31)),
        (4, 1, "GM0363", 7, "100% %s 'quote'", bytes(16), "Huur", " ", False, 2**31 - 1, date(9999, 12, 31)),
    ],
    schema=SIGNALEN,
    orient="row",
)


def columns(*names: str):
    return select(*(signaal.c[name] for name in names))


def stored_signalen(engine: Engine, frame: pl.DataFrame) -> None:
    with engine.begin() as connection:
        connection.execute(insert(levering).values(a_levering(1)))
        bulk_append(connection, signaal, frame)


def test_bulk_rows_come_out_as_they_went_in(engine: Engine):
    stored_signalen(engine, AWKWARD)
    statement = columns(*SIGNALEN.names()).order_by(signaal.c.id)
    assert bulk_read(engine, statement, SIGNALEN).sort("id").equals(AWKWARD)
    with engine.connect() as connection:
        assert read_frame(connection, statement, SIGNALEN).equals(AWKWARD)


def test_bulk_rows_are_stored_exactly_as_sqlalchemy_stores_them(engine: Engine):
    stored_signalen(engine, AWKWARD)
    by_hand = [dict(row, id=row["id"] + 10) for row in AWKWARD.to_dicts()]
    with engine.begin() as connection:
        connection.execute(insert(signaal), by_hand)
    names = [name for name in SIGNALEN.names() if name != "id"]
    with engine.connect() as connection:
        bulk = connection.execute(columns(*names).where(signaal.c.id < 10).order_by(signaal.c.id)).all()
        plain = connection.execute(columns(*names).where(signaal.c.id > 10).order_by(signaal.c.id)).all()
        raw = connection.exec_driver_sql("SELECT DISTINCT crisis, signaaldatum, bedrag FROM signaal").all()
    assert bulk == plain
    assert len(raw) == 4  # two ways of writing one value would make five or more


def test_more_rows_than_one_chunk_arrive_in_order(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("queries.bulk.CHUNK", 3)
    many = pl.concat([AWKWARD.with_columns(pl.col("id") + 10 * part) for part in range(5)])
    with engine.begin() as connection:
        connection.execute(insert(levering).values(a_levering(1)))
        assert bulk_append(connection, signaal, many) == 20
    assert bulk_read(engine, columns("id"), pl.Schema({"id": pl.Int64}))["id"].sort().to_list() == many["id"].to_list()


def test_a_bulk_append_is_undone_with_its_transaction(engine: Engine):
    with engine.connect() as connection:
        connection.execute(insert(levering).values(a_levering(1)))
        bulk_append(connection, signaal, AWKWARD)
        connection.rollback()
        assert connection.scalar(select(func.count()).select_from(signaal)) == 0


def test_a_bulk_append_begins_the_transaction_it_needs(engine: Engine):
    frame = pl.DataFrame({"naam": ["demo"], "waarde": ["1"]})
    with engine.connect() as connection:
        bulk_append(connection, instelling, frame)
        connection.rollback()
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(instelling)) == 0


def test_bulk_read_sees_what_is_committed_and_read_frame_its_own_rows(engine: Engine):
    schema = pl.Schema({"naam": pl.String})
    with engine.begin() as connection:
        connection.execute(insert(instelling).values(naam="demo", waarde="1"))
        assert bulk_read(engine, select(instelling.c.naam), schema).height == 0
        assert read_frame(connection, select(instelling.c.naam), schema)["naam"].to_list() == ["demo"]
    assert bulk_read(engine, select(instelling.c.naam), schema)["naam"].to_list() == ["demo"]


def test_an_empty_result_keeps_its_types(engine: Engine):
    assert bulk_read(engine, columns(*SIGNALEN.names()), SIGNALEN).schema == SIGNALEN
    with engine.connect() as connection:
        assert read_frame(connection, columns(*SIGNALEN.names()), SIGNALEN).schema == SIGNALEN


def test_a_column_that_starts_with_thousands_of_nulls_keeps_its_type(engine: Engine):
    rows = [
        a_signaal(number) | {"signaaldatum": None, "huishouden": None, "partnernaam": None} for number in range(5000)
    ]
    rows[-1] |= {"signaaldatum": date(2024, 1, 1), "huishouden": b"0123456789abcdef", "partnernaam": "x"}
    stored_signalen(engine, pl.DataFrame(rows, schema=SIGNALEN, orient="row"))
    last = bulk_read(engine, columns(*SIGNALEN.names()), SIGNALEN).sort("id").tail(1)
    assert last.select("signaaldatum", "huishouden", "partnernaam").row(0) == (
        date(2024, 1, 1),
        b"0123456789abcdef",
        "x",
    )


def test_values_in_a_statement_are_values_never_sql(engine: Engine):
    stored_signalen(engine, AWKWARD)
    for bron_id in AWKWARD["bron_id"]:
        found = bulk_read(
            engine, columns("bron_id").where(signaal.c.bron_id == bron_id), pl.Schema({"bron_id": pl.String})
        )
        assert found["bron_id"].to_list() == [bron_id]
    some = columns("id").where(
        signaal.c.gm_code.in_(["GM0363", "'; DROP TABLE signaal; --"]),
        signaal.c.signaaldatum.between(date(2000, 1, 1), date(2024, 12, 31)),
        signaal.c.crisis.is_(True),
        signaal.c.bron_id.like("a%"),
    )
    assert bulk_read(engine, some, pl.Schema({"id": pl.Int64}))["id"].to_list() == [1]


def test_times_are_found_and_read_to_the_microsecond(engine: Engine):
    moment = datetime(2024, 3, 1, 23, 59, 59, 999999)
    with engine.begin() as connection:
        connection.execute(insert(levering).values(a_levering(1) | {"ontvangen_op": moment}))
        frame = pl.DataFrame([a_levering(2) | {"ontvangen_op": moment}])
        bulk_append(connection, levering, frame)
    statement = select(levering.c.id, levering.c.ontvangen_op).where(levering.c.ontvangen_op == moment)
    schema = pl.Schema({"id": pl.Int64, "ontvangen_op": pl.Datetime("us")})
    expected = [(1, moment), (2, moment)]
    assert bulk_read(engine, statement, schema).sort("id").rows() == expected
    with engine.connect() as connection:
        assert sorted(read_frame(connection, statement, schema).rows()) == expected


def test_a_column_the_table_does_not_have_is_an_error(engine: Engine):
    with engine.begin() as connection, pytest.raises(ValueError, match="instelling has no column kleur"):
        bulk_append(connection, instelling, pl.DataFrame({"naam": ["a"], "kleur": ["rood"]}))


def test_rows_the_schema_refuses_are_named_without_a_value(engine: Engine):
    wrong = AWKWARD.with_columns(levering=pl.lit(99))
    with engine.connect() as connection, pytest.raises(StoreRefusedError) as refusal:
        bulk_append(connection, signaal, wrong)
    assert "signaal" in str(refusal.value)
    assert "GM0363" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


def test_no_statement_error_quotes_its_parameters(engine: Engine):
    with engine.begin() as connection, pytest.raises(IntegrityError) as refusal:
        connection.execute(insert(signaal).values(a_signaal(1) | {"bron_id": "zeer-herkenbaar", "levering": 99}))
    assert "zeer-herkenbaar" not in str(refusal.value)


def test_foreign_keys_hold_on_every_connection_and_cascade(engine: Engine):
    stored_signalen(engine, AWKWARD)
    engine.dispose()
    with engine.begin() as connection:
        connection.execute(delete(levering).where(levering.c.id == 1))
        assert connection.scalar(select(func.count()).select_from(signaal)) == 0


def test_a_reader_keeps_one_snapshot_while_another_writes(engine: Engine):
    count = select(func.count()).select_from(instelling)
    with engine.connect() as reader:
        assert reader.scalar(count) == 0
        with engine.begin() as writer:
            writer.execute(insert(instelling).values(naam="demo", waarde="1"))
        assert reader.scalar(count) == 0
    with engine.connect() as reader:
        assert reader.scalar(count) == 1


def test_a_transaction_that_fails_leaves_nothing(engine: Engine):
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:  # noqa: PT012 (the transaction is the subject)
        connection.execute(insert(instelling).values(naam="demo", waarde="1"))
        _ = 1 / 0
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(instelling)) == 0


def test_writers_that_read_first_queue_and_lose_no_update(database_url: str, engine: Engine):
    with engine.begin() as connection:
        connection.execute(insert(instelling).values(naam="teller", waarde="0"))

    def add_ten(_worker: int) -> None:
        own = open_engine(database_url)
        row = instelling.c.naam == "teller"
        for _ in range(10):
            with own.begin() as connection:
                now = connection.scalar(select(instelling.c.waarde).where(row).with_for_update())
                connection.execute(update(instelling).where(row).values(waarde=str(int(now or 0) + 1)))
        own.dispose()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_ten, range(4)))
    with engine.connect() as connection:
        assert connection.scalar(select(instelling.c.waarde)) == "40"


def test_a_reader_is_not_stopped_by_a_writer_at_work(engine: Engine):
    with engine.begin() as writer:
        writer.execute(insert(instelling).values(naam="demo", waarde="1"))
        with engine.connect() as reader:
            assert reader.scalar(select(func.count()).select_from(instelling)) == 0


def test_sqlite_has_the_manners_of_a_server(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    with engine.connect() as connection:
        asked = ("journal_mode", "foreign_keys", "secure_delete", "synchronous", "busy_timeout")
        found = [connection.exec_driver_sql("PRAGMA " + name).scalar() for name in asked]
    engine.dispose()
    assert found == ["wal", 1, 1, 1, 60_000]


def test_a_store_that_stays_busy_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("queries.engine.BUSY_TIMEOUT_SECONDS", 0.05)
    path = tmp_path / "a.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError, match="bezet door een ander proces"), engine.begin():
        pass
    other.close()
    engine.dispose()


@pytest.mark.parametrize(
    "url",
    ["sqlite:////nergens/geen/register.sqlite3", "postgresql://iemand:geheim@127.0.0.1:1/register?connect_timeout=2"],
)
def test_a_store_that_is_not_there_is_one_sentence_without_the_password(url: str):
    engine = open_engine(url)
    with pytest.raises(StoreUnreachableError, match="niet te openen") as refusal:
        engine.connect()
    assert "geheim" not in str(refusal.value)
    with pytest.raises(StoreUnreachableError), engine.begin():
        pass
    engine.dispose()


@pytest.mark.parametrize("url", ["geen url", "sqlite://", "sqlite:///:memory:", "mysql://x/y", "duckdb:///x"])
def test_an_address_that_cannot_be_a_store_is_refused(url: str):
    with pytest.raises(StoreUrlError, match="register"):
        open_engine(url)


def test_a_plain_postgresql_address_gets_our_driver():
    assert open_engine("postgresql://iemand@host/register").url.drivername == "postgresql+psycopg"


def test_a_page_read_of_one_gemeente_uses_the_key(engine: Engine):
    statement = select(telling).where(telling.c.gebied == "GM0363", telling.c.indicator == "VS01")
    query = str(statement.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            plan = str(connection.exec_driver_sql("EXPLAIN QUERY PLAN " + query).all())
            assert "SEARCH telling USING INDEX sqlite_autoindex_telling_1 (gebied=? AND indicator=?)" in plan
        else:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # it prefers to scan a table without rows
            assert "pk_telling" in str(connection.exec_driver_sql("EXPLAIN " + query).all())


def test_what_is_written_after_a_bulk_read_is_there_for_everyone(database_url: str, engine: Engine):
    """A second SQLite library in the process, as ADBC brings, removed the log under the first: rows were gone."""
    writer = open_engine(database_url)
    for number in range(3):
        with writer.begin() as connection:
            connection.execute(insert(instelling).values(naam=str(number), waarde=""))
        assert bulk_read(engine, select(instelling.c.naam), pl.Schema({"naam": pl.String})).height == number + 1
        engine.dispose()
    writer.dispose()
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(instelling)) == 3


def test_threads_share_one_engine(engine: Engine):
    seen: list[int] = []

    def read() -> None:
        with engine.connect() as connection:
            seen.append(connection.execute(select(func.count()).select_from(gemeente)).scalar_one())

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [0] * 8


def test_statements_that_fail_on_a_closed_disk_are_said_in_one_sentence(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA query_only = ON").close())
    with engine.connect() as connection, pytest.raises(StoreDiskError, match="mag niet worden beschreven"):
        connection.exec_driver_sql("CREATE TABLE x (y)")
    engine.dispose()
