"""A view of somebody else's database as a source: read as it stands, never written, never named with its password."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from queries.deliveries.database import open_read_only, place_of, read_view
from queries.deliveries.records import DeliveryError

COLUMNS = ("id", "gm_code", "postcode", "huisnummer", "gemeld_op", "waarde", "warm", "uitkomst")
KEYS = ("tabel", "gm_code", "periode_van", "periode_tot")
MADE = (
    'CREATE TABLE wonen (id INTEGER, "Post code" VARCHAR(7), gemeld_op DATE, waarde NUMERIC(10, 2), naam VARCHAR(40))',
    "INSERT INTO wonen VALUES (1, '1357XZ', '2025-02-01', 12.50, 'Q. Kwalsterbeek')",
    "INSERT INTO wonen VALUES (2, NULL, NULL, 7, 'Zwenkgrasdreef')",
    'CREATE VIEW "Ontruimingen" AS SELECT * FROM wonen',
)


@pytest.fixture
def owner(database_url: str) -> Iterator[Engine]:
    """Return the engine of the database's own people, who made a table and a view in it."""
    made = create_engine(database_url)
    with made.begin() as connection:
        for statement in MADE:
            connection.execute(text(statement))
    yield made
    made.dispose()


def refusal(url: str, tabel: str) -> str:
    with pytest.raises(DeliveryError) as caught:
        read_view(url, tabel, COLUMNS, KEYS)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.usefixtures("owner")
def test_a_view_is_read_with_its_types_and_without_the_columns_nobody_asked_for(database_url):
    sheet = read_view(database_url, "Ontruimingen", COLUMNS, KEYS)
    # SQLite has no dates: what its people put there is text.
    day = date(2025, 2, 1) if database_url.startswith("postgresql") else "2025-02-01"
    assert list(sheet.rows) == [
        (1, {"id": 1, "postcode": "1357XZ", "gemeld_op": day, "waarde": 12.5}),
        (2, {"id": 2, "postcode": None, "gemeld_op": None, "waarde": 7}),
    ]
    assert (sheet.header, sheet.unread, sheet.columns) == (0, [5], {"id", "postcode", "gemeld_op", "waarde"})
    assert "Kwalsterbeek" not in repr(sheet)


@pytest.mark.usefixtures("owner")
def test_nothing_can_be_written_through_it(database_url):
    reader = open_read_only(database_url)
    for statement in ("INSERT INTO wonen (id) VALUES (3)", "DELETE FROM wonen", 'DROP VIEW "Ontruimingen"'):
        with reader.connect() as connection, pytest.raises(DBAPIError):
            connection.execute(text(statement))
    reader.dispose()
    assert len(read_view(database_url, "wonen", COLUMNS, KEYS).rows) == 2


def test_a_view_that_writes_while_it_is_read_is_stopped(postgres_server):
    """A view may call a function, and a function may do anything that its transaction allows."""
    owner = create_engine(make_url(postgres_server).set(drivername="postgresql+psycopg"))
    with owner.begin() as connection:
        connection.execute(text("CREATE SCHEMA Gluiperig"))
        connection.execute(text("CREATE TABLE gluiperig.spoor (id INTEGER)"))
        connection.execute(
            text(
                "CREATE FUNCTION gluiperig.schrijf() RETURNS INTEGER LANGUAGE sql AS"
                " 'INSERT INTO gluiperig.spoor VALUES (1) RETURNING id'"
            )
        )
        connection.execute(text("CREATE VIEW gluiperig.tabel AS SELECT gluiperig.schrijf() AS id, 1 AS waarde"))
    try:
        assert "Het lezen van gluiperig.tabel in postgresql://" in refusal(postgres_server, "gluiperig.tabel")
        with owner.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM gluiperig.spoor")).scalar_one() == 0
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP SCHEMA gluiperig CASCADE"))
        owner.dispose()


