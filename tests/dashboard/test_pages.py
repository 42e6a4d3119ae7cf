"""Page tests: every page in every state that a store can be in, run without a browser."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from metrics.indicators import INDICATORS
from queries.engine import open_engine
from queries.tasks import latest_tasks
from tests.dashboard.small_store import count_again, make_store

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


def show(page: str = "", **query: str) -> AppTest:
    """Open one page with a link's choices, and run it."""
    test = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    if page:
        test._page_hash = calc_hash(page)
    test.run()
    assert not test.exception
    return test


def said(test: AppTest) -> str:
    """Return all text of the page."""
    elements = [*test.title, *test.header, *test.markdown, *test.caption, *test.info, *test.warning, *test.error]
    pieces = [str(element.value) for element in elements]
    return "\n".join([*pieces, *(str(element.proto.body) for element in test.get("html"))])


@pytest.fixture
def map_folder(tmp_path: Path) -> Path:
    """Return the data folder that the settings of this test point to."""
    return tmp_path / "map"


def test_without_a_store_the_page_says_how_to_begin():
    text = said(show())

    assert "Er zijn nog geen gegevens" in text
    assert "effectmeting demo" in text


def test_a_store_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "kapot").write_text("Dit is geen register. " * 100)
    for address, sentence in (
        (f"sqlite:///{tmp_path / 'kapot'}", "is beschadigd of is geen register"),
        ("postgresql://iemand:geheim@127.0.0.1:1/register?connect_timeout=2", "is niet te openen"),
    ):
        monkeypatch.setenv("EFFECTMETING_DATABASE", address)
        text = said(show())
        assert "De gegevens zijn nu niet te lezen." in text
        assert sentence in text
        assert "geheim" not in text


def test_an_empty_store_asks_for_deliveries(map_folder: Path):
    make_store(map_folder, stage="leeg")

    assert "effectmeting ontvang PAD" in said(show())


def test_delivered_but_not_counted_offers_to_count_and_puts_work_in_line(map_folder: Path):
    make_store(map_folder, stage="geleverd")
    test = show()
    assert "12 leveringen staan klaar" in said(test)

    test.button(key="notices_bereken").click().run()

    with open_engine(f"sqlite:///{map_folder / 'register.sqlite3'}").connect() as connection:
        assert [(task.soort, task.status) for task in latest_tasks(connection)] == [("bereken", "wacht")]


def test_counted_but_not_published_shows_the_own_figures_and_how_to_get_the_comparison(map_folder: Path):
    make_store(map_folder, stage="berekend")
    test = show(gemeente="Almere")
    text = said(test)

    assert "Bij 50 van de 100 meldingen lukt het" in text
    assert "De vergelijking met Nederland komt erbij zodra er is gepubliceerd." in text
    assert "van Nederland nog niets gepubliceerd" in text
    assert "Eigen cijfers: berekend op 12 januari 2026. Nederland: nog niet gepubliceerd." in text
    assert test.button(key="notices_publiceer").label == "Publiceer nu"


def test_a_trend_without_a_publication_has_the_own_line_only(map_folder: Path):
    make_store(map_folder, stage="berekend")
    test = show("trend", gemeente="Almere")

    assert "Doorgetrokken lijn: Almere" in said(test)
    assert "Streepjeslijn" not in said(test)
    assert test.dataframe[0].value["Nederland"].dropna().empty


def test_own_figures_are_newer_than_the_publication_they_are_compared_with(map_folder: Path):
    """With 1.000 times as many cases as published, what is left of Nederland would be far below zero."""
    make_store(map_folder)
    before = said(show(gemeente="Almere"))
    count_again(map_folder, "GM0034", 1000)
    test = show(gemeente="Almere")
    text = said(test)

    assert "960 zaken" in before
    assert "960.000 zaken" in text
    rest = re.compile(r"de rest van Nederland \(([^)]+)\)")
    assert rest.findall(text)[0] == rest.findall(before)[0]
    assert "u vergelijkt met publicatie 1 van 12 januari 2026" in text
    assert "Eigen cijfers: berekend op 13 januari 2026. Nederland: publicatie 1 van 12 januari 2026." in text
    assert test.button(key="notices_publiceer").label == "Publiceer nu"


def test_new_deliveries_are_announced_with_a_button(map_folder: Path):
    make_store(map_folder, behind=True)
    test = show()

    assert "1 nieuwe levering telt nog niet mee" in said(test)
    assert test.button(key="notices_bereken").label == "Bereken nu"


