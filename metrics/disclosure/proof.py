"""The proof in whole numbers that hidden counts keep enough possible values, and what is withheld where it fails.

Let what is shown of a leaf be a possible answer itself: numbers that add up, with any whole numbers for what is
withheld. Let there be for each count one imaginable case that is counted in it, and in nothing twice. Then that case,
none to four times more, is shown as what is shown (with secret number 0), so each count has five possible values, for
an attacker who knows all that adds up and reckons as well as anyone. What an earlier publication showed of the leaf
changes nothing as long as no number is shown lower than it was: the case may have been there before.

Both questions go to an exact solver (HiGHS: Huangfu and Hall 2018, Mathematical Programming Computation 10).
"""

from typing import Any, Final

import numpy as np

from metrics.disclosure.bounds import Table
from metrics.disclosure.relations import Numbers, Relation
from metrics.disclosure.sheet import ROUNDED, Flags
from metrics.disclosure.silence import silence

Floats = np.ndarray[Any, np.dtype[np.float64]]

_HALF: Final = 0.5
# What is withheld of a row, in units: a standaard costs more than the variants beside it.
_COST: Final = (2, 3)
# What is withheld is looked for this near to what it would be shown as: near is quick, and mostly enough.
_FAR: Final = 20


def prove(table: Table) -> int:
    """Withhold in each row what keeps the proof from holding; return how many counts have no such case."""
    values, least = _points(table)
    rows = np.flatnonzero(~table.fixed.all(axis=1) & ~_holds(table, values, least))
    solver = _Rows(table)
    for row in rows:
        solver.settle(int(row), values[row], least[row])
    return int(((values > 0).any(axis=0) & ~cases(table)).sum())


def cases(table: Table) -> Flags:
    """Return of which counts there is a case that is counted in it, once, and in no sum more than once."""
    sums, zero = _matrix(table.relations, table.size), np.zeros(len(table.relations))
    covered = np.zeros(table.found.size, dtype=np.bool_)
    for index in range(table.found.size):
        if not covered[index]:
            low = np.zeros(table.size)
            low[index] = 1
            aim = np.zeros(table.size)
            aim[: table.found.size] = np.where(covered, 0, -1)
            found = _solved(aim, (low, np.ones(table.size)), sums, (zero, zero))
            if found is not None:
                covered |= found[: table.found.size] > _HALF
    return covered


def _points(table: Table) -> tuple[Numbers, Numbers]:
    """Return of each distinct count of each row what it is shown as, were nothing withheld, and was shown as before."""
    size = len(table.withheld)
    values, least = (np.zeros((size, table.found.size), dtype=np.int64) for _ in range(2))
    for at, name in enumerate(table.shown.names()):
        for kind in table.shown.kinds(at):
            index = table.found.number[name, kind]
            values[:, index] = table.shown.numbers[kind][:, at]
            if kind in table.shown.before:
                np.maximum(least[:, index], table.shown.before[kind][:, at], out=least[:, index])
    return values, least


def _holds(table: Table, values: Numbers, least: Numbers) -> Flags:
    """Return in which rows the shown numbers add up as they are, and none is lower than before."""
    fine: Flags = np.all(values >= least, axis=1)
    for relation in table.relations:
        asked = [part for part in relation.parts if part < table.found.size]
        if relation.whole >= table.found.size or (
            len(asked) < len(relation.parts) and relation not in table.found.relations
        ):
            continue  # along a chain: sums of what adds up
        total = values[:, asked].sum(axis=1)
        whole = values[:, relation.whole]
        fine &= (total == whole) if len(asked) == len(relation.parts) else (total <= whole)
    return np.asarray(fine)


def _matrix(relations: tuple[Relation, ...], size: int) -> Any:
    """Return relations as rows of weights: the parts less the whole."""
    entries = [
        (row, index, weight)
        for row, one in enumerate(relations)
        for index, weight in ((one.whole, -1), *((part, 1) for part in one.parts))
    ]
    return _sparse(np.array(entries, dtype=np.int64).reshape(-1, 3), (len(relations), size))


