"""The Word file: people go on with it, so it must be made of what Word knows."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from dashboard.reports import docx
from dashboard.reports.content import Heading, Paragraph, Table, plain
from dashboard.reports.look import Look
from tests.dashboard.reports import example

LOOK = Look("Gemeente Voorbeeld")


@pytest.fixture(scope="module")
def opened() -> Any:
    return Document(BytesIO(docx.render(example.report(), LOOK)))


def test_headings_are_headings_in_the_order_of_the_report(opened: Any) -> None:
    found = [(each.style.name, each.text) for each in opened.paragraphs if each.style.name.startswith("Heading")]
    made = [(f"Heading {each.level}", each.text) for each in example.BLOCKS if isinstance(each, Heading)]
    assert found == [("Heading 1", example.report().titel), *made]


def test_findings_are_one_numbered_list_that_begins_at_one_and_says_its_kind_without_colour(opened: Any) -> None:
    listed = [each for each in opened.paragraphs if each.style.name == "List Number"]
    assert [each.text[:2] for each in listed] == ["▲ ", "▼ ", "● "]
    numbers = {each._p.pPr.numPr.numId.val for each in listed}
    assert len(numbers) == 1
    numbering = opened.part.numbering_part.element.num_having_numId(numbers.pop())
    assert numbering.findall(qn("w:lvlOverride"))[0].find(qn("w:startOverride")).val == 1
    told = [each.text for each in opened.paragraphs if each.style.name == "List Continue"]
    assert told == [plain(each.evidence) for each in example.FINDINGS]


def test_a_table_can_be_edited_repeats_its_heads_and_is_told_to_a_screen_reader(opened: Any) -> None:
    table = opened.tables[0]
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown == [list(example.TABLE.head), *([plain(cell) for cell in row] for row in example.TABLE.rows)]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False, False, False]
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == example.TABLE.caption


def test_charts_are_pictures_with_words(opened: Any) -> None:
    found = [(each._inline.docPr.get("name"), each._inline.docPr.get("descr")) for each in opened.inline_shapes]
    assert found == [(each.caption, each.alt) for each in example.CHARTS]


def test_no_empty_line_makes_room_and_all_is_in_dutch(opened: Any) -> None:
    empty = [each for each in opened.paragraphs if not each.text and not each._p.findall(f".//{qn('w:drawing')}")]
    assert empty == []
    assert {each.get(qn("w:val")) for each in opened.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    foot = opened.sections[0].footer.paragraphs[0]._p
    assert [each.get(qn("w:instr")) for each in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_file_says_what_it_is_and_of_which_day(opened: Any) -> None:
    about = opened.core_properties
    assert (about.title, about.author, about.language) == (example.report().titel, "Gemeente Voorbeeld", "nl-NL")
    assert about.created.replace(tzinfo=None) == datetime(2026, 11, 12)


def test_the_same_report_is_the_same_bytes_and_tells_nothing_of_the_clock() -> None:
    first, second = (docx.render(example.report(), LOOK) for _ in range(2))
    assert first == second
    with ZipFile(BytesIO(first)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in parts.namelist())


def test_a_name_that_no_xml_can_hold_is_written_without_what_it_cannot() -> None:
    odd = Paragraph(("Bron:\x07 nota\nvan\x00 mei <b>",))
    made = Document(BytesIO(docx.render(replace(example.short_report(), blocks=(odd,)), LOOK)))
    assert made.paragraphs[1].text == "Bron: nota van mei <b>"


def test_a_wide_table_keeps_its_words_whole_and_stays_on_the_page() -> None:
    heads = ("Cijfer", "Waarde", "Waarschijnlijk tussen", "Vergelijkbare gemeenten", "Vergelijking", "Verloop", "Doel")
    row = tuple((text,) for text in ("Ontruimingen per jaar", "9,6", "1,2 en 34,8", "4,6", "≈", "verandering", "geen"))
    table = Table("Cijfers", heads, (row,))
    made = Document(BytesIO(docx.render(replace(example.short_report(), blocks=(table,)), LOOK)))
    widths = [(column.width or 0) / 360_000 for column in made.tables[0].columns]
    assert sum(widths) == pytest.approx(16.4, abs=0.01)
    assert widths[2] > 2.5
    assert widths[6] > 0.9
