"""The migrations make exactly the schema, names included, on both databases."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from queries.engine import migrate, open_engine, require_store, store_version
from queries.errors import StoreUnreachableError, StoreVersionError
from queries.migrations.upgrade import configuration
from queries.schema import metadata

NEWEST = "0008"


def described(engine: Engine) -> dict[str, Any]:
    """Return all a database tells about its tables; constraints by name, so that names are compared too."""
    asked = inspect(engine)
    tables: dict[str, Any] = {}
    for table in asked.get_table_names():
        if table == "alembic_version":
            continue
        tables[table] = {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in asked.get_columns(table)
            },
            "primary key": asked.get_pk_constraint(table),
            "foreign keys": {
                key["name"]: (
                    key["constrained_columns"],
                    key["referred_table"],
                    key["referred_columns"],
                    key.get("options"),
                )
                for key in asked.get_foreign_keys(table)
            },
            "unique": {key["name"]: key["column_names"] for key in asked.get_unique_constraints(table)},
            "checks": {check["name"]: check["sqltext"] for check in asked.get_check_constraints(table)},
            "indices": {index["name"]: (index["column_names"], index["unique"]) for index in asked.get_indexes(table)},
        }
    return tables


def test_migrations_and_schema_agree_to_the_name(database_url: str):
    engine = open_engine(database_url)
    migrate(engine)
    migrated = described(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
        metadata.drop_all(connection)
    metadata.create_all(engine)
    assert migrated == described(engine)
    assert set(migrated) == set(metadata.tables)
    engine.dispose()


def test_alembic_finds_nothing_left_to_change(engine: Engine):
    with engine.connect() as connection:
        # Defaults are compared above: Alembic takes SQLite's empty text for a difference.
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


def test_every_constraint_and_index_has_a_name_of_ours(engine: Engine):
    prefixes = {"primary key": "pk_", "foreign keys": "fk_", "unique": "uq_", "checks": "ck_", "indices": "ix_"}
    for table, facts in described(engine).items():
        for kind, prefix in prefixes.items():
            names = [facts[kind]["name"]] if kind == "primary key" else list(facts[kind])
            # PostgreSQL keeps a unique constraint as an index of the same name.
            assert all(name.startswith((prefix + table, "uq_")) for name in names), (table, kind, names)


def test_a_second_migration_changes_nothing(engine: Engine):
    before = described(engine)
    migrate(engine)
    assert described(engine) == before


def test_the_store_tells_its_version_and_that_there_is_none_yet(database_url: str):
    engine = open_engine(database_url)
    assert store_version(engine) is None
    with pytest.raises(StoreUnreachableError, match="Er is nog geen register"):
        require_store(engine)
    migrate(engine)
    assert store_version(engine) == NEWEST
    require_store(engine)
    engine.dispose()


def test_asking_for_the_version_makes_no_file(tmp_path: Path):
    assert store_version(open_engine(f"sqlite:///{tmp_path / 'map' / 'register.sqlite3'}")) is None
    assert not (tmp_path / "map").exists()


def test_migrating_makes_the_folder_of_the_store(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / '100% nieuw' / 'register.sqlite3'}")
    migrate(engine)
    assert store_version(engine) == NEWEST
    engine.dispose()


def test_a_store_of_another_version_is_refused_in_one_sentence(engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(StoreVersionError, match="andere versie"):
        require_store(engine)


def test_a_migration_that_fails_halfway_leaves_no_store(database_url: str, monkeypatch: pytest.MonkeyPatch):
    engine = open_engine(database_url)

    def half_way(config: Any, _revision: str) -> None:
        config.attributes["connection"].execute(text("CREATE TABLE half (id INTEGER)"))
        raise OSError("the power went")

    monkeypatch.setattr(command, "upgrade", half_way)
    with pytest.raises(OSError, match="the power went"):
        migrate(engine)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_there_is_one_head():
    from alembic.script import ScriptDirectory

    assert ScriptDirectory.from_config(configuration()).get_heads() == [NEWEST]
