"""The Netherlands as 342 hexagons of one size, since on a real map large gemeenten drown small ones."""

import math
from functools import cache
from typing import Final

import polars as pl

from dashboard.charts.plane import Plane, Point, Ring, plane_of
from queries.reference.loader import FOLDER, read_reference

TILE_SCHEMA: Final = pl.Schema({"gm_code": pl.String, "kolom": pl.Int32, "rij": pl.Int32})
_ROW_HEIGHT: Final = math.sqrt(3) / 2
_CORNER: Final = 1 / math.sqrt(3)  # from the middle of a tile to its corners, where tiles lie 1 apart
_DIGITS: Final = 3  # corners that tiles share must be equal


@cache
def tiles() -> pl.DataFrame:
    """Return the tile of each of today's gemeenten: gm_code, kolom and rij.

    Rij 0 is on top, and odd rows lie half a tile to the right. Made by ``.ci/hexagons.py``.
    """
    return pl.read_csv(FOLDER / "hexagons.csv", schema=TILE_SCHEMA)


@cache
def hexagon_plane() -> Plane:
    """Return the hexagons as they are drawn."""
    placed = tiles().join(read_reference("gemeenten").select("gm_code", "provincie"), on="gm_code")
    middles = {code: middle(kolom, rij) for code, kolom, rij in tiles().iter_rows()}
    provinces = dict(placed.select("gm_code", "provincie").iter_rows())
    return plane_of({code: (corners(at),) for code, at in middles.items()}, middles, provinces, even=True)


def middle(kolom: int, rij: int) -> Point:
    """Return the middle of a tile."""
    return kolom + (rij % 2) / 2, -rij * _ROW_HEIGHT


def corners(at: Point) -> Ring:
    """Return the closed outline of a tile with a corner on top."""
    turns = (math.radians(60 * turn) for turn in (0, 1, 2, 3, 4, 5, 0))
    return tuple(
        (round(at[0] + _CORNER * math.sin(turn), _DIGITS), round(at[1] + _CORNER * math.cos(turn), _DIGITS))
        for turn in turns
    )


def steps_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return how many tiles (kolom, rij) one is from the other: 1 where they touch."""
    (left, top), (right, bottom) = ((kolom - (rij - rij % 2) // 2, rij) for kolom, rij in (one, other))
    return max(abs(left - right), abs(top - bottom), abs(left + top - right - bottom))
