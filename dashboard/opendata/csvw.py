"""CSV on the Web: a table as CSV, and beside it a description that a program can read it by."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from dashboard.opendata.described import Column, Described
from dashboard.opendata.edition import Edition

# How such a description is found from the name of the file (W3C, Model for Tabular Data, 5.3).
ENDING: Final = "-metadata.json"
_CONTEXT: Final = ["http://www.w3.org/ns/csvw", {"@language": "nl"}]


def csv_bytes(table: Described, frame: pl.DataFrame) -> bytes:
    """Return the file: commas, points in numbers, dates as 2026-09-30, UTF-8, an empty cell where nothing is known."""
    text = frame.select(column.name for column in table.columns).write_csv(line_terminator="\r\n")
    return text.encode()


def description(table: Described, others: Mapping[str, Described], edition: Edition) -> dict[str, Any]:
    """Return the description of ``table``, with those of the tables it points to."""
    named = [table, *(others[name] for name in dict.fromkeys(each.table for each in table.references))]
    # What those point to themselves is in their own description.
    tables = [_table(each, with_references=each is table) for each in named]
    return {
        "@context": _CONTEXT,
        "dc:title": f"Effectmeting schuldhulp, publicatie {edition.publication.nummer}",
        "dc:source": edition.source,
        "dc:license": {"@id": edition.publisher.licence.adres},
        "dc:issued": {"@value": edition.publication.datum.isoformat(), "@type": "xsd:date"},
        "tables": tables,
    }


def _table(table: Described, *, with_references: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if with_references and table.references:
        schema["foreignKeys"] = [
            {
                "columnReference": list(each.columns),
                "reference": {"resource": each.table, "columnReference": list(each.others)},
            }
            for each in table.references
        ]
    return {"url": table.file, "dc:title": table.title, "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": {"nl": [column.title, column.name]},
        "dc:description": column.meaning,
        "datatype": column.datatype,
        "required": column.required,
        "null": "",
    }
