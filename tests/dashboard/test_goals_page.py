"""Doelen: every state of a goal on its page."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from queries.engine import open_engine
from queries.schema import jaarcijfer, levering
from tests.dashboard.opened import said
from tests.dashboard.promised import page, promised, url
from tests.dashboard.small_store import NORMAL, SMALL, UNKNOWN, make_store
from tests.queries.rows import a_levering


def test_without_goals_the_page_says_how_to_begin(map_folder: Path):
    make_store(map_folder)
    text = said(page())

    assert "Voor Almere is nog geen doel vastgelegd." in text
    assert "Voeg hieronder een doel toe" in text
    assert "Er is nog geen maatregel vastgelegd." in text
    assert "Geschiedenis" not in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"waarde": 40.0},
            ["Het is gehaald, ook rekening houdend met toeval.", "✓ gehaald</dd>", "nu 50,0%, het doel is minstens 40"],
        ),
        ({}, ["Almere heeft 1 doel. Het is niet op koers.", "◌ nog niet gehaald", "! niet op koers", "nog 24 maanden"]),
        (
            {"uiterlijk": date(2025, 12, 31)},
            ["Het is niet op koers.", "voorbij sinds 31 december 2025", "nu 50,0%"],
        ),
        (
            {"waarde": 50.5},
            ["Of het op koers of gehaald is, is nog niet zeker te zeggen.", "◌ nog niet te zeggen"],
        ),
        (
            {"waarde": 60.0, "basisjaar": 2024, "uiterlijk": date(2040, 12, 31)},
            ["Basis: 50,0% in 2024, zoals geteld.", "Stippellijn: de rechte weg van de basis naar het doel."],
        ),
        (
            {"waarde": -20.0, "basisjaar": 2024, "basiswaarde": 80.0, "schatting": "ja"},
            ["nu 37,5% minder, het doel is minstens 20,0% minder dan in 2024",
             "Basis: 80,0% in 2024, zoals bij het doel is opgegeven, een schatting."],
        ),
        ({"waarde": -20.0}, ["Dit doel vraagt een cijfer van het basisjaar boven 0", "geen cijfer om aan te houden"]),
        ({"uitsplitsing": "signaalpartner", "cel": "Huur"}, ["Bereik via vroegsignalering: Huur: nu 75"]),
        ({"uiterlijk": date(2020, 12, 31)}, ["Er is nog geen cijfer over de tijd van dit doel."]),
    ],
)  # fmt: skip
def test_each_goal_says_where_it_stands(map_folder: Path, changes: dict[str, Any], words: list[str]):
    promised(map_folder, changes)
    text = said(page())

    for each in words:
        assert each in text
    assert "Afgesproken in: Beleidsplan. Ingevoerd door beleid op 5 januari 2026." in text
    assert "Een doel halen bewijst niet waardoor het is gehaald." in text


def test_goals_that_nobody_can_judge_are_shown_with_the_reason(map_folder: Path):
    own = [{"indicator": one} for one in ("XX99", "kenmerk:pakket", "jaarcijfer:Intakes")]
    promised(map_folder, *own, {"variant": "anders"})
    test = page()

    assert "**Almere heeft 4 doelen: 4 zonder cijfer om aan te houden.**" in said(test)
    assert [each.value for each in test.header][:4] == [
        f"{name}: het doel is 60 op 31 december 2027" for name in ("VS07", "XX99", "Intakes", "pakket")
    ]
    assert said(test).count("Dit cijfer bestaat niet.") == 2
    assert "Er is geen eigen jaarcijfer met deze naam geleverd." in said(test)
    assert "Voor een doel op een eigen kenmerk is er geen rekenregel." in said(test)


@pytest.mark.parametrize(
    ("gm_code", "gemeente", "words"),
    [
        (UNKNOWN, "Rotterdam", "Er is nog geen cijfer over de tijd van dit doel."),
        (SMALL, "Ameland", "waarschijnlijk tussen"),
        ("GM0014", "Groningen", "Er is nog geen cijfer over de tijd van dit doel."),
    ],
)
def test_too_little_or_unknown_stays_honest(map_folder: Path, gm_code: str, gemeente: str, words: str):
    promised(map_folder, {"gm_code": gm_code})

    assert words in said(page(gemeente))


def test_more_goals_are_summed_up_and_those_still_to_come_stand_first(map_folder: Path):
    promised(map_folder, {"uiterlijk": date(2025, 12, 31)}, {"waarde": 40.0}, {"waarde": 45.0, "indicator": "SH02"})
    text = said(page())

    assert "**Almere heeft 3 doelen: 2 gehaald, ook als we rekening houden met toeval; 1 niet op koers.**" in text
    assert text.index("op 31 december 2027") < text.index("op 31 december 2025")


def test_an_own_yearly_figure_is_judged(map_folder: Path):
    promised(map_folder, {"indicator": "jaarcijfer:Intakes", "waarde": 150.0, "basisjaar": 2023})
    with open_engine(url(map_folder)).begin() as connection:
        connection.execute(insert(levering).values(a_levering(900, soort="jaarcijfer", gm_code=NORMAL)))
        for year, value in ((2023, 100.0), (2024, 120.0), (2025, 160.0)):
            row = {"id": 9_000_000_000 + year, "levering": 900, "gm_code": NORMAL, "naam": "Intakes", "jaar": year}
            connection.execute(insert(jaarcijfer).values(row | {"soort": "stroom", "waarde": value}))
    text = said(page())

    assert "Intakes: nu 160, het doel is minstens 150 op 31 december 2027" in text
    assert "Basis: 100 in 2023, zoals geteld." in text
    assert "Eigen jaarcijfer van de gemeente." in text
    assert '<th scope="row">Intakes</th><td>over het hele jaar</td><td>100</td><td>120</td><td>160</td>' in text
