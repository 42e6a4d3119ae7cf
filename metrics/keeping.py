"""What is kept of the stored counts when some gemeenten are counted again: only what the regions need of it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl
from sqlalchemy import Connection

from metrics.changes import Changes
from metrics.counting.regions import Sums, stored_sums, sums, together
from metrics.indicators import INDICATORS
from metrics.tables import Counts
from queries.counts import DEKKING_SCHEMA, read_dekking, read_samenhang, read_telling, read_verdeling

# So many gemeenten at a time fit in the memory of a small machine, breakdowns and all.
_AT_A_TIME: Final = 25


@dataclass(frozen=True, eq=False)
class Kept:
    """What the new counts are added to, and what they are checked against.

    ``sums`` is what the regions were without the gemeenten that are replaced, ``dekking`` what the other
    gemeenten delivered, ``before`` the whole of every gebied that is replaced.
    """

    sums: Sums
    dekking: pl.DataFrame
    before: pl.DataFrame


def read_kept(connection: Connection, changes: Changes) -> Kept:
    """Read what is kept; nothing of a gemeente that did not change, unless a region is added up whole."""
    replaced = set(changes.replaced)
    regions = [*changes.followed, *changes.summed]
    members = set(changes.members(regions)["gm_code"])
    kept = stored_sums(_read(connection, changes.followed))
    for part in _summed(connection, changes, changes.followed, sorted(replaced & members), sign=-1):
        kept = together([kept, part])
    others = set(changes.members(changes.summed)["gm_code"]) - replaced
    for part in _summed(connection, changes, changes.summed, sorted(others & changes.world.counted.keys())):
        kept = together([kept, part])
    telling = read_telling(connection, changes.areas, uitsplitsingen=[""])
    defined = [(i.code, i.versie, v.code) for i in INDICATORS for v in i.varianten]
    names = pl.DataFrame(defined, schema=["indicator", "versie", "variant"], orient="row").cast({"versie": pl.Int32})
    return Kept(
        kept,
        read_dekking(connection, sorted(members - replaced)),
        # A count of another definition is no measure for this one.
        telling.join(names, on=["indicator", "versie", "variant"], how="semi"),
    )


def _summed(
    connection: Connection, changes: Changes, regions: Sequence[str], gemeenten: Sequence[str], *, sign: int = 1
) -> Iterator[Sums]:
    members = changes.members(regions)
    for start in range(0, len(gemeenten), _AT_A_TIME):
        yield sums(_read(connection, gemeenten[start : start + _AT_A_TIME]), members, sign=sign)


def _read(connection: Connection, gebieden: Collection[str]) -> Counts:
    return Counts(
        read_telling(connection, gebieden, shared=True),
        read_verdeling(connection, gebieden, shared=True),
        DEKKING_SCHEMA.to_frame(),  # of the others it is read once, for all of them
        read_samenhang(connection, gebieden),
    )
