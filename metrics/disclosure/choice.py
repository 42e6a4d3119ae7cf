"""Which variant is withheld where a count has too few possible values left: the one that helps most."""

from typing import Final

import numpy as np

from metrics.disclosure.bounds import Rows, Table, possible
from metrics.disclosure.relations import Numbers
from metrics.disclosure.scheme import Profile
from metrics.disclosure.sheet import Flags

# Trying out which variant helps is done for so many rows at most: others lose what is tied to most that is narrow.
_TRIED: Final = 2_000


def hide(table: Table, rows: Rows, narrow: Flags, profile: Profile) -> None:
    """Withhold one variant in each row; ``narrow`` says which counts of the row have too few possible values.

    It is the one without which the fewest counts are narrow; of those that help as much a standaard is the last, and
    what is tied to most of what is narrow the first.
    """
    score = _tied(table, narrow)
    score[table.withheld[rows] | table.fixed[rows]] = 0
    some = score.any(axis=1)
    rows, score = rows[some], score[some]
    for start in range(0, len(rows), _TRIED):
        mine = slice(start, start + _TRIED)
        _hide_best(table, rows[mine], score[mine], profile)


def hide_all(table: Table, rows: Rows, narrow: Flags) -> None:
    """Withhold every variant that is tied to a count that is narrow."""
    table.withheld[rows] |= (_tied(table, narrow) > 0) & ~table.fixed[rows]


def _hide_best(table: Table, rows: Rows, score: Numbers, profile: Profile) -> None:
    at, variant = np.nonzero(score)
    withheld = table.withheld[rows[at]]
    withheld[np.arange(len(at)), variant] = True
    left = (possible(table, rows[at], withheld, profile) < profile.mogelijk).sum(axis=1)
    # Fewest narrow counts; then no standaard; then tied to most.
    order = np.lexsort((-score[at, variant], ~table.extra[variant], left, at))
    first = order[np.unique(at[order], return_index=True)[1]]
    table.withheld[rows[at[first]], variant[first]] = True


def _tied(table: Table, narrow: Flags) -> Numbers:
    """Return of each row to how many narrow counts each variant is tied by a relation."""
    by_index = table.exposed()
    tied = np.zeros((table.found.size, len(table.shown.variants)), dtype=np.int64)
    for relation in table.relations:
        about = [index for index in (relation.whole, *relation.parts) if index < table.found.size]
        involved = sorted({at for index in about for at in by_index.get(index, ())})
        tied[np.array(about)[:, None], np.array(involved)] += 1
    return narrow.astype(np.int64) @ tied
