"""The files of the working set: what makes them stale, who may write them, and what a killed run leaves."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine, text

from queries import working_set
from queries.cases import WORKING_SET_SCHEMAS, WorkingSetBusyError
from tests.queries.delivered import header, receive, vs
from tests.queries.refreshed import FEBRUARY, JANUARY, contents, refresh, rows, stale_now


def test_only_gemeenten_that_changed_are_stale(store: Engine, folder: Path):
    january = [vs(header(code, *JANUARY), {"s1": {}}) for code in ("GM0363", "GM0824")]
    receive(store, *january)
    assert stale_now(store, folder) == ["GM0363", "GM0824"]
    refresh(store, folder)
    assert stale_now(store, folder) == []
    receive(store, january[0])
    assert stale_now(store, folder) == []
    receive(store, vs(header("GM0824", *FEBRUARY), {"s2": {}}))
    assert stale_now(store, folder) == ["GM0824"]
    assert refresh(store, folder) == ["GM0824"]
    assert stale_now(store, folder) == []


def drop_one(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def take_from_another_gemeente(path: Path) -> None:
    path.write_bytes(path.with_name("GM0824.parquet").read_bytes())


def turn_one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def take_from_another_table(path: Path) -> None:
    path.write_bytes((path.parents[1] / "zaak" / path.name).read_bytes())


def lose_the_seal(path: Path) -> None:
    (path.parents[1] / "zegels" / "GM0363.json").unlink()


def break_the_seal(path: Path) -> None:
    (path.parents[1] / "zegels" / "GM0363.json").write_bytes(b'{"stempel": 3')


HARM = [
    drop_one, cut, empty, turn_one_bit, take_from_another_gemeente, take_from_another_table, lose_the_seal,
    break_the_seal,
]  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("tabel", ["signaal", "geleverd"])
def test_a_gemeente_with_a_file_missing_damaged_or_of_another_making_is_stale(
    store: Engine, folder: Path, tabel: str, harm: Callable[[Path], None]
):
    receive(store, vs(header("GM0363"), {"s1": {}}), vs(header("GM0824"), {"s1": {}}))
    refresh(store, folder)
    before = contents(folder)
    harm(folder / tabel / "GM0363.parquet")
    assert stale_now(store, folder) == ["GM0363"]
    assert refresh(store, folder) == ["GM0363"]
    assert contents(folder) == before


def test_a_store_made_anew_with_the_same_numbers_makes_old_files_stale(store: Engine, folder: Path):
    receive(store, vs(header(), {"s1": {}}))
    refresh(store, folder)
    with store.begin() as connection:
        connection.execute(text("UPDATE levering SET ontvangen_op = '2026-02-02 00:00:00.000000'"))
    assert stale_now(store, folder) == ["GM0363"]


def test_a_gemeente_that_lost_its_last_levering_loses_its_files(store: Engine, folder: Path):
    receive(store, vs(header(), {"s1": {}}))
    refresh(store, folder)
    with store.begin() as connection:
        connection.execute(text("UPDATE levering SET status = 'ingetrokken'"))
    (folder / "signaal" / "GM0363.parquet").write_bytes(b"damaged")
    assert stale_now(store, folder) == ["GM0363"]
    assert refresh(store, folder) == ["GM0363"]
    assert contents(folder) == {}
    assert stale_now(store, folder) == []
    assert rows(folder, "signaal", "id") == []


def test_files_of_a_gemeente_without_leveringen_never_outlive_the_next_run(store: Engine, folder: Path):
    receive(store, vs(header("GM0363"), {"s1": {}}), vs(header("GM0824"), {"s1": {}}))
    refresh(store, folder)
    with store.begin() as connection:
        connection.execute(text("UPDATE levering SET status = 'ingetrokken' WHERE gm_code = 'GM0363'"))
    assert refresh(store, folder, []) == ["GM0363"]
    assert {name.split("/")[1] for name in contents(folder)} == {"GM0824.parquet"}


def test_only_gemeenten_that_were_asked_for_are_made_anew(store: Engine, folder: Path):
    receive(store, vs(header("GM0363"), {"s1": {}}), vs(header("GM0824"), {"s1": {}}))
    assert refresh(store, folder, ["GM0363"]) == ["GM0363"]
    assert refresh(store, folder, ["GM0363"]) == []
    assert stale_now(store, folder) == ["GM0824"]


def test_a_run_that_was_killed_halfway_is_noticed_and_its_leftovers_go(store: Engine, folder: Path):
    receive(store, vs(header(), {"s1": {}}))
    refresh(store, folder)
    receive(store, vs(header("GM0363", *JANUARY, "2024-02-09"), {"s1": {}, "s2": {}}))
    old = (folder / "signaal" / "GM0363.parquet").read_bytes()
    refresh(store, folder)
    new = contents(folder)
    (folder / "signaal" / "GM0363.parquet").write_bytes(old)
    (folder / "signaal" / "GM0363.tmp").write_bytes(b"half")
    assert stale_now(store, folder) == ["GM0363"]
    refresh(store, folder)
    assert contents(folder) == new
    assert not list(folder.glob("*/*.tmp"))


def test_the_folder_is_for_its_owner_alone(store: Engine, folder: Path):
    refresh(store, folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_two_processes_do_not_write_in_one_folder(store: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(working_set, "PATIENCE_SECONDS", 0)
    with working_set.alone(folder), pytest.raises(WorkingSetBusyError, match="probeer het later weer"):
        refresh(store, folder)
    assert refresh(store, folder) == []


def test_who_reads_keeps_others_from_writing_but_not_from_reading(
    store: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    refresh(store, folder)
    monkeypatch.setattr(working_set, "PATIENCE_SECONDS", 0)
    busy = pytest.raises(WorkingSetBusyError, match="probeer het later weer")
    with working_set.unchanged(folder), working_set.unchanged(folder), busy:
        refresh(store, folder)
    assert refresh(store, folder) == []


def test_a_folder_that_cannot_be_used_says_to_remove_it(store: Engine, folder: Path):
    refresh(store, folder)
    (folder / "slot").write_bytes(b"geen slot" * 1000)
    with pytest.raises(working_set.WorkingSetError, match="verwijder die map"):
        refresh(store, folder)


def test_columns_that_are_not_declared_are_never_written(folder: Path):
    named = WORKING_SET_SCHEMAS["zaak_signaal"].to_frame().with_columns(naam=pl.lit("Jansen"))
    with working_set.alone(folder), pytest.raises(TypeError):
        working_set.write(folder, "GM0363", {"zaak_signaal": named}, "stempel")
