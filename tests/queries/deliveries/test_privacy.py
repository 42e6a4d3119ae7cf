"""Nothing of a person passes the door: marked values are in no frame, rejection, message, log or text form."""

import json
import logging
from typing import Any

import pytest
from msgspec import Raw

from queries.deliveries.contents import read_contents
from queries.deliveries.document import open_document
from queries.deliveries.pseudonyms import Key, KeyFormatError
from queries.deliveries.records import Delivery
from queries.deliveries.rules import UnreadableError
from queries.deliveries.shv_records import TRAJECT
from queries.deliveries.vs_records import SIGNAAL, ZAAK
from tests.queries.deliveries.invented import (
    KEY,
    client,
    outcomes,
    outer,
    poging,
    shv_levering,
    signaal,
    traject,
    vs_levering,
    written,
    zaak,
)

BSN = "731084562"
OTHER_BSN = "123456782"  # passes the elfproef, belongs to nobody in these files
MARKS = [
    BSN,
    OTHER_BSN,
    "Kwalsterbeek",
    "Zwenkgrasdreef",
    "9753QX",
    "9753 QX",
    "vlieguit@dorp.example",
    "0699988877",
    "Contactpersoonnaam",
    "omschrijvingstekst",
    "Particulierverhuurder",
    "Buurvrouwnaam",
    "1985-06-15",
]
PERSON = client(Burgerservicenummer=BSN, Postcode="9753 QX", Huisnummer="8642")
ORGANISATION = {
    "naam": "Gemeente Verzonnendorp",
    "kvk-nummer": "12345678",
    "contactpersoonen": [
        {"naam": "Contactpersoonnaam", "email": "vlieguit@dorp.example", "telefoonnummer": "0699988877"}
    ],
}
TELLING_IDS = [
    f"VS-{BSN}",
    f"VS-{BSN[:4]}.{BSN[4:6]}.{BSN[6:]}",
    f"2025{OTHER_BSN}01",
    "Kwalsterbeek",
    "KWALSTERBEEK-1985",
    "kwalster-beek-1",
    "9753QX-8642",
    "vlieguit@dorp.example",
    "omschrijvingstekst 1",
    "A19850615",
    "A15061985",
    "1234XY-12",  # an address, of whomever
    "Buurvrouwnaam-12",  # somebody else's name: no field of this client tells
]


def marked_signaal(identifier: str, **fields: object) -> dict[str, Any]:
    return signaal(0, ID=identifier, client=PERSON, omschrijving="omschrijvingstekst") | fields


def marked_vs() -> dict[str, Any]:
    signalen: list[object] = [marked_signaal(identifier) for identifier in TELLING_IDS]
    # Each of these breaks one rule with a value that must not come back in the rejection.
    signalen += [
        marked_signaal(BSN, signaaldatum="1985-06-15x"),
        marked_signaal("Kwalsterbeek1", bedrag=f"€ {BSN}"),
        marked_signaal(f"X{BSN}", crisissignaal="Kwalsterbeek"),
        marked_signaal("Kwalsterbeek3", signaalpartner={"type": "Particulierverhuurder"}),
        marked_signaal("Kwalsterbeek4", client="Kwalsterbeek"),
        marked_signaal("Kwalsterbeek5", status="Kwalsterbeek"),
        marked_signaal("Kwalsterbeek6", signaalpartner={"type": "Huur", "naam": "Particulierverhuurder"}),
        marked_signaal("Kwalsterbeek7", client=PERSON | {"Geboortedatum": "Kwalsterbeek"}),
        marked_signaal("Kwalsterbeek", client=None),
        "Kwalsterbeek",
        [BSN],
    ]
    zaken = [
        zaak(vroegsignalen=[{"ID": identifier} for identifier in TELLING_IDS]),
        zaak(vroegsignalen=[{"ID": BSN}], resultaat="Kwalsterbeek", omschrijving="omschrijvingstekst"),
        zaak(vroegsignalen=[{"ID": "Kwalsterbeek"}], matchingsdatum="Kwalsterbeek"),
        zaak(vroegsignalen="Kwalsterbeek"),
        zaak(vroegsignalen=[{"ID": "VS-1"}], contactpogingen=[poging(soort=BSN), poging(dagdeel=BSN), BSN]),
        zaak(vroegsignalen=[{"ID": "VS-2"}], contactpogingen="omschrijvingstekst"),
    ]
    return outer(vs_levering(signalen, zaken, aanleverende_organisatie=ORGANISATION))


