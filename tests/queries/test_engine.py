"""One behaviour on SQLite and PostgreSQL: transactions, keys, and errors for people."""

import gc
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, delete, event, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from queries.engine import open_engine
from queries.errors import StoreBusyError, StoreDiskError, StoreUnreachableError, StoreUrlError
from queries.schema import gemeente, instelling, levering, signaal, telling
from tests.queries.rows import a_levering, a_signaal


def test_no_statement_error_quotes_its_parameters(engine: Engine):
    with engine.begin() as connection, pytest.raises(IntegrityError) as refusal:
        connection.execute(insert(signaal).values(a_signaal(1) | {"bron_id": "zeer-herkenbaar", "levering": 99}))
    assert "zeer-herkenbaar" not in str(refusal.value)


def test_foreign_keys_hold_on_every_connection_and_cascade(engine: Engine):
    with engine.begin() as connection:
        connection.execute(insert(levering).values(a_levering(1)))
        connection.execute(insert(signaal), [a_signaal(1), a_signaal(2)])
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


def test_all_who_open_a_new_store_at_once_may_write_in_it(tmp_path: Path):
    def write(path: Path, together: Barrier) -> None:
        engine = open_engine(f"sqlite:///{path}")
        together.wait()
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS t (x INTEGER)")
            connection.exec_driver_sql("INSERT INTO t VALUES (1)")
        engine.dispose()

    with ThreadPoolExecutor(4) as threads:
        for number in range(25):
            path, together = tmp_path / f"{number}.sqlite3", Barrier(4)
            list(threads.map(write, [path] * 4, [together] * 4))
            with sqlite3.connect(path) as written:
                assert written.execute("SELECT count(*) FROM t").fetchone() == (4,)
            written.close()


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
    statement = select(telling).where(telling.c.gebied == "GM0363", telling.c.uitsplitsing == "")
    query = str(statement.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            plan = str(connection.exec_driver_sql("EXPLAIN QUERY PLAN " + query).all())
            assert "SEARCH telling USING INDEX sqlite_autoindex_telling_1 (gebied=? AND uitsplitsing=?)" in plan
        else:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # it prefers to scan a table without rows
            assert "pk_telling" in str(connection.exec_driver_sql("EXPLAIN " + query).all())


def test_an_engine_that_is_forgotten_leaves_no_connection_open(tmp_path: Path):
    path = tmp_path / "a.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE x (y)")
    assert path.with_name("a.sqlite3-wal").exists()
    del engine, connection
    gc.collect()
    assert not path.with_name("a.sqlite3-wal").exists()  # the last connection to close folds the log into the file


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
