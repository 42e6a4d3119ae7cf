"""The map in classes: what is surely different, who has which value, and who is not shown."""

from itertools import pairwise

import polars as pl
import pytest

from dashboard.charts import map_classes, palette
from dashboard.charts.hexagons import hexagon_plane
from dashboard.charts.map_classes import value_classes, verdict_classes
from dashboard.charts.mapped import map_figure
from dashboard.figures.benchmark import NEDERLAND
from metrics.comparison.multiplicity import by_chance
from metrics.indicators import indicator_named
from tests.dashboard.charts.everyone import frame, row

BEREIK = indicator_named("VS07")
ROWS = frame(
    [
        row(BEREIK, "GM0034", "Almere", 200, 1000, eigen=True, oordeel="vergelijkbaar", rest=0.21),
        row(BEREIK, "GM0995", "Lelystad", 300, 1000, oordeel="beter", rest=0.20),
        row(BEREIK, "GM0303", "Dronten", 100, 1000, oordeel="slechter", rest=0.22),
        row(BEREIK, "GM0050", "Zeewolde", 10, 50, oordeel="te weinig gegevens", rest=0.21),
    ]
)
MISSING = pl.DataFrame({"gm_code": ["GM0184"], "naam": ["Urk"], "reden": ["had minder dan 50 gevallen"]})


def test_every_gemeente_is_in_one_class_of_the_map_of_verdicts():
    classes = verdict_classes(ROWS, ["GM0184"], ["GM0363"])

    assert {each.naam: each.codes for each in classes if each.codes} == {
        "beter": ("GM0995",),
        "vergelijkbaar": ("GM0034",),
        "slechter": ("GM0303",),
        "niet te vergelijken": ("GM0050",),
        "niet getoond": ("GM0184",),
        "niet in deze groep": ("GM0363",),
    }


def test_a_verdict_is_told_without_colour_by_its_mark_or_by_having_none():
    marks = {each.naam: each.mark for each in verdict_classes(ROWS, [], [])}

    assert marks["beter"] == "✓"
    assert marks["slechter"] == "!"
    assert marks["hoger"] == "▲"
    assert marks["lager"] == "▼"
    assert marks["vergelijkbaar"] == ""
    assert next(each for each in verdict_classes(ROWS, ["GM0184"], []) if each.naam == "niet getoond").hatched


@pytest.mark.parametrize("dark", [False, True])
def test_a_mark_can_be_read_on_its_colour(dark: bool):
    for each in verdict_classes(ROWS, [], [], dark=dark):
        if each.mark:
            assert palette.contrast(each.colour, each.ink) >= 4.5, each.naam


@pytest.mark.parametrize(("dark", "background"), [(False, palette.LIGHT_BACKGROUND), (True, palette.DARK_BACKGROUND)])
def test_what_stands_out_is_farther_from_the_page_than_what_does_not(dark: bool, background: str):
    usual = palette.contrast(palette.FILLS["vergelijkbaar"][dark], background)

    for word in ("beter", "slechter", "hoger", "lager"):
        assert palette.contrast(palette.FILLS[word][dark], background) > max(usual, 3)


def test_the_five_steps_are_told_apart_in_grey():
    light = [palette.contrast(colour, "#000000") for colour, _ in palette.STEPS]

    assert all(one / other > 1.3 for one, other in pairwise(light))


def test_values_fall_in_five_classes_of_equal_size_named_after_their_ends():
    rows = frame([row(BEREIK, f"GM{at:04d}", str(at), at, 100) for at in range(1, 21)])
    classes = value_classes(rows, ["GM0184"], BEREIK, BEREIK.standaard)

    assert [each.naam for each in classes] == [
        "1,0% tot 4,0%", "5,0% tot 8,0%", "9,0% tot 12,0%", "13,0% tot 16,0%", "17,0% tot 20,0%", "niet getoond",
    ]  # fmt: skip
    assert [len(each.codes) for each in classes] == [4, 4, 4, 4, 4, 1]


def test_equal_values_are_in_one_class():
    rows = frame([row(BEREIK, f"GM{at:04d}", str(at), 10 if at < 15 else at, 100) for at in range(1, 21)])
    classes = value_classes(rows, [], BEREIK, BEREIK.standaard)

    assert next(each for each in classes if "GM0001" in each.codes).codes == tuple(f"GM{at:04d}" for at in range(1, 15))
    assert sum(len(each.codes) for each in classes) == 20


def test_the_title_is_the_finding():
    assert map_classes.verdict_title(ROWS, BEREIK, "Almere", NEDERLAND) == (
        "Bereik via vroegsignalering: van 3 gemeenten zijn er 1 beter en 1 slechter dan Nederland; "
        "Almere is vergelijkbaar"
    )
    alike = ROWS.filter(oordeel="vergelijkbaar")
    assert "de ene gemeente met een oordeel wijkt niet af" in map_classes.verdict_title(
        alike, BEREIK, "Almere", NEDERLAND
    )
    assert "te weinig cijfers" in map_classes.verdict_title(ROWS.clear(), BEREIK, "Almere", NEDERLAND)


def test_the_map_says_how_many_would_stand_out_by_chance():
    said = map_classes.chance_note(by_chance(250, 0.998), ROWS, NEDERLAND)

    assert "Dat zijn er 2 van 250; door toeval alleen zouden het er gemiddeld 0,5 zijn." in said
    alone = map_classes.chance_note(by_chance(63, 0.998), ROWS.filter(oordeel="beter").head(1), NEDERLAND)
    assert "Dat is er 1 van 63; door toeval alleen" in alone


def test_pointing_at_a_gemeente_tells_its_name_value_margin_and_verdict_or_why_there_is_none():
    told = map_classes.hover_texts(ROWS, MISSING, BEREIK, BEREIK.standaard, NEDERLAND)

    assert told["GM0995"] == "<b>Lelystad: 30,0%</b><br>25,0% tot 35,0%<br>✓ beter dan de rest van Nederland"
    assert told["GM0184"] == "<b>Urk</b><br>niet getoond:<br>had minder dan 50 gevallen"


def test_the_table_has_who_is_shown_and_who_is_not():
    table = map_classes.map_table(ROWS, MISSING, BEREIK, BEREIK.standaard, NEDERLAND)

    assert table.select("Gemeente", "Waarde", "Oordeel").rows() == [
        ("Almere", 0.2, "≈ vergelijkbaar"),
        ("Lelystad", 0.3, "✓ beter"),
        ("Dronten", 0.1, "! slechter"),
        ("Zeewolde", 0.2, "te weinig gegevens"),
        ("Urk", None, "niet getoond: had minder dan 50 gevallen"),
    ]


def test_the_drawing_outlines_and_names_the_own_gemeente_and_stays_small():
    plane = hexagon_plane()
    classes = verdict_classes(ROWS, ["GM0184"], [code for code in plane.rings if code not in ROWS["gm_code"]])
    hover = map_classes.hover_texts(ROWS, MISSING, BEREIK, BEREIK.standaard, NEDERLAND)
    figure = map_figure(plane, classes, hover, ("GM0034", "Almere"))

    assert [note["text"] for note in figure.to_dict()["layout"]["annotations"]] == ["<b>Almere</b>"]
    roles = [trace.get("meta") for trace in figure.to_dict()["data"]]
    assert roles.count("eigen") == 2
    assert {"beter", "slechter", "vergelijkbaar", "niet getoond", "provincies", "aanwijzen"} <= set(roles)
    assert "lager" not in roles
    assert len(str(figure.to_json())) < 200_000