def marked_shv() -> dict[str, Any]:
    organisation = {"(Statutaire) Naam": "Kredietbank", "KvK-nummer": "87654321"} | {
        "contactpersonen": ORGANISATION["contactpersoonen"]
    }
    person = {name: PERSON[name] for name in ("Burgerservicenummer", "Geboortedatum", "Postcode", "Huisnummer")}
    creditor = {"naam": "Particulierverhuurder", "postcode": "9753QX", "privepersoon": True}
    trajecten = [
        traject(client=[person], omschrijving="omschrijvingstekst", schulden=[{"bedrag": 1, "schuldeiser": creditor}]),
        traject(client=[person, BSN], uitstroom={"omschrijving": "omschrijvingstekst", "reden": "Kwalsterbeek"}),
        traject(client=[person], aanmelding={"startdatum": "1985-06-15x"}),
        traject(client=[person], aanmelding="Kwalsterbeek"),
        traject(client=[person], totaalSchuldbedragBijAanvangSchuld=BSN + "x"),
        traject(client=[person | {"Geboortedatum": "Kwalsterbeek"}], gemeentecode="Kwalsterbeek"),
        BSN,
    ]
    return outer(shv_levering(trajecten, aanleverende_organisatie=organisation))


ONTRUIMING = "\n".join(
    [
        "Ontruimingen van Kwalsterbeek;;",
        "gm_code;GM0363",
        "periode_van;2025-01-01",
        "periode_tot;2025-12-31",
        "id;naam;postcode;huisnummer;gemeld_op;uitgevoerd_op;reden;bron",
        f"{OTHER_BSN};Kwalsterbeek;9753QX;8642;2025-02-01;;Kwalsterbeek;Particulierverhuurder heeft gebeld",
        "9753QX8642;Kwalsterbeek;9753QX;8642;Kwalsterbeek;;huurschuld;Zwenkgrasdreef!",
        "3;Kwalsterbeek;9753QX;8642;2025-02-03;omschrijvingstekst;huurschuld;brief",
    ]
)


ABOVE = "gm_code;GM0363\nperiode_van;2025-01-01\nperiode_tot;2025-12-31\nsignaal_leverancier;SOFT-1\n"
OWN_TABLES = {
    "doorverwijzing": [
        "id;naam;signaal_id;bsn;datum;van_type;van_naam;naar_type;naar_naam;warm",
        f"D-1;Kwalsterbeek;{BSN};{BSN};2025-02-01;Kwalsterbeek;dhr. Kwalsterbeek;ggz;06 99988877;omschrijvingstekst",
        f"{OTHER_BSN};Kwalsterbeek;Kwalsterbeek;x;2025-02-01;ggz;vlieguit@dorp.example;ggz;9753 QX;ja",
        f"Kwalsterbeek;;;{BSN};Kwalsterbeek;ggz;;ggz;;ja",
    ],
    "kenmerk": [
        "signaal_id;bsn;naam;waarde",
        f"{BSN};;screening;Zwenkgrasdreef 12",
        f";{BSN};pakket;{BSN}",
        f";{BSN};Zwenkgrasdreef 12;rijp",
    ],
    "bekendheid": ["postcode;huisnummer;bekend;peildatum", "9753 QX;8642;Kwalsterbeek;2025-02-01", "9753;8642;ja;"],
    "gesprekken": ["organisatietype;naam;gesprekken", "ggz;mevrouw Kwalsterbeek;3", "Kwalsterbeek;;3", f"ggz;;{BSN}x"],
    "jaarcijfer": ["naam;jaar;waarde;soort;bron", "Visites;2025;1;stroom;Kwalsterbeek", f"{BSN};2025;1;stroom;"],
    "interventie": [
        "naam;vanaf;beschrijving;bron",
        "Loket;2025-02-01;van mw Kwalsterbeek;Plan",
        f"{BSN};2025-02-01;;P",
    ],
}


@pytest.mark.parametrize("tabel", OWN_TABLES)
def test_marked_values_are_nowhere_in_what_comes_of_own_tables(tmp_path, caplog, tabel):
    caplog.set_level(logging.DEBUG)
    content = f"tabel;{tabel}\n{ABOVE}" + "\n".join(OWN_TABLES[tabel])
    (found,) = outcomes(written(tmp_path, content, f"{tabel}.csv"))
    assert isinstance(found, Delivery)
    assert found.tables[tabel].height
    assert any(one.ernst == "afgekeurd" for one in found.rejections)
    assert marks_in(everything_in(found)) == []
    assert marks_in(caplog.text) == []


def everything_in(found: Delivery) -> str:
    rows = [str(frame.rows()) + str(frame) for frame in found.tables.values()]
    return "\n".join([*rows, str(found.rejections), str(found.leveringen), repr(found)])


def marks_in(text: str) -> list[str]:
    return [mark for mark in MARKS if mark.casefold() in text.casefold()]


