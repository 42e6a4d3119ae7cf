"""How a levering came, for whom it is about: what was taken, what was not and why, and how full each field is."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Final

import polars as pl
from sqlalchemy import ColumnElement, Connection, func, select

from queries.access import (
    LEVERING_SCHEMA,
    read_afkeuringen,
    read_controles,
)
from queries.bulk import Query, read_frame
from queries.deliveries.sizes import RECORD, VELDEN
from queries.schema import gemeente, levering, veldvulling
from queries.viewer import Viewer, delivered_to

TABELLEN_SCHEMA: Final = pl.Schema({"tabel": pl.String(), "opgenomen": pl.Int64(), "afgekeurd": pl.Int64()})
FILLED_SCHEMA: Final = pl.Schema({"gm_code": pl.String(), "soort": pl.String(), **VELDEN})
VELDEN_SCHEMA: Final = pl.Schema({**VELDEN, "anderen": pl.Float64(), "gemeenten": pl.Int64()})

# The door's total: what is in it is told rule by rule.
TOTAL: Final = "records_afgekeurd"

# With fewer others the middle one says something about a gemeente, not about gemeenten.
_OTHERS: Final = 5
_YEAR: Final = timedelta(days=400)


class NoLeveringError(Exception):
    """There is no such levering, or none for this viewer; the message is for people."""


@dataclass(frozen=True, slots=True)
class Kop:
    """The header of one levering, with the name of its gemeente."""

    id: int
    soort: str
    schemaversie: str
    leverancier: str
    organisatie_naam: str
    gm_code: str
    gemeente: str
    periode_van: date
    periode_tot: date  # exclusive
    aangeleverd_op: datetime
    ontvangen_op: datetime
    bestanden: tuple[str, ...]
    aantal: int
    afgekeurd: int
    status: str
    oordeel: str | None
    vervangen_door: int | None


_AS_STORED: Final = tuple(field.name for field in fields(Kop) if field.name not in ("gemeente", "bestanden"))


@dataclass(frozen=True, eq=False)
class Orde:
    """One levering: its records per table, every rule with its counts, the places listed, and its fields.

    ``regels`` and ``plaatsen`` are as read_controles and read_afkeuringen give them. ``velden`` holds per
    field the records and how many had it, and ``anderen``, the share of the gemeente in the middle of at
    least five others; ``tabellen`` is empty for a levering of before these were kept.
    """

    levering: Kop
    tabellen: pl.DataFrame
    regels: pl.DataFrame
    plaatsen: pl.DataFrame
    velden: pl.DataFrame


def read_orde(connection: Connection, viewer: Viewer, levering_id: int) -> Orde:
    """Return how one levering came; raises NoLeveringError unless it is there and the viewer may see it."""
    kop = _kop(connection, viewer, levering_id)
    afkeuringen, controles = (read(connection, viewer, levering_id) for read in (read_afkeuringen, read_controles))
    counted = read_frame(connection, _velden(levering_id), VELDEN)
    return Orde(
        levering=kop,
        tabellen=_tabellen(counted, controles),
        regels=controles.filter(pl.col("regel") != TOTAL),
        plaatsen=afkeuringen,
        velden=_with_others(connection, kop, counted.filter(pl.col("veld") != RECORD)),
    )


def _kop(connection: Connection, viewer: Viewer, levering_id: int) -> Kop:
    statement = select(*(levering.c[name] for name in LEVERING_SCHEMA)).where(levering.c.id == levering_id)
    row = connection.execute(delivered_to(statement, viewer, levering.c.gm_code)).mappings().one_or_none()
    if row is None:
        raise NoLeveringError(
            f"Levering {levering_id} is er niet, of u mag haar niet zien. Kijk op de pagina Datakwaliteit welke "
            "nummers er zijn."
        )
    code: str = row["gm_code"]
    own = {name: row[name] for name in _AS_STORED}
    naam = names_of(connection, [code]).get(code, code)
    return Kop(**own, gemeente=naam, bestanden=tuple(row["bestanden"].splitlines()))


def names_of(connection: Connection, codes: Sequence[str]) -> dict[str, str]:
    """Return the last name of each code that is known."""
    rows = connection.execute(
        select(gemeente.c.gm_code, gemeente.c.naam).where(gemeente.c.gm_code.in_(codes)).order_by(gemeente.c.geldig_van)
    )
    return {row.gm_code: row.naam for row in rows}


def _velden(levering_id: int) -> Query:
    return select(*(veldvulling.c[name] for name in VELDEN)).where(veldvulling.c.levering == levering_id)


def _tabellen(counted: pl.DataFrame, controles: pl.DataFrame) -> pl.DataFrame:
    """Return per table the records taken and rejected; of a table of which nothing was usable, only the latter."""
    taken = counted.filter(pl.col("veld") == RECORD).select("tabel", opgenomen="records")
    rejected = (
        controles.filter(pl.col("ernst") == "afgekeurd", pl.col("tabel") != "levering")
        .group_by("tabel")
        .agg(afgekeurd=pl.col("gevonden").sum())
    )
    if taken.is_empty():
        return TABELLEN_SCHEMA.to_frame()
    return (
        taken.join(rejected, on="tabel", how="full", coalesce=True, maintain_order="left")
        .select(pl.col(name).fill_null(0) if name != "tabel" else name for name in TABELLEN_SCHEMA)
        .cast(TABELLEN_SCHEMA)  # pyright: ignore[reportArgumentType]
    )


def _with_others(connection: Connection, kop: Kop, velden: pl.DataFrame) -> pl.DataFrame:
    """Add how full each field is in the middle of the other gemeenten, over leveringen of about the same time."""
    filled = read_filled(
        connection,
        levering.c.soort == kop.soort,
        levering.c.gm_code != kop.gm_code,
        levering.c.periode_tot > kop.periode_van - _YEAR,
        levering.c.periode_van < kop.periode_tot + _YEAR,
    )
    others = the_middle(filled)
    return velden.join(others, on=["tabel", "veld"], how="left", maintain_order="left").select(VELDEN_SCHEMA.names())


def read_filled(connection: Connection, *which: ColumnElement[bool]) -> pl.DataFrame:
    """Return how full each field came per gemeente and kind, over the leveringen in force that meet the conditions."""
    summed = (
        select(
            levering.c.gm_code,
            levering.c.soort,
            veldvulling.c.tabel,
            veldvulling.c.veld,
            func.sum(veldvulling.c.records).label("records"),
            func.sum(veldvulling.c.gevuld).label("gevuld"),
        )
        .join(veldvulling, veldvulling.c.levering == levering.c.id)
        .where(levering.c.status == "in_gebruik", *which, veldvulling.c.veld != RECORD, veldvulling.c.records > 0)
        .group_by(levering.c.gm_code, levering.c.soort, veldvulling.c.tabel, veldvulling.c.veld)
    )
    return read_frame(connection, summed, FILLED_SCHEMA)


def the_middle(filled: pl.DataFrame) -> pl.DataFrame:
    """Return per kind and field the share of the gemeente in the middle, where there are at least five."""
    return (
        filled.group_by("soort", "tabel", "veld")
        .agg(anderen=(pl.col("gevuld") / pl.col("records")).median(), gemeenten=pl.len().cast(pl.Int64))
        .filter(pl.col("gemeenten") >= _OTHERS)
    )
