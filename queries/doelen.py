"""Goals and interventions of a viewer's own gemeenten: what was promised, by when, and what was changed since when.

They come with a levering or are typed on a page. What is typed is never changed or erased: a row is added, and of one
goal what was said last counts. They are of the gemeente of today whose code they carry: what a gemeente that merged
promised is about a part.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, Table, insert, or_, select

from queries.bulk import Query, read_frame
from queries.errors import StoreError
from queries.schema import doel, gemeente, interventie, levering
from queries.turns import take_turns
from queries.viewer import Recht, Viewer, visible_to

_TEXT, _DAY, _MOMENT = pl.String(), pl.Date(), pl.Datetime("us")
_TYPED: Final = {"levering": pl.Int64(), "ingevoerd_op": _MOMENT, "ingevoerd_door": _TEXT}
DOEL_SCHEMA: Final = pl.Schema(
    {
        "id": pl.Int64(), "gm_code": _TEXT, "indicator": _TEXT, "variant": _TEXT, "uitsplitsing": _TEXT, "cel": _TEXT,
        "waarde": pl.Float64(), "soort": _TEXT, "richting": _TEXT, "basisjaar": pl.Int32(),
        "basiswaarde": pl.Float64(), "schatting": _TEXT, "uiterlijk": _DAY, "bron": _TEXT, **_TYPED,
    }
)  # fmt: skip
INTERVENTIE_SCHEMA: Final = pl.Schema(
    {"id": pl.Int64(), "gm_code": _TEXT, "naam": _TEXT, "vanaf": _DAY, "beschrijving": _TEXT, "bron": _TEXT, **_TYPED}
)
# Beside each row of a history: whether it takes back, when and from whom it came, how the levering it came with stands,
# and whether it is what counts now.
HISTORY: Final = pl.Schema(
    {"vervallen": pl.Boolean(), "moment": _MOMENT, "door": _TEXT, "status": _TEXT, "geldt": pl.Boolean()}
)


class DoelError(StoreError):
    """A goal or intervention that cannot be as it was typed; the message is for the person who types it."""


@dataclass(frozen=True)
class Doel:
    """One goal as it is typed; see ``read_doelen`` for what its fields mean."""

    gm_code: str
    indicator: str
    waarde: float
    uiterlijk: date
    bron: str
    variant: str = "standaard"
    uitsplitsing: str = ""
    cel: str = ""
    soort: str | None = None
    richting: str | None = None
    basisjaar: int | None = None
    basiswaarde: float | None = None
    schatting: str = "onbekend"


@dataclass(frozen=True)
class Interventie:
    """One intervention as it is typed: what changed, and from which day."""

    gm_code: str
    naam: str
    vanaf: date
    bron: str
    beschrijving: str | None = None


@dataclass(frozen=True)
class _Kind:
    """A table of such rows: what tells two of them apart, in which order they are read, and how one is called."""

    table: Table
    schema: pl.Schema
    key: tuple[str, ...]
    order: tuple[str, ...]
    one: str


_DOELEN: Final = _Kind(
    doel, DOEL_SCHEMA, ("gm_code", "indicator", "variant", "uitsplitsing", "cel", "uiterlijk"),
    ("gm_code", "uiterlijk", "indicator", "variant", "uitsplitsing", "cel"), "Dit doel",
)  # fmt: skip
_INTERVENTIES: Final = _Kind(
    interventie, INTERVENTIE_SCHEMA, ("gm_code", "naam", "vanaf"), ("gm_code", "vanaf", "naam"), "Deze maatregel"
)
_KINDS: Final = {Doel: _DOELEN, Interventie: _INTERVENTIES}


def read_doelen(connection: Connection, viewer: Viewer, gm_code: str | None = None) -> pl.DataFrame:
    """Return the goals of the viewer's gemeenten, of one when ``gm_code`` is given, as DOEL_SCHEMA.

    ``waarde`` and ``basiswaarde`` are as people write them (25 for 25%). ``indicator`` is a code, or
    ``jaarcijfer:`` or ``kenmerk:`` with a name. ``soort`` and ``richting`` are null where they follow from the
    rest (see metrics.goals.targets); ``uitsplitsing`` and ``cel`` are empty for the whole. What came with a levering
    has its number, what was typed has when and by whom.
    """
    return _in_force(connection, viewer, gm_code, _DOELEN)


def read_interventies(connection: Connection, viewer: Viewer, gm_code: str | None = None) -> pl.DataFrame:
    """Return the interventions of the viewer's gemeenten, oldest first, as INTERVENTIE_SCHEMA."""
    return _in_force(connection, viewer, gm_code, _INTERVENTIES)


