"""DDAS-SHV 0.9, 0.10 and 1.0: the same traject gives the same rows, and its marks tell which version it is."""

from datetime import date
from typing import Any

import pytest

from tests.queries.deliveries.invented import Json, delivery, outer, places, shv_levering, traject

DEBTS = [
    {"bedrag": 900, "peildatum": "2024-12-20", "schuldeiser": {"naam": "Zorgpolis", "kvknummer": "11111111"}},
    {"bedrag": 400, "peildatum": "2025-01-02", "schuldeiser": {"naam": "Telefoonwinkel"}},
    {"bedrag": 50, "peildatum": "2025-01-02"},
]
CLIENT = {"Burgerservicenummer": "400000012", "Geboortedatum": "1985-06-15", "Postcode": "1357XZ", "Huisnummer": "24"}
PARTNER = CLIENT | {"Burgerservicenummer": "400000024", "Geboortedatum": "1988-01-01"}
ALIKE: Json = {
    "startdatum": "2025-01-10",
    "einddatum": "2025-12-31",
    "toekenningsdatum": "2025-01-09",
    "totaalSchuldbedragBijAanvangSchuld": 1350,
    "aanmelding": {"startdatum": "2025-01-03", "einddatum": "2025-01-04", "crisisinterventie": False},
    "begeleiding": [{"soort": "Budgetbeheer"}],
    "planVanAanpak": {"datumAfronding": "2025-01-14"},
    "stabilisatie": {"startdatum": "2025-01-15", "einddatum": "2025-01-16"},
    "schuldregeling": {"datum": "2025-01-17", "toegekend": "2025-01-18", "dwangakkoord": True},
    "oplossing": {"soort": "Saneringskrediet", "startdatum": "2025-01-21", "einddatum": "2025-01-22"},
    "uitstroom": {"datum": "2025-01-23", "reden": "Afgerond"},
    "nazorg": {"startdatum": "2025-01-24"},
}
TALK = {"startdatum": "2025-01-11", "einddatum": "2025-01-12"}
ADMITTED = {"beschikkingsdatum": "2025-01-13", "beschikkingssoort": "Toelatingsbeschikking"}
SPELLED = {
    "0.9": traject(
        **ALIKE,
        intake=TALK | {"toelatingsbeschikking": "2025-01-13"},
        client=[CLIENT | {"leefsituatie": [{"datumGeldigVanaf": "2020-01-01", "schulden": DEBTS}]}, PARTNER],
    )
    | {"oplossing": ALIKE["oplossing"] | {"uitvoerend_organisatie": {"(Statutaire) Naam": "Ander"}}},
    "0.10": traject(
        **ALIKE, intake=TALK | ADMITTED, schulden=DEBTS, client=[CLIENT, PARTNER], voorlopigeVoorzieningen=[]
    ),
    "1.0": traject(**ALIKE, intake=TALK | ADMITTED, schulden=DEBTS, client=[CLIENT, PARTNER])
    | {"uitstroom": ALIKE["uitstroom"] | {"datumBeeindigingsbeschikking": "2025-01-23"}},
}


def shv(*trajecten: Json, named: bool = True) -> Json:
    """Return a delivery of these trajecten, with or without the field that names its supplier."""
    whole = outer(shv_levering(list(trajecten)))
    return whole if named else {name: value for name, value in whole.items() if name != "codeGegevensleverancier"}


def test_the_same_traject_in_three_versions_gives_the_same_rows(tmp_path):
    found = {
        version: delivery(tmp_path, shv(record, named=version != "0.9")).tables for version, record in SPELLED.items()
    }
    row = found["1.0"]["traject"].row(0, named=True)
    assert (row["beschikking"], row["beschikkingsdatum"]) == ("Toelatingsbeschikking", date(2025, 1, 13))
    assert (row["schuldeisers"], row["eerste_datum"]) == (3, date(2024, 12, 20))
    for version in ("0.9", "0.10"):
        assert found[version]["traject"].row(0, named=True) == row
        assert found[version]["traject_persoon"].equals(found["1.0"]["traject_persoon"])


ENDED = traject(intake={"beschikkingsdatum": "2025-01-13", "beschikkingssoort": "Beeindigingsbeschikking"})
OLD = traject(intake={"toelatingsbeschikking": "2025-01-13"})
NEWEST = traject(uitstroom={"datumBeeindigingsbeschikking": "2025-01-20"})


@pytest.mark.parametrize(
    ("content", "version"),
    [
        (shv(SPELLED["0.9"], named=False), "0.9"),
        (shv(traject(), named=False), "0.9"),
        (shv(named=False), "0.9"),
        (shv(OLD), "0.9"),
        (shv(traject(client=[CLIENT | {"leefsituatie": [{"datumGeldigVanaf": "2020-01-01"}]}])), "0.9"),
        (shv(traject(), ENDED), "0.10"),
        (shv(SPELLED["0.10"]), "0.10/1.0"),
        (shv(traject(begeleiding=[{"soort": "budgetbegeleiding"}])), "0.10/1.0"),
        (shv(traject()), "0.10/1.0"),
        (shv(), "0.10/1.0"),
        (shv(SPELLED["1.0"]), "1.0"),
        (shv(NEWEST, traject(informatieEnAdvies={})), "1.0"),
        (shv(OLD, NEWEST), "gemengd"),
        (shv(ENDED, NEWEST), "gemengd"),
        (shv(OLD, traject(schulden=DEBTS), named=False), "gemengd"),
    ],
)
def test_a_version_is_told_by_its_marks_alone(tmp_path, content, version):
    (levering,) = delivery(tmp_path, content).leveringen
    assert levering.schemaversie == version


