"""The lowest and highest value that each of many whole numbers can have, given what ties them together.

Bounds are tightened relation by relation until nothing moves (feasibility-based bound tightening; Savelsbergh,
"Preprocessing and probing techniques for mixed integer programming problems", 1994), for all blocks at once.
They are never narrower than the truth; where relations go round in circles linear programming finds more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from metrics.count_matrix import Numbers
from metrics.relations import Relation

# Higher than any count, and low enough to add up thousands of them.
UNBOUNDED: Final = 10**9


@dataclass(frozen=True, eq=False)
class Bounds:
    """Lowest and highest value, a row per quantity and a column per block; ``sweeps`` it took to get there."""

    low: Numbers
    high: Numbers
    sweeps: int

    @property
    def width(self) -> Numbers:
        """How many whole numbers each may be; 0 or less where nothing fits at all."""
        return self.high - self.low + 1


def tighten(low: Numbers, high: Numbers, relations: Sequence[Relation], most: int = 20) -> Bounds:
    """Return the bounds after at most so many sweeps; each sweep visits what the one before it moved."""
    low, high = low.copy(), high.copy()
    moved = np.ones(len(low), dtype=np.bool_)
    sweeps = 0
    while moved.any() and sweeps < most:
        sweeps += 1
        before, moved = moved, np.zeros(len(low), dtype=np.bool_)
        for relation in relations:
            of = list(relation.quantities)
            if before[of].any() or moved[of].any():
                moved[of] |= _visit(low, high, relation)
    return Bounds(low, high, sweeps)


def _visit(low: Numbers, high: Numbers, relation: Relation) -> np.ndarray:
    """Tighten every quantity of one relation by the others; return which of them moved."""
    of = list(relation.quantities)
    weights = np.array(relation.weights, dtype=np.int64)[:, None]
    down, up = low[of], high[of]
    smallest = np.where(weights > 0, weights * down, weights * up)
    total = smallest.sum(axis=0)
    # Each term is at most what the others leave of 0.
    room = smallest - total
    new_up = np.where(weights > 0, np.minimum(up, room // weights), up)
    new_down = np.where(weights < 0, np.maximum(down, -(room // -weights)), down)
    if relation.equal:
        largest = np.where(weights > 0, weights * up, weights * down)
        room = largest - largest.sum(axis=0)
        new_down = np.where(weights > 0, np.maximum(new_down, -(-room // weights)), new_down)
        new_up = np.where(weights < 0, np.minimum(new_up, room // weights), new_up)
    moved = ((new_down > down) | (new_up < up)).any(axis=1)
    low[of], high[of] = new_down, new_up
    return moved
