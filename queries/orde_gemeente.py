"""What a gemeente has to repair over all its leveringen, and which leveringen have warnings."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl
from sqlalchemy import Connection, func, select

from queries.access import CONTROLE_SCHEMA, read_leveringen
from queries.bulk import read_frame
from queries.orde import TOTAL, names_of
from queries.schema import controle, levering
from queries.viewer import Viewer, delivered_to

REMARKED_SCHEMA: Final = pl.Schema({"levering": pl.Int64(), "waarschuwingen": pl.Int64()})
REGELS_SCHEMA: Final = pl.Schema(
    {"soort": pl.String(), **CONTROLE_SCHEMA, "leveringen": pl.Int64(), "laatste": pl.Int64()}
)


@dataclass(frozen=True, eq=False)
class OrdeGemeente:
    """All leveringen of one gemeente that count, or would if they were repaired, and their rules summed."""

    gm_code: str
    gemeente: str
    van: date | None
    tot: date | None  # exclusive
    leveringen: pl.DataFrame
    regels: pl.DataFrame


def read_orde_gemeente(
    connection: Connection, viewer: Viewer, gm_code: str, *, since: date | None = None, until: date | None = None
) -> OrdeGemeente:
    """Return the leveringen of one gemeente whose period touches the days from ``since`` up to ``until``.

    What was replaced is left out, and so is what was turned away and delivered again since.
    """
    leveringen = _that_matter(read_leveringen(connection, viewer, gm_code))
    if since is not None:
        leveringen = leveringen.filter(pl.col("periode_tot") > since)
    if until is not None:
        leveringen = leveringen.filter(pl.col("periode_van") < until)
    return OrdeGemeente(
        gm_code=gm_code,
        gemeente=names_of(connection, [gm_code]).get(gm_code, gm_code),
        van=since,
        tot=until,
        leveringen=leveringen,
        regels=_summed(connection, leveringen),
    )


def read_remarked(connection: Connection, viewer: Viewer, gm_code: str | None = None) -> pl.DataFrame:
    """Return the number of warnings per levering that has any; of all the viewer's leveringen, or of one gemeente's."""
    ids = read_leveringen(connection, viewer, gm_code)["id"]
    statement = (
        select(controle.c.levering, func.sum(controle.c.gevonden).label("waarschuwingen"))
        .join(levering)
        .where(controle.c.ernst == "waarschuwing", controle.c.gevonden > 0, controle.c.regel != TOTAL)
        .group_by(controle.c.levering)
    )
    found = read_frame(connection, delivered_to(statement, viewer, levering.c.gm_code), REMARKED_SCHEMA)
    return found.filter(pl.col("levering").is_in(ids.implode())).sort("levering")


def _that_matter(leveringen: pl.DataFrame) -> pl.DataFrame:
    """Keep what is in force, and what was turned away and not delivered since."""
    key = ("soort", "leverancier", "organisatie", "gm_code")
    in_force = leveringen.filter(pl.col("status") == "in_gebruik")
    refused = leveringen.filter(pl.col("status") == "geweigerd")
    since = (
        refused.join(
            in_force.select(*key, nieuw_van="periode_van", nieuw_tot="periode_tot", nieuw_op="aangeleverd_op"), on=key
        )
        .filter(
            pl.col("nieuw_van") <= pl.col("periode_van"),
            pl.col("nieuw_tot") >= pl.col("periode_tot"),
            pl.col("nieuw_op") >= pl.col("aangeleverd_op"),
        )
        .select("id")
    )
    open_ones = refused.join(since, on="id", how="anti")
    return pl.concat([in_force, open_ones]).sort("ontvangen_op", "id", descending=True)


def _summed(connection: Connection, leveringen: pl.DataFrame) -> pl.DataFrame:
    """Return every rule that was broken, summed; its reason is that of the newest levering."""
    ids: list[int] = leveringen["id"].to_list()
    schema = pl.Schema({"levering": pl.Int64(), **CONTROLE_SCHEMA})
    statement = select(*(controle.c[name] for name in schema)).where(
        controle.c.levering.in_(ids), controle.c.gevonden > 0, controle.c.regel != TOTAL
    )
    soorten = leveringen.select(levering="id", soort="soort")
    return (
        read_frame(connection, statement, schema)
        .join(soorten, on="levering")
        .sort("levering")
        .group_by("soort", "tabel", "regel", "ernst", maintain_order=True)
        .agg(
            pl.col("reden").last(),
            pl.col("gecontroleerd").sum(),
            pl.col("gevonden").sum(),
            leveringen=pl.len().cast(pl.Int64),
            laatste=pl.col("levering").last(),
        )
        .select(REGELS_SCHEMA.names())
        .sort("gevonden", "tabel", "regel", descending=[True, False, False])
    )