def test_a_task_that_nobody_takes_gives_a_hint(map_folder: Path):
    make_store(map_folder, behind=True)
    engine = open_engine(f"sqlite:///{map_folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        from queries.tasks import add_task

        add_task(connection, "bereken", {}, datetime(2026, 1, 12, 15))

    assert "effectmeting werk" in said(show())


def test_overzicht_shows_a_card_per_indicator_with_value_interval_and_comparison(map_folder: Path):
    make_store(map_folder)
    test = show(gemeente="Almere")
    text = said(test)

    assert test.title[0].value == "Almere in het kort"
    assert text.count('<article class="kaart">') == len([i for i in INDICATORS if not i.code.startswith("KW")])
    assert "Bij 50 van de 100 meldingen lukt het" in text
    assert "Waarschijnlijk tussen" in text
    assert "✓ Beter dan de rest van Nederland" in text
    assert "verzonnen" in text


@pytest.mark.parametrize(
    ("gemeente", "words"),
    [
        ("Zwolle", "Onvolledig"),
        ("Rotterdam", "Te veel onbekend"),
        ("Groningen", "Over Groningen is nog niets geleverd"),
    ],
)
def test_overzicht_is_honest_about_what_is_missing(map_folder: Path, gemeente: str, words: str):
    make_store(map_folder)

    assert words in said(show(gemeente=gemeente))


def test_overzicht_does_not_compare_a_handful_of_cases(map_folder: Path):
    make_store(map_folder)

    assert "Geen vergelijking: te weinig gegevens." in said(show(gemeente="Ameland"))


def test_overzicht_does_not_compare_with_few_gemeenten(map_folder: Path):
    make_store(map_folder, covered=False)

    assert "te weinig andere gemeenten leverden" in said(show(gemeente="Almere"))


@pytest.mark.parametrize(
    ("kind", "finding"),
    [
        ("12 maanden", "beter dan in de rest van Nederland"),
        ("Jaar", "beter dan in de rest van Nederland"),
        ("Maand", "ongeveer zoals in de rest van Nederland"),  # one month is too little to rule chance out
    ],
)
def test_trend_says_its_finding_and_shows_chart_table_and_source(map_folder: Path, kind: str, finding: str):
    make_store(map_folder)
    test = show("trend", gemeente="Almere", periode=kind)

    assert f"Bereik via vroegsignalering in Almere: {finding}" in said(test)
    assert "Nederland: publicatie 1 van 12 januari 2026" in said(test)
    assert len(test.get("plotly_chart")) == 1
    assert test.dataframe[0].value.columns.to_list()[:3] == ["Periode", "Almere", "Waarschijnlijk"]


def test_trend_compares_with_gemeenten_of_the_same_size(map_folder: Path):
    make_store(map_folder, covered=False)
    size = "Gemeenten met 150.000 tot 250.000 inwoners"
    test = show("trend", gemeente="Almere", vergelijk=size)
    text = said(test)

    assert test.selectbox(key="vergelijk").value == size
    assert f"Streepjeslijn: {size}, met de eigen gemeente erbij." in text
    assert "andere gemeenten met 150.000 tot 250.000 inwoners" in text
    assert "Zelfde grootte" in test.dataframe[0].value.columns


def test_the_choice_to_compare_with_is_kept_from_page_to_page_and_offers_the_own_regions_only(map_folder: Path):
    make_store(map_folder)
    options = show(gemeente="Almere").selectbox(key="vergelijk").options

    assert options[0] == "Nederland"
    assert "Provincie Flevoland" in options
    assert "Provincie Utrecht" not in options


def test_trend_looks_per_quarter(map_folder: Path):
    make_store(map_folder)
    test = show("trend", gemeente="Almere", periode="Kwartaal")

    assert test.dataframe[0].value["Periode"].to_list()[-1] == "1e kwartaal 2024"


def test_trend_divides_a_figure_over_the_cells_of_a_breakdown(map_folder: Path):
    make_store(map_folder)
    test = show("trend", gemeente="Almere", trend_cells_vs07="Signaalpartner")
    text = said(test)
    table = test.dataframe[1].value

    assert '<div class="deel"><h3>Huur</h3>' in text
    assert "Verschillen tussen delen kunnen toeval zijn" in text
    assert table["Signaalpartner"].to_list() == ["Huur", "Energie"]
    assert sum(table["Noemer"].to_list()) == test.dataframe[0].value["Noemer"].to_list()[3]


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


def test_datakwaliteit_shows_what_to_repair_first_and_every_place_in_pages(map_folder: Path):
    make_store(map_folder)
    test = show("datakwaliteit", gemeente="Almere")
    text = said(test)

    assert "tellen 3 leveringen mee" in text
    assert "Herstel dit eerst" in text
    assert "Bovenaan staat wat de meeste cijfers raakt." in text
    assert "120 meldingen" in text
    assert len(test.get("download_button")) == 4
    assert sum(test.dataframe[0].value["Waarschuwingen"].to_list()) > 0
    assert len(test.dataframe[-1].value) == 50


def test_datakwaliteit_shows_why_a_levering_was_turned_away(map_folder: Path):
    make_store(map_folder)
    text = said(show("datakwaliteit", gemeente="Zwolle"))

    assert "✕ 1 levering is geweigerd" in text
    assert "✕ Geweigerd" in text
    assert "Meer dan 20% van de records is afgekeurd." in text


def test_datakwaliteit_of_a_gemeente_without_deliveries_says_what_to_do(map_folder: Path):
    make_store(map_folder)

    assert "Over Groningen is nog niets aangeleverd" in said(show("datakwaliteit", gemeente="Groningen"))


def test_definities_explains_every_indicator(map_folder: Path):
    make_store(map_folder)
    test = show("definities")

    assert len(test.expander) == len(INDICATORS)
    assert "Hoe het is geteld" in said(test)
