"""DDAS-SHV 1.0: one levering per organisation and gemeente, and each traject's own facts."""

from datetime import date

import pytest

from queries.deliveries.records import SCHEMAS, TABLES_OF
from tests.queries.deliveries.invented import KEY, deliveries, delivery, outer, shv_levering, traject, written


def test_frames_have_the_declared_columns_also_without_rows(tmp_path):
    for content in (outer(shv_levering()), outer(shv_levering([traject()]))):
        found = delivery(tmp_path, content)
        assert set(found.tables) == set(TABLES_OF["shv"])
        for table, frame in found.tables.items():
            assert frame.schema == SCHEMAS[table]


def test_every_field_of_the_standard_that_is_kept_lands_in_its_column(tmp_path):
    full = traject(
        startdatum="2025-01-10",
        einddatum="2025-12-31",
        toekenningsdatum="2025-01-09",
        totaalSchuldbedragBijAanvangSchuld=12345,
        aanmelding={"startdatum": "2025-01-03", "einddatum": "2025-01-04", "crisisinterventie": False},
        begeleiding=[
            {"soort": "Budgetcoaching"},
            {"soort": "budgetbeheer"},
            {"soort": "Budgetcoaching"},
            {"soort": ""},
        ],
        intake={
            "startdatum": "2025-01-11",
            "einddatum": "2025-01-12",
            "beschikkingsdatum": "2025-01-13",
            "beschikkingssoort": "Toelatingsbeschikking",
        },
        planVanAanpak={"datumAfronding": "2025-01-14"},
        stabilisatie={"startdatum": "2025-01-15", "einddatum": "2025-01-16"},
        schuldregeling={
            "datum": "2025-01-17",
            "toegekend": "2025-01-18",
            "afgewezen": "2025-01-19",
            "ingetrokken": "2025-01-20",
            "dwangakkoord": True,
        },
        oplossing={"soort": "0%-aanbod", "startdatum": "2025-01-21", "einddatum": "2025-01-22", "vtlb": 900},
        uitstroom={"datum": "2025-01-23", "reden": "Niet verschenen"},
        nazorg={"startdatum": "2025-01-24"},
        schulden=[
            {"schuldeiser": {"naam": "Zorgpolis", "kvknummer": "1"}},
            {"schuldeiser": {"naam": "Zorgpolis BV", "kvknummer": "1"}},
            {"schuldeiser": {"Naam": "Telefoonwinkel"}},
            {"schuldeiser": {"naam": "telefoonwinkel"}},
            {"bedrag": 5},
            {"schuldeiser": "tekst"},
        ],
    )
    found = delivery(tmp_path, outer(shv_levering([full])))
    assert found.rejections == []
    assert found.tables["traject"].row(0, named=True) == {
        "levering_nr": 0,
        "nr": 1,
        "gm_code": "GM0363",
        "startdatum": date(2025, 1, 10),
        "einddatum": date(2025, 12, 31),
        "toekenning": date(2025, 1, 9),
        "aanmelding": date(2025, 1, 3),
        "crisis": False,
        "intake_van": date(2025, 1, 11),
        "intake_tot": date(2025, 1, 12),
        "beschikking": "Toelatingsbeschikking",
        "beschikkingsdatum": date(2025, 1, 13),
        "plan_van_aanpak": date(2025, 1, 14),
        "stabilisatie_van": date(2025, 1, 15),
        "stabilisatie_tot": date(2025, 1, 16),
        "regeling_aangevraagd": date(2025, 1, 17),
        "regeling_toegekend": date(2025, 1, 18),
        "regeling_afgewezen": date(2025, 1, 19),
        "regeling_ingetrokken": date(2025, 1, 20),
        "dwangakkoord": True,
        "oplossing": "0%-aanbod",
        "oplossing_van": date(2025, 1, 21),
        "oplossing_tot": date(2025, 1, 22),
        "begeleiding": "Budgetbeheer,Budgetcoaching",
        "uitstroom": date(2025, 1, 23),
        "uitstroomreden": "Nietverschenen",
        "schuldbedrag": 12345,
        "schuldeisers": 4,
        "nazorg": date(2025, 1, 24),
        "eerste_datum": date(2025, 1, 3),
        "pad": "$.leveringen[0].schuldhulptrajecten[0]",
        "bestand": "levering.json",
    }


@pytest.mark.parametrize(
    "earlier",
    [
        {"toekenningsdatum": "2024-12-24"},
        {"informatieEnAdvies": {"startdatum": "2024-12-24"}},
        {"moratoria": [{"einddatum": "2025-06-01"}, {"datumAanvraag": "2024-12-24"}]},
        {"crisisinterventies": [{"startdatum": "2024-12-24"}]},
        {"voorlopigeVoorzieningen": [{"startdatum": "2024-12-24T10:00:00"}]},
        {"schulden": [{"peildatum": "2024-12-24"}]},
        {"schuldregeling": {"datumVerzoekDwangakkoord": "2024-12-24"}},
        {"begeleiding": {"startdatum": "2024-12-24"}},
    ],
    ids=lambda value: next(iter(value)),
)
def test_the_earliest_date_is_looked_for_in_the_whole_traject_but_never_in_the_client(tmp_path, earlier):
    found = delivery(tmp_path, outer(shv_levering([traject(**earlier)])))
    assert found.tables["traject"]["eerste_datum"].to_list() == [date(2024, 12, 24)]


