"""A file that is not what it claims to be is refused whole, with one sentence, and stops nobody else."""

import json
import os
import zipfile

import pytest

from queries.deliveries.reader import read_deliveries
from queries.deliveries.records import Delivery, RefusedFile
from tests.queries.deliveries.invented import (
    KEY,
    RECEIVED,
    delivery,
    outcomes,
    outer,
    refusal,
    shv_levering,
    signaal,
    traject,
    vs_levering,
    written,
)

GOOD = outer(vs_levering([signaal(1)]))
WHOLE = json.dumps(GOOD)


def without(name: str) -> dict[str, object]:
    return {key: value for key, value in GOOD.items() if key != name}


CASES = [
    ("", "is leeg"),
    (" \n\t ", "is leeg"),
    (WHOLE[:-20], "is geen volledige JSON"),
    (WHOLE + "}", "is geen volledige JSON"),
    ("[" * 5000, "is geen volledige JSON"),
    (WHOLE.encode("utf-16"), "niet in UTF-8 opgeslagen (waarschijnlijk in UTF-16)"),
    (WHOLE.encode("utf-16-le"), "niet in UTF-8 opgeslagen (waarschijnlijk in UTF-16)"),
    (WHOLE.replace("Verzonnendorp", "Verzonnend\u00f6rp").encode("cp1252"), "is niet in UTF-8 opgeslagen"),
    ("<?xml version='1.0'?><levering/>", "is een XML- of webbestand"),
    (b"PK\x03\x04rest", "is een zip- of Excel-bestand"),
    (b"\x1f\x8b\x08rest", "is een ingepakt bestand"),
    (b"%PDF-1.7", "is een pdf"),
    ("[1, 2, 3]", "is geen DDAS-levering"),
    ('"tekst"', "is geen DDAS-levering"),
    ("12", "is geen DDAS-levering"),
    ("null", "is geen DDAS-levering"),
    ("{}", "bevat geen lijst `leveringen`"),
    ('{"leveringen": {}}', "bevat geen lijst `leveringen`"),
    ('{"leveringen": []}', "bevat geen vroegsignalen en geen schuldhulptrajecten"),
    ('{"leveringen": [{"klanten": []}]}', "bevat geen vroegsignalen en geen schuldhulptrajecten"),
    (outer(vs_levering(), shv_levering()), "door elkaar"),
    (without("codeGegevensleverancier"), "ontbreekt `codeGegevensleverancier`"),
    (GOOD | {"codeGegevensleverancier": " "}, "ontbreekt `codeGegevensleverancier`"),
    (without("startdatumLevering"), "is `startdatumLevering` leeg of geen datum"),
    (GOOD | {"einddatumLevering": "31-01-2025"}, "is `einddatumLevering` leeg of geen datum"),
    (GOOD | {"einddatumLevering": "9999-12-31"}, "is `einddatumLevering` leeg of geen datum"),
    (GOOD | {"einddatumLevering": "2024-12-31"}, "ligt `einddatumLevering` voor `startdatumLevering`"),
    (without("aanleverdatumEnTijd"), "is `aanleverdatumEnTijd` leeg of geen datum met tijd"),
    (GOOD | {"aanleverdatumEnTijd": "gisteren"}, "is `aanleverdatumEnTijd` leeg of geen datum met tijd"),
    (GOOD | {"aanleverdatumEnTijd": "0001-01-01T00:00:00+14:00"}, "is `aanleverdatumEnTijd` leeg"),
]


@pytest.mark.parametrize(("content", "reason"), CASES, ids=[f"{n}: {reason}" for n, (_, reason) in enumerate(CASES)])
def test_a_file_that_is_no_delivery_is_refused_in_one_sentence_that_names_it(tmp_path, content, reason):
    found = refusal(tmp_path, content, "aanlevering.json")
    assert "aanlevering.json" in found
    assert reason in found
    assert "\n" not in found
    assert found.endswith(".")


NEWER_SHV = traject(intake={"beschikkingsdatum": "2025-01-15", "beschikkingssoort": "Toelatingsbeschikking"})


def test_shv_of_a_version_that_must_name_its_supplier_is_refused_without_one(tmp_path):
    whole = outer(shv_levering([NEWER_SHV]))
    for content in (whole | {"codeGegevensleverancier": ""}, {k: whole[k] for k in whole if k[:4] != "code"}):
        assert "ontbreekt `codeGegevensleverancier`" in refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"$schema": "https://voorbeeld.invalid/ddas/v1.1/model.json"}, "versie 1.1 van DDAS-SHV"),
        ({"schemaversie": "0.8"}, "versie 0.8 van DDAS-SHV"),
        ({"modelversie": " v2.0"}, "versie 2.0 van DDAS-SHV"),
    ],
)
def test_a_file_that_calls_itself_a_version_nobody_here_reads_is_refused_with_those_that_are(tmp_path, content, said):
    found = refusal(tmp_path, outer(shv_levering([traject()]), **content))
    assert said in found
    assert found.endswith("vraag uw softwareleverancier om versie 0.9, 0.10 of 1.0.")


