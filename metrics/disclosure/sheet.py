"""The wholes of one case table as numbers: a row per gemeente and period, a column per variant, and what adds up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import polars as pl

from metrics.disclosure.leaves import COUNTS
from metrics.disclosure.relations import Numbers, Relation, Structure, structure

Flags = np.ndarray[Any, np.dtype[np.bool_]]

# A whole and its order: rows of one sheet lie together, and those of one gemeente and period within it.
ORDER: Final = ["tabel", "gebied", "maand", "indicator", "variant"]
# What of a variant is rounded; rest and onbekend are differences of these.
ROUNDED: Final = ("teller", "noemer", "alle")


@dataclass(frozen=True, eq=False)
class Sheet:
    """Counts as matrices, and which variants are set against people: of these the teller stands for the noemer.

    ``before`` is what of the rounded numbers was shown earlier, 0 where nothing was; it is empty where nobody asks.
    """

    variants: tuple[tuple[str, str], ...]
    public: Flags
    numbers: dict[str, Numbers]
    tabel: str = ""
    versions: tuple[int, ...] = ()
    before: dict[str, Numbers] = field(default_factory=dict[str, Numbers])

    def names(self) -> list[str]:
        """Return a name for each column."""
        return [f"{indicator}/{variant}" for indicator, variant in self.variants]

    def kinds(self, at: int) -> tuple[str, ...]:
        """Return which counts of a variant are of cases."""
        return ("teller", "alle", "onbekend") if self.public[at] else ("teller", "noemer", "alle", "rest", "onbekend")

    def described(self) -> Structure:
        """Return which counts of these variants are the same, and which are sums of others."""
        names = self.names()
        columns = {(name, kind): self.numbers[kind][:, at]
                   for at, name in enumerate(names) for kind in self.kinds(at)}  # fmt: skip
        groups: dict[tuple[str, bool], list[tuple[str, str]]] = {}
        for name, (indicator, variant) in zip(names, self.variants, strict=True):
            groups.setdefault((indicator, True), []).append((name, "teller"))
            if variant != "standaard":
                groups.setdefault((indicator, False), []).append((name, "teller"))
        return structure(columns, list(groups.values()))

    def own_relations(self, found: Structure) -> tuple[Relation, ...]:
        """Return what holds within each variant by what its counts are."""
        relations: list[Relation] = []
        for at, name in enumerate(self.names()):
            known = "teller" if self.public[at] else "noemer"
            sums = [("alle", known, "onbekend")] + ([] if self.public[at] else [("noemer", "teller", "rest")])
            relations += [
                Relation(found.number[name, whole], (found.number[name, one], found.number[name, other]))
                for whole, one, other in sums
            ]
        return tuple(relations)


def sheets(wholes: pl.DataFrame) -> Iterable[tuple[pl.DataFrame, Sheet]]:
    """Yield for each case table its rows, in ORDER, and its sheet; every period has every variant."""
    for rows in wholes.sort(ORDER).partition_by("tabel", maintain_order=True):
        named = rows.select("indicator", "variant", "versie").unique(["indicator", "variant"], maintain_order=True)
        variants = tuple((str(indicator), str(variant)) for indicator, variant, _ in named.iter_rows())
        public = rows["publiek"].head(len(variants)).to_numpy()
        numbers = _numbers(rows, COUNTS, public)
        earlier = [f"was_{name}" for name in COUNTS]
        before = {}
        if set(earlier) <= set(rows.columns):
            made = _numbers(rows, earlier, public)
            before = {kind: made[kind] for kind in ROUNDED}
        yield rows, Sheet(variants, public, numbers, str(rows["tabel"][0]), tuple(named["versie"].to_list()), before)


def _numbers(rows: pl.DataFrame, names: Sequence[str], public: Flags) -> dict[str, Numbers]:
    teller, noemer, onbekend = (
        rows[name].fill_null(0).to_numpy().astype(np.int64).reshape(-1, len(public)) for name in names
    )
    asked = np.where(public, teller, noemer)
    return {"teller": teller, "noemer": asked, "alle": asked + onbekend, "rest": asked - teller, "onbekend": onbekend}
