"""What every page owes to every reader: no barrier, no sideways scrolling, nothing asked of anyone else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import WIDTHS, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

# In light on a desktop and in dark on a telephone: pages with more views show another one in each.
LIGHT = [
    "?gemeente=Almere",
    "trend?gemeente=Almere&periode=Maand&trend_grenzen=true",
    "vergelijken?gemeente=Almere&periode=Jaar",
    "vergelijken?gemeente=Almere&periode=Jaar&vergelijken_weergave=Kaart",
    "vergelijken?gemeente=Almere&periode=Jaar&vergelijken_weergave=Profiel",
    "keten?gemeente=Almere",
    "wijken?gemeente=Almere",
    "signaalregel?gemeente=Almere",
    "doelen?gemeente=Almere",
    "datakwaliteit?gemeente=Almere",
    "aanleveren?gemeente=Almere",
    "definities?definitions_zoek=VS07",
]
DARK = [
    "?gemeente=Rotterdam",
    "trend?gemeente=Zwolle&periode=Maand",
    "vergelijken?gemeente=Almere&periode=Jaar&vergelijken_weergave=Trechter",
    "vergelijken?gemeente=Almere&periode=Jaar&vergelijken_weergave=Alle+cijfers",
    "keten?gemeente=Almere&keten_weergave=Signaalpartners",
    "wijken?gemeente=Groningen",
    "signaalregel?gemeente=Almere",
    "doelen?gemeente=Almere",
    "datakwaliteit?gemeente=Zwolle",
    "aanleveren?gemeente=Almere",
    "definities",
]
LOOKS = [("desktop", "light", path) for path in LIGHT] + [("telefoon", "dark", path) for path in DARK]

# Sideways: the page itself, or something that sticks out of it without a frame that scrolls.
STICKS_OUT = """
() => {
  const frames = [document.documentElement, document.querySelector('[data-testid="stMain"]')];
  return frames.filter((frame) => frame.scrollWidth > frame.clientWidth).map((frame) => frame.scrollWidth);
}
"""


@dataclass(frozen=True)
class Look:
    """A browser of one width and scheme, and all that was asked over the network."""

    context: "BrowserContext"
    asked: list[str]


@pytest.fixture(scope="module")
def looks(browser: "Browser") -> "Iterator[dict[tuple[str, str], Look]]":
    """Return one browser per look, kept for all pages: what a reader loads once is loaded once."""
    made = {}
    for width, scheme in (("desktop", "light"), ("telefoon", "dark")):
        wide, high = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": wide, "height": high},
            locale="nl-NL",
            color_scheme=scheme,  # pyright: ignore[reportArgumentType]
        )
        look = Look(context, [])
        context.on("request", lambda request, look=look: look.asked.append(request.url))
        made[width, scheme] = look
    yield made
    for look in made.values():
        look.context.close()


@pytest.mark.parametrize(("width", "scheme", "path"), LOOKS)
def test_a_page_has_no_barrier_fits_and_asks_nothing_of_others(
    looks: "dict[tuple[str, str], Look]", address: str, width: str, scheme: str, path: str
):
    from axe_playwright_python.sync_playwright import Axe

    look = looks[width, scheme]
    page = look.context.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{address}/{path}")
    settle(page)
    if path.startswith("doelen"):
        page.get_by_role("button", name="Voeg een doel toe").click()
        page.get_by_role("button", name="Bewaar dit doel").wait_for()
        settle(page)
    if path.startswith("trend"):
        page.locator(".js-plotly-plot .xtick").first.wait_for()

    found = [rule for rule in Axe().run(page).response["violations"] if rule["impact"] in ("serious", "critical")]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    _fits(page)
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.title().endswith("Effectmeting Schuldhulp")
    assert page.get_by_role("heading", level=1).count() == 1
    assert [url for url in look.asked if not url.startswith((address, "data:", "blob:"))] == []
    page.close()


def _fits(page: "Page") -> None:
    """A desktop enlarged to 200% is half as wide; a telephone is as it is."""
    if page.viewport_size == {"width": 1440, "height": 900}:
        page.set_viewport_size({"width": 720, "height": 450})
        settle(page)
    assert page.evaluate(STICKS_OUT) == []
