"""Three people, each with an own question, from opening the page to taking the answer along."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from tests.journeys.conftest import settle
from tests.journeys.reader import Reader, seen

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

REACH = "Bereik via vroegsignalering"


def opened_elsewhere(visit: "Visit", link: str) -> "Page":
    """Open a shared link in another browser."""
    return visit(link.split("/", 3)[3])


def test_a_beleidsmedewerker_sees_whether_bereik_rises_and_takes_figure_drawing_and_link_along(visit: "Visit"):
    reader = Reader(visit("?gemeente=Almere"))
    page = reader.page

    reader.follow(reader.card(REACH).get_by_role("link", name="Verloop"), "Trend")
    reader.click(page.get_by_role("radio", name="Maand", exact=True))
    reader.click(page.get_by_text("Toon grenzen van toeval"), shows="de nieuwste cijfers schommelen door toeval")
    assert reader.answers()["Nieuwste punt"].startswith("≈ alleen toeval")

    figures = reader.take("Excel")
    assert figures.suffix == ".xlsx"
    assert REACH in written(figures)
    page.locator(".js-plotly-plot .xtick").first.wait_for()
    drawing = reader.take("Vergrootbaar (SVG)")
    drawn = drawing.read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "de nieuwste cijfers schommelen" in drawn

    link = reader.share()
    assert "trend_grenzen=true" in link
    other = opened_elsewhere(visit, link)
    assert other.url == link
    assert seen(other) == seen(page)


def written(workbook: Path) -> str:
    """Return all words of a workbook."""
    with ZipFile(workbook) as parts:
        named = [name for name in parts.namelist() if re.search(r"sharedStrings|sheet\d", name)]
        return "".join(parts.read(name).decode() for name in named)


def test_a_manager_sees_who_does_better_looks_on_map_and_profile_and_takes_the_figures_along(visit: "Visit"):
    reader = Reader(visit("?gemeente=Zwolle&periode=Jaar"))
    page = reader.page

    reader.follow(page.get_by_role("link", name="Vergelijken", exact=True).first, "Vergelijken")
    reader.choose("Vergelijk met", "2 meest vergelijkbare gemeenten", shows="Van de 2 meest vergelijkbare")
    said = "\n".join(seen(page))
    assert "Van de 2 meest vergelijkbare gemeenten heeft er 1 zeker een hoger cijfer" in said
    assert "Almere" in said
    assert "door toeval alleen zouden dat er gemiddeld 0,1 zijn" in said

    reader.click(page.get_by_role("radio", name="Kaart", exact=True), shows="De kaart zet elke gemeente")
    reader.choose("Vergelijk met", "Nederland", shows="naast de rest van Nederland")
    reader.click(page.get_by_role("radio", name="Profiel", exact=True), shows="Zo leest u een balk")
    assert re.match(r"Zwolle: van \d+ cijfers \d+ ", reader.finding())

    lines = reader.take("CSV Nederlands (12,3)").read_text(encoding="utf-8-sig").splitlines()
    assert any(REACH in line for line in lines)
    link = reader.share()
    other = opened_elsewhere(visit, link)
    assert other.url == link
    assert seen(other) == seen(page)


def test_a_wethouder_reads_on_a_telephone_what_changed_and_what_a_percentage_is_and_prints_it(visit: "Visit"):
    page = visit("?gemeente=Almere", "telefoon")
    reader = Reader(page)

    card = reader.card(REACH)
    assert page.get_by_role("heading", name="Wat is er veranderd").count() == 1
    assert "Bij 50 van de 100 meldingen lukt het" in card.inner_text()
    assert "Beter dan de rest van Nederland" in card.inner_text()
    assert card.get_by_role("img").get_attribute("alt")

    reader.follow(card.get_by_role("link", name="Definitie"), "Definities")
    assert "Bereik via vroegsignalering · VS07" in reader.finding()
    page.go_back()
    page.get_by_role("heading", level=1, name="Almere in het kort").wait_for()
    settle(page)

    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Druk af").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert card.is_visible()
    assert not page.get_by_role("combobox", name="Gemeente").is_visible()
    assert not page.get_by_role("button", name="Deel deze weergave").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_beleidsmedewerker_without_a_mouse_finds_the_trend_and_its_limits_and_sees_where_she_is(visit: "Visit"):
    page = visit("trend?gemeente=Almere")
    passed: list[str] = []

    press_to(page, passed, "Gemeente")
    page.keyboard.type("Zwolle")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("gemeente=Zwolle"))
    settle(page)
    press_to(page, passed, "12 maanden")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("periode=Jaar"))
    settle(page)
    press_to(page, passed, "Toon grenzen van toeval")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("trend_grenzen=true"))
    settle(page)

    assert "in Zwolle" in page.get_by_role("heading", level=2).first.inner_text()
    assert [name for name in passed if name.endswith("(onzichtbaar)")] == []


# What has the focus: its name, and whether an outline, a shadow or a border tells so.
FOCUSED = """
() => {
  const at = document.activeElement;
  const label = at.getAttribute("aria-label") || at.labels?.[0]?.innerText || at.innerText || at.id || at.tagName;
  const shown = (each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none";
  };
  let around = at, seen = false;
  for (let up = 0; up < 5 && around; up += 1, around = around.parentElement) seen ||= shown(around);
  const marked = seen || at.closest('[data-baseweb="select"], [data-testid="stSelectbox"], label') !== null;
  return label.trim().split("\\n")[0] + (marked ? "" : " (onzichtbaar)");
}
"""


def press_to(page: "Page", passed: list[str], name: str) -> None:
    """Press Tab until what is called ``name`` has the focus; remember what was passed."""
    for _ in range(60):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
        if passed[-1].startswith(name):
            return
    pytest.fail(f"{name} was not reached in 60 steps: {passed}")
