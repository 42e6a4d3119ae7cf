"""Stored counts and histograms: written by the jobs, replaced per gemeente, read by pages and publications."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from sqlalchemy import Connection, String, cast, func, insert, select, text, update

from queries.blocks import erase, pack, read_blocks, replace_blocks, select_blocks
from queries.bulk import bulk_append, read_frame
from queries.errors import StoreError
from queries.schema import berekening as runs
from queries.schema import dekking as dekking_table
from queries.schema import levering
from queries.schema import samenhang as samenhang_table
from queries.schema import signaalregel as signaalregel_table
from queries.schema import telling as telling_table
from queries.schema import verdeling as verdeling_table

_KEY: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "versie": pl.Int32(),
    "variant": pl.String(),
    "gebied": pl.String(),
    "maand": pl.Date(),
    "uitsplitsing": pl.String(),
    "cel": pl.String(),
}
TELLING_SCHEMA = pl.Schema(
    _KEY
    | {
        "teller": pl.Int64(),
        "noemer": pl.Int64(),
        "onbekend": pl.Int64(),
        "gemeenten": pl.Int32(),
        "inwoners": pl.Int64(),
    }
)
VERDELING_SCHEMA = pl.Schema(_KEY | {"waarde": pl.Int32(), "gecensureerd": pl.Boolean(), "aantal": pl.Int64()})
# Whole numbers over the households of the last 24 months counted: see metrics.counting.samenhang.
SAMENHANG_SCHEMA = pl.Schema(
    {name: _KEY[name] for name in ("indicator", "versie", "variant", "gebied", "uitsplitsing")}
    | dict.fromkeys(("huishoudens", "teller", "noemer", "teller2", "product", "noemer2"), pl.Int64())
    | dict.fromkeys(("noemer2_maand", "noemer2_kwartaal", "noemer2_jaar"), pl.Int64())
)
# Households with so many partners among the signalen that pass both thresholds: see metrics.signal_rule.
SIGNAALREGEL_SCHEMA = pl.Schema(
    {name: _KEY[name] for name in ("gebied", "uitsplitsing", "maand")}
    | dict.fromkeys(("hooguit_dagen", "minstens_euro", "partners"), pl.Int32())
    | {"huishoudens": pl.Int64()}
)
DEKKING_SCHEMA = pl.Schema({"gm_code": pl.String(), "tabel": pl.String(), "maand": pl.Date(), "volledig": pl.Boolean()})


class RecountBusyError(StoreError):
    """Other processes keep storing counts while this one counts."""


@dataclass(frozen=True)
class Berekening:
    """One finished run of the job: on which day, by which code, of which leveringen."""

    id: int
    peildatum: date
    codeversie: str
    gestart_op: datetime
    klaar_op: datetime
    leveringen: str
    gemeenten: int


def leveringen_digest(connection: Connection) -> str:
    """Return a digest of which leveringen are in force; the same leveringen give the same digest."""
    in_force = select(levering.c.id).where(levering.c.status == "in_gebruik").order_by(levering.c.id)
    digest = hashlib.sha256()
    for number in connection.scalars(in_force):
        digest.update(b"%d;" % number)
    return digest.hexdigest()


def start_berekening(
    connection: Connection, peildatum: date, codeversie: str, now: datetime, leveringen_digest: str
) -> int:
    """Note that a run begins, and wait for others that change counts; return its number."""
    hold_counts(connection)
    row = insert(runs).values(
        peildatum=peildatum, codeversie=codeversie, gestart_op=now, leveringen=leveringen_digest, gemeenten=0
    )
    return connection.execute(row.returning(runs.c.id)).scalar_one()


def finish_berekening(connection: Connection, berekening: int, now: datetime, gemeenten: int) -> None:
    """Note that this run is done, and how many gemeenten it counted."""
    connection.execute(update(runs).where(runs.c.id == berekening).values(klaar_op=now, gemeenten=gemeenten))


def last_berekening(connection: Connection) -> Berekening | None:
    """Return the newest finished run, or None before the first."""
    finished = select(runs).where(runs.c.klaar_op.is_not(None)).order_by(runs.c.id.desc()).limit(1)
    row = connection.execute(finished).mappings().one_or_none()
    return Berekening(**row) if row else None


@dataclass(frozen=True, eq=False)
class PackedCounts:
    """Counts of some gebieden, packed as they are stored."""

    telling: pl.DataFrame
    verdeling: pl.DataFrame
    samenhang: pl.DataFrame
    signaalregel: pl.DataFrame
    dekking: pl.DataFrame

    def gebieden(self) -> set[str]:
        """Return the gebieden that have any counts."""
        blocks = (self.telling, self.verdeling, self.samenhang, self.signaalregel)
        return {*self.dekking["gm_code"], *(gebied for each in blocks for gebied in each["gebied"])}


def pack_counts(
    telling: pl.DataFrame,
    verdeling: pl.DataFrame,
    dekking: pl.DataFrame,
    *,
    samenhang: pl.DataFrame | None = None,
    signaalregel: pl.DataFrame | None = None,
    in_order: bool = False,
) -> PackedCounts:
    """Pack counts, so that those of all gemeenten can wait together until they are stored.

    Rows that come ``in_order``, the same each time, are not sorted first: that takes as long as the rest.
    """
    alike = SAMENHANG_SCHEMA.to_frame() if samenhang is None else samenhang
    rule = SIGNAALREGEL_SCHEMA.to_frame() if signaalregel is None else signaalregel
    return PackedCounts(
        pack(telling.select(TELLING_SCHEMA.names()), in_order=in_order),
        pack(verdeling.select(VERDELING_SCHEMA.names()), in_order=in_order),
        pack(alike.select(SAMENHANG_SCHEMA.names())),
        pack(rule.select(SIGNAALREGEL_SCHEMA.names())),
        dekking.select(DEKKING_SCHEMA.names()),
    )


def replace_packed(
    connection: Connection, berekening: int, gebieden: Collection[str], packed: Sequence[PackedCounts]
) -> None:
    """Replace all counts of ``gebieden`` by these, made by that run.

    Counts of another gebied are an error: they would be added to what is there instead of replacing it.
    """
    for part in packed:
        if strangers := part.gebieden() - set(gebieden):
            raise ValueError(f"there are counts of {', '.join(sorted(strangers))}, which are not replaced")
    for table, blocks in (
        (telling_table, [part.telling for part in packed]),
        (verdeling_table, [part.verdeling for part in packed]),
        (samenhang_table, [part.samenhang for part in packed]),
        (signaalregel_table, [part.signaalregel for part in packed]),
    ):
        replace_blocks(connection, table, gebieden, pl.concat([pack(TELLING_SCHEMA.to_frame()), *blocks]), berekening)
    erase(connection, dekking_table, dekking_table.c.gm_code, gebieden)
    rows = pl.concat([DEKKING_SCHEMA.to_frame(), *(part.dekking for part in packed)])
    bulk_append(connection, dekking_table, rows)


def replace_counts(
    connection: Connection,
    berekening: int,
    gebieden: Collection[str],
    telling: pl.DataFrame,
    verdeling: pl.DataFrame,
    dekking: pl.DataFrame,
) -> None:
    """Replace all counts of ``gebieden`` by these rows, made by that run; see replace_packed."""
    replace_packed(connection, berekening, gebieden, [pack_counts(telling, verdeling, dekking)])


def read_counts(
    connection: Connection,
    gebieden: Collection[str] | None = None,
    *,
    uitsplitsingen: Collection[str] | None = None,
    shared: bool = False,
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return telling, verdeling and dekking of ``gebieden``, or of all, in a fixed order of rows.

    Of the breakdowns only ``uitsplitsingen`` when given; with ``shared`` only those that may leave their gemeente.
    For jobs and publications: it knows no viewer. Rows not yet committed are included.
    """
    return (
        read_telling(connection, gebieden, uitsplitsingen=uitsplitsingen, shared=shared),
        read_verdeling(connection, gebieden, uitsplitsingen=uitsplitsingen, shared=shared),
        read_dekking(connection, gebieden),
    )


