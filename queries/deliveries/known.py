"""Which signalen were received before: zaken of a new levering may point to them."""

from collections.abc import Collection
from typing import Any, Final

import polars as pl
from sqlalchemy import Engine, Select, select

from queries.bulk import bulk_read
from queries.schema import levering, signaal

SLEUTELS: Final = pl.Schema({"sleutel": pl.Int64()})


def signalen_in_force(leveranciers: Collection[str], gm_codes: Collection[str]) -> Select[Any]:
    """Select the sleutels of all signalen in force that these suppliers delivered about these gemeenten."""
    return (
        select(signaal.c.sleutel)
        .join(levering, levering.c.id == signaal.c.levering)
        .where(
            levering.c.status == "in_gebruik",
            levering.c.soort == "vs",
            levering.c.leverancier.in_(sorted(leveranciers)),
            levering.c.gm_code.in_(sorted(gm_codes)),
        )
    )


def read_known_signalen(engine: Engine, leveranciers: Collection[str], gm_codes: Collection[str]) -> pl.Series:
    """Return the sleutels of signalen_in_force, in one query."""
    return bulk_read(engine, signalen_in_force(leveranciers, gm_codes), SLEUTELS)["sleutel"]
