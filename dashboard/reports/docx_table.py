"""A table of a report as one of Word: its heads come back on every page, and a screen reader hears its caption."""

from typing import TYPE_CHECKING, Any, Final

from dashboard.reports.content import Run, Table, plain
from dashboard.reports.docx_styles import CELL, CELL_POINTS, NARROW_CELL, SMALL, TABLE, TEXT_CM, write
from dashboard.reports.office import clean

if TYPE_CHECKING:
    from docx.document import Document

_MOST: Final = 40  # characters a column is counted for: a long text breaks into lines
_LETTER: Final = 0.0205  # centimetres of a bold letter, per point of its size
_AROUND: Final = 0.36  # centimetres of white in a column
_MANY: Final = 6  # columns, from which the letters are small


def add_table(document: "Document", block: Table) -> None:
    """Add ``block`` with its caption above and its note below."""
    from docx.shared import Cm

    caption = document.add_paragraph(clean(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table: Any = document.add_table(rows=1 + len(block.rows), cols=len(block.head))
    table.style = document.styles[TABLE]
    table.autofit = False
    _mark(table, clean(block.caption))
    style = NARROW_CELL if len(block.head) >= _MANY else CELL
    widths = [Cm(width) for width in _widths(block, CELL_POINTS[style])]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    heads: list[tuple[Run, ...]] = [(head,) for head in block.head]
    for row, texts in zip(table.rows, [heads, *block.rows], strict=True):
        _keep_whole(row)
        for cell, runs, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].style = document.styles[style]
            write(cell.paragraphs[0], runs)
    _repeat(table.rows[0])
    if block.note:
        document.add_paragraph(clean(block.note), style=SMALL)


def _widths(block: Table, points: float) -> list[float]:
    """Return the width of each column in centimetres: room for its longest word, the rest by its longest text."""
    letter = points * _LETTER
    least, wish = [], []
    for at, head in enumerate(block.head):
        texts = [head, *(plain(row[at]) for row in block.rows)]
        least.append(max(len(word) for text in texts for word in (text.split() or [""])) * letter + _AROUND)
        wish.append(min(max(map(len, texts)), _MOST) * letter + _AROUND)
    room = TEXT_CM - sum(least)
    if room <= 0 or sum(wish) <= TEXT_CM:  # no way to keep every word whole, or room for all
        even = least if room <= 0 else wish
        return [TEXT_CM * each / sum(even) for each in even]
    more = [max(wanted - needed, 0.01) for wanted, needed in zip(wish, least, strict=True)]
    return [needed + room * part / sum(more) for needed, part in zip(least, more, strict=True)]


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
