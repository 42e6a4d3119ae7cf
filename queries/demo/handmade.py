"""Tables as people make them: a CSV from one office suite or another, or a workbook of Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from queries.demo.calendar import as_date


class Kind(Enum):
    """How a gemeente keeps its tables."""

    PLAIN = "utf-8, jjjj-mm-dd"
    DUTCH = "cp1252, dd-mm-jjjj"
    MARKED = "utf-8 with a byte order mark, dd-mm-jjjj, tabs"
    EXCEL = "a workbook with a title above the table, and dates that are dates"


@dataclass(frozen=True)
class Cover:
    """What a table says of itself; ``tot`` is its last day."""

    tabel: str
    gm_codes: Sequence[str]
    van: int
    tot: int
    known: int
    leverancier: str
    organisatie: str
    signaal_leverancier: str | None = None

    def lines(self) -> dict[str, str]:
        """Return the lines above the table; days as yyyy-mm-dd."""
        told = {
            "tabel": self.tabel,
            "gm_code": " ".join(self.gm_codes),
            "periode_van": as_date(self.van).isoformat(),
            "periode_tot": as_date(self.tot).isoformat(),
            "leverancier": self.leverancier,
            "organisatie": self.organisatie,
            "aangeleverd_op": as_date(self.known).isoformat(),
        }
        return told | ({"signaal_leverancier": self.signaal_leverancier} if self.signaal_leverancier else {})


def write_table(folder: Path, name: str, cover: Cover, rows: pl.DataFrame, kind: Kind) -> Path:
    """Write a table, whole or not at all; columns of dates are written as this kind of maker does."""
    path = folder / f"{name}.{'xlsx' if kind is Kind.EXCEL else 'csv'}"
    unfinished = path.with_suffix(".deel")
    if kind is Kind.EXCEL:
        _write_workbook(unfinished, cover, rows)
    else:
        unfinished.write_bytes(_as_csv(cover, rows, kind))
    return unfinished.replace(path)


def _as_csv(cover: Cover, rows: pl.DataFrame, kind: Kind) -> bytes:
    separator = "\t" if kind is Kind.MARKED else ";"
    dates = "%Y-%m-%d" if kind is Kind.PLAIN else "%d-%m-%Y"
    shown = rows.with_columns(pl.col(pl.Date).dt.to_string(dates))
    head = "\n".join(f"{key}{separator}{value}" for key, value in cover.lines().items())
    text = f"{head}\n\n{shown.write_csv(separator=separator)}"
    if kind is Kind.PLAIN:
        return text.encode()
    text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig") if kind is Kind.MARKED else text.encode("cp1252")


def _write_workbook(path: Path, cover: Cover, rows: pl.DataFrame) -> None:
    # In memory, and with a moment of its own: the same table gives the same bytes.
    book: Any
    with xlsxwriter.Workbook(str(path), {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        book.set_properties({"created": _midnight(as_date(cover.known))})
        sheet = book.add_worksheet(cover.tabel)
        sheet.write_string(0, 0, f"Overzicht {cover.tabel}")
        lines = cover.lines()
        for number, (key, value) in enumerate(lines.items(), start=2):
            sheet.write_string(number, 0, key)
            sheet.write_string(number, 1, value)
        below = len(lines) + 3
        for column, name in enumerate(rows.columns):
            sheet.write_string(below, column, name)
        for number, row in enumerate(rows.iter_rows(), start=below + 1):
            for column, value in enumerate(row):
                _write_cell(sheet, number, column, value)


def _write_cell(sheet: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, _midnight(value))
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())
