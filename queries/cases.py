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
from queries.borders import Borders, read_borders
from queries.bulk import bulk_read, read_frame
from queries.case_columns import WORKING_SET_SCHEMAS
from queries.case_rows import read_rows
from queries.resolution import resolve
from queries.schema import levering
from queries.working_set import WorkingSetBusyError, scan, size, stamps, unchanged

__all__ = [
    "WORKING_SET_SCHEMAS", "WorkingSetBusyError", "read_marks", "refresh_working_set", "scan", "size", "stale",
    "stamps", "unchanged",
]  # fmt: skip

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
        "aantal": pl.Int64,
        "afgekeurd": pl.Int64,
    }
)

_OF_STAMP: Final = pl.Schema(
    {"id": pl.Int64, "gm_code": pl.String, "sha256": pl.String, "ontvangen_op": pl.Datetime("us")}
)


def stale(connection: Connection, folder: Path) -> list[str]:
    """Return today's gemeenten whose files are not made from exactly the leveringen in force."""
    return _stale(read_marks(connection), folder)


def read_marks(connection: Connection) -> dict[str, str]:
    """Return per gemeente with leveringen in force the stamp its files must carry.

    It changes with the leveringen, with the form of the files, and with where cases of a split code go.
    """
    return _marks(connection, read_borders(connection))


def refresh_working_set(
    connection: Connection,
    folder: Path,
    gemeenten: Collection[str] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[str]:
    """Make the files of those of ``gemeenten`` (else of all) that are stale, and return which.

    A gemeente without leveringen in force loses its files, also when it was not asked for, and is returned
    as well: its counts go too. ``progress`` is told how many gemeenten are done, and how many there are.
    """
    with working_set.alone(folder):
        borders = read_borders(connection)
        marks = _marks(connection, borders)
        asked = None if gemeenten is None else {*gemeenten, *(working_set.present(folder) - marks.keys())}
        wanted = _stale(marks, folder, asked)
        for code in wanted:
            if code not in marks:
                working_set.remove(folder, code)
        present = [code for code in wanted if code in marks]
        done = len(wanted) - len(present)
        leveringen = _in_force(connection, borders, present)
        for group in _groups(present, leveringen):
            _renew(connection, folder, leveringen.filter(pl.col("gm_code").is_in(group)), borders, marks)
            done += len(group)
            if progress:
                progress(done, len(wanted))
    return wanted


def _in_force(connection: Connection, borders: Borders, gemeenten: Collection[str]) -> pl.DataFrame:
    """Return the leveringen in force that are about ``gemeenten`` of today, a row for each they are about.

    ``rang`` is their place in order of delivery, from old to new.
    """
    parts = borders.table().filter(pl.col("gm_code").is_in(list(gemeenten)))
    about = levering.c.gm_code.in_(parts["oude_code"].unique().sort().to_list())
    statement = select(*(levering.c[name] for name in _LEVERINGEN.names()))
    found = read_frame(connection, statement.where(levering.c.status == "in_gebruik", about), _LEVERINGEN)
    sender = pl.struct("leverancier", "organisatie")
    return (
        found.rename({"id": "levering", "gm_code": "oude_code"})
        # A supplier sends months in one batch, all of one moment: the order in which they came in decides nothing.
        .sort("aangeleverd_op", "periode_tot", "periode_van", "leverancier", "organisatie", "oude_code", "levering")
        .with_columns(
            rang=pl.int_range(pl.len(), dtype=pl.Int32),
            aanleveraar=sender.rank("dense").cast(pl.Int32),
            laatste_maand=pl.col("periode_tot").dt.offset_by("-1d").dt.month_start(),
        )
        .join(parts, on="oude_code", maintain_order="left_right")
    )


def _marks(connection: Connection, borders: Borders) -> dict[str, str]:
    """Return per gemeente its stamp. Numbers alone would not do: a store that is made anew counts from 1 again."""
    columns = (levering.c.id, levering.c.gm_code, levering.c.sha256, levering.c.ontvangen_op)
    statement = select(*columns).where(levering.c.status == "in_gebruik")
    found = read_frame(connection, statement, _OF_STAMP).sort("id").rename({"gm_code": "oude_code"})
    line = pl.concat_str("id", "oude_code", "sha256", pl.col("ontvangen_op").dt.to_string(), separator=" ")
    lines = found.with_columns(line.alias("regel")).join(borders.table(), on="oude_code", maintain_order="left")
    split = {code: rows.rows() for (code,), rows in borders.places.partition_by("oude_code", as_dict=True).items()}
    marks: dict[str, str] = {}
    for (code,), rows in lines.partition_by("gm_code", as_dict=True).items():
        divided = [split[old] for old in rows["oude_code"].unique().sort() if old in split]
        marks[str(code)] = working_set.stamp("\n".join([*rows["regel"], *map(repr, divided)]))
    return marks


def _stale(marks: Mapping[str, str], folder: Path, gemeenten: Collection[str] | None = None) -> list[str]:
    found = working_set.stamps(folder, gemeenten)
    asked = marks.keys() if gemeenten is None else marks.keys() & set(gemeenten)
    fresh = {code for code in asked if found.get(code) == marks[code]}
    return sorted((asked | found.keys()) - fresh)


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


def _renew(
    connection: Connection, folder: Path, leveringen: pl.DataFrame, borders: Borders, marks: Mapping[str, str]
) -> None:
    tables = resolve(_read(connection, leveringen), leveringen, borders.places)
    tables["geleverd"] = _delivered(leveringen)
    # What was delivered is counted once: with the largest part of a code that was split.
    tables["afgifte"] = leveringen.filter("grootste").select(WORKING_SET_SCHEMAS["afgifte"].names()).sort(pl.all())
    parts = {
        tabel: frame.partition_by("gm_code", as_dict=True, include_key="gm_code" in WORKING_SET_SCHEMAS[tabel])
        for tabel, frame in tables.items()
    }
    for code in leveringen["gm_code"].unique().sort():
        files = {tabel: part[code,] for tabel, part in parts.items() if (code,) in part}
        working_set.write(folder, code, files, marks[code])


def _read(connection: Connection, leveringen: pl.DataFrame) -> dict[str, pl.DataFrame]:
    codes = leveringen["oude_code"].unique().to_list()
    numbers = leveringen["levering"].unique()
    if connection.dialect.name == "postgresql" and leveringen["aantal"].sum() > FEW_RECORDS:
        rows = read_rows(partial(bulk_read, connection.engine), codes)
        with connection.engine.connect() as later:
            in_force = select(levering.c.id).where(levering.c.status == "in_gebruik", levering.c.gm_code.in_(codes))
            now = set(later.scalars(in_force))
        # The fast road is another connection, and sees what is committed meanwhile. Where that is what this
        # one sees, all is well; else read again, within one snapshot.
        if now == set(numbers):
            return rows
    return read_rows(partial(read_frame, connection), codes)


def _delivered(leveringen: pl.DataFrame) -> pl.DataFrame:
    """Return which table each levering in force covers, and when."""
    by_table = leveringen.with_columns(tabel=pl.col("tabellen").str.split(",")).explode("tabel")
    return by_table.select(WORKING_SET_SCHEMAS["geleverd"].names()).sort(pl.all())
