"""A publication whole, for files that anybody may read: every gemeente shown by name and every region, as published."""

from pathlib import Path
from typing import Final

import polars as pl
from sqlalchemy import Connection, select

from queries.bulk import read_frame
from queries.deelname import read_objections
from queries.gebieden import MEMBERS_SCHEMA
from queries.publications import FOR_ALL, Publication, PublicationError, scan_table
from queries.published import LEAST_OTHERS, Published, as_months, read_publications
from queries.schema import gemeente
from queries.viewer import Viewer

_GROUP: Final = "groep:"
_ROW: Final = ["indicator", "versie", "variant", "gebied", "maand"]
_NAMES: Final = pl.Schema({"gm_code": pl.String, "naam": pl.String, "geldig_van": pl.Date})


def find_publication(connection: Connection, viewer: Viewer, nummer: int | None) -> Publication:
    """Return a publication by its number, the newest without one; PublicationError where this viewer has none such."""
    found = _for_anybody(connection, viewer)
    if not found:
        raise PublicationError("Er is nog niets gepubliceerd; doe eerst `effectmeting publiceer`.")
    chosen = [one for one in found if nummer in (None, one.nummer)]
    if not chosen:
        numbers = ", ".join(str(one.nummer) for one in reversed(found))
        raise PublicationError(f"Publicatie {nummer} bestaat niet; kies uit {numbers}.")
    return chosen[0]


def number_before(connection: Connection, viewer: Viewer, nummer: int) -> int | None:
    """Return the number of the publication before this one; None before the first."""
    return max((one.nummer for one in _for_anybody(connection, viewer) if one.nummer < nummer), default=None)


def read_versions(publication: Publication, folder: Path) -> list[tuple[str, int]]:
    """Return of which indicators, in which version of the definition, there are counts."""
    rows = scan_table(publication, folder, "telling").select("indicator", "versie").unique().collect()
    return sorted(rows.iter_rows())


def read_indicator(connection: Connection, folder: Path, publication: Publication, indicator: str) -> Published:
    """Return one indicator of all gemeenten and regions, whole and in breakdowns.

    A reader may be of any gemeente, and knows what that one counted: so a region is withheld in a period in which
    fewer than LEAST_OTHERS delivered beside it. Own groups are their owner's, and a gemeente that objected, also since
    then, is in nobody's file.
    """
    objected = list(read_objections(connection, publication.datum))
    mine = pl.col("indicator") == indicator
    telling, verdeling = pl.collect_all(
        [
            scan_table(publication, folder, name).filter(mine, _for_all("gebied", objected))
            for name in ("telling", "verdeling")
        ]
    )
    dekking = scan_table(publication, folder, "dekking").filter(_for_all("gm_code", objected)).collect()
    few = ~pl.col("gebied").str.starts_with("GM") & (pl.col("gemeenten") <= LEAST_OTHERS)
    whole = telling.filter(uitsplitsing="").with_columns(pl.col("onderdrukt") | few.fill_null(value=False))
    open_ = whole.filter(~pl.col("onderdrukt")).select(_ROW)
    cells, bars = (rows.join(open_, on=_ROW, how="semi") for rows in (_cells(telling), verdeling))
    return as_months(publication, pl.concat([whole, cells]), bars, dekking, [])


def read_published_gebieden(connection: Connection, folder: Path, publication: Publication) -> pl.DataFrame:
    """Return (gebied, soort, naam, gm_code) of the regions as published, and of each gemeente as a gebied of its own.

    Gemeenten have their newest name, also those that are no more.
    """
    members = scan_table(publication, folder, "gebieden").filter(_for_all("gebied", [])).collect()
    objected = list(read_objections(connection, publication.datum))
    shown = scan_table(publication, folder, "dekking").filter(_for_all("gm_code", objected)).select("gm_code").collect()
    codes = shown.filter(pl.col("gm_code").str.starts_with("GM")).unique()
    everyone = pl.concat([codes, members.select("gm_code")]).unique()
    names = read_frame(connection, select(*(gemeente.c[name] for name in _NAMES)), _NAMES)
    newest = names.sort("geldig_van", descending=True).unique("gm_code", keep="first", maintain_order=True)
    named = everyone.join(newest, on="gm_code", how="left").select(
        pl.col("gm_code").alias("gebied"), pl.lit("gemeente").alias("soort"),
        pl.coalesce("naam", "gm_code").alias("naam"), "gm_code",
    )  # fmt: skip
    return pl.concat([members.select(MEMBERS_SCHEMA.names()), named]).sort("soort", "gebied", "gm_code")


def _for_anybody(connection: Connection, viewer: Viewer) -> list[Publication]:
    return [one for one in read_publications(connection, viewer) if one.profiel == FOR_ALL]


def _cells(telling: pl.DataFrame) -> pl.DataFrame:
    return telling.filter(pl.col("uitsplitsing") != "")


def _for_all(column: str, objected: list[str]) -> pl.Expr:
    return ~pl.col(column).str.starts_with(_GROUP) & ~pl.col(column).is_in(objected)
