"""Real borders: read from files as CBS and PDOK give them, and refused in one clear sentence."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.borders import BordersError, kilometres, load_borders, simplified

ALMERE = [[5.20, 52.34], [5.30, 52.34], [5.30, 52.42], [5.20, 52.42], [5.20, 52.34]]
LELYSTAD = [[5.30, 52.34], [5.60, 52.34], [5.60, 52.62], [5.30, 52.62], [5.30, 52.42], [5.30, 52.34]]


def feature(ring: list[list[float]], kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def written(folder: Path, *features: dict[str, Any]) -> Path:
    path = folder / "grenzen.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("statcode", "GM0034"),
        ("gm_code", "gm0034"),
        ("Gemeentecode", "0034"),
        ("identificatie", "GM0034"),
        ("code", 34),
        ("GWB_CODE", " GM0034 "),
    ],
)
def test_a_gemeente_is_recognised_under_the_names_that_cbs_and_pdok_give_it(tmp_path: Path, name: str, code: object):
    found = load_borders(written(tmp_path, feature(ALMERE, **{name: code, "statnaam": "Almere"})))

    assert list(found.plane.rings) == ["GM0034"]
    assert len(found.missing) == 341
    assert "Amsterdam" in found.missing


def test_the_code_may_stand_in_the_id_and_a_gemeente_in_more_parts(tmp_path: Path):
    parts = [feature(ALMERE, "MultiPolygon"), feature(LELYSTAD)]
    for part in parts:
        part["id"] = "GM0034"

    assert len(load_borders(written(tmp_path, *parts)).plane.rings["GM0034"]) == 2


def test_metres_and_degrees_are_laid_in_the_same_place():
    # Amersfoort, Onze Lieve Vrouwetoren, the middle of the national grid; and the Dom of Utrecht.
    assert kilometres(155_000, 463_000) == (0, 0)
    assert kilometres(5.38763, 52.15517) == pytest.approx((0, 0), abs=0.01)
    assert kilometres(5.12142, 52.09071) == pytest.approx(kilometres(136_781, 455_904), abs=0.3)


def test_neighbours_share_their_points_after_they_were_made_simpler(tmp_path: Path):
    plane = load_borders(written(tmp_path, feature(ALMERE, code="GM0034"), feature(LELYSTAD, code="GM0995"))).plane
    (one,), (other,) = plane.rings["GM0034"], plane.rings["GM0995"]

    assert len(set(one) & set(other)) == 2
    # Both lie in Flevoland: the edge between them is no border of the province.
    shared = tuple(sorted(set(one) & set(other)))
    assert shared not in plane.lines


def test_a_detailed_file_becomes_small_and_loses_no_gemeente():
    wavy = tuple((at / 1000, (at % 7) / 500) for at in range(40_000))
    island = ((90.0, 90.0), (90.05, 90.0), (90.0, 90.05), (90.0, 90.0))
    made = simplified({"GM0034": [(*wavy, wavy[0])], "GM0060": [island]}, most=500)

    assert sum(len(ring) for rings in made.values() for ring in rings) <= 500
    assert made["GM0060"] == (island,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<xml/>", "is geen GeoJSON met gebieden"),
        ('{"type": "FeatureCollection", "features": []}', "is geen GeoJSON met gebieden"),
        ("[]", "is geen GeoJSON met gebieden"),
        (json.dumps({"features": [feature(ALMERE, naam="Almere")]}), "is geen gemeente van nu te herkennen"),
        (json.dumps({"features": [feature(ALMERE, code="GM0457")]}), "is geen gemeente van nu te herkennen"),
        (json.dumps({"features": [{"properties": {"code": "GM0034"}, "geometry": None}]}), "te herkennen"),
    ],
)
def test_a_file_that_cannot_be_drawn_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str):
    path = tmp_path / "grenzen.geojson"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BordersError, match=said) as refused:
        load_borders(path)
    assert "grenzen.geojson" in str(refused.value)


def test_a_file_that_is_not_there_is_named_with_its_setting(tmp_path: Path):
    with pytest.raises(BordersError, match=r"is er niet: weg\.geojson\. Verbeter de instelling EFFECTMETING_GRENZEN"):
        load_borders(tmp_path / "weg.geojson")


def test_a_file_that_was_replaced_is_read_again(tmp_path: Path):
    path = written(tmp_path, feature(ALMERE, code="GM0034"))
    assert list(load_borders(path).plane.rings) == ["GM0034"]
    written(tmp_path, feature(LELYSTAD, code="GM0995"))
    os.utime(path, ns=(1, 1))

    assert list(load_borders(path).plane.rings) == ["GM0995"]
