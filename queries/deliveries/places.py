"""Where in a delivery the reader is: which levering, which file, which list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from queries.deliveries.ledger import Draft, Ledger, Page
from queries.deliveries.rules import ANY_FIELD

# Columns a row carries instead of its path: three numbers instead of a text per record.
PLACE_CELLS: Final = ("levering_nr", "nr", "bestand_nr", "deel", "plek")


@dataclass(frozen=True, slots=True)
class Place:
    """One list of records in one entry of ``leveringen`` of one file, and the levering they belong to."""

    ledger: Ledger
    draft: Draft
    page: Page
    bestand_nr: int
    deel: int
    lijst: str
    tabel: str

    def pad(self, position: int) -> str:
        """Return the JSON path of the record at ``position``."""
        return f"$.leveringen[{self.deel}].{self.lijst}[{position}]"

    def reject(self, position: int, rule: str, *, field: str = ANY_FIELD, record: str | None = None) -> None:
        """Write down that the record at ``position`` was not taken."""
        self.ledger.reject(self.draft, self.page, self.pad(position), self.tabel, rule, field=field, record=record)

    def reject_list(self) -> None:
        """Write down that what should be the list is none: one delivered thing, rejected."""
        self.draft.aantal += 1
        pad = f"$.leveringen[{self.deel}].{self.lijst}"
        self.ledger.reject(self.draft, self.page, pad, self.tabel, "geen_lijst", field=self.lijst)

    def warn(self, position: int, rule: str, *, field: str = ANY_FIELD, record: str | None = None) -> None:
        """Write down a remark about the record at ``position``, which was taken."""
        self.ledger.note(self.draft, self.page, self.pad(position), self.tabel, rule, field=field, record=record)

    def reject_inner(self, position: int, inner: str, tabel: str, rule: str, *, field: str = ANY_FIELD) -> None:
        """Write down that a part of a record was not taken, while the record was."""
        pad = f"{self.pad(position)}.{inner}"
        self.ledger.note(self.draft, self.page, pad, tabel, rule, field=field, ernst="afgekeurd")

    def warn_inner(self, position: int, inner: str, tabel: str, rule: str, *, field: str = ANY_FIELD) -> None:
        """Write down a remark about a part of a record."""
        self.ledger.note(self.draft, self.page, f"{self.pad(position)}.{inner}", tabel, rule, field=field)


def pad_of(lijst: str) -> pl.Expr:
    """Return the ``pad`` column of rows that carry ``deel`` and ``plek``."""
    return pl.format(f"$.leveringen[{{}}].{lijst}[{{}}]", "deel", "plek").alias("pad")


def text_by_number(number: str, texts: Sequence[str], name: str) -> pl.Expr:
    """Return a text column from the column ``number``, which holds positions in ``texts``."""
    return pl.lit(pl.Series(texts, dtype=pl.String)).gather(pl.col(number)).alias(name)
