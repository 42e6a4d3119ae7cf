"""Place every gemeente of today on a hexagon of its own, always the same one: `uv run python .ci/hexagons.py`.

Input are the centroids that ship with the product, nothing else. Three steps: pull the points apart until they lie
about one tile from their neighbours, give each the nearest tile (Hungarian method), and then swap tiles, as in
annealing, until neighbours touch, keep their direction, and each province is one connected group.
"""

import math
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial import Delaunay

REFERENCE: Final = Path(__file__).resolve().parent.parent / "queries" / "reference"
SEED: Final = 342
ROW_HEIGHT: Final = math.sqrt(3) / 2  # tiles with a point on top, 1 apart; odd rows lie half a tile to the right
TILE_KM: Final = 10.6  # the land of the Netherlands divided by 342, as hexagons
STEPS: Final = 800_000
MARGIN: Final = 2  # rows and columns that may stay empty around what is needed

Tile = tuple[int, int]
Points = NDArray[np.float64]


def projected(lon: Points, lat: Points) -> Points:
    """Return x and y in tiles, as on the Dutch grid: flat around Amersfoort."""
    x = (lon - 5.38763) * math.cos(math.radians(52.15517)) * 111.32
    y = (lat - 52.15517) * 111.25
    return np.column_stack([x, y]) / TILE_KM


def neighbours(points: Points) -> list[tuple[int, int]]:
    """Return the pairs with no third point inside the circle on which they lie opposite each other (Gabriel 1969)."""
    triangles = Delaunay(points).simplices
    pairs = {tuple(sorted((int(t[a]), int(t[b])))) for t in triangles for a, b in ((0, 1), (1, 2), (0, 2))}
    found: list[tuple[int, int]] = []
    for one, other in sorted(pairs):
        middle, radius = (points[one] + points[other]) / 2, np.linalg.norm(points[one] - points[other]) / 2
        away = np.linalg.norm(points - middle, axis=1)
        away[[one, other]] = math.inf
        if away.min() >= radius:
            found.append((one, other))
    return found


def spread(points: Points, pairs: list[tuple[int, int]], rounds: int = 600) -> Points:
    """Return the points about one tile from their neighbours, none nearer than that to any other."""
    ends = np.array(pairs)
    moved, start = points.copy(), points
    for _ in range(rounds):
        force = (start - moved) * 0.004
        gap = moved[ends[:, 1]] - moved[ends[:, 0]]
        length = np.linalg.norm(gap, axis=1, keepdims=True)
        pull = gap * (length - 1) / length * 0.12
        np.add.at(force, ends[:, 0], pull)
        np.add.at(force, ends[:, 1], -pull)
        apart = moved[:, None, :] - moved[None, :, :]
        far = np.linalg.norm(apart, axis=2) + np.eye(len(moved)) * 9
        force += (apart / far[:, :, None] * np.clip(1 - far, 0, None)[:, :, None]).sum(axis=1) * 0.25
        moved = moved + force
    return moved


def grid(points: Points) -> list[Tile]:
    """Return the tiles around the points, with a margin; only where a point is near: the sea stays sea."""
    low, high = points.min(axis=0) - MARGIN, points.max(axis=0) + MARGIN
    rows = range(int(low[1] / ROW_HEIGHT) - 1, int(high[1] / ROW_HEIGHT) + 2)
    tiles = [(column, row) for row in rows for column in range(int(low[0]) - 1, int(high[0]) + 2)]
    return [tile for tile in tiles if np.linalg.norm(points - centre(tile), axis=1).min() < 1.6]


def centre(tile: Tile) -> Points:
    """Return where the middle of a tile lies."""
    column, row = tile
    return np.array([column + (row % 2) / 2, row * ROW_HEIGHT])


def around(tile: Tile) -> list[Tile]:
    """Return the six tiles that touch one."""
    column, row = tile
    side = column + (0 if row % 2 else -1)
    return [(column - 1, row), (column + 1, row), *((side + x, row + y) for y in (-1, 1) for x in (0, 1))]


def parts(tiles: Iterable[Tile]) -> int:
    """Return in how many connected groups the tiles lie."""
    left, count = set(tiles), 0
    while left:
        count += 1
        todo = [left.pop()]
        while todo:
            for tile in around(todo.pop()):
                if tile in left:
                    left.remove(tile)
                    todo.append(tile)
    return count


