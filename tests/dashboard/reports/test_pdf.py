"""The PDF of a report: for paper, for bookmarks, and for a screen reader.

The validator is page-validation, independent of what makes the PDF and held to veraPDF's corpus; what it cannot know
(does the text read as the report does?) is looked up in the structure with pikepdf.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from dashboard.errors import SettingsError
from dashboard.reports import pdf
from dashboard.reports.content import Chart, Report
from dashboard.reports.look import Look
from dashboard.reports.typeface import drawable
from tests.dashboard.reports.example import ALT_DOTS, ALT_GOAL, ALT_TREND, NAAM, report, short_report
from tests.dashboard.reports.pdf_order import spoken
from tests.dashboard.reports.reported import of_block

REPOSITORY = Path(__file__).parents[3]
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
LOOK = Look("Gemeente Voorbeeld", LOGO, "#7a1f5c", "#7a1f5c")


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf.render(report(), LOOK)


@pytest.fixture(scope="module")
def opened(made: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(made)) as document:
        yield document


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Every element of a structure tree, in the order it is read."""
    if isinstance(node, pikepdf.Array):
        for kid in node:  # pyright: ignore[reportGeneralTypeIssues]
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tags(document: pikepdf.Pdf) -> list[str]:
    return [str(element["/S"]) for element in elements(document.Root.StructTreeRoot["/K"])]


@pytest.mark.parametrize("which", [report(), short_report()], ids=lambda each: each.soort)
@pytest.mark.parametrize("look", [Look(), LOOK], ids=lambda each: each.naam)
def test_an_independent_validator_finds_nothing_against_pdf_ua(which: Report, look: Look):
    found = page.validate_pdf_bytes(pdf.render(which, look), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in found.failures] == []
    assert found.is_compliant
    assert found.rules.total > 100


def test_the_file_says_what_it_is_and_in_which_language(opened: pikepdf.Pdf):
    root = opened.Root
    assert str(root.Lang).lower() == "nl-nl"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == f"Schuldhulp in {NAAM}"
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20261112000000")
    assert {str(each["/Tabs"]) for each in opened.pages} == {"/S"}


def test_headings_tables_and_pictures_are_tagged_as_what_they_are(opened: pikepdf.Pdf):
    counted = Counter(tags(opened))
    assert (counted["/H1"], counted["/H2"], counted["/H3"]) == (1, 5, 1)
    assert (counted["/Table"], counted["/TH"], counted["/TD"], counted["/TR"]) == (2, 12, 34, 8)
    figures = [each for each in elements(opened.Root.StructTreeRoot["/K"]) if str(each["/S"]) == "/Figure"]
    assert [str(each["/Alt"]) for each in figures] == ["Logo van Gemeente Voorbeeld", ALT_TREND, ALT_DOTS, ALT_GOAL]


def test_bookmarks_lead_to_every_part(opened: pikepdf.Pdf):
    with opened.open_outline() as outline:
        (title,) = outline.root
        assert title.title == f"Schuldhulp in {NAAM}"
        assert [part.title for part in title.children] == [
            "Wat er nu toe doet",
            "De belangrijkste cijfers",
            "In beeld",
            "Wat deze cijfers niet zeggen",
            "Waar dit vandaan komt",
        ]
        assert [part.title for part in title.children[3].children] == ["Wat ontbreekt"]


def test_a_screen_reader_reads_the_report_in_order_and_nothing_else(made: bytes):
    assert spoken(made) == [*_beginning(), *map(drawable, _said(report()))]


def test_everything_on_a_page_is_tagged_or_left_out_on_purpose(opened: pikepdf.Pdf):
    for each in opened.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(each):
            operator = str(instruction.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            assert depth > 0 or operator not in {"Tj", "TJ", "Do", "S", "f", "B", "f*"}, operator


def test_only_the_typeface_of_the_package_is_used(opened: pikepdf.Pdf):
    fonts = {str(font.BaseFont).split("+")[-1] for each in opened.pages for font in each.Resources.Font.values()}
    assert fonts == {"Inter-Regular", "Inter-SemiBold"}


def test_a_name_with_characters_that_no_font_draws_is_printed_all_the_same():
    made = pdf.render(report("Voorbeeld 漢 \u200b\ue000"), Look())
    assert "Schuldhulp in Voorbeeld ? ?" in spoken(made)


def test_a_logo_that_cannot_be_drawn_is_refused_with_a_sentence():
    with pytest.raises(SettingsError, match="EFFECTMETING_LOGO is niet te tekenen in een rapport"):
        pdf.render(short_report(), Look(logo=b"<svg><onaf"))


def test_a_png_logo_is_printed():
    from dashboard.reports import charts

    (chart,) = [block for block in report().blocks if isinstance(block, Chart)][:1]
    made = pdf.render(short_report(), Look("Voorbeeld", charts.png(chart, Look(), 40)))
    assert "Logo van Voorbeeld" in spoken(made)


TWICE = """
import hashlib
from dashboard.reports import html, pdf
from dashboard.reports.look import Look
from dashboard.reports.typeface import drawable
from tests.dashboard.reports.example import report
print([hashlib.sha256(form.render(report(), Look())).hexdigest() for form in (pdf, html)])
"""


def test_two_processes_make_the_same_bytes_whatever_the_user_set_for_pictures(tmp_path: Path):
    (tmp_path / "matplotlibrc").write_text("axes.facecolor: red\nlines.linewidth: 9\nfont.size: 20\n")
    command = [sys.executable, "-c", TWICE]
    environment = dict(os.environ) | {"PYTHONPATH": str(REPOSITORY)}
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder, env=environment)
        for folder in (REPOSITORY, tmp_path)
    ]
    one, other = (process.communicate(timeout=120)[0] for process in processes)
    assert one == other
    assert one.count("'") == 4


def _beginning() -> list[str]:
    """The logo and the lines around the title."""
    assert report().datum == date(2026, 11, 12)
    title = f"Schuldhulp in {NAAM}"
    return [
        "Logo van Gemeente Voorbeeld",
        "Gemeente Voorbeeld",
        title,
        "derde kwartaal 2026 · stand van 12 november 2026",
    ]


def _said(read: Report) -> Iterator[str]:
    """What a report says, from its content and not from a format; nothing that is not there."""
    for block in read.blocks:
        yield from filter(None, of_block(block))
        if isinstance(block, Chart):
            yield block.alt
