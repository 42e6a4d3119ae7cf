"""An extract as an Excel file: the figures on one sheet, what they are on another.

There is one notation: numbers and dates are kept as such, and Excel shows them as its reader is used to.
"""

import math
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

import polars as pl
import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from dashboard import texts
from dashboard.files.extract import Extract
from dashboard.files.ranges import with_numbers

# The same figures give the same file; the moment in it says nothing.
_MOMENT: Final = datetime(2025, 1, 1)
_WIDEST: Final = 60
_LONGEST: Final = 32_767  # what a cell can hold
_READER_DATE: Final = 14  # Excel's own format that follows the settings of its reader
_HEAD: Final = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F2F5F8"}


def xlsx_bytes(extract: Extract) -> bytes:
    """Return the file with the sheets Cijfers and Toelichting; no text in it is ever a formula or a link.

    The same extract gives the same bytes.
    """
    written = BytesIO()
    # What is no number stays text, whatever it looks like.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Any = xlsxwriter.Workbook(written, options)
    book.set_properties({"title": extract.title, "author": texts.PRODUCT, "created": _MOMENT})
    _write_figures(book, extract)
    _write_explanation(book, extract.explanation())
    book.close()
    return written.getvalue()


def _write_figures(book: Any, extract: Extract) -> None:
    table, ends = with_numbers(extract.table)
    sheet, shares = book.add_worksheet("Cijfers"), extract.percent | ends
    head = book.add_format(_HEAD)
    for at, (name, series) in enumerate(zip(table.columns, table.iter_columns(), strict=True)):
        sheet.write_string(0, at, name, head)
        shown = book.add_format({"num_format": _number_format(series, percent=name in shares)})
        for row, value in enumerate(series.to_list(), start=1):
            _write_cell(sheet, row, at, value, shown)
        sheet.set_column(at, at, _width(name, series))
    sheet.freeze_panes(1, 1 if table.width > 1 else 0)
    if table.width:
        sheet.autofilter(0, 0, table.height, table.width - 1)


def _write_cell(sheet: Any, row: int, at: int, value: object, shown: Any) -> None:
    """Write one value as what it is; nothing is written where nothing is known."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(row, at, "ja" if value else "nee")
    elif isinstance(value, int | float):
        if math.isfinite(value):
            sheet.write_number(row, at, value, shown)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(row, at, value, shown)
    else:
        sheet.write_string(row, at, str(value)[:_LONGEST])


def _write_explanation(book: Any, lines: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet("Toelichting")
    head, bold = book.add_format(_HEAD), book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    for at, name in enumerate(("Onderwerp", "Toelichting")):
        sheet.write_string(0, at, name, head)
    for row, (subject, text) in enumerate(lines, start=1):
        sheet.write_string(row, 0, subject, bold)
        sheet.write_string(row, 1, text[:_LONGEST], wrapped)
    sheet.freeze_panes(1, 0)


def _number_format(series: pl.Series, *, percent: bool) -> str | int:
    if percent:
        return "0.0%"
    if series.dtype.is_temporal():
        return _READER_DATE
    return "#,##0" if series.dtype.is_integer() else "#,##0.0##"


def _width(name: str, series: pl.Series) -> int:
    """Return a width in which the longest word of the head and most values fit."""
    longest = max((len(word) for word in name.split()), default=4)
    if series.dtype == pl.String and series.len():
        longest = max(longest, int(series.str.len_chars().max() or 0))  # pyright: ignore[reportArgumentType]
    return min(max(longest + 3, 11), _WIDEST)
