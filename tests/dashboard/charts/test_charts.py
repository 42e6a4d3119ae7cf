"""Spec tests of the charts: what is drawn, what is said, and that it can be seen by everyone."""

from base64 import b64decode
from datetime import date
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest

from dashboard.charts import marks, palette, units, words
from dashboard.charts.legend import legend
from dashboard.charts.sparkline import as_image, sparkline
from dashboard.charts.table import trend_table
from dashboard.charts.trend import positions, trend_chart
from dashboard.charts.two_way import crossing_html, crossing_name
from metrics.figures import FIGURE_SCHEMA
from metrics.indicators import INDICATORS, indicator_named
from metrics.two_way import two_way

VS07 = indicator_named("VS07")
NO_REFERENCES = pl.DataFrame(schema={"periode": pl.String, "waarde": pl.Float64, "bron": pl.String, "url": pl.String})


def figure(maand: int, waarde: float | None = 0.2, **changes: Any) -> dict[str, Any]:
    """One month of 2025."""
    row = {
        "gebied": "GM0034",
        "periode_van": date(2025, maand, 1),
        "periode_tot": date(2025 + maand // 12, maand % 12 + 1, 1),
        "periode": f"{('jan', 'feb', 'mrt', 'apr', 'mei', 'jun')[maand - 1]} 2025",
        "teller": 20,
        "noemer": 100,
        "onbekend": 2,
        "waarde": waarde,
        "onder": None if waarde is None else waarde - 0.05,
        "boven": None if waarde is None else waarde + 0.05,
        "grens_onder": 0.15,
        "grens_boven": 0.3,
        "voorlopig": False,
        "status": "ok",
        "gemeenten": 1,
        "dekking": None,
    }
    return row | changes


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows as the figures' frame."""
    return pl.DataFrame(list(rows), schema=FIGURE_SCHEMA)


OWN = frame(
    figure(1),
    figure(2, None, status="geen_levering"),
    figure(3, None, status="geen_levering"),
    figure(4, None, status="te_veel_onbekend"),
    figure(5, 0.3, status="onvolledig"),
    figure(6, 0.25, voorlopig=True),
)
NATIONAL = frame(*(figure(maand, 0.22, gebied="NL") for maand in range(1, 7)))


def drawn(own: pl.DataFrame = OWN, references: pl.DataFrame = NO_REFERENCES, **choice: Any) -> Any:
    """Draw the chart."""
    options: dict[str, Any] = {"kind": "maand"} | choice
    return trend_chart(own, NATIONAL, references, VS07, naam="Almere", **options)


def named(chart: Any, name: str) -> list[Any]:
    """Return the traces with this name."""
    return [trace for trace in chart.data if trace.name == name]


def test_a_month_without_value_is_a_gap_and_never_a_zero():
    assert list(named(drawn(), "Almere")[0].y) == [20.0, None, None, None, 30.0, 25.0]
    assert named(drawn(), "Almere")[0].connectgaps is False


def test_the_band_breaks_where_the_line_breaks():
    assert [len(set(trace.x)) for trace in named(drawn(), "onzekerheid")] == [1, 2]


def test_provisional_is_shaded_and_incomplete_has_its_own_symbol():
    chart = drawn()

    assert len(chart.layout.shapes) == 1
    assert named(chart, "Almere, onvolledig")[0].marker.symbol == "square-open"
    assert {"voorlopig", "geen levering"} <= {note.text for note in chart.layout.annotations}


def test_too_much_unknown_is_drawn_as_bounds():
    assert list(named(drawn(), "grenzen")[0].y) == [15.0, 30.0, None]


def test_the_axis_begins_at_zero_and_holds_everything():
    low, high = drawn().layout.yaxis.range

    assert low == 0
    assert high >= 35


def test_a_published_figure_is_drawn_in_its_own_year_only():
    references = pl.DataFrame(
        {
            "periode": ["2025", "2019", "2013-16"],
            "waarde": [0.2, 0.1, 0.4],
            "bron": ["Divosa, jaarrapportage"] * 3,
            "url": ["https://voorbeeld.nl"] * 3,
        }
    )

    assert [trace.name for trace in drawn(references=references).data if "Divosa" in trace.name] == ["Divosa 2025"]


def test_a_chart_of_nothing_can_be_drawn():
    assert drawn(frame(figure(1, None, status="geen_levering"))).data


DIVOSA = pl.DataFrame(
    {"periode": ["2025"], "waarde": [0.2], "bron": ["Divosa Monitor, jaarrapportage 2025"], "url": ["https://x.nl"]}
)


def test_the_caption_explains_every_mark_in_the_chart():
    assert legend(drawn(references=DIVOSA)) == [
        "Doorgetrokken lijn: Almere, met in de band de onzekerheid (95%).",
        "Streepjeslijn: Nederland, met de eigen gemeente erbij.",
        "Grijs vlak en open punten: voorlopig, kan nog veranderen.",
        "Stippellijn omhoog: de grenzen, als alles wat onbekend is nee of juist ja zou zijn.",
        "Open vierkant: onvolledig geleverd.",
        "Stippellijn opzij: landelijk cijfer, gepubliceerd in de Divosa Monitor.",
    ]


def test_the_caption_explains_no_mark_that_is_not_in_the_chart():
    december = figure(1, periode_van=date(2025, 1, 1), periode_tot=date(2026, 1, 1), onder=None, boven=None)
    chart = trend_chart(frame(december), frame(), DIVOSA, VS07, naam="Almere", kind="12maanden")

    assert legend(chart) == [
        "Doorgetrokken lijn: Almere.",
        "Ruit (◆): landelijk cijfer, gepubliceerd in de Divosa Monitor.",
    ]


def test_the_band_of_a_handful_of_cases_does_not_flatten_the_lines():
    chart = drawn(frame(figure(1, 0.0, onder=0.0, boven=40.0)))

    assert 22 < chart.layout.yaxis.range[1] < 200
    assert legend(chart)[0] == (
        "Doorgetrokken lijn: Almere, met in de band de onzekerheid (95%), die boven het beeld uit loopt."
    )


def test_names_of_lines_do_not_touch():
    heights = sorted(note.y for note in drawn().layout.annotations if note.xref == "paper")
    top = drawn().layout.yaxis.range[1]

    assert heights[1] - heights[0] >= top * 0.07


def test_a_sparkline_is_a_picture_with_words_and_gaps():
    svg = sparkline([1.0, None, 2.0, 3.0], [2.0, 2.0, 2.0, 2.0], "Van 1 naar 3 & verder")
    image = as_image(svg, 'Van "1" naar 3')

    assert ElementTree.fromstring(svg)[0].text == "Van 1 naar 3 & verder"  # noqa: S314 -- our own text
    assert svg.count("M") == 4  # zero, the benchmark, and the own line in two pieces
    assert 'alt="Van &quot;1&quot; naar 3"' in image
    assert b64decode(image.split("base64,")[1].split('"')[0]).decode() == svg


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
    assert words.finding(VS07, VS07.standaard, figure(1), beside, "Almere").endswith("rest van Nederland, over 2024")


def test_a_figure_of_others_that_is_too_small_to_show_is_said_to_be_so():
    beside = words.Compared(None, figure(1), figure(1, None, status="minder_dan"))

    assert words.compared(VS07, VS07.standaard, figure(1), beside) == (
        "Geen vergelijking: bij de rest van Nederland gaat het om te weinig gevallen om te tonen."
    )


@pytest.mark.parametrize(("waarde", "said"), [(0.21, "kan toeval zijn."), (0.6, "is groter dan toeval kan verklaren.")])
def test_a_year_ago_is_told_with_whether_it_may_be_chance(waarde: float, said: str):
    before = figure(1, periode_van=date(2024, 1, 1), periode_tot=date(2024, 2, 1), periode="jan 2024")
    sentence = words.trend_sentence(VS07, VS07.standaard, frame(before, figure(1, waarde)), "Appingedam")
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


def test_quarters_under_a_line_of_months_are_steps_and_say_so():
    quarters = frame(
        figure(1, 0.2, gebied="NL", periode_tot=date(2025, 4, 1)),
        figure(4, 0.3, gebied="NL", periode_tot=date(2025, 7, 1)),
    )
    chart = trend_chart(OWN, quarters, NO_REFERENCES, VS07, naam="Almere", kind="maand")
    steps = named(chart, "Nederland")[0]

    assert list(steps.y) == [20.0, 20.0, None, 30.0, 30.0, None]
    assert [day for day in steps.x if day] == [date(2025, month, 1) for month in (1, 3, 4, 6)]
    assert any("alleen kwartalen en kalenderjaren" in sentence for sentence in legend(chart))
    table = trend_table(OWN, quarters, VS07, VS07.standaard, "Almere")
    assert table["Nederland (kwartaal)"].to_list() == [0.3, None, None, 0.2, None, None]


def test_a_goal_and_what_changed_are_drawn_and_named():
    seen = marks.Marks(
        0.4, "het doel voor 31 december 2025", (marks.Event(date(2025, 3, 1), "Bellen en aanbellen", "interventie"),)
    )
    chart = drawn(marks=seen)

    assert list(named(chart, "het doel voor 31 december 2025")[0].y) == [40.0, 40.0]
    assert chart.layout.yaxis.range[1] > 40
    assert "Lange streepjes: het doel voor 31 december 2025." in legend(chart)
    assert marks.event_lines(seen, positions(OWN, "maand")) == ["**1**: 1 maart 2025, Bellen en aanbellen"]
    assert marks.event_lines(seen, []) == []


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
    assert words.recent(word, kind, VS07.richting).endswith(said)


def test_two_breakdowns_make_a_table_with_margins_and_no_share_of_a_handful():
    table = two_way(
        pl.DataFrame(
            {
                "cel": ["27-44*ja", "27-44*nee", "<27*nee"],
                "teller": [10, 3, 1],
                "noemer": [40, 5, 4],
                "onbekend": [0] * 3,
            }
        )
    )
    html = crossing_html(table, "leeftijdsklasse*crisis", "Leeftijd en crisis, Almere")

    assert crossing_name("leeftijdsklasse*crisis") == "Leeftijd en crisis"
    assert "<td>25%<br><small>10 van 40</small></td>" in html
    assert "<td><small>3 van 5</small></td>" in html
    assert '<tr class="totaal"><th scope="row">Totaal</th>' in html
    assert "<td>29%<br><small>14 van 49</small></td>" in html


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.code)
def test_every_definition_has_a_place_for_its_number(indicator: Any):
    for variant in indicator.varianten:
        assert "zo veel" not in words.sentence(indicator, variant, figure(1, 3.0)).lower()


