"""Four questions that everyone comes with, each answered within four clicks of the start page, without help."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.journeys.reader import Reader, seen

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

REACH = "Bereik via vroegsignalering"


def test_two_clicks_tell_whether_bereik_rose_in_the_last_year_beyond_chance(visit: "Visit"):
    reader = Reader(visit("?gemeente=Almere"))

    reader.follow(reader.card(REACH).get_by_role("link", name="Verloop"), "Trend")
    # Two years of counts hold no two spans of 12 months that are final; a store of three years needs one click less.
    reader.click(reader.page.get_by_role("radio", name="Maand", exact=True), shows="Toen was het 50,0%")

    assert reader.answers()["Een jaar eerder"].startswith("≈ geen duidelijk verschil")
    assert "Het verschil kan toeval zijn" in reader.answers()["Een jaar eerder"]
    assert reader.clicks == 2


def test_four_clicks_tell_which_comparable_gemeenten_differ_and_how_much_of_that_is_chance(visit: "Visit"):
    reader = Reader(visit("?gemeente=Almere"))

    reader.follow(reader.card(REACH).get_by_role("link", name="Vergelijk"), "Vergelijken")
    reader.choose("Vergelijk met", "2 meest vergelijkbare gemeenten", shows="Van de 2 meest")
    reader.click(reader.page.get_by_role("radio", name="Jaar", exact=True), shows="1 zeker een lager")

    said = "\n".join(seen(reader.page))
    assert "Van de 2 meest vergelijkbare gemeenten hebben er geen zeker een hoger cijfer en 1 zeker een lager" in said
    assert "door toeval alleen zouden dat er gemiddeld 0,1 zijn" in said
    assert reader.clicks == 4


def test_the_count_behind_a_percentage_stands_on_its_card_and_its_definition_is_one_click_away(visit: "Visit"):
    reader = Reader(visit("?gemeente=Almere"))

    card = reader.card(REACH).inner_text()
    assert "50,0%" in card
    assert "480 van de 960 zaken, sep 2024 t/m aug 2025" in card
    assert "Eigen cijfers: berekend op 12 januari 2026." in reader.page.get_by_text("In elk lijntje").inner_text()
    reader.follow(reader.card(REACH).get_by_role("link", name="Definitie"), "Definities")

    assert "Bereik via vroegsignalering · VS07" in reader.finding()
    assert "Teller: Zaken waarbij iemand is gesproken" in reader.page.locator('[data-testid="stMain"]').inner_text()
    assert reader.clicks == 1


def test_four_clicks_bring_a_file_and_a_link_of_exactly_that_view(visit: "Visit"):
    reader = Reader(visit("?gemeente=Almere"))

    reader.follow(reader.card(REACH).get_by_role("link", name="Verloop"), "Trend")
    file = reader.take("Excel")
    link = reader.share()

    assert file.suffix == ".xlsx"
    assert link == reader.page.url
    assert link.endswith("/trend?gemeente=Almere")
    assert reader.clicks == 4
