"""Alle cijfers: a real table, with a mark and a word for every cell that surely differs."""

import re
from dataclasses import replace

import polars as pl

from dashboard.charts.heatmap import Rug, chance_words, heatmap_html, heatmap_table, heatmap_title, legend
from dashboard.charts.short_names import short_name
from dashboard.figures.benchmark import NEDERLAND
from dashboard.figures.profile import shown_indicators
from metrics.comparison.multiplicity import by_chance
from metrics.indicators import indicator_named
from tests.dashboard.charts.everyone import row

BEREIK, BEKEND = indicator_named("VS07"), indicator_named("VS13")
CELLS = [
    row(BEREIK, "GM0034", "Almere", 300, 1000, eigen=True, oordeel="beter", rest=0.2),
    row(BEKEND, "GM0034", "Almere", 50, 1000, eigen=True, oordeel="vergelijkbaar", rest=0.05),
    row(BEREIK, "GM0995", "Lelystad", 100, 1000, oordeel="slechter", rest=0.2),
]
RUG = Rug(
    (BEREIK, BEKEND),
    (("GM0034", "Almere"), ("GM0995", "Lelystad & co")),
    {(cell["gm_code"], cell["indicator"]): cell for cell in CELLS},
    {"VS07": 0.2},
    "Nederland",
)


def test_the_table_has_heads_for_rows_columns_and_themes_and_can_be_reached_by_keys():
    html = heatmap_html(RUG, "Almere en 1 andere gemeente")

    assert '<div class="rug" role="region" aria-label="Almere en 1 andere gemeente" tabindex="0">' in html
    assert '<th scope="colgroup" colspan="2">Vroegsignalering</th>' in html
    assert html.count('<th scope="col"') == 3
    assert re.findall(r'<th scope="row">(.*?)</th>', html) == ["Almere", "Nederland", "Lelystad &amp; co"]
    assert "hoger is beter" in html
    assert "zonder richting" in html


def test_a_cell_that_differs_says_so_in_colour_mark_and_word_and_another_in_none():
    html = heatmap_html(RUG, "")

    assert '<td class="beter"' in html
    assert '<span aria-hidden="true">✓</span>30,0%<span class="verborgen"> beter</span>' in html
    assert '<span aria-hidden="true">!</span>10,0%<span class="verborgen"> slechter</span>' in html
    assert '<td title="5,0% (0% tot 10,0%), vergelijkbaar">5,0%</td>' in html
    assert html.count('<td class="leeg" title="niet getoond">–</td>') == 1


def test_the_title_counts_the_own_figures_that_differ():
    assert heatmap_title(RUG, NEDERLAND) == "Almere: 1 van de 2 cijfers wijkt af van de rest van Nederland"


def test_the_words_say_how_many_cells_differ_and_how_many_would_by_chance():
    assert "Van de 300 vergeleken vakjes wijken er 2 af" in chance_words(RUG, by_chance(300, 0.998))
    assert "gemiddeld 0,6 zijn" in chance_words(RUG, by_chance(300, 0.998))
    alike = replace(RUG, cells={})
    assert chance_words(alike, by_chance(16, 0.998)).endswith(
        "Van de 16 vergeleken vakjes wijkt er geen af. Door toeval alleen zouden dat er gemiddeld minder dan 0,1 zijn."
    )
    assert "nog geen vakje te vergelijken" in chance_words(RUG, by_chance(0, 0.998))


def test_the_legend_explains_the_marks_that_are_there_and_no_others():
    assert legend(CELLS).startswith("✓ beter, ! slechter dan de rest van de groep")
    assert "▲" not in legend(CELLS)
    assert legend([]).startswith("Zonder teken")


def test_the_numbers_can_be_taken_along():
    table = heatmap_table(RUG)

    assert table.height == 3
    assert table.row(0) == ("Almere", "Bereik via vroegsignalering", "2024", 0.3, 0.2, "✓ beter")
    assert table.schema["Waarde"] == pl.Float64


def test_every_column_has_a_name_that_fits_and_no_other_has():
    names = [short_name(one) for one in shown_indicators()]

    assert len(set(names)) == len(names)
    assert max(len(name) for name in names) <= 30
