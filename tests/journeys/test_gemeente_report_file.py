"""The report of a gemeente as a file, opened where there is nothing but a browser."""

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.reports import html
from dashboard.reports.look import Look
from tests.dashboard.reports.example import report, short_report
from tests.journeys.conftest import WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

OWN_COLOUR = Look("Gemeente Voorbeeld", kleur="#7a1f5c", lijn="#7a1f5c")
REPORTS = {
    "a full report": html.render(report(), Look()),
    "in the gemeente's colour": html.render(report(), OWN_COLOUR),
    "too little data": html.render(short_report(), Look()),
}
LOOKS = [("a full report", *look) for look in product(WIDTHS, ("light", "dark"))] + [
    ("in the gemeente's colour", "desktop", "dark"),
    ("too little data", "telefoon", "light"),
]


@pytest.mark.parametrize(("which", "width", "scheme"), LOOKS)
def test_a_report_has_no_barrier_asks_for_nothing_and_fits(
    browser: "Browser", tmp_path: Path, which: str, width: str, scheme: str
):
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path / "rapport.html"
    file.write_bytes(REPORTS[which])
    wide, high = WIDTHS[width]
    context = browser.new_context(
        viewport={"width": wide, "height": high},
        color_scheme=scheme,  # pyright: ignore[reportArgumentType]
        offline=True,
        bypass_csp=True,  # the rules are a script, which the file itself does not allow
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
