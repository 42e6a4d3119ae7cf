"""DDAS-VS with the mess that is normal in practice: what is taken, and as what."""

from datetime import date, datetime

import polars as pl
import pytest

from queries.deliveries.records import SCHEMAS, TABLES_OF
from tests.queries.deliveries.invented import (
    client,
    deliveries,
    delivery,
    outer,
    poging,
    signaal,
    vs_levering,
    written,
    zaak,
)


def test_frames_have_the_declared_columns_also_without_rows(tmp_path):
    for content in (outer(vs_levering()), outer(vs_levering([signaal(1)], [zaak(1)]))):
        found = delivery(tmp_path, content)
        assert set(found.tables) == set(TABLES_OF["vs"])
        for table, frame in found.tables.items():
            assert frame.schema == SCHEMAS[table]


@pytest.mark.parametrize(
    ("delivered", "code"),
    [
        ("0599", "GM0599"),
        ("599", "GM0599"),
        ("GM0599", "GM0599"),
        ("gm599", "GM0599"),
        (" GM001 ", "GM0001"),
        (599, "GM0599"),
        ("Onbekend", "onbekend"),
        ("", "onbekend"),
        (None, "onbekend"),
        ("Verzonnendorp", "onbekend"),
    ],
    ids=repr,
)
def test_gemeente_codes_are_written_one_way(tmp_path, delivered, code):
    found = delivery(tmp_path, outer(vs_levering([signaal(1)], gemeentecode=delivered)))
    assert found.leveringen[0].gm_code == code
    assert found.tables["signaal"]["gm_code"].to_list() == [code]
    assert [one.regel for one in found.rejections] == (["onbekende_gemeente"] if code == "onbekend" else [])


def test_a_code_that_does_not_exist_is_kept_and_reported_once(tmp_path):
    content = outer(vs_levering([signaal(1), signaal(2)], gemeentecode="9999"))
    found = delivery(tmp_path, content, known_codes=frozenset({"GM0363"}))
    assert found.leveringen[0].gm_code == "GM9999"
    assert [(one.pad, one.tabel, one.ernst) for one in found.rejections] == [
        ("$.leveringen[0].gemeentecode", "levering", "waarschuwing")
    ]


@pytest.mark.parametrize(
    ("zaken", "version"),
    [
        ([zaak(1)], "1.0"),
        ([zaak(1, resultaat="Inwoner hoeft geen hulp vanuit vroegsignalering")], "0.9"),
        ([zaak(1, resultaat="verwijzing ZONDER contact")], "0.9"),
        ([zaak(1, contactpogingen=[poging(soort="Overige")])], "0.9"),
        ([zaak(1, contactpogingen=[poging(soort="Afspraak op locatie")])], "1.0"),
        ([zaak(1, resultaat="Verwijzing zonder toestemming")], "1.0"),
        ([zaak(1, resultaat="Verwijzing zonder toestemming", contactpogingen=[poging(soort="Overige")])], "1.0"),
    ],
)
def test_the_version_follows_from_the_spelling_of_its_codes(tmp_path, zaken, version):
    assert delivery(tmp_path, outer(vs_levering([], zaken))).leveringen[0].schemaversie == version


def test_older_and_careless_spellings_become_the_store_s(tmp_path):
    careless = poging(soort="sms / whatsapp", dagdeel="AVOND")
    zaken = [
        zaak(1, resultaat="inwoner hoeft  geen hulp vanuit vroegsignalering"),
        zaak(2, resultaat="Verwijzing zonder contact", contactpogingen=[careless]),
    ]
    found = delivery(tmp_path, outer(vs_levering([signaal(1, signaalpartner={"type": "dienst toeslagen "})], zaken)))
    assert found.rejections == []
    assert found.tables["zaak"]["resultaat"].to_list() == [
        "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
        "Verwijzing zonder toestemming",
    ]
    assert found.tables["contactpoging"]["soort"].to_list() == ["Telefoon", "SMS/Whatsapp"]
    assert found.tables["contactpoging"]["dagdeel"].to_list() == ["Ochtend", "Avond"]
    assert found.tables["signaal"]["signaalpartner"].to_list() == ["Dienst Toeslagen"]