@pytest.mark.parametrize("empty", [None, "", [], " "])
def test_an_empty_field_of_another_version_is_no_mark(tmp_path, empty):
    scalar = None if empty == [] else empty
    record = traject(
        client=[CLIENT | {"leefsituatie": None if empty == " " else empty}],
        intake={"toelatingsbeschikking": scalar},
        uitstroom={"datumBeeindigingsbeschikking": scalar},
    )
    found = delivery(tmp_path, shv(record))
    assert [one.schemaversie for one in found.leveringen] == ["0.10/1.0"]
    assert found.rejections == []


def row_of(folder: Any, record: Json) -> dict[str, Any]:
    """Return the one row ``record`` becomes."""
    return delivery(folder, shv(record)).tables["traject"].row(0, named=True)


def test_a_supplier_of_0_9_is_unknown_unless_the_file_names_it_all_the_same(tmp_path):
    assert delivery(tmp_path, shv(OLD, named=False)).leveringen[0].leverancier == "onbekende leverancier"
    assert delivery(tmp_path, shv(OLD)).leveringen[0].leverancier == "SOFT-1"


def test_the_decision_that_ended_the_help_is_no_decision_at_its_start_and_is_remarked_on(tmp_path):
    for soort in ("Beeindigingsbeschikking", "beëindigingsbeschikking"):
        record = traject(startdatum=None, aanmelding=None) | {
            "intake": {"beschikkingsdatum": "2025-01-13", "beschikkingssoort": soort}
        }
        found = delivery(tmp_path, shv(record))
        row = found.tables["traject"].row(0, named=True)
        assert (row["beschikking"], row["beschikkingsdatum"], row["uitstroom"]) == (None, None, None)
        assert row["eerste_datum"] == date(2025, 1, 13)
        assert places(found.rejections) == [
            ("$.leveringen[0].schuldhulptrajecten[0]", "beeindiging_als_beschikking", "waarschuwing")
        ]


def test_where_two_versions_contradict_each_other_the_newer_field_counts(tmp_path):
    refused = {"beschikkingsdatum": "2025-01-13", "beschikkingssoort": "Afwijzingsbeschikking"}
    row = row_of(tmp_path, traject(intake=refused | {"toelatingsbeschikking": "2025-01-14"}))
    assert (row["beschikking"], row["beschikkingsdatum"]) == ("Afwijzingsbeschikking", date(2025, 1, 13))
    ended = {"beschikkingsdatum": "2025-06-01", "beschikkingssoort": "Beeindigingsbeschikking"}
    row = row_of(tmp_path, traject(intake=ended | {"toelatingsbeschikking": "2025-01-14"}))
    assert (row["beschikking"], row["beschikkingsdatum"]) == ("Toelatingsbeschikking", date(2025, 1, 14))
    debts = traject(schulden=DEBTS[:1], client=[CLIENT | {"leefsituatie": [{"schulden": DEBTS}]}])
    assert row_of(tmp_path, debts)["schuldeisers"] == 1


def test_a_debt_that_comes_back_in_each_leefsituatie_and_with_each_partner_counts_once(tmp_path):
    later = [*DEBTS, {"bedrag": 70}]
    clients = [
        CLIENT | {"leefsituatie": [{"schulden": DEBTS}, {"schulden": later}, "tekst", {"schulden": None}]},
        PARTNER | {"leefsituatie": {"schulden": DEBTS}},
    ]
    assert row_of(tmp_path, traject(client=clients))["schuldeisers"] == 4


@pytest.mark.parametrize(
    ("record", "rule", "field"),
    [
        (traject(intake={"toelatingsbeschikking": "Ja"}), "ongeldige_datum", "intake.toelatingsbeschikking"),
        (traject(intake={"toelatingsbeschikking": True}), "ongeldige_datum", "intake.toelatingsbeschikking"),
        (
            traject(client=[CLIENT | {"leefsituatie": [{"schulden": [{"peildatum": "ooit"}]}]}]),
            "ongeldige_datum",
            "client.leefsituatie.schulden.peildatum",
        ),
        (
            traject(intake={"beschikkingsdatum": "ooit", "beschikkingssoort": "Beeindigingsbeschikking"}),
            "ongeldige_datum",
            "intake.beschikkingsdatum",
        ),
    ],
)
def test_a_rejected_traject_of_an_older_version_names_the_field_its_maker_knows(tmp_path, record, rule, field):
    found = delivery(tmp_path, shv(record, traject()))
    assert [(one.regel, one.ernst) for one in found.rejections] == [(rule, "afgekeurd")]
    assert found.rejections[0].reden.startswith(f"{field} is ")
    assert found.tables["traject"].height == 1


def test_a_leefsituatie_that_is_no_list_costs_only_itself(tmp_path):
    found = delivery(tmp_path, shv(traject(client=[CLIENT | {"leefsituatie": "samenwonend"}])))
    assert (found.tables["traject"].height, found.tables["traject_persoon"].height) == (1, 1)
    assert [(one.regel, one.ernst) for one in found.rejections] == [("geen_lijst", "afgekeurd")]
    assert "samenwonend" not in repr(found.rejections)
