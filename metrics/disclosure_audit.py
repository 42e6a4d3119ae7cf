"""The audit: what an attacker who knows all that adds up can still not tell, and what is withheld to keep it so.

The attacker knows how counts are rounded, that all counts of a leaf share one secret number, and every relation between
them; not the secret number. For each of its possible values the counts lie in boxes as wide as the base, which the
relations narrow (bounds propagation); what is possible for any secret number is possible. A count with fewer possible
values than the profile asks has a variant of its leaf withheld, and the audit begins again.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from metrics.disclosure import Profile
from metrics.disclosure_chains import Plan, plan
from metrics.disclosure_leaves import COUNTS
from metrics.disclosure_relations import Numbers, Relation, Structure
from metrics.disclosure_sheet import ROUNDED, Flags, Sheet, sheets

Rows = np.ndarray[Any, np.dtype[np.int64]]

_FREE: Final = 10**9
_ROWS: Final = 2_000
_PASSES: Final = 6
_ROUNDS: Final = 8
# So often one variant of a leaf is withheld at a time; then all that are tied to what is narrow.
_ALONE: Final = 4


@dataclass(frozen=True)
class Audit:
    """What the audit found: of how many leaves how many were withheld, and the fewest possible values of any count."""

    bladen: int
    achtergehouden: int
    smalst_vooraf: int
    smalst: int
    verbanden: int


@dataclass(frozen=True, eq=False)
class _Table:
    """What is shown of one case table, what is known to hold in it, and what is withheld."""

    shown: Sheet
    found: Structure
    chains: Plan
    relations: tuple[Relation, ...]
    boxes: tuple[tuple[int, Numbers], ...]  # sums along a chain: their index, and what is shown of them together
    size: int
    withheld: Flags
    fixed: Flags


def withhold(exact: pl.DataFrame, shown: pl.DataFrame, profile: Profile) -> tuple[pl.DataFrame, list[Audit]]:
    """Return ``shown`` with ``onderdrukt``: true for each leaf that must not be shown, its counts then null.

    ``exact`` and ``shown`` are the same wholes (see disclosure_leaves.wholes); ``shown`` may have leaves withheld
    before, which stay so. What is ``vast`` (a column that may be absent) was published like this before, and audited
    then: it is not withheld any more, since whoever has the publication before has it.
    """
    if "vast" not in shown.columns:
        shown = shown.with_columns(vast=pl.lit(value=False))
    made: list[pl.DataFrame] = []
    audits: list[Audit] = []
    for (_, truth), (rows, sheet) in zip(sheets(exact), sheets(shown), strict=True):
        given = rows["onderdrukt"].to_numpy().reshape(-1, len(sheet.variants)).copy()
        fixed = rows["vast"].to_numpy().reshape(-1, len(sheet.variants))
        table = _table(sheet, truth, given, fixed)
        audits.append(_settle(table, profile))
        made.append(rows.with_columns(pl.Series("onderdrukt", table.withheld.reshape(-1))))
    every = pl.concat(made) if made else shown
    public = pl.col("publiek")
    seen = [
        pl.when(~pl.col("onderdrukt") | (public & pl.lit(name == "noemer"))).then(pl.col(name)).alias(name)
        for name in COUNTS
    ]
    return every.with_columns(seen).drop("vast"), audits


def _table(shown: Sheet, exact: Sheet, withheld: Flags, fixed: Flags) -> _Table:
    found = exact.described()
    chosen = plan(exact, found)
    relations = [*exact.own_relations(found), *found.relations]
    column = {found.number[name, kind]: shown.numbers[kind][:, at]
              for at, name in enumerate(shown.names()) for kind in shown.kinds(at)}  # fmt: skip
    made = _Sums(found.size + found.left)
    for chain in chosen.chains:
        made.follow(chain, column)
    direct = {index for (_, kind), index in found.number.items() if kind in ROUNDED and index not in chosen.before}
    # A part is never shown larger than its whole: where both are shown by themselves, that it is a part tells nothing.
    telling = [one for one in relations if max(one.parts) < found.size or not {one.whole, one.parts[0]} <= direct]
    return _Table(shown, found, chosen, (*telling, *made.relations), tuple(made.boxes), made.size, withheld, fixed)


class _Sums:
    """The sums along the chains: counts of their own to the attacker, who sees each of them rounded."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.relations: list[Relation] = []
        self.boxes: list[tuple[int, Numbers]] = []
        # Of each part: the sum before it, and the sum up to and including it, with what is shown of them.
        self._around: dict[int, tuple[tuple[int, Numbers], tuple[int, Numbers]]] = {}

    def follow(self, chain: Relation, column: dict[int, Numbers]) -> None:
        """Add the sums along a chain; ``column`` is what is shown of each distinct count."""
        start, end = self._around.get(chain.whole, (None, (chain.whole, column[chain.whole])))
        before = start
        for part in chain.parts:
            together = column[part] + (before[1] if before else 0)
            if part == chain.parts[-1]:
                until = end
            elif before is None:
                until = (part, together)
            else:
                until = (self.size, together)
                self.boxes.append(until)
                self.size += 1
            if before is not None:
                self.relations.append(Relation(until[0], (before[0], part)))
                self._around[part] = (before, until)
            before = until


