"""The files of a publication: packed the same way for the same rows, and on disk before they have their place."""

import os
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast

import polars as pl
from pyarrow import parquet  # pyright: ignore[reportMissingTypeStubs]

# What tells one row of a gebied from another, in the order of the table's own columns.
_ORDER: Final = (
    "indicator",
    "versie",
    "variant",
    "gm_code",
    "tabel",
    "maand",
    "uitsplitsing",
    "cel",
    "gecensureerd",
    "waarde",
)
# Small groups of rows: a page reads one gebied, and their statistics then skip the rest.
_ROW_GROUP: Final = 20_000


def packed(frame: pl.DataFrame, schema: pl.Schema) -> bytes:
    """Return a Parquet file of the rows by gebied, and then in an order of their own: the same rows, the same bytes."""
    first = "gebied" if "gebied" in schema.names() else "gm_code"
    keys = [name for name in schema.names() if name in _ORDER and name != first]
    ordered = frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items()).sort(first, *keys)
    buffer = BytesIO()
    writer: Any = parquet.ParquetWriter(buffer, to_arrow(schema.to_frame()).schema, compression="zstd")
    writer.write_table(to_arrow(ordered), row_group_size=_ROW_GROUP)
    writer.close()
    return buffer.getvalue()


def to_arrow(frame: pl.DataFrame) -> Any:
    """Return a table for pyarrow, which says nothing of its types, in the form that every reader knows."""
    return cast("Any", frame.to_arrow(compat_level=pl.CompatLevel.oldest()))  # pyright: ignore[reportUnknownMemberType]


def write(folder: Path, name: str, contents: list[tuple[str, bytes]]) -> None:
    """Write the files beside their place, put them on disk, and only then give the folder its name."""
    target, beside = folder / name, folder / f".{name}.nieuw"
    for leftover in (target, beside):
        if leftover.exists():
            shutil.rmtree(leftover)
    beside.mkdir(parents=True)
    for filename, content in contents:
        with (beside / filename).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    sync_folder(beside)
    beside.rename(target)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Put on disk which files are in a folder, and under what names."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
