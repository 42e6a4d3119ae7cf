"""Where gemeenten lie on a drawing: their outlines and middles, and the lines between provinces."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Plane:
    """The Netherlands laid flat: x grows to the east and y to the north, in a unit of its own.

    ``rings`` are the closed outlines of each gm_code, ``middles`` where its mark stands, ``lines`` the borders of
    provinces as loose edges. ``even`` tells whether all are equally large, so that each has room for a mark.
    """

    rings: Mapping[str, tuple[Ring, ...]]
    middles: Mapping[str, Point]
    lines: tuple[tuple[Point, Point], ...]
    even: bool


def plane_of(
    rings: Mapping[str, tuple[Ring, ...]], middles: Mapping[str, Point], provinces: Mapping[str, str], *, even: bool
) -> Plane:
    """Return the plane with the borders of ``provinces`` (name by gm_code): the edges that one province has once."""
    of_province: dict[str, list[Ring]] = {}
    for code, outlines in rings.items():
        of_province.setdefault(provinces.get(code, ""), []).extend(outlines)
    edges = {edge for outlines in of_province.values() for edge in _outer(outlines)}
    return Plane(rings, middles, tuple(sorted(edges)), even)


def _outer(outlines: Sequence[Ring]) -> Iterable[tuple[Point, Point]]:
    """Return the edges that no two of the outlines share."""
    counted = Counter(
        (min(one, other), max(one, other)) for ring in outlines for one, other in pairwise(ring) if one != other
    )
    return (edge for edge, times in counted.items() if times == 1)
