"""What the suite for ontruimingen looks at."""

import polars as pl

from data_checks.columns.contradictions import ontruiming_contradictions
from data_checks.columns.copies import single

_DATES = ("gemeld_op", "aangezegd_op", "vonnis_op", "uitgevoerd_op")


def columns(tables: dict[str, pl.DataFrame], known: pl.Series) -> dict[str, pl.DataFrame]:
    """Return what is checked of ontruimingen; they point to nothing elsewhere, so ``known`` is not needed."""
    del known
    ontruimingen = tables["ontruiming"].with_columns(datum=pl.coalesce(*_DATES))
    fits = pl.col("uitkomst").cast(pl.String).is_in(["uitgevoerd", "voorkomen"])
    frame = ontruimingen.select(
        "levering_nr",
        *_DATES,
        "uitkomst",
        "reden",
        "verhuurder",
        "datum",
        **ontruiming_contradictions(),
        # Without an uitkomst nothing speaks against the date; prevented and carried out is a contradiction.
        datum_past_bij_uitkomst=pl.col("uitgevoerd_op").is_null() | fits,
        enkel=single(["huishouden", "datum"], _DATES),
    )
    return {"ontruiming": frame}
