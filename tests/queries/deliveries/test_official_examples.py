"""The official examples of DDAS go through the door; every count here was worked out by reading them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from queries.deliveries.records import Delivery, RefusedFile
from tests.queries.deliveries.invented import outcomes

# file | per levering: organisation, gemeente, delivered records | rows per table
VS = [
    (
        "vs-0.9/enkelvoudigVoorbeeld.json",
        [("kvk:12345678", "GM0518", 2)],
        {"signaal": 1, "zaak": 1, "zaak_signaal": 1, "contactpoging": 2},
    ),
    (
        "vs-0.9/meervoudigVoorbeeld.json",
        [("kvk:12345678", "GM0518", 4), ("kvk:87654321", "GM0307", 4)],
        {"signaal": 4, "zaak": 4, "zaak_signaal": 4, "contactpoging": 6},
    ),
]
SHV = [
    ("shv-1.0/enkelvoudigVoorbeeld.json", [("kvk:12345678", "GM0001", 1)], {"traject": 1, "traject_persoon": 1}),
    (
        "shv-1.0/meerdereLeveringenVoorbeeld.json",
        [
            ("kvk:11112222", "GM0111", 1),
            ("kvk:22223333", "GM0222", 1),
            ("kvk:33334444", "GM0333", 1),
            ("kvk:44445555", "GM0444", 1),
            ("kvk:55556666", "GM0555", 1),
        ],
        {"traject": 5, "traject_persoon": 5},
    ),
    (
        # One organisation for nine gemeenten: nine leveringen, two trajecten in the first.
        "shv-1.0/meervoudigVoorbeeld.json",
        [("kvk:87654321", f"GM{code:04}", 2 if code == 2 else 1) for code in range(2, 11)],
        {"traject": 10, "traject_persoon": 10},
    ),
    ("shv-1.0/samenloopVoorbeeldDeel1.json", [("kvk:11112222", "GM0111", 5)], {"traject": 5, "traject_persoon": 5}),
    ("shv-1.0/samenloopVoorbeeldDeel2.json", [("kvk:22223333", "GM0222", 5)], {"traject": 5, "traject_persoon": 5}),
    # 0.10 without its own code reads as 1.0, which differs by one field only.
    ("shv-0.10/enkelvoudigVoorbeeld.json", [("kvk:12345678", "GM0001", 1)], {"traject": 1, "traject_persoon": 1}),
]
OLDER = [
    ("shv-0.9/enkelvoudigVoorbeeld.json", "0.9"),
    ("shv-0.9/meervoudigVoorbeeld.json", "0.9"),
    ("shv-0.9/samenloopVoorbeeldDeel1.json", "0.9"),
    ("shv-0.9/samenloopVoorbeeldDeel2.json", "0.9"),
    ("shv-0.10/meervoudigVoorbeeld.json", "0.10"),
]


def example(shared: Path, name: str) -> Delivery:
    (found,) = outcomes(shared / "ddas" / name)
    assert isinstance(found, Delivery)
    return found


@pytest.mark.parametrize(("name", "leveringen", "rows"), VS + SHV, ids=lambda value: str(value)[:40])
def test_an_official_example_is_read_whole(shared, name, leveringen, rows):
    found = example(shared, name)
    assert [(one.organisatie, one.gm_code, one.aantal) for one in found.leveringen] == leveringen
    assert {table: frame.height for table, frame in found.tables.items()} == rows
    assert found.rejections == []
    assert all(one.afgekeurd == 0 for one in found.leveringen)


@pytest.mark.parametrize(("name", "version"), OLDER)
def test_an_older_shv_example_is_refused_with_its_version(shared, name, version):
    (found,) = outcomes(shared / "ddas" / name)
    assert isinstance(found, RefusedFile)
    assert f"DDAS-SHV-levering van versie {version};" in found.reason


def test_the_single_vs_example_is_read_to_the_letter(shared):
    found = example(shared, "vs-0.9/enkelvoudigVoorbeeld.json")
    (levering,) = found.leveringen
    assert (levering.soort, levering.schemaversie, levering.leverancier) == ("vs", "0.9", "SOFT-123")
    assert (levering.periode_van, levering.periode_tot) == (date(2025, 1, 1), date(2025, 2, 1))
    assert (levering.aangeleverd_op, levering.tabellen) == (datetime(2025, 2, 5, 10, 30), "signaal,zaak")
    signaal = found.tables["signaal"].drop("sleutel", "huishouden", "persoon").row(0, named=True)
    assert signaal == {
        "levering_nr": 0,
        "nr": 1,
        "gm_code": "GM0518",
        "bron_id": "VS-2025-0001",
        "persoon_uit": "bsn",
        "geboortejaar": 1985,
        "pc4": "1234",
        "wijk": None,
        "signaalpartner": "Energie",
        "partnernaam": None,
        "crisis": False,
        "warme_overdracht": False,
        "bedrag": 450,
        "ontstaansdatum": date(2024, 12, 10),
        "signaaldatum": date(2025, 1, 5),
        "status": "Nog niet opgepakt",
        "pad": "$.leveringen[0].vroegsignalen[0]",
        "bestand": "enkelvoudigVoorbeeld.json",
    }
    zaak = found.tables["zaak"].drop("sleutel", "huishouden").row(0, named=True)
    assert zaak == {
        "levering_nr": 0,
        "nr": 1,
        "gm_code": "GM0518",
        "matchingsdatum": date(2025, 1, 6),
        "matching_van": date(2024, 12, 1),
        "matching_tot": date(2025, 1, 31),
        "opgepakt_op": date(2025, 1, 10),
        "resultaat": "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
        "bekend": "onbekend",
        "pad": "$.leveringen[0].vroegsignaalzaken[0]",
        "bestand": "enkelvoudigVoorbeeld.json",
    }
    assert found.tables["zaak"]["huishouden"].to_list() == found.tables["signaal"]["huishouden"].to_list()
    assert found.tables["contactpoging"].rows() == [
        (0, 1, 1, "Telefoon", False, date(2025, 1, 10), "Ochtend"),
        (0, 1, 2, "Huisbezoek", True, date(2025, 1, 15), "Middag"),
    ]
    assert found.tables["zaak_signaal"]["signaal"].to_list() == found.tables["signaal"]["sleutel"].to_list()


def test_the_single_shv_example_is_read_to_the_letter(shared):
    found = example(shared, "shv-1.0/enkelvoudigVoorbeeld.json")
    traject = found.tables["traject"].row(0, named=True)
    filled = {name: value for name, value in traject.items() if value is not None}
    assert filled == {
        "levering_nr": 0,
        "nr": 1,
        "gm_code": "GM0001",
        "startdatum": date(2024, 1, 10),
        "einddatum": date(2024, 12, 31),
        "toekenning": date(2024, 1, 5),
        "aanmelding": date(2024, 1, 1),
        "crisis": True,
        "regeling_aangevraagd": date(2024, 6, 1),
        "regeling_toegekend": date(2024, 6, 20),
        "dwangakkoord": True,
        "begeleiding": "Budgetbeheer",
        "schuldbedrag": 10_000,
        "eerste_datum": date(2024, 1, 1),
        "pad": "$.leveringen[0].schuldhulptrajecten[0]",
        "bestand": "enkelvoudigVoorbeeld.json",
    }
    person = found.tables["traject_persoon"].row(0, named=True)
    assert (person["persoon_uit"], person["geboortejaar"], person["pc4"]) == ("bsn", 1980, "5678")


def test_the_same_person_and_address_hash_alike_in_both_models(shared):
    # 123456789 is client of both; the SHV example of organisation A houses them elsewhere.
    vs = example(shared, "vs-0.9/enkelvoudigVoorbeeld.json").tables["signaal"]
    shv = example(shared, "shv-1.0/meerdereLeveringenVoorbeeld.json").tables["traject_persoon"]
    assert vs["persoon"][0] == shv["persoon"][0]
    assert vs["huishouden"][0] != shv["huishouden"][0]


def test_both_parts_of_samenloop_share_no_person_in_shv_1_0(shared):
    first = example(shared, "shv-1.0/samenloopVoorbeeldDeel1.json").tables["traject_persoon"]
    second = example(shared, "shv-1.0/samenloopVoorbeeldDeel2.json").tables["traject_persoon"]
    assert not set(first["persoon"]) & set(second["persoon"])
