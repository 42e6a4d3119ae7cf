"""Templates of the aanvulling tables: an empty workbook or CSV that the door reads once it is filled in."""

import csv
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from queries.deliveries.aanvulling_spec import ColumnSpec, Kind, TableSpec
from queries.deliveries.aanvulling_tables import TABLES
from queries.deliveries.labels import NAAM_REGEL
from queries.deliveries.uitleg import HEADINGS, Explained, explain, explain_above

# A template is the same file each time it is written; the moment in it says nothing.
_MOMENT: Final = datetime(2025, 1, 1)
_FILLED_BEFORE: Final = 1_000  # rows with formats and lists; more are read as well
_ABOVE: Final = ("aangeleverd_op",)  # rarely needed: explained, not asked
_DATE: Final = "yyyy-mm-dd"
_WIDTHS: Final[dict[Kind, int]] = {
    Kind.NAAM: 28,
    Kind.CODE: 22,
    Kind.INDICATOR: 24,
    Kind.BRON: 18,
    Kind.SIGNAAL: 18,
    Kind.LEVERANCIER: 20,
}
_NARROWEST: Final = 12
_COLUMNS: Final = (22, 62, 16, 40, 26)  # widths of the sheet that explains, in signs
_LINE: Final = 15  # points
_HEAD: Final = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A5F", "border": 1, "valign": "vcenter"}
_REQUIRED: Final = {**_HEAD, "bg_color": "#0B5E4A"}
_WRAPPED: Final = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C8D0DA"}
_NUMBERS: Final[dict[Kind, str]] = {
    Kind.DATUM: _DATE,
    Kind.JAAR: "0",
    Kind.AANTAL: "#,##0",
    Kind.GETAL: "General",
    Kind.PROCENT: "General",
    Kind.STREEFWAARDE: "General",
}
# Text, so that Excel leaves zeros, spaces and long numbers as they are.
_TEXT: Final = "@"


class UnknownTableError(Exception):
    """There is no aanvulling table of that name; the message is for people."""


def write_sjabloon(tabel: str, path: Path) -> Path:
    """Write the empty template of ``tabel``: a CSV where ``path`` ends in .csv, else an Excel workbook."""
    spec = TABLES.get(tabel)
    if spec is None:
        raise UnknownTableError(f"Er is geen tabel met die naam; kies een van deze: {', '.join(TABLES)}.")
    if path.suffix.lower() == ".csv":
        path.write_bytes(_csv(spec))
    else:
        _write_workbook(spec, path)
    return path


def asked_above(spec: TableSpec) -> list[Explained]:
    """Return the lines above the table that a template asks for."""
    return [line for line in explain_above(spec.naam) if line.kolom not in _ABOVE]


def _csv(spec: TableSpec) -> bytes:
    """Return the template as text that a Dutch Excel opens in columns, accents whole."""
    text = StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for line in asked_above(spec):
        rows.writerow([line.kolom, spec.naam if line.kolom == "tabel" else ""])
    rows.writerow([])
    rows.writerow(spec.namen)
    return text.getvalue().encode("utf-8-sig")


def _write_workbook(spec: TableSpec, path: Path) -> None:
    book: Any = xlsxwriter.Workbook(str(path), {"in_memory": True})
    book.set_properties({"title": f"Sjabloon {spec.naam}", "subject": spec.titel, "created": _MOMENT})
    cover, table, words = (book.add_worksheet(name) for name in ("levering", spec.naam, "uitleg"))
    _write_cover(book, cover, spec)
    _write_table(book, table, spec)
    _write_words(book, words, spec)
    cover.activate()
    book.close()


def _write_cover(book: Any, sheet: Any, spec: TableSpec) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 42)
    head, required = book.add_format(_HEAD), book.add_format(_REQUIRED)
    text = book.add_format({"num_format": _TEXT, **_WRAPPED})
    day = book.add_format({"num_format": _DATE, "align": "left", **_WRAPPED})
    for row, line in enumerate(asked_above(spec)):
        sheet.write_string(row, 0, line.kolom, required if line.verplicht == "ja" else head)
        is_day = line.kolom.startswith("periode_")
        if line.kolom == "tabel":
            sheet.write_string(row, 1, spec.naam, text)
        else:
            sheet.write_blank(row, 1, None, day if is_day else text)
        message = f"{'Verplicht. ' * (line.verplicht == 'ja')}{line.betekenis} Voorbeeld: {line.voorbeeld}."
        sheet.data_validation(row, 1, row, 1, _told(line.kolom, message))