def _settle(table: _Table, profile: Profile) -> Audit:
    """Withhold until every count keeps enough possible values."""
    given = int(table.withheld.sum())
    _mend(table)
    rows = np.flatnonzero(~table.fixed.all(axis=1))
    before = after = _FREE
    for attempt in range(_ROUNDS):
        width = _possible(table, rows, profile)
        smallest = int(width.min(initial=_FREE))
        before = smallest if attempt == 0 else before
        narrow = width < profile.mogelijk
        # Rows that were wide enough from the start are not looked at again.
        wide = int(width[~narrow.any(axis=1)].min(initial=_FREE))
        after = min(after, wide)
        if not narrow.any():
            break
        chosen = narrow.any(axis=1)
        _hide(table, rows[chosen], narrow[chosen], everything=attempt >= _ALONE)
        rows = rows[chosen]
    else:
        table.withheld[rows] |= ~table.fixed[rows]
    return Audit(
        table.withheld.size, int(table.withheld.sum()) - given, before, after, len(table.found.relations)
    )  # fmt: skip


def _mend(table: _Table) -> None:
    """Withhold what keeps the shown numbers themselves from being a possible answer.

    Where they are one, each count can be what is shown or some more; where they are not, that they are not tells
    something of the secret number, and so of every count of the leaf.
    """
    by_index = _exposed(table)
    extra = np.array([variant != "standaard" for _, variant in table.shown.variants])
    rows = np.flatnonzero(~table.fixed.all(axis=1))
    for _ in range(len(table.shown.variants)):
        score = np.zeros((len(rows), len(table.shown.variants)), dtype=np.int64)
        values = _values(table, rows)
        open_ = {
            index: ~table.withheld[np.ix_(rows, np.array(sorted(at)))].all(axis=1) for index, at in by_index.items()
        }
        for relation in table.relations:
            parts = [part for part in relation.parts if part in by_index]
            if relation.whole not in by_index or len(parts) < len(relation.parts) - 1:
                continue
            total = sum((values[part] for part in parts), start=np.zeros(len(rows), dtype=np.int64))
            wrong = total > values[relation.whole]
            if len(parts) == len(relation.parts):
                wrong = total != values[relation.whole]
            for index in (relation.whole, *parts):
                wrong = wrong & open_[index]
            if wrong.any():
                for index in (relation.whole, *parts):
                    # What many variants show is hidden only with all of them.
                    score[np.ix_(wrong.nonzero()[0], np.array(sorted(by_index[index])))] += 60 // len(by_index[index])
        score[(score > 0) & extra] += int(score.max(initial=0)) + 1
        score[table.withheld[rows] | table.fixed[rows]] = 0
        broken = score.any(axis=1)
        if not broken.any():
            return
        rows, score = rows[broken], score[broken]
        table.withheld[rows, score.argmax(axis=1)] = True


def _values(table: _Table, rows: Rows) -> dict[int, Numbers]:
    """Return what is shown of each distinct count, were nothing withheld."""
    return {
        table.found.number[name, kind]: table.shown.numbers[kind][rows, at]
        for at, name in enumerate(table.shown.names())
        for kind in table.shown.kinds(at)
    }


