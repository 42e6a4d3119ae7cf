"""The attacker of a publication: which values everything said together leaves each hidden count.

    relations = find_relations(exact, tabellen)   # what the definitions tie
    verdict = audit(shown, relations, SHARED)     # what an attacker knows of each leaf

``exact`` and ``shown`` have a row per leaf: gebied, maand, indicator, variant, uitsplitsing ("" for the whole), cel,
teller, noemer, onbekend and ``publiek`` (the noemer is people or dwellings). They have a row for every leaf of which
anything could be counted, also when it is 0: a row that is there must not tell that it is not empty. In ``shown`` the
numbers of a leaf are empty where it is withheld. ``tabellen`` says which case table each (indicator, variant) counts.

The attacker knows the definitions (so which counts are of the same cases, are part of another and add up), every
variant, and how was rounded. Sums of shown leaves (years, regions, Nederland) tell nothing that the leaves do not.
What breaks rounding, most harmful first:

- the same cases under two names, each rounded on its own (noemer and onbekend of DV01's variants and of VS10; noemer
  + onbekend of VS07, VS11 and VS13): two windows of nine overlap in four. One secret per gemeente, period and case
  table shows the same cases the same under every name.
- a part rounded up beside its whole rounded down (VS07 opgepakt in its standaard, each cell in its whole): the same
  secret keeps a part from being shown larger than its whole.
- parts that add up (DV01 financieel + niet financieel = standaard): with the same secret and all three shown on their
  own, shown parts that add up to something else than their shown whole leave four values. One of the three shown
  as the difference of running sums (``Relations.in_chains``) leaves five again.
- what excludes each other (VS05 enkelvoudig and meervoudig; VS10 and DV01 zonder toestemming): shown together as
  more than their noemer, they leave four values each.
- a part of a chain that is shown lower when its period becomes final, though counts only grow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from tests.disclosure.bounds import possible_values, tighten
from tests.disclosure.count_matrix import BLAD, BLOK, GETALLEN, WITHHELD, CountMatrix, Marks, Numbers, count_matrix
from tests.disclosure.relations import Relations
from tests.disclosure.windows import UNBOUNDED, Rounding

LEAST: Final = 5
_KEY: Final = [*BLOK, *BLAD]


@dataclass(frozen=True, eq=False)
class Audit:
    """What the attacker found: lowest, highest and how many values (``widths``), in the rows and blocks of ``counts``.

    ``hidden`` says which of them hide something: those of a leaf that is there and not 0 in the whole country.
    """

    counts: CountMatrix
    hidden: Marks
    low: Numbers
    high: Numbers
    widths: Numbers
    least: int

    @property
    def narrowest(self) -> int:
        """The fewest values that any number may have; UNBOUNDED when nothing is hidden."""
        return int(self.widths.min(where=self.hidden, initial=UNBOUNDED))

    @property
    def below(self) -> Marks:
        """Which numbers may have fewer values than they should."""
        return (self.widths < self.least) & self.hidden

    @property
    def share_below(self) -> float:
        """The share of hidden numbers that may have fewer values than they should."""
        return float(self.below.sum() / max(self.hidden.sum(), 1))

    def narrow(self) -> pl.DataFrame:
        """Return the numbers with too few values: BLOK, BLAD, getal, laagste, hoogste, waarden; the fewest first."""
        row, block = np.nonzero(self.below)
        leaf, getal = np.divmod(row, len(GETALLEN))
        found = pl.DataFrame({
            "getal": np.array(GETALLEN)[getal], "laagste": self.low[row, block], "hoogste": self.high[row, block],
            "waarden": self.widths[row, block],
        })  # fmt: skip
        named = (self.counts.blocks[block], self.counts.leaves[leaf], found)
        return pl.concat(named, how="horizontal").sort("waarden", *_KEY, "getal")


def audit(
    shown: pl.DataFrame,
    relations: Relations,
    rounding: Rounding,
    least: int = LEAST,
) -> Audit:
    """Return what an attacker knows who has ``shown`` and the definitions."""
    counts = count_matrix(shown, relations.leaves)
    low, high, widths = (np.zeros_like(counts.values) for _ in range(3))
    for mine in secrets_of(relations, rounding):
        found = possible_values(_world(counts.values, relations, rounding, mine, secret) for secret in rounding.worlds)
        for into, each in zip((low, high, widths), found, strict=True):
            into[mine] = each[relations.quantity[mine]]
    hidden = np.repeat(counts.present, len(GETALLEN), axis=0) & (relations.quantity >= 0)[:, None]
    return Audit(counts, hidden, low, high, widths, least)


def secrets_of(relations: Relations, rounding: Rounding) -> Iterator[Marks]:
    """Yield the rows that share a secret: of one case table and cell; all rows when there are no secrets."""
    if not rounding.secrets:
        yield np.ones(len(relations.quantity), dtype=np.bool_)
        return
    named = relations.leaves.select("uitsplitsing", "cel", tabel=pl.Series(relations.tabellen, dtype=pl.String))
    groups = named.select(groep=pl.struct(pl.all()).rank("dense"))["groep"].to_numpy()
    for group in np.unique(groups):
        yield np.repeat(groups == group, len(GETALLEN))


def _world(
    values: Numbers, relations: Relations, rounding: Rounding, mine: Marks, secret: int
) -> tuple[Numbers, Numbers, Marks]:
    """Return the bounds of each quantity if ``secret`` is that of the rows ``mine``, and in which blocks all fits."""
    shape = (relations.quantities, values.shape[1])
    low, high = np.zeros(shape, dtype=np.int64), np.full(shape, UNBOUNDED, dtype=np.int64)
    alone = np.ones_like(mine)
    alone[[rows[-1] for rows, _ in relations.running]] = False
    for world, group in ((rounding.at(secret), mine), (rounding.apart(), ~mine)):
        down, up = world.windows(values, relations.quantity, relations.quantities, group & alone)
        low, high = np.maximum(low, down), np.minimum(high, up)
        for parts, quantity in relations.running:
            if group[parts[-1]]:
                told = values[list(parts)]
                down, up = world.window(np.where((told != WITHHELD).all(axis=0), told.sum(axis=0), WITHHELD))
                low[quantity], high[quantity] = np.maximum(low[quantity], down), np.minimum(high[quantity], up)
    low, high = tighten(low, high, relations.rows)
    return low, high, np.broadcast_to((low <= high).all(axis=0), low.shape)
