"""The lowest and highest value of whole numbers that linear relations leave, by HiGHS (through scipy).

Exact where bound propagation is not: relations that go round in circles, and one secret behind many numbers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

# The relative gap and tolerances of the solver are far below one whole number.
_ROUND = 0.01
# In the numbering of scipy.optimize.milp.
_LIMIT, _INFEASIBLE = 1, 2


class Programme:
    """Whole numbers with bounds, and sums of them with bounds.

    With ``seconds`` no search for a bound takes longer; ``undecided`` are the numbers for which that was too short.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        self.undecided: set[int] = set()
        self.low: list[float] = []
        self.high: list[float] = []
        self._rows: list[tuple[dict[int, int], float, float]] = []

    def number(self, low: float = 0, high: float = np.inf) -> int:
        """Add a whole number and return its place."""
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def tie(self, terms: Mapping[int, int], low: float, high: float) -> None:
        """Say between what the sum of these numbers, times their weights, lies."""
        self._rows.append((dict(terms), low, high))

    def spans(self, wanted: Sequence[int], *, whole: bool = True, enough: int | None = None) -> list[tuple[int, int]]:
        """Return the lowest and highest value of each of ``wanted``.

        With ``enough`` the search for a number ends when so many values lie between two that were found. Without
        ``whole`` the other numbers may be fractions, which is faster and never narrower.
        """
        found: dict[int, tuple[int, int]] = {}
        for part in self._parts():
            inside = sorted(part & set(wanted))
            if inside:
                found |= self._spans_of(sorted(part), inside, whole=whole, enough=enough)
        return [found[one] for one in wanted]

    def _parts(self) -> list[set[int]]:
        """Return the numbers by what ties them together."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        pairs = [(next(iter(terms)), one) for terms, _, _ in self._rows for one in terms]
        one, other = zip(*pairs, strict=True) if pairs else ((), ())
        size = len(self.low)
        graph = coo_array((np.ones(len(one)), (np.array(one, int), np.array(other, int))), shape=(size, size))
        _, label = connected_components(graph, directed=False)
        parts: dict[int, set[int]] = {}
        for place, of in enumerate(label):
            parts.setdefault(int(of), set()).add(place)
        return list(parts.values())

    def _spans_of(
        self, part: list[int], wanted: list[int], *, whole: bool, enough: int | None
    ) -> dict[int, tuple[int, int]]:
        solver = _Solver(self, part, [row for row in self._rows if next(iter(row[0])) in set(part)], whole=whole)
        at = [solver.place[one] for one in wanted]
        # All down, all up, and some of each: most numbers are then seen far apart already.
        signs = np.random.default_rng(5).choice([-1, 1], (6, len(at)))
        for aim in (np.ones(len(at)), -np.ones(len(at)), *signs):
            solver.solve(dict(zip(at, aim, strict=True)))
        spans: dict[int, tuple[int, int]] = {}
        for one, place in zip(wanted, at, strict=True):
            solver.gave_up = False
            for sign in (1, -1):
                if enough is None or solver.spread(place) < enough:
                    solver.solve({place: sign})
            if solver.gave_up and (enough is None or solver.spread(place) < enough):
                self.undecided.add(one)
            spans[one] = solver.span(place)
        return spans


class _Solver:
    """One part of a programme, and the lowest and highest value of each number in any solution seen."""

    def __init__(
        self, programme: Programme, part: list[int], rows: list[tuple[dict[int, int], float, float]], *, whole: bool
    ) -> None:
        from scipy.optimize import Bounds, LinearConstraint
        from scipy.sparse import csc_array

        self.place = {one: at for at, one in enumerate(part)}
        self.gave_up = False
        self._options = {} if programme.seconds is None else {"time_limit": programme.seconds}
        entries = [
            (row, self.place[one], weight) for row, (terms, _, _) in enumerate(rows) for one, weight in terms.items()
        ]
        row, column, weight = zip(*entries, strict=True) if entries else ((), (), ())
        places = (np.array(row, int), np.array(column, int))
        matrix = csc_array((np.array(weight, float), places), (len(rows), len(part)))
        # scipy's own types say a number where it takes one per variable.
        least: Any = np.array([low for _, low, _ in rows])
        most: Any = np.array([high for _, _, high in rows])
        self._within = LinearConstraint(matrix, least, most) if rows else ()
        low: Any = np.array(programme.low)[part]
        high: Any = np.array(programme.high)[part]
        self._bounds = Bounds(low, high)
        self._whole = np.ones(len(part)) if whole else np.zeros(len(part))
        self._least, self._most = np.full(len(part), np.inf), np.full(len(part), -np.inf)

    def solve(self, aim: Mapping[int, float]) -> None:
        """Make a weighted sum as low as it can be; a sum without end tells nothing."""
        from scipy.optimize import milp

        weights = np.zeros(len(self._whole))
        weights[list(aim)] = list(aim.values())
        options: Any = self._options
        found = milp(weights, integrality=self._whole, bounds=self._bounds, constraints=self._within, options=options)
        self.gave_up |= found.status == _LIMIT
        if found.status == _INFEASIBLE:
            raise ValueError("nothing fits: the numbers contradict each other")
        if found.x is None and found.status == _LIMIT:
            return
        if found.x is None:
            for place in aim:
                self._most[place] = np.inf
            return
        self._least, self._most = np.minimum(self._least, found.x), np.maximum(self._most, found.x)

    def spread(self, place: int) -> float:
        """How many whole numbers lie between the values seen."""
        low, high = self.span(place)
        return high - low + 1

    def span(self, place: int) -> tuple[int, int]:
        """Return the lowest and highest whole number seen."""
        high = self._most[place]
        return int(np.ceil(self._least[place] - _ROUND)), 10**9 if np.isinf(high) else int(np.floor(high + _ROUND))
