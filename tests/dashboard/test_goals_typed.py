"""Doelen: typing, changing and taking back goals and interventions on the page."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from queries.doelen import Doel, Interventie, read_doelen, read_history, read_interventies
from queries.engine import open_engine
from queries.schema import doel, interventie, levering
from tests.dashboard.opened import said
from tests.dashboard.promised import ADMIN, GOAL, counting, page, promised, url
from tests.dashboard.small_store import NORMAL, make_store
from tests.queries.rows import a_levering


def test_a_goal_is_typed_and_counts_at_once(map_folder: Path):
    make_store(map_folder)
    test = page()
    test.button(key="doelen_voeg_toe_nieuw_doel").click().run()
    assert "Dit cijfer is in procent. Hoger is beter." in said(test)
    assert "Nieuwste cijfer: 50,0%" in said(test)
    test.number_input(key="doelen_waarde_nieuw").set_value(60.0)
    test.text_input(key="doelen_bron_nieuw").set_value("Raadsbesluit 2026")
    test.date_input(key="doelen_dag_nieuw").set_value(date(2027, 12, 31))
    test.button(key="doelen_bewaar_nieuw").click().run()
    assert not test.exception

    assert counting(map_folder) == [
        ("VS07", 60.0, "niveau", "minstens", date(2027, 12, 31), None, "Raadsbesluit 2026"),
    ]
    assert test.success[0].value == "Het doel is bewaard."
    assert "nu 50,0%, het doel is minstens 60,0% op 31 december 2027" in said(test)
    assert "toegevoegd: minstens 60%, bron Raadsbesluit 2026" in said(test)
    assert "lokale beheerder" in said(test)


def test_a_fall_is_typed_as_less_than_in_an_earlier_year(map_folder: Path):
    make_store(map_folder)
    test = page()
    test.button(key="doelen_voeg_toe_nieuw_doel").click().run()
    test.selectbox(key="doelen_cijfer").set_value("Ontruimingen").run()
    assert "per 10.000 corporatiewoningen per jaar. Lager is beter." in said(test)
    test.segmented_control(key="doelen_soort_nieuw").set_value("Minder of meer dan in een eerder jaar").run()
    test.number_input(key="doelen_procent_nieuw").set_value(70.0)
    test.number_input(key="doelen_basisjaar_nieuw").set_value(2024)
    test.text_input(key="doelen_bron_nieuw").set_value("Raadsbesluit 2026")
    test.button(key="doelen_bewaar_nieuw").click().run()

    assert counting(map_folder) == [
        ("ON01", -70.0, "verandering", "hoogstens", date(2027, 1, 12), 2024, "Raadsbesluit 2026"),
    ]
    assert "het doel is minstens 70,0% minder dan in 2024" in said(test)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Vul in wat u wilt bereiken."),
        ({"waarde": 120.0}, "Een percentage ligt tussen 0 en 100; u vulde 120,0 in."),
        ({"waarde": 60.0, "dag": date(2025, 12, 31)}, "31 december 2025 is al voorbij; kies een dag na vandaag."),
        ({"waarde": 60.0, "basisjaar": 2019}, "Over heel 2019 is er geen cijfer; vul het cijfer van toen zelf in,"),
        ({"waarde": 60.0, "basiswaarde": 20.0}, "Bij een cijfer van toen hoort een jaar; vul ook het basisjaar in."),
        ({"waarde": 60.0, "bron": ""}, "Vul in waar het doel is afgesproken."),
        ({"waarde": 60.0, "bron": "Mw. Jansen, Dorpsstraat 5"}, "zonder namen van mensen, adressen, datums"),
        ({"waarde": 70.0, "dag": date(2027, 12, 31)}, "Dit doel staat er al; wijzig wat er staat of kies een andere"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_sentence_and_nothing_is_stored(
    map_folder: Path, typed: dict[str, Any], sentence: str
):
    promised(map_folder, {})
    before = counting(map_folder)
    test = page()
    test.button(key="doelen_voeg_toe_nieuw_doel").click().run()
    filled = {"bron": "Raadsbesluit 2026"} | typed
    for name, value in filled.items():
        kinds = {"dag": test.date_input, "bron": test.text_input}
        kinds.get(name, test.number_input)(key=f"doelen_{name}_nieuw").set_value(value)
    test.button(key="doelen_bewaar_nieuw").click().run()

    assert len(test.error) == 1
    assert sentence in test.error[0].value
    assert counting(map_folder) == before
    assert test.text_input(key="doelen_bron_nieuw").value == filled["bron"]


def test_what_came_with_a_levering_says_so_and_can_be_overruled(map_folder: Path):
    promised(map_folder)
    with open_engine(url(map_folder)).begin() as connection:
        connection.execute(insert(levering).values(a_levering(900, soort="doel", gm_code=NORMAL)))
        told = {"id": 9_000_000_001, "levering": 900, "ingevoerd_op": None, "ingevoerd_door": None}
        connection.execute(insert(doel).values(GOAL | told))
    test = page()
    assert "Afgesproken in: Beleidsplan. Aangeleverd met levering 900." in said(test)
    test.button(key="doelen_wijzig_9000000001").click().run()
    assert test.number_input(key="doelen_waarde_9000000001").value == 60.0
    test.number_input(key="doelen_waarde_9000000001").set_value(65.0)
    test.button(key="doelen_bewaar_9000000001").click().run()

    assert [goal[1] for goal in counting(map_folder)] == [65.0]
    text = said(test)
    assert "gewijzigd in: minstens 65%, bron Beleidsplan" in text
    assert "aangeleverd met levering 900: 60%, bron Beleidsplan" in text


def test_a_day_gone_by_may_stay_when_something_else_is_changed(map_folder: Path):
    promised(map_folder, {"id": 5, "uiterlijk": date(2025, 12, 31)})
    test = page()
    test.button(key="doelen_wijzig_5").click().run()
    test.text_input(key="doelen_bron_5").set_value("Raadsbesluit 2024")
    test.button(key="doelen_bewaar_5").click().run()

    assert [goal[-1] for goal in counting(map_folder)] == ["Raadsbesluit 2024"]


def test_a_goal_is_taken_back_and_stays_in_the_history(map_folder: Path):
    promised(map_folder, {"id": 5})
    test = page()
    test.button(key="doelen_wijzig_5").click().run()
    test.button(key="doelen_intrekken_5").click().run()
    text = said(test)

    assert counting(map_folder) == []
    assert test.success[0].value == "Het doel is ingetrokken."
    assert "Voor Almere is nog geen doel vastgelegd." in text
    assert "ingetrokken" in text
    assert "Bereik via vroegsignalering, doel voor 31 december 2027" in text


def test_a_form_can_be_closed_without_a_trace(map_folder: Path):
    promised(map_folder, {"id": 5})
    test = page()
    test.button(key="doelen_wijzig_5").click().run()
    test.button(key="doelen_annuleer_5").click().run()

    assert test.button(key="doelen_wijzig_5").label == "Wijzig dit doel"
    assert len(counting(map_folder)) == 1


def test_an_intervention_is_typed_changed_and_taken_back(map_folder: Path):
    make_store(map_folder)
    test = page()
    test.button(key="doelen_voeg_toe_nieuwe_maatregel").click().run()
    test.button(key="doelen_leg_vast_nieuw").click().run()
    assert test.error[0].value == "Vul in hoe de maatregel heet."
    test.text_input(key="doelen_naam_nieuw").set_value("Bellen en aanbellen")
    test.text_input(key="doelen_waar_nieuw").set_value("Plan 2026")
    test.button(key="doelen_leg_vast_nieuw").click().run()
    assert "**Bellen en aanbellen**, vanaf 12 januari 2026." in said(test)

    test.button(key="doelen_wijzig_-1").click().run()
    test.text_input(key="doelen_wat_1").set_value("Wie niet reageert, wordt gebeld.")
    test.button(key="doelen_leg_vast_1").click().run()
    test.button(key="doelen_wijzig_-2").click().run()
    test.button(key="doelen_intrekken_-2").click().run()

    with open_engine(url(map_folder)).connect() as connection:
        assert read_interventies(connection, ADMIN, NORMAL).is_empty()
        assert read_history(connection, ADMIN, NORMAL, Interventie).height == 3
        assert read_history(connection, ADMIN, NORMAL, Doel).is_empty()
    assert "Wie niet reageert, wordt gebeld, bron Plan 2026" in said(test)


def test_text_that_was_typed_is_shown_as_text(map_folder: Path):
    """A name may hold < and >, and is never markup."""
    make_store(map_folder)
    row = {"gm_code": NORMAL, "naam": "Loket <b>1</b>", "vanaf": date(2025, 3, 1), "bron": "Plan"}
    with open_engine(url(map_folder)).begin() as connection:
        connection.execute(insert(interventie).values(row))

    assert "Maatregel Loket &lt;b&gt;1&lt;/b&gt;" in said(page())


def test_a_part_of_a_figure_can_be_promised(map_folder: Path):
    make_store(map_folder)
    test = page()
    test.button(key="doelen_voeg_toe_nieuw_doel").click().run()
    test.selectbox(key="doelen_deel_vs07").set_value("Signaalpartner").run()
    test.selectbox(key="doelen_cel_vs07_signaalpartner").set_value("Huur").run()
    test.number_input(key="doelen_waarde_nieuw").set_value(80.0)
    test.text_input(key="doelen_bron_nieuw").set_value("Afspraken 2026")
    test.button(key="doelen_bewaar_nieuw").click().run()

    with open_engine(url(map_folder)).connect() as connection:
        rows = read_doelen(connection, ADMIN, NORMAL)
    assert rows.select("uitsplitsing", "cel", "waarde").rows() == [("signaalpartner", "Huur", 80.0)]
