"""The attacker of a publication: between which values everything said together leaves each hidden count.

Interface, in order of use at publication:

    relations = find_relations(exact)        # once, from the exact leaves; metrics.relations
    verdict = audit(shown, relations)        # what an attacker knows of each leaf
    kept, verdict = withhold(shown, relations)   # leave out leaves until nothing is under five values

``exact`` and ``shown`` have a row per leaf: gebied, periode (any text or date that tells quarters and years apart),
indicator, variant, uitsplitsing ("" for the whole), cel, and teller, rest, onbekend. ``rest`` is empty where the
noemer is people or dwellings, which are public. In ``shown`` an empty number was withheld, and what no row says is
a shown 0: rows that would show only zeros must be left out, or else a row that is there tells that it is not empty.

The attacker knows the definitions (so which counts are of the same cases and which add up), every variant and
breakdown, and how was rounded. Sums of shown leaves (years, regions) tell nothing new; ``totals`` are those
that came from exact counts.

What breaks rounding that is decided leaf by leaf, most harmful first:
- the same cases under two names (the noemer and onbekend of DV01's variants and VS10; VS07 and VS11): round what has
  the same ``quantity`` in Relations once, by a key without the indicator's name;
- a part rounded up beside its whole rounded down (VS07's opgepakt in its standaard; each cell in its whole);
- parts that add up (DV01 financieel + niet financieel; outflow by reason; cells): a shown 0 has five values only.
All three vanish where a row of parts is rounded by its running totals with one secret start c in 0..4 per gemeente and
period (the same for every variant and breakdown): running total s is shown as 5 * ((s + c) // 5) and each part as
the difference between two of these. A part then is a multiple of 5 next to its count, without bias, still hides nine
values (0 hides five), every breakdown adds up to the same whole, and the same cases are shown the same under every name.
The order is teller by cell, rest by cell, onbekend by cell, so that the three numbers of the whole are sums too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from metrics.bounds import UNBOUNDED, Bounds, tighten
from metrics.count_matrix import BLAD, GETALLEN, WITHHELD, CountMatrix, Numbers, count_matrix, leaves_at
from metrics.relations import Relation, Relations

LEAST: Final = 5


@dataclass(frozen=True)
class Rounding:
    """How was rounded: to multiples of ``base``, at most ``reach`` away from the count (4; to the nearest 5: 2)."""

    base: int = 5
    reach: int = 4

    def window(self, shown: Numbers) -> tuple[Numbers, Numbers]:
        """Return the lowest and highest count behind each shown number."""
        unknown = shown == WITHHELD
        low = np.where(unknown, 0, np.maximum(shown - self.reach, 0))
        return low, np.where(unknown, UNBOUNDED, shown + self.reach)


@dataclass(frozen=True, eq=False)
class Audit:
    """What the attacker found: per number of a leaf and block its bounds, and the bounds per quantity."""

    counts: CountMatrix
    relations: Relations
    bounds: Bounds
    least: int

    @property
    def hidden(self) -> npt.NDArray[np.bool_]:
        """Which numbers hide something: those of quantities that are not 0 everywhere."""
        return np.broadcast_to((self.relations.quantity >= 0)[:, None], self.counts.values.shape)

    @property
    def widths(self) -> Numbers:
        """How many values each number of each leaf may have, in the rows and blocks of ``counts``."""
        return self.bounds.width[self.relations.quantity]

    @property
    def narrowest(self) -> int:
        """The fewest values that any number may have; UNBOUNDED when nothing is hidden."""
        return int(self.widths.min(where=self.hidden, initial=UNBOUNDED))

    @property
    def below(self) -> npt.NDArray[np.bool_]:
        """Which numbers may have fewer values than they should."""
        return (self.widths < self.least) & self.hidden

    @property
    def share_below(self) -> float:
        """The share of hidden numbers of leaves shown that may have fewer values than they should."""
        told = self.hidden & (self.counts.values != 0)
        return float((self.below & told).sum() / max(told.sum(), 1))

    @property
    def share_withheld(self) -> float:
        """The share of numbers not shown among those that are not a shown 0."""
        told = self.hidden & (self.counts.values != 0)
        return float((self.counts.values == WITHHELD)[told].sum() / max(told.sum(), 1))

    def narrow(self) -> pl.DataFrame:
        """Return the numbers with too few values: BLOK, BLAD, getal, lowest, highest and how many (``waarden``)."""
        row, block = np.nonzero(self.below)
        of = self.relations.quantity[row]
        found = pl.DataFrame({
            "laagste": self.bounds.low[of, block], "hoogste": self.bounds.high[of, block],
        }).with_columns(waarden=pl.col("hoogste") - pl.col("laagste") + 1)  # fmt: skip
        named = (self.counts.blocks[block], self.counts.rows[row], found)
        return pl.concat(named, how="horizontal").sort("waarden", "gebied", "periode", *BLAD, "getal")


def audit(
    shown: pl.DataFrame,
    relations: Relations,
    *,
    rounding: Rounding | None = None,
    earlier: Sequence[pl.DataFrame] = (),
    least: int = LEAST,
) -> Audit:
    """Return what an attacker knows who has ``shown`` and the definitions.

    ``earlier`` holds leaves shown before of which the count is still the same; of the others an attacker
    does not know whether it is.
    """
    counts = count_matrix(shown, relations.names)
    scheme = rounding or Rounding()
    low, high = _windows(counts, relations, scheme)
    for leaves in earlier:
        _remember(counts, relations, scheme, leaves, low, high)
    return Audit(counts, relations, tighten(low, high, relations.rows), least)


def withhold(
    shown: pl.DataFrame,
    relations: Relations,
    *,
    rounding: Rounding | None = None,
    earlier: Sequence[pl.DataFrame] = (),
    least: int = LEAST,
    most: int = 12,
) -> tuple[pl.DataFrame, Audit]:
    """Empty leaves of ``shown`` until no number has fewer values than ``least``; return them and the last audit.

    Of what narrows a number, cells go before wholes and other variants before the standaard. After
    ``most`` rounds whatever is still narrow goes with everything of its gemeente and period.
    """
    for turn in range(most + 1):
        verdict = audit(shown, relations, rounding=rounding, earlier=earlier, least=least)
        if not verdict.below.any():
            break
        marked = _everything_about(verdict) if turn == most else _to_empty(verdict)
        shown = empty(shown, leaves_at(verdict.counts, marked))
    return shown, verdict


def empty(shown: pl.DataFrame, leaves: pl.DataFrame) -> pl.DataFrame:
    """Return ``shown`` with the numbers of these leaves withheld; a leaf that was not there comes in, empty."""
    key = ["gebied", "periode", *BLAD]
    kept = shown.join(leaves, on=key, how="anti")
    return pl.concat([kept, leaves.select(key)], how="diagonal").sort(key)


def _windows(counts: CountMatrix, relations: Relations, scheme: Rounding) -> tuple[Numbers, Numbers]:
    """Return the bounds of each quantity by rounding alone: what all its names leave possible."""
    shape = (relations.quantities, counts.blocks.height)
    low, high = np.zeros(shape, dtype=np.int64), np.full(shape, UNBOUNDED, dtype=np.int64)
    for row, quantity in enumerate(relations.quantity):
        if quantity >= 0:
            down, up = scheme.window(counts.values[row])
            np.maximum(low[quantity], down, out=low[quantity])
            np.minimum(high[quantity], up, out=high[quantity])
    return low, high


def _remember(
    counts: CountMatrix, relations: Relations, scheme: Rounding, leaves: pl.DataFrame, low: Numbers, high: Numbers
) -> None:
    """Narrow the bounds by what was shown of the same counts before."""
    places = counts.blocks.with_row_index("blok")
    known = leaves.join(places, on=["gebied", "periode"]).join(relations.names, on=BLAD, how="semi")
    block, first = known["blok"].cast(pl.Int64).to_numpy(), counts.row_numbers(known)
    for place, getal in enumerate(GETALLEN):
        quantity = relations.quantity[first + place]
        told = known[getal].is_not_null().to_numpy() & (quantity >= 0)
        down, up = scheme.window(known[getal].fill_null(0).to_numpy())
        np.maximum.at(low, (quantity[told], block[told]), down[told])
        np.minimum.at(high, (quantity[told], block[told]), up[told])


def _to_empty(verdict: Audit) -> npt.NDArray[np.bool_]:
    """Mark numbers to withhold: of every relation that touches a narrow quantity, its most dispensable part."""
    relations, values = verdict.relations, verdict.counts.values
    shown = values != WITHHELD
    narrow = np.zeros(verdict.bounds.low.shape, dtype=np.bool_)
    narrow |= verdict.bounds.width < verdict.least
    marked = np.zeros(values.shape, dtype=np.bool_)
    rank = _ranks(relations)
    told = np.zeros(narrow.shape, dtype=np.bool_)
    rows_of: dict[int, list[int]] = {}
    for row, quantity in enumerate(relations.quantity):
        if quantity >= 0:
            rows_of.setdefault(int(quantity), []).append(row)
            told[quantity] |= shown[row]
    for relation in relations.rows:
        of = list(relation.quantities)
        blocks = np.flatnonzero(narrow[of].any(axis=0) & _binds(verdict.bounds, relation))
        if blocks.size:
            parts = [(max(rank[row] for row in rows_of[one]), one) for one in of if one in rows_of]
            open_ = np.ones(blocks.size, dtype=np.bool_)
            for worst in sorted({part[0] for part in parts}, reverse=True):
                some = [one for order, one in parts if order == worst]
                here = told[np.ix_(some, blocks)]
                for one, mine in zip(some, here, strict=True):
                    marked[np.ix_(rows_of[one], blocks[mine & open_])] = True
                open_ &= ~here.any(axis=0)
    same = verdict.below & shown
    return marked | (same & _under_two_names(relations)[:, None])


def _binds(bounds: Bounds, relation: Relation) -> npt.NDArray[np.bool_]:
    """Whether a relation leaves any of its quantities at a bound that it sets itself."""
    of = list(relation.quantities)
    weights = np.array(relation.weights, dtype=np.int64)[:, None]
    down, up = bounds.low[of], bounds.high[of]
    smallest = np.where(weights > 0, weights * down, weights * up)
    largest = np.where(weights > 0, weights * up, weights * down)
    above = smallest - smallest.sum(axis=0) == largest
    below = largest - largest.sum(axis=0) == smallest
    return (above | (below & relation.equal)).any(axis=0)


def _ranks(relations: Relations) -> list[int]:
    """Return per row how dispensable it is: cells before wholes, other variants before the standaard."""
    names = relations.names.select(
        rank=(pl.col("uitsplitsing") != "").cast(pl.Int64) * 2 + (pl.col("variant") != "standaard").cast(pl.Int64)
    )
    return [rank for rank in names["rank"].to_list() for _ in GETALLEN]


def _under_two_names(relations: Relations) -> npt.NDArray[np.bool_]:
    """Return which rows count what a more telling row counts too."""
    order = np.argsort(_ranks(relations), kind="stable")
    first = np.full(relations.quantities + 1, -1)
    for row in order[::-1]:
        first[relations.quantity[row]] = row
    return (first[relations.quantity] != np.arange(len(relations.quantity))) & (relations.quantity >= 0)


def _everything_about(verdict: Audit) -> npt.NDArray[np.bool_]:
    """Mark all of the gemeenten and periods in which something is still narrow."""
    return np.broadcast_to(verdict.below.any(axis=0)[None, :], verdict.below.shape) & verdict.hidden
