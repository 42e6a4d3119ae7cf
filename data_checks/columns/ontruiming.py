"""What the suite for ontruimingen looks at."""

import polars as pl

from data_checks.columns.copies import single

_DATES = ("gemeld_op", "aangezegd_op", "vonnis_op", "uitgevoerd_op")


def columns(tables: dict[str, pl.DataFrame], known: pl.Series) -> dict[str, pl.DataFrame]:
    """Return what is checked of ontruimingen; they point to nothing elsewhere, so ``known`` is not needed."""
    del known
    ontruimingen = tables["ontruiming"].with_columns(datum=pl.coalesce(*_DATES))
    carried_out = pl.col("uitkomst").cast(pl.String) == "uitgevoerd"
    frame = ontruimingen.select(
        "levering_nr",
        *_DATES,
        "uitkomst",
        "reden",
        "verhuurder",
        "datum",
        uitgevoerd_met_datum=~carried_out | pl.col("uitgevoerd_op").is_not_null(),
        # Without an uitkomst nothing contradicts the date.
        datum_past_bij_uitkomst=pl.col("uitgevoerd_op").is_null() | carried_out,
        enkel=single(["huishouden", "datum"], _DATES),
    )
    return {"ontruiming": frame}