def test_empty_texts_nulls_and_absent_fields_are_all_nothing(tmp_path):
    empty = signaal(
        1, crisissignaal="", warmeOverdracht=None, bedrag="", ontstaansdatum=" ", signaaldatum=None, status=""
    )
    bare = {"ID": "VS-0002", "signaalpartner": {"type": "Huur"}}
    no_client = signaal(3, client="")
    found = delivery(tmp_path, outer(vs_levering([empty, bare, no_client], [zaak(1, contactpogingen=None)])))
    assert found.rejections == []
    optional = ["crisis", "warme_overdracht", "bedrag", "ontstaansdatum", "signaaldatum", "status"]
    assert found.tables["signaal"].select(optional).row(0) == (None,) * 6
    assert found.tables["signaal"].select(optional).row(1) == (None,) * 6
    assert found.tables["signaal"]["huishouden"].is_null().to_list() == [False, True, True]


def test_numbers_and_times_are_read_where_they_can_mean_one_thing(tmp_path):
    home = client(Postcode=1357, Huisnummer=24)
    odd = signaal(7, ID=12345, bedrag="450,50", signaaldatum="2025-01-05T23:59:59Z", client=home)
    more = signaal(8, bedrag=99.5, ontstaansdatum="2025-01-02 08:00", client=client(Huisnummer=24.0))
    found = delivery(tmp_path, outer(vs_levering([odd, more])))
    assert found.rejections == []
    rows = found.tables["signaal"].select("bron_id", "bedrag", "ontstaansdatum", "signaaldatum", "pc4").rows()
    assert rows == [
        ("12345", 450, date(2025, 1, 2), date(2025, 1, 5), "1357"),
        ("VS-0008", 100, date(2025, 1, 2), date(2025, 1, 5), "1357"),
    ]


def test_both_spellings_of_the_matching_period_are_read_and_the_standard_s_own_wins(tmp_path):
    well_spelt = zaak(1, startdatum_matchtingperiode=None) | {"startdatum_matchingperiode": "2024-11-01"}
    both = zaak(2, startdatum_matchtingperiode="2024-12-02") | {"startdatum_matchingperiode": "2024-11-01"}
    found = delivery(tmp_path, outer(vs_levering([], [well_spelt, both])))
    assert found.tables["zaak"]["matching_van"].to_list() == [date(2024, 11, 1), date(2024, 12, 2)]


def test_one_signaal_may_be_in_two_zaken_and_counts_once_in_each(tmp_path):
    twice = zaak(vroegsignalen=[{"ID": "VS-0001"}, {"ID": " VS-0001"}, {"ID": "VS-0002"}])
    found = delivery(tmp_path, outer(vs_levering([signaal(1), signaal(2)], [twice, zaak(1)])))
    keys = dict(found.tables["signaal"].select("bron_id", "sleutel").rows())
    assert sorted(found.tables["zaak_signaal"].rows()) == sorted(
        [(0, 1, keys["VS-0001"]), (0, 1, keys["VS-0002"]), (0, 2, keys["VS-0001"])]
    )


def test_a_zaak_lives_where_its_first_signaal_with_an_address_lives(tmp_path):
    signalen = [
        signaal(1, signaaldatum="2025-01-09"),
        signaal(2, signaaldatum="2025-01-03"),
        signaal(3, signaaldatum="2025-01-01", client=client(Postcode="")),
        signaal(4, signaaldatum=None, ontstaansdatum="2024-12-30"),
        signaal(5, signaaldatum=None, ontstaansdatum=None),
        signaal(6, signaaldatum="2025-01-03"),
    ]
    zaken = [zaak(1, 2, 3), zaak(1, 4), zaak(1, 5), zaak(6, 2), zaak(3), zaak(99)]
    found = delivery(tmp_path, outer(vs_levering(signalen, zaken)))
    home = dict(found.tables["signaal"].select("bron_id", "huishouden").rows())
    expected = ["VS-0002", "VS-0004", "VS-0001", "VS-0002", None, None]
    assert found.tables["zaak"]["huishouden"].to_list() == [None if one is None else home[one] for one in expected]
    assert found.tables["zaak"]["nr"].to_list() == [1, 2, 3, 4, 5, 6]


