"""What one case comes to, and the tally it is put in."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
Key = tuple[str, str, str, date, str, str]  # indicator, variant, gemeente, month, breakdown, cell
Answer = tuple[bool | None, bool | None]  # does it count, does it hit
Whole = set[tuple[str, str, date]]  # gemeente, table and month, delivered in full
Tally = dict[Key, list[int]]  # teller, noemer, onbekend
# Whole numbers of cases, and whether one went on after it: how often each occurs.
Histogram = Counter[tuple[str, str, str, date, str, str, int, bool]]


class Place(NamedTuple):
    """Where a case is counted: its gemeente and month, and its cell in each breakdown."""

    gemeente: str
    maand: date
    cells: Mapping[str, str]


class Count(NamedTuple):
    """One way a traject is counted: on which day, from when on, and with what answer."""

    day: date | None
    closes: date | None
    answer: Answer
    breakdowns: Sequence[str]


def new_tally() -> Tally:
    """Return a tally in which nothing was counted."""
    return defaultdict(lambda: [0, 0, 0])


def add(
    tally: Tally, what: tuple[str, str], place: Place, answer: Answer, breakdowns: Sequence[str], *, noemer: bool = True
) -> None:
    """Put one case in teller and noemer, or in onbekend, or nowhere; in the whole and in each breakdown."""
    counts, hits = answer
    if counts is False:
        return
    unknown = counts is None or hits is None
    for key in keys(what, place, breakdowns):
        if unknown:
            tally[key][2] += 1
        else:
            tally[key][0] += bool(hits)
            tally[key][1] += noemer


def keys(what: tuple[str, str], place: Place, breakdowns: Sequence[str]) -> list[Key]:
    """Return the keys of the whole and of the cells a case is in; "kenmerk" stands for all own ones.

    "a*b" is the cell of a together with that of b.
    """
    own = [name for name in place.cells if name.startswith("kenmerk:")]
    cells = [("", "")]
    for breakdown in breakdowns:
        for names in _named(breakdown, own):
            cells.append(("*".join(names), "*".join(place.cells[name] for name in names)))
    return [(*what, place.gemeente, place.maand, *cell) for cell in cells]


def _named(breakdown: str, own: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the breakdowns that are meant: of own kenmerken each, of two of them the six used most."""
    if breakdown == "kenmerk*kenmerk":
        return [(one, other) for one in own[:6] for other in own[:6] if one < other]
    parts = [own if part == "kenmerk" else [part] for part in breakdown.split("*")]
    return [tuple(names) for names in product(*parts)]
