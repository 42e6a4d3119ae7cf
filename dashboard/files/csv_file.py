"""An extract as CSV: as Dutch programs read it, or as programs elsewhere do.

What the figures are stands in columns behind them, the same in each row: a second file or lines above the head would
be lost or stop a program from reading, and a row that is copied elsewhere still says where it comes from.
"""

from dataclasses import dataclass

import polars as pl
import polars.selectors as cs

from dashboard.files.extract import FORMULA, Extract, harmless
from dashboard.files.ranges import with_numbers


@dataclass(frozen=True)
class Notation:
    """How numbers and dates are written."""

    separator: str
    decimal_comma: bool
    date: str
    moment: str
    yes_no: tuple[str, str]
    bom: bool  # Excel takes a file without one for another set of letters


DUTCH = Notation(";", True, "%d-%m-%Y", "%d-%m-%Y %H:%M:%S", ("ja", "nee"), True)
INTERNATIONAL = Notation(",", False, "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", ("true", "false"), False)
_DIGITS = 6  # more would only show how a computer writes a third


def csv_bytes(extract: Extract, notation: Notation = DUTCH) -> bytes:
    """Return the file: one row per row of the table, a share as a percentage with % in its head, lines ending in CRLF.

    The same extract gives the same bytes.
    """
    table = with_origin(_percentages(extract), extract)
    yes, no = notation.yes_no
    written = table.with_columns(
        cs.float().fill_nan(None).round(_DIGITS),
        cs.boolean().replace_strict({True: yes, False: no}, return_dtype=pl.String),
        (cs.categorical() | cs.enum()).cast(pl.String),
    ).with_columns(cs.string().str.replace(FORMULA, "'$0"))
    written = written.rename({name: harmless(name) for name in written.columns})
    text = written.write_csv(
        separator=notation.separator,
        decimal_comma=notation.decimal_comma,
        date_format=notation.date,
        datetime_format=notation.moment,
        line_terminator="\r\n",
    )
    return text.encode("utf-8-sig" if notation.bom else "utf-8")


def with_origin(table: pl.DataFrame, extract: Extract) -> pl.DataFrame:
    """Return ``table`` with the columns that say what it is; a name that is taken gets (bestand) behind it."""
    if not extract.repeated:
        return table
    told = {
        "Definitie": extract.definitions(),
        "Bron": extract.source,
        "Let op": " ".join(extract.notes),
        "Kleine aantallen": extract.protection,
    }
    return table.with_columns(
        pl.lit(text).alias(name if name not in table.columns else f"{name} (bestand)")
        for name, text in told.items()
        if text
    )


def _percentages(extract: Extract) -> pl.DataFrame:
    """Return the table with its ranges as numbers and its shares as percentages, which their heads say."""
    table, ends = with_numbers(extract.table)
    shares = [name for name in table.columns if name in extract.percent | ends]
    return table.with_columns(pl.col(shares) * 100).rename({name: f"{name} (%)" for name in shares})
