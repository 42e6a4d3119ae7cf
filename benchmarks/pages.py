"""How long a server works on the figures of a page, for gemeenten that nobody looked at yet.

    python -m benchmarks.pages STORE [--gemeenten 60] [--seed 1] [--beside nederland|regio|vergelijkbaar]

``STORE`` is the folder of a store (register.sqlite3, publicaties). In one process, on invented choices that ``--seed``
decides, it asks for each gemeente, cold and then once more warm:

- state: what every rerun asks first, whether anything changed;
- overzicht: ``standing.cards``, all indicators with value, comparison, trend, goals and small lines, in a random kind
  of period;
- trend: ``standing.trend`` of a random indicator and variant in a random kind of period;
- another kind: the cards of the same gemeente in another kind of period, as who changes the choice above the page waits
  for;

and once, cold: ``everyone``, all gemeenten and indicators in their newest final period. What all readers share, such
as the publication of Nederland, is asked once before, as a server that runs has it.

A time says little without the machine: right before each gemeente the counts of it are read from the store with
nothing kept (``reading``), and every row is given as so many times that, median beside median. Drawing, and sending to
the browser, are not in it.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.figures import measured, standing, stored
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.source import Source
from metrics.indicators import INDICATORS
from queries import access
from queries.viewer import local_administrator

KINDS = tuple(measured.POINTS)
GEBIEDEN = {"nederland": "NL", "regio": "arbeidsmarktregio", "vergelijkbaar": "vergelijkbaar"}


def open_source(folder: Path) -> Source:
    """Return where the figures of the store in ``folder`` are read."""
    url, viewer = f"sqlite:///{folder / 'register.sqlite3'}", local_administrator()
    stored.store_exists(url)
    state = stored.read_state(url, viewer)
    today = state.berekening.peildatum if state.berekening else None
    return Source(url, folder / "publicaties", viewer, state.versie, today, state.publicatie)


def read_anew(source: Source, gm_code: str) -> None:
    """Read the counts of a gemeente from the store, with nothing kept."""
    with stored.open_store(source.url).connect() as connection:
        for read in (access.read_telling, access.read_verdeling, access.read_dekking, access.read_samenhang):
            read(connection, source.viewer, gm_code)


def visit(source: Source, gm_code: str, beside: str, chance: random.Random) -> dict[str, Callable[[], object]]:
    """Return what is asked when someone opens the pages of a gemeente, by name, in that order."""
    kind, other = chance.sample(KINDS, 2)
    one = chance.choice(INDICATORS)
    of, against = chance.choice(one.varianten), benchmark_of(source, gm_code, beside)
    return {
        "reading": lambda: read_anew(source, gm_code),
        "state": lambda: stored.read_state(source.url, source.viewer),
        "overzicht": lambda: standing.cards(source, gm_code, kind, against),
        "another kind": lambda: standing.cards(source, gm_code, other, against),
        "trend": lambda: standing.trend(source, gm_code, one.code, of.code, kind, against),
    }


def benchmark_of(source: Source, gm_code: str, beside: str) -> Benchmark:
    """Return what a gemeente is compared with; Nederland where there is nothing of that kind."""
    found = stored.benchmarks(source, gm_code)
    return next((each for each in found if each.gebied.startswith(GEBIEDEN[beside])), NEDERLAND)


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row(name: str, times: Sequence[float], reading: float) -> str:
    """Return a line of the table: median and 95th percentile in milliseconds, and the ratios to reading the counts."""
    median, slow = statistics.median(times), sorted(times)[int(0.95 * len(times))]
    numbers = f"{1000 * median:9.1f}{1000 * slow:9.1f}{1000 * max(times):9.1f}"
    return f"{name:22}{numbers}{median / reading:10.1f}{slow / reading:9.1f}"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--gemeenten", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--beside", choices=GEBIEDEN, default="nederland")
    given = parser.parse_args()
    source, chance = open_source(given.store), random.Random(given.seed)  # noqa: S311 - choices, no secrets
    first, *others = chance.sample(list(stored.gemeenten(source)), given.gemeenten + 1)
    everyone = seconds(lambda: measured.everyone(source, "jaar"))
    for kind in KINDS:  # what all readers share
        standing.cards(source, first, kind, benchmark_of(source, first, given.beside))
    cold: dict[str, list[float]] = {}
    warm: dict[str, list[float]] = {}
    for gm_code in others:
        asked = visit(source, gm_code, given.beside, chance)
        for times in (cold, warm):
            for name, work in asked.items():
                times.setdefault(name, []).append(seconds(work))
    reading = statistics.median(cold["reading"])
    print(f"{'':22}{'median ms':>9}{'p95 ms':>9}{'max ms':>9}{'x reading':>10}{'p95 x':>9}")
    for name, times in cold.items():
        print(row(f"{name}, cold", times, reading))
        print(row(f"{name}, warm", warm[name], reading))
    print(row("everyone, cold", [everyone], reading))


if __name__ == "__main__":
    main()
