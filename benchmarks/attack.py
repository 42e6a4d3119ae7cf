"""Attack publications with everything that an attacker may know: seconds, and the fewest values of any hidden count.

    uv run python -m benchmarks.attack [--map FOLDER] [--deel 5] [--blokken 30] [--provincies 2] [--cellen 30] [--alles]

``FOLDER`` holds ``register.sqlite3`` and ``publicaties``, as the demo's does; without it, the demo's own. What the
newest publication shows anew is attacked by propagation of bounds, and of the one before every ``deel``-th gemeente
(``--alles``: everything, half a minute more). In whole numbers (HiGHS) are attacked: the narrowest gemeenten and
periods and as many others, what both publications said of one period, and the cells of the smallest provincies, one
breakdown with at most so many ``cellen`` at a time. A search takes ``seconden`` at most; what it then has not decided
is counted and told. What is part of another by chance alone, as months and cells of few cases tell, the attacker does
not take for known. On two cores, a demo at scale 0.03 takes some two minutes. It writes nothing.
"""

import argparse
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np
import polars as pl

from dashboard.config import load_settings
from metrics.disclosure.kept_chains import Decisions
from queries.engine import open_engine
from queries.settings import read_instelling
from tests.disclosure.attacker import Audit, audit
from tests.disclosure.count_matrix import BLAD
from tests.disclosure.knowledge import Knowledge
from tests.disclosure.programming import Programme
from tests.disclosure.protected import chains
from tests.disclosure.publication import (
    TABELLEN,
    Published,
    read_exact,
    read_published,
    read_singly,
    shown_anew,
    sums_that_differ,
)
from tests.disclosure.relations import Relations, find_relations
from tests.disclosure.windows import SHARED

Made = TypeVar("Made")
# The cells of one indicator at a time: of all together a provincie has tens of thousands.
CELLS_OF = ("VS07", "SH01")
ENOUGH = 5


@dataclass
class Found:
    """What searches in whole numbers found: how many numbers have how few values, and how many were not decided."""

    numbers: int = 0
    undecided: int = 0
    narrow: dict[int, int] = field(default_factory=dict[int, int])

    def search(self, knowledge: Knowledge, but: Collection[str] = (), most: int = 400) -> None:
        """Search the values of the hidden numbers of others, at most so many; the search for one ends at five."""
        every = sorted({place for (_, gebied, *_), place in knowledge.hidden.items() if gebied not in but})
        places = [every[at] for at in np.unique(np.linspace(0, len(every) - 1, most).astype(int))] if every else []
        spans = zip(places, knowledge.programme.spans(places, enough=ENOUGH), strict=True)
        for place, (low, high) in spans:
            self.numbers += 1
            if place in knowledge.programme.undecided:
                self.undecided += 1
            elif high - low + 1 < ENOUGH:
                self.narrow[high - low + 1] = self.narrow.get(high - low + 1, 0) + 1

    def __str__(self) -> str:
        """Tell it on a line."""
        return f"  of {self.numbers} numbers with fewer than five values: {self.narrow}; undecided {self.undecided}"


def timed(what: str, work: Callable[[], Made]) -> Made:
    """Do ``work`` and say how long it took."""
    began = perf_counter()
    made = work()
    print(f"{what}: {perf_counter() - began:.1f} s", flush=True)
    return made


def tightest(found: Audit, count: int) -> pl.DataFrame:
    """Return the gemeenten and periods with most numbers at their narrowest, and some of the others."""
    widths = np.where(found.hidden, found.widths, 10**9)
    order = np.lexsort((-(widths <= ENOUGH).sum(axis=0), widths.min(axis=0)))
    some = np.unique(np.concatenate([order[:count], np.linspace(0, len(order) - 1, count).astype(int)]))
    return found.counts.blocks[some]


def attack_blocks(wholes: pl.DataFrame, relations: Relations, blocks: pl.DataFrame, seconds: float) -> Found:
    """Attack some gemeenten and periods by whole numbers."""
    found = Found()
    for gebied, maand in blocks.rows():
        knowledge = Knowledge(relations, TABELLEN, programme=Programme(seconds))
        knowledge.tell(wholes.filter(gebied=gebied, maand=maand))
        found.search(knowledge)
    return found


def attack_province(
    published: Published, relations: Relations, members: Sequence[str], some: pl.DataFrame, seconds: float
) -> Found:
    """Attack the cells ``some`` of one indicator and breakdown of a provincie, in the last period."""
    indicator = some["indicator"].first()
    wholes = published.wholes.filter(pl.col("gebied").is_in(members), indicator=indicator, maand=some["maand"].first())
    open_ = wholes.filter(~pl.col("onderdrukt")).select("gebied", "maand", "indicator", "variant")
    knowledge = Knowledge(relations, TABELLEN, programme=Programme(seconds))
    knowledge.tell(wholes)
    knowledge.tell_region(members, some, some.select(BLAD).unique().sort(BLAD).rows(), set(open_.rows()))
    found = Found()
    found.search(knowledge, most=60)
    return found


