"""What the same senders delivered before, and how full the leveringen of others came: what the gates compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, Select, and_, func, select

from queries.bulk import read_frame
from queries.deliveries.records import TABLES_OF, Levering
from queries.deliveries.sizes import KEY, LEVERINGEN, PARTNERS, RECORD, VELDEN, Sizes
from queries.schema import levering, partnertelling, veldvulling

_NUMMER: Final[dict[str, pl.DataType]] = {"nummer": pl.Int64()}
_SENDER: Final = pl.Schema(dict.fromkeys(KEY, pl.String()))

# A gemeente's own last twelve, of whatever length, and one more for what lies askew.
_PERIODS: Final = 13
# How fields are filled changes with the software: a year is long enough, also for who delivers once a year.
_FIELDS_SINCE: Final = timedelta(days=400)


@dataclass(frozen=True, eq=False)
class History:
    """What was delivered before, stored or not yet.

    ``leveringen``, ``omvang`` and ``partners`` are by ``nummer``: the id in the store, below zero for what
    is not stored, counting down. ``velden`` is by sender: stored leveringen of others are never told apart.
    """

    leveringen: pl.DataFrame
    omvang: pl.DataFrame  # records per table
    partners: pl.DataFrame
    velden: pl.DataFrame

    @property
    def lowest(self) -> int:
        """The lowest number in use; what is added begins one below it."""
        lowest = self.leveringen["nummer"].min()
        return min(0, lowest) if isinstance(lowest, int) else 0

    def and_also(self, unstored: Sequence[Sizes]) -> "History":
        """Return this history with leveringen that are not stored (yet), numbered down from below all others."""
        lowest = self.lowest
        headers, sizes, partners, fields = [self.leveringen], [self.omvang], [self.partners], [self.velden]
        for each in unstored:
            number = (lowest - 1 - pl.col("levering_nr").cast(pl.Int64)).alias("nummer")
            headers.append(each.leveringen.select(number, *LEVERINGEN))
            rows = each.velden.filter(pl.col("veld") == RECORD)
            sizes.append(rows.select(number, "tabel", "records"))
            partners.append(each.partners.select(number, *PARTNERS))
            own = each.leveringen.select("levering_nr", *KEY)
            fields.append(
                each.velden.filter(pl.col("veld") != RECORD)
                .join(own, on="levering_nr")
                .select(*_SENDER.names(), *VELDEN.names())
            )
            lowest -= each.leveringen.height
        return History(pl.concat(headers), pl.concat(sizes), pl.concat(partners), pl.concat(fields))


def no_history() -> History:
    """Return the history of a store without leveringen."""
    return History(
        pl.Schema({**_NUMMER, **LEVERINGEN}).to_frame(),
        pl.Schema({**_NUMMER, "tabel": pl.String(), "records": pl.Int64()}).to_frame(),
        pl.Schema({**_NUMMER, **PARTNERS}).to_frame(),
        pl.Schema({**_SENDER, **VELDEN}).to_frame(),
    )


def read_history(connection: Connection, leveringen: Sequence[Levering]) -> History:
    """Return what is in force and bears on ``leveringen``: four queries, however many they are."""
    if not leveringen:
        return no_history()
    empty = no_history()
    soorten = sorted({each.soort for each in leveringen})
    first, last = min(each.periode_van for each in leveringen), max(each.periode_tot for each in leveringen)
    longest = max(each.periode_tot - each.periode_van for each in leveringen)
    same = _same_senders(leveringen, _before(first, _PERIODS * longest))
    tables = sorted({tabel for soort in soorten for tabel in TABLES_OF[soort]})
    sizes = same.add_columns(veldvulling.c.tabel, veldvulling.c.records).join(
        veldvulling,
        and_(veldvulling.c.levering == levering.c.id, veldvulling.c.tabel.in_(tables), veldvulling.c.veld == RECORD),
    )
    partners = same.add_columns(partnertelling.c.signaalpartner, partnertelling.c.signalen).join(partnertelling)
    return History(
        read_frame(connection, same.add_columns(*(levering.c[name] for name in LEVERINGEN)), empty.leveringen.schema),
        read_frame(connection, sizes, empty.omvang.schema),
        read_frame(connection, partners, empty.partners.schema),
        read_frame(connection, _fields(soorten, _before(first, _FIELDS_SINCE), last), empty.velden.schema),
    )


def _same_senders(leveringen: Sequence[Levering], since: date) -> Select[Any]:
    """Select what these senders have in force about these gemeenten, from ``since``."""
    return select(levering.c.id.label("nummer")).where(
        levering.c.status == "in_gebruik",
        levering.c.periode_van >= since,
        *(levering.c[name].in_(sorted({getattr(each, name) for each in leveringen})) for name in KEY),
    )


def _fields(soorten: Sequence[str], since: date, until: date) -> Select[Any]:
    """Select how full each field came from each sender whose period lies in part between two days."""
    sender = [levering.c[name] for name in KEY]
    field = [veldvulling.c.tabel, veldvulling.c.veld]
    return (
        select(
            *sender,
            *field,
            func.sum(veldvulling.c.records).label("records"),
            func.sum(veldvulling.c.gevuld).label("gevuld"),
        )
        .join(veldvulling, veldvulling.c.levering == levering.c.id)
        .where(
            levering.c.status == "in_gebruik",
            levering.c.soort.in_(soorten),
            levering.c.periode_tot > since,
            levering.c.periode_van < until,
            veldvulling.c.veld != RECORD,
        )
        .group_by(*sender, *field)
    )


def _before(day: date, time: timedelta) -> date:
    """Return the day that lies ``time`` earlier, as far as days go."""
    return day - time if day - date.min > time else date.min
