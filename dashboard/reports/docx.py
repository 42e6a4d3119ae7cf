"""A report as a Word document that people go on with: real headings, lists and tables, charts with their words.

Word knows its document by styles, so every block takes one and nothing is made to look like what it is not.
"""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from dashboard.reports import charts
from dashboard.reports.content import Block, Chart, Finding, Heading, Paragraph, Report, Table
from dashboard.reports.docx_styles import SMALL, STRESSED, TEXT_CM, name_picture, prepare, write
from dashboard.reports.docx_table import add_table
from dashboard.reports.look import Look
from dashboard.reports.office import DPI, clean, describe, packed, without

if TYPE_CHECKING:
    from docx.document import Document

_STYLES: Final = {"gewoon": "Normal", "nadruk": STRESSED, "klein": SMALL}


def render(report: Report, look: Look) -> bytes:
    """Return ``report`` as a DOCX file; the same report and look give the same bytes."""
    from docx import Document

    document = Document()
    # A picture of the empty template, and its styles a second time for a Word of long ago.
    for number in without(document.part.rels.items(), "stylesWithEffects", "customXml"):
        document.part.rels.pop(number)
    package: Any = document.part.package
    for number in without(package.rels.items(), "thumbnail"):
        package.rels.pop(number)
    prepare(document, report, look)
    describe(document.core_properties, report, look)
    document.add_heading(clean(report.titel), level=1)
    draw: dict[type[Block], Callable[..., None]] = {
        Heading: _add_heading,
        Paragraph: _add_paragraph,
        Table: add_table,
        Chart: partial(_add_chart, look=look),
    }
    for kind, blocks in groupby(report.blocks, type):
        if kind is Finding:
            _add_findings(document, list(blocks))  # pyright: ignore[reportArgumentType] -- grouped by type
            continue
        for block in blocks:
            draw[kind](document, block)
    result = BytesIO()
    document.save(result)
    return packed(result)


def _add_heading(document: "Document", block: Heading) -> None:
    document.add_heading(clean(block.text), level=block.level)


def _add_paragraph(document: "Document", block: Paragraph) -> None:
    write(document.add_paragraph(style=_STYLES[block.style]), block.runs)


def _add_findings(document: "Document", findings: list[Finding]) -> None:
    """Add what matters as one numbered list, each with what it rests on below it, and begin at one."""
    numbers = _new_numbering(document)
    for finding in findings:
        said = document.add_paragraph(style="List Number")
        properties = said._p.get_or_add_pPr().get_or_add_numPr()  # pyright: ignore[reportPrivateUsage]
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = numbers
        said.paragraph_format.keep_with_next = bool(finding.evidence)
        write(said, (f"{finding.symbool} " if finding.symbool else "", *finding.runs), style="Strong")
        if finding.evidence:
            write(document.add_paragraph(style="List Continue"), finding.evidence)


def _new_numbering(document: "Document") -> int:
    """Return the number of a new list like those of List Number, that begins at one."""
    style: Any = document.styles["List Number"].element
    numbering: Any = document.part.numbering_part.element
    found = numbering.num_having_numId(style.pPr.numPr.numId.val)
    added = numbering.add_num(found.abstractNumId.val)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return added.numId


def _add_chart(document: "Document", block: Chart, *, look: Look) -> None:
    from docx.shared import Cm

    caption = document.add_paragraph(clean(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    drawn = BytesIO(charts.png(block, look, DPI))
    picture = document.add_paragraph().add_run().add_picture(drawn, width=Cm(TEXT_CM))
    name_picture(picture, clean(block.caption), clean(block.alt))
