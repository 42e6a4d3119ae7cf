"""Attack publications with everything that an attacker may know: seconds, and the fewest values of any hidden count.

    uv run python -m benchmarks.attack [--map FOLDER] [--blokken 40] [--provincies 3]

``FOLDER`` holds ``register.sqlite3`` and ``publicaties``, as the demo's does; without it, the demo's own. All leaves
are attacked by propagation of bounds; the narrowest gemeenten and periods, the cells of the smallest provincies and
what two publications said of one period by whole numbers (HiGHS). It writes nothing.
"""

import argparse
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np
import polars as pl

from dashboard.config import load_settings
from queries.engine import open_engine
from tests.disclosure.attacker import Audit, audit
from tests.disclosure.count_matrix import BLAD
from tests.disclosure.knowledge import Knowledge
from tests.disclosure.protected import chains
from tests.disclosure.publication import TABELLEN, Published, read_exact, read_published, sums_that_differ
from tests.disclosure.relations import Relations, find_relations
from tests.disclosure.windows import SHARED

Made = TypeVar("Made")
# The cells of one indicator at a time: of all together a provincie has tens of thousands.
CELLS_OF = ("VS07", "SH01")


def timed(what: str, work: Callable[[], Made]) -> Made:
    """Do ``work`` and say how long it took."""
    began = perf_counter()
    made = work()
    print(f"{what}: {perf_counter() - began:.1f} s")
    return made


def narrowest(knowledge: Knowledge, but: Collection[str] = ()) -> int:
    """Return the fewest values of any hidden number of others; the search for a number ends at five."""
    places = sorted({place for (_, gebied, *_), place in knowledge.hidden.items() if gebied not in but})
    return min((high - low + 1 for low, high in knowledge.programme.spans(places, enough=5)), default=0)


def tightest(found: Audit, count: int) -> pl.DataFrame:
    """Return the gemeenten and periods whose narrowest number is narrowest, and some of the others."""
    widths = np.where(found.hidden, found.widths, 10**9).min(axis=0)
    order = np.argsort(widths, kind="stable")
    some = np.unique(np.concatenate([order[:count], np.linspace(0, len(order) - 1, count).astype(int)]))
    return found.counts.blocks[some]


def attack_blocks(published: Published, relations: Relations, blocks: pl.DataFrame) -> int:
    """Attack some gemeenten and periods by whole numbers."""
    fewest: list[int] = []
    for gebied, maand in blocks.rows():
        knowledge = Knowledge(relations, TABELLEN)
        knowledge.tell(published.wholes.filter(gebied=gebied, maand=maand))
        fewest.append(narrowest(knowledge))
    return min(fewest)


def attack_province(published: Published, relations: Relations, members: Sequence[str], indicator: str) -> int:
    """Attack the cells of a provincie in its last period, by the member that knows most of it: its first."""
    mine = pl.col("gebied").is_in(members) & (pl.col("indicator") == indicator)
    last = published.wholes.filter(mine)["maand"].max()
    wholes = published.wholes.filter(mine, maand=last)
    regions = [name for name, codes in published.members().items() if set(codes) == set(members)]
    cells = published.telling.filter(pl.col("uitsplitsing") != "", indicator=indicator, gebied=regions[0])
    open_ = wholes.filter(~pl.col("onderdrukt")).select("gebied", "maand", "indicator", "variant")
    knowledge = Knowledge(relations, TABELLEN)
    knowledge.tell(wholes)
    for uitsplitsing in cells["uitsplitsing"].unique().sort():
        some = cells.filter(uitsplitsing=uitsplitsing)
        every = some.select(BLAD).unique().sort(BLAD).rows()
        knowledge.tell_region(members, some.filter(maand=last), every, set(open_.rows()))
    return narrowest(knowledge)


def attack_two(first: Published, second: Published, relations: Relations, count: int) -> int:
    """Attack what became final between two publications, knowing that counts only grew."""
    key = ["gebied", "maand", *BLAD]
    final = second.wholes.filter(~pl.col("voorlopig"))
    became = first.wholes.filter("voorlopig").join(final, on=key, how="semi")
    blocks = became.select("gebied", "maand").unique().sort("gebied", "maand").gather_every(7).head(count)
    fewest = [10**9]
    for gebied, maand in blocks.rows():
        knowledge = Knowledge(relations, TABELLEN)
        knowledge.tell(became.filter(gebied=gebied, maand=maand), 0)
        knowledge.tell(second.wholes.filter(gebied=gebied, maand=maand), 1)
        knowledge.grew(0, 1)
        fewest.append(narrowest(knowledge))
    return min(fewest)


def main(given: Sequence[str] | None = None) -> None:
    """Attack the newest publication, and it together with the one before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--map", type=Path, default=load_settings().map / "demo")
    parser.add_argument("--blokken", type=int, default=40)
    parser.add_argument("--provincies", type=int, default=3)
    asked = parser.parse_args(given)
    folder = asked.map / "publicaties"
    numbers = sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit())
    published = [read_published(folder, number) for number in numbers[-2:]]
    newest = published[-1]
    with open_engine(f"sqlite:///{asked.map / 'register.sqlite3'}").connect() as connection:
        exact = timed("exact leaves read", lambda: read_exact(connection, newest.wholes))
    relations = timed("relations found", lambda: find_relations(exact, TABELLEN).in_chains(chains(exact)))
    print(f"  {newest.wholes.height} leaves of the whole, {len(relations.rows)} relations")
    print(f"  withheld: {newest.wholes['onderdrukt'].sum()}")
    print(f"  sums of regions that differ from the leaves shown: {sums_that_differ(newest).height}")
    found = timed("all leaves, by propagation", lambda: audit(newest.wholes, relations, SHARED))
    print(f"  narrowest {found.narrowest}, share of hidden numbers below five {found.share_below:.5f}")
    print(found.narrow().head(5))
    blocks = tightest(found, asked.blokken)
    fewest = timed(f"{blocks.height} blocks, in whole numbers", lambda: attack_blocks(newest, relations, blocks))
    print(f"  narrowest {fewest} (the search ends at 5)")
    provinces = newest.gebieden.filter(soort="provincie").group_by("gebied").agg("gm_code").sort(
        pl.col("gm_code").list.len(), "gebied"
    )  # fmt: skip
    for name, members in provinces.head(asked.provincies).rows():
        for indicator in CELLS_OF:
            one = timed(
                f"cells of {name}, {indicator}", lambda m=members, i=indicator: attack_province(newest, relations, m, i)
            )
            print(f"  narrowest {one}")
    if len(published) == 2:
        fewest = timed("two publications", lambda: attack_two(published[0], newest, relations, asked.blokken))
        print(f"  narrowest {fewest}")


if __name__ == "__main__":
    main()
