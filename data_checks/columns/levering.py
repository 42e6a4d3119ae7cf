"""What the suite for leveringen looks at: one row per levering."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from queries.deliveries.records import Delivery, Levering

OLDEST = date(2000, 1, 1)
_DAY = timedelta(days=1)

# From how many records on a share of impossible dates says something about the export.
ENOUGH = 20

# What the door rejects because it already has the same record: pages overlap, and nothing is lost by it.
COPIES = ("dubbel_id", "dubbele_zaak")


def last_possible_dates(leveringen: Sequence[Levering], today: date) -> pl.DataFrame:
    """Return per levering the first and last day something in it can have happened.

    A day is added to the moment of delivery: that is in UTC, and clocks differ.
    """
    return pl.DataFrame(
        {
            "levering_nr": range(len(leveringen)),
            "uiterste_datum": [min(today, item.aangeleverd_op.date() + _DAY) for item in leveringen],
            "oudste_datum": [OLDEST] * len(leveringen),
        },
        schema={"levering_nr": pl.Int32(), "uiterste_datum": pl.Date(), "oudste_datum": pl.Date()},
    )


def _is_whole_list(pad: str) -> bool:
    """Whether ``pad`` is a list of the levering itself, not one inside a record."""
    return pad.count("[") == 1


def levering_columns(
    delivery: Delivery,
    impossible: pl.DataFrame,
    today: date,
    *,
    max_afgekeurd: float,
    max_onmogelijk: float,
) -> pl.DataFrame:
    """Return what is checked of each levering; ``impossible`` counts its records with a date that cannot be."""
    copies = Counter(each.levering for each in delivery.rejections if each.regel in COPIES)
    broken = {each.levering for each in delivery.rejections if each.regel == "geen_lijst" and _is_whole_list(each.pad)}
    facts = pl.DataFrame(
        [
            (
                nr, each.aantal, each.afgekeurd, each.afgekeurd - copies[nr], each.periode_van, each.periode_tot,
                each.aangeleverd_op.date() <= today + _DAY, nr not in broken,
            )
            for nr, each in enumerate(delivery.leveringen)
        ],
        schema={
            "levering_nr": pl.Int32(),
            "aantal": pl.Int64(),
            "afgekeurd": pl.Int64(),
            "verloren": pl.Int64(),
            "periode_van": pl.Date(),
            "periode_tot": pl.Date(),
            "aangeleverd_kan": pl.Boolean(),
            "lijsten_leesbaar": pl.Boolean(),
        },
        orient="row",
    )  # fmt: skip
    taken = pl.col("aantal") - pl.col("afgekeurd")
    delivered = pl.col("aantal") > 0
    return (
        facts.join(last_possible_dates(delivery.leveringen, today), on="levering_nr", how="left", maintain_order="left")
        .join(impossible, on="levering_nr", how="left", maintain_order="left")
        .select(
            "levering_nr",
            "periode_van",
            "periode_tot",
            "oudste_datum",
            # A levering from the future would be newer than every correction that is still to come.
            "aangeleverd_kan",
            # Without one of its lists a levering would still replace an older one that had it.
            "lijsten_leesbaar",
            iets_geleverd=delivered,
            iets_leesbaar=~delivered | (taken > 0),
            aandeel_afgekeurd=pl.when(delivered).then(pl.col("verloren") / pl.col("aantal")),
            max_afgekeurd=pl.lit(max_afgekeurd),
            # In a levering of a few records one typing error would be a large share.
            aandeel_onmogelijk=pl.when(taken >= ENOUGH).then(pl.col("onmogelijk").fill_null(0) / taken),
            max_onmogelijk=pl.lit(max_onmogelijk),
            periode_kan=(pl.col("periode_tot") > pl.col("periode_van"))
            & (pl.col("periode_van") <= pl.col("uiterste_datum"))
            & (pl.col("periode_van") >= pl.col("oudste_datum")),
            # Half-open: a levering made on the first day after its period is complete.
            dag_na_levering=pl.col("uiterste_datum"),
        )
    )
