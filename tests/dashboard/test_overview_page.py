"""Overzicht: what changed first, then what stands out, and an explanation for who comes for the first time."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.changed_store import add, count_later, reached
from tests.dashboard.opened import said, show
from tests.dashboard.small_store import GAPS, NORMAL, make_store

LATER = date(2026, 6, 15)
DELIVERED: dict[str, Any] = {
    "soort": "vs", "schemaversie": "1.0", "leverancier": "Voorbeeldleverancier", "organisatie": "naam:almere",
    "organisatie_naam": "Gemeente Almere", "gm_code": NORMAL, "periode_van": date(2025, 10, 1),
    "periode_tot": date(2026, 1, 1), "tabellen": "signaal,zaak", "aangeleverd_op": datetime(2026, 4, 15, 8),
    "ontvangen_op": datetime(2026, 4, 15, 9), "bestanden": "vs-3.json", "sha256": "3" * 64, "aantal": 100,
    "afgekeurd": 0, "status": "in_gebruik", "oordeel": None,
}  # fmt: skip


def test_nothing_new_is_said_with_since_when(map_folder: Path):
    make_store(map_folder)
    count_later(map_folder, date(2026, 1, 13))
    text = said(show(gemeente="Almere"))

    assert "Niets veranderd sinds publicatie 1 van 12 januari 2026" in text
    assert "Definitief geworden" not in text


def test_what_is_new_stands_on_top_who_delivered_what_is_final_and_what_moved(map_folder: Path):
    make_store(map_folder)
    add(map_folder, "levering", **DELIVERED)
    count_later(map_folder, LATER, reached((9, 10), date(2025, 1, 1)))
    text = said(show(gemeente="Almere", periode="Jaar"))
    new = text[text.index("Wat is er veranderd") : text.index("Wat opvalt")]

    assert "Nieuw sinds publicatie 1 van 12 januari 2026" in new
    assert "Geleverd door Gemeente Almere: vroegsignalering (okt t/m dec 2025)." in new
    assert "de meeste tot en met december 2025" in new
    assert "▲ Bereik via vroegsignalering (van 50,0% naar 90,0%)" in new
    assert new.count("<li>") <= 5


def test_without_a_move_beyond_chance_that_is_said(map_folder: Path):
    make_store(map_folder)
    count_later(map_folder, LATER)

    text = said(show(gemeente="Almere", periode="Jaar"))
    assert (
        "Kijken we naar al deze cijfers samen, dan verschilt er geen enkel zeker van een jaar eerder. "
        "Voor één cijfer apart: kies bij dat cijfer Verloop." in text
    )


def test_a_first_publication_tells_what_came_last(map_folder: Path):
    make_store(map_folder)
    text = said(show(gemeente="Almere"))

    assert "Dit is de eerste keer dat er cijfers zijn" in text
    assert "Geleverd door Gemeente Almere: vroegsignalering (2024 t/m 2025)" in text


def test_a_levering_that_was_turned_away_stays_on_top_until_it_is_mended(map_folder: Path):
    make_store(map_folder)
    line = "✕ Nog te herstellen: vroegsignalering (2024 t/m 2025), geweigerd op 10 januari 2026."
    assert line in said(show(gemeente="Zwolle"))

    again = {"gm_code": GAPS, "periode_van": date(2024, 1, 1), "aangeleverd_op": datetime(2026, 1, 11)}
    add(map_folder, "levering", **(DELIVERED | again))
    assert "Nog te herstellen" not in said(show(gemeente="Zwolle"))


def test_a_goal_that_flipped_is_told(map_folder: Path):
    make_store(map_folder)
    add(
        map_folder, "doel", gm_code=NORMAL, indicator="VS07", variant="standaard", waarde=60.0,
        uiterlijk=date(2026, 12, 31), bron="Plan",
    )  # fmt: skip
    count_later(map_folder, LATER, reached((9, 10), date(2025, 10, 1)))
    text = said(show(gemeente="Almere", periode="Jaar"))

    assert "Doel: Bereik via vroegsignalering was niet op koers, is nu " in text


def test_a_merger_is_told_and_drawn(map_folder: Path):
    make_store(map_folder)
    add(
        map_folder, "herindeling", datum=date(2025, 1, 1), oude_code="GM0457", nieuwe_code=NORMAL, aandeel=1.0,
        bron="Proef",
    )  # fmt: skip

    text = said(show(gemeente="Almere"))
    assert "Herindeling op 1 januari 2025: Weesp erbij." in text
    assert "Alle cijfers gaan over Almere van nu" in text
    assert "Lijnen omhoog: Weesp erbij, 1 januari 2025." in said(show("trend", gemeente="Almere", periode="Maand"))


def test_a_first_visit_explains_with_the_own_figures_until_it_is_closed(map_folder: Path):
    make_store(map_folder)
    test = show(gemeente="Almere")
    explained = said(test)
    assert "Bereik via vroegsignalering is in Almere 50,0%. Met 960 zaken speelt toeval mee" in explained
    assert "Daarom staat er: ✓ beter." in explained

    test.button(key="first_visit_close_naast").click().run()
    assert "Lees mij eerst" not in said(test)

    test.button(key="first_visit_reopen").click().run()
    assert "Lees mij eerst" in said(test)


def test_a_first_visit_opens_on_a_gemeente_with_something_to_see(map_folder: Path):
    make_store(map_folder)
    assert show().selectbox(key="gemeente").value == "GM0034"

    add(map_folder, "interventie", gm_code=GAPS, naam="Bellen", vanaf=date(2025, 3, 1), bron="Plan")
    assert show().selectbox(key="gemeente").value == GAPS


@pytest.mark.parametrize(("gemeente", "word"), [("Almere", "let op"), ("Ameland", "goed"), ("Groningen", "niets")])
def test_how_far_the_figures_can_be_trusted_stands_on_top(map_folder: Path, gemeente: str, word: str):
    make_store(map_folder)

    assert word in said(show(gemeente=gemeente))


def test_all_counts_small_says_how_wide_and_compares_nothing_it_cannot(map_folder: Path):
    make_store(map_folder)
    text = said(show(gemeente="Ameland"))

    assert "Geen vergelijking: te weinig gegevens." in text
    assert "Zo leest u deze pagina" in text


def test_each_card_shows_the_counts_behind_its_figure(map_folder: Path):
    make_store(map_folder)

    assert "480 van de 960 zaken, " in said(show(gemeente="Almere"))


def test_no_figure_at_all_says_why_and_what_to_do(map_folder: Path):
    make_store(map_folder)
    text = said(show(gemeente="Groningen"))

    assert "Over Groningen zijn er nog geen cijfers." in text
    assert "Dat is iets anders dan nul." in text
