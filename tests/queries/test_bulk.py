"""Many rows at once, in and out: what arrives is what was sent, on SQLite and PostgreSQL."""

from datetime import date, datetime

import polars as pl
import pytest
from sqlalchemy import Engine, func, insert, select

from queries.engine import bulk_append, bulk_read, open_engine, read_frame
from queries.errors import StoreRefusedError
from queries.schema import instelling, levering, signaal
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