def cells_of(published: Published, members: Sequence[str], indicator: str, most: int) -> Iterator[pl.DataFrame]:
    """Yield the cells shown of a provincie in its last final period, of one variant and breakdown at a time."""
    regions = [name for name, codes in published.members().items() if set(codes) == set(members)]
    cells = published.telling.filter(pl.col("uitsplitsing") != "", indicator=indicator, gebied=regions[0])
    cells = cells.filter(variant="standaard", maand=cells["maand"].max())
    for one in cells.partition_by("uitsplitsing", maintain_order=True):
        if one.height <= most:
            yield one


def attack_two(first: Published, second: Published, relations: Relations, count: int, seconds: float) -> Found:
    """Attack gemeenten and periods of which something became final, knowing all of before and that counts only grew."""
    anew = shown_anew(first, second)
    told = first.wholes.filter("voorlopig").select("gebied", "maand").unique()
    blocks = anew.select("gebied", "maand").unique().join(told, on=["gebied", "maand"]).sort("gebied", "maand")
    found = Found()
    for gebied, maand in blocks.gather_every(max(blocks.height // count, 1)).head(count).rows():
        knowledge = Knowledge(relations, TABELLEN, programme=Programme(seconds))
        knowledge.tell(first.wholes.filter(gebied=gebied, maand=maand), 0)
        knowledge.tell(anew.filter(gebied=gebied, maand=maand), 1)
        knowledge.grew(0, 1)
        found.search(knowledge)
    return found


def propagated(what: str, wholes: pl.DataFrame, relations: Relations) -> Audit:
    """Attack wholes by propagation, and say what that found."""
    found = timed(f"{what}: {wholes.height} leaves, by propagation", lambda: audit(wholes, relations, SHARED))
    print(f"  narrowest {found.narrowest}; of {found.hidden.sum()} numbers {found.below.sum()} below five")
    if found.below.any():
        print(found.narrow().head(5))
    return found


def main(given: Sequence[str] | None = None) -> None:
    """Attack the newest publication, and it together with the one before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--map", type=Path, default=load_settings().map / "demo")
    for name, default in (("deel", 5), ("blokken", 30), ("provincies", 2), ("cellen", 30), ("seconden", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--alles", action="store_true")
    asked = parser.parse_args(given)
    folder = asked.map / "publicaties"
    numbers = sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit())
    first, newest = (read_published(folder, number) for number in (numbers[-2:] * 2)[:2])
    with open_engine(f"sqlite:///{asked.map / 'register.sqlite3'}").connect() as connection:
        exact = timed("exact leaves read", lambda: read_exact(connection, newest.wholes))
        few = timed("months and cells read", lambda: read_singly(connection, newest.wholes))
        decisions = Decisions.read(read_instelling(connection, "ketens_afronding"))
    before = chains(exact, decisions.ketens)
    relations = timed("relations found", lambda: find_relations(exact, TABELLEN, singly=few).in_chains(before))
    withheld = newest.wholes["onderdrukt"].sum()
    print(f"  {len(relations.rows)} relations; withheld {withheld} of {newest.wholes.height} leaves")
    print(f"  sums of regions that differ from the leaves shown: {sums_that_differ(newest).height}")
    codes = first.wholes["gebied"].unique().sort().gather_every(1 if asked.alles else asked.deel)
    some = first.wholes.filter(pl.col("gebied").is_in(codes.to_list()))
    found = propagated("publication before", some, relations)
    anew = shown_anew(first, newest) if len(numbers) > 1 else newest.wholes
    propagated("shown anew", anew, relations)
    blocks = tightest(found, asked.blokken)
    what = f"{blocks.height} blocks, in whole numbers"
    print(timed(what, lambda: attack_blocks(some, relations, blocks, asked.seconden)))
    if len(numbers) > 1:
        what = "two publications, in whole numbers"
        print(timed(what, lambda: attack_two(first, newest, relations, asked.blokken, asked.seconden)))
    provinces = newest.gebieden.filter(soort="provincie").group_by("gebied").agg("gm_code").sort(
        pl.col("gm_code").list.len(), "gebied"
    )  # fmt: skip
    for name, members in provinces.head(asked.provincies).rows():
        for indicator in CELLS_OF:
            for cells in cells_of(newest, members, indicator, asked.cellen):
                what = f"{cells.height} cells of {name}, {indicator} by {cells['uitsplitsing'].first()}"
                print(timed(what, lambda m=members, c=cells: attack_province(newest, relations, m, c, asked.seconden)))


if __name__ == "__main__":
    main()
