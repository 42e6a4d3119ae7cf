"""Which signalen were received before, and from whom: new zaken, and rows of our own tables, may point to them."""

from collections.abc import Collection
from typing import Any, Final

import polars as pl
from sqlalchemy import Engine, Select, select, true

from queries.bulk import bulk_read
from queries.schema import levering, signaal

SLEUTELS: Final = pl.Schema({"sleutel": pl.Int64()})


def signalen_in_force(leveranciers: Collection[str] | None, gm_codes: Collection[str]) -> Select[Any]:
    """Select the sleutels of all signalen in force that these suppliers (None: all) delivered about these gemeenten."""
    theirs = true() if leveranciers is None else levering.c.leverancier.in_(sorted(leveranciers))
    return (
        select(signaal.c.sleutel)
        .join(levering, levering.c.id == signaal.c.levering)
        .where(
            levering.c.status == "in_gebruik",
            levering.c.soort == "vs",
            theirs,
            levering.c.gm_code.in_(sorted(gm_codes)),
        )
    )


def read_suppliers(engine: Engine) -> dict[str, set[str]]:
    """Return per gemeente, as delivered, the leveranciers of its vroegsignalen in force."""
    headers = select(levering.c.gm_code, levering.c.leverancier).where(
        levering.c.status == "in_gebruik", levering.c.soort == "vs"
    )
    suppliers: dict[str, set[str]] = {}
    with engine.connect() as connection:
        for gm_code, leverancier in connection.execute(headers.distinct()):
            suppliers.setdefault(gm_code, set()).add(leverancier)
    return suppliers


def read_known_signalen(engine: Engine, leveranciers: Collection[str] | None, gm_codes: Collection[str]) -> pl.Series:
    """Return the sleutels of signalen_in_force, in one query."""
    return bulk_read(engine, signalen_in_force(leveranciers, gm_codes), SLEUTELS)["sleutel"]
