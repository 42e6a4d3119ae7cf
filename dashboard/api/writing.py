"""Rows as bytes: JSON with links, CSV as programs elsewhere read it, and Parquet; the same rows, the same bytes."""

import gzip
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

import msgspec
import polars as pl
import polars.selectors as cs

from dashboard.api.stored_answers import Answer
from dashboard.files.extract import FORMULA

QUICK: Final = 1  # a page is squeezed while someone waits
THOROUGH: Final = 6  # a whole indicator is made once and sent often


def as_json(rows: pl.DataFrame, around: Mapping[str, Any]) -> bytes:
    """Return an object with ``cijfers`` and what is ``around`` them."""
    return b'{"cijfers":' + rows.write_json().encode() + b"," + msgspec.json.encode(around)[1:]


def as_csv(rows: pl.DataFrame) -> bytes:
    """Return comma separated values in UTF-8 with dates as 2024-12-31; no text is taken for a formula."""
    return rows.with_columns(cs.string().str.replace(FORMULA, "'$0")).write_csv(line_terminator="\r\n").encode()


def as_parquet(rows: pl.DataFrame) -> bytes:
    """Return a Parquet file, which is squeezed itself."""
    buffer = BytesIO()
    rows.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def answer(rows: pl.DataFrame, form: str, around: Mapping[str, Any], total: int, level: int = QUICK) -> Answer:
    """Return rows in a format, ready to be kept; ``total`` is how many rows all pages have."""
    if form == "parquet":
        return Answer(as_parquet(rows), squeezed=False, rows=total)
    body = as_csv(rows) if form == "csv" else as_json(rows, around)
    return Answer(squeeze(body, level), squeezed=True, rows=total)


def squeeze(body: bytes, level: int = THOROUGH) -> bytes:
    """Return the body as gzip, without a clock in it."""
    return gzip.compress(body, level, mtime=0)


def plain(body: bytes) -> bytes:
    """Return what was squeezed."""
    return gzip.decompress(body)
