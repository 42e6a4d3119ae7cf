"""The attacker of a publication: which values everything said together leaves each hidden count.

    relations = find_relations(exact, tabellen)          # once, from the exact leaves; tests.disclosure.relations
    verdict = audit(shown, relations, SHARED)            # what an attacker knows of each leaf
    shown, verdict = withhold(shown, relations, SHARED)  # empty leaves until nothing has fewer than five values

``exact`` and ``shown`` have a row per leaf: gebied, maand, indicator, variant, uitsplitsing ("" for the whole), cel,
teller, noemer, onbekend and ``publiek`` (the noemer is people or dwellings). They have a row for every leaf of which
anything could be counted, also when it is 0: a row that is there must not tell that it is not empty. In ``shown`` the
numbers of a leaf are empty where it is withheld. ``tabellen`` says which case table each (indicator, variant) counts.

The attacker knows the definitions (so which counts are of the same cases, are part of another and add up), every
variant, how was rounded, and what was shown before. Sums of shown leaves (years, regions, Nederland) tell nothing that
the leaves do not. What breaks rounding, most harmful first:

- the same cases under two names, each rounded on its own (noemer and onbekend of DV01's variants and of VS10; noemer
  + onbekend of VS07, VS11 and VS13): two windows of nine overlap in four. One secret per gemeente, period and case
  table shows the same cases the same under every name.
- a part rounded up beside its whole rounded down (VS07 opgepakt in its standaard, each cell in its whole): the same
  secret keeps a part from being shown larger than its whole.
- parts that add up (DV01 financieel + niet financieel = standaard): with the same secret and all three shown
  on their own, shown parts that add up to something else than their shown whole leave four values. Show one of the
  three as the sum or the difference of the other two (its running total is then what is rounded), or withhold it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from tests.disclosure.bounds import possible_values, tighten
from tests.disclosure.count_matrix import BLAD, BLOK, GETALLEN, WITHHELD, CountMatrix, Marks, Numbers, count_matrix
from tests.disclosure.relations import Relation, Relations
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

    @property
    def share_withheld(self) -> float:
        """The share of hidden numbers that are not shown."""
        return float(((self.counts.values == WITHHELD) & self.hidden).sum() / max(self.hidden.sum(), 1))

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
    *,
    earlier: Sequence[pl.DataFrame] = (),
    least: int = LEAST,
) -> Audit:
    """Return what an attacker knows who has ``shown`` and the definitions.

    ``earlier`` holds leaves shown before of which the count is still the same; of the others an attacker
    does not know whether it is.
    """
    counts = count_matrix(shown, relations.leaves)
    told = [counts.values, *(_placed(each, counts, relations) for each in earlier)]
    low, high, widths = (np.zeros_like(counts.values) for _ in range(3))
    for mine in secrets_of(relations, rounding):
        found = possible_values(
            _world(told, relations, rounding, mine, secret, range(len(relations.rows))) for secret in rounding.worlds
        )
        for into, each in zip((low, high, widths), found, strict=True):
            into[mine] = each[relations.quantity[mine]]
    hidden = np.repeat(counts.present, len(GETALLEN), axis=0) & (relations.quantity >= 0)[:, None]
    return Audit(counts, hidden, low, high, widths, least)


def withhold(
    shown: pl.DataFrame,
    relations: Relations,
    rounding: Rounding,
    *,
    earlier: Sequence[pl.DataFrame] = (),
    least: int = LEAST,
    most: int = 10,
) -> tuple[pl.DataFrame, Audit]:
    """Empty leaves of ``shown`` until no number has fewer values than ``least``; return them and the last audit.

    Of what narrows a number, cells go before wholes and other variants before the standaard. After ``most``
    rounds whatever is still narrow goes with everything of its gemeente and period.
    """
    for turn in range(most + 1):
        verdict = audit(shown, relations, rounding, earlier=earlier, least=least)
        if not verdict.below.any():
            break
        last = np.broadcast_to(verdict.below.any(axis=0), verdict.below.shape)
        marked = last if turn == most else _to_empty(verdict, relations, rounding)
        gone = verdict.counts.named(marked & (verdict.counts.values != WITHHELD))
        if gone.is_empty():
            gone = verdict.counts.named(last)
        shown = emptied(shown, gone)
    return shown, verdict


def emptied(shown: pl.DataFrame, leaves: pl.DataFrame) -> pl.DataFrame:
    """Return ``shown`` with the numbers of these leaves (BLOK and BLAD) withheld."""
    marked = shown.join(leaves.with_columns(weg=pl.lit(value=True)), on=_KEY, how="left", maintain_order="left")
    keep = pl.col("weg").is_null()
    return marked.with_columns(
        pl.when(keep).then(pl.col(name)).alias(name) for name in ("teller", "noemer", "onbekend")
    ).drop("weg")


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
    told: Sequence[Numbers], relations: Relations, rounding: Rounding, mine: Marks, secret: int, rows: Sequence[int]
) -> tuple[Numbers, Numbers, Marks]:
    """Return the bounds of each quantity if ``secret`` is that of the rows ``mine``, and in which blocks all fits."""
    shape = (relations.quantities, told[0].shape[1])
    low, high = np.zeros(shape, dtype=np.int64), np.full(shape, UNBOUNDED, dtype=np.int64)
    alone = np.ones_like(mine)
    alone[[rows[-1] for rows, _ in relations.running]] = False
    for values in told:
        for world, group in ((rounding.at(secret), mine), (rounding.apart(), ~mine)):
            down, up = world.windows(values, relations.quantity, relations.quantities, group & alone)
            low, high = np.maximum(low, down), np.minimum(high, up)
            for parts, quantity in relations.running:
                if group[parts[-1]]:
                    told_of = values[list(parts)]
                    known = (told_of != WITHHELD).all(axis=0)
                    down, up = world.window(np.where(known, told_of.sum(axis=0), WITHHELD))
                    low[quantity], high[quantity] = np.maximum(low[quantity], down), np.minimum(high[quantity], up)
    low, high = tighten(low, high, [relations.rows[row] for row in rows])
    return low, high, np.broadcast_to((low <= high).all(axis=0), low.shape)


def _placed(leaves: pl.DataFrame, counts: CountMatrix, relations: Relations) -> Numbers:
    """Return earlier leaves in the rows and blocks of ``counts``."""
    known = leaves.join(counts.blocks, on=BLOK, how="semi")
    old = count_matrix(known, relations.leaves)
    values = np.full_like(counts.values, WITHHELD)
    places = old.blocks.join(counts.blocks.with_row_index("blok"), on=BLOK, how="left", maintain_order="left")
    values[:, places["blok"].to_numpy()] = old.values
    return values


def _to_empty(verdict: Audit, relations: Relations, rounding: Rounding) -> Marks:
    """Mark what to withhold: of every relation that narrows too much by itself, its most dispensable number.

    Where no relation does so by itself, that of every relation of what is narrow.
    """
    rank, values = _ranks(relations), verdict.counts.values
    rows_of: dict[int, list[int]] = {}
    for row in np.flatnonzero(relations.quantity >= 0):
        rows_of.setdefault(int(relations.quantity[row]), []).append(int(row))
    narrow = np.zeros((relations.quantities, values.shape[1]), dtype=np.bool_)
    for row in np.flatnonzero(verdict.below.any(axis=1)):
        narrow[relations.quantity[row]] |= verdict.below[row]
    marked, explained = np.zeros(values.shape, dtype=np.bool_), np.zeros(values.shape[1], dtype=np.bool_)
    for only in (True, False):
        for relation in relations.rows:
            of = list(relation.quantities)
            blocks = np.flatnonzero(narrow[of].any(axis=0) & ~explained)
            if blocks.size and only:
                blocks = blocks[_narrows(verdict, relation, rounding, rows_of, blocks)]
            if blocks.size:
                _mark_one(
                    marked, values, sorted((rank[row], row) for one in of for row in rows_of.get(one, ())), blocks
                )
        explained = marked.any(axis=0)
    return marked


def _narrows(
    verdict: Audit, relation: Relation, rounding: Rounding, rows_of: dict[int, list[int]], blocks: Numbers
) -> Marks:
    """Whether a relation by itself leaves any of its numbers too few values, per block of ``blocks``."""
    rows = [row for one in relation.quantities for row in rows_of.get(one, ())]
    local = np.array([place for place, one in enumerate(relation.quantities) for _ in rows_of.get(one, ())])
    size = len(relation.quantities)
    values = verdict.counts.values[np.ix_(rows, blocks)]
    getallen = np.array(rows) % len(GETALLEN)
    within = Relation(tuple(range(size)), relation.weights, relation.equal)
    worlds: list[tuple[Numbers, Numbers, Marks]] = []
    for secret in rounding.worlds:
        low, high = rounding.at(secret).bounds(values, getallen, local, size)
        low, high = tighten(low, high, [within])
        worlds.append((low, high, np.broadcast_to((low <= high).all(axis=0), low.shape)))
    return (possible_values(worlds)[2] < verdict.least).any(axis=0)


def _mark_one(marked: Marks, values: Numbers, ordered: Sequence[tuple[int, int]], blocks: Numbers) -> None:
    """Mark in each block the most dispensable number that is shown, under all its names of the same rank."""
    left = np.ones(blocks.size, dtype=np.bool_)
    for worst in sorted({rank for rank, _ in ordered}, reverse=True):
        rows = [row for rank, row in ordered if rank == worst]
        told = (values[np.ix_(rows, blocks)] != WITHHELD) & left
        for row, mine in zip(rows, told, strict=True):
            marked[row, blocks[mine]] = True
        left &= ~told.any(axis=0)


def _ranks(relations: Relations) -> list[int]:
    """Return per row how dispensable it is: cells before wholes, other variants before the standaard."""
    cell, other = pl.col("uitsplitsing") != "", pl.col("variant") != "standaard"
    ranks = relations.leaves.select(rank=cell.cast(pl.Int64) * 2 + other.cast(pl.Int64))["rank"].to_list()
    return [rank for rank in ranks for _ in GETALLEN]
