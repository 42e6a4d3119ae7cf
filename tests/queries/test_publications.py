"""Publications: numbered, complete or absent, the same bytes for the same counts, and checked when read."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from queries.counts import finish_berekening, replace_counts, start_berekening
from queries.publications import (
    Publication,
    PublicationDamagedError,
    PublicationError,
    latest_publication,
    preview,
    read_table,
)
from queries.schema import publicatie
from tests.queries.rows import dekking_rows, telling_rows, verdeling_rows
from tests.queries.shown import contents, publish_as_is

JANUARY, NOON = date(2024, 1, 1), datetime(2024, 3, 1, 12)


@pytest.fixture
def counted(engine: Engine) -> Engine:
    """Return a store with counts of one gemeente and of Nederland."""
    with engine.begin() as connection:
        number = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "digest")
        telling = telling_rows(("VS01", "GM0363", JANUARY, 3, 10), ("VS01", "NL", JANUARY, 3, 10))
        verdeling = verdeling_rows(("GM0363", JANUARY, 5, 2))
        replace_counts(
            connection, number, ["GM0363", "NL"], telling, verdeling, dekking_rows(("GM0363", "signaal", JANUARY, True))
        )
        finish_berekening(connection, number, NOON, 1)
    return engine


def published(engine: Engine, folder: Path, day: int = 2) -> Publication:
    with engine.begin() as connection:
        return publish_as_is(connection, folder, datum=date(2024, 3, day), opmerking="eerste")


def test_a_publication_is_numbered_from_one_and_has_its_files(counted: Engine, tmp_path: Path):
    first, second = published(counted, tmp_path), published(counted, tmp_path, day=3)
    assert (first.nummer, second.nummer) == (1, 2)
    assert [(file.naam, file.rijen) for file in first.bestanden] == [
        ("bladeren.parquet", 0),
        ("dekking.parquet", 1),
        ("gebieden.parquet", 0),
        ("telling.parquet", 2),
        ("verdeling.parquet", 1),
    ]
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("register")) == ["1", "2"]
    with counted.connect() as connection:
        assert latest_publication(connection) == second


def test_the_same_counts_give_the_same_bytes(counted: Engine, tmp_path: Path):
    first, second = published(counted, tmp_path), published(counted, tmp_path)
    assert first.bestanden == second.bestanden


def test_a_preview_is_what_publishing_would_make_and_writes_nothing(counted: Engine, tmp_path: Path):
    with counted.connect() as connection:
        seen = preview(connection, contents(connection), datum=date(2024, 3, 2), opmerking="eerste")
    assert not (tmp_path / "publicaties").exists()
    assert seen == published(counted, tmp_path / "publicaties")


def test_without_a_finished_run_there_is_nothing_to_publish(engine: Engine, tmp_path: Path):
    with engine.begin() as connection:
        start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "digest")
    with pytest.raises(PublicationError, match="nog niets berekend"):
        published(engine, tmp_path)


def test_a_publication_that_is_not_committed_was_never_there(counted: Engine, tmp_path: Path):
    with counted.connect() as connection:
        publish_as_is(connection, tmp_path, datum=date(2024, 3, 2))
        connection.rollback()
        assert connection.scalar(select(func.count()).select_from(publicatie)) == 0
    (tmp_path / "1" / "rommel").write_text("van een poging die stopte")
    again = published(counted, tmp_path)
    assert again.nummer == 1
    assert sorted(path.name for path in (tmp_path / "1").iterdir()) == [file.naam for file in again.bestanden]


def test_an_older_publication_stays_as_it_was(counted: Engine, tmp_path: Path):
    first = published(counted, tmp_path)
    with counted.begin() as connection:
        newer = telling_rows(("VS01", "GM0363", JANUARY, 8, 10))
        replace_counts(connection, 1, ["GM0363"], newer, verdeling_rows(), dekking_rows())
    second = published(counted, tmp_path)
    assert read_table(first, tmp_path, "telling", ["GM0363"], [""])["teller"].to_list() == [3]
    assert read_table(second, tmp_path, "telling", ["GM0363"], [""])["teller"].to_list() == [8]


def test_a_file_that_changed_is_not_read(counted: Engine, tmp_path: Path):
    publication = published(counted, tmp_path)
    assert read_table(publication, tmp_path, "telling", ["NL"], [""]).height == 1
    file = tmp_path / "1" / "telling.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content + b"x")
    with pytest.raises(PublicationDamagedError, match=r"telling\.parquet van publicatie 1 ontbreekt of is veranderd"):
        read_table(publication, tmp_path, "telling", ["NL"], [""])


@pytest.mark.parametrize("tabel", ["dekking", "telling"])
def test_a_file_that_is_gone_is_said_in_one_sentence(counted: Engine, tmp_path: Path, tabel: str):
    publication = published(counted, tmp_path)
    (tmp_path / "1" / f"{tabel}.parquet").unlink()
    with pytest.raises(PublicationDamagedError, match="ontbreekt"):
        read_table(publication, tmp_path, tabel, ["NL"], [""])