def test_a_schema_a_moment_and_a_strange_name_are_understood_on_postgresql(postgres_server):
    owner = create_engine(make_url(postgres_server).set(drivername="postgresql+psycopg"))
    with owner.begin() as connection:
        connection.execute(text('CREATE SCHEMA "Team Wonen"'))
        connection.execute(
            text(
                'CREATE TABLE "Team Wonen"."x; DROP TABLE ""y""" AS SELECT \'a\' AS "ID", true AS warm,'
                " TIMESTAMPTZ '2025-01-31 23:30:00+00' AS gemeld_op, 1::numeric AS waarde, '\\x00'::bytea AS uitkomst"
            )
        )
    try:
        sheet = read_view(postgres_server, 'Team Wonen.x; DROP TABLE "y"', COLUMNS, KEYS)
    finally:
        with owner.begin() as connection:
            connection.execute(text('DROP SCHEMA "Team Wonen" CASCADE'))
        owner.dispose()
    # The last half hour of January in Greenwich is February here.
    moment = datetime(2025, 2, 1, 0, 30)
    assert list(sheet.rows) == [(1, {"id": "a", "warm": True, "gemeld_op": moment, "waarde": 1, "uitkomst": None})]
    assert [(one.rij, one.regel, one.field) for one in sheet.remarks] == [(1, "onleesbare_cel", "uitkomst (rij 1)")]


@pytest.mark.usefixtures("owner")
def test_a_view_that_is_not_there_is_said_with_its_database_and_without_the_user(database_url):
    found = refusal(database_url, "weg")
    assert "staat geen tabel of view weg" in found
    assert "postgres:" not in found
    assert str(Path(make_url(database_url).database or "").parent) not in found or "postgresql" in database_url
    assert "staat geen tabel of view geen_schema.weg" in refusal(database_url, "geen_schema.weg")


@pytest.mark.usefixtures("owner")
def test_a_view_without_known_columns_is_no_table(database_url, owner):
    with owner.begin() as connection:
        connection.execute(text("CREATE TABLE koffie (melk INTEGER, suiker INTEGER)"))
    assert "is geen rij met kolomnamen gevonden" in refusal(database_url, "koffie")


def test_who_may_not_read_a_table_is_told_so(postgres_server):
    address = make_url(postgres_server).set(drivername="postgresql+psycopg")
    owner = create_engine(address)
    with owner.begin() as connection:
        connection.execute(text("CREATE TABLE besloten (id INTEGER, waarde INTEGER)"))
        connection.execute(text("CREATE ROLE lezer LOGIN PASSWORD 'Geheim1!'"))
    try:
        url = address.set(username="lezer", password="Geheim1!").render_as_string(hide_password=False)
        found = refusal(url, "besloten")
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP TABLE besloten"))
            connection.execute(text("DROP ROLE lezer"))
        owner.dispose()
    assert "De gebruiker mag besloten in postgresql://" in found
    assert "lezen; vraag de beheerder om leesrecht" in found
    assert "Geheim1!" not in found


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://jan:Geheim1!@127.0.0.1:9/wonen", "De database postgresql://127.0.0.1/wonen is niet te openen"),
        ("sqlite:////nergens/Geheim1!/wonen.db", "De database sqlite:///wonen.db is niet te openen"),
        ("sqlite://", "heeft een bestand nodig"),
        ("sqlite:///:memory:", "heeft een bestand nodig"),
        ("oracle://jan:Geheim1!@server/wonen", "het soort oracle is hier geen stuurprogramma"),
        ("mysql+pymysql://jan:Geheim1!@server/wonen", "het soort mysql+pymysql is hier geen stuurprogramma"),
        ("wonderbase://jan:Geheim1!@server/wonen", "het soort wonderbase is hier geen stuurprogramma"),
        ("jan:Geheim1!@server", "is geen geldige URL"),
        ("postgresql://jan:Geheim1!@server:poort/wonen", "is geen geldige URL"),
    ],
)
def test_a_database_that_cannot_be_opened_is_refused_in_one_sentence_without_its_password(url, reason):
    found = refusal(url, "ontruimingen")
    assert reason in found
    assert "Geheim1!" not in found
    assert "jan" not in found


def test_the_source_is_named_without_user_password_path_or_bsn():
    assert place_of("postgresql://jan:geheim@db.gemeente.example:5432/wonen", "s.ontruimingen") == (
        "postgresql://db.gemeente.example/wonen.s.ontruimingen"
    )
    assert place_of("sqlite:////data/jan/wonen.db", "a\n123456782") == "sqlite:///wonen.db.a??????????"


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "brief.db"
    path.write_text("zomaar een brief aan de gemeente " * 40)
    assert "sqlite:///brief.db is" in refusal(f"sqlite:///{path}", "ontruimingen")


def test_reading_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path):
    path = tmp_path / "wonen.db"
    owner = create_engine(f"sqlite:///{path}")
    with owner.begin() as connection:
        for statement in MADE:
            connection.execute(text(statement))
    owner.dispose()
    before = path.read_bytes()
    read_view(f"sqlite:///{path}?mode=rwc", "wonen", COLUMNS, KEYS)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["wonen.db"]
