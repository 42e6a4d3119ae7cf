"""Cases in force: from the store to one file per table and gemeente, which the jobs scan.

The store is the truth and this is a copy of the part that counts: leveringen in force, the newest
version of every record, on today's borders. For jobs only, never for a page.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl
from sqlalchemy import Connection, select

from queries import working_set
from queries.borders import today_of
from queries.bulk import bulk_read, read_frame
from queries.case_columns import WORKING_SET_SCHEMAS
from queries.case_rows import read_rows
from queries.resolution import resolve
from queries.schema import levering
from queries.working_set import WorkingSetBusyError, scan

__all__ = ["WORKING_SET_SCHEMAS", "WorkingSetBusyError", "refresh_working_set", "scan", "stale"]

# Under this many records PostgreSQL answers sooner on the open connection than on a new one.
FEW_RECORDS: Final = 5_000
# So many at a time fit in the memory of a small machine: about 300 bytes each, some five times over.
MANY_RECORDS: Final = 1_500_000

_LEVERINGEN: Final = pl.Schema(
    {
        "id": pl.Int64,
        "soort": pl.String,
        "gm_code": pl.String,
        "leverancier": pl.String,
        "organisatie": pl.String,
        "periode_van": pl.Date,
        "periode_tot": pl.Date,
        "tabellen": pl.String,
        "aangeleverd_op": pl.Datetime("us"),
        "ontvangen_op": pl.Datetime("us"),
        "sha256": pl.String,
        "aantal": pl.Int64,
        "afgekeurd": pl.Int64,
    }
)


def stale(connection: Connection, folder: Path) -> list[str]:
    """Return today's gemeenten whose files are not made from exactly the leveringen in force."""
    return _stale(_marks(_in_force(connection)), folder)


def refresh_working_set(
    connection: Connection,
    folder: Path,
    gemeenten: Collection[str] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[str]:
    """Make the files of ``gemeenten`` anew, or of all that are stale, and return which.

    A gemeente without leveringen in force loses its files, and is returned as well: its counts go too.
    ``progress`` is told how many gemeenten are done, and how many there are.
    """
    with working_set.alone(folder):
        leveringen = _in_force(connection)
        marks = _marks(leveringen)
        wanted = _stale(marks, folder) if gemeenten is None else sorted(gemeenten)
        for code in wanted:
            if code not in marks:
                working_set.remove(folder, code)
        present = [code for code in wanted if code in marks]
        done = len(wanted) - len(present)
        for group in _groups(present, leveringen):
            _renew(connection, folder, leveringen.filter(pl.col("gm_code").is_in(group)), marks)
            done += len(group)
            if progress:
                progress(done, len(wanted))
    return wanted


def _in_force(connection: Connection) -> pl.DataFrame:
    """Return the leveringen in force that have a place today: their gemeente, and their rank from old to new."""
    statement = select(*(levering.c[name] for name in _LEVERINGEN.names())).where(levering.c.status == "in_gebruik")
    found = read_frame(connection, statement, _LEVERINGEN).rename({"id": "levering", "gm_code": "oude_code"})
    today = today_of(connection)
    sender = pl.struct("leverancier", "organisatie")
    return (
        found.with_columns(gm_code=pl.col("oude_code").replace_strict(today, default=None, return_dtype=pl.String))
        .drop_nulls("gm_code")
        # A supplier sends months in one batch, all of one moment: the order in which they came in decides nothing.
        .sort("aangeleverd_op", "periode_tot", "periode_van", "leverancier", "organisatie", "sha256", "levering")
        .with_columns(
            rang=pl.int_range(pl.len(), dtype=pl.Int32),
            aanleveraar=sender.rank("dense").cast(pl.Int32),
            laatste_maand=pl.col("periode_tot").dt.offset_by("-1d").dt.month_start(),
        )
    )


def _marks(leveringen: pl.DataFrame) -> dict[str, str]:
    """Return per gemeente the stamp its files must carry.

    Numbers alone would not do: a store that is made anew counts from 1 again.
    """
    line = pl.concat_str("levering", "oude_code", "sha256", pl.col("ontvangen_op").dt.to_string(), separator=" ")
    lines = leveringen.sort("levering").group_by("gm_code").agg(line.str.join("\n"))
    return {code: working_set.stamp(text) for code, text in lines.iter_rows()}


def _stale(marks: Mapping[str, str], folder: Path) -> list[str]:
    found = working_set.stamps(folder)
    fresh = {code for code, mark in marks.items() if found.get(code) == mark}
    return sorted((marks.keys() | found.keys()) - fresh)


def _groups(gm_codes: Sequence[str], leveringen: pl.DataFrame) -> Iterator[list[str]]:
    """Divide gemeenten into groups of a size that is read and resolved at once."""
    sizes = dict(leveringen.group_by("gm_code").agg(pl.col("aantal").sum()).iter_rows())
    group: list[str] = []
    for code in gm_codes:
        if group and sum(sizes[each] for each in group) + sizes[code] > MANY_RECORDS:
            yield group
            group = []
        group.append(code)
    if group:
        yield group


def _renew(connection: Connection, folder: Path, leveringen: pl.DataFrame, marks: Mapping[str, str]) -> None:
    tables = resolve(_read(connection, leveringen), leveringen)
    tables["geleverd"] = _delivered(leveringen)
    tables["afgifte"] = leveringen.select(WORKING_SET_SCHEMAS["afgifte"].names()).sort(pl.all())
    parts = {
        tabel: frame.partition_by("gm_code", as_dict=True, include_key="gm_code" in WORKING_SET_SCHEMAS[tabel])
        for tabel, frame in tables.items()
    }
    for code in leveringen["gm_code"].unique().sort():
        files = {tabel: part[code,] for tabel, part in parts.items() if (code,) in part}
        working_set.write(folder, code, files, marks[code])


def _read(connection: Connection, leveringen: pl.DataFrame) -> dict[str, pl.DataFrame]:
    codes = leveringen["oude_code"].unique().to_list()
    if connection.dialect.name == "postgresql" and leveringen["aantal"].sum() > FEW_RECORDS:
        rows = read_rows(partial(bulk_read, connection.engine), codes)
        with connection.engine.connect() as later:
            now = _in_force(later)
        # The fast road is another connection, and sees what is committed meanwhile. Where that is what this
        # one sees, all is well; else read again, within one snapshot.
        if now.join(leveringen, on="levering", how="semi").height == leveringen.height:
            return rows
    return read_rows(partial(read_frame, connection), codes)


def _delivered(leveringen: pl.DataFrame) -> pl.DataFrame:
    """Return which table each levering in force covers, and when."""
    by_table = leveringen.with_columns(tabel=pl.col("tabellen").str.split(",")).explode("tabel")
    return by_table.select(WORKING_SET_SCHEMAS["geleverd"].names()).sort(pl.all())
