"""Split gemeenten: each case goes whole to one successor, with its people, its home and all its versions."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from queries.borders import borders
from queries.case_rows import CASE_ROWS
from queries.cases import scan
from queries.placement import placed
from tests.queries.delivered import header, ontruimingen, receive, shv, vs
from tests.queries.place_slowly import Register, part
from tests.queries.refreshed import contents, refresh, rows, stale_now

VILLAGES = {"5076": "GM0824", "5268": "GM0865"}
SHARES = [("GM0824", 0.4), ("GM0865", 0.6)]
BORDERS = borders(
    {new for new, _ in SHARES},
    [("GM0788", new, date(2021, 1, 1), share) for new, share in SHARES],
    {("GM0788", pc4): new for pc4, new in VILLAGES.items()},
)
OLD = ("2020-01-01", "2020-02-01", "2020-02-05")
SUCCESSORS = ("GM0824", "GM0865")

homes = st.none() | st.integers(1, 4)
pc4s = st.sampled_from([None, None, "5076", "5268", "9999"])
people = st.none() | st.integers(1, 5)
_clients = st.lists(st.fixed_dictionaries({"persoon": people, "huishouden": homes, "pc4": pc4s}), max_size=3)
_leveringen = st.lists(
    st.fixed_dictionaries(
        {
            "signalen": st.lists(
                st.fixed_dictionaries(
                    {"sleutel": st.integers(1, 5), "persoon": people, "huishouden": homes, "pc4": pc4s}
                ),
                max_size=4,
            ),
            "zaken": st.lists(st.tuples(homes, st.sets(st.integers(1, 6), min_size=1, max_size=3)), max_size=3),
            "trajecten": st.lists(_clients, max_size=3),
        }
    ),
    min_size=1,
    max_size=3,
)


def numbered(leveringen: list[dict[str, Any]]) -> Register:
    """Return the drawn records with ids, in order of delivery."""
    signalen: list[dict[str, Any]] = []
    zaken: list[dict[str, Any]] = []
    trajecten: list[dict[str, Any]] = []
    for rang, drawn in enumerate(leveringen):
        own = {"levering": rang, "rang": rang}
        signalen += [row | own | {"id": 100 * rang + nr} for nr, row in enumerate(drawn["signalen"])]
        zaken += [
            {"id": 100 * rang + nr, "sleutel": hash(tuple(sorted(links))), "huishouden": home, "signalen": links} | own
            for nr, (home, links) in enumerate(drawn["zaken"])
        ]
        trajecten += [
            {"id": 100 * rang + nr, "clienten": clients} | own for nr, clients in enumerate(drawn["trajecten"])
        ]
    return Register(signalen, zaken, trajecten)


def frames(register: Register) -> dict[str, pl.DataFrame]:
    """Return the records as they come from the store."""
    links = [{"zaak": zaak["id"], "signaal": sleutel} for zaak in register.zaken for sleutel in zaak["signalen"]]
    clients = [
        {"traject": traject["id"], "volgnummer": turn} | client
        for traject in register.trajecten
        for turn, client in enumerate(traject["clienten"], start=1)
    ]
    filled = {
        "signaal": register.signalen, "zaak": register.zaken, "zaak_signaal": links,
        "traject": register.trajecten, "traject_persoon": clients,
    }  # fmt: skip
    short = {
        tabel: {name: pl.Int64() if dtype == pl.Binary else dtype for name, dtype in schema.items()}
        for tabel, schema in CASE_ROWS.items()
    }
    return {
        tabel: pl.DataFrame([{name: row.get(name) for name in schema} for row in filled.get(tabel, ())], schema=schema)
        for tabel, schema in short.items()
    }


@given(_leveringen)
def test_every_record_goes_where_a_second_opinion_puts_it(drawn: list[dict[str, Any]]):
    register = numbered(drawn)
    leveringen = pl.DataFrame(
        [(nr, "GM0788", nr, 1) for nr in range(len(drawn))],
        schema={"levering": pl.Int64, "oude_code": pl.String, "rang": pl.Int32, "aanleveraar": pl.Int32},
        orient="row",
    )
    found = placed(frames(register), leveringen, BORDERS.places)
    expected = {
        "signaal": {row["id"]: register.signaal(row["sleutel"]) for row in register.signalen},
        "zaak": {row["id"]: register.zaak(row) for row in register.zaken},
        "traject": {row["id"]: register.traject(row) for row in register.trajecten},
    }
    for tabel, places in expected.items():
        codes = {number: part("GM0788", place, VILLAGES, SHARES) for number, place in places.items() if place}
        assert dict(found[tabel].iter_rows()) == codes, tabel


def test_a_pc4_tells_the_village_and_without_one_the_shares_are_the_chances(store: Engine, folder: Path):
    villages = {f"v{n}": {"huishouden": f"v{n}", "pc4": pc4} for n, pc4 in enumerate(("5076", "5268") * 3)}
    others = {f"s{n}": {"huishouden": f"{n}"} for n in range(2000)}
    receive(store, vs(header("GM0788", *OLD), villages | others))
    assert refresh(store, folder) == list(SUCCESSORS)
    by_pc4 = {code: set(scan(folder, "signaal", [code]).collect()["pc4"].drop_nulls()) for code in SUCCESSORS}
    assert by_pc4 == {"GM0824": {"5076"}, "GM0865": {"5268"}}
    sizes = {code: len(rows(folder, "signaal", "id", gemeenten=(code,))) for code in SUCCESSORS}
    assert sum(sizes.values()) == 2006
    assert sizes["GM0824"] / 2006 == pytest.approx(0.4068, abs=0.03)


def test_a_home_a_person_and_a_zaak_stay_together_also_over_leveringen(store: Engine, folder: Path):
    signalen = {f"s{n}": {"huishouden": f"{n % 20}", "persoon": f"p{n % 20}"} for n in range(60)}
    zaken = [{"signalen": [f"s{n}", f"s{n + 20}"], "pogingen": [{}]} for n in range(20)]
    clients = [{"clienten": [f"p{n}", f"p{n + 40}"], "startdatum": "2019-05-01"} for n in range(20)]
    receive(
        store,
        vs(header("GM0788", *OLD), signalen, zaken),
        shv(header("GM0788", *OLD, soort="shv"), clients),
        vs(header("GM0788", "2020-02-01", "2020-03-01", "2020-03-05"), {"x0": {"persoon": "p0"}}),
        shv(header("GM0788", "2020-02-01", "2020-03-01", "2020-03-05", soort="shv"), clients),
        ontruimingen(header("GM0788", *OLD, soort="ontruiming"), {f"o{n}": {"huishouden": f"{n}"} for n in range(20)}),
    )
    refresh(store, folder)
    for tabel, column in (("signaal", "huishouden"), ("signaal", "persoon"), ("traject_persoon", "persoon")):
        seen = [set(scan(folder, tabel, [code]).collect()[column].drop_nulls()) for code in SUCCESSORS]
        assert all(seen)
        assert seen[0] & seen[1] == set(), (tabel, column)
    assert all(signaal is not None for (signaal,) in rows(folder, "zaak_signaal", "signaal", gemeenten=SUCCESSORS))
    for code in SUCCESSORS:
        homes_here = set(scan(folder, "signaal", [code]).collect()["huishouden"])
        assert set(scan(folder, "zaak", [code]).collect()["huishouden"]) <= homes_here
        assert set(scan(folder, "ontruiming", [code]).collect()["huishouden"]) <= homes_here
        assert set(scan(folder, "traject_persoon", [code]).collect()["persoon"]) & set(
            scan(folder, "signaal", [code]).collect()["persoon"]
        )
    assert len(rows(folder, "traject", "id", gemeenten=SUCCESSORS)) == 20, "the newer levering holds the same ones"
    assert len(rows(folder, "contactpoging", "zaak", gemeenten=SUCCESSORS)) == 20


def test_what_was_delivered_of_a_split_code_covers_every_part_and_is_counted_once(store: Engine, folder: Path):
    receive(store, vs(header("GM0788", *OLD), {}), vs(header("GM0824", *OLD), {}))
    refresh(store, folder)
    assert rows(folder, "geleverd", "gm_code", "oude_code", "tabel", gemeenten=SUCCESSORS) == [
        ("GM0824", "GM0788", "signaal"), ("GM0824", "GM0788", "zaak"),
        ("GM0824", "GM0824", "signaal"), ("GM0824", "GM0824", "zaak"),
        ("GM0865", "GM0788", "signaal"), ("GM0865", "GM0788", "zaak"),
    ]  # fmt: skip
    assert rows(folder, "afgifte", "gm_code", "oude_code", gemeenten=SUCCESSORS) == [
        ("GM0824", "GM0824"), ("GM0865", "GM0788"),
    ]  # fmt: skip


def test_a_gemeente_made_alone_is_as_when_all_are_made(store: Engine, folder: Path, tmp_path: Path):
    signalen = {f"s{n}": {"huishouden": f"{n}", "persoon": f"p{n}"} for n in range(30)}
    zaken = [{"signalen": [f"s{n}", f"s{n + 1}"]} for n in range(0, 30, 3)]
    receive(
        store,
        vs(header("GM0788", *OLD), signalen, zaken),
        vs(header("GM0824", "2021-01-01", "2021-02-01"), {"s1": {"persoon": "p1"}}),
    )
    assert refresh(store, folder) == list(SUCCESSORS)
    for code in SUCCESSORS:
        refresh(store, tmp_path / "alone", [code])
    assert contents(tmp_path / "alone") == contents(folder)


def test_a_levering_of_a_split_code_and_a_moved_village_make_the_parts_stale(store: Engine, folder: Path):
    receive(store, vs(header("GM0824"), {"a": {}}), vs(header("GM0363"), {"a": {}}))
    refresh(store, folder)
    receive(store, vs(header("GM0788", *OLD), {"s1": {"pc4": "5076"}}))
    assert stale_now(store, folder) == list(SUCCESSORS)
    refresh(store, folder)
    with store.begin() as connection:
        connection.execute(text("UPDATE herindeling_pc4 SET nieuwe_code = 'GM0865' WHERE pc4 = '5076'"))
    assert stale_now(store, folder) == list(SUCCESSORS)


def test_one_number_filled_in_for_everyone_does_not_bring_everyone_to_one_part(store: Engine, folder: Path):
    clients = [{"clienten": [f"p{n}", "999999990"], "startdatum": "2019-05-01"} for n in range(60)]
    receive(store, shv(header("GM0788", *OLD, soort="shv"), clients))
    refresh(store, folder)
    parts = Counter(code for (code,) in rows(folder, "traject", "gm_code", gemeenten=SUCCESSORS))
    assert min(parts.values()) > 10