def read_history(connection: Connection, viewer: Viewer, gm_code: str, of: type[Doel | Interventie]) -> pl.DataFrame:
    """Return every row that was ever typed or delivered about one gemeente, newest first, with the columns of HISTORY.

    A levering that was replaced may have taken its rows along.
    """
    kind = _KINDS[of]
    statement = _rows(kind).where(kind.table.c.gm_code == gm_code)
    visible = visible_to(statement, viewer, kind.table.c.gm_code, Recht.EIGEN_CIJFERS)
    rows = _read(connection, kind, visible)
    now = _newest(rows, kind)["id"].to_list()
    return rows.with_columns(geldt=pl.col("id").is_in(now)).select([*kind.schema.names(), *HISTORY.names()])


def enter(connection: Connection, viewer: Viewer, values: Doel | Interventie, now: datetime) -> int:
    """Add a goal or intervention that was typed; return its number. Raises DoelError."""
    kind = _may(connection, viewer, values.gm_code, type(values))
    _only_one(connection, kind, values)
    return _add(connection, kind, viewer, asdict(values), now)


def change(connection: Connection, viewer: Viewer, was: int, values: Doel | Interventie, now: datetime) -> int:
    """Say otherwise what row ``was`` says; return the number of the new row.

    With another day or name it is another one: the old is then taken back. Raises DoelError, also where ``was`` is not
    what counts any more: then someone else was first.
    """
    kind = _may(connection, viewer, values.gm_code, type(values))
    old = _counting(connection, kind, values.gm_code, was)
    if _key(kind, old) != _key(kind, asdict(values)):
        _only_one(connection, kind, values)
        _add(connection, kind, viewer, old, now, vervallen=True)
    return _add(connection, kind, viewer, asdict(values), now)


def withdraw(
    connection: Connection, viewer: Viewer, gm_code: str, was: int, of: type[Doel | Interventie], now: datetime
) -> int:
    """Take back what row ``was`` says; it stays in the history. Returns the new row's number; raises as ``change``."""
    kind = _may(connection, viewer, gm_code, of)
    return _add(connection, kind, viewer, _counting(connection, kind, gm_code, was), now, vervallen=True)


def _in_force(connection: Connection, viewer: Viewer, gm_code: str | None, kind: _Kind) -> pl.DataFrame:
    """Return what was said last and not taken back, as far as the viewer may see it."""
    statement = _rows(kind) if gm_code is None else _rows(kind).where(kind.table.c.gm_code == gm_code)
    rows = _read(connection, kind, visible_to(statement, viewer, kind.table.c.gm_code, Recht.EIGEN_CIJFERS))
    return _newest(rows, kind).select(kind.schema.names()).sort(kind.order)


def _rows(kind: _Kind) -> Query:
    """Select what was typed on a page or came with a levering that was accepted, with where it came from."""
    table = kind.table
    columns = (table.c[name] for name in (*kind.schema.names(), "vervallen"))
    return (
        select(*columns, levering.c.ontvangen_op, levering.c.organisatie_naam, levering.c.status)
        .outerjoin(levering, levering.c.id == table.c.levering)
        .where(or_(levering.c.id.is_(None), levering.c.status != "geweigerd"))
    )


