"""Which counts are sums of which others: what an attacker knows from the definitions, found from the counts.

Definitions are formulas in code, and nobody keeps a list of what adds up to what; a new indicator would need a line in
it. So the exact counts themselves are asked: what holds in every leaf of the country is taken for a rule. A relation
that holds by chance only makes the audit stricter than it has to be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.int64]]
# What holds in fewer leaves with any case is no rule.
LEAST_EVIDENCE: Final = 3
_SEED: Final = 20_201_021


@dataclass(frozen=True)
class Relation:
    """``whole`` is the sum of ``parts``, all indices of distinct counts.

    Of what is only a part of another the last of ``parts`` is what is left of the whole: a count nobody asks for.
    """

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Structure:
    """The distinct counts of a case table: of each name its number, and how they add up."""

    number: Mapping[tuple[str, str], int]  # (variant, kind of count) -> index of the distinct count
    relations: tuple[Relation, ...]
    size: int  # the indices of counts are below it
    left: int  # how many counts nobody asks for come after them


def structure(columns: Mapping[tuple[str, str], Numbers], groups: Sequence[Sequence[tuple[str, str]]]) -> Structure:
    """Return which of ``columns`` are the same number in every leaf, and which are sums of others.

    Looked for are sums of two, and sums of a whole group of ``groups`` (such as all reasons of an indicator).
    Columns are compared by a random linear fingerprint: a sum of columns has the sum of their fingerprints.
    Looked for as well is what is never more than another: a part of it, or what excludes all that it leaves.
    """
    rows = len(next(iter(columns.values()))) if columns else 0
    weights = np.random.default_rng(_SEED).integers(0, 2**63, size=rows, dtype=np.uint64)
    prints = {name: int((values.astype(np.uint64) * weights).sum(dtype=np.uint64)) for name, values in columns.items()}
    by_print: dict[int, int] = {}
    number: dict[tuple[str, str], int] = {}
    for at, (name, mark) in enumerate(prints.items()):
        firm = np.count_nonzero(columns[name]) >= LEAST_EVIDENCE
        number[name] = by_print.setdefault(mark, at) if firm else at
    marks = {index: mark for mark, index in by_print.items()}
    relations = {*_pairs(marks, by_print), *_partitions(number, marks, by_print, groups)}
    sums = sorted(relations, key=lambda one: (one.whole, one.parts))
    parts = list(_inclusions({index: columns[name] for name, index in reversed(number.items()) if index in marks}))
    left = [Relation(whole, (part, len(columns) + at)) for at, (part, whole) in enumerate(parts)]
    return Structure(number, (*sums, *left), len(columns), len(left))


def _inclusions(counts: Mapping[int, Numbers]) -> Iterator[tuple[int, int]]:
    """Yield each part and its whole, but for what follows from two others."""
    indices = sorted(counts)
    values = [counts[index] for index in indices]
    within = np.array([[(part <= whole).all() for whole in values] for part in values], dtype=np.int64)
    within = within.reshape(len(indices), len(indices)) - np.eye(len(indices), dtype=np.int64)
    for part, whole in np.argwhere((within > 0) & (within @ within == 0)):
        yield indices[part], indices[whole]


def _pairs(marks: Mapping[int, int], by_print: Mapping[int, int]) -> Iterator[Relation]:
    ordered = sorted(marks)
    for at, one in enumerate(ordered):
        for other in ordered[at:]:
            whole = by_print.get((marks[one] + marks[other]) % 2**64)
            if whole is not None:
                yield Relation(whole, (one, other))


def _partitions(
    number: Mapping[tuple[str, str], int],
    marks: Mapping[int, int],
    by_print: Mapping[int, int],
    groups: Sequence[Sequence[tuple[str, str]]],
) -> Iterator[Relation]:
    for group in groups:
        parts = tuple(number[name] for name in group if number[name] in marks)
        whole = by_print.get(sum(marks[part] for part in parts) % 2**64)
        if len(parts) > 2 and whole is not None:
            yield Relation(whole, parts)
