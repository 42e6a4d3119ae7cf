"""How many people and dwellings each of today's gemeenten had per year, for jobs and pages.

What a gemeente delivered itself goes before the reference table, column by column. It counts for the
gemeente of today whose code it carries: what a gemeente that merged said of itself is about a part.
"""

from typing import Final

import polars as pl
from sqlalchemy import Connection, Table, select

from queries.bulk import Query, read_frame
from queries.schema import eigen_gemeente_jaar, gemeente, gemeente_jaar, levering

PEOPLE_SCHEMA = pl.Schema(
    {
        "gm_code": pl.String,
        "jaar": pl.Int32,
        "inwoners": pl.Int64,
        "huishoudens": pl.Int64,
        "corporatiewoningen": pl.Int64,
        "bron": pl.String,
    }
)
# The two that divide gemeenten in groups: CBS classes of size (1 to 8) and of urbanity (1 is the most urban).
_CLASSES: Final = {"grootteklasse": pl.Int32(), "stedelijkheid": pl.Int32()}
# What else a gemeente does not choose: it says which gemeenten are alike.
_CONTEXT: Final = {"huurwoningen": pl.Int64(), "pct_laag_inkomen": pl.Float64(), "bijstand_per_1000": pl.Float64()}
_SCHEMA: Final = pl.Schema({**PEOPLE_SCHEMA, **_CLASSES, **_CONTEXT})
_YEAR: Final = ("gm_code", "jaar")
_OWN_SOURCE: Final = "eigen opgave"


def read_gemeente_jaar(connection: Connection) -> pl.DataFrame:
    """Return the people and dwellings of every gemeente and year that is known; ``bron`` says who counted what."""
    return _read(connection).select(PEOPLE_SCHEMA.names())


def read_classes(connection: Connection) -> pl.DataFrame:
    """Return the newest known grootteklasse and stedelijkheid of each gemeente.

    The newest, and not that of each year: so the gemeenten of a group stay the same over the years, and
    a change in its figures is not one of its members.
    """
    years = _read(connection).sort("jaar", descending=True)
    newest = (pl.col(name).drop_nulls().first() for name in _CLASSES)
    return years.group_by("gm_code").agg(newest).sort("gm_code")


def read_context(connection: Connection) -> pl.DataFrame:
    """Return all that is known of every gemeente and year: people, dwellings, classes, and how poor and urban it is."""
    return _read(connection)


def _read(connection: Connection) -> pl.DataFrame:
    known = read_frame(connection, _select(gemeente_jaar), _SCHEMA)
    own = _own(connection)
    if own.is_empty():
        return known.sort(_YEAR)
    values = [name for name in _SCHEMA.names() if name not in {*_YEAR, "bron"}]
    both = known.join(own, on=_YEAR, how="full", coalesce=True, suffix="_eigen")
    said = pl.concat_str(
        (pl.when(pl.col(f"{name}_eigen").is_not_null()).then(pl.lit(name)) for name in values),
        separator=", ",
        ignore_nulls=True,
    )
    source = pl.concat_str(
        pl.col("bron"),
        pl.when(said != "").then(pl.format("{}: {}", said, pl.col("bron_eigen").fill_null(_OWN_SOURCE))),
        separator="; ",
        ignore_nulls=True,
    )
    preferred = (pl.coalesce(f"{name}_eigen", name).alias(name) for name in values)
    return both.with_columns(source.alias("bron"), *preferred).select(_SCHEMA.names()).sort(_YEAR)


def _own(connection: Connection) -> pl.DataFrame:
    """Return what gemeenten delivered themselves: of each year and column the newest that says something."""
    schema = pl.Schema({**_SCHEMA, "aangeleverd_op": pl.Datetime("us"), "levering": pl.Int64})
    statement = (
        select(*(eigen_gemeente_jaar.c[name] for name in _SCHEMA.names()), levering.c.aangeleverd_op)
        .add_columns(eigen_gemeente_jaar.c.levering)
        .join(levering, levering.c.id == eigen_gemeente_jaar.c.levering)
        .join(gemeente, gemeente.c.gm_code == eigen_gemeente_jaar.c.gm_code)
        .where(levering.c.status == "in_gebruik", gemeente.c.geldig_tot.is_(None))
    )
    rows = read_frame(connection, statement, schema).sort("aangeleverd_op", "levering", descending=True)
    values = [name for name in _SCHEMA.names() if name not in _YEAR]
    return rows.group_by(_YEAR, maintain_order=True).agg(pl.col(values).drop_nulls().first())


def _select(table: Table) -> Query:
    return select(*(table.c[name] for name in _SCHEMA.names()))
