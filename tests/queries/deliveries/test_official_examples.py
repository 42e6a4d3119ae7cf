"""The official examples of DDAS go through the door; every count here was worked out by reading them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from queries.deliveries.records import Delivery
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
    ("shv-0.10/enkelvoudigVoorbeeld.json", [("kvk:12345678", "GM0001", 1)], {"traject": 1, "traject_persoon": 1}),
    ("shv-0.10/samenloopVoorbeeldDeel1.json", [("kvk:11112222", "GM0111", 1)], {"traject": 1, "traject_persoon": 1}),
    ("shv-0.10/samenloopVoorbeeldDeel2.json", [("kvk:22223333", "GM0222", 1)], {"traject": 1, "traject_persoon": 1}),
    ("shv-0.9/enkelvoudigVoorbeeld.json", [("kvk:12345678", "GM0001", 1)], {"traject": 1, "traject_persoon": 1}),
    ("shv-0.9/meervoudigVoorbeeld.json", [("kvk:12345678", "GM0001", 10)], {"traject": 10, "traject_persoon": 10}),
    ("shv-0.9/samenloopVoorbeeldDeel1.json", [("kvk:12345678", "GM0001", 5)], {"traject": 5, "traject_persoon": 5}),
    (
        # The organisation is itself a gemeente, and delivers zero of its own.
        "shv-0.9/samenloopVoorbeeldDeel2.json",
        [("kvk:87654321", "GM0002", 0), ("kvk:87654321", "GM0001", 5)],
        {"traject": 5, "traject_persoon": 5},
    ),
]
# What tells the versions apart in the examples; a single 0.10 one holds nothing that 1.0 has not.
VERSIONS = {
    "vs-0.9/enkelvoudigVoorbeeld.json": "0.9",
    "shv-0.9/enkelvoudigVoorbeeld.json": "0.9",
    "shv-0.9/meervoudigVoorbeeld.json": "0.9",
    "shv-0.9/samenloopVoorbeeldDeel1.json": "0.9",
    "shv-0.9/samenloopVoorbeeldDeel2.json": "0.9",
    "shv-0.10/meervoudigVoorbeeld.json": "0.10",
    "shv-0.10/enkelvoudigVoorbeeld.json": "0.10/1.0",
    "shv-1.0/meervoudigVoorbeeld.json": "0.10/1.0",
}


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


@pytest.mark.parametrize(("name", "version"), VERSIONS.items())
def test_the_version_of_an_official_example_is_told_by_its_marks(shared, name, version):
    assert {levering.schemaversie for levering in example(shared, name).leveringen} == {version}


def test_the_multiple_example_of_shv_0_10_is_read_whole_and_its_ended_trajecten_are_remarked_on(shared):
    found = example(shared, "shv-0.10/meervoudigVoorbeeld.json")
    leveringen = [(one.gm_code, one.aantal, one.afgekeurd) for one in found.leveringen]
    assert leveringen == [
        ("GM0001", 2, 0), ("GM0002", 2, 0), ("GM0003", 1, 0), ("GM0004", 2, 0), ("GM0005", 1, 0), ("GM0006", 2, 0),
    ]  # fmt: skip
    # The third traject has no client.
    assert (found.tables["traject"].height, found.tables["traject_persoon"].height) == (10, 9)
    assert [(one.pad, one.regel, one.ernst) for one in found.rejections] == [
        (f"$.leveringen[0].schuldhulptrajecten[{number}]", "beeindiging_als_beschikking", "waarschuwing")
        for number in (3, 5, 9)
    ]
    ended = found.tables["traject"].filter(uitstroomreden="Ingetrokken").row(1, named=True)
    assert (ended["beschikking"], ended["beschikkingsdatum"]) == (None, None)
    assert (ended["uitstroom"], ended["schuldeisers"]) == (date(2023, 10, 31), 2)


def test_the_single_example_of_shv_0_9_is_read_to_the_letter(shared):
    found = example(shared, "shv-0.9/enkelvoudigVoorbeeld.json")
    (levering,) = found.leveringen
    assert (levering.leverancier, levering.schemaversie) == ("onbekende leverancier", "0.9")
    filled = {name: value for name, value in found.tables["traject"].row(0, named=True).items() if value is not None}
    assert filled == {
        "levering_nr": 0,
        "nr": 1,
        "gm_code": "GM0001",
        "startdatum": date(2023, 1, 1),
        "einddatum": date(2023, 12, 31),
        "toekenning": date(2023, 1, 1),
        "aanmelding": date(2023, 1, 1),
        "crisis": False,
        "intake_van": date(2023, 1, 1),
        "intake_tot": date(2023, 1, 15),
        "beschikking": "Toelatingsbeschikking",
        "beschikkingsdatum": date(2023, 1, 15),
        "plan_van_aanpak": date(2023, 1, 15),
        "stabilisatie_van": date(2023, 1, 1),
        "stabilisatie_tot": date(2023, 12, 31),
        "regeling_aangevraagd": date(2023, 1, 1),
        "regeling_toegekend": date(2023, 2, 1),
        "regeling_afgewezen": date(2023, 1, 20),
        "regeling_ingetrokken": date(2023, 1, 25),
        "dwangakkoord": True,
        "oplossing": "Schuldbemiddeling",
        "oplossing_van": date(2023, 1, 1),
        "oplossing_tot": date(2023, 12, 31),
        "begeleiding": "Budgetcoaching",
        "uitstroom": date(2023, 12, 31),
        "uitstroomreden": "Afgerond",
        "schuldbedrag": 5000,
        "schuldeisers": 1,
        "nazorg": date(2023, 12, 31),
        "eerste_datum": date(2023, 1, 1),
        "pad": "$.leveringen[0].schuldhulptrajecten[0]",
        "bestand": "enkelvoudigVoorbeeld.json",
    }


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


@pytest.mark.parametrize(("version", "shared_by_both"), [("0.9", 5), ("0.10", 0), ("1.0", 0)])
def test_both_parts_of_samenloop_share_persons_in_shv_0_9_only(shared, version, shared_by_both):
    first = example(shared, f"shv-{version}/samenloopVoorbeeldDeel1.json").tables["traject_persoon"]
    second = example(shared, f"shv-{version}/samenloopVoorbeeldDeel2.json").tables["traject_persoon"]
    assert len(set(first["persoon"]) & set(second["persoon"])) == shared_by_both
