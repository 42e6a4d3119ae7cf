"""The working set: what is in force, by today's gemeente, on both databases."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine, text

from queries import cases
from queries.cases import WORKING_SET_SCHEMAS, refresh_working_set, scan
from queries.deliveries.records import SCHEMAS
from tests.queries.delivered import header, ontruimingen, receive, shortened, shv, vs
from tests.queries.refreshed import FEBRUARY, JANUARY, contents, refresh, rows, stale_now


def test_every_table_comes_out_as_it_was_delivered(store: Engine, folder: Path):
    facts = {"huishouden": "1234AB 1", "persoon": "123456782", "persoon_uit": "bsn", "bedrag": 250, "crisis": True}
    zaken = [
        {"signalen": ["s1", "elders"], "resultaat": "Geen reactie na eerder contact", "pogingen": [{"bereikt": False}]}
    ]
    traject = {
        "clienten": ["123456782"],
        "startdatum": "2024-01-03",
        "aanmelding": "2024-01-02",
        "oplossing": "0%-aanbod",
    }
    receive(
        store,
        vs(header("GM0363", *JANUARY), {"s1": facts}, zaken),
        shv(header("GM0363", *JANUARY, soort="shv"), [traject]),
        ontruimingen(header("GM0363", *JANUARY, soort="ontruiming"), {"a": {"reden": "huurschuld"}}),
    )
    assert refresh(store, folder) == ["GM0363"]
    seen = (
        "id",
        "huishouden",
        "persoon",
        "bedrag",
        "crisis",
        "signaalpartner",
        "signaaldatum",
        "laatste_maand",
        "levering",
    )
    assert rows(folder, "signaal", *seen) == [
        (
            10_000_001, shortened("1234AB 1"), shortened("123456782"), 250, True, "Huur", date(2024, 1, 10),
            date(2024, 1, 1), 1,
        )
    ]  # fmt: skip
    assert rows(folder, "zaak", "id", "huishouden", "resultaat", "bekend") == [
        (10_000_001, shortened("1234AB 1"), "Geen reactie na eerder contact", "onbekend")
    ]
    assert rows(folder, "zaak_signaal", "zaak", "signaal") == [(10_000_001, None), (10_000_001, 10_000_001)]
    assert rows(folder, "contactpoging", "zaak", "volgnummer", "soort", "bereikt") == [(10_000_001, 1, "Brief", False)]
    assert rows(folder, "traject", "id", "start", "aanmelding", "oplossing", "bekend_tot") == [
        (20_000_001, date(2024, 1, 3), date(2024, 1, 2), "0%-aanbod", date(2024, 2, 1))
    ]
    assert rows(folder, "traject_persoon", "traject", "persoon", "persoon_uit") == [
        (20_000_001, shortened("123456782"), "bsn")
    ]
    assert rows(folder, "ontruiming", "id", "reden", "levering") == [(30_000_001, "huurschuld", 3)]
    period = (date(2024, 1, 1), date(2024, 2, 1))
    assert rows(folder, "geleverd", "oude_code", "tabel", "periode_van", "periode_tot") == [
        ("GM0363", tabel, *period) for tabel in ("ontruiming", "signaal", "traject", "zaak")
    ]


def test_files_hold_exactly_the_declared_columns_and_no_delivered_name_or_number(store: Engine, folder: Path):
    receive(store, vs(header(), {"s1": {"persoon": "123456782", "pc4": "1012"}}))
    refresh(store, folder)
    for tabel, schema in WORKING_SET_SCHEMAS.items():
        assert pl.read_parquet(folder / tabel / "GM0363.parquet").schema == schema
        delivered = {name for name, dtype in SCHEMAS.get(tabel, {}).items() if dtype == pl.Binary}
        assert not {"bron_id", "bron", "sleutel", "pad", "bestand"} & set(schema)
        assert all(schema[name] == pl.Int64 for name in delivered & set(schema))


def test_the_newest_version_counts_also_where_periods_overlap_in_part(store: Engine, folder: Path):
    receive(
        store,
        vs(header("GM0363", "2024-01-01", "2024-03-01", "2024-04-01"), {"a": {"bedrag": 1}, "b": {"bedrag": 2}}),
        vs(header("GM0363", "2024-02-01", "2024-04-01", "2024-04-09"), {"b": {"bedrag": 3}}),
        vs(header("GM0363", "2023-12-01", "2024-03-15", "2024-03-20"), {"a": {"bedrag": 4}, "c": {"bedrag": 5}}),
    )
    refresh(store, folder)
    assert sorted(rows(folder, "signaal", "bedrag")) == [(1,), (3,), (5,)]


def test_a_zaak_finds_its_signaal_in_an_earlier_levering(store: Engine, folder: Path):
    receive(
        store,
        vs(header("GM0363", *JANUARY), {"s1": {"huishouden": "1234AB 1"}}),
        vs(header("GM0363", *FEBRUARY), {}, [{"signalen": ["s1"]}]),
    )
    refresh(store, folder)
    assert rows(folder, "zaak_signaal", "zaak", "signaal") == [(20_000_001, 10_000_001)]
    assert rows(folder, "zaak", "huishouden") == [(shortened("1234AB 1"),)]


def test_after_a_merger_both_codes_are_in_todays_file_and_an_unknown_code_in_none(store: Engine, folder: Path):
    signaal = {"s1": {}}
    receive(
        store,
        *(vs(header(code), signaal) for code in ("GM0457", "GM0363", "GM9999", "onbekend", "GM0824")),
    )
    assert refresh(store, folder) == ["GM0363", "GM0824"]
    assert rows(folder, "signaal", "gm_code", "levering") == [("GM0363", 1), ("GM0363", 2)]
    delivered = rows(folder, "geleverd", "gm_code", "oude_code", "tabel")
    assert delivered[::2] == [("GM0363", "GM0363", "signaal"), ("GM0363", "GM0457", "signaal")]
    both = rows(folder, "signaal", "gm_code", gemeenten=("GM0824", "GM0363", "GM9999"))
    assert sorted(both) == [("GM0363",), ("GM0363",), ("GM0824",)]


def test_an_empty_store_gives_declared_columns_and_no_rows(store: Engine, folder: Path):
    assert refresh(store, folder) == []
    for tabel, schema in WORKING_SET_SCHEMAS.items():
        assert scan(folder, tabel, ["GM0363"]).collect_schema() == schema
        assert scan(folder, tabel, []).collect().height == 0


def test_the_road_for_many_gives_the_same_bytes_as_the_road_for_few(
    store: Engine, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(store)
    refresh(store, folder)
    monkeypatch.setattr(cases, "FEW_RECORDS", -1)
    refresh(store, tmp_path / "many")
    monkeypatch.setattr(cases, "MANY_RECORDS", 1)
    refresh(store, tmp_path / "in groups")
    assert len(contents(folder)) == 2 * len(WORKING_SET_SCHEMAS)
    assert contents(folder) == contents(tmp_path / "many") == contents(tmp_path / "in groups")


def test_what_another_stores_meanwhile_is_not_mixed_with_what_was_there(
    store: Engine, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(store)
    refresh(store, folder)
    monkeypatch.setattr(cases, "FEW_RECORDS", -1)
    with store.connect() as connection:
        connection.execute(text("SELECT count(*) FROM levering"))
        receive(store, vs(header("GM0363", *JANUARY, "2024-02-28"), {"new": {}}))
        refresh_working_set(connection, tmp_path / "before")
    assert contents(tmp_path / "before") == contents(folder)
    assert stale_now(store, tmp_path / "before") == ["GM0363"]


def fill(store: Engine) -> None:
    """Store something of everything for two gemeenten."""
    for code in ("GM0363", "GM0824"):
        some = {f"s{n}": {"huishouden": f"{n % 3}", "bedrag": n} for n in range(9)}
        zaken = [{"signalen": [f"s{n}", f"s{n + 1}"], "pogingen": [{}, {"bereikt": True}]} for n in range(0, 8, 2)]
        trajecten = [{"clienten": [f"{n % 4}"], "startdatum": f"2024-01-{n + 1:02}", "crisis": True} for n in range(9)]
        receive(
            store,
            vs(header(code, *JANUARY), some, zaken),
            vs(header(code, *FEBRUARY), some, zaken[:1]),
            shv(header(code, *JANUARY, soort="shv"), trajecten),
            ontruimingen(header(code, *JANUARY, soort="ontruiming"), {"a": {}, "b": {"uitgevoerd_op": "2024-01-30"}}),
        )


def test_progress_is_told_until_the_last_gemeente(store: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch):
    fill(store)
    monkeypatch.setattr(cases, "MANY_RECORDS", 1)
    told: list[tuple[int, int]] = []
    with store.connect() as connection:
        refresh_working_set(connection, folder, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
