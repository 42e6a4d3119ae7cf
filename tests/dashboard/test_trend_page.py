"""Trend: one indicator over time, beside what it is compared with, and divided over its cells."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.figures import standing, stored
from dashboard.figures.source import Source
from queries.access import local_administrator
from tests.dashboard.changed_store import add
from tests.dashboard.opened import said, show, table_of
from tests.dashboard.small_store import NORMAL, PEILDATUM, make_store


@pytest.mark.parametrize(
    ("kind", "finding"),
    [
        ("12 maanden", "beter dan in de rest van Nederland"),
        ("Jaar", "beter dan in de rest van Nederland"),
        ("Maand", "geen duidelijk verschil met de rest van Nederland"),  # one month is too little to rule chance out
    ],
)
def test_trend_says_its_finding_and_shows_chart_table_and_source(map_folder: Path, kind: str, finding: str):
    make_store(map_folder)
    test = show("trend", gemeente="Almere", periode=kind)

    assert f"Bereik via vroegsignalering in Almere: {finding}" in said(test)
    assert "Nederland: publicatie 1 van 12 januari 2026" in said(test)
    assert len(test.get("plotly_chart")) == 1
    assert list(table_of(test, "trend").columns)[:3] == ["Periode", "Almere", "Waarschijnlijk"]


def test_trend_compares_with_gemeenten_of_the_same_size(map_folder: Path):
    make_store(map_folder, covered=False)
    size = "Gemeenten met 150.000 tot 250.000 inwoners"
    test = show("trend", gemeente="Almere", vergelijk=size)
    text = said(test)

    assert test.selectbox(key="vergelijk").value == size
    assert f"Streepjeslijn: {size}, met de eigen gemeente erbij." in text
    assert "andere gemeenten met 150.000 tot 250.000 inwoners" in text
    assert "Zelfde grootte" in table_of(test, "trend").columns


def test_the_choice_to_compare_with_is_kept_from_page_to_page_and_offers_the_own_regions_only(map_folder: Path):
    make_store(map_folder)
    options = show(gemeente="Almere").selectbox(key="vergelijk").options

    assert options[0] == "Nederland"
    assert "Provincie Flevoland" in options
    assert "Provincie Utrecht" not in options


def test_trend_looks_per_quarter(map_folder: Path):
    make_store(map_folder)
    test = show("trend", gemeente="Almere", periode="Kwartaal")

    assert list(table_of(test, "trend")["Periode"])[-1] == "1e kwartaal 2024"


def test_what_is_of_another_time_than_the_figure_on_top_says_so(map_folder: Path):
    make_store(map_folder)
    add(
        map_folder, "doel", gm_code=NORMAL, indicator="VS07", variant="standaard", waarde=60.0,
        uiterlijk=date(2026, 12, 31), bron="Plan",
    )  # fmt: skip
    whole, loose = (said(show("trend", gemeente="Almere", periode=kind)) for kind in ("12 maanden", "Maand"))

    assert "Geteld: 480 van de 960 zaken." in whole
    assert "Gemeten over 12 maanden" not in whole
    assert "Gemeten over 12 maanden, tot en met augustus 2025." in loose
    assert "Ze lopen tot en met juni 2025." in whole  # the newest whole quarter; the figure is until August


def test_trend_says_that_the_people_in_the_noemer_are_of_an_older_year(map_folder: Path):
    make_store(map_folder)
    text = said(show("trend", gemeente="Almere", trend_indicator="Signalen per 1.000 inwoners per maand"))

    assert "Het aantal inwoners is dat van 2024: een jaar dat beter past, is niet bekend." in text


def test_trend_divides_a_figure_over_the_cells_of_a_breakdown(map_folder: Path):
    make_store(map_folder)
    test = show("trend", gemeente="Almere", trend_cells_vs07="Signaalpartner")
    text = said(test)
    table = test.dataframe[0].value

    assert '<div class="deel"><h3>Huur</h3>' in text
    assert "Verschillen tussen delen kunnen toeval zijn" in text
    assert table["Signaalpartner"].to_list() == ["Huur", "Energie"]
    assert sum(table["Noemer"].to_list()) == list(table_of(test, "trend")["Noemer"])[3]


def test_trend_names_the_months_that_were_not_delivered(map_folder: Path):
    make_store(map_folder)
    text = said(show("trend", gemeente="Zwolle", periode="Maand"))

    assert "**Geen levering**: mrt 2025, apr 2025" in text
    assert "**Onvolledig**: jun 2025" in text


@pytest.mark.parametrize("indicator", ["Onbekend bij schuldhulp", "Ontruimingen", "Wachttijd tot het eerste gesprek"])
def test_trend_shows_every_indicator(map_folder: Path, indicator: str):
    make_store(map_folder)

    assert f"{indicator} in Almere" in said(show("trend", gemeente="Almere", trend_indicator=indicator))


def test_trend_without_deliveries_says_what_is_needed(map_folder: Path):
    make_store(map_folder)

    assert "Over Groningen zijn geen gegevens geleverd" in said(show("trend", gemeente="Groningen"))


def test_a_wrong_link_opens_the_page_as_if_nothing_was_chosen(map_folder: Path):
    make_store(map_folder)
    test = show("trend", gemeente="Nergenshuizen", periode="Eeuw", trend_indicator="Geluk")

    assert test.selectbox(key="gemeente").value in {"GM0034", "GM0193", "GM0599", "GM0060"}
    assert test.selectbox(key="trend_indicator").value == "Bereik via vroegsignalering"


@pytest.mark.parametrize("kind", ["12maanden", "jaar", "kwartaal", "maand"])
def test_the_start_page_and_trend_say_the_same_of_an_indicator(map_folder: Path, kind: str):
    folder = make_store(map_folder)
    url, viewer = f"sqlite:///{folder / 'register.sqlite3'}", local_administrator()
    state = stored.read_state(url, viewer)
    source = Source(url, folder / "publicaties", viewer, state.versie, PEILDATUM, state.publicatie)

    for card in standing.cards(source, NORMAL, kind):
        if card.row["waarde"] is None:
            continue
        shown = standing.trend(source, NORMAL, card.indicator.code, card.indicator.standaard.code, kind)
        assert shown.row is not None
        assert {name: shown.row[name] for name in card.row} == card.row
        assert (shown.trend, shown.trend_kind) == (card.trend, card.trend_kind)
        assert (None if shown.beside is None else shown.beside.verdict) == card.verdict