def test_the_table_holds_every_period_newest_first_with_the_reason_of_a_gap():
    table = trend_table(OWN, NATIONAL, VS07, VS07.standaard, "Almere")

    assert table["Periode"].to_list()[0] == "Jun 2025"
    assert table["Almere"].to_list() == [0.25, 0.3, None, None, None, 0.2]
    assert table["Waarschijnlijk"].to_list()[:3] == ["20,0% tot 30,0%", "25,0% tot 35,0%", "–"]
    assert table["Stand"].to_list()[1:4] == ["◧ Onvolledig", "? Te veel onbekend", "○ Geen levering"]
    assert table["Nederland"].to_list() == [0.22] * 6


def test_the_text_for_who_cannot_see_names_lowest_and_highest():
    text = words.chart_alt(VS07, VS07.standaard, OWN, "Almere")

    assert "Laagste: 20,0% over januari 2025. Hoogste: 30,0% over mei 2025." in text


@pytest.mark.parametrize("colour", [palette.OWN, palette.BENCHMARK, palette.REFERENCE])
@pytest.mark.parametrize("background", [palette.LIGHT_BACKGROUND, palette.DARK_BACKGROUND])
def test_every_line_stands_out_on_both_backgrounds(colour: str, background: str):
    assert palette.contrast(colour, background) >= 3