def _exposed(table: _Table) -> dict[int, set[int]]:
    """Return which variants show each distinct count."""
    by_index: dict[int, set[int]] = {}
    for at, name in enumerate(table.shown.names()):
        for kind in table.shown.kinds(at):
            by_index.setdefault(table.found.number[name, kind], set()).add(at)
    return by_index


def _possible(table: _Table, rows: Rows, profile: Profile) -> Numbers:
    """Return how many values each distinct count of each row can have, or fewer where that is enough already."""
    parts = [_possible_of(table, rows[at : at + _ROWS], profile) for at in range(0, len(rows), _ROWS)]
    return np.concatenate(parts) if parts else np.zeros((0, table.found.size), dtype=np.int64)


def _possible_of(table: _Table, rows: Rows, profile: Profile) -> Numbers:
    low, high = _bounds(table, rows, np.zeros_like(rows), profile.veelvoud)
    found = (high - low + 1)[:, : table.found.size]
    # What is enough with one secret number is enough with all of them.
    doubtful = (found < profile.mogelijk).any(axis=1) | (low > high).any(axis=1)
    if doubtful.any():
        found[doubtful] = _possible_with_any(table, rows[doubtful], profile.veelvoud)
    return found


def _possible_with_any(table: _Table, rows: Rows, base: int) -> Numbers:
    """Return how many values each distinct count can have, whatever the secret number."""
    shape = (base, len(rows), table.size)
    low, high = (
        bound.reshape(shape)
        for bound in _bounds(table, np.tile(rows, base), np.repeat(np.arange(base), len(rows)), base)
    )
    # A secret number under which something is impossible is not the one.
    dead = (low > high).any(axis=2, keepdims=True)
    low, high = np.where(dead, _FREE, low), np.where(dead, -1, high)
    order = np.argsort(low, axis=0)
    low, high = np.take_along_axis(low, order, 0), np.take_along_axis(high, order, 0)
    found = np.zeros(shape[1:], dtype=np.int64)
    reached = np.full(shape[1:], -1, dtype=np.int64)
    for start, end in zip(low, high, strict=True):
        found += np.maximum(end - np.maximum(start, reached + 1) + 1, 0)
        reached = np.maximum(reached, end)
    # What no secret number allows was counted from other cases than now: nothing can be told from it.
    return np.where(dead.all(axis=0), _FREE, found)[:, : table.found.size]


def _bounds(table: _Table, rows: Rows, u: Numbers, base: int) -> tuple[Numbers, Numbers]:
    """Return the lowest and highest value of each distinct count, were ``u`` the secret number of each row."""
    low = np.zeros((len(rows), table.size), dtype=np.int64, order="F")
    high = np.full_like(low, _FREE)
    everywhere = np.ones(len(rows), dtype=np.bool_)
    for at, name in enumerate(table.shown.names()):
        for kind in ROUNDED:
            index = table.found.number.get((name, kind))
            if index is not None and index not in table.chains.before:
                _box(low, high, index, table.shown.numbers[kind][rows, at] - u, base, ~table.withheld[rows, at])
    for index, together in table.boxes:
        _box(low, high, index, together[rows] - u, base, everywhere)
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


def _hide(table: _Table, rows: Rows, narrow: Flags, *, everything: bool) -> None:
    """Withhold in each row the variant most of whose counts are tied to a narrowed one, the standaard ones last.

    With ``everything`` all variants that are tied to it.
    """
    by_index = _exposed(table)
    tied = np.zeros((table.found.size, len(table.shown.variants)), dtype=np.int64)
    for relation in table.relations:
        about = [index for index in (relation.whole, *relation.parts) if index < table.found.size]
        involved = sorted({at for index in about for at in by_index.get(index, ())})
        tied[np.array(about)[:, None], np.array(involved)] += 1
    score = narrow.astype(np.int64) @ tied
    extra = np.array([variant != "standaard" for _, variant in table.shown.variants])
    score[(score > 0) & extra] += int(score.max(initial=0)) + 1
    score[table.withheld[rows] | table.fixed[rows]] = 0
    if everything:
        table.withheld[rows] |= score > 0
    else:
        some = score.any(axis=1)
        table.withheld[rows[some], score[some].argmax(axis=1)] = True
