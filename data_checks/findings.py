"""What a gate found: a rule, how serious it is, why it exists, and where; never a value."""

from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

NOTHING_STORED = "Er is niets opgeslagen; meld dit aan wie het register beheert."

# Where a rule was broken: the levering, and the row in the table that was checked.
RECORDS = pl.Schema({"levering_nr": pl.Int32(), "rij": pl.UInt32()})


class Ernst(StrEnum):
    """How serious a broken rule is."""

    KRITIEK = "kritiek"  # the levering is turned away, or the figures are not stored
    WAARSCHUWING = "waarschuwing"  # accepted, counted, and listed per record
    INFO = "info"  # counted only


@dataclass(frozen=True, eq=False)
class Finding:
    """The outcome of one expectation, also when it found nothing."""

    tabel: str
    regel: str
    kolom: str
    ernst: Ernst
    reden: str
    gecontroleerd: int
    gevonden: int
    records: pl.DataFrame = field(repr=False)  # RECORDS; empty where a rule is about the table as a whole

    @property
    def broken(self) -> bool:
        """Return whether the rule was broken anywhere."""
        return self.gevonden > 0


class GateClosedError(Exception):
    """Nothing may pass: the figures break a critical rule, or a check could not do its work."""