def _read(connection: Connection, kind: _Kind, statement: Query) -> pl.DataFrame:
    """Return the rows newest first, each with the moment it was said; no moment at all is the oldest."""
    origin = {"ontvangen_op": _MOMENT, "organisatie_naam": _TEXT, "status": _TEXT}
    found = read_frame(connection, statement, pl.Schema({**kind.schema, "vervallen": pl.Boolean(), **origin}))
    optional = [name for name in ("uitsplitsing", "cel") if name in kind.schema]
    told = found.with_columns(
        pl.col(optional).fill_null(""),
        moment=pl.coalesce("ingevoerd_op", "ontvangen_op"),
        door=pl.coalesce("ingevoerd_door", "organisatie_naam"),
    )
    return told.sort("moment", "id", descending=True, nulls_last=True)


def _newest(rows: pl.DataFrame, kind: _Kind) -> pl.DataFrame:
    """Return of each goal the row that counts, of ``rows`` that are newest first; none where it was taken back."""
    stands = pl.col("status").is_null() | (pl.col("status") == "in_gebruik")
    return rows.filter(stands).unique(kind.key, keep="first", maintain_order=True).filter(~pl.col("vervallen"))


def _may(connection: Connection, viewer: Viewer, gm_code: str, of: type[Doel | Interventie]) -> _Kind:
    """Refuse who may not, and wait for who is busy with the same gemeente."""
    own = viewer.gemeenten == "alle" or gm_code in viewer.gemeenten
    if Recht.DOELEN not in viewer.rechten or not own:
        raise DoelError("U mag voor deze gemeente geen doelen of maatregelen vastleggen; vraag het aan uw beheerder.")
    today = select(gemeente.c.gm_code).where(gemeente.c.gm_code == gm_code, gemeente.c.geldig_tot.is_(None))
    if connection.scalar(today) is None:
        raise DoelError("Deze gemeente bestaat nu niet; kies een gemeente van nu.")
    take_turns(connection, f"doelen {gm_code}")
    return _KINDS[of]


def _counting(connection: Connection, kind: _Kind, gm_code: str, was: int) -> dict[str, Any]:
    """Return the row that counts now by its number."""
    for row in _now(connection, kind, gm_code):
        if row["id"] == was:
            return row
    raise DoelError(f"{kind.one} is intussen door een ander gewijzigd of ingetrokken; kijk eerst wat er nu staat.")


def _only_one(connection: Connection, kind: _Kind, values: Doel | Interventie) -> None:
    """Refuse a second one of the same key."""
    if _key(kind, asdict(values)) in {_key(kind, row) for row in _now(connection, kind, values.gm_code)}:
        day = "einddatum" if kind is _DOELEN else "begindatum"
        raise DoelError(f"{kind.one} staat er al; wijzig wat er staat of kies een andere {day}.")


def _now(connection: Connection, kind: _Kind, gm_code: str) -> Sequence[dict[str, Any]]:
    """Return what counts now, whoever looks: one may write what one does not read."""
    return _newest(_read(connection, kind, _rows(kind).where(kind.table.c.gm_code == gm_code)), kind).to_dicts()


def _key(kind: _Kind, values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(values[name] for name in kind.key)


def _add(
    connection: Connection,
    kind: _Kind,
    viewer: Viewer,
    values: dict[str, Any],
    now: datetime,
    *,
    vervallen: bool = False,
) -> int:
    """Add a row, said after all that was said before of the same; an empty part is none, as in a levering."""
    rows = _read(connection, kind, _rows(kind).where(kind.table.c.gm_code == values["gm_code"]))
    same = rows.filter(pl.col(name) == value for name, value in zip(kind.key, _key(kind, values), strict=True))
    # Clocks differ: what is typed last counts, also where the levering came from a machine that is ahead.
    latest: datetime | None = same["moment"].drop_nulls().max()  # pyright: ignore[reportAssignmentType]
    moment = now if latest is None else max(now, latest + timedelta(microseconds=1))
    told = {name: values[name] for name in kind.schema if name in values and name not in ("id", *_TYPED)}
    told |= {name: told[name] or None for name in ("uitsplitsing", "cel") if name in told}
    said = {"ingevoerd_op": moment, "ingevoerd_door": viewer.naam, "vervallen": vervallen, "levering": None}
    return connection.execute(insert(kind.table).values(told | said).returning(kind.table.c.id)).scalar_one()
