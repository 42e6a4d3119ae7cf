"""What is possible: how many values each hidden count of a leaf can have for an attacker who knows all that adds up."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from metrics.disclosure.chains import Chain, Plan, plan
from metrics.disclosure.kept_chains import Ketens
from metrics.disclosure.relations import Numbers, Relation, Structure
from metrics.disclosure.scheme import Profile
from metrics.disclosure.sheet import ROUNDED, Flags, Sheet

Rows = np.ndarray[Any, np.dtype[np.int64]]

FREE: Final = 10**9  # no bound at all
_ROWS: Final = 2_000
_PASSES: Final = 6


@dataclass(frozen=True, eq=False)
class Box:
    """What is shown of a sum along a chain: its index, what its parts are shown as together, and these parts."""

    index: int
    together: Numbers
    parts: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """What is shown of one case table, what is known to hold in it, what is withheld, and what cannot be any more."""

    shown: Sheet
    found: Structure
    chains: Plan
    relations: tuple[Relation, ...]
    boxes: tuple["Box", ...]
    size: int
    withheld: Flags
    fixed: Flags

    def exposed(self) -> dict[int, set[int]]:
        """Return which variants show each distinct count."""
        by_index: dict[int, set[int]] = {}
        for at, name in enumerate(self.shown.names()):
            for kind in self.shown.kinds(at):
                by_index.setdefault(self.found.number[name, kind], set()).add(at)
        return by_index

    @property
    def extra(self) -> Flags:
        """Say of each variant whether it is one beside the standaard, to be withheld before it."""
        return np.array([variant != "standaard" for _, variant in self.shown.variants], dtype=np.bool_)


def known(shown: Sheet, exact: Sheet, withheld: Flags, fixed: Flags, ketens: Ketens) -> Table:
    """Return what an attacker knows of one case table; ``exact`` tells what adds up in it.

    What is ``fixed`` was shown before, of other cases than now, so it is not seen beside the rest.
    """
    found = exact.described()
    chosen = plan(exact, found, ketens)
    relations = [*exact.own_relations(found), *found.relations]
    column = {found.number[name, kind]: shown.numbers[kind][:, at]
              for at, name in enumerate(shown.names()) for kind in shown.kinds(at)}  # fmt: skip
    made = _Sums(found.size + found.left)
    for chain in chosen.chains:
        made.follow(chain, column)
    return Table(
        shown, found, chosen, (*relations, *made.relations), tuple(made.boxes), made.size, withheld | fixed, fixed
    )


class _Sums:
    """The sums along the chains: counts of their own to the attacker, who sees each of them rounded."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.relations: list[Relation] = []
        self.boxes: list[Box] = []
        # Of each part: the sum before it, and the sum up to and including it.
        self._around: dict[int, tuple[Box, Box]] = {}

    def follow(self, chain: Chain, column: dict[int, Numbers]) -> None:
        """Add the sums along a chain; ``column`` is what is shown of each distinct count."""
        start, end = self._around.get(chain.whole, (None, None))
        before = start
        for part in chain.parts:
            if before is None:
                before = Box(part, column[part], (part,))
                continue
            if part == chain.parts[-1] and chain.holds:
                index = end.index if end else chain.whole
            else:
                index = self.size
                self.size += 1
            # Whoever sees all parts sees their sum, also where the whole is withheld.
            until = Box(index, column[part] + before.together, (*before.parts, part))
            self.boxes.append(until)
            self.relations.append(Relation(index, (before.index, part)))
            self._around[part] = (before, until)
            before = until


def possible(table: Table, rows: Rows, withheld: Flags, profile: Profile) -> Numbers:
    """Return how many values each distinct count of each row can have, or fewer where that is enough already.

    ``rows`` may hold a row more than once: ``withheld`` has what is withheld in each of them.
    """
    parts = [
        _possible_of(table, rows[at : at + _ROWS], withheld[at : at + _ROWS], profile)
        for at in range(0, len(rows), _ROWS)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, table.found.size), dtype=np.int64)


