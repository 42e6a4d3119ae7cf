"""Remarks about a levering: the records that were not taken, and the outcome of every check."""

from collections.abc import Mapping, Sequence

import polars as pl
from sqlalchemy import Connection

from queries.bulk import bulk_append
from queries.deliveries.records import Delivery, Verdict
from queries.schema import afkeuring, controle

_AFKEURING = pl.Schema(
    {
        "levering": pl.Int64,
        "bestand": pl.String,
        "pad": pl.String,
        "tabel": pl.String,
        "regel": pl.String,
        "reden": pl.String,
        "ernst": pl.String,
        "record": pl.String,
    }
)
_CONTROLE = pl.Schema(
    {
        "levering": pl.Int64,
        "tabel": pl.String,
        "regel": pl.String,
        "ernst": pl.String,
        "reden": pl.String,
        "gecontroleerd": pl.Int64,
        "gevonden": pl.Int64,
    }
)


def store_remarks(
    connection: Connection, delivery: Delivery, verdicts: Sequence[Verdict], ids: Mapping[int, int]
) -> None:
    """Store what the door and the gate said about the leveringen in ``ids`` (levering_nr -> id)."""
    # The gate may hand back what the door already said.
    said = dict.fromkeys([*delivery.rejections, *(each for verdict in verdicts for each in verdict.afkeuringen)])
    rejected = [
        (ids[r.levering], r.bestand, r.pad, r.tabel, r.regel, r.reden, r.ernst, r.record)
        for r in said
        if r.levering in ids
    ]
    checked = [
        (ids[v.levering_nr], c.tabel, c.regel, c.ernst, c.reden, c.gecontroleerd, c.gevonden)
        for v in verdicts
        for c in v.controles
    ]
    bulk_append(connection, afkeuring, pl.DataFrame(rejected, schema=_AFKEURING, orient="row"))
    bulk_append(connection, controle, pl.DataFrame(checked, schema=_CONTROLE, orient="row"))