def _write_table(book: Any, sheet: Any, spec: TableSpec) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 22)
    plain, required = book.add_format(_HEAD), book.add_format(_REQUIRED)
    formats = {name: book.add_format({"num_format": name}) for name in {*_NUMBERS.values(), _TEXT}}
    for place, column in enumerate(spec.kolommen):
        width = max(_WIDTHS.get(column.soort, _NARROWEST), len(column.naam) + 3)
        sheet.set_column(place, place, width, formats[_NUMBERS.get(column.soort, _TEXT)])
        sheet.write_string(0, place, column.naam, required if column.verplicht else plain)
        sheet.data_validation(1, place, _FILLED_BEFORE, place, _validation(column))
    _fit(sheet)


def _validation(column: ColumnSpec) -> dict[str, Any]:
    """Return the choice list of a column and what it says when a cell is chosen; nothing is forbidden in Excel.

    Excel tells of a code that is not in the list, and lets it be: the door knows more spellings.
    """
    codes = ["ja", "nee", "onbekend"] if column.soort is Kind.JA_NEE else list(column.codes)
    told = _told(column.naam, f"Verplicht. {column.uitleg}" if column.verplicht else column.uitleg)
    if not codes:
        return told
    warning = {"error_type": "warning", "error_title": column.naam, "error_message": "Kies een waarde uit de lijst."}
    return {**told, "validate": "list", "source": codes, **warning}


def _told(title: str, message: str) -> dict[str, Any]:
    """Return a message beside the chosen cell, within the lengths Excel allows."""
    short = message if len(message) <= 255 else message[:252].rsplit(" ", 1)[0] + "..."
    return {"validate": "any", "input_title": title[:32], "input_message": short}


def _write_words(book: Any, sheet: Any, spec: TableSpec) -> None:
    for place, width in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
    title = book.add_format({"bold": True, "font_size": 14})
    part = book.add_format({"bold": True})
    head, text = book.add_format(_HEAD), book.add_format({"num_format": _TEXT, **_WRAPPED})
    prose = book.add_format({"text_wrap": True, "valign": "top"})
    lines: list[tuple[Any, tuple[str, ...]]] = [
        (title, (spec.titel,)),
        (prose, (spec.uitleg,)),
        (prose, (f"Eén rij is {spec.rij}. Vul `levering` en `{spec.naam}` in; dit blad wordt niet gelezen.",)),
        (None, ()),
        (part, ("Op het blad levering",)),
        (head, HEADINGS),
        *((text, tuple(line)) for line in explain_above(spec.naam)),
        (None, ()),
        (part, (f"Op het blad {spec.naam}",)),
        (head, HEADINGS),
        *((text, tuple(line)) for line in explain(spec.naam)),
        (None, ()),
        (prose, ("Een groene kolomkop is verplicht. Zonder `voor een cijfer` telt een rij in minder cijfers mee.",)),
        (prose, ("Heeft een periode geen enkele rij, dan betekent dat: er waren er nul.",)),
        (prose, ("Weet u iets niet, laat de cel dan leeg. Leeg is onbekend, niet nul en niet nee.",)),
    ]  # fmt: skip
    if spec.soorten(Kind.NAAM):
        lines.append((prose, (NAAM_REGEL,)))
    for row, (style, cells) in enumerate(lines):
        if style is prose:
            # Over all columns, for a sentence is wider than one.
            sheet.merge_range(row, 0, row, len(_COLUMNS) - 1, cells[0], style)
        else:
            for place, cell in enumerate(cells):
                sheet.write_string(row, place, cell, style)
        widths = (sum(_COLUMNS),) if style is prose else _COLUMNS
        # Not every program makes a row as high as its text.
        sheet.set_row(
            row, _LINE * max((_lines(cell, width) for cell, width in zip(cells, widths, strict=False)), default=1)
        )
    _fit(sheet)


def _lines(cell: str, width: int) -> int:
    return 1 + len(cell) // width


def _fit(sheet: Any) -> None:
    """Let the sheet be printed on A4, all columns on one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
