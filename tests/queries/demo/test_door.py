"""The demo goes through the same door as real deliveries, and is stopped there in the shares it documents."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from queries.deliveries.pseudonyms import Key
from queries.deliveries.reader import read_deliveries
from queries.deliveries.records import Delivery, RefusedFile
from queries.demo.dirt import OUTSIDE_LIST, UNUSABLE
from queries.demo.simulation import simulate
from queries.reference.loader import read_reference
from tests.queries.demo.country import Country

MOMENT = datetime(2025, 2, 15)


def received(country: Country, key: Key, *starts: str) -> list[Delivery]:
    paths = [path for path in country.simulation.files if path.name.startswith(starts)]
    codes = set(read_reference("gemeenten")["gm_code"].to_list())
    found: list[Delivery] = []
    for delivery in read_deliveries(paths, key, received=MOMENT, known_codes=codes):
        assert not isinstance(delivery, RefusedFile)
        found.append(delivery)
    return found


@pytest.mark.parametrize(("start", "soort"), [("vs-2024", "vs"), ("shv-202", "shv")])
def test_about_three_records_in_a_thousand_are_rejected(country: Country, key: Key, start: str, soort: str):
    leveringen = [one for delivery in received(country, key, start) for one in delivery.leveringen]
    others = [one for one in leveringen if one.gm_code != country.roles["geweigerd"][0]]
    assert {one.soort for one in leveringen} == {soort}
    assert sum(one.afgekeurd for one in others) / sum(one.aantal for one in others) == pytest.approx(
        UNUSABLE, abs=0.0008
    )


def test_the_older_versions_are_recognised(country: Country, key: Key):
    found = Counter(
        (delivery.soort, one.leverancier, one.periode_van.year, one.schemaversie)
        for delivery in received(country, key, "shv-2020", "shv-2021", "vs-2022-k1", "vs-2023-k1")
        for one in delivery.leveringen
    )
    versions = {key[:3]: key[3] for key in found}
    assert versions["vs", "GRINWARE", 2022] == "0.9"
    assert versions["vs", "GRINWARE", 2023] == versions["vs", "VLOGSOFT", 2022] == "1.0"
    assert versions["shv", "GRINWARE", 2021] == "0.10"
    assert {key[2] for key in found if key[0] == "shv" and key[3] == "0.9"} == {2020}


def test_every_kind_of_error_the_door_knows_of_ddas_is_there(country: Country, key: Key):
    found = Counter(one.regel for delivery in received(country, key, "vs-", "shv-") for one in delivery.rejections)
    assert set(found) == {
        "beeindiging_als_beschikking", "dubbel_id", "geen_id", "onbekend_dagdeel", "onbekend_resultaat",
        "onbekende_beschikking", "onbekende_signaalpartner", "onbekende_status", "onbekende_uitstroomreden",
        "ongeldig_bedrag", "ongeldige_datum", "ongeldige_ja_nee", "zaak_zonder_signaal",
    }  # fmt: skip
    assert min(found.values()) >= 10


def test_one_levering_is_rejected_for_more_than_a_fifth(country: Country, key: Key):
    code, quarter = country.roles["geweigerd"]
    found = [one for delivery in received(country, key, f"vs-{quarter}") for one in delivery.leveringen]
    (levering,) = (one for one in found if one.gm_code == code)
    assert levering.afgekeurd > 0.2 * levering.aantal


def test_ontruimingen_are_taken_but_for_three_in_a_thousand(country: Country, key: Key):
    deliveries = received(country, key, "ontruiming")
    assert len(deliveries) == 11  # six years, and five of them once more a year later
    rows = sum(delivery.tables["ontruiming"].height for delivery in deliveries)
    rules = Counter(one.regel for delivery in deliveries for one in delivery.rejections)
    assert rows > 2_500
    # A case whose date of execution was left out stands in a year it does not belong to.
    assert rules.keys() - {"buiten_periode"} == {"dubbel_id", "onbekende_uitkomst"}
    assert rules["dubbel_id"] / rows == pytest.approx(UNUSABLE, abs=0.0025)
    assert rules["onbekende_uitkomst"] / rows == pytest.approx(OUTSIDE_LIST, abs=0.0025)


def test_every_row_of_the_other_tables_is_taken(country: Country, key: Key):
    tables = (
        "doorverwijzing", "gesprekken", "bekendheid", "kenmerk", "dossier", "jaarcijfer", "doel", "interventie",
    )  # fmt: skip
    deliveries = received(country, key, *tables)
    assert {delivery.soort for delivery in deliveries} == set(tables)
    assert [one.regel for delivery in deliveries for one in delivery.rejections] == []
    assert all(one.afgekeurd == 0 and one.aantal for delivery in deliveries for one in delivery.leveringen)


def test_files_that_are_no_delivery_are_refused_and_what_can_be_read_is_read(tmp_path: Path, key: Key):
    simulation = simulate(tmp_path, seed="kapot", schaal=0.001, kapot=True)
    assert not {*simulation.broken} & {*simulation.files}
    codes = set(read_reference("gemeenten")["gm_code"].to_list())
    found = list(read_deliveries(simulation.broken, key, received=MOMENT, known_codes=codes))
    refused = {one.path.name for one in found if isinstance(one, RefusedFile)}
    assert refused == {
        "leeg.json", "afgebroken.json", "webpagina.json", "ingepakt.json", "utf16.json", "brief.csv",
        "zonder-periode.csv", "door-elkaar.json", "zonder-leverancier.json", "omgekeerde-periode.json",
    }  # fmt: skip
    assert len(simulation.broken) == 16
    taken = [one for one in found if not isinstance(one, RefusedFile)]
    assert [len(one.leveringen) for one in taken] == [1] * 6  # what is wrong with these the gate has to see
