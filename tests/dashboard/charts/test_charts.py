"""Spec tests of the charts: what is drawn, and that it can be seen by everyone."""

from base64 import b64decode
from datetime import date
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest

from dashboard.charts import marks, palette
from dashboard.charts.legend import legend
from dashboard.charts.sparkline import as_image, sparkline
from dashboard.charts.table import trend_table
from dashboard.charts.trend import positions, trend_chart
from dashboard.charts.two_way import crossing_html, crossing_name
from metrics.indicators import indicator_named
from metrics.two_way import two_way
from tests.dashboard.charts.figures import NATIONAL, OWN, VS07, figure, frame

NO_REFERENCES = pl.DataFrame(schema={"periode": pl.String, "waarde": pl.Float64, "bron": pl.String, "url": pl.String})


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


def test_limits_that_tell_nothing_are_not_drawn_as_a_band():
    on01 = indicator_named("ON01")
    few = frame(*(figure(maand, 0.0, teller=0, noemer=41, onder=0.0, boven=900.0) for maand in (1, 2)))
    drawn: Any = trend_chart(few, few.clear(), NO_REFERENCES, on01, naam="Ameland", kind="maand")

    assert not [trace for trace in drawn.data if trace.meta == "band"]
    assert drawn.layout.yaxis.range[1] < 900


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
    assert marks.event_lines(seen, positions(OWN, "maand")) == ["Bellen en aanbellen, 1 maart 2025"]
    assert marks.event_lines(seen, []) == []


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


def test_the_table_holds_every_period_newest_first_with_the_reason_of_a_gap():
    table = trend_table(OWN, NATIONAL, VS07, VS07.standaard, "Almere")

    assert table["Periode"].to_list()[0] == "Jun 2025"
    assert table["Almere"].to_list() == [0.25, 0.3, None, None, None, 0.2]
    assert table["Waarschijnlijk"].to_list()[:3] == ["20,0% tot 30,0%", "25,0% tot 35,0%", "–"]
    assert table["Stand"].to_list()[1:4] == ["◧ Onvolledig", "? Te veel onbekend", "○ Geen levering"]
    assert table["Nederland"].to_list() == [0.22] * 6


@pytest.mark.parametrize("colour", [palette.OWN, palette.BENCHMARK, palette.REFERENCE])
@pytest.mark.parametrize("background", [palette.LIGHT_BACKGROUND, palette.DARK_BACKGROUND])
def test_every_line_stands_out_on_both_backgrounds(colour: str, background: str):
    assert palette.contrast(colour, background) >= 3
