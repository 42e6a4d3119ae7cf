"""Everything a page reads: each function takes the viewer, and returns only what exists for them."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl
from sqlalchemy import Connection, Table, select

from queries import tasks
from queries.blocks import read_blocks, select_blocks
from queries.bulk import Query, read_frame
from queries.counts import (
    DEKKING_SCHEMA,
    SAMENHANG_SCHEMA,
    TELLING_SCHEMA,
    VERDELING_SCHEMA,
)
from queries.gebieden import NEDERLAND
from queries.gemeente_jaar import PEOPLE_SCHEMA, read_context, read_gemeente_jaar
from queries.published import (
    Published,
    read_gebieden,
    read_others,
    read_others_dekking,
    read_publications,
    read_published,
    read_summed,
)
from queries.schema import (
    afkeuring,
    controle,
    dekking,
    gemeente,
    levering,
    referentie,
    samenhang,
    telling,
    verdeling,
)
from queries.store_state import StoreState, read_store_state, read_versie
from queries.viewer import Recht, Viewer, delivered_to, local_administrator, of_gemeenten, public_reader, visible_to

__all__ = [
    "NEDERLAND",
    "NotAllowedError",
    "Published",
    "Recht",
    "StoreState",
    "Viewer",
    "ask_for",
    "local_administrator",
    "public_reader",
    "read_afkeuringen",
    "read_controles",
    "read_dekking",
    "read_gebieden",
    "read_gemeenten",
    "read_kenmerken",
    "read_leveringen",
    "read_others",
    "read_others_dekking",
    "read_people",
    "read_publications",
    "read_published",
    "read_referentie",
    "read_samenhang",
    "read_store_state",
    "read_summed",
    "read_task",
    "read_telling",
    "read_uitsplitsingen",
    "read_verdeling",
    "read_versie",
]

_TEXT, _DAY, _MOMENT, _NUMBER = pl.String(), pl.Date(), pl.Datetime("us"), pl.Int64()
GEMEENTE_SCHEMA = pl.Schema(
    dict.fromkeys(("gm_code", "naam", "provincie", "corop", "arbeidsmarktregio"), _TEXT)
    | {"lon": pl.Float64(), "lat": pl.Float64()}
)
LEVERING_SCHEMA = pl.Schema(
    {"id": _NUMBER}
    | dict.fromkeys(("soort", "schemaversie", "leverancier", "organisatie", "organisatie_naam", "gm_code"), _TEXT)
    | {"periode_van": _DAY, "periode_tot": _DAY, "tabellen": _TEXT}
    | {"aangeleverd_op": _MOMENT, "ontvangen_op": _MOMENT, "bestanden": _TEXT}
    | {"aantal": _NUMBER, "afgekeurd": _NUMBER, "status": _TEXT, "oordeel": _TEXT, "vervangen_door": _NUMBER}
)
AFKEURING_SCHEMA = pl.Schema(dict.fromkeys(("bestand", "pad", "tabel", "regel", "reden", "ernst", "record"), _TEXT))
CONTROLE_SCHEMA = pl.Schema(
    dict.fromkeys(("tabel", "regel", "ernst", "reden"), _TEXT) | {"gecontroleerd": _NUMBER, "gevonden": _NUMBER}
)
REFERENTIE_SCHEMA = pl.Schema(
    dict.fromkeys(("indicator", "variant", "uitsplitsing", "cel", "gebied", "periode"), _TEXT)
    | {"waarde": pl.Float64(), "waarde_tot": pl.Float64(), "bron": _TEXT, "url": _TEXT, "opmerking": _TEXT}
)


class NotAllowedError(Exception):
    """The viewer lacks the right for this; the message is for people."""


def read_gemeenten(connection: Connection, viewer: Viewer) -> pl.DataFrame:
    """Return today's gemeenten of the viewer, by name."""
    statement = _select(gemeente, GEMEENTE_SCHEMA).where(gemeente.c.geldig_tot.is_(None))
    visible = visible_to(statement, viewer, gemeente.c.gm_code, Recht.EIGEN_CIJFERS)
    return read_frame(connection, visible, GEMEENTE_SCHEMA).sort("naam", "gm_code")


def read_telling(
    connection: Connection,
    viewer: Viewer,
    gebied: str,
    indicators: Sequence[str] | None = None,
    *,
    uitsplitsing: str = "",
) -> pl.DataFrame:
    """Return the exact counts of one gemeente of the viewer's own, with those of an ``uitsplitsing`` beside them."""
    visible = _blocks(viewer, telling, gebied, uitsplitsing)
    return read_blocks(connection, visible, TELLING_SCHEMA, indicators)


def read_verdeling(
    connection: Connection,
    viewer: Viewer,
    gebied: str,
    indicators: Sequence[str] | None = None,
    *,
    uitsplitsing: str = "",
) -> pl.DataFrame:
    """Return the exact histograms of one gemeente of the viewer's own, of the cells of an ``uitsplitsing`` as well."""
    visible = _blocks(viewer, verdeling, gebied, uitsplitsing)
    return read_blocks(connection, visible, VERDELING_SCHEMA, indicators)


