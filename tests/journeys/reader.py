"""Someone with a mouse: goes from page to page, counts the clicks, and tells what there is to read."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.journeys.conftest import settle

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@dataclass
class Reader:
    """A reader of one page, and how often was clicked."""

    page: "Page"
    clicks: int = 0

    def click(self, what: "Locator", *, shows: str = "") -> None:
        """Click, and wait until the page has answered; ``shows`` is a line that only the answer has."""
        what.click()
        self.clicks += 1
        if shows:
            self.page.locator('[data-testid="stMain"]').get_by_text(shows).first.wait_for()
        settle(self.page)

    def follow(self, what: "Locator", title: str) -> None:
        """Click a link to another page, and wait until that page, with this title, is drawn."""
        what.click()
        self.clicks += 1
        self.page.get_by_role("heading", level=1, name=title).wait_for()
        settle(self.page)

    def choose(self, label: str, option: str, *, shows: str = "") -> None:
        """Choose from a list: one click opens it, one chooses; ``shows`` is as for a click."""
        self.page.get_by_role("combobox", name=label).first.click()
        self.clicks += 1
        self.click(self.page.get_by_role("option", name=option, exact=True), shows=shows)

    def card(self, name: str) -> "Locator":
        """Return the card of an indicator on Overzicht, with its links."""
        return self.page.locator('[class*="st-key-kaart_"]').filter(
            has=self.page.get_by_role("heading", name=name, exact=True)
        )

    def answers(self) -> dict[str, str]:
        """Return the answers above a chart: what each is about, and what it says."""
        boxes = self.page.locator(".antwoorden .antwoord").all()
        return {box.locator("dt").inner_text(): " ".join(box.locator("dd").all_inner_texts()) for box in boxes}

    def finding(self) -> str:
        """Return the title of the first chart."""
        return self.page.get_by_role("heading", level=2).first.inner_text()

    def take(self, button: str) -> Path:
        """Take one file along from the first chart (two clicks), and return it under the name it was given."""
        self.page.get_by_role("button", name="Neem mee").first.click()
        self.clicks += 1
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=button, exact=True).click()
            self.clicks += 1
        file = download.value
        named = file.path().with_name(file.suggested_filename)
        file.save_as(named)
        self.page.keyboard.press("Escape")
        return named

    def share(self) -> str:
        """Ask for the link of what is on the screen, and return it."""
        self.page.get_by_role("button", name="Deel deze weergave").click()
        self.clicks += 1
        return self.page.get_by_role("textbox", name="De link van deze weergave").input_value()


def seen(page: "Page") -> list[str]:
    """Return all that a page says: every title, every line of text, and what is chosen."""
    main = page.locator('[data-testid="stMain"]')
    said = main.locator("h1, h2, h3, .stMarkdown p, dl, article").all_inner_texts()
    chosen = [box.input_value() for box in main.get_by_role("combobox").all()]
    return said + chosen + main.locator('[aria-checked="true"]').all_inner_texts()
