"""What is counted of each case: per variant whether it is in the teller, in the noemer, or onbekend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from metrics.definition import Deel, Indicator, Methode, Variant
from metrics.periods import last_closed

NUMBERS: Final = ("teller", "noemer", "onbekend")


@dataclass(frozen=True, eq=False)
class Counted:
    """A variant, or one part of a variant that is counted field by field, with its columns in the narrow frame."""

    indicator: Indicator
    variant: Variant
    deel: Deel | None = None

    @property
    def datum(self) -> str:
        """The column that decides the month of a case."""
        return self.indicator.datum_van(self.variant)

    @property
    def methode(self) -> Methode:
        """How the value is made from the counts."""
        return self.indicator.methode_van(self.variant)

    def column(self, number: str) -> str:
        """Name the column of one number of this variant."""
        parts = [self.indicator.code, self.variant.code, number]
        return " ".join([*parts, self.deel.cel] if self.deel else parts)

    def numbers(self, today: date) -> list[pl.Expr]:
        """Return the teller, the noemer and the onbekend that one case adds."""
        found = self._weighed(today) if self.variant.gewogen else self._answered(today)
        return [number.alias(self.column(name)) for name, number in zip(NUMBERS, found, strict=True)]

    def waiting(self) -> list[pl.Expr]:
        """Return how long a case waited, for a variant that is a waiting time."""
        if self.variant.wachttijd is None:
            return []
        return [
            self.variant.wachttijd.dagen.cast(pl.Int32).alias(self.column("waarde")),
            self.variant.wachttijd.gecensureerd.alias(self.column("gecensureerd")),
        ]

    def _answered(self, today: date) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
        variant = self.variant
        dated = pl.col(self.datum).is_not_null()
        answered = dated & variant.telt & variant.raak.is_not_null()
        certain = (self._closed(today) & answered).fill_null(value=False)
        # Nothing is unknown of a case that is certain not to count.
        perhaps = self._closed(today) & variant.telt.fill_null(value=True)
        # Of people and dwellings the noemer is not counted here, only what might belong in the teller.
        noemer = pl.lit(value=False) if variant.bevolking else certain
        return certain & variant.raak, noemer, perhaps & ~certain

    def _weighed(self, today: date) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
        hits, cases = (self.deel.raak, self.deel.aantal) if self.deel else (self.variant.raak, self.variant.telt)
        closed = self._closed(today)
        unclear = pl.lit(value=False) if self.deel else pl.when(closed).then(self.variant.onzeker).otherwise(0)
        return pl.when(closed).then(hits).otherwise(0), pl.when(closed).then(cases).otherwise(0), unclear

    def _closed(self, today: date) -> pl.Expr:
        """Whether the outcome of a case is in: its window is over, or it never had a date to start one.

        Waiting times need no closed window: who still waits is counted as such. Where every case has a term of
        its own, that says when its outcome is in.
        """
        if self.variant.termijn is not None:
            return (pl.col(self.variant.termijn) <= today).fill_null(value=True)
        wait = "0d" if self.methode is Methode.KM_MEDIAAN else self.indicator.wacht(self.variant)
        return (pl.col(self.datum) <= last_closed(wait, today)).fill_null(value=True)


def counted_of(indicators: Sequence[Indicator], tabel: str) -> list[Counted]:
    """Return what is counted of one case table: every variant that counts it, and their parts."""
    return [one for indicator in indicators for variant in indicator.varianten
            if indicator.tabel_van(variant) == tabel for one in _with_parts(indicator, variant)]  # fmt: skip


def _with_parts(indicator: Indicator, variant: Variant) -> Iterator[Counted]:
    yield Counted(indicator, variant)
    for deel in variant.delen:
        yield Counted(indicator, variant, deel)
