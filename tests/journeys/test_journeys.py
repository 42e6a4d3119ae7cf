"""Journeys of the people this is for, each as a story, and what every page owes to every reader."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

PAGES = [
    "?gemeente=Almere",
    "trend?gemeente=Zwolle&periode=Maand",
    "datakwaliteit?gemeente=Almere",
    "definities?definitions_zoek=VS07",
]


def test_a_wethouder_opens_the_start_page_and_reads_the_sentence_of_a_card(visit: "Visit"):
    page = visit("?gemeente=Almere")

    card = page.locator("article.kaart").filter(has_text="Bereik via vroegsignalering")
    assert "Bij 50 van de 100 meldingen lukt het" in card.inner_text()
    assert "Beter dan de rest van Nederland" in card.inner_text()
    assert card.get_by_role("img").get_attribute("alt", timeout=5000)


def test_the_same_parts_of_neighbouring_cards_stand_at_the_same_height(visit: "Visit"):
    page = visit("?gemeente=Almere")

    cards = [round(box["y"]) for each in page.locator("article.kaart").all() if (box := each.bounding_box())]
    assert len(cards) > len(set(cards)) > 1
    for part in ("h3", ".waarde", ".interval", ".zin", ".vergelijking", ".lijn", ".periode"):
        boxes = [each.bounding_box() for each in page.locator(f"article.kaart {part}").all()]
        tops = [round(box["y"]) for box in boxes if box]
        assert len(tops) == len(cards), part
        assert len(set(zip(cards, tops, strict=True))) == len(set(cards)), part


def test_a_beleidsmedewerker_goes_from_a_card_to_the_trend_and_shares_the_link(visit: "Visit"):
    page = visit("?gemeente=Almere")
    page.get_by_role("link", name="Wachttijd tot het eerste gesprek").click()
    page.wait_for_url(re.compile("trend"))
    settle(page)
    page.get_by_text("Jaar", exact=True).click()
    page.wait_for_url(re.compile("periode=Jaar"))
    settle(page)
    finding = page.get_by_role("heading", level=2).first.inner_text()
    link = page.url

    other = visit(link.split("/", 3)[3])

    assert "Wachttijd tot het eerste gesprek in Almere" in finding
    assert other.get_by_role("heading", level=2).first.inner_text() == finding
    assert other.url == link


def test_the_gemeente_stays_chosen_on_the_next_page(visit: "Visit"):
    page = visit("?gemeente=Zwolle")
    for name in ("Definities", "Trend"):
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", level=1, name=name).wait_for()
        settle(page)

    assert "in Zwolle" in page.get_by_role("heading", level=2).first.inner_text()
    assert "gemeente=Zwolle" in page.url


def test_an_administrator_finds_why_records_were_rejected(visit: "Visit"):
    page = visit("datakwaliteit?gemeente=Almere")

    with page.expect_download() as download:
        page.get_by_role("button", name="Rapport (CSV)").nth(1).click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()

    assert lines[0].startswith("Levering;Soort levering;Gemeente;Periode;Gevolg;Soort record;Nummer van het record")
    assert len(lines) == 122  # the head, 120 places, and a rule of which no place is listed


def test_a_link_opened_first_names_its_gemeente(visit: "Visit"):
    assert "gemeente=" in visit("").url


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", ["desktop", "telefoon"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_serious_barrier(visit: "Visit", path: str, width: str, scheme: str):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(path, width, scheme)
    if "trend" in path:
        page.locator(".js-plotly-plot .xtick").first.wait_for()
    found = Axe().run(page).response["violations"]

    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_dutch_titled_and_fits_a_telephone(visit: "Visit", path: str):
    page = visit(path, "telefoon")

    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.title().endswith("Effectmeting Schuldhulp")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert page.get_by_role("heading", level=1).count() == 1


def test_nothing_is_fetched_from_elsewhere(visit: "Visit", address: str):
    page = visit("definities")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/trend?gemeente=Almere")
    settle(page)
    page.locator(".js-plotly-plot .xtick").first.wait_for()

    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
