"""What is typed about a goal is held against the definitions before it is stored; and a goal is drawn with its way."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts import palette
from dashboard.charts.path import alt, legend, path_chart
from dashboard.charts.promised import newest_told, unit_told
from dashboard.figures import promise_check
from dashboard.figures.promise_check import GoalDraft
from dashboard.figures.promises import About, Promise
from dashboard.figures.source import Source
from metrics.goals.change import Meting
from metrics.goals.targets import Doel, Soort, Streven
from metrics.indicators import indicator_named
from metrics.measure import Eenheid, Richting
from queries.doelen import DoelError
from queries.viewer import local_administrator

TODAY = date(2026, 1, 12)
BEFORE = Source("sqlite://", Path("nergens"), local_administrator(), "0", None)  # nothing counted yet: no figures
DRAFT = GoalDraft("VS07", waarde=60.0, uiterlijk=date(2027, 12, 31), bron="Raadsbesluit 2026")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"indicator": "XX99"}, "Het cijfer 'XX99' bestaat niet voor deze gemeente; kies een cijfer uit de lijst."),
        ({"indicator": "jaarcijfer:Intakes"}, "Het cijfer 'Intakes' bestaat niet voor deze gemeente"),
        ({"indicator": "kenmerk:pakket"}, "Een eigen kenmerk is zelf geen cijfer"),
        ({"variant": "anders"}, "De manier van tellen 'anders' bestaat niet bij Bereik via vroegsignalering"),
        ({"waarde": -5.0}, "Een percentage ligt tussen 0 en 100; u vulde -5,0 in."),
        ({"indicator": "SH03", "waarde": -5.0}, "Dit cijfer kan niet onder nul komen"),
        ({"soort": "verandering", "waarde": -120.0}, "Meer dan 100% minder kan niet; u vulde 120,0% minder in."),
        ({"soort": "verandering", "waarde": 0.0}, "Een verandering van 0% is geen doel"),
        ({"soort": "verandering", "waarde": -20.0}, "vul het basisjaar in."),
        ({"soort": "verandering", "waarde": -20.0, "basisjaar": 2020, "basiswaarde": 0.0}, "Van een cijfer van 0"),
        ({"basisjaar": 2030, "basiswaarde": 20.0}, "Het basisjaar 2030 kan niet kloppen"),
        ({"uiterlijk": None}, "Vul in op welke dag het doel gehaald moet zijn."),
        ({"uiterlijk": TODAY}, "De einddatum 12 januari 2026 is al voorbij; kies een dag na vandaag."),
        ({"uiterlijk": date(2060, 1, 1)}, "ligt te ver weg; kies een dag binnen 30 jaar."),
        ({"uitsplitsing": "signaalpartner"}, "Kies bij een uitsplitsing ook het deel"),
        ({"uitsplitsing": "signaalpartner", "cel": "Huur"}, "Over het deel 'Huur' zijn er geen cijfers"),
        ({"bron": "x" * 81}, "in hooguit 80 tekens"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(changes: dict[str, Any], sentence: str):
    with pytest.raises(DoelError) as refused:
        promise_check.goal(BEFORE, "GM0034", replace(DRAFT, **changes), TODAY)
    assert sentence in str(refused.value)
    assert str(refused.value).count(". ") == 0


def test_a_goal_on_a_figure_that_is_not_there_yet_may_be_typed():
    made = promise_check.goal(BEFORE, "GM0034", replace(DRAFT, bron=" Raadsbesluit \t 2026 "), TODAY)
    assert (made.gm_code, made.indicator, made.waarde, made.bron) == ("GM0034", "VS07", 60.0, "Raadsbesluit 2026")


@pytest.mark.parametrize(
    ("naam", "vanaf", "sentence"),
    [
        ("", date(2026, 1, 1), "Vul in hoe de maatregel heet."),
        ("Bellen", None, "Vul in op welke dag de maatregel begon."),
        ("Bellen", date(1890, 1, 1), "De begindatum 1 januari 1890 kan niet kloppen; kijk het jaar na."),
    ],
)
def test_an_intervention_needs_a_name_and_a_day_that_can_be(naam: str, vanaf: date | None, sentence: str):
    with pytest.raises(DoelError) as refused:
        promise_check.measure("GM0034", naam, vanaf, "", "Plan", TODAY)
    assert str(refused.value) == sentence


METINGEN = (
    Meting(0.20, date(2024, 1, 1), 0.15, 0.25),
    Meting(0.24, date(2025, 1, 1), 0.19, 0.29),
    Meting(0.26, date(2026, 1, 1), 0.20, 0.32, definitief=False),
)
ABOUT = About("Bereik", "", Eenheid.PERCENT, Richting.HOGER_IS_BETER, METINGEN, "jaar")
ROW = {"uiterlijk": date(2027, 12, 31), "gemeten_tot": date(2025, 1, 1), "basisjaar": 2023}
AIM = Doel(0.3, date(2027, 12, 31), Streven.MINSTENS, Soort.NIVEAU, Eenheid.PERCENT)


def kinds(figure: Any) -> set[str]:
    """Return what is drawn."""
    return {trace.meta for trace in figure.data}


def test_a_goal_is_drawn_with_its_figures_and_the_straight_way_from_its_base():
    promise = Promise(ROW, ABOUT, METINGEN[0], 0.3, AIM)
    figure: Any = path_chart(promise, ABOUT, "Almere", ink=palette.INK["dark"])
    drawn = {trace.meta: trace for trace in figure.data}

    assert list(drawn["eigen"].y) == pytest.approx([20.0, 24.0, 26.0])
    assert list(drawn["eigen"].marker.symbol) == ["circle", "circle", "circle-open"]
    assert list(drawn["weg"].y) == pytest.approx([20.0, 30.0])
    assert list(drawn["weg"].x) == [date(2024, 1, 1), date(2027, 12, 31)]
    assert drawn["einddoel"].text == ("doel 30,0%",)
    assert figure.layout.yaxis.range[0] == 0
    assert [note.text for note in figure.layout.annotations] == ["<b>Almere 24,0%</b>"]  # the one that was judged
    assert "Stippellijn: de rechte weg" in legend(promise, ABOUT)
    assert "Open punten: voorlopig." in legend(promise, ABOUT)
    assert alt(promise, ABOUT, "Almere") == (
        "Lijn van Almere: van 20,0% over 2023 naar 26,0% over 2025. Het doel ligt op 30,0% op 31 december 2027. "
        "Een stippellijn loopt recht van de basis naar het doel."
    )


def test_without_a_base_the_level_is_drawn_and_without_figures_only_the_goal():
    level = Promise(ROW, ABOUT, None, 0.3, AIM)
    assert "doel" in kinds(path_chart(level, ABOUT, "Almere"))
    assert "Streepjes: het doel." in legend(level, ABOUT)
    nothing = About("Bereik", "", Eenheid.PERCENT, Richting.HOGER_IS_BETER, (), "jaar")
    empty = Promise(ROW | {"gemeten_tot": None}, nothing, None, 0.3, AIM)
    assert kinds(path_chart(empty, nothing, "Almere")) == {"eigen", "doel", "einddoel"}
    assert alt(empty, nothing, "Almere").startswith("Er is nog geen cijfer van Almere.")
    assert newest_told(nothing).startswith("Over deze gemeente is er nog geen cijfer.")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("VS07", "Dit cijfer is in procent. Hoger is beter."),
        ("SH03", "Dit cijfer is in dagen. Lager is beter."),
        ("ON01", "Dit cijfer is per 10.000 corporatiewoningen per jaar. Lager is beter."),
        ("ON03", "Dit cijfer is een aantal. Lager is beter."),
    ],
)
def test_the_unit_and_the_good_side_are_said_in_words(code: str, words: str):
    one = indicator_named(code)
    of = About(one.naam, "", one.eenheid, one.richting, (), "jaar", (one, one.standaard))
    assert unit_told(of) == words
