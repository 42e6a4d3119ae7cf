"""One bad record never costs the others: each is named by file, path, rule and reason, and the rest is taken."""

import json
from typing import Any

import pytest

from tests.queries.deliveries.invented import (
    deliveries,
    delivery,
    outer,
    places,
    poging,
    shv_levering,
    signaal,
    traject,
    vs_levering,
    written,
    zaak,
)

BAD_SIGNALEN: list[tuple[str, Any]] = [
    *[("geen_id", signaal(0, ID=value)) for value in (None, "", "   ", [], 1.5)],
    *[
        ("dubbel_id", signaal(1)),
        ("dubbel_id", signaal(2, bedrag=9)),
        ("dubbel_id", signaal(3)),
        ("dubbel_id", signaal(4)),
    ],
    *[("geen_object", value) for value in ("tekst", 12, None, [signaal(9001)])],
    *[
        ("ongeldige_datum", signaal(9100 + n, signaaldatum=value))
        for n, value in enumerate(("05-01-2025", "2025-02-30"))
    ],
    *[
        ("ongeldige_datum", signaal(9200 + n, ontstaansdatum=value))
        for n, value in enumerate((20250105, ["2025-01-05"]))
    ],
    *[
        ("ongeldig_bedrag", signaal(9300 + n, bedrag=value))
        for n, value in enumerate(("veel", "1.234.567", True, 9e99))
    ],
    *[("ongeldige_ja_nee", signaal(9400 + n, crisissignaal=value)) for n, value in enumerate(("ja", 1, "false"))],
    ("ongeldige_ja_nee", signaal(9404, warmeOverdracht={})),
    *[
        ("onbekende_signaalpartner", signaal(9500 + n, signaalpartner=value))
        for n, value in enumerate(({"type": "Kapper"}, {"type": None}, {}, None))
    ],
]
BAD_ZAKEN: list[tuple[str, Any]] = [
    ("zaak_zonder_signaal", zaak()),
    ("zaak_zonder_signaal", zaak(vroegsignalen=None)),
    ("zaak_zonder_signaal", zaak(vroegsignalen="VS-0001")),
    ("zaak_zonder_signaal", zaak(vroegsignalen=[{"ID": ""}, {}])),
    ("ongeldige_datum", zaak(600, matchingsdatum="morgen")),
]
BAD_POGINGEN: list[tuple[str, Any]] = [
    ("onbekende_contactsoort", poging(soort="Postduif")),
    ("onbekende_contactsoort", poging(soort=None)),
    ("onbekende_contactsoort", {"bereikt": True}),
]


def mixed(good: list[Any], bad: list[tuple[str, Any]], first: int, step: int) -> tuple[list[Any], dict[int, str]]:
    """Put the bad records between the good ones, and tell at which positions they are."""
    records = list(good)
    rules: dict[int, str] = {}
    for number, (rule, record) in enumerate(bad):
        position = first + number * step
        records.insert(position, record)
        rules[position] = rule
    return records, rules


def test_of_a_thousand_good_and_37_bad_records_of_nine_kinds_each_gets_what_it_deserves(tmp_path):
    signalen, bad_signalen = mixed([signaal(number) for number in range(1, 601)], BAD_SIGNALEN, first=10, step=17)
    good_zaken = [zaak(number) for number in range(1, 401)]
    for number, (_, bad) in enumerate(BAD_POGINGEN):
        good_zaken[390 + number]["contactpogingen"] = [poging(), bad, poging()]
    zaken, bad_zaken = mixed(good_zaken, BAD_ZAKEN, first=3, step=40)
    expected = [(f"$.leveringen[0].vroegsignalen[{place}]", rule) for place, rule in bad_signalen.items()]
    expected += [(f"$.leveringen[0].vroegsignaalzaken[{place}]", rule) for place, rule in bad_zaken.items()]
    # Five bad zaken stand before the last good ones, so zaak 391 is at position 395.
    expected += [
        (f"$.leveringen[0].vroegsignaalzaken[{395 + number}].contactpogingen[1]", rule)
        for number, (rule, _) in enumerate(BAD_POGINGEN)
    ]
    assert len(expected) == 37
    assert len({rule for _, rule in expected}) == 9

    found = delivery(tmp_path, outer(vs_levering(signalen, zaken)))

    assert found.tables["signaal"].height + found.tables["zaak"].height == 1000
    assert sorted((one.pad, one.regel) for one in found.rejections) == sorted(expected)
    assert {one.ernst for one in found.rejections} == {"afgekeurd"}
    assert {one.bestand for one in found.rejections} == {"levering.json"}
    (levering,) = found.leveringen
    assert (levering.aantal, levering.afgekeurd) == (1034, 34)
    assert found.tables["contactpoging"].height == 400 + 3


