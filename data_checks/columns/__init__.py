"""What the suites look at: the delivered columns they need, and answers worked out from several tables.

Pure Polars, so that Great Expectations sees no hash, no postcode and no record id: it cannot leak what
it never had. Rows keep the order of the delivered table, so that a row number says which record it is.
"""

from collections.abc import Callable
from datetime import date

import polars as pl

from data_checks.columns import aanvulling, ontruiming, traject, vroegsignalering
from data_checks.columns.levering import last_possible_dates
from queries.deliveries.records import Delivery

_COLUMNS: dict[str, Callable[[dict[str, pl.DataFrame], pl.Series], dict[str, pl.DataFrame]]] = {
    "vs": vroegsignalering.columns,
    "shv": traject.columns,
    "ontruiming": ontruiming.columns,
}


def checked_columns(delivery: Delivery, known: pl.Series, today: date) -> dict[str, pl.DataFrame]:
    """Return per delivered table what its suite looks at; ``known`` holds the sleutels of signalen from elsewhere.

    Tables without rows are left out: whether a levering may be empty is judged per levering.
    """
    limits = last_possible_dates(delivery.leveringen, today)
    tables = _COLUMNS.get(delivery.soort, aanvulling.columns)(delivery.tables, known)
    return {
        tabel: frame.join(limits, on="levering_nr", how="left", maintain_order="left")
        for tabel, frame in tables.items()
        if frame.height > 0
    }