def test_a_zaak_closed_as_known_is_known_and_any_other_is_unknown_so_far(tmp_path):
    results = ["Inwoner al bekend bij schuldhulpverlening", "Inwoner heeft al een ander lopend traject", "", "Onzin"]
    zaken = [zaak(number, resultaat=result) for number, result in enumerate(results, start=1)]
    found = delivery(tmp_path, outer(vs_levering([], zaken)))
    assert found.tables["zaak"]["bekend"].to_list() == ["ja", "ja", "onbekend", "onbekend"]


def test_identity_is_gemeente_supplier_and_id(tmp_path):
    def sleutels(content):
        return delivery(tmp_path, content).tables["signaal"]["sleutel"].to_list()

    first = sleutels(outer(vs_levering([signaal(1)])))
    assert sleutels(outer(vs_levering([signaal(1, bedrag=1)], gemeentecode="GM363"))) == first
    assert sleutels(outer(vs_levering([signaal(1)], gemeentecode="0344"))) != first
    assert sleutels(outer(vs_levering([signaal(1)]), codeGegevensleverancier="SOFT-2")) != first


def test_the_identity_of_a_zaak_does_not_depend_on_the_order_of_its_signalen(tmp_path):
    one = delivery(tmp_path, outer(vs_levering([], [zaak(1, 2)]))).tables["zaak"]["sleutel"]
    other = delivery(tmp_path, outer(vs_levering([], [zaak(2, 1)]))).tables["zaak"]["sleutel"]
    assert one.to_list() == other.to_list()


def test_pages_become_one_delivery_whatever_page_a_signaal_is_on(tmp_path):
    pages = [
        written(tmp_path, outer(vs_levering([signaal(1)], [zaak(2)])), "1.json"),
        written(
            tmp_path,
            outer(vs_levering([signaal(2)], [zaak(1)]), aanleverdatumEnTijd="2025-02-05T11:30:00+01:00"),
            "2.json",
        ),
        written(tmp_path, outer(vs_levering([signaal(3)]), aanleverdatumEnTijd="2025-03-05T10:30:00Z"), "later.json"),
    ]
    first, later = deliveries(*pages)
    assert [(one.bestanden, one.aantal) for one in first.leveringen] == [(("1.json", "2.json"), 4)]
    assert [one.aangeleverd_op for one in later.leveringen] == [datetime(2025, 3, 5, 10, 30)]
    assert first.tables["signaal"].select("nr", "bestand", "pad").rows() == [
        (1, "1.json", "$.leveringen[0].vroegsignalen[0]"),
        (2, "2.json", "$.leveringen[0].vroegsignalen[0]"),
    ]
    assert first.tables["zaak"]["huishouden"].null_count() == 0


def test_the_digest_does_not_depend_on_the_order_of_the_pages_and_a_page_given_twice_counts_once(tmp_path):
    one = written(tmp_path, outer(vs_levering([signaal(1)])), "1.json")
    two = written(tmp_path, outer(vs_levering([signaal(2)])), "2.json")
    copy = written(tmp_path, one.read_bytes(), "kopie van 1.json")
    (forward,), (backward,) = deliveries(one, two, copy), deliveries(two, one)
    assert forward.leveringen[0].sha256 == backward.leveringen[0].sha256
    assert forward.leveringen[0].aantal == 2
    assert forward.rejections == []