def test_a_model_of_vroegsignalering_that_calls_itself_0_10_is_none(tmp_path):
    found = refusal(tmp_path, GOOD | {"schemaversie": "0.10"})
    assert found.endswith("vraag uw softwareleverancier om versie 0.9 of 1.0.")


@pytest.mark.parametrize(
    "content",
    [
        {"$schema": "https://voorbeeld.invalid/ddas/v0.10/model.json"},
        {"$schema": "https://json-schema.org/draft/2020-12/schema"},
        {"schemaversie": "1.0"},
        {"schemaversie": None},
        {"schemaversie": {"versie": "9.9"}},
        {"versie": "24.3"},
    ],
)
def test_a_file_that_calls_itself_a_known_version_or_names_that_of_its_software_is_read(tmp_path, content):
    assert delivery(tmp_path, outer(shv_levering([traject()]), **content)).tables["traject"].height == 1


def test_a_refused_file_stops_none_of_the_others(tmp_path):
    paths = [
        written(tmp_path, "", "leeg.json"),
        written(tmp_path, GOOD, "goed.json"),
        tmp_path / "weg.json",
        written(tmp_path, outer(shv_levering([traject()])), "ook goed.json"),
        tmp_path,
    ]
    found = outcomes(*paths)
    refused = {one.path.name: one.reason for one in found if isinstance(one, RefusedFile)}
    assert set(refused) == {"leeg.json", "weg.json", tmp_path.name}
    assert "bestaat niet" in refused["weg.json"]
    assert "is een map" in refused[tmp_path.name]
    assert [one.soort for one in found if isinstance(one, Delivery)] == ["vs", "shv"]


def test_an_excel_file_is_recognised_whatever_it_is_called(tmp_path):
    path = tmp_path / "aanlevering.json"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    (found,) = outcomes(path)
    assert isinstance(found, RefusedFile)
    assert "Excel-bestand" in found.reason


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert delivery(tmp_path, b"\xef\xbb\xbf" + WHOLE.encode()).tables["signaal"].height == 1


def test_json_is_recognised_whatever_the_file_is_called(tmp_path):
    assert delivery(tmp_path, WHOLE, "aanlevering.txt").tables["signaal"].height == 1


def test_a_page_that_changes_while_the_others_are_read_is_refused_alone(tmp_path):
    good = written(tmp_path, GOOD, "1.json")
    page = written(tmp_path, outer(vs_levering([signaal(2)])), "2.json")
    gone = written(tmp_path, outer(vs_levering([signaal(3)])), "3.json")
    answers = read_deliveries([good, page, gone, written(tmp_path, "", "leeg.json")], KEY, received=RECEIVED)
    assert isinstance(next(answers), RefusedFile)
    written(tmp_path, outer(vs_levering([signaal(4)])), "2.json")
    gone.unlink()
    changed, missing, taken = answers
    assert isinstance(changed, RefusedFile)
    assert isinstance(missing, RefusedFile)
    assert isinstance(taken, Delivery)
    assert "veranderde tijdens het lezen" in changed.reason
    assert "bestaat niet" in missing.reason
    assert taken.tables["signaal"]["bron_id"].to_list() == ["VS-0001"]
    assert taken.leveringen[0].bestanden == ("1.json",)


def test_a_delivery_of_which_every_page_is_gone_is_no_delivery(tmp_path):
    pages = [written(tmp_path, outer(vs_levering([signaal(number)])), f"{number}.json") for number in (1, 2)]
    answers = read_deliveries([written(tmp_path, "", "leeg.json"), *pages], KEY, received=RECEIVED)
    next(answers)
    for page in pages:
        page.unlink()
    assert [type(answer) for answer in answers] == [RefusedFile, RefusedFile]


def test_a_file_or_supplier_with_a_strange_name_is_read_and_named_in_signs_that_can_be_shown(tmp_path):
    path = tmp_path / os.fsdecode(b"lever\xeeng\n 123456782.json")
    path.write_text(json.dumps(outer(vs_levering([signaal(1)]), codeGegevensleverancier="LEV\x00ER \x1b[31m")))
    (found,) = outcomes(path)
    assert isinstance(found, Delivery)
    assert found.leveringen[0].bestanden == ("lever?ng? ?????????.json",)
    assert found.leveringen[0].leverancier == "LEVER [31m"
