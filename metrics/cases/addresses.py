"""Addresses: which are too crowded to link, and how often an address was reported around a zaak."""

import polars as pl

from metrics.cases.wide_signaal import day_of_signaal
from metrics.months import month_number
from metrics.tables import CaseTables

# Shelters, care homes and boarding houses: one address, many households.
MOST_PERSONS = 8
# An earlier signaal on the address in so many months before that of the zaak makes it opeenvolgend.
MONTHS_BEFORE = 6
_ADDRESS = ("gm_code", "huishouden")
_CROWDED = "drukke_adressen"


def with_crowded(tables: CaseTables) -> CaseTables:
    """Return the tables with the crowded addresses worked out: every link asks for them, often more than once."""
    return {**tables, _CROWDED: crowded_addresses(tables).collect(engine="streaming").lazy()}


def crowded_addresses(tables: CaseTables) -> pl.LazyFrame:
    """Return the addresses where more persons than a household holds were seen in one calendar year."""
    if _CROWDED in tables:
        return tables[_CROWDED]
    signalen = tables["signaal"].select(
        *_ADDRESS, "persoon", pl.coalesce(day_of_signaal(), "laatste_maand").dt.year().alias("jaar")
    )
    trajecten = tables["traject"].select(
        pl.col("id").alias("traject"), "gm_code", pl.col("start").dt.year().alias("jaar")
    )
    clients = tables["traject_persoon"].join(trajecten, on="traject").select(*_ADDRESS, "persoon", "jaar")
    return (
        pl.concat([signalen, clients])
        .drop_nulls()
        .unique()
        .group_by(*_ADDRESS, "jaar")
        .len()
        .filter(pl.col("len") > MOST_PERSONS)
        .select(_ADDRESS)
        .unique()
    )


def signalen_around(tables: CaseTables, zaken: pl.LazyFrame, runs: pl.DataFrame) -> pl.LazyFrame:
    """Return per zaak ``meervoudig`` and ``opeenvolgend``, both null where they cannot be told.

    ``zaken`` has zaak, gm_code, huishouden and gebeurtenis; ``runs`` the months in which signalen were
    delivered. Without an address, on one that is too crowded, and where a signaal of the month itself
    or of the months before may be missing, neither is known: else what is found would count and what
    was not delivered would not. A signaal without a day may be of each of these months: where that could change
    one of the two neither is known, so that all ways of being reported are shares of the same zaken.
    """
    month = pl.col("gebeurtenis").dt.truncate("1mo")
    known = (
        zaken.drop_nulls(["huishouden", "gebeurtenis"])
        .select("zaak", *_ADDRESS, month.alias("maand"))
        .join(runs.lazy(), on=["gm_code", "maand"])
        .filter(pl.col("reeks_van") <= pl.col("maand").dt.offset_by(f"-{MONTHS_BEFORE}mo"))
        .join(crowded_addresses(tables), on=_ADDRESS, how="anti")
        .select("zaak", *_ADDRESS, month_number(pl.col("maand")).alias("maand"))
    )
    reported = (
        tables["signaal"]
        .select(*_ADDRESS, month_number(day_of_signaal()).alias("gemeld"))
        .drop_nulls(_ADDRESS)
        .group_by(*_ADDRESS, "gemeld")
        .agg(aantal=pl.len())
    )
    before, many = pl.col("maand") - pl.col("gemeld"), pl.col("aantal")
    around = (
        known.select(*_ADDRESS, "maand")
        .unique()
        .join(reported, on=_ADDRESS)
        .group_by(*_ADDRESS, "maand")
        .agg(
            in_maand=many.filter(before == 0).sum(),
            ervoor=many.filter(before.is_between(1, MONTHS_BEFORE)).sum(),
            ongedateerd=many.filter(pl.col("gemeld").is_null()).sum(),
        )
    )
    numbers = known.join(around, on=[*_ADDRESS, "maand"], how="left")
    in_maand, ervoor, ongedateerd = (pl.col(name).fill_null(0) for name in ("in_maand", "ervoor", "ongedateerd"))
    certain = [(number >= least) == (number + ongedateerd >= least) for number, least in ((in_maand, 2), (ervoor, 1))]
    told = pl.when(pl.all_horizontal(certain))
    return numbers.select("zaak", meervoudig=told.then(in_maand > 1), opeenvolgend=told.then(ervoor > 0))


def how_reported() -> pl.Expr:
    """Return in one word how the address of a zaak was reported; null where that is not known."""
    several, earlier = pl.col("meervoudig"), pl.col("opeenvolgend")
    return (
        pl.when(several & earlier)
        .then(pl.lit("meervoudig en opeenvolgend"))
        .when(several & ~earlier)
        .then(pl.lit("meervoudig"))
        .when(~several & earlier)
        .then(pl.lit("opeenvolgend"))
        .when(~several & ~earlier)
        .then(pl.lit("enkelvoudig"))
    )
