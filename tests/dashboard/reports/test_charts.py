"""The charts of reports: what is drawn where, in words that fit, the same bytes each time."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from dashboard.charts import palette
from dashboard.reports import charts
from dashboard.reports.columns import columns, is_numeric
from dashboard.reports.content import Chart, ChartData, Level, Line, Number, Table
from dashboard.reports.drawing import end_of_axis, round_steps, spread, value_text
from dashboard.reports.look import Look
from dashboard.reports.typeface import _HELD, BOLD, REGULAR, drawable
from tests.dashboard.reports.example import CHARTS, TABLE, dots, trend

LOOK = Look()


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.series.kind)
def test_a_chart_is_the_same_each_time_and_holds_no_text_to_set(chart: Chart):
    drawn = charts.svg(chart, LOOK)
    assert charts.svg(chart, LOOK) == drawn
    assert charts.png(chart, LOOK, 60) == charts.png(chart, LOOK, 60)
    tree = ET.fromstring(drawn)  # noqa: S314 -- our own picture
    assert [each for each in tree.iter() if each.tag.endswith("}text")] == []
    assert b"<dc:date>" not in drawn


def test_a_picture_is_as_wide_as_the_text_at_the_dots_asked():
    width = int.from_bytes(charts.png(CHARTS[0], LOOK, 100)[16:20])
    assert width == 654


def test_lines_are_told_apart_by_dashes_and_provisional_points_are_hollow():
    drawn = charts.svg(CHARTS[0], LOOK).decode()
    assert drawn.count("stroke-dasharray") >= 4  # Nederland, the group and two marks
    assert f"fill: #ffffff; stroke: {palette.OWN}" in drawn
    assert f"fill: {palette.OWN}; stroke: {palette.OWN}" in drawn


def test_the_own_line_takes_the_colour_of_the_gemeente():
    drawn = charts.svg(CHARTS[0], Look(lijn="#7a1f5c")).decode()
    assert "#7a1f5c" in drawn
    assert palette.OWN not in drawn


NOTHING = Line("Leeg", ("jan", "feb"), (None, None), (None, None), (None, None))
ODD: dict[str, ChartData] = {
    "nothing known": ChartData("trend", "%", 1, NOTHING),
    "one period": ChartData("trend", "%", 1, Line("Een", ("jan",), (0.0,), (0.0,), (0.2,), (True,))),
    "all zero": ChartData(
        "doel", "per 1.000", 2, Line("Nul", ("jan", "feb"), (0.0, 0.0)), target=Level("Doel", 0, "0")
    ),
    "without a value": replace(dots(3), own=Line("Wij", ("Wij",), (None,), (None,), (None,))),
    "more gemeenten than names fit": dots(342),
    "a very long name": replace(trend(), own=replace(trend().own, name="Alphen-Chaam aan den Rijn en omstreken")),
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_odd_data_is_drawn_without_a_warning(data: ChartData):
    assert charts.svg(Chart("x", "", "x", data), LOOK).startswith(b"<?xml")


def test_the_axis_starts_at_zero_has_round_numbers_and_a_share_ends_at_all():
    assert round_steps(60.1) == [0, 20, 40, 60]
    assert round_steps(0.9) == [0, 0.2, 0.4, 0.6, 0.8]
    assert end_of_axis(ChartData("trend", "% van de zaken", 1, Line("A", ("j",), (99.0,), (97.0,), (100.0,)))) == 103.0
    wide = ChartData("trend", "per 1.000", 1, Line("A", ("j",), (1.0,), (0.1,), (90.0,)))
    assert end_of_axis(wide) == pytest.approx(3.24)  # limits of a handful of cases run out of the picture


def test_a_value_beside_a_line_is_written_as_in_the_tables():
    assert [value_text(value, 1) for value in (28.64, 1234.5, 0.0)] == ["28,6", "1.234,5", "0"]


def test_names_at_the_ends_of_lines_never_touch_and_keep_their_order():
    assert spread([0.1, 0.5, 0.9], 0.1) == pytest.approx([0.1, 0.5, 0.9])
    assert spread([0.5, 0.51, 0.52], 0.1) == pytest.approx([0.41, 0.51, 0.61])
    assert spread([0.99, 1.0], 0.2) == pytest.approx([0.8, 1.0])
    assert spread([0.0, 0.0, 0.01, 0.3], 0.1) == pytest.approx([0.0, 0.1, 0.2, 0.3])


def test_the_typeface_holds_what_it_is_said_to_hold():
    from matplotlib.ft2font import FT2Font

    for path in (REGULAR, BOLD):
        assert set(FT2Font(str(path)).get_charmap()) == set(_HELD)


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("Súdwest-Fryslân, 's-Hertogenbosch", "Súdwest-Fryslân, 's-Hertogenbosch"),
        ("Ame\u0301lie", "Amélie"),
        ("ﬁetsen\u200b in ḗén\u2003keer", "fietsen in eén keer"),
        ("✕ niet, ◌ nog niet", "✗ niet, ○ nog niet"),
        ("漢字", "??"),
    ],
)
def test_every_text_can_be_drawn(given: str, drawn: str):
    assert drawable(given) == drawn


def test_numbers_stand_right_and_a_column_is_never_narrower_than_its_longest_word():
    assert is_numeric(TABLE) == [False, True, True, True, False]
    number = Number("1,0", 1.0, "", "", "", "", "aantal")
    head = ("Cijfer", "Waarschijnlijk tussen", "Waarde", "Vergelijkbare gemeenten", "Vergelijking", "Verloop", "Doel")
    rows = ((("Doorverwijspercentage vroegsignalering",), *[(number,)] * 6),)
    fitted = columns(Table("x", head, rows))
    assert fitted.widths[1] > len("Waarschijnlijk")
    assert fitted.widths[3] > len("Vergelijkbare")
    assert sum(fitted.widths) <= fitted.room
    narrow = columns(Table("x", ("Periode", "Hier"), ((("K1 2024",), (number,)),)))
    assert narrow.share < 0.3
