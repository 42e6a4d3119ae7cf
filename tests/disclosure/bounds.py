"""The lowest and highest value that each of many whole numbers can have, given what ties them together.

Bounds are tightened relation by relation until nothing moves (feasibility-based bound tightening; Savelsbergh,
"Preprocessing and probing techniques for mixed integer programming problems", 1994), for all blocks at once.
They are never narrower than the truth; where relations go round in circles linear programming may find more.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from tests.disclosure.count_matrix import Marks, Numbers
from tests.disclosure.relations import Relation


def tighten(low: Numbers, high: Numbers, relations: Sequence[Relation], most: int = 20) -> tuple[Numbers, Numbers]:
    """Return the bounds (a row per quantity, a column per block) after at most so many sweeps.

    A sweep visits the relations of what the one before it moved. Low above high says that nothing fits.
    """
    low, high = low.copy(), high.copy()
    moved = np.ones(len(low), dtype=np.bool_)
    while moved.any() and most > 0:
        most -= 1
        before, moved = moved, np.zeros(len(low), dtype=np.bool_)
        for relation in relations:
            of = list(relation.quantities)
            if before[of].any() or moved[of].any():
                down, up = narrowed(low[of], high[of], relation)
                moved[of] |= ((down > low[of]) | (up < high[of])).any(axis=1)
                low[of], high[of] = down, up
    return low, high


def narrowed(down: Numbers, up: Numbers, relation: Relation) -> tuple[Numbers, Numbers]:
    """Return the bounds of the quantities of one relation, each tightened by the others."""
    weights = np.array(relation.weights, dtype=np.int64)[:, None]
    positive = weights > 0
    smallest = np.where(positive, weights * down, weights * up)
    # Each term is at most what the others leave of 0.
    room = smallest - smallest.sum(axis=0)
    new_up = np.where(positive, np.minimum(up, room // weights), up)
    new_down = np.where(positive, down, np.maximum(down, -(room // -weights)))
    if relation.equal:
        largest = np.where(positive, weights * up, weights * down)
        room = largest - largest.sum(axis=0)
        new_down = np.where(positive, np.maximum(new_down, -(-room // weights)), new_down)
        new_up = np.where(positive, new_up, np.minimum(new_up, room // weights))
    return new_down, new_up


def possible_values(worlds: Iterable[tuple[Numbers, Numbers, Marks]]) -> tuple[Numbers, Numbers, Numbers]:
    """Return lowest, highest and how many values each quantity may have, in any of the worlds that may be.

    A world is its bounds and whether anything fits in it, the last in the shape of the first two.
    """
    fitting = [(np.where(fits, low, 1), np.where(fits, high, 0)) for low, high, fits in worlds]
    lows, highs = (np.stack(each) for each in zip(*fitting, strict=True))
    empty = lows > highs
    order = np.argsort(np.where(empty, np.iinfo(np.int64).max, lows), axis=0, kind="stable")
    count = np.zeros(lows.shape[1:], dtype=np.int64)
    lowest = np.where(empty, np.iinfo(np.int64).max, lows).min(axis=0)
    reached = np.full(lows.shape[1:], -1, dtype=np.int64)
    for place in range(len(lows)):
        at = order[place][None]
        low, high = np.take_along_axis(lows, at, 0)[0], np.take_along_axis(highs, at, 0)[0]
        count += np.maximum(high - np.maximum(low, reached + 1) + 1, 0)
        reached = np.maximum(reached, high)
    return lowest, reached, count
