"""The aanvulling in force: the newest version of each record, tied to the zaak or traject it is about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from queries.deliveries.records import Delivery, Levering
from tests.queries.delivered import header, number, receive, shv, table, vs
from tests.queries.refreshed import FEBRUARY, JANUARY, refresh, rows

YEAR = ("2024-01-01", "2025-01-01")
_UNKNOWN: dict[str, dict[str, Any]] = {"doorverwijzing": {"warm": "onbekend", "aangekomen": "onbekend"}}


def sleutel(name: str, code: str = "GM0363") -> int:
    """Return the sleutel by which a zaak is named."""
    return number(code, "Softwarehuis", name)


def supplement(levering: Levering, *rows_: Mapping[str, Any]) -> Delivery:
    """Return a delivery of one aanvulling table."""
    given = {"levering_nr": 0, "gm_code": levering.gm_code} | _UNKNOWN.get(levering.soort, {})
    full = [given | {"nr": nr} | dict(row) for nr, row in enumerate(rows_, start=1)]
    tables = {levering.soort: table(levering.soort, full)}
    return Delivery(levering.soort, [replace(levering, aantal=len(full))], tables, [])


def of(soort: str, at: str = "2024-02-05", organisatie: str = "kvk:1", period: tuple[str, str] = YEAR) -> Levering:
    return header("GM0363", *period, at, soort=soort, organisatie=organisatie)


def test_a_kenmerk_hangs_on_the_zaak_and_on_the_trajecten_of_its_period(store: Engine, folder: Path):
    receive(
        store,
        vs(header("GM0363", *JANUARY), {"s1": {}, "s2": {}}, [{"signalen": ["s1"]}, {"signalen": ["s1", "s2"]}]),
        shv(
            header("GM0363", *JANUARY, soort="shv"),
            [
                {"clienten": ["123"], "startdatum": "2024-01-03"},
                {"clienten": ["123"], "startdatum": "2020-01-03", "uitstroom": "2021-01-01"},
                {"clienten": ["456"], "startdatum": "2024-01-03"},
            ],
        ),
        supplement(
            of("kenmerk"),
            {"tabel": "zaak", "zaak_signaal": sleutel("s1"), "naam": "rijp", "waarde": "ja"},
            {"tabel": "zaak", "zaak_signaal": sleutel("niet geleverd"), "naam": "rijp", "waarde": "ja"},
            {"tabel": "traject", "persoon": "123", "naam": "trede", "waarde": "2"},
            {"tabel": "traject", "persoon": "456", "naam": "trede", "waarde": None},
        ),
    )
    refresh(store, folder)
    assert rows(folder, "kenmerk", "tabel", "record", "naam", "waarde") == [
        ("zaak", 10_000_001, "rijp", "ja"),
        ("zaak", 10_000_002, "rijp", "ja"),
        ("traject", 20_000_001, "trede", "2"),
        ("traject", 20_000_003, "trede", None),
    ]


def test_the_newest_levering_says_what_a_kenmerk_is(store: Engine, folder: Path):
    one = {"tabel": "zaak", "zaak_signaal": sleutel("s1"), "naam": "rijp"}
    receive(
        store,
        vs(header("GM0363", *JANUARY), {"s1": {}}, [{"signalen": ["s1"]}]),
        supplement(of("kenmerk", "2024-03-01", "kvk:2"), one | {"waarde": "nee"}),
        supplement(of("kenmerk", "2024-02-01"), one | {"waarde": "ja"}),
    )
    refresh(store, folder)
    assert rows(folder, "kenmerk", "naam", "waarde") == [("rijp", "nee")]


def test_a_doorverwijzing_finds_the_newest_zaak_and_the_traject_of_that_day(store: Engine, folder: Path):
    receive(
        store,
        vs(header("GM0363", *JANUARY), {"s1": {}}, [{"signalen": ["s1"], "matching_van": "2024-01-01"}]),
        vs(header("GM0363", *FEBRUARY), {"s2": {}}, [{"signalen": ["s1", "s2"], "matching_van": "2024-02-01"}]),
        shv(header("GM0363", *JANUARY, soort="shv"), [{"clienten": ["123"], "startdatum": "2024-01-03"}]),
        supplement(
            of("doorverwijzing"),
            {"bron_id": "1", "zaak_signaal": sleutel("s1"), "datum": "2024-01-20", "naar_type": "kredietbank"},
            {"bron_id": "2", "persoon": "123", "datum": "2024-01-20", "warm": "ja", "aangekomen": "nee"},
            {"bron_id": "3", "persoon": "123", "datum": "2023-12-20"},
            {"bron_id": "4", "zaak_signaal": sleutel("elders"), "persoon": "999"},
        ),
    )
    refresh(store, folder)
    assert rows(folder, "doorverwijzing", "zaak", "traject", "naar_type") == [
        (20_000_001, None, "kredietbank"),
        (None, 30_000_001, None),
        (None, None, None),
        (None, None, None),
    ]


def test_of_records_with_an_own_number_the_newest_counts_per_organisation(store: Engine, folder: Path):
    later = ("2024-01-01", "2025-02-01")
    receive(
        store,
        supplement(of("dossier"), {"bron_id": "1", "aanpak": "A", "uitkomst": "open"}, {"bron_id": "2", "aanpak": "A"}),
        supplement(of("dossier", "2024-06-01", period=later), {"bron_id": "1", "aanpak": "A", "uitkomst": "positief"}),
        supplement(of("dossier", organisatie="kvk:2"), {"bron_id": "1", "aanpak": "B"}),
    )
    refresh(store, folder)
    # The later period holds the whole of the earlier one, so that levering is no longer in force.
    assert rows(folder, "dossier", "aanpak", "uitkomst") == [("A", "positief"), ("B", None)]


def test_yearly_counts_talks_and_what_was_known_come_as_they_were_delivered(store: Engine, folder: Path):
    talks = {"organisatietype": "kredietbank", "naam": "KBR", "periode_van": "2024-01-01", "periode_tot": "2024-04-01"}
    receive(
        store,
        vs(header("GM0363", *JANUARY), {"s1": {"huishouden": "h"}}, [{"signalen": ["s1"]}]),
        supplement(of("gesprekken"), talks | {"gesprekken": 40, "clienten": 30}),
        supplement(of("jaarcijfer"), {"naam": "voedselpakketten", "jaar": 2010, "waarde": 38.5, "soort": "peildatum"}),
        supplement(
            of("bekendheid"),
            {"zaak_signaal": sleutel("s1"), "bekend": "nee", "peildatum": "2024-01-05"},
            {"huishouden": "h", "bekend": "ja"},
        ),
    )
    refresh(store, folder)
    assert rows(folder, "gesprekken", "organisatietype", "naam", "periode_van", "gesprekken", "clienten") == [
        ("kredietbank", "KBR", date(2024, 1, 1), 40, 30)
    ]
    assert rows(folder, "jaarcijfer", "naam", "jaar", "waarde", "soort") == [
        ("voedselpakketten", 2010, 38.5, "peildatum")
    ]
    assert rows(folder, "bekendheid", "zaak", "bekend", "peildatum") == [
        (10_000_001, "nee", date(2024, 1, 5)),
        (None, "ja", None),
    ]


def test_every_levering_in_force_says_how_much_came_and_was_rejected(store: Engine, folder: Path):
    receive(store, vs(header("GM0363", *JANUARY), {"s1": {}, "s2": {}}), vs(header("GM0457", *FEBRUARY), {}))
    refresh(store, folder)
    assert rows(folder, "afgifte", "oude_code", "soort", "aantal", "afgekeurd", "laatste_maand") == [
        ("GM0363", "vs", 2, 0, date(2024, 1, 1)),
        ("GM0457", "vs", 0, 0, date(2024, 2, 1)),
    ]


def test_a_record_of_a_split_gemeente_follows_the_zaak_or_client_it_names(store: Engine, folder: Path):
    old = ("2020-01-01", "2020-02-01", "2020-02-05")
    villages = {f"s{n}": {"huishouden": f"h{n}", "pc4": ("5076", "5268")[n % 2]} for n in range(6)}
    zaken = [{"signalen": [name]} for name in villages]
    named = [
        {"tabel": "zaak", "zaak_signaal": sleutel(name, "GM0788"), "naam": "rijp", "waarde": pc4["pc4"]}
        for name, pc4 in villages.items()
    ]
    clients = [{"tabel": "traject", "persoon": f"{n}", "naam": "trede", "waarde": "1"} for n in range(6)]
    receive(
        store,
        vs(header("GM0788", *old), villages, zaken),
        shv(
            header("GM0788", *old, soort="shv"), [{"clienten": [f"{n}"], "startdatum": "2020-01-02"} for n in range(6)]
        ),
        supplement(header("GM0788", *old, soort="kenmerk"), *named, *clients),
        supplement(
            header("GM0788", *old, soort="bekendheid"),
            *({"zaak_signaal": sleutel(name, "GM0788"), "bekend": "ja"} for name in villages),
        ),
        supplement(header("GM0788", *old, soort="jaarcijfer"), {"naam": "x", "jaar": 2020, "soort": "stroom"}),
    )
    refresh(store, folder)
    for code, pc4 in (("GM0824", "5076"), ("GM0865", "5268")):
        here = rows(folder, "kenmerk", "tabel", "waarde", gemeenten=(code,))
        assert [row for row in here if row[0] == "zaak"] == [("zaak", pc4)] * 3
        known = rows(folder, "bekendheid", "zaak", gemeenten=(code,))
        assert sorted(known) == sorted(rows(folder, "zaak", "id", gemeenten=(code,)))
    assert len(rows(folder, "kenmerk", "record", gemeenten=("GM0824", "GM0865"))) == 12
    assert rows(folder, "jaarcijfer", "gm_code", gemeenten=("GM0824", "GM0865")) == [("GM0865",)]
