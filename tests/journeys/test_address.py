"""The address bar: it always names what is on the screen, so a link that is copied opens the same."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.journeys.conftest import settle
from tests.journeys.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

ROUND = ("Trend", "Wijken", "Vergelijken", "Definities", "Keten", "Trend", "Doelen", "Vergelijken")


def chosen(page: "Page") -> tuple[str, dict[str, list[str]]]:
    """Return the page that the address names, and the choices that pages share in it."""
    parts = urlsplit(page.url)
    shared = {name: value for name, value in parse_qs(parts.query).items() if name in ("gemeente", "periode")}
    return parts.path, shared


def test_the_address_follows_every_change_of_page_and_keeps_gemeente_and_period(visit: "Visit"):
    reader = Reader(visit("?gemeente=Zwolle&periode=Jaar"))
    before = reader.page.evaluate("history.length")

    for title in ROUND:
        reader.follow(reader.page.get_by_role("link", name=title, exact=True).first, title)
        path, shared = chosen(reader.page)
        assert path == f"/{title.lower()}"
        with_period = title in ("Trend", "Vergelijken", "Keten")
        wanted = {"gemeente": ["Zwolle"]} if title != "Definities" else {}
        assert shared == wanted | ({"periode": ["Jaar"]} if with_period else {}), title

    assert reader.page.evaluate("history.length") == before + len(ROUND)


@pytest.mark.parametrize("moment", range(5))
def test_a_first_click_before_the_start_page_is_drawn_goes_where_it_should(visit: "Visit", address: str, moment: int):
    page = visit("definities")
    page.goto(f"{address}/")
    link = page.get_by_role("link", name="Trend", exact=True).first
    link.wait_for()
    page.wait_for_timeout(60 * moment)
    Reader(page).follow(link, "Trend")

    assert chosen(page) == ("/trend", {"gemeente": ["Almere"]})


def test_the_way_back_is_one_step_a_page_and_finds_the_choices_as_they_were(visit: "Visit"):
    reader = Reader(visit("?gemeente=Zwolle"))
    reader.follow(reader.page.get_by_role("link", name="Trend", exact=True).first, "Trend")
    reader.follow(reader.page.get_by_role("link", name="Definitie", exact=True).first, "Definities")

    for title, path in (("Trend", "/trend"), ("Zwolle in het kort", "/")):
        reader.page.go_back()
        reader.page.get_by_role("heading", level=1, name=title).wait_for()
        settle(reader.page)
        assert chosen(reader.page) == (path, {"gemeente": ["Zwolle"]})
