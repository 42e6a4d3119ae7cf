"""Published figures as rows of the API: made by the same code as the pages make them, for a reader nobody knows.

A row is about one variant of an indicator, one gebied, one period and, of a region, one cell of a breakdown. A period
of which nothing was delivered has no row: not delivered is not zero.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from dashboard.api import reading
from dashboard.figures import stored
from dashboard.figures.material import Asked, Material
from dashboard.figures.published_figures import MARKED_SCHEMA, PUBLISHED_KINDS, marked_withheld
from dashboard.figures.rest import published_of
from dashboard.figures.source import Source, kept
from metrics.definition import Indicator
from metrics.disclosure.scheme import PUBLISHED, TOO_FEW
from metrics.indicators import INDICATORS, indicator_named
from queries import access
from queries.access import NEDERLAND, Published

ROW_SCHEMA: Final = pl.Schema(
    {
        "indicator": pl.String, "definitieVersie": pl.Int32, "variant": pl.String, "eenheid": pl.String,
        "gebied": pl.String, "gebiedNaam": pl.String, "soortGebied": pl.String,
        "soortPeriode": pl.String, "periode": pl.String, "periodeVan": pl.Date, "periodeTot": pl.Date,
        "uitsplitsing": pl.String, "cel": pl.String,
        "teller": pl.Int64, "noemer": pl.Int64, "onbekend": pl.Int64,
        "waarde": pl.Float64, "onder": pl.Float64, "boven": pl.Float64,
        "grensOnder": pl.Float64, "grensBoven": pl.Float64,
        "status": pl.String, "voorlopig": pl.Boolean, "afgeschermd": pl.Boolean,
        "gemeenten": pl.Int32, "dekking": pl.Float64, "basisjaar": pl.Int32,
        "publicatie": pl.Int32, "publicatieDatum": pl.Date,
    }
)  # fmt: skip
KINDS: Final = tuple(PUBLISHED_KINDS)
BREAKDOWNS: Final = tuple(name for name in PUBLISHED if name)
_PLACE: Final = ["plaats", "soortPeriode", "gebied", "cel", "periodeVan"]
_VARIANTS: Final = pl.DataFrame(
    [
        (one.code, of.code, one.versie, one.eenheid_van(of).naam)
        for one in INDICATORS
        for of in one.varianten
    ],
    schema={"indicator": pl.String, "variant": pl.String, "nieuwste": pl.Int32, "eenheid": pl.String},
    orient="row",
).with_row_index("plaats")  # fmt: skip


@kept(12)
def cells_of_indicator(source: Source, indicator: str, uitsplitsing: str) -> pl.DataFrame:
    """Return all rows of the cells of one indicator, as ROW_SCHEMA: of regions only."""
    one = indicator_named(indicator)
    if uitsplitsing not in one.uitsplitsingen:
        return ROW_SCHEMA.to_frame()
    made = [_of_region(source, gebied, [one], uitsplitsing) for gebied in reading.members(source)]
    return _as_rows(source, pl.concat([MARKED_SCHEMA.to_frame(), *made]), uitsplitsing)


# All of them: of 342 gemeenten and five years together some 200 MB.
@kept(len(INDICATORS))
def of_indicator(source: Source, indicator: str) -> pl.DataFrame:
    """Return all rows of one indicator, without breakdowns, as ROW_SCHEMA."""
    one = indicator_named(indicator)
    with stored.open_store(source.url).connect() as connection:
        counts = access.read_others(connection, source.viewer, source.folder, indicator)
    of_gemeenten = _figures(counts, Material(counts, {}), [one]) if counts is not None else MARKED_SCHEMA.to_frame()
    of_regions = _regions(source).filter(indicator=indicator)
    return _as_rows(source, pl.concat([of_gemeenten, of_regions]))


@kept(60)
def of_gebied(source: Source, gebied: str, uitsplitsing: str = "") -> pl.DataFrame:
    """Return all rows of one gebied, of every indicator, as ROW_SCHEMA; of a gemeente there are no cells."""
    if not gebied.startswith("GM"):
        return _as_rows(source, _of_region(source, gebied, INDICATORS, uitsplitsing), uitsplitsing)
    with stored.open_store(source.url).connect() as connection:
        counts = access.read_published(connection, source.viewer, source.folder, gebied)
    if counts is None or uitsplitsing:
        return ROW_SCHEMA.to_frame()
    return _as_rows(source, _figures(counts, Material(counts, {}), INDICATORS))


@kept(2)
def _regions(source: Source) -> pl.DataFrame:
    """Return the figures of all regions: one region's are read at once for all indicators."""
    made = [_of_region(source, gebied, INDICATORS) for gebied in reading.members(source)]
    return pl.concat([MARKED_SCHEMA.to_frame(), *made])


def _of_region(source: Source, gebied: str, ones: Sequence[Indicator], uitsplitsing: str = "") -> pl.DataFrame:
    with stored.open_store(source.url).connect() as connection:
        counts = access.read_published(connection, source.viewer, source.folder, gebied, uitsplitsing=uitsplitsing)
    if counts is None:
        return MARKED_SCHEMA.to_frame()
    leden = None if gebied == NEDERLAND else reading.members(source)[gebied]
    material = Material(counts, stored.inwoners(source, counts.peildatum, leden))
    divided = [one for one in ones if not uitsplitsing or uitsplitsing in one.uitsplitsingen]
    return _figures(counts, material, divided, uitsplitsing)


def _figures(counts: Published, material: Material, ones: Sequence[Indicator], uitsplitsing: str = "") -> pl.DataFrame:
    """Make the figures of some indicators, all their variants, where this version of the definition was published."""
    known = published_of(counts)
    asked: list[Asked] = [
        (one, of, kind) for one in ones if (one.code, one.versie) in known for of in one.varianten for kind in KINDS
    ]
    if not asked:
        return MARKED_SCHEMA.to_frame()
    return marked_withheld(material.all_of(asked, uitsplitsing=uitsplitsing), counts)


def _as_rows(source: Source, made: pl.DataFrame, uitsplitsing: str = "") -> pl.DataFrame:
    newest = reading.newest(source)
    named = made.drop("uitsplitsing").rename(
        {
            "kind": "soortPeriode", "periode_van": "periodeVan", "periode_tot": "periodeTot",
            "grens_onder": "grensOnder", "grens_boven": "grensBoven",
        }
    )  # fmt: skip
    places = reading.gebieden(source).select("gebied", "soortGebied", gebiedNaam="naam")
    rows = (
        named.join(_VARIANTS, on=["indicator", "variant"])
        .join(places, on="gebied", how="left")
        .with_columns(
            definitieVersie=pl.coalesce(pl.col("versies").list.max(), "nieuwste"),
            uitsplitsing=pl.lit(uitsplitsing),
            afgeschermd=pl.col("achtergehouden") | pl.col("status").is_in(TOO_FEW),
            publicatie=pl.lit(newest.nummer),
            publicatieDatum=pl.lit(newest.datum),
        )
    )
    return rows.sort(_PLACE).select(pl.col(name).cast(kind) for name, kind in ROW_SCHEMA.items())