def test_a_crisis_is_as_registered_else_where_an_intervention_is(tmp_path):
    intervention = [{"startdatum": "2025-01-04"}]
    trajecten = [
        traject(aanmelding={"crisisinterventie": True}),
        traject(aanmelding={"crisisinterventie": False}, crisisinterventies=intervention),
        traject(aanmelding={}, crisisinterventies=intervention),
        traject(aanmelding=None, crisisinterventies=[]),
    ]
    found = delivery(tmp_path, outer(shv_levering(trajecten)))
    assert found.tables["traject"]["crisis"].to_list() == [True, False, True, None]


def test_each_client_of_a_traject_is_a_person_of_their_own(tmp_path):
    pair = [
        {"Burgerservicenummer": "400000012", "Geboortedatum": "1985-06-15", "Postcode": "1357XZ", "Huisnummer": "24"},
        {"Burgerservicenummer": "400000024", "Geboortedatum": "x", "Postcode": "1357XZ", "Huisnummer": "24"},
        "partner",
        {},
    ]
    found = delivery(
        tmp_path, outer(shv_levering([traject(client=pair), traject(client=pair[0]), traject(client=None)]))
    )
    home = KEY.huishouden("1357XZ", "24", None)
    first, second = KEY.persoon("400000012"), KEY.persoon("400000024")
    assert found.tables["traject_persoon"].rows() == [
        (0, 1, 1, first, "bsn", home, 1985, "1357"),
        (0, 1, 2, second, "bsn", home, None, "1357"),
        (0, 1, 4, None, None, None, None, None),
        (0, 2, 1, first, "bsn", home, 1985, "1357"),
    ]
    assert [(one.pad, one.regel, one.ernst) for one in found.rejections] == [
        ("$.leveringen[0].schuldhulptrajecten[0].client[1]", "ongeldige_geboortedatum", "waarschuwing"),
        ("$.leveringen[0].schuldhulptrajecten[0].client[2]", "geen_object", "afgekeurd"),
    ]


def test_an_organisation_delivers_one_levering_per_gemeente_and_zero_for_its_own(tmp_path):
    trajecten = [traject(gemeentecode="344"), traject(gemeentecode="GM0599"), traject(gemeentecode="0344")]
    found = delivery(tmp_path, outer(shv_levering(trajecten)))
    assert [(one.gm_code, one.aantal, one.tabellen) for one in found.leveringen] == [
        ("GM0363", 0, "traject"),
        ("GM0344", 2, "traject"),
        ("GM0599", 1, "traject"),
    ]
    assert found.tables["traject"].select("levering_nr", "nr", "gm_code").rows() == [
        (1, 1, "GM0344"),
        (2, 1, "GM0599"),
        (1, 2, "GM0344"),
    ]


def test_a_traject_without_gemeente_is_kept_apart_and_reported(tmp_path):
    found = delivery(tmp_path, outer(shv_levering([traject(gemeentecode=None), traject(gemeentecode="")])))
    assert [(one.gm_code, one.aantal) for one in found.leveringen] == [("GM0363", 0), ("onbekend", 2)]
    assert [(one.pad, one.regel) for one in found.rejections] == [
        ("$.leveringen[0].schuldhulptrajecten[0].gemeentecode", "onbekende_gemeente")
    ]


def test_pages_of_trajecten_become_one_delivery(tmp_path):
    pages = [
        written(tmp_path, outer(shv_levering([traject(startdatum=day)])), day) for day in ("2025-01-10", "2025-01-11")
    ]
    (found,) = deliveries(*pages)
    assert [(one.aantal, one.bestanden) for one in found.leveringen] == [(2, ("2025-01-10", "2025-01-11"))]
    assert found.tables["traject"]["nr"].to_list() == [1, 2]


def test_an_entry_that_is_no_levering_and_a_list_that_is_none_cost_only_themselves(tmp_path):
    found = delivery(tmp_path, outer(7, shv_levering("geen"), shv_levering([traject()])))
    assert [(one.pad, one.regel) for one in found.rejections if one.ernst == "afgekeurd"] == [
        ("$.leveringen[0]", "geen_object"),
        ("$.leveringen[1].schuldhulptrajecten", "geen_lijst"),
    ]
    assert found.tables["traject"]["pad"].to_list() == ["$.leveringen[2].schuldhulptrajecten[0]"]


def test_a_levering_without_a_list_is_told_by_its_organisation_and_covers_nothing(tmp_path):
    content = shv_levering()
    del content["schuldhulptrajecten"]
    found = delivery(tmp_path, outer(content))
    assert [(one.soort, one.gm_code, one.tabellen, one.aantal) for one in found.leveringen] == [
        ("shv", "GM0363", "", 0)
    ]