class Map:
    """Who lies where, and what that costs."""

    def __init__(self, target: Points, tiles: list[Tile], pairs: list[tuple[int, int]], groups: list[str]) -> None:
        """Start with everyone on the tile nearest to ``target``, as a whole."""
        self.target, self.tiles, self.groups = target.tolist(), tiles, groups
        middle = np.array([centre(tile) for tile in tiles])
        self.middle = middle.tolist()
        self.number = {tile: at for at, tile in enumerate(tiles)}
        self.near = [[self.number[each] for each in around(tile) if each in self.number] for tile in tiles]
        distance = ((target[:, None, :] - middle[None, :, :]) ** 2).sum(axis=2)
        self.place: list[int] = linear_sum_assignment(distance)[1].tolist()
        self.holds = [-1] * len(tiles)
        for one, tile in enumerate(self.place):
            self.holds[tile] = one
        self.members = {name: [at for at, group in enumerate(groups) if group == name] for name in set(groups)}
        self.parts = {name: self._parts(name) for name in self.members}
        self.beside: list[list[tuple[int, float, float]]] = [[] for _ in groups]
        for one, other in pairs:
            way = target[other] - target[one]
            x, y = (way / np.linalg.norm(way)).tolist()
            self.beside[one].append((other, x, y))
            self.beside[other].append((one, -x, -y))

    def cost(self, one: int) -> float:
        """Return what the place of one costs: how far it is moved, and from its neighbours; of its province too."""
        x, y = self.middle[self.place[one]]
        away_x, away_y = x - self.target[one][0], y - self.target[one][1]
        total = 0.12 * (away_x * away_x + away_y * away_y)
        for other, way_x, way_y in self.beside[one]:
            there_x, there_y = self.middle[self.place[other]]
            off_x, off_y = there_x - x - way_x, there_y - y - way_y
            total += off_x * off_x + off_y * off_y
        beside = [self.holds[at] for at in self.near[self.place[one]]]
        same = sum(self.groups[other] == self.groups[one] for other in beside if other >= 0)
        return total - 0.35 * same + 0.4 * beside.count(-1)

    def swap(self, one: int, tile: int) -> None:
        """Let one and whoever is on ``tile`` change places; nobody may be there."""
        other, old = self.holds[tile], self.place[one]
        self.place[one], self.holds[tile], self.holds[old] = tile, one, other
        if other >= 0:
            self.place[other] = old

    def anneal(self, chance: random.Random, steps: int) -> None:
        """Swap again and again; what costs more is taken less often as it goes on."""
        for step in range(steps):
            heat = 1.5 * (1 - step / steps) ** 2 + 0.01
            one = chance.randrange(len(self.place))
            old = self.place[one]
            tile = chance.choice(self.near[old]) if chance.random() < 0.8 else chance.randrange(len(self.tiles))
            both = {one, self.holds[tile]} - {-1}
            before = sum(self.cost(each) for each in both)
            self.swap(one, tile)
            # Each neighbour sees the same change from its own side.
            worse = 2 * (sum(self.cost(each) for each in both) - before)
            taken = worse <= 0 or chance.random() < math.exp(-worse / heat)
            if not (taken and self._whole_enough(both, chance, heat, may_break=step < steps / 3)):
                self.swap(one, old)

    def _whole_enough(self, moved: set[int], chance: random.Random, heat: float, *, may_break: bool) -> bool:
        """Tell whether the provinces of who moved are as whole as before; early on a break may be taken."""
        now = {name: self._parts(name) for name in {self.groups[each] for each in moved}}
        extra = sum(count - self.parts[name] for name, count in now.items())
        if extra > 0 and not (may_break and chance.random() < math.exp(-6 * extra / heat)):
            return False
        self.parts |= now
        return True

    def _parts(self, name: str) -> int:
        return parts(self.tiles[self.place[one]] for one in self.members[name])


def solve(gemeenten: pl.DataFrame) -> pl.DataFrame:
    """Return gm_code, kolom and rij of each gemeente (gm_code, provincie, lon, lat); rij 0 is on top."""
    points = projected(gemeenten["lon"].to_numpy(), gemeenten["lat"].to_numpy())
    pairs = neighbours(points)
    target = spread(points, pairs)
    drawn = Map(target, grid(target), pairs, gemeenten["provincie"].to_list())
    drawn.anneal(random.Random(SEED), STEPS)  # noqa: S311 -- a place on a map is no secret
    print({name: number for name, number in drawn.parts.items() if number > 1} or "every province is one")
    found = [drawn.tiles[tile] for tile in drawn.place]
    top, left = max(row for _, row in found), min(column for column, _ in found)
    top += top % 2  # so that odd rows stay odd
    placed = pl.DataFrame(
        {
            "gm_code": gemeenten["gm_code"],
            "kolom": [column - left for column, _ in found],
            "rij": [top - row for _, row in found],
        }
    )
    return placed.sort("gm_code")


def main() -> None:
    """Write the tiles of today's gemeenten."""
    gemeenten = pl.read_csv(REFERENCE / "gemeenten.csv").filter(pl.col("geldig_tot").is_null()).sort("gm_code")
    solve(gemeenten).write_csv(REFERENCE / "hexagons.csv")
    print(f"{gemeenten.height} gemeenten placed")


if __name__ == "__main__":
    main()
