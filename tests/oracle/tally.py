"""What one case comes to, and the tally it is put in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
Key = tuple[str, str, str, date]  # indicator, variant, gemeente, month
Answer = tuple[bool | None, bool | None]  # does it count, does it hit
Whole = set[tuple[str, str, date]]  # gemeente, table and month, delivered in full
Tally = dict[Key, list[int]]  # teller, noemer, onbekend


def new_tally() -> Tally:
    """Return a tally in which nothing was counted."""
    return defaultdict(lambda: [0, 0, 0])


def add(tally: Tally, key: Key, answer: Answer, *, noemer: bool = True) -> None:
    """Put one case in teller and noemer, or in onbekend, or nowhere."""
    counts, hits = answer
    if counts is False:
        return
    if counts is None or hits is None:
        tally[key][2] += 1
        return
    tally[key][0] += hits
    tally[key][1] += noemer