def test_paths_point_at_the_record_in_the_second_levering(tmp_path):
    good, bad = vs_levering([signaal(1)]), vs_levering([signaal(1), signaal(2, bedrag="x")], gemeentecode="0344")
    found = delivery(tmp_path, outer(good, bad))
    assert places(found.rejections) == [("$.leveringen[1].vroegsignalen[1]", "ongeldig_bedrag", "afgekeurd")]
    assert found.rejections[0].levering == 1
    assert found.rejections[0].record == "VS-0002"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (signaal(2, signaaldatum="x"), "signaaldatum is geen bestaande datum. Schrijf een datum als 2025-01-31."),
        (signaal(2, ontstaansdatum="x"), "ontstaansdatum is geen bestaande datum. Schrijf een datum als 2025-01-31."),
        (signaal(2, warmeOverdracht="x"), "warmeOverdracht is geen true of false."),
        (signaal(2, client="x"), "client is geen groep gegevens tussen accolades."),
    ],
)
def test_the_reason_names_the_field(tmp_path, record, reason):
    found = delivery(tmp_path, outer(vs_levering([signaal(1), record])))
    (rejection,) = found.rejections
    assert rejection.reden.startswith(reason)
    assert found.tables["signaal"].height == 1


def test_a_good_record_after_a_bad_one_with_the_same_id_is_taken(tmp_path):
    found = delivery(tmp_path, outer(vs_levering([signaal(1, bedrag="x"), signaal(1)])))
    assert found.tables["signaal"]["nr"].to_list() == [1]
    assert found.tables["signaal"]["pad"].to_list() == ["$.leveringen[0].vroegsignalen[1]"]


def test_an_unknown_code_in_an_optional_field_is_left_empty_with_a_warning(tmp_path):
    bad = zaak(1, resultaat="Gaat wel", contactpogingen=[poging(dagdeel="Nacht")])
    found = delivery(tmp_path, outer(vs_levering([signaal(1, status="Tja")], [bad])))
    assert places(found.rejections) == [
        ("$.leveringen[0].vroegsignalen[0]", "onbekende_status", "waarschuwing"),
        ("$.leveringen[0].vroegsignaalzaken[0]", "onbekend_resultaat", "waarschuwing"),
        ("$.leveringen[0].vroegsignaalzaken[0].contactpogingen[0]", "onbekend_dagdeel", "waarschuwing"),
    ]
    assert found.tables["signaal"]["status"].to_list() == [None]
    assert found.tables["zaak"]["resultaat"].to_list() == [None]
    assert found.tables["contactpoging"]["dagdeel"].to_list() == [None]
    assert found.leveringen[0].afgekeurd == 0


def test_a_list_that_is_no_list_is_one_rejected_thing_and_covers_nothing(tmp_path):
    found = delivery(tmp_path, outer(vs_levering([signaal(1)], zaken="geen")))
    assert places(found.rejections) == [("$.leveringen[0].vroegsignaalzaken", "geen_lijst", "afgekeurd")]
    assert (found.leveringen[0].tabellen, found.leveringen[0].aantal, found.leveringen[0].afgekeurd) == (
        "signaal",
        2,
        1,
    )


def test_a_levering_that_is_no_object_costs_only_itself(tmp_path):
    found = delivery(tmp_path, outer("levering", vs_levering([signaal(1)])))
    assert ("$.leveringen[0]", "geen_object", "afgekeurd") in places(found.rejections)
    assert [(one.organisatie, one.aantal, one.afgekeurd) for one in found.leveringen] == [
        ("naam:onbekend", 1, 1),
        ("kvk:12345678", 1, 0),
    ]


def test_a_second_zaak_about_exactly_the_same_signalen_is_rejected(tmp_path):
    zaken = [zaak(1, 2), zaak(2), zaak(2, 1, resultaat=None)]
    found = delivery(tmp_path, outer(vs_levering([signaal(1), signaal(2)], zaken)))
    assert places(found.rejections) == [("$.leveringen[0].vroegsignaalzaken[2]", "dubbele_zaak", "afgekeurd")]


def test_contactpogingen_that_are_no_list_leave_their_zaak_in_place(tmp_path):
    found = delivery(tmp_path, outer(vs_levering([], [zaak(1, contactpogingen="drie keer gebeld")])))
    assert places(found.rejections) == [
        ("$.leveringen[0].vroegsignaalzaken[0].contactpogingen", "geen_lijst", "afgekeurd")
    ]
    assert (found.tables["zaak"].height, found.tables["contactpoging"].height) == (1, 0)


