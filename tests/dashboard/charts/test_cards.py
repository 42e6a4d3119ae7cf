"""What the cards and the lists of an overview may be relied on to say."""

from datetime import date
from typing import Any

from dashboard.charts import rows
from dashboard.charts.cards import card_html
from dashboard.charts.noticed import by_chance_words, noticed_html
from dashboard.figures.benchmark import NEDERLAND
from dashboard.figures.quality import Badge
from dashboard.figures.said import Compared
from dashboard.figures.standing import Card
from metrics.comparison.multiplicity import Toeval
from metrics.definition import Indicator
from metrics.indicators import indicator_named
from tests.dashboard.charts.figures import VS07, figure

VS02 = indicator_named("VS02")
GOOD = Badge("goed", "✓", "Van wat wordt geleverd, ontbreekt geen maand; er is weinig onbekend of afgekeurd.")


def card(row: dict[str, Any], indicator: Indicator = VS07, verdict: str | None = None) -> Card:
    """A card without lines, goals or tegenmaat."""
    beside = Compared(verdict, row, row)
    return Card(indicator, row, beside, "geen duidelijke verandering", "kwartaal", (), [], [], "per kwartaal")


def test_a_word_in_the_list_names_the_period_it_is_about_when_that_is_another_one():
    year = figure(1, 0.084, periode_van=date(2024, 1, 1), periode_tot=date(2025, 1, 1))
    theirs = figure(1, 0.2)

    other = rows.verdict_html(VS07, figure(1, 0.455), Compared("vergelijkbaar", year, theirs), NEDERLAND)
    assert "<small>over 2024: 8,4%<br>Nederland 20,0%</small>" in other
    same = rows.verdict_html(VS07, figure(1), Compared("vergelijkbaar", figure(1), theirs), NEDERLAND)
    assert "<small>Nederland 20,0%</small>" in same


def test_a_list_says_what_a_figure_counts_where_its_name_leaves_that_open():
    assert "Zo veel" not in (said := rows.named(VS02, figure(1), None, lambda _: "trend"))
    assert "<small>20 van de 100 signalen komen van een verhuurder.</small>" in said

    vs10 = indicator_named("VS10")
    assert "<small>" not in rows.named(vs10, figure(1), None, lambda _: "trend")
    assert "<small>" not in rows.named(VS02, figure(1, None, status="geen_levering"), None, lambda _: "trend")


def test_what_stands_out_is_named_with_what_it_counts_and_names_with_a_comma_stay_apart():
    found = [card(figure(1), one, "hoger") for one in (VS02, indicator_named("VS04"), VS07)]

    told = noticed_html(found, NEDERLAND, Toeval(33, 0.07, 0.06))
    assert (
        "Aandeel per signaalpartner (huur); Niet opgepakt, naar reden (alle redenen samen); "
        "Bereik via vroegsignalering</li>" in told
    )


def test_how_many_stand_out_by_chance_is_said_as_something_to_picture():
    assert by_chance_words(Toeval(33, 0.07, 0.06)) == (
        "Door toeval alleen valt er hier bijna nooit een op: gemiddeld 0,1 van de 33."
    )
    assert by_chance_words(Toeval(4, 0.01, 0.01)) == (
        "Door toeval alleen valt er hier bijna nooit een op: gemiddeld minder dan 0,1 van de 4."
    )
    assert by_chance_words(Toeval(342, 0.68, 0.5)).startswith("Ook als geen van deze 342 cijfers echt afwijkt")


def test_a_card_of_what_was_not_delivered_does_not_call_the_data_good():
    assert "gegevens ✓ goed" in card_html(card(figure(1)), NEDERLAND, GOOD)
    assert "gegevens ✓ goed" not in card_html(card(figure(1, None, status="geen_levering")), NEDERLAND, GOOD)
