"""The hexagons of the map: everyone once, whole provinces, and neighbours near."""

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from dashboard.charts.hexagons import hexagon_plane, steps_between, tiles
from queries.reference.loader import read_reference

# Real borders are not shipped: where someone put them beside the project, neighbours are measured against them.
SHARED = Path(__file__).resolve().parents[4] / "shared" / "refdata" / "geo" / "gemeenten_2025.geojson"


@pytest.fixture(scope="module")
def today() -> pl.DataFrame:
    """Return today's gemeenten with their tile."""
    now = read_reference("gemeenten").filter(pl.col("geldig_tot").is_null())
    return now.join(tiles(), on="gm_code", how="full", coalesce=True)


def place(today: pl.DataFrame, naam: str) -> tuple[int, int]:
    return today.filter(naam=naam).select("kolom", "rij").row(0)


def test_every_gemeente_of_today_has_one_tile_and_no_two_the_same(today: pl.DataFrame):
    assert today.height == 342
    assert today.select(pl.col("naam", "kolom", "rij").null_count().sum()).row(0) == (0, 0, 0)
    assert today.select("kolom", "rij").is_unique().all()


def test_tiles_that_touch_are_one_step_apart():
    assert [steps_between((4, 4), other) for other in ((3, 4), (5, 4), (3, 3), (4, 3), (3, 5), (4, 5))] == [1] * 6
    assert [steps_between((4, 5), other) for other in ((4, 4), (5, 4), (4, 6), (5, 6))] == [1] * 4
    assert steps_between((4, 4), (4, 6)) == 2
    assert steps_between((0, 0), (0, 0)) == 0


@pytest.mark.parametrize(
    "provincie",
    ["Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Noord-Holland",
     "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"],
)  # fmt: skip
def test_every_province_is_one_connected_group(today: pl.DataFrame, provincie: str):
    left = set(today.filter(provincie=provincie).select("kolom", "rij").iter_rows())
    assert left
    reached = [left.pop()]
    while reached:
        here = reached.pop()
        touching = {other for other in left if steps_between(here, other) == 1}
        left -= touching
        reached += touching
    assert not left


def test_people_find_their_corner_of_the_country(today: pl.DataFrame):
    kolom, rij = today["kolom"], today["rij"]
    middle = (kolom.max() + kolom.min()) / 2  # pyright: ignore[reportOperatorIssue, reportOptionalOperand]
    bottom = rij.max()
    assert isinstance(bottom, int)
    zeeland, limburg = today.filter(provincie="Zeeland"), today.filter(provincie="Limburg")
    wadden = today.filter(pl.col("naam").is_in(["Texel", "Vlieland", "Terschelling", "Ameland", "Schiermonnikoog"]))

    assert place(today, "Vaals")[1] == bottom or place(today, "Eijsden-Margraten")[1] == bottom
    assert zeeland["kolom"].max() < middle < limburg["kolom"].min()  # pyright: ignore[reportOperatorIssue]
    assert zeeland["rij"].min() > bottom / 2  # pyright: ignore[reportOperatorIssue]
    assert wadden["rij"].max() <= 2  # pyright: ignore[reportOperatorIssue]
    assert wadden.sort("lon")["kolom"].is_sorted()
    west, east = place(today, "'s-Gravenhage"), place(today, "Enschede")
    assert west[0] < place(today, "Utrecht")[0] < place(today, "Arnhem")[0] < east[0]


def test_neighbours_lie_near(today: pl.DataFrame):
    if not SHARED.exists():
        pytest.skip("no real borders beside the project to measure with")
    at = {code: (kolom, rij) for code, kolom, rij in today.select("gm_code", "kolom", "rij").iter_rows()}
    touching = defaultdict(int)
    points = defaultdict(set)
    for feature in json.loads(SHARED.read_text())["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for point in (point for polygon in polygons for ring in polygon for point in ring):
            points[tuple(point)].add(feature["properties"]["gm_code"])
    for codes in points.values():
        for pair in combinations(sorted(codes), 2):
            touching[pair] += 1
    steps = [steps_between(at[one], at[other]) for (one, other), shared in touching.items() if shared >= 2]

    assert len(steps) > 800
    assert sum(steps) / len(steps) < 1.35
    assert sum(step == 1 for step in steps) / len(steps) > 0.70
    assert sum(step <= 2 for step in steps) / len(steps) > 0.95
    assert max(steps) <= 4


def test_the_drawing_has_a_closed_outline_and_a_middle_for_everyone():
    plane = hexagon_plane()

    assert len(plane.rings) == len(plane.middles) == 342
    assert all(ring[0] == ring[-1] and len(ring) == 7 for rings in plane.rings.values() for ring in rings)
    assert len(plane.lines) < 6 * 342 / 2  # borders of provinces, not of every tile