def test_a_reference_without_id_is_reported_while_the_zaak_keeps_the_others(tmp_path):
    found = delivery(tmp_path, outer(vs_levering([], [zaak(vroegsignalen=[{"ID": "VS-0001"}, {"ID": None}, 3])])))
    assert places(found.rejections) == [
        ("$.leveringen[0].vroegsignaalzaken[0]", "verwijzing_zonder_id", "waarschuwing")
    ]
    assert found.tables["zaak_signaal"].height == 1


def test_half_an_emoji_in_a_text_costs_nobody_anything(tmp_path):
    # Software that cuts a text off at a length can leave one half of a pair; escaped, and after a real backslash.
    records = [signaal(1, omschrijving="afgebroken \ud83d"), signaal(2, omschrijving="heel \\ \U0001f600"), signaal(3)]
    found = delivery(tmp_path, outer(vs_levering(records)))
    assert found.rejections == []
    assert found.tables["signaal"]["bron_id"].to_list() == ["VS-0001", "VS-0002", "VS-0003"]


def test_a_number_too_large_for_any_machine_costs_only_its_record(tmp_path):
    text = json.dumps(outer(vs_levering([signaal(1, bedrag="LANG"), signaal(2)]))).replace('"LANG"', "1e999")
    found = delivery(tmp_path, text)
    assert places(found.rejections) == [("$.leveringen[0].vroegsignalen[0]", "onleesbaar", "afgekeurd")]
    assert found.tables["signaal"]["bron_id"].to_list() == ["VS-0002"]


def test_shv_names_group_and_field_and_rejects_that_traject_alone(tmp_path):
    trajecten = [
        traject(intake={"startdatum": "gisteren"}),
        traject(schuldregeling={"dwangakkoord": "nee"}),
        traject(totaalSchuldbedragBijAanvangSchuld="tien"),
        traject(moratoria=[{"startdatum": "2025-13-01"}]),
        traject(aanmelding="x"),
        "traject",
        traject(),
    ]
    found = delivery(tmp_path, outer(shv_levering(trajecten)))
    pad = "$.leveringen[0].schuldhulptrajecten"
    assert [(one.pad, one.regel, one.reden.split(" is ")[0]) for one in found.rejections] == [
        (f"{pad}[0]", "ongeldige_datum", "intake.startdatum"),
        (f"{pad}[1]", "ongeldige_ja_nee", "schuldregeling.dwangakkoord"),
        (f"{pad}[2]", "ongeldig_bedrag", "totaalSchuldbedragBijAanvangSchuld"),
        (f"{pad}[3]", "ongeldige_datum", "moratoria.startdatum"),
        (f"{pad}[4]", "geen_object", "aanmelding"),
        (f"{pad}[5]", "geen_object", "Het record"),
    ]
    assert found.tables["traject"]["pad"].to_list() == [f"{pad}[6]"]
    assert (found.leveringen[0].aantal, found.leveringen[0].afgekeurd) == (7, 6)


def test_shv_codes_outside_the_list_are_left_empty_with_a_warning(tmp_path):
    odd = traject(
        intake={"beschikkingssoort": "Toewijzingsbeschikking"},
        uitstroom={"reden": "Zelfstandig verder", "datum": "2025-01-20"},
        begeleiding=[{"soort": "Budgetcoaching"}, {"soort": "Yoga"}],
    )
    found = delivery(tmp_path, outer(shv_levering([odd])))
    assert [(one.regel, one.ernst) for one in found.rejections] == [
        ("onbekende_beschikking", "waarschuwing"),
        ("onbekende_uitstroomreden", "waarschuwing"),
        ("onbekende_begeleiding", "waarschuwing"),
    ]
    row = found.tables["traject"].row(0, named=True)
    assert (row["beschikking"], row["uitstroomreden"], row["begeleiding"]) == (None, None, "Budgetcoaching")


def test_a_rejection_says_in_which_page_it_is(tmp_path):
    first = written(tmp_path, outer(vs_levering([signaal(1)])), "een.json")
    second = written(tmp_path, outer(vs_levering([signaal(2), signaal(1)])), "twee.json")
    (found,) = deliveries(first, second)
    assert [(one.bestand, one.pad, one.regel) for one in found.rejections] == [
        ("twee.json", "$.leveringen[0].vroegsignalen[1]", "dubbel_id")
    ]