def _sparse(entries: Numbers, shape: tuple[int, int]) -> Any:
    """Return a sparse matrix of entries (row, column, weight)."""
    from scipy.sparse import coo_array  # pyright: ignore[reportMissingTypeStubs]

    made: Any = coo_array((entries[:, 2].astype(float), (entries[:, 0], entries[:, 1])), shape=shape)
    return made.tocsc()


def _solved(aim: Floats, bounds: tuple[Floats, Floats], matrix: Any, within: tuple[Floats, Floats]) -> Floats | None:
    """Return whole numbers within their bounds, and their sums within theirs, that make ``aim`` least; None if none."""
    from scipy import optimize  # pyright: ignore[reportMissingTypeStubs]

    highs: Any = optimize
    with silence():
        found = highs.milp(
            aim,
            integrality=np.ones(len(aim)),
            bounds=highs.Bounds(*bounds),
            constraints=highs.LinearConstraint(matrix, *within) if matrix.shape[0] else (),
        )
    return found.x


class _Rows:
    """The question of one row, made ready: which variants must be withheld for the others to be possible together?"""

    def __init__(self, table: Table) -> None:
        self.table, self.size, self.variants = table, table.found.size, len(table.shown.variants)
        # Rest and onbekend follow from what is rounded.
        named = {
            (table.found.number.get((name, kind)), at)
            for at, name in enumerate(table.shown.names())
            for kind in ROUNDED
        }
        pairs = np.array(sorted((index, at) for index, at in named if index is not None), dtype=np.int64)
        self.index, self.at = pairs.reshape(-1, 2).T
        self.alone: Any = _matrix(table.relations, table.size)
        self.sums = len(table.relations)
        self.matrix = self._with_choice()
        self.cost = np.concatenate([np.zeros(table.size), np.where(table.extra, *_COST)])

    def _with_choice(self) -> Any:
        """Return the sums, and of what is shown: count - far * withheld <= shown <= count + far * withheld."""
        size, lines = self.table.size, self.sums + np.arange(len(self.index))
        whole = self.alone.tocoo()
        entries = [np.stack([whole.row, whole.col, whole.data.astype(np.int64)], axis=1)]
        for start, sign in ((0, -1), (len(lines), 1)):
            entries.append(np.stack([lines + start, self.index, np.ones_like(lines)], axis=1))
            entries.append(np.stack([lines + start, size + self.at, np.full_like(lines, sign * _FAR)], axis=1))
        return _sparse(np.concatenate(entries), (self.sums + 2 * len(lines), size + self.variants))

    def settle(self, row: int, values: Numbers, least: Numbers) -> None:
        """Withhold of one row as little as will do; all of it where nothing else will."""
        if self._fits(row, values, least):
            return
        table, shown = self.table, values[self.index].astype(float)
        far, none = np.full(len(shown), np.inf), np.zeros(self.sums)
        floor, roof = np.zeros(len(self.cost)), np.full(len(self.cost), np.inf)
        floor[: self.size] = least
        floor[table.size :] = table.withheld[row]
        roof[table.size :] = 1
        within = np.concatenate([none, -far, shown]), np.concatenate([none, shown, far])
        found = _solved(self.cost, (floor, roof), self.matrix, within)
        table.withheld[row] |= True if found is None else found[table.size :] > _HALF

    def _fits(self, row: int, values: Numbers, least: Numbers) -> bool:
        """Whether there are whole numbers for what is withheld with which all adds up; that is found quickly."""
        seen = self.index[~self.table.withheld[row, self.at]]
        if (values[seen] < least[seen]).any():
            return False
        floor, roof = np.zeros(self.table.size), np.full(self.table.size, np.inf)
        floor[: self.size] = least
        floor[seen] = roof[seen] = values[seen]
        none = np.zeros(self.sums)
        return _solved(np.zeros(self.table.size), (floor, roof), self.alone, (none, none)) is not None
