"""What a reader of the definitions knows: which counts are of the same cases, and which add up to another.

Nothing is declared: whatever follows from the definitions holds in every gemeente and period, so it is
found in the exact counts themselves, also for an indicator that was added yesterday. What holds there by
chance is taken for known too, which makes the audit stricter and never laxer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final, Self, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from tests.disclosure.count_matrix import BLAD, GETALLEN, NOEMER, TELLER, WITHHELD, Numbers, count_matrix
from tests.disclosure.few_cases import FewCases

# In fewer blocks than this two counts may be equal by chance.
SUPPORT: Final = 12
_SEED: Final = 20_261_122
_WHOLE: Final = ""
Terms: TypeAlias = dict[int, int]
Name: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Relation:
    """``weights @ counts[quantities]`` is 0, or at most 0 when it is not ``equal``."""

    quantities: tuple[int, ...]
    weights: tuple[int, ...]
    equal: bool


@dataclass(frozen=True, eq=False)
class Relations:
    """Quantities, what leaves say of them, and what ties them together.

    ``leaves`` (BLAD, sorted) and GETALLEN are the rows of a CountMatrix; ``quantity`` has the number of each. Two
    rows with the same number count the same cases; -1 is 0 everywhere. ``tabellen`` are the case tables of the leaves.
    ``running`` says which quantity is the sum of which rows, shown as the sum of what these show (see ``in_chains``).
    """

    leaves: pl.DataFrame
    tabellen: tuple[str, ...]
    quantity: Numbers
    quantities: int
    rows: tuple[Relation, ...]
    running: tuple[tuple[tuple[int, ...], int], ...] = ()

    def row(self, indicator: str, variant: str, getal: str) -> int:
        """Return the row of a number of a whole."""
        return self._places()[indicator, variant, "", ""] * len(GETALLEN) + GETALLEN.index(getal)

    def in_chains(self, before: Mapping[Name, tuple[Name, ...]]) -> Self:
        """Return these relations for who knows which numbers are shown as differences.

        Such a number (indicator, variant, getal) is not rounded itself: what is, is its sum with those before it.
        """
        rows, running, size = list(self.rows), [], self.quantities
        for name, earlier in before.items():
            parts = [self.row(*each) for each in (*earlier, name)]
            terms: Terms = {size: -1}
            for part in parts:
                add(terms, int(self.quantity[part]), 1)
            rows.append(Relation(tuple(terms), tuple(terms.values()), equal=True))
            running.append((tuple(parts), size))
            size += 1
        return replace(self, quantities=size, rows=tuple(rows), running=tuple(running))

    def _places(self) -> dict[tuple[Any, ...], int]:
        return {leaf: at for at, leaf in enumerate(self.leaves.rows())}

    def same_cases(self) -> pl.DataFrame:
        """Return the wholes that count the same cases under more than one name: BLAD, getal and ``quantity``."""
        rows = self.leaves.join(pl.DataFrame({"getal": GETALLEN}), how="cross", maintain_order="left_right")
        numbered = rows.with_columns(quantity=pl.Series(self.quantity)).filter(
            pl.col("quantity") >= 0, uitsplitsing=_WHOLE
        )
        return numbered.filter(pl.len().over("quantity") > 1).sort("quantity", *BLAD, "getal")


def find_relations(
    exact: pl.DataFrame,
    tabellen: Mapping[tuple[str, str], str],
    support: int = SUPPORT,
    singly: Sequence[pl.DataFrame] = (),
) -> Relations:
    """Return the relations in exact leaves (see ``count_matrix``; what has no row is 0).

    ``tabellen`` says of (indicator, variant) what it counts; sums are only looked for within one. What is counted
    in fewer blocks than ``support`` proves nothing; where every block is one case, one is enough. Each of ``singly``
    are wholes of blocks of few cases: what is more than another in one of them is no part of it by definition, and
    was so by chance in the larger ones.
    """
    counts = count_matrix(exact)
    found = _Found(counts.leaves, counts.values, tabellen, support)
    few = FewCases(singly, found.place, found.number)
    whole = [*_sums(found), *_families(found), *_parts(found, few)]
    rows = [*_composites(found), *_margins(found), *(one for terms in whole for one in found.everywhere(*terms))]
    unique = {(tuple(sorted(terms.items())), equal): None for terms, equal in rows if len(terms) > 1}
    relations = tuple(
        Relation(tuple(one for one, _ in terms), tuple(weight for _, weight in terms), equal) for terms, equal in unique
    )
    return Relations(found.leaves, tuple(found.tabel), found.number, found.quantities, relations)


class _Found:
    """The counts with their sums, a fingerprint of each, and which of them are the same.

    A fingerprint is a sum with random weights over the blocks, in whole numbers modulo 2^64: the
    fingerprint of a sum is the sum of the fingerprints.
    """

    def __init__(
        self, leaves: pl.DataFrame, values: Numbers, tabellen: Mapping[tuple[str, str], str], support: int
    ) -> None:
        self.leaves = leaves
        self.values = np.where(values == WITHHELD, 0, values)
        weights = np.random.default_rng(_SEED).integers(-(2**62), 2**62, values.shape[1])
        self.prints = self.values @ weights
        self.often = np.count_nonzero(self.values, axis=1) >= support
        self.rows = leaves.join(pl.DataFrame({"kind": GETALLEN}), how="cross", maintain_order="left_right")
        self.number = self._same()
        self.quantities = int(self.number.max(initial=-1)) + 1
        self.first = np.full(self.quantities, -1)
        rows = np.arange(len(self.number))[::-1]
        self.first[self.number[rows][self.number[rows] >= 0]] = rows[self.number[rows] >= 0]
        places = zip(*(leaves[name].to_list() for name in BLAD), strict=True)
        self.place = {place: at for at, place in enumerate(places)}
        self.cells = leaves.filter(pl.col("uitsplitsing") != _WHOLE).select("uitsplitsing", "cel").unique().sort(
            "uitsplitsing", "cel"
        ).rows()  # fmt: skip
        self.broken_down = set(leaves.select("indicator", "variant", "uitsplitsing").unique().rows())
        self._members = self._whole_members()
        self.tabel = [tabellen[i, v] for i, v in leaves.select("indicator", "variant").iter_rows()]

    def _same(self) -> Numbers:
        """Number the quantities: the same fingerprint, and seldom counted only when of the same wholes."""
        rows = self.rows.with_columns(print=pl.Series(self.prints), strong=pl.Series(np.asarray(self.often)))
        wholes = rows.filter(uitsplitsing=_WHOLE).select("indicator", "variant", "kind", whole="print")
        numbered = (
            rows.with_row_index("row")
            .join(wholes, on=["indicator", "variant", "kind"], how="left", maintain_order="left")
            .with_columns(
                apart=pl.when("strong").then(None).when(uitsplitsing=_WHOLE).then("row").otherwise(None),
                of=pl.when("strong").then(None).otherwise("whole"),
                cell=pl.when("strong").then(None).otherwise(pl.concat_str("uitsplitsing", "cel", separator="\n")),
            )
            .with_columns(key=pl.struct("print", "apart", "of", "cell"))
        )
        counted = (self.values > 0).any(axis=1)
        dense = numbered.filter(pl.Series(np.asarray(counted)))["key"].rank("dense").cast(pl.Int64).to_numpy() - 1
        number = np.full(len(self.prints), -1, dtype=np.int64)
        number[counted] = dense
        return number

    def _whole_members(self) -> dict[int, list[tuple[str, str, int]]]:
        """Return of each quantity that is a whole the indicators, variants and kinds that count it."""
        members: dict[int, list[tuple[str, str, int]]] = {}
        for indicator, variant, at in self.wholes():
            for kind in range(len(GETALLEN)):
                if (number := int(self.number[at * len(GETALLEN) + kind])) >= 0:
                    members.setdefault(number, []).append((indicator, variant, kind))
        return members

    def wholes(self) -> Iterator[tuple[str, str, int]]:
        """Yield the indicator, variant and leaf of every whole."""
        for (indicator, variant, uitsplitsing, _), at in self.place.items():
            if uitsplitsing == _WHOLE:
                yield indicator, variant, at

    def by_tabel(self) -> Iterator[Numbers]:
        """Yield the quantities that are wholes of one table, those counted often enough to say something."""
        found: dict[str, set[int]] = {}
        for _, _, at in self.wholes():
            own = self.number[at * len(GETALLEN) : (at + 1) * len(GETALLEN)]
            found.setdefault(self.tabel[at], set()).update(int(one) for one in own if one >= 0)
        for numbers in found.values():
            ordered = np.array(sorted(numbers))
            yield ordered[self.often[self.first[ordered]]]

    def everywhere(self, terms: Terms, equal: bool) -> Iterator[tuple[Terms, bool]]:
        """Yield a relation between wholes, and between their parts in every cell in which it holds."""
        yield terms, equal
        for uitsplitsing, cel in self.cells:
            inside = self._inside(terms, uitsplitsing, cel)
            if inside is not None and self._holds(inside, equal):
                yield inside, equal

    def _inside(self, terms: Terms, uitsplitsing: str, cel: str) -> Terms | None:
        """Return the terms within a cell; None where one of them is not broken down so."""
        inside: Terms = {}
        for quantity, weight in terms.items():
            for indicator, variant, kind in self._members[quantity]:
                if (indicator, variant, uitsplitsing) in self.broken_down:
                    at = self.place.get((indicator, variant, uitsplitsing, cel))
                    add(inside, -1 if at is None else int(self.number[at * len(GETALLEN) + kind]), weight)
                    break
            else:
                return None
        return inside

    def _holds(self, terms: Terms, equal: bool) -> bool:
        if equal:
            return int(np.sum([self.prints[self.first[one]] * weight for one, weight in terms.items()])) == 0
        rows = [self.values[self.first[one]] * weight for one, weight in terms.items()]
        return bool(len(rows) > 1 and (np.sum(rows, axis=0) <= 0).all())


def add(terms: Terms, quantity: int, weight: int) -> None:
    """Add a term; what is always 0 adds nothing."""
    if quantity >= 0:
        terms[quantity] = terms.get(quantity, 0) + weight
        if terms[quantity] == 0:
            del terms[quantity]


def _linear(parts: Iterable[int], whole: int) -> tuple[Terms, bool]:
    terms: Terms = {}
    for part in parts:
        add(terms, int(part), 1)
    add(terms, int(whole), -1)
    return terms, True


def _composites(found: _Found) -> Iterator[tuple[Terms, bool]]:
    """Teller and rest are the noemer; with onbekend they are all cases the definition speaks of."""
    for teller, rest, onbekend, noemer, alles in found.number.reshape(-1, len(GETALLEN)):
        yield _linear((teller, rest), noemer)
        yield _linear((noemer, onbekend), alles)


def _margins(found: _Found) -> Iterator[tuple[Terms, bool]]:
    """Cells add up to the whole, or overlap and are each a part of it."""
    cells: dict[tuple[str, str, str], list[int]] = {}
    for (indicator, variant, uitsplitsing, _), at in found.place.items():
        if uitsplitsing != _WHOLE:
            cells.setdefault((indicator, variant, uitsplitsing), []).append(at)
    for (indicator, variant, _), leaves in cells.items():
        whole = found.place.get((indicator, variant, _WHOLE, ""))
        for kind in range(len(GETALLEN) if whole is not None else 0):
            rows = [at * len(GETALLEN) + kind for at in leaves]
            of = (whole or 0) * len(GETALLEN) + kind
            if int(np.sum(found.prints[rows])) == int(found.prints[of]):
                yield _linear(found.number[rows], int(found.number[of]))
            else:
                parts = [row for row in rows if (found.values[row] <= found.values[of]).all()]
                yield from ((_linear([found.number[row]], int(found.number[of]))[0], False) for row in parts)


def _sums(found: _Found) -> Iterator[tuple[Terms, bool]]:
    """Find a = b + c among the wholes of one table."""
    for numbers in found.by_tabel():
        prints = found.prints[found.first[numbers]]
        at = {int(one): int(number) for one, number in zip(prints, numbers, strict=True)}
        first, second = np.triu_indices(len(numbers))
        together = prints[first] + prints[second]
        for hit in np.flatnonzero(np.isin(together, prints)):
            yield _linear((int(numbers[first[hit]]), int(numbers[second[hit]])), at[int(together[hit])])


def _families(found: _Found) -> Iterator[tuple[Terms, bool]]:
    """Find variants of one noemer, all or all but one, whose tellers together are that noemer or one of them."""
    families: dict[tuple[str, int], set[int]] = {}
    for indicator, _, at in found.wholes():
        teller, noemer = (int(found.number[at * len(GETALLEN) + kind]) for kind in (TELLER, NOEMER))
        if teller >= 0:
            families.setdefault((indicator, noemer), set()).add(teller)
    for (_, noemer), tellers in families.items():
        for size in {len(tellers), len(tellers) - 1}:
            for some in combinations(sorted(tellers), size) if size > 1 else ():
                total = int(np.sum(found.prints[found.first[list(some)]]))
                wholes = [one for one in (noemer, *tellers) if int(found.prints[found.first[one]]) == total]
                yield from (_linear(some, one) for one in wholes if one not in some)


def _parts(found: _Found, few: FewCases) -> Iterator[tuple[Terms, bool]]:
    """Find a <= b among the wholes of one table, leaving out what follows from two others."""
    for numbers in found.by_tabel():
        values = found.values[found.first[numbers]]
        within = np.array([(one <= values).all(axis=1) for one in values]).reshape(len(numbers), len(numbers))
        np.fill_diagonal(within, val=False)
        within &= ~few.more(numbers)
        direct = within & ~(_steps(within) > 0)
        for small, large in zip(*np.nonzero(direct), strict=True):
            yield _linear([int(numbers[small])], int(numbers[large]))[0], False


def _steps(within: npt.NDArray[np.bool_]) -> Numbers:
    """Count the ways from one to another over a third."""
    return within.astype(np.int64) @ within.astype(np.int64)
