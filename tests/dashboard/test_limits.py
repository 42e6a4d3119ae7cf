"""Limits of chance: what stands out of a line over time, and what that says."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dashboard.charts import control_words
from dashboard.charts.control import control_figure
from dashboard.figures.control import Control, Run
from metrics.control.chart import Kaart, control_chart
from metrics.control.rules import Regel
from metrics.indicators import indicator_named
from tests.dashboard.changed_store import add, count_later, reached
from tests.dashboard.opened import said, show, table_of
from tests.dashboard.small_store import NORMAL, make_store

VS07, ON01 = indicator_named("VS07"), indicator_named("ON01")
INTERVENTION = {"gm_code": NORMAL, "naam": "Bellen en aanbellen", "vanaf": date(2025, 1, 1), "bron": "Plan"}


def changed(folder: Path) -> None:
    """Make the small store in which Almere reached more from January 2025 on, with an interventie."""
    make_store(folder)
    add(folder, "interventie", **INTERVENTION)
    count_later(folder, date(2026, 6, 15), reached((7, 10), date(2025, 1, 1)))


def test_a_run_above_the_average_is_said_in_words_with_a_symbol(map_folder: Path):
    changed(map_folder)
    text = said(show("trend", gemeente="Almere", periode="Maand", trend_grenzen="true"))

    assert "Bereik via vroegsignalering in Almere: vanaf jan 2025 hoger dan toeval verklaart, een verbetering" in text
    assert "**Vanaf jan 2025** liggen 12 maanden op rij boven het gemiddelde: dat is bijna zeker geen toeval." in text
    assert '<dt>Nieuwste punt</dt><dd class="gezegd ">✓ verbetering</dd>' in text
    assert "berekend uit losse maanden vóór Bellen en aanbellen (1 januari 2025)" in text
    assert "Waar de grenzen van eerdere maanden zijn, liggen ze wat verder uit elkaar" in text


def test_limits_of_all_points_lie_where_they_are_published():
    line = months([20, 22] * 12)
    chart = control_chart(line, Kaart.P, VS07.richting)

    assert "verder uit elkaar" not in control_words.about_limits(Control("maand", line, chart), chart)


def test_without_the_choice_there_are_no_limits(map_folder: Path):
    changed(map_folder)

    assert "Grenzen" not in said(show("trend", gemeente="Almere", periode="Maand"))


def test_a_sum_of_twelve_months_has_its_limits_on_separate_months(map_folder: Path):
    changed(map_folder)
    test = show("trend", gemeente="Almere", trend_grenzen="true")

    assert "berekend uit losse maanden" in said(test)
    assert table_of(test, "trend_grens")["Periode"].iloc[0] == "dec 2025"


def test_limits_begin_anew_after_a_maatregel_only_with_enough_points(map_folder: Path):
    changed(map_folder)
    text = said(show("trend", gemeente="Almere", periode="Maand", trend_grenzen="true", trend_opnieuw="true"))
    assert "Vanaf 1 januari 2025 zijn er nieuwe grenzen: Bellen en aanbellen." in text

    add(map_folder, "interventie", **(INTERVENTION | {"naam": "Later", "vanaf": date(2025, 9, 1)}))
    text = said(show("trend", gemeente="Almere", periode="Maand", trend_grenzen="true", trend_opnieuw="true"))
    assert "nieuwe grenzen: Later" not in text


def test_a_goal_out_of_reach_of_the_process_is_said(map_folder: Path):
    changed(map_folder)
    add(
        map_folder, "doel", gm_code=NORMAL, indicator="VS07", variant="standaard", waarde=99.0,
        uiterlijk=date(2026, 12, 31), bron="Plan",
    )  # fmt: skip
    text = said(show("trend", gemeente="Almere", periode="Maand", trend_grenzen="true"))

    # The limits are of before the maatregel: what they say of the goal is said of that time.
    assert "Het doel, elke maand apart" in text
    assert "✕ haalde het doel niet" in text
    assert "Zoals het ging vóór Bellen en aanbellen, werd het doel nooit gehaald." in text
    anew = said(show("trend", gemeente="Almere", periode="Maand", trend_grenzen="true", trend_opnieuw="true"))
    assert "✕ haalt het doel niet" in anew


@pytest.mark.parametrize(
    ("gemeente", "indicator", "reason"),
    [
        ("Ameland", "Bereik via vroegsignalering", "voor grenzen zijn 12 punten nodig"),
        ("Almere", "Ontruimingen ten opzichte van het basisjaar", "Dit cijfer is er alleen per jaar."),
    ],
)
def test_where_no_limits_can_be_made_the_reason_is_said(map_folder: Path, gemeente: str, indicator: str, reason: str):
    make_store(map_folder)
    text = said(show("trend", gemeente=gemeente, trend_grenzen="true", trend_indicator=indicator))

    assert "Grenzen van toeval zijn hier niet te geven." in text
    assert reason in text


def months(values: list[int], noemer: int = 100) -> pl.DataFrame:
    """Return months from January 2022 on, with so many hits each."""
    starts = [date(2022 + at // 12, at % 12 + 1, 1) for at in range(len(values) + 1)]
    return pl.DataFrame(
        {
            "periode_van": starts[:-1], "periode_tot": starts[1:], "periode": ["x"] * len(values), "teller": values,
            "noemer": [noemer] * len(values), "waarde": [value / noemer for value in values],
            "onder": [None] * len(values), "boven": [None] * len(values), "voorlopig": [False] * len(values),
            "status": ["ok"] * len(values), "onbekend": [0] * len(values),
        },
        schema_overrides={"onder": pl.Float64, "boven": pl.Float64},
    )  # fmt: skip


def test_a_point_outside_has_a_triangle_that_points_its_way():
    line = months([20, 22] * 11 + [20, 60])
    chart = control_chart(line, Kaart.P, VS07.richting)
    drawn: Any = control_figure(Control("maand", line, chart), chart, VS07, VS07.standaard, naam="Almere")
    marked = [trace for trace in drawn.data if trace.meta == "opvallend"]

    assert ("triangle-up", [60.0]) in [(trace.marker.symbol, list(trace.y)) for trace in marked]
    assert drawn.layout.yaxis.range[0] == 0


def test_rare_events_are_drawn_by_how_long_it_took():
    line = months([1, 0, 0] * 15, noemer=1000)
    chart = control_chart(line, Kaart.G, ON01.richting)
    made = Control("maand", line, chart)
    drawn: Any = control_figure(made, chart, ON01, ON01.standaard, naam="Almere")

    assert set(next(trace for trace in drawn.data if trace.meta == "eigen").y) == {2.0}
    assert "hoeveel maanden er daarvoor zonder voorbijgingen" in control_words.about_limits(made, chart)
    assert "Maanden zonder" in control_words.control_table(made, chart, ON01, ON01.standaard).columns


@pytest.mark.parametrize(
    ("regel", "kant", "newest", "told"),
    [
        (Regel.BUITEN, -1, False, "**Van jan t/m aug 2025** lag het cijfer onder de onderste grens: zo laag is het"),
        (Regel.OP_RIJ, 1, False, "**Van jan t/m aug 2025** steeg het cijfer 8 maanden op rij: dat is bijna zeker"),
        (
            Regel.BIJNA,
            1,
            False,
            "**Van jan t/m aug 2025** lag het cijfer dicht bij de bovenste grens, twee van de drie",
        ),
        (Regel.EEN_KANT, -1, False, "**Van jan t/m aug 2025** lagen 8 maanden op rij onder het gemiddelde: door"),
        (
            Regel.EEN_KANT,
            1,
            True,
            "**Vanaf jan 2025** liggen 8 maanden op rij boven het gemiddelde: door toeval alleen",
        ),
    ],
)
def test_each_rule_has_its_words(regel: Regel, kant: int, newest: bool, told: str):
    run = Run(regel, kant, date(2025, 1, 1), date(2025, 9, 1), 8, newest)

    assert control_words.sentences(Control("maand", months([1]), None, (run,)))[0].startswith(told)


@pytest.mark.parametrize(("aantal", "told"), [(11, "komt dat weinig voor."), (12, "dat is bijna zeker geen toeval.")])
def test_only_a_long_run_on_one_side_is_called_almost_surely_no_chance(aantal: int, told: str):
    run = Run(Regel.EEN_KANT, 1, date(2025, 1, 1), date(2025, 9, 1), aantal, newest=True)

    assert control_words.sentences(Control("maand", months([1]), None, (run,)))[0].endswith(told)


def test_two_points_near_a_limit_within_a_longer_run_are_not_said_twice():
    long = Run(Regel.EEN_KANT, 1, date(2025, 1, 1), date(2025, 9, 1), 8, newest=True)
    near = Run(Regel.BIJNA, 1, date(2025, 3, 1), date(2025, 5, 1), 2, newest=False)

    assert len(control_words.sentences(Control("maand", months([1]), None, (long, near)))) == 1
