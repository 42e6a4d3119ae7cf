"""Links from an ontruiming back to signalen: had the landlord told the gemeente of the arrears before?"""

from typing import Final

import polars as pl

from metrics.cases.addresses import crowded_addresses
from metrics.cases.wide_signaal import day_of_signaal
from metrics.tables import CaseTables

# An address changes hands: further back than this a signaal may be of another household.
MONTHS_BEFORE: Final = 12
_ADDRESS: Final = ["gm_code", "huishouden"]


def rent_signal_before(tables: CaseTables, stretches: pl.DataFrame) -> pl.LazyFrame:
    """Return per ontruiming (id) ``huursignaal``: one on its address in the 12 months before; null where not known.

    An ontruiming names no person, so only the address links. It is not known where a day of those months was not
    delivered (``stretches``: the days on which no signaal can be missing), also where a signaal was found: else
    only what was found would count there. Nor where none was found, and one of the address lacks its day or its
    partner.
    """
    since = pl.col("uitgevoerd_op").dt.offset_by(f"-{MONTHS_BEFORE}mo")
    cases = (
        tables["ontruiming"]
        .select("id", *_ADDRESS, "uitgevoerd_op", vanaf=since)
        .drop_nulls()
        .join(crowded_addresses(tables), on=_ADDRESS, how="anti")
    )
    signalen = tables["signaal"].select(*_ADDRESS, dag=day_of_signaal(), huur=pl.col("signaalpartner") == "Huur")
    before = pl.col("dag").is_between("vanaf", "uitgevoerd_op", closed="left")
    found = (
        cases.join(signalen.drop_nulls("huishouden"), on=_ADDRESS)
        .group_by("id")
        .agg(
            gevonden=(before & pl.col("huur")).fill_null(value=False).any(),
            misschien=(before.fill_null(value=True) & pl.col("huur").fill_null(value=True)).any(),
        )
    )
    covered = (
        cases.join(stretches.lazy(), on="gm_code")
        .filter(pl.col("stuk_van") <= pl.col("vanaf"), pl.col("uitgevoerd_op") <= pl.col("stuk_tot"))
        .select("id", gedekt=pl.lit(value=True))
        .unique()
    )
    found_one, unclear = (pl.col(name).fill_null(value=False) for name in ("gevonden", "misschien"))
    return (
        cases.select("id")
        .join(found, on="id", how="left")
        .join(covered, on="id", how="left")
        .select("id", huursignaal=pl.when(pl.col("gedekt") & (found_one | ~unclear)).then(found_one))
    )