def test_two_leveringen_of_one_organisation_and_gemeente_are_one_levering(tmp_path):
    content = outer(vs_levering([signaal(1)]), vs_levering([signaal(2)], gemeentecode="GM363"))
    found = delivery(tmp_path, content)
    assert [(one.gm_code, one.aantal) for one in found.leveringen] == [("GM0363", 2)]
    assert found.tables["signaal"]["nr"].to_list() == [1, 2]
    assert found.tables["signaal"]["pad"].to_list()[1] == "$.leveringen[1].vroegsignalen[0]"


@pytest.mark.parametrize(
    ("fields", "tables", "count"),
    [
        ({}, "signaal,zaak", 0),
        ({"vroegsignaalzaken": None}, "signaal,zaak", 0),
        ({"vroegsignalen": "", "vroegsignaalzaken": ""}, "signaal,zaak", 0),
    ],
)
def test_an_empty_levering_delivers_zero_of_what_it_names(tmp_path, fields, tables, count):
    found = delivery(tmp_path, outer(vs_levering(**fields)))
    assert [(one.tabellen, one.aantal) for one in found.leveringen] == [(tables, count)]
    assert found.rejections == []


def test_a_levering_without_lists_is_told_by_its_organisation_and_covers_nothing(tmp_path):
    bare = {"gemeentecode": "0363", "aanleverende_organisatie": {"naam": "Gemeente Verzonnendorp", "kvk-nummer": ""}}
    found = delivery(tmp_path, outer(bare))
    assert [(one.soort, one.organisatie, one.tabellen) for one in found.leveringen] == [
        ("vs", "naam:gemeente verzonnendorp", "")
    ]


def test_an_organisation_without_number_and_name_is_reported(tmp_path):
    found = delivery(tmp_path, outer(vs_levering([signaal(1)], aanleverende_organisatie=None)))
    assert [(one.pad, one.regel) for one in found.rejections] == [
        ("$.leveringen[0].aanleverende_organisatie", "geen_organisatie")
    ]
    assert found.leveringen[0].organisatie == "naam:onbekend"


def test_a_birth_date_with_unknown_parts_gives_its_year_and_nonsense_gives_a_warning(tmp_path):
    dates = ["1985-00-00", "1985-06-15", "15-06-1985", ""]
    signalen = [signaal(n, client=client(Geboortedatum=day)) for n, day in enumerate(dates)]
    found = delivery(tmp_path, outer(vs_levering(signalen)))
    assert found.tables["signaal"]["geboortejaar"].to_list() == [1985, 1985, None, None]
    assert [(one.pad, one.regel, one.ernst) for one in found.rejections] == [
        ("$.leveringen[0].vroegsignalen[2]", "ongeldige_geboortedatum", "waarschuwing")
    ]


def test_a_person_without_bsn_is_known_by_name_and_birth_date_and_marked_so(tmp_path):
    people = [
        client(),
        client(Burgerservicenummer=""),
        client(Burgerservicenummer="000000000", Voorletters="Q.J."),
        client(Burgerservicenummer=None, Achternaam="KWALSTERBEEK "),
        client(Burgerservicenummer=None, Geboortedatum="1985-00-00"),
        client(Burgerservicenummer=None, Achternaam=""),
    ]
    found = delivery(tmp_path, outer(vs_levering([signaal(n, client=one) for n, one in enumerate(people)])))
    assert found.tables["signaal"]["persoon_uit"].to_list() == ["bsn", "naam", "naam", "naam", None, None]
    persons = found.tables["signaal"]["persoon"].to_list()
    assert len(set(persons[1:4])) == 1
    assert persons[0] not in persons[1:]
    assert persons[4:] == [None, None]


def test_many_records_keep_their_order_over_the_chunks_they_are_read_in(tmp_path):
    found = delivery(tmp_path, outer(vs_levering([signaal(number) for number in range(45_000)])))
    frame = found.tables["signaal"]
    assert frame["nr"].to_list() == list(range(1, 45_001))
    assert frame["bron_id"].to_list() == [f"VS-{number:04}" for number in range(45_000)]
    assert frame.select(pl.col("pad").last()).item() == "$.leveringen[0].vroegsignalen[44999]"
