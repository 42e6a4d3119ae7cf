"""The same people in two registers: pairs of records that a person links, or an address where a person is missing."""

from collections.abc import Sequence

import polars as pl

from metrics.tables import CaseTables

_PLACE = ("gm_code", "huishouden")


def clients_by_traject(tables: CaseTables, crowded: pl.LazyFrame) -> pl.LazyFrame:
    """Return by which persons and addresses each traject may be linked: traject, gm_code, persoon, huishouden.

    Only a BSN tells who a person is; ``crowded`` addresses never link.
    """
    return (
        tables["traject_persoon"]
        .select("traject", "huishouden", persoon=pl.when(pl.col("persoon_uit") == "bsn").then("persoon"))
        .join(tables["traject"].select("gm_code", traject="id"), on="traject")
        .join(crowded.with_columns(vol=pl.lit(value=True)), on=_PLACE, how="left")
        .with_columns(pl.when(pl.col("vol").is_null()).then("huishouden").alias("huishouden"))
        .select("traject", "gm_code", "persoon", "huishouden")
        .unique()
    )


def linkable(clients: pl.LazyFrame) -> pl.LazyFrame:
    """Return per traject whether a person can be looked for, and whether a person or an address can."""
    person, address = pl.col("persoon").is_not_null(), pl.col("huishouden").is_not_null()
    return clients.group_by("traject").agg(met_persoon=person.any(), met_sleutel=(person | address).any())


def pairs(left: pl.LazyFrame, right: pl.LazyFrame, keep: Sequence[str]) -> pl.LazyFrame:
    """Return ``keep`` and ``via_adres`` of what the same person, or else the same address, is in on both sides.

    Both have gm_code, persoon and huishouden; what they share otherwise comes from the right with ``_ander``.
    An address links only where the person is missing on a side.
    """
    by_person = left.join(right, on=["gm_code", "persoon"], suffix="_ander").select(keep)
    # Two joins on the few without a person cost less than one on every address.
    nobody = pl.col("persoon").is_null()
    here = left.filter(nobody).join(right, on=_PLACE, suffix="_ander")
    there = left.filter(~nobody).join(right.filter(nobody), on=_PLACE, suffix="_ander")
    by_address = pl.concat([here.select(keep), there.select(keep)])
    return pl.concat(
        [
            by_person.with_columns(via_adres=pl.lit(value=False)),
            by_address.with_columns(via_adres=pl.lit(value=True)),
        ]
    ).unique()
