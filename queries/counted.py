"""What was counted of each gebied: from what, and until which day its counts stay right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection, select

from queries.blocks import erase
from queries.bulk import bulk_append
from queries.schema import geteld


@dataclass(frozen=True, slots=True)
class Counted:
    """What the stored counts of one gebied were made from, as a stamp, and when."""

    stempel: str
    peildatum: date
    geldig_tot: date | None  # from this day on the same cases may count otherwise; None: never

    def holds(self, stempel: str, today: date) -> bool:
        """Whether the counts are right for what now has this stamp, on this day."""
        early_enough = self.geldig_tot is None or today < self.geldig_tot
        return self.stempel == stempel and self.peildatum <= today and early_enough


def read_counted(connection: Connection) -> dict[str, Counted]:
    """Return what was counted, by gebied."""
    columns = (geteld.c.gebied, geteld.c.stempel, geteld.c.peildatum, geteld.c.geldig_tot)
    return {gebied: Counted(*rest) for gebied, *rest in connection.execute(select(*columns))}


def replace_counted(
    connection: Connection, berekening: int, counted: Mapping[str, Counted], gone: Collection[str]
) -> None:
    """Note what that run counted, and forget the gebieden that are ``gone``."""
    erase(connection, geteld, geteld.c.gebied, {*counted, *gone})
    rows = [
        (gebied, each.stempel, each.peildatum, each.geldig_tot, berekening) for gebied, each in sorted(counted.items())
    ]
    schema = {
        "gebied": pl.String, "stempel": pl.String, "peildatum": pl.Date, "geldig_tot": pl.Date, "berekening": pl.Int64,
    }  # fmt: skip
    bulk_append(connection, geteld, pl.DataFrame(rows, schema=schema, orient="row"))
