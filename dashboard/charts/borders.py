"""Real borders of gemeenten, from a GeoJSON file of one's own: read, checked, and made small enough for a page."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import polars as pl

from dashboard.charts.plane import Plane, Point, Ring, plane_of
from queries.reference.loader import read_reference

# As CBS, PDOK and others call it; compared in small letters.
CODE_NAMES: Final = (
    "statcode", "gm_code", "gemeentecode", "identificatie", "code", "gemcode", "gem_code", "gwb_code", "regiocode",
    "cbs_code", "id",
)  # fmt: skip
MOST_POINTS: Final = 9_000
_FINEST: Final = 0.2  # kilometres: less cannot be seen on a page
_DEGREES: Final = 180.0  # whatever lies farther from zero is in metres
_CLOSED: Final = 4  # points of the smallest outline there is: a triangle
_CODE: Final = re.compile(r"(?:GM)?(\d{1,4})", re.IGNORECASE)


class BordersError(Exception):
    """A file of borders that cannot be drawn; the message is for people."""


@dataclass(frozen=True)
class Borders:
    """Borders as they are drawn, and the names of today's gemeenten that the file lacks."""

    plane: Plane
    missing: tuple[str, ...]


def load_borders(path: Path) -> Borders:
    """Return the borders in a GeoJSON file with coordinates in WGS84 or RD (EPSG:28992).

    Raises BordersError, saying what to do, when there is no such file, when it is no GeoJSON, or has no gemeenten.
    """
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        raise BordersError(
            f"Het bestand met grenzen is er niet: {path.name}. Verbeter de instelling EFFECTMETING_GRENZEN."
        ) from None
    return _load(path, changed)


@lru_cache(maxsize=2)
def _load(path: Path, _changed: int) -> Borders:
    names = _today()
    drawn = _outlines(_features(path), set(names["gm_code"]))
    if not drawn:
        raise BordersError(
            f"In {path.name} is geen gemeente van nu te herkennen. Elk gebied heeft een gemeentecode nodig, zoals "
            "GM0034, in een veld met de naam statcode, gm_code, gemeentecode of identificatie."
        )
    small = simplified(drawn)
    provinces = dict(names.select("gm_code", "provincie").iter_rows())
    plane = plane_of(small, {code: _middle(rings) for code, rings in small.items()}, provinces, even=False)
    lacking = names.filter(~pl.col("gm_code").is_in(list(small))).sort("naam")["naam"].to_list()
    return Borders(plane, tuple(lacking))


def simplified(drawn: Mapping[str, Sequence[Ring]], most: int = MOST_POINTS) -> dict[str, tuple[Ring, ...]]:
    """Return outlines in kilometres with at most about ``most`` points: each is moved to the nearest of a grid.

    Neighbours share their points, so they stay neighbours without gaps. Islands that become smaller than a
    grid cell go, but of each gemeente the largest part stays.
    """
    step = _FINEST
    while True:
        made = {code: _on_grid(rings, step) for code, rings in drawn.items()}
        if sum(len(ring) for rings in made.values() for ring in rings) <= most or step > 4:
            return made
        step *= 1.4


def _on_grid(rings: Sequence[Ring], step: float) -> tuple[Ring, ...]:
    snapped = [_snapped(ring, step) for ring in rings]
    kept = tuple(ring for ring in snapped if len(ring) >= _CLOSED)
    return kept or (max(rings, key=_area),)


def _snapped(ring: Ring, step: float) -> Ring:
    """Return the outline on the grid, without the points that change nothing."""
    points: list[Point] = []
    for x, y in ring:
        at = (round(round(x / step) * step, 3), round(round(y / step) * step, 3))
        if points and at == points[-1]:
            continue
        points.append(at)
    return tuple(points)


def _features(path: Path) -> list[Any]:
    wrong = BordersError(
        f"{path.name} is geen GeoJSON met gebieden. Kies bij CBS of PDOK een bestand van de gemeenten als GeoJSON."
    )
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise wrong from None
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not features:
        raise wrong
    return features


def _outlines(features: Sequence[Any], today: set[str]) -> dict[str, list[Ring]]:
    """Return the outlines in kilometres of each gemeente of today; one may be in several features."""
    found: dict[str, list[Ring]] = {}
    for feature in features:
        if isinstance(feature, dict) and (code := code_of(feature)) in today:
            rings = list(_rings(feature.get("geometry")))
            if rings:
                found.setdefault(code, []).extend(rings)
    return found


def code_of(feature: Mapping[str, Any]) -> str:
    """Return the gemeentecode of a feature as GM0034; empty where none is recognised."""
    properties = feature.get("properties")
    by_name = {str(name).lower(): value for name, value in (properties or {}).items()}
    for name in CODE_NAMES:
        given = by_name.get(name, feature.get("id") if name == "id" else None)
        if given is not None and (match := _CODE.fullmatch(str(given).strip())):
            return f"GM{int(match[1]):04d}"
    return ""


def _rings(geometry: Any) -> Iterator[Ring]:
    """Return the outer and inner outlines of a polygon or of many; anything else has none."""
    if not isinstance(geometry, dict):
        return
    coordinates = geometry.get("coordinates") or []
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(geometry.get("type")), [])
    for polygon in polygons:
        for ring in polygon:
            if len(ring) >= _CLOSED:
                yield tuple(kilometres(float(point[0]), float(point[1])) for point in ring)


def kilometres(x: float, y: float) -> Point:
    """Return a place in kilometres east and north of the middle of the country: of metres (RD) or of degrees.

    Degrees are laid flat around Amersfoort, which is off by less than a kilometre anywhere in the country.
    """
    if abs(x) > _DEGREES or abs(y) > _DEGREES:
        return (x - 155_000) / 1000, (y - 463_000) / 1000
    return (x - 5.38763) * math.cos(math.radians(y)) * 111.32, (y - 52.15517) * 111.25


def _middle(rings: Sequence[Ring]) -> Point:
    """Return the middle of the largest outline, by its area."""
    ring = max(rings, key=_area)
    pairs = list(pairwise(ring))
    turns = [one[0] * other[1] - other[0] * one[1] for one, other in pairs]
    whole = sum(turns)
    if abs(whole) < 1e-9:
        return ring[0]
    x, y = (
        sum((one[at] + other[at]) * turn for (one, other), turn in zip(pairs, turns, strict=True)) / (3 * whole)
        for at in (0, 1)
    )
    return round(x, 2), round(y, 2)


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


def _today() -> pl.DataFrame:
    return read_reference("gemeenten").filter(pl.col("geldig_tot").is_null()).select("gm_code", "naam", "provincie")
