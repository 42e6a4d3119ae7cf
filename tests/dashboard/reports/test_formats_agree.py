"""One report, four formats: the same numbers in the same order, read back from what each format says."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from itertools import chain
from typing import Any

import pytest
from docx import Document
from docx.table import Table as WordTable
from pptx import Presentation

from dashboard.reports import docx, html, pdf, pptx
from dashboard.reports.content import Chart, Heading, Paragraph, Report, plain
from dashboard.reports.look import Look
from tests.dashboard.reports.example import report as example
from tests.dashboard.reports.pdf_order import spoken
from tests.dashboard.reports.reported import busy_store, of_block
from tests.dashboard.reports.reported import report as made_report
from tests.dashboard.small_store import NORMAL, NOTHING

LOOK = Look("Gemeente Voorbeeld")
_NUMBER = re.compile(r"[-–]?\d+(?:[.,]\d+)*%?")
_LIMITS = {"Wat deze cijfers niet zeggen", "Wat er ontbreekt", "Wat u kunt doen"}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    folder = busy_store(tmp_path_factory.mktemp("vier"))
    return {
        "voorbeeld": example(),
        "vol": made_report(folder, NORMAL, topics=("VS", "ON")),
        "te weinig": made_report(folder, NOTHING),
    }


def numbers(lines: Iterator[str]) -> list[str]:
    """Return all numbers in ``lines``, as they are written."""
    return [found for line in lines for found in _NUMBER.findall(line)]


def in_pdf(report: Report) -> Iterator[str]:
    lines = spoken(pdf.render(report, LOOK))
    alts = {each.alt for each in report.blocks if isinstance(each, Chart)}
    start = next(at for at, line in enumerate(lines) if line == next(of_block(report.blocks[0])))
    return (line for line in lines[start:] if line not in alts)


class Main(HTMLParser):
    """The text in the main part of a page that a voice reads, without what is drawn."""

    def __init__(self, page: bytes):
        super().__init__()
        self.lines: list[str] = []
        self._inside, self._drawn = False, 0
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, unless within a sentence."""
        del attrs
        self._inside = self._inside or tag == "main"
        self._drawn += tag == "svg"
        if tag not in {"span", "abbr", "b", "strong", "em"}:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave the main part, or a drawing."""
        self._inside = self._inside and tag != "main"
        self._drawn -= tag == "svg"

    def handle_data(self, data: str) -> None:
        """Take what is read aloud."""
        if self._inside and not self._drawn:
            self.lines[-1] += data


def in_html(report: Report) -> Iterator[str]:
    return iter(Main(html.render(report, LOOK)).lines)


def in_docx(report: Report) -> Iterator[str]:
    document = Document(BytesIO(docx.render(report, LOOK)))
    for part in list(document.iter_inner_content())[1:]:  # after the title
        if isinstance(part, WordTable):
            yield from (cell.text for row in part.rows for cell in row.cells)
        else:
            yield part.text


def in_pptx(report: Report) -> Iterator[str]:
    """Give titles and texts of the slides after the first, without source and number."""
    slides: list[Any] = list(Presentation(BytesIO(pptx.render(report, LOOK))).slides)[1:]
    for slide in slides:
        for shape in slide.shapes:
            if shape.is_placeholder and shape.has_text_frame and shape.placeholder_format.idx < 10:
                yield shape.text_frame.text


def on_slides(report: Report) -> Iterator[str]:
    """Give what slides say of a report: its findings, or that there is none; then what it cannot say."""
    if report.findings:
        yield from chain.from_iterable(of_block(each) for each in report.findings)
    else:
        at = next(at for at, each in enumerate(report.blocks) if isinstance(each, Paragraph) and each.style == "nadruk")
        yield from chain.from_iterable(of_block(each) for each in report.blocks[at : at + 2])
    inside = False
    for block in report.blocks:
        if isinstance(block, Heading) and block.level == 2:
            inside = block.text in _LIMITS
        elif inside and isinstance(block, Paragraph):
            yield plain(block.runs)


@pytest.mark.parametrize("read", [in_pdf, in_html, in_docx])
@pytest.mark.parametrize("which", ["voorbeeld", "vol", "te weinig"])
def test_every_format_says_all_numbers_of_the_report_in_its_order(
    which: str, read: Callable[[Report], Iterator[str]], reports: dict[str, Report]
) -> None:
    report = reports[which]
    expected = numbers(chain.from_iterable(of_block(block) for block in report.blocks))
    assert numbers(read(report)) == expected
    assert len(expected) > {"voorbeeld": 20, "vol": 100, "te weinig": 3}[which]


@pytest.mark.parametrize("which", ["voorbeeld", "vol", "te weinig"])
def test_slides_say_the_same_numbers_of_what_they_show(which: str, reports: dict[str, Report]) -> None:
    assert numbers(in_pptx(reports[which])) == numbers(on_slides(reports[which]))
