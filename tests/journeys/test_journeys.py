"""What only a browser shows: cards in line, a link that opens the same, a report that can be taken along."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser


def test_the_same_parts_of_neighbouring_cards_stand_at_the_same_height(visit: "Visit"):
    page = visit("?gemeente=Almere")

    cards = [round(box["y"]) for each in page.locator("article.kaart").all() if (box := each.bounding_box())]
    assert len(cards) > len(set(cards)) > 1
    for part in ("h3", ".kop", ".interval", ".zin", ".vergelijking", ".periode"):
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


def test_an_administrator_finds_why_records_were_rejected(visit: "Visit"):
    page = visit("datakwaliteit?gemeente=Almere")

    with page.expect_download() as download:
        page.get_by_role("button", name="Rapport (CSV)").nth(1).click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()

    assert lines[0].startswith("Levering;Soort levering;Gemeente;Periode;Gevolg;Soort record;Nummer van het record")
    assert len(lines) == 122  # the head, 120 places, and a rule of which no place is listed


def test_a_link_opened_first_names_its_gemeente(visit: "Visit"):
    assert "gemeente=" in visit("").url
