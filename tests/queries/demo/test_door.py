"""The demo goes through the same door as real deliveries, and is stopped there in the shares it documents."""

import json
from datetime import datetime

import pytest

from queries.deliveries.pseudonyms import Key
from queries.deliveries.reader import read_deliveries
from queries.deliveries.records import Delivery, RefusedFile
from queries.demo.dirt import UNUSABLE
from tests.queries.demo.country import Country


def received(country: Country, key: Key, *starts: str) -> list[Delivery]:
    paths = [path for path in country.simulation.files if path.name.startswith(starts)]
    found: list[Delivery] = []
    for path in paths:  # one at a time, as the demo makes them
        for delivery in read_deliveries([path], key, received=datetime(2025, 2, 15)):
            assert not isinstance(delivery, RefusedFile)
            found.append(delivery)
    return found


@pytest.mark.parametrize(("start", "soort"), [("vs-2024", "vs"), ("shv-202", "shv")])
def test_about_three_records_in_a_thousand_are_rejected(country: Country, key: Key, start: str, soort: str):
    roles = json.loads((country.simulation.truth_folder / "rollen.json").read_text())
    leveringen = [one for delivery in received(country, key, start) for one in delivery.leveringen]
    others = [one for one in leveringen if one.gm_code != roles["geweigerd"][0]]
    assert {one.soort for one in leveringen} == {soort}
    assert {one.schemaversie for one in leveringen} == {"1.0" if soort == "vs" else "0.10/1.0"}
    assert sum(one.afgekeurd for one in others) / sum(one.aantal for one in others) == pytest.approx(
        UNUSABLE, abs=0.0008
    )


def test_one_levering_is_rejected_for_more_than_a_fifth(country: Country, key: Key):
    roles = json.loads((country.simulation.truth_folder / "rollen.json").read_text())
    code, quarter = roles["geweigerd"]
    (delivery,) = received(country, key, f"vs-{quarter}")
    (levering,) = (one for one in delivery.leveringen if one.gm_code == code)
    assert levering.afgekeurd > 0.2 * levering.aantal


def test_every_ontruiming_is_taken(country: Country, key: Key):
    deliveries = received(country, key, "ontruiming")
    assert [one for delivery in deliveries for one in delivery.rejections] == []
    assert len(deliveries) == 3
    assert sum(delivery.tables["ontruiming"].height for delivery in deliveries) > 500