def read_telling(
    connection: Connection,
    gebieden: Collection[str] | None = None,
    *,
    uitsplitsingen: Collection[str] | None = None,
    shared: bool = False,
) -> pl.DataFrame:
    """Return the counts of ``gebieden``; see read_counts."""
    blocks = select_blocks(telling_table, gebieden, uitsplitsingen, shared=shared)
    return read_blocks(connection, blocks, TELLING_SCHEMA)


def read_verdeling(
    connection: Connection,
    gebieden: Collection[str] | None = None,
    *,
    uitsplitsingen: Collection[str] | None = None,
    shared: bool = False,
) -> pl.DataFrame:
    """Return the histograms of ``gebieden``; see read_counts."""
    blocks = select_blocks(verdeling_table, gebieden, uitsplitsingen, shared=shared)
    return read_blocks(connection, blocks, VERDELING_SCHEMA)


def read_samenhang(connection: Connection, gebieden: Collection[str] | None = None) -> pl.DataFrame:
    """Return how much cases of one household are alike in ``gebieden``, or in all, in a fixed order of rows."""
    return read_blocks(connection, select_blocks(samenhang_table, gebieden, None), SAMENHANG_SCHEMA)


def read_signaalregel(connection: Connection, gebieden: Collection[str] | None = None) -> pl.DataFrame:
    """Return the households of ``gebieden``, or of all, by month, threshold and partners, in a fixed order of rows."""
    return read_blocks(connection, select_blocks(signaalregel_table, gebieden, None), SIGNAALREGEL_SCHEMA)


