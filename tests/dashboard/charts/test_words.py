"""Spec tests of the words that go with figures: what is said, and how."""

from datetime import date
from typing import Any

import pytest

from dashboard.charts import answers, rows, story, units, words
from dashboard.figures.benchmark import NEDERLAND
from dashboard.figures.said import Compared
from metrics.indicators import INDICATORS, indicator_named
from tests.dashboard.charts.figures import OWN, VS07, figure, frame


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            figure(1, 0.234),
            "Bij 23 van de 100 meldingen lukt het om binnen 90 dagen contact te krijgen met de inwoner.",
        ),
        (
            figure(1, 0.25, teller=3, noemer=12),
            "Bij 3 van de 12 meldingen lukt het om binnen 90 dagen contact te krijgen met de inwoner.",
        ),
        (
            figure(1, None, status="te_veel_onbekend"),
            "Te veel is onbekend. De waarde ligt ergens tussen 15,0% en 30,0%.",
        ),
        (
            figure(1, None, status="geen_levering"),
            "Over deze periode is niets geleverd. Dat is iets anders dan nul.",
        ),
    ],
)
def test_a_figure_is_said_in_one_sentence(row: dict[str, Any], sentence: str):
    assert words.sentence(VS07, VS07.standaard, row) == sentence


def test_a_rate_of_hardly_any_dwellings_has_no_margin_that_nobody_can_use():
    ontruimingen = indicator_named("ON01")
    of = ontruimingen.standaard
    one_dwelling = figure(1, 0.0, teller=0, noemer=12, onder=0.0, boven=36_888.8)
    enough = figure(1, 0.0, teller=0, noemer=18_144, onder=0.0, boven=24.4)
    events = figure(1, 400.0, teller=20, noemer=492, onder=244.0, boven=617.7)

    assert words.likely(ontruimingen, of, one_dwelling) == (
        "te weinig corporatiewoningen om te zeggen hoe zeker dit is"
    )
    assert words.interval(ontruimingen, of, one_dwelling) == "–"
    assert "te weinig corporatiewoningen" in rows.value_html(ontruimingen, one_dwelling)
    assert words.point(one_dwelling, ontruimingen, of, "Ameland") == "jan 2025<br><b>Ameland: 0</b><br>0 geteld"
    assert words.likely(ontruimingen, of, enough) == "waarschijnlijk tussen 0 en 24,4"
    assert words.interval(ontruimingen, of, events) == "244,0 tot 617,7"


@pytest.mark.parametrize(
    ("row", "verdict", "rest", "sentence"),
    [
        (figure(1), "beter", figure(1, 0.15), "✓ Beter dan de rest van Nederland (15,0%)"),
        (figure(1), "vergelijkbaar", figure(1, 0.2), "≈ Vergelijkbaar met de rest van Nederland (20,0%)"),
        (figure(1), None, figure(1), "Geen vergelijking: te weinig gegevens. De rest van Nederland: 20,0%."),
        (
            figure(1, voorlopig=True),
            None,
            figure(1),
            "Geen vergelijking: dit cijfer is voorlopig. De rest van Nederland: 20,0%.",
        ),
        (figure(1), None, None, "Geen vergelijking: over deze periode is van Nederland nog niets gepubliceerd."),
    ],
)
def test_a_comparison_is_a_word_and_a_symbol_or_a_reason(
    row: dict[str, Any], verdict: str | None, rest: dict[str, Any] | None, sentence: str
):
    beside = None if rest is None else words.Compared(verdict, row, rest)

    assert words.compared(VS07, VS07.standaard, row, beside) == sentence


def test_a_comparison_over_another_period_names_it_with_both_values():
    year = figure(1, 0.3, periode_van=date(2024, 1, 1), periode_tot=date(2025, 1, 1))
    beside = words.Compared("beter", year, figure(1, 0.22))

    assert words.compared(VS07, VS07.standaard, figure(1), beside) == (
        "✓ Beter dan de rest van Nederland over 2024: 30,0% tegen 22,0%"
    )
    assert story.finding(VS07, VS07.standaard, figure(1), beside, "Almere").endswith("rest van Nederland over 2024")


def test_a_figure_of_others_that_is_too_small_to_show_is_said_to_be_so():
    beside = words.Compared(None, figure(1), figure(1, None, status="minder_dan"))

    assert words.compared(VS07, VS07.standaard, figure(1), beside) == (
        "Geen vergelijking: bij de rest van Nederland gaat het om te weinig gevallen om te tonen."
    )


@pytest.mark.parametrize(("waarde", "said"), [(0.21, "kan toeval zijn."), (0.6, "is groter dan toeval kan verklaren.")])
def test_a_year_ago_is_told_with_whether_it_may_be_chance(waarde: float, said: str):
    before = figure(1, periode_van=date(2024, 1, 1), periode_tot=date(2024, 2, 1), periode="jan 2024")
    sentence = story.trend_sentence(VS07, VS07.standaard, frame(before, figure(1, waarde)), "Appingedam")
    assert sentence.endswith(f"Een jaar eerder was dat 20,0% (15,0% tot 25,0%). Het verschil {said}")


