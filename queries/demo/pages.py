"""Pages: a file of DDAS holds at most 25.000 records, so a large levering is spread over several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from queries.demo.chance import Ints

RECORDS_PER_PAGE = 25_000


@dataclass(frozen=True, slots=True)
class Page:
    """One file: the place of its delivery among those of a task, its number in it, and which leveringen it holds."""

    delivery: int
    number: int  # from 1
    pages: int
    leveringen: range


@dataclass(frozen=True, eq=False)
class Division:
    """How records, sorted by levering, are divided over pages; kinds of record (signalen, zaken) follow each other."""

    pages: list[Page]
    page_of: tuple[Ints, ...]  # per kind, per record: the place of its page in ``pages``


def divide(delivery_of: Ints, leveringen_of: Sequence[Ints], limit: int = RECORDS_PER_PAGE) -> Division:
    """Divide records over pages.

    ``delivery_of`` gives the delivery of each levering, rising; ``leveringen_of`` the levering of each record, rising,
    per kind. Of one levering the first kind comes before the second.
    """
    size = len(delivery_of)
    counts = [np.bincount(those, minlength=size) for those in leveringen_of]
    total: Ints = np.sum(counts, axis=0).astype(np.int64)
    begin = np.concatenate([[0], np.cumsum(total)[:-1]]).astype(np.int64)
    new = np.flatnonzero(np.diff(delivery_of, prepend=-1))  # the first levering of each delivery
    within = begin - begin[new][np.searchsorted(new, np.arange(size), side="right") - 1]
    pages: list[Page] = []
    offset = np.zeros(size, dtype=np.int64)
    for first, last in zip(new.tolist(), [*new[1:].tolist(), size], strict=True):
        records = int(total[first:last].sum())
        number = max(1, -(-records // limit))
        offset[first:last] = len(pages)
        for page in range(number):
            low, high = page * limit, (page + 1) * limit
            # A levering without records stands on the page on which it would begin.
            start, end = within[first:last], within[first:last] + np.maximum(total[first:last], 1)
            here = np.flatnonzero((start < high) & (end > low)) if page < number - 1 else np.flatnonzero(end > low)
            pages.append(
                Page(int(delivery_of[first]), page + 1, number, range(first + int(here[0]), first + int(here[-1]) + 1))
            )
    page_of: list[Ints] = []
    before = np.zeros(size, dtype=np.int64)
    for those, count in zip(leveringen_of, counts, strict=True):
        start = np.concatenate([[0], np.cumsum(count)[:-1]]).astype(np.int64)
        rank = np.arange(len(those)) - start[those]
        page_of.append((offset[those] + (within[those] + before[those] + rank) // limit).astype(np.int64))
        before = before + count
    return Division(pages, tuple(page_of))


def blocks(pages: Sequence[Page], sizes: Sequence[int], limit: int = RECORDS_PER_PAGE) -> Iterator[range]:
    """Take consecutive pages together while they hold no more records than one page may: small ones cost less so."""
    first, filled = 0, 0
    for place, size in enumerate(sizes):
        if place > first and filled + size > limit:
            yield range(first, place)
            first, filled = place, 0
        filled += size
    if pages:
        yield range(first, len(pages))