def _possible_of(table: Table, rows: Rows, withheld: Flags, profile: Profile) -> Numbers:
    low, high = _bounds(table, rows, withheld, np.zeros_like(rows), profile.veelvoud)
    found = (high - low + 1)[:, : table.found.size]
    # What is enough with one secret number is enough with all of them.
    doubtful = (found < profile.mogelijk).any(axis=1) | (low > high).any(axis=1)
    if doubtful.any():
        found[doubtful] = _possible_with_any(table, rows[doubtful], withheld[doubtful], profile.veelvoud)
    return found


def _possible_with_any(table: Table, rows: Rows, withheld: Flags, base: int) -> Numbers:
    """Return how many values each distinct count can have, whatever the secret number."""
    shape = (base, len(rows), table.size)
    again, secrets = np.tile(rows, base), np.repeat(np.arange(base), len(rows))
    bounds = _bounds(table, again, np.tile(withheld, (base, 1)), secrets, base)
    low, high = (bound.reshape(shape) for bound in bounds)
    # A secret number under which something is impossible is not the one.
    dead = (low > high).any(axis=2, keepdims=True)
    low, high = np.where(dead, FREE, low), np.where(dead, -1, high)
    order = np.argsort(low, axis=0)
    low, high = np.take_along_axis(low, order, 0), np.take_along_axis(high, order, 0)
    found = np.zeros(shape[1:], dtype=np.int64)
    reached = np.full(shape[1:], -1, dtype=np.int64)
    for start, end in zip(low, high, strict=True):
        found += np.maximum(end - np.maximum(start, reached + 1) + 1, 0)
        reached = np.maximum(reached, end)
    # What no secret number allows was counted from other cases than now: nothing can be told from it.
    return np.where(dead.all(axis=0), FREE, found)[:, : table.found.size]


def _bounds(table: Table, rows: Rows, withheld: Flags, u: Numbers, base: int) -> tuple[Numbers, Numbers]:
    """Return the lowest and highest value of each distinct count, were ``u`` the secret number of each row."""
    low = np.zeros((len(rows), table.size), dtype=np.int64, order="F")
    high = np.full_like(low, FREE)
    seen = np.zeros((len(rows), table.found.size), dtype=np.bool_)
    for at, name in enumerate(table.shown.names()):
        for kind in ROUNDED:
            index = table.found.number.get((name, kind))
            if index is not None:
                seen[:, index] = seen[:, index] | ~withheld[:, at]
            if index is not None and index not in table.chains.before:
                _box(low, high, index, table.shown.numbers[kind][rows, at] - u, base, ~withheld[:, at])
    for box in table.boxes:
        _box(low, high, box.index, box.together[rows] - u, base, np.all(seen[:, list(box.parts)], axis=1))
    before = None
    for _ in range(_PASSES):
        for relation in table.relations:
            _narrow(low, high, relation)
        drawn = int(low.sum()), int(high.sum())
        if drawn == before:
            break
        before = drawn
    return low, high


def _box(low: Numbers, high: Numbers, index: int, lowest: Numbers, base: int, seen: Flags) -> None:
    low[:, index] = np.where(seen, np.maximum(low[:, index], lowest), low[:, index])
    high[:, index] = np.where(seen, np.minimum(high[:, index], lowest + base - 1), high[:, index])


def _narrow(low: Numbers, high: Numbers, relation: Relation) -> None:
    """Draw the bounds of a sum and its parts together, in place; a withheld count is bounded by nothing of its own."""
    lows, highs = [low[:, part] for part in relation.parts], [high[:, part] for part in relation.parts]
    least, most = low[:, relation.whole], high[:, relation.whole]
    np.maximum(least, sum(lows[1:], lows[0]), out=least)
    np.minimum(most, sum(highs[1:], highs[0]), out=most)
    for at, (one_low, one_high) in enumerate(zip(lows, highs, strict=True)):
        rest_most = sum((each for other, each in enumerate(highs) if other != at), np.int64(0))
        rest_least = sum((each for other, each in enumerate(lows) if other != at), np.int64(0))
        np.maximum(one_low, least - rest_most, out=one_low)
        np.minimum(one_high, most - rest_least, out=one_high)
