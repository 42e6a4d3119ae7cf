"""What was counted, packed as it will be stored and checked, beside the counting of what comes next."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from data_checks.gate import summarise
from metrics.changes import Changes
from metrics.counting.regions import delivered, regions, sums, together
from metrics.definition import Methode
from metrics.indicators import INDICATORS
from metrics.keeping import Kept
from metrics.tables import Counts
from queries.counts import PackedCounts, pack_counts

# So many sums of parts wait to be added up together: each time costs all that was added up before.
_WAITING: Final = 16
# So many regions are made at a time: all of them would take more memory than all the rest.
_REGIONS_AT_A_TIME: Final = 16
_SHARES: Final = [
    indicator.code
    for indicator in INDICATORS
    if all(indicator.methode_van(variant) is Methode.WILSON for variant in indicator.varianten)
]


@dataclass(frozen=True, eq=False, kw_only=True)
class Part(Counts):
    """The counts of some gemeenten, and the day from which they may be others."""

    right_until: dict[str, date]


@dataclass(frozen=True, eq=False)
class Made:
    """What was counted, packed as it will be stored, and summarised as it will be checked."""

    packed: list[PackedCounts]
    summaries: list[pl.DataFrame]
    rows: int
    right_until: dict[str, date]


def packed(changes: Changes, kept: Kept, parts: Iterable[Part]) -> Made:
    """Pack the counts of all parts, and those of the regions they belong to.

    A part is packed while the next is counted, and is gone before the one after that comes.
    """
    members = changes.members([*changes.followed, *changes.summed])
    added = [kept.sums]
    dekking = [kept.dekking]
    until: dict[str, date] = {}
    with ThreadPoolExecutor(1) as aside:
        packing = _Packing(aside)
        for part in parts:
            # What one gemeente counts comes in a fixed order, whatever it was counted with.
            packing.take(part, in_order=True)
            added.append(sums(part, members))
            if len(added) > _WAITING:
                added = [together(added)]
            dekking.append(part.dekking)
            until |= part.right_until
        if members.height:
            coverage = delivered(pl.concat(dekking), changes.world.gemeente_jaar, members)
            gebieden = members["gebied"].unique().sort().to_list()
            for start in range(0, len(gebieden), _REGIONS_AT_A_TIME):
                some = gebieden[start : start + _REGIONS_AT_A_TIME]
                of_these = together([each.of(some) for each in added])
                packing.take(regions(of_these, coverage.filter(pl.col("gebied").is_in(some))), in_order=False)
        return packing.done(until)


class _Packing:
    """Packs one after the other in a thread of its own."""

    def __init__(self, aside: ThreadPoolExecutor) -> None:
        self._aside = aside
        self._made: list[Future[tuple[PackedCounts, pl.DataFrame, int]]] = []

    def take(self, counts: Counts, *, in_order: bool) -> None:
        """Pack these counts when those before are done."""
        if self._made:
            self._made[-1].result()
        self._made.append(self._aside.submit(_pack, counts, in_order=in_order))

    def done(self, until: dict[str, date]) -> Made:
        """Return all that was packed."""
        made = [each.result() for each in self._made]
        return Made([one for one, _, _ in made], [one for _, one, _ in made], sum(rows for *_, rows in made), until)


def _pack(counts: Counts, *, in_order: bool) -> tuple[PackedCounts, pl.DataFrame, int]:
    stored = pack_counts(
        counts.telling,
        counts.verdeling,
        counts.dekking,
        samenhang=counts.samenhang,
        signaalregel=counts.signaalregel,
        in_order=in_order,
    )
    return stored, summarise(counts.telling, _SHARES), counts.telling.height
