"""Profiel: right is always the good side, and the own mark says the verdict by its shape."""

import re
from typing import Any

import pytest

from dashboard.charts.spine import HEIGHT, WIDTH, profile_title, spine_html, spine_svg, spine_table
from dashboard.figures.benchmark import NEDERLAND
from dashboard.figures.profile import Line
from metrics.indicators import indicator_named
from tests.dashboard.charts.everyone import row

BEREIK, UITVAL, BEKEND = indicator_named("VS07"), indicator_named("SH07"), indicator_named("VS13")


def line(indicator: Any, verdict: str | None = "vergelijkbaar", teller: int = 300, **other: Any) -> Line:
    own = row(indicator, "GM0034", "Almere", teller, 1000, eigen=True)
    given = {"rest": 0.2, "spread": (0.1, 0.18, 0.22, 0.4), "aantal": 20} | other
    return Line(indicator, "2024", own, verdict, given["rest"], given["spread"], given["aantal"])


def place(svg: str) -> float:
    found = re.search(r'<circle cx="([\d.]+)"', svg)
    assert found is not None
    return float(found[1])


def test_better_than_the_group_lies_right_of_it_whichever_way_is_good():
    assert place(spine_svg(line(BEREIK), "")) > WIDTH / 2
    assert place(spine_svg(line(UITVAL), "")) < WIDTH / 2
    assert place(spine_svg(line(BEKEND), "")) > WIDTH / 2  # no good side: right is higher


def test_the_group_stands_in_the_middle_and_the_farthest_value_at_an_end():
    svg = spine_svg(line(BEREIK, teller=200), "")

    assert place(svg) == WIDTH / 2
    bars = [(float(x), float(w)) for x, w in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)]
    assert bars[0][0] + bars[0][1] == WIDTH - 9
    assert bars[0][0] < bars[1][0]
    assert bars[1][0] + bars[1][1] < bars[0][0] + bars[0][1]


@pytest.mark.parametrize(
    ("verdict", "shape"),
    [("beter", "circle"), ("vergelijkbaar", "circle"), ("slechter", "path"), ("hoger", "path"), ("lager", "path")],
)
def test_the_own_mark_has_a_shape_for_its_verdict(verdict: str, shape: str):
    svg = spine_svg(line(BEREIK, verdict), "")

    assert f"<{shape} " in svg
    assert ('fill="#ffffff"' in svg) == (verdict == "vergelijkbaar")


def test_of_few_others_no_middle_half_is_drawn_and_of_none_no_bar():
    assert spine_svg(line(BEREIK, aantal=4), "").count("<rect") == 1
    assert spine_svg(line(BEREIK, spread=(), aantal=2), "").count("<rect") == 0


def test_the_margin_is_cut_off_where_it_leaves_the_drawing():
    own = row(BEREIK, "GM0034", "Almere", 300, 1000) | {"onder": -5.0, "boven": 5.0}
    svg = spine_svg(Line(BEREIK, "2024", own, None, 0.2, (0.1, 0.18, 0.22, 0.4), 20), "")

    assert f'x1="0.0" x2="{float(WIDTH)}" y1="{HEIGHT / 2}"' in svg
    # An arrow at either end says that it goes on.
    assert svg.count('<path d="M0 ') == 1
    assert svg.count(f'<path d="M{WIDTH} ') == 1
    assert "<path" not in spine_svg(line(BEREIK), "")


def test_figures_without_a_good_side_stand_in_a_table_of_their_own():
    html = spine_html([line(BEREIK, "beter"), line(UITVAL), line(BEKEND, "hoger")], NEDERLAND, None)
    with_side, without = html.split("Cijfers zonder goede of slechte kant", 1)

    assert "Bereik via vroegsignalering" in with_side
    assert "Uitval" in with_side
    assert "← slechter · beter →" in with_side
    assert "Al bekend" in without
    assert "← lager · hoger →" in without
    assert re.findall(r'<th scope="rowgroup" colspan="5">(.*?)</th>', with_side) == ["Vroegsignalering", "Schuldhulp"]


def test_each_line_says_value_margin_group_spread_verdict_and_tegenmaat_in_words():
    html = spine_html([line(BEREIK, "beter")], NEDERLAND, lambda one: f"trend?trend_indicator={one.code}")

    assert '<a href="trend?trend_indicator=VS07" target="_self">Bereik via vroegsignalering</a>' in html
    for part in ("30,0%", "25,0% tot 35,0%", "20,0%", "✓ beter", "Kijk ook naar: opvolging van signalen"):
        assert part in html
    assert 'alt="20 anderen lopen van 10,0% tot 40,0%; de middelste helft van 18,0% tot 22,0%."' in html


def test_the_title_counts_what_differs_and_which_way():
    lines = [line(BEREIK, "beter"), line(UITVAL, "slechter"), line(BEKEND)]

    assert profile_title(lines, "Almere", NEDERLAND) == (
        "Almere: van 3 cijfers 1 beter en 1 slechter dan de rest van Nederland"
    )
    assert profile_title(lines[2:], "Almere", NEDERLAND) == (
        "Almere: het ene vergeleken cijfer wijkt niet af van de rest van Nederland"
    )
    assert "nog geen cijfer" in profile_title([line(BEREIK, None)], "Almere", NEDERLAND)


def test_the_numbers_can_be_taken_along_also_where_nothing_is_known():
    nothing = Line(BEREIK, "2024", None, None, None, (), 2)
    table = spine_table([line(BEREIK, "beter"), nothing])

    assert table["Eigen waarde"].to_list() == [0.3, None]
    assert table["Een kwart ligt onder"].to_list() == [0.18, None]
    assert table["Oordeel"].to_list() == ["beter", "niet te vergelijken"]