def test_a_rare_event_is_counted_in_words():
    on01 = indicator_named("ON01")

    assert words.cases(on01, on01.standaard, figure(1, 5.8, teller=1)) == "1 ontruiming"
    assert [words.is_rare(on01, on01.standaard, figure(1, 5.8, teller=teller)) for teller in (0, 9, 10)] == [
        True,
        True,
        False,
    ]
    assert words.sentence(on01, on01.standaard, figure(1, 0.0, teller=0)) == (
        "Er is in deze periode geen ontruiming geteld."
    )
    assert words.sentence(on01, on01.standaard, figure(1, 25.0, teller=1)) == (
        "Er is in deze periode 1 ontruiming geteld."
    )
    year = figure(1, 8.3, teller=4, periode_van=date(2024, 1, 1), periode_tot=date(2025, 1, 1))
    assert words.sentence(on01, on01.standaard, year).startswith("8,3 van de 10.000 corporatiewoningen worden in een")


def test_a_comparison_with_a_quarter_is_no_comparison_of_its_last_month():
    month = figure(3, 0.265)
    quarter = Compared("vergelijkbaar", figure(3, 0.266, periode_van=date(2025, 1, 1)), figure(3, 0.215))

    answer = answers.others(VS07, VS07.standaard, month, quarter, NEDERLAND)
    assert answer.why == "26,6% tegen 21,5% over januari tot en met maart 2025. Het verschil kan toeval zijn."
    assert story.finding(VS07, VS07.standaard, month, quarter, "Almere").endswith("over januari tot en met maart 2025")


def test_alike_though_the_others_lie_outside_the_interval_is_explained():
    others = Compared("vergelijkbaar", figure(1, 0.2), figure(1, 0.1))

    assert answers.others(VS07, VS07.standaard, figure(1, 0.2), others, NEDERLAND).why == (
        "20,0% tegen 10,0%. Het verschil kan toch toeval zijn: om te vergelijken is de marge ruimer."
    )


def test_a_wait_is_said_in_days():
    sh03 = indicator_named("SH03")
    of, row = sh03.standaard, figure(1, 18.0, onder=16.0, boven=24.0)
    slower = words.Compared("slechter", row, figure(1, 1.0))

    assert words.likely(sh03, of, row) == "waarschijnlijk tussen 16 en 24 dagen"
    assert words.likely(sh03, of, row | {"boven": 16.0, "noemer": 1}).startswith("te weinig gevallen")
    assert words.likely(sh03, of, row | {"boven": None}) == "waarschijnlijk 16 dagen of meer"
    assert words.compared(sh03, of, row, slower) == "! Slechter dan de rest van Nederland (1 dag)"


@pytest.mark.parametrize(
    ("code", "variant", "number", "shown"),
    [
        ("VS07", "standaard", 0.234, "23,4%"),
        ("VS09", "standaard", 2.0, "2 pogingen"),
        ("VS09", "standaard", 2.5, "2,5 pogingen"),
        ("VS09", "standaard", 1.0, "1 poging"),
        ("VS09", "vier_of_meer", 0.5, "50,0%"),
        ("SH10", "standaard", 12_300.0, "€\u00a012.300"),
        ("SH10", "schuldeisers", 8.0, "8 schuldeisers"),
        ("SH03", "standaard", 1.0, "1 dag"),
        ("ON03", "standaard", 27.0, "27 voor elke 100 in het basisjaar"),
        ("ON01", "huishoudens", 2.34, "2,3 per 10.000 huishoudens per jaar"),
        ("SH01", "standaard", 6.4, "6,4 per 1.000 inwoners per jaar"),
    ],
)
def test_each_variant_is_said_in_its_own_unit(code: str, variant: str, number: float, shown: str):
    indicator = indicator_named(code)

    assert units.with_unit(indicator, indicator.variant(variant), number) == shown


@pytest.mark.parametrize(
    ("word", "kind", "said"),
    [
        ("stijgt", "jaar", "de laatste vijf jaren laten meer zien dan toeval: het cijfer stijgt en verbetert."),
        ("daalt", "kwartaal", "het cijfer daalt en verslechtert. In kwartalen kan een seizoen meespelen."),
        ("geen duidelijke verandering", "jaar", "de laatste vijf jaren laten geen duidelijke verandering zien."),
        ("", "", "Daarvoor zijn vijf losse perioden nodig die af zijn, elk met een marge. Die zijn er niet."),
    ],
)
def test_the_recent_trend_is_said_in_a_sentence(word: str, kind: str, said: str):
    assert story.recent(word, kind, VS07.richting).endswith(said)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.code)
def test_every_definition_has_a_place_for_its_number(indicator: Any):
    for variant in indicator.varianten:
        assert "zo veel" not in words.sentence(indicator, variant, figure(1, 3.0)).lower()


def test_the_text_for_who_cannot_see_names_lowest_and_highest():
    text = story.chart_alt(VS07, VS07.standaard, OWN, "Almere")

    assert "Laagste: 20,0% over januari 2025. Hoogste: 30,0% over mei 2025." in text
