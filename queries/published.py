"""What was published, as one viewer may read it: their own gemeenten, and regions that hide everyone in them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl
from sqlalchemy import Connection

from queries.gebieden import read_members
from queries.groups import read_groups
from queries.publications import Publication, latest_publication, read_table
from queries.viewer import Recht, Viewer

# A region with fewer gemeenten besides the reader's own would tell what one of them counted.
LEAST_OTHERS: Final = 3
GEBIEDEN_SCHEMA: Final = pl.Schema(
    {"gebied": pl.String, "soort": pl.String, "naam": pl.String, "gemeenten": pl.Int32, "leden": pl.List(pl.String)}
)


@dataclass(frozen=True)
class Published:
    """One gebied as published: its counts, under which number and date, and of which day they are."""

    nummer: int
    datum: date
    peildatum: date
    telling: pl.DataFrame
    verdeling: pl.DataFrame
    dekking: pl.DataFrame


def read_gebieden(connection: Connection, viewer: Viewer) -> pl.DataFrame:
    """Return the regions there are for this viewer: Nederland first, then by soort and name.

    ``gemeenten`` is how many belong to it, ``leden`` which. Of the own groups those of the viewer alone.
    """
    if Recht.GEPUBLICEERD not in viewer.rechten:
        return GEBIEDEN_SCHEMA.to_frame()
    mine = read_groups(connection, viewer)["gebied"].unique()
    members = read_members(connection).filter((pl.col("soort") != "groep") | pl.col("gebied").is_in(mine.implode()))
    regions = members.group_by("gebied", "soort", "naam").agg(
        gemeenten=pl.len().cast(pl.Int32), leden=pl.col("gm_code").sort()
    )
    order = [pl.col("soort") != "nederland", "soort", "gebied"]
    return regions.sort(order).select(GEBIEDEN_SCHEMA.names())


def read_published(
    connection: Connection, viewer: Viewer, folder: Path, gebied: str, *, uitsplitsing: str = ""
) -> Published | None:
    """Return a gemeente of the viewer's own or a region as last published, or None.

    With an ``uitsplitsing`` its cells beside the whole. Of a region only the months in which enough others
    than the viewer's own gemeenten delivered, table by table; another gemeente's counts are never returned
    before they pass disclosure control.
    """
    if Recht.GEPUBLICEERD not in viewer.rechten:
        return None
    own = viewer.gemeenten == "alle" or gebied in viewer.gemeenten
    if gebied.startswith("GM") and not own:
        return None
    publication = latest_publication(connection)
    if publication is None:
        return None
    wanted = {"", uitsplitsing}
    telling, verdeling = (read_table(publication, folder, name, [gebied], wanted) for name in ("telling", "verdeling"))
    dekking = read_table(publication, folder, "dekking", [gebied])
    found = Published(publication.nummer, publication.datum, publication.peildatum, telling, verdeling, dekking)
    return found if gebied.startswith("GM") else _shown(connection, viewer, publication, folder, found, gebied)


def _shown(
    connection: Connection, viewer: Viewer, publication: Publication, folder: Path, found: Published, gebied: str
) -> Published | None:
    """Leave out the months that would tell too much; None where the region is someone else's, or is not there."""
    members = read_table(publication, folder, "gebieden", [gebied])
    if members.is_empty() or (gebied.startswith("groep:") and not _is_mine(connection, viewer, gebied)):
        return None
    codes = members["gm_code"].to_list()
    if viewer.gemeenten == "alle" or set(codes) <= viewer.gemeenten:
        return found
    whole = read_table(publication, folder, "dekking", codes).filter("volledig")
    others = _enough(whole, set(codes) & viewer.gemeenten)
    dekking = found.dekking.join(others, on=["tabel", "maand"], how="semi", maintain_order="left")
    # Which table a count is of is not known here, but how many gemeenten it is about is.
    months = _own_by_month(whole, set(codes) & viewer.gemeenten)
    telling = (
        found.telling.join(months, on="maand", how="left", maintain_order="left")
        .filter(pl.col("gemeenten") - pl.col("eigen").fill_null(0) >= LEAST_OTHERS)
        .drop("eigen")
    )
    about = ["indicator", "versie", "variant", "maand"]
    verdeling = found.verdeling.join(telling.filter(uitsplitsing=""), on=about, how="semi", maintain_order="left")
    return Published(found.nummer, found.datum, found.peildatum, telling, verdeling, dekking)


def _enough(whole: pl.DataFrame, own: Collection[str]) -> pl.DataFrame:
    """Return the tables and months that enough gemeenten delivered besides the viewer's own."""
    delivered = whole.group_by("tabel", "maand").agg(geleverd=pl.len().cast(pl.Int64))
    months = _own_by_month(whole, own)
    return (
        delivered.join(months, on="maand", how="left")
        .filter(pl.col("geleverd") - pl.col("eigen").fill_null(0) >= LEAST_OTHERS)
        .select("tabel", "maand")
    )


def _own_by_month(whole: pl.DataFrame, own: Collection[str]) -> pl.DataFrame:
    """Return how many of the viewer's own gemeenten delivered anything in each month: at least as many as any table."""
    mine = whole.filter(pl.col("gm_code").is_in(list(own)))
    return mine.group_by("maand").agg(eigen=pl.col("gm_code").n_unique().cast(pl.Int64))


def _is_mine(connection: Connection, viewer: Viewer, gebied: str) -> bool:
    return viewer.gemeenten == "alle" or gebied in read_groups(connection, viewer)["gebied"]