@pytest.mark.parametrize(
    ("content", "name", "rejected"),
    [(marked_vs(), "vs.json", 13), (marked_shv(), "shv.json", 5), (ONTRUIMING, "ontruiming.csv", 2)],
    ids=["vs", "shv", "ontruiming"],
)
def test_marked_values_are_nowhere_in_what_the_door_hands_on(tmp_path, caplog, content, name, rejected):
    caplog.set_level(logging.DEBUG)
    (found,) = outcomes(written(tmp_path, content, name))
    assert isinstance(found, Delivery)
    assert sum(one.ernst == "afgekeurd" for one in found.rejections) == rejected
    assert all(frame.height for frame in found.tables.values())
    assert marks_in(everything_in(found)) == []
    assert marks_in(caplog.text) == []


def test_an_id_that_tells_something_is_kept_as_a_hash_that_stays_the_same(tmp_path):
    content = outer(vs_levering([marked_signaal(identifier) for identifier in [*TELLING_IDS, "VS-2025-0001"]]))
    (first,), (second,) = outcomes(written(tmp_path, content)), outcomes(written(tmp_path, content))
    assert isinstance(first, Delivery)
    assert isinstance(second, Delivery)
    shown = first.tables["signaal"]["bron_id"].to_list()
    assert [len(one) for one in shown[:-1]] == [13] * len(TELLING_IDS)
    assert all(one.startswith("#") for one in shown[:-1])
    assert len(set(shown)) == len(shown)
    assert shown[-1] == "VS-2025-0001"
    assert second.tables["signaal"]["bron_id"].to_list() == shown


def test_a_refusal_never_quotes_the_file(tmp_path):
    contents = [
        outer(vs_levering()) | {"codeGegevensleverancier": None, "x": BSN},
        outer(vs_levering()) | {"startdatumLevering": "Kwalsterbeek"},
        outer(vs_levering()) | {"aanleverdatumEnTijd": BSN},
        '{"leveringen": "Kwalsterbeek"}',
        f'{{"leveringen": [{{"client": "{BSN}',
        "tabel;Kwalsterbeek\nid;gemeld_op\n1;2025-01-01",
        f"gm_code;Kwalsterbeek\nid;gemeld_op\n{BSN};2025-01-01",
        f"gm_code;GM0363\nperiode_van;Kwalsterbeek\nid;gemeld_op\n{BSN};2025-01-01",
    ]
    paths = [written(tmp_path, content, f"{number}.dat") for number, content in enumerate(contents)]
    found = outcomes(*paths)
    assert len(found) == len(contents)
    assert not any(isinstance(one, Delivery) for one in found)
    assert marks_in(str(found)) == []


def test_half_read_records_show_nothing_in_their_text_form(tmp_path):
    contents = read_contents(written(tmp_path, marked_vs()))
    document = open_document(contents)
    part = document.parts[0]
    assert part is not None
    vs, shv = marked_vs(), marked_shv()
    signaal_, zaak_ = vs["leveringen"][0]["vroegsignalen"][0], vs["leveringen"][0]["vroegsignaalzaken"][0]
    traject_ = shv["leveringen"][0]["schuldhulptrajecten"][0]
    first = SIGNAAL.decode(Raw(json.dumps(signaal_).encode()))
    second = ZAAK.decode(Raw(json.dumps(zaak_).encode()))
    third = TRAJECT.decode(Raw(json.dumps(traject_).encode()))
    shown = [contents, document, part, first, first.client, second, second.vroegsignalen, third, third.client]
    assert marks_in(repr(shown) + repr(third.schulden)) == []


@pytest.mark.parametrize("raw", ['{"signaalpartner": "731084562"}', '{"client": ["731084562"]}', '"731084562"', "{7"])
def test_the_decoder_s_own_message_does_not_travel_along(raw):
    with pytest.raises(UnreadableError) as caught:
        SIGNAAL.read(Raw(raw.encode()))
    assert str(caught.value) in {"geen_object", "onleesbaar"}
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_key_shows_its_fingerprint_only():
    secret = "0123456789abcdef" * 4
    assert repr(KEY) == str(KEY) == f"Key({KEY.fingerprint})"
    assert len(KEY.fingerprint) == 8
    assert KEY.fingerprint not in secret
    assert not hasattr(KEY, "__dict__")


@pytest.mark.parametrize("text", ["", "0123", "zz" * 32, "0123456789abcdef" * 4 + "0"])
def test_a_wrong_key_is_refused_without_showing_it(text):
    with pytest.raises(KeyFormatError, match="effectmeting sleutel") as caught:
        Key.from_hex(text)
    assert not text or text not in str(caught.value)
