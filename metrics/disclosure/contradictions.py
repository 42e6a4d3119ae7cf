"""Shown numbers that contradict each other: what is withheld so that those shown are a possible answer themselves."""

import numpy as np

from metrics.disclosure.bounds import Rows, Table
from metrics.disclosure.relations import Numbers


def mend(table: Table) -> None:
    """Withhold what keeps the shown numbers themselves from being a possible answer.

    Where they are one, each count can be what is shown or some more; where they are not, that they are not tells
    something of the secret number, and so of every count of the leaf.
    """
    by_index = table.exposed()
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
        score[(score > 0) & table.extra] += int(score.max(initial=0)) + 1
        score[table.withheld[rows] | table.fixed[rows]] = 0
        broken = score.any(axis=1)
        if not broken.any():
            return
        rows, score = rows[broken], score[broken]
        table.withheld[rows, score.argmax(axis=1)] = True


def _values(table: Table, rows: Rows) -> dict[int, Numbers]:
    """Return what is shown of each distinct count, were nothing withheld."""
    return {
        table.found.number[name, kind]: table.shown.numbers[kind][rows, at]
        for at, name in enumerate(table.shown.names())
        for kind in table.shown.kinds(at)
    }
