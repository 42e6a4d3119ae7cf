"""The HTML of a report: one file that needs nothing else."""

import re
from html.parser import HTMLParser

import pytest

from dashboard.reports import html
from dashboard.reports.content import Report
from dashboard.reports.look import Look
from tests.dashboard.reports.example import ALT_TREND, report, short_report

VOID = {"meta", "img", "path", "use", "rect", "br"}


class Seen(HTMLParser):
    """The tags of a page with their attributes, whether each is closed, and the ids."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and that it is to be closed."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """See that what is closed was opened last."""
        assert self.open.pop() == tag

    def names(self, *wanted: str) -> list[str]:
        """Return those of the tags that are ``wanted``, in order."""
        return [tag for tag, _ in self.tags if tag in wanted]


def seen(which: Report, look: Look | None = None) -> Seen:
    return Seen(html.render(which, look or Look()).decode())


@pytest.mark.parametrize("which", [report(), short_report()], ids=lambda each: each.soort)
def test_a_page_asks_for_nothing_and_runs_nothing(which: Report):
    page = seen(which)
    assert page.open == []
    assert page.names("script", "link", "iframe", "object") == []
    addresses = [value or "" for _, has in page.tags for name, value in has.items() if name in {"src", "href"}]
    assert [each for each in addresses if not each.startswith(("#", "data:"))] == []
    text = html.render(which, Look()).decode()
    assert re.findall(r"url\((?!#)", text) == []
    assert "@import" not in text


def test_headings_go_down_one_level_at_a_time_from_one_title():
    assert "".join(seen(report()).names("h1", "h2", "h3")) == "h1h2h2h2h2h3h2"


def test_a_table_says_which_head_belongs_to_which_cell():
    page = seen(report())
    assert page.names("caption") == ["caption"] * 2
    assert [has["scope"] for tag, has in page.tags if tag == "th"] == ["col"] * 5 + ["row"] * 4 + ["col"] * 7 + [
        "row"
    ] * 2


def test_a_chart_is_one_picture_with_its_words_and_no_id_is_used_twice():
    page = seen(report())
    pictures = [has for tag, has in page.tags if tag == "svg"]
    assert [picture["role"] for picture in pictures] == ["img"] * 3
    assert pictures[0]["aria-label"] == ALT_TREND
    ids = [has["id"] for _, has in page.tags if "id" in has]
    assert len(ids) == len(set(ids)) > 0
    used = {(has.get("href") or "#")[1:] for tag, has in page.tags if tag == "use"}
    assert used <= set(ids)


def test_names_that_look_like_code_are_shown_as_they_are():
    text = html.render(report(), Look("<script>alert(1)</script>")).decode()
    assert "<script" not in text
    assert "&lt;b&gt;Omstreken&lt;/b&gt;" in text
    assert "#let x = 1 *Energie* $y$ \\ @bron &lt;label&gt;" in text


def test_the_colour_and_logo_of_the_gemeente_are_in_the_page():
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>'
    text = html.render(report(), Look("Gemeente Voorbeeld", logo, "#7a1f5c", "#7a1f5c")).decode()
    assert 'alt="Logo van Gemeente Voorbeeld"' in text
    assert "--kleur: #7a1f5c;" in text
    assert "data:image/svg+xml;base64,PHN2" in text


def test_a_report_with_too_little_data_says_so():
    assert b"te weinig gegevens om over deze periode" in html.render(short_report(), Look())
