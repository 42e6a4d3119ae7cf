"""Workbooks as people and their software make them: with openpyxl, and part by part as XML."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
COVER = [["gm_code", "GM0363"], ["periode_van", "2025-01-01"], ["periode_tot", "2025-12-31"]]
Rows = Sequence[Sequence[Any]]


def saved(folder: Path, make: Callable[[Worksheet], object], name: str = "ontruiming.xlsx") -> Path:
    """Save a workbook of one sheet, filled by ``make``, with openpyxl."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Blad1"
    make(sheet)
    return kept(folder, book, name)


def kept(folder: Path, book: Workbook, name: str = "ontruiming.xlsx") -> Path:
    """Save a workbook and return its path."""
    book.save(folder / name)
    return folder / name


def fill(sheet: Worksheet, rows: Rows) -> None:
    """Put rows under what is there."""
    for row in rows:
        sheet.append(list(row))


def column(number: int) -> str:
    """Return the letters of a column, from 1."""
    return chr(64 + number) if number <= 26 else column((number - 1) // 26) + chr(65 + (number - 1) % 26)


def cell(value: object, place: str = "", more: str = "") -> str:
    """Return a cell as XML: text inline, a number or a yes as such."""
    at = f' r="{place}"' if place else ""
    if value is None:
        return f"<c{at}{more}/>"
    if isinstance(value, bool):
        return f'<c{at}{more} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c{at}{more}><v>{value}</v></c>"
    return f'<c{at}{more} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def data(rows: Rows, *, placed: bool = True) -> str:
    """Return rows as the XML of a sheet; without ``placed`` no row or cell says where it is."""
    made: list[str] = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            cell(value, f"{column(place)}{number}" if placed else "") for place, value in enumerate(row, start=1)
        )
        made.append(f'<row r="{number}">{cells}</row>' if placed else f"<row>{cells}</row>")
    return f"<sheetData>{''.join(made)}</sheetData>"


def package(
    *sheets: tuple[str, str],
    strict: bool = False,
    target: str = "worksheets/sheet{}.xml",
    properties: str = "",
    attributes: str = "",
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """Return a workbook of sheets (name, XML between its ``worksheet`` tags), with no part more than it needs.

    ``parts`` are added as they are, or take the place of what is made here.
    """
    main, relations = (STRICT, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    numbered = list(enumerate(sheets, start=1))
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}"{attributes} r:id="rId{number}"/>'
        for number, (name, _) in numbered
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{relations}/worksheet" Target="{target.format(number)}"/>'
        for number, _ in numbered
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml"'
        ' ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">{properties}<sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
    }
    for number, (_, xml) in numbered:
        made[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{main}">{xml}</worksheet>'
    return zipped(made | (parts or {}))


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip of these parts."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def styles(*formats: str) -> str:
    """Return the part with cell styles 1, 2, ...: one per number format."""
    declared = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>' for number, code in enumerate(formats, start=164)
    )
    used = "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in range(164, 164 + len(formats)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(formats)}">{declared}</numFmts>'
        f'<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>{used}</cellXfs>'
        "</styleSheet>"
    )
