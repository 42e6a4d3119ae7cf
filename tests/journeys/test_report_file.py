"""The op-orde-rapport as a file, opened where there is nothing but a browser."""

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.orde.gemeente import render_gemeente_html
from dashboard.orde.page import render_html
from tests.dashboard.orde.invented import nothing_wrong, orde, orde_gemeente
from tests.journeys.conftest import WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FULL = "a levering with something of everything"
REPORTS = {
    FULL: render_html(orde()),
    "a levering that was turned away": render_html(orde(status="geweigerd")),
    "a levering in order": render_html(nothing_wrong()),
    "a gemeente": render_gemeente_html(orde_gemeente()),
}


LOOKS = [(FULL, *look) for look in product(WIDTHS, ("light", "dark"))] + [
    (name, "telefoon", "dark") for name in REPORTS if name != FULL
]


@pytest.mark.parametrize(("report", "width", "scheme"), LOOKS)
def test_a_report_has_no_barrier_asks_for_nothing_and_fits(
    browser: "Browser", tmp_path: Path, report: str, width: str, scheme: str
):
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path / "rapport.html"
    file.write_text(REPORTS[report], encoding="utf-8")
    wide, high = WIDTHS[width]
    context = browser.new_context(
        viewport={"width": wide, "height": high},
        color_scheme=scheme,  # pyright: ignore[reportArgumentType]
        offline=True,
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())

    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
    assert asked == [file.as_uri()]
    context.close()