def counted_gebieden(connection: Connection) -> list[str]:
    """Return the gebieden that have counts, in order of name."""
    found: set[str] = set()
    for column in (telling_table.c.gebied, verdeling_table.c.gebied):
        found.update(connection.scalars(select(column).distinct()))
    return sorted(found)


def read_dekking(connection: Connection, gebieden: Collection[str] | None = None) -> pl.DataFrame:
    """Return the delivered months of ``gebieden``, or of all, in a fixed order of rows."""
    place = (dekking_table.c.gm_code, dekking_table.c.tabel, dekking_table.c.volledig)
    # All months of a gemeente and table in one row: a register of years has over a hundred thousand of them.
    months = func.aggregate_strings(cast(dekking_table.c.maand, String), ",").label("maand")
    covered = select(*place, months).group_by(*place)
    if gebieden is not None:
        covered = covered.where(dekking_table.c.gm_code.in_(sorted(gebieden)))
    found = read_frame(connection, covered, pl.Schema({**DEKKING_SCHEMA, "maand": pl.String}))
    dated = (
        found.with_columns(pl.col("maand").str.split(",")).explode("maand").with_columns(pl.col("maand").str.to_date())
    )
    # Sorted here: a database sorts text by its own collation, and then bytes would differ per database.
    return dated.select(DEKKING_SCHEMA.names()).sort("gm_code", "tabel", "maand")


def claim_counts(connection: Connection) -> None:
    """Be the only one to change counts until the end of this transaction; who only reads goes on."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer, and that is this one
        connection.execute(text("LOCK TABLE berekening IN SHARE ROW EXCLUSIVE MODE"))


def hold_counts(connection: Connection) -> None:
    """Keep others from changing counts, and from publishing them, until the end of this transaction."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer, and that is this one
        connection.execute(
            text("LOCK TABLE berekening, telling, verdeling, dekking, samenhang IN SHARE ROW EXCLUSIVE MODE")
        )
