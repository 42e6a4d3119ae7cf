"""Regions: Nederland, provincies, other groups of gemeenten, and which of today's gemeenten belong to each."""

import hashlib
from typing import Final

import polars as pl
from sqlalchemy import Connection, select

from queries.bulk import read_frame
from queries.gemeente_jaar import read_classes
from queries.schema import gemeente, groep

NEDERLAND: Final = "NL"
MEMBERS_SCHEMA: Final = pl.Schema({"gebied": pl.String, "soort": pl.String, "naam": pl.String, "gm_code": pl.String})

_PLACES: Final = pl.Schema({"gm_code": pl.String, "provincie": pl.String, "arbeidsmarktregio": pl.String})
_GROUPS: Final = pl.Schema({"naam": pl.String, "eigenaar": pl.String, "gm_code": pl.String})
_NAMES: Final = {
    "grootteklasse": {
        1: "minder dan 5.000", 2: "5.000 tot 10.000", 3: "10.000 tot 20.000",
        4: "20.000 tot 50.000", 5: "50.000 tot 100.000", 6: "100.000 tot 150.000",
        7: "150.000 tot 250.000", 8: "250.000 of meer",
    },
    "stedelijkheid": {
        1: "zeer sterk stedelijk", 2: "sterk stedelijk", 3: "matig stedelijk", 4: "weinig stedelijk",
        5: "niet stedelijk",
    },
}  # fmt: skip


def group_gebied(eigenaar: str, naam: str) -> str:
    """Return the gebied of an own group: a number for its name, which two owners may both use."""
    both = "\n".join((eigenaar, naam))
    return f"groep:{hashlib.sha256(both.encode()).hexdigest()[:12]}"


def read_members(connection: Connection) -> pl.DataFrame:
    """Return (gebied, soort, naam, gm_code) of every region, a row for each of its gemeenten.

    ``soort`` is nederland, provincie, arbeidsmarktregio, grootteklasse, stedelijkheid or groep. Of the
    classes the latest year known decides, also about earlier years.
    """
    current = select(*(gemeente.c[name] for name in _PLACES.names())).where(gemeente.c.geldig_tot.is_(None))
    places = read_frame(connection, current, _PLACES)
    classes = read_classes(connection).join(places, on="gm_code", how="semi")
    nederland = places.select(
        pl.lit(NEDERLAND).alias("gebied"), pl.lit("nederland").alias("soort"), pl.lit("Nederland").alias("naam"),
        "gm_code",
    )  # fmt: skip
    regions = [_divided(places, soort, pl.col(soort)) for soort in ("provincie", "arbeidsmarktregio")]
    sizes = [_divided(classes, soort, pl.col(soort).replace_strict(names, default=None, return_dtype=pl.String))
             for soort, names in _NAMES.items()]  # fmt: skip
    everyone = pl.concat([nederland, *regions, *sizes, _groups(connection, places)])
    return everyone.cast(MEMBERS_SCHEMA).sort("gebied", "gm_code")


def _divided(places: pl.DataFrame, soort: str, naam: pl.Expr) -> pl.DataFrame:
    """Return the regions of one soort; a gemeente of which it is not known is in none."""
    return places.drop_nulls(soort).select(
        pl.format("{}:{}", pl.lit(soort), soort).alias("gebied"), pl.lit(soort).alias("soort"), naam.alias("naam"),
        "gm_code",
    )  # fmt: skip


def _groups(connection: Connection, places: pl.DataFrame) -> pl.DataFrame:
    """Return the own groups, without gemeenten that are no longer there."""
    rows = read_frame(connection, select(*(groep.c[name] for name in _GROUPS.names())), _GROUPS)
    known = rows.join(places.select("gm_code"), on="gm_code", how="semi")
    named = [(group_gebied(owner, naam), "groep", naam, code) for naam, owner, code in known.iter_rows()]
    return pl.DataFrame(named, schema=MEMBERS_SCHEMA, orient="row")
