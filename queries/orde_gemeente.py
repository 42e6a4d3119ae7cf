"""What a gemeente has to repair over all its leveringen, and which leveringen have warnings."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl
from sqlalchemy import Connection, func, select

from queries.access import CONTROLE_SCHEMA, read_leveringen
from queries.bulk import read_frame
from queries.orde import FILLED_SCHEMA, TOTAL, names_of, read_filled, the_middle
from queries.schema import controle, levering
from queries.viewer import Recht, Viewer, delivered_to, of_gemeenten

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
    statement = (
        select(controle.c.levering, func.sum(controle.c.gevonden).label("waarschuwingen"))
        .join(levering)
        .where(controle.c.ernst == "waarschuwing", controle.c.gevonden > 0, controle.c.regel != TOTAL)
        .group_by(controle.c.levering)
    )
    if gm_code is not None:
        # First which leveringen: then their checks are looked up, and not all checks read.
        mine = select(levering.c.id).where(of_gemeenten(levering.c.gm_code, frozenset({gm_code})))
        statement = statement.where(controle.c.levering.in_(list(connection.scalars(mine))))
    found = read_frame(connection, delivered_to(statement, viewer, levering.c.gm_code), REMARKED_SCHEMA)
    return found.sort("levering")


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


def read_velden(connection: Connection, viewer: Viewer, since: date) -> pl.DataFrame:
    """Return how full each field came per gemeente and kind of levering, over what is in force since a day.

    Of others than the viewer's own gemeenten this is only for the middle one (see ``fullness``): nobody's own.
    """
    if Recht.LEVERINGEN not in viewer.rechten:
        return FILLED_SCHEMA.to_frame()
    return read_filled(connection, levering.c.periode_tot > since)


def fullness(velden: pl.DataFrame, gm_code: str) -> pl.DataFrame:
    """Return the fields of one gemeente beside the middle one of at least five others, emptiest beside it first.

    Columns tabel, veld, records, gevuld and anderen, as queries.orde has them.
    """
    others = the_middle(velden.filter(pl.col("gm_code") != gm_code))
    own = velden.filter(gm_code=gm_code).join(others, on=["soort", "tabel", "veld"], how="left")
    emptier = pl.col("anderen") - pl.col("gevuld") / pl.col("records")
    return own.sort(emptier, "tabel", "veld", descending=[True, False, False], nulls_last=True).select(
        "tabel", "veld", "records", "gevuld", "anderen"
    )
