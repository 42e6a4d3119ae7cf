"""The household in a month with signalen: by how many partners was it reported?"""

from typing import Final

import polars as pl

from metrics.cases.addresses import crowded_addresses
from metrics.cases.partners import partners, some_partner_unknown
from metrics.cases.wide_signaal import day_of_signaal
from metrics.tables import CaseTables
from metrics.uitsplitsingen import age_class, one_value, yes_no

HUISHOUDEN_MAAND: Final = "huishouden_maand"
_KEY: Final = ("gm_code", "huishouden", "persoon", "signaal", "maand", "ongedateerd")


def months_of_households(dekking: pl.DataFrame) -> pl.DataFrame:
    """Return the months of ``dekking`` in which signalen were delivered, as those of the households in them."""
    return dekking.filter(tabel="signaal").with_columns(tabel=pl.lit(HUISHOUDEN_MAAND))


def wide_huishouden_maand(tables: CaseTables) -> pl.LazyFrame:
    """Return the households in the months with a signaal about them: ``partners``, ``partner_onbekend``, ``herkend``.

    ``partners`` is a lower bound (see metrics.cases.partners). A household is an address; on one where too many
    people live, and without an address, it is a person. A signaal without either, and one without a day, is a
    case of its own of which is not known by whom else it was reported (not ``herkend``).
    """
    crowded = crowded_addresses(tables).with_columns(vol=pl.lit(value=True))
    day = day_of_signaal()
    known = pl.col("huishouden").is_not_null() | pl.col("persoon").is_not_null()
    placed = (
        tables["signaal"]
        .join(crowded, on=["gm_code", "huishouden"], how="left")
        .with_columns(
            day.alias("gebeurtenis"),
            pl.coalesce(day, "laatste_maand").dt.truncate("1mo").alias("maand"),
            day.is_null().alias("ongedateerd"),
            pl.when(pl.col("vol").is_null()).then("huishouden").alias("huishouden"),
        )
        .with_columns(
            persoon=pl.when(pl.col("huishouden").is_null()).then("persoon"),
            herkend=known & ~pl.col("ongedateerd"),
        )
        .with_columns(signaal=pl.when(~pl.col("herkend")).then("id"))
    )
    return (
        placed.group_by(_KEY)
        .agg(
            pl.col("gebeurtenis").min(),
            pl.col("laatste_maand").min(),
            pl.col("herkend").all(),
            partners().alias("partners"),
            some_partner_unknown().alias("partner_onbekend"),
            pl.col("geboortejaar").max(),
            *(pl.col(name).min().alias(f"{name}_laag") for name in ("pc4", "wijk")),
            *(pl.col(name).max().alias(f"{name}_hoog") for name in ("pc4", "wijk")),
            crisis=pl.col("crisis").max(),
            crisis_bekend=pl.col("crisis").is_not_null().all(),
        )
        .with_columns(
            sleutel=pl.coalesce("huishouden", "persoon", "signaal"),
            cel_leeftijdsklasse=age_class(pl.col("gebeurtenis"), pl.col("geboortejaar")),
            cel_crisis=yes_no(pl.when(pl.col("crisis") | pl.col("crisis_bekend")).then("crisis")),
            cel_pc4=one_value(pl.col("pc4_laag"), pl.col("pc4_hoog")),
            cel_wijk=one_value(pl.col("wijk_laag"), pl.col("wijk_hoog")),
        )
    )


def at_least(number: int) -> pl.Expr:
    """Whether a household was reported by so many partners; null where the unknown partners may make the difference."""
    enough = pl.col("partners") >= number
    return pl.when(pl.col("herkend") & (enough | ~pl.col("partner_onbekend"))).then(enough)
