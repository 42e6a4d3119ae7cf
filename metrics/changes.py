"""What changed since the last berekening: which gemeenten are counted again, and which regions follow."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.counting.stamps import gemeente_stamps, region_stamps
from queries.counted import Counted


@dataclass(frozen=True, eq=False)
class World:
    """One consistent view of everything but the cases that counts depend on.

    ``counted`` is what was counted before, ``marks`` the stamps of the cases of each gemeente with leveringen
    in force, ``codes`` when each gemeente code was valid, ``members`` the gemeenten of every region.
    """

    counted: Mapping[str, Counted]
    marks: Mapping[str, str]
    codes: pl.DataFrame
    gemeente_jaar: pl.DataFrame
    members: pl.DataFrame


@dataclass(frozen=True, eq=False)
class Changes:
    """What has to be done: all lists are sorted, and no gebied is in two of them."""

    world: World
    stamps: Mapping[str, str]  # of every gebied
    counted: list[str]  # gemeenten to count
    gone: list[str]  # gemeenten that have counts, and no leveringen any more
    followed: list[str]  # regions that follow from their stored counts
    summed: list[str]  # regions to be added up whole
    dropped: list[str]  # regions that are no longer there

    @property
    def replaced(self) -> list[str]:
        """Return the gemeenten whose counts are replaced."""
        return sorted([*self.counted, *self.gone])

    @property
    def any(self) -> bool:
        """Whether any gebied has to change."""
        return bool(self.counted or self.gone or self.followed or self.summed or self.dropped)

    @property
    def areas(self) -> list[str]:
        """Return every gebied whose counts are replaced or go."""
        return sorted([*self.counted, *self.gone, *self.followed, *self.summed, *self.dropped])

    def members(self, regions: Collection[str]) -> pl.DataFrame:
        """Return the gemeenten of these regions."""
        return self.world.members.filter(pl.col("gebied").is_in(list(regions)))

    def near_each_other(self) -> list[str]:
        """Return the gemeenten to count so that those of one region stand together, and add up to little."""
        places = self.world.members.filter(pl.col("soort").is_in(["provincie", "arbeidsmarktregio"]))
        order = dict(places.group_by("gm_code").agg(pl.col("gebied").sort(descending=True).str.join()).iter_rows())
        return sorted(self.counted, key=lambda code: (order.get(code, ""), code))

    def standing(self) -> int:
        """Return how many gemeenten have counts when this is done."""
        before = {gebied for gebied in self.world.counted if _is_gemeente(gebied)}
        return len((before | set(self.counted)) - set(self.gone))


def find_changes(
    world: World, *, today: date, codeversie: str, gemeenten: Collection[str] | None = None, anew: bool = False
) -> Changes:
    """Return what has to be counted to be right on ``today``, of ``gemeenten`` or of all; ``anew`` everything."""
    own = gemeente_stamps(world.marks, world.codes, world.gemeente_jaar, codeversie)
    of_regions = region_stamps(world.members, codeversie)
    asked = {*own, *filter(_is_gemeente, world.counted)} & set(
        own | dict(world.counted) if gemeenten is None else gemeenten
    )
    counted = sorted(code for code in asked & own.keys() if anew or not _holds(world, code, own[code], today))
    gone = sorted(code for code in asked - own.keys())
    touched = set(world.members.filter(pl.col("gm_code").is_in([*counted, *gone]))["gebied"])
    changed = {region for region, stamp in of_regions.items() if _stamp(world, region) != stamp}
    kept = sum(map(_is_gemeente, world.counted)) - len({*counted, *gone} & world.counted.keys())
    # Taking away what was and adding what is costs the gemeenten that changed, adding up costs all others.
    whole = anew or len(counted) + len(gone) > kept
    summed = sorted(touched | changed if whole else changed)
    return Changes(
        world,
        own | of_regions,
        counted,
        gone,
        sorted(touched - set(summed)),
        summed,
        sorted(region for region in world.counted.keys() - of_regions.keys() if not _is_gemeente(region)),
    )


def _holds(world: World, code: str, stamp: str, today: date) -> bool:
    return code in world.counted and world.counted[code].holds(stamp, today)


def _stamp(world: World, gebied: str) -> str | None:
    return world.counted[gebied].stempel if gebied in world.counted else None


def _is_gemeente(gebied: str) -> bool:
    return gebied.startswith("GM")