def read_samenhang(connection: Connection, viewer: Viewer, gm_code: str) -> pl.DataFrame:
    """Return how much cases of one household are alike in a gemeente of the viewer's own, and in Nederland beside it.

    With few households the first says little, so figures lean on the second: only to say how sure an own figure is.
    """
    own = select(samenhang.c.gebied).where(samenhang.c.gebied == gm_code).distinct()
    visible = visible_to(own, viewer, samenhang.c.gebied, Recht.EIGEN_CIJFERS)
    gebieden = list(connection.scalars(visible))
    if not gebieden:
        return SAMENHANG_SCHEMA.to_frame()
    return read_blocks(connection, select_blocks(samenhang, [*gebieden, NEDERLAND], [""]), SAMENHANG_SCHEMA)


def read_uitsplitsingen(connection: Connection, viewer: Viewer, gebied: str) -> list[str]:
    """Return the breakdowns that one gemeente of the viewer's own was counted in, by name; the whole is none."""
    found = select(telling.c.uitsplitsing).where(telling.c.gebied == gebied, telling.c.uitsplitsing != "")
    visible = visible_to(found, viewer, telling.c.gebied, Recht.EIGEN_CIJFERS)
    return sorted(connection.scalars(visible))


def read_dekking(connection: Connection, viewer: Viewer, gm_code: str) -> pl.DataFrame:
    """Return which months of one gemeente of the viewer's own were delivered, per case table."""
    statement = _select(dekking, DEKKING_SCHEMA).where(dekking.c.gm_code == gm_code)
    visible = visible_to(statement, viewer, dekking.c.gm_code, Recht.EIGEN_CIJFERS)
    return read_frame(connection, visible, DEKKING_SCHEMA).sort("tabel", "maand")


def read_leveringen(connection: Connection, viewer: Viewer, gm_code: str | None = None) -> pl.DataFrame:
    """Return the viewer's leveringen, newest first; of one gemeente and its predecessors when ``gm_code`` is given."""
    statement = delivered_to(_select(levering, LEVERING_SCHEMA), viewer, levering.c.gm_code)
    if gm_code is not None:
        statement = statement.where(of_gemeenten(levering.c.gm_code, frozenset({gm_code})))
    return read_frame(connection, statement, LEVERING_SCHEMA).sort("ontvangen_op", "id", descending=True)


def read_afkeuringen(connection: Connection, viewer: Viewer, levering_id: int) -> pl.DataFrame:
    """Return what was rejected or remarked in one levering the viewer may see, in the order of the file."""
    statement = _select(afkeuring, AFKEURING_SCHEMA).join(levering).where(afkeuring.c.levering == levering_id)
    visible = delivered_to(statement.order_by(afkeuring.c.id), viewer, levering.c.gm_code)
    return read_frame(connection, visible, AFKEURING_SCHEMA)


def read_controles(connection: Connection, viewer: Viewer, levering_id: int) -> pl.DataFrame:
    """Return the outcome of the gates for one levering the viewer may see."""
    statement = _select(controle, CONTROLE_SCHEMA).join(levering).where(controle.c.levering == levering_id)
    visible = delivered_to(statement, viewer, levering.c.gm_code)
    return read_frame(connection, visible, CONTROLE_SCHEMA).sort("tabel", "regel")


def read_referentie(connection: Connection, viewer: Viewer, indicator: str | None = None) -> pl.DataFrame:
    """Return the published reference figures, of one indicator when given; drawn as a line, never computed from."""
    if Recht.GEPUBLICEERD not in viewer.rechten:
        return REFERENTIE_SCHEMA.to_frame()
    statement = _select(referentie, REFERENTIE_SCHEMA)
    if indicator is not None:
        statement = statement.where(referentie.c.indicator == indicator)
    order = ("indicator", "variant", "uitsplitsing", "cel", "gebied", "periode")
    return read_frame(connection, statement, REFERENTIE_SCHEMA).sort(order)


def read_people(connection: Connection, viewer: Viewer) -> pl.DataFrame:
    """Return people and dwellings per gemeente and year: public, but nothing exists for a viewer without rights."""
    return read_gemeente_jaar(connection) if viewer.rechten else PEOPLE_SCHEMA.to_frame()


def read_kenmerken(connection: Connection, viewer: Viewer) -> pl.DataFrame:
    """Return all that is known of every gemeente and year: people, dwellings, classes, and how poor and urban it is."""
    return read_context(connection) if viewer.rechten else read_context(connection).clear()


def read_task(connection: Connection, viewer: Viewer, number: int | None = None) -> tasks.Task | None:
    """Return one piece of work, the newest when no ``number`` is given; None for who may not ask for work."""
    if Recht.OPDRACHTEN not in viewer.rechten:
        return None
    if number is not None:
        return tasks.read_task(connection, number)
    return next(iter(tasks.latest_tasks(connection, 1)), None)


def ask_for(connection: Connection, viewer: Viewer, soort: str, now: datetime) -> int:
    """Put work in line for the worker, unless the same work waits or runs already; return its number.

    Raises NotAllowedError for a viewer without that right.
    """
    if Recht.OPDRACHTEN not in viewer.rechten:
        raise NotAllowedError("U mag dit werk niet laten doen; vraag het aan uw beheerder.")
    for waiting in tasks.latest_tasks(connection):
        if waiting.soort == soort and waiting.status in ("wacht", "bezig"):
            return waiting.id
    return tasks.add_task(connection, soort, {}, now)


def _select(table: Table, schema: pl.Schema) -> Query:
    return select(*(table.c[name] for name in schema.names()))


def _blocks(viewer: Viewer, table: Table, gebied: str, uitsplitsing: str) -> Query:
    statement = select_blocks(table, [gebied], ["", uitsplitsing])
    return visible_to(statement, viewer, table.c.gebied, Recht.EIGEN_CIJFERS)
