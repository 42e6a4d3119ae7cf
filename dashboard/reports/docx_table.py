"""A table of a report as one of Word: its heads come back on every page, and a screen reader hears its caption."""

from typing import TYPE_CHECKING, Any

from dashboard.reports.content import Run, Table, plain
from dashboard.reports.docx_styles import CELL, SMALL, TABLE, TEXT_CM
from dashboard.reports.office import clean

if TYPE_CHECKING:
    from docx.document import Document

_FEWEST, _MOST = 6, 40  # characters a column is counted for: a long text breaks into lines


def add_table(document: "Document", block: Table) -> None:
    """Add ``block`` with its caption above and its note below."""
    from docx.shared import Cm

    caption = document.add_paragraph(clean(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table: Any = document.add_table(rows=1 + len(block.rows), cols=len(block.head))
    table.style = document.styles[TABLE]
    table.autofit = False
    _mark(table, clean(block.caption))
    widths = [Cm(TEXT_CM * part) for part in _parts(block)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    heads: list[tuple[Run, ...]] = [(head,) for head in block.head]
    for row, texts in zip(table.rows, [heads, *block.rows], strict=True):
        _keep_whole(row)
        for cell, runs, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            _write(cell.paragraphs[0], runs, document)
    _repeat(table.rows[0])
    if block.note:
        document.add_paragraph(clean(block.note), style=SMALL)


def _write(paragraph: Any, runs: tuple[Run, ...], document: "Document") -> None:
    paragraph.style = document.styles[CELL]
    for run in runs:
        paragraph.add_run(clean(run if isinstance(run, str) else run.text))


def _parts(block: Table) -> list[float]:
    """Return the share of the width that each column gets: by its longest text, within bounds."""
    columns = zip(*(tuple(plain(cell) for cell in row) for row in block.rows), strict=True)
    cells = list(columns) or [()] * len(block.head)
    longest = [
        # A head may break between words, a value is best read on one line.
        min(max([_FEWEST, *map(len, head.split()), *map(len, texts)]), _MOST)
        for head, texts in zip(block.head, cells, strict=True)
    ]
    return [each / sum(longest) for each in longest]


def _mark(table: Any, caption: str) -> None:
    """Say that the first row and column are heads, and what the table is about."""
    from docx.oxml.ns import nsdecls, qn
    from docx.oxml.parser import parse_xml

    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    properties.append(
        parse_xml(
            f'<w:tblLook {nsdecls("w")} w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
            'w:noHBand="0" w:noVBand="1"/>'
        )
    )
    described = parse_xml(f"<w:tblCaption {nsdecls('w')}/>")
    described.set(qn("w:val"), caption)
    properties.append(described)


def _keep_whole(row: Any) -> None:
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def _repeat(row: Any) -> None:
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
