"""Publish stored counts as they are, a period a month: for tests of who sees what, in which numbers must be known."""

from datetime import date
from pathlib import Path

import polars as pl
from sqlalchemy import Connection

from queries.counts import read_counts, read_dekking
from queries.gebieden import read_members
from queries.publications import Contents, Publication, publish


def contents(connection: Connection) -> Contents:
    """Return the stored counts as a publication's tables, protected by nothing."""
    telling, verdeling, _ = read_counts(connection)
    one = pl.lit(1, pl.Int32)
    leaf = telling.with_columns(maanden=one, bladen=one, voorlopig=pl.lit(value=False), onderdrukt=pl.lit(value=False))
    tables = {
        "telling": leaf,
        "verdeling": verdeling.with_columns(maanden=one, bladen=one),
        "dekking": read_dekking(connection).filter("volledig").with_columns(maanden=one),
        "gebieden": read_members(connection),
        "bladeren": leaf.clear(),
    }
    return Contents(tables, "anderen", "{}")


def publish_as_is(connection: Connection, folder: Path, *, datum: date, opmerking: str | None = None) -> Publication:
    """Publish the stored counts exactly."""
    return publish(connection, folder, contents(connection), datum=datum, opmerking=opmerking)
