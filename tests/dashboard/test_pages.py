"""Page tests: every page in every state that a store can be in, run without a browser."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from metrics.indicators import INDICATORS
from queries.engine import open_engine
from queries.tasks import latest_tasks
from tests.dashboard.opened import said, show, table_of
from tests.dashboard.small_store import count_again, make_store


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
    assert table_of(test, "trend")["Nederland"].dropna().empty


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


def test_overzicht_shows_key_indicators_as_cards_and_all_others_as_a_list(map_folder: Path):
    make_store(map_folder)
    test = show(gemeente="Almere")
    text = said(test)

    assert test.title[0].value == "Almere in het kort"
    shown = [one for one in INDICATORS if not one.code.startswith("KW")]
    assert text.count('<article class="kaart">') == len([one for one in shown if one.kern])
    assert text.count('<tr><th scope="row">') == len([one for one in shown if not one.kern])
    assert re.search(r"Door toeval alleen valt er hier bijna nooit een op: gemiddeld 0,1 van de \d+\.", text)
    assert re.search(
        r"<h2>Wat opvalt</h2><p>\d+ van de \d+ vergeleken cijfers wijken af van de rest van Nederland", text
    )
    assert "Kijk ook naar: opvolging van signalen, " in text
    assert "Bij 50 van de 100 meldingen lukt het" in text
    assert "Waarschijnlijk tussen" in text
    assert "✓ Beter dan de rest van Nederland" in text
    assert "verzonnen" in text


@pytest.mark.parametrize(
    ("gemeente", "words"),
    [
        ("Zwolle", "Onvolledig"),
        ("Rotterdam", "Te veel onbekend"),
        ("Groningen", "Over Groningen zijn er nog geen cijfers"),
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

    text = said(test)
    assert len(test.expander) == len(INDICATORS)
    for part in (
        "Hoe het is geteld",
        "tot en met 12 maanden na de gebeurtenis",
        "Eenheid: schuldeisers.",
        "Wijzigingen",
    ):
        assert part in text


@pytest.mark.parametrize(("words", "codes"), [("vs07", ["VS07"]), ("schuldeisers", ["SH10"]), ("geluk", [])])
def test_definities_finds_what_holds_all_words(map_folder: Path, words: str, codes: list[str]):
    make_store(map_folder)
    test = show("definities", definitions_zoek=words)

    found = [each.label.rsplit(" ", 1)[-1] for each in test.expander]
    assert set(codes) <= set(found)
    assert bool(found) == bool(codes)
    assert len(found) < len(INDICATORS)
