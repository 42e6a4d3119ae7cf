"""What the suite for leveringen looks at beyond one levering: sameness inside it, what came before, and others."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data_checks.columns.constants import RULES as SAMENESS
from data_checks.columns.constants import constants
from data_checks.columns.coverage import EMPTIED, EMPTIER, coverage
from data_checks.columns.earlier import earlier_leveringen
from data_checks.columns.freshness import GAP, LATE, LONG_AGO, freshness
from data_checks.columns.judged import Arriving, Told
from data_checks.columns.partners import FEWER, GONE, partners
from data_checks.columns.volume import HIGH, LOW, SHRUNK, volume
from data_checks.limits import GateLimits
from queries.deliveries.history import History
from queries.deliveries.records import Delivery
from queries.deliveries.sizes import Sizes, sizes_of

RULES = (LOW, HIGH, SHRUNK, LATE, LONG_AGO, GAP, EMPTIED, EMPTIER, GONE, FEWER, *SAMENESS)


def whole_columns(
    deliveries: Sequence[Delivery], history: History, today: date, limits: GateLimits
) -> list[tuple[pl.DataFrame, Told]]:
    """Return per delivery a Boolean per levering and rule, and by levering and rule what is told of it.

    ``history`` is what was known before; the leveringen judged here are each other's history as well.
    """
    sizes = [sizes_of(delivery) for delivery in deliveries]
    known = history.and_also(sizes)
    arriving, measured = _arriving(sizes, history, known, limits)
    judged = [
        volume(arriving, limits),
        freshness(arriving, today, limits),
        coverage(arriving, measured, limits),
        partners(arriving, limits),
    ]
    frame = arriving.leveringen.select("nummer")
    told: dict[tuple[int, str], str] = {}
    for each in judged:
        frame = frame.join(each.frame, on="nummer", how="left")
        told |= each.told
    return [
        _of_one(delivery, first, frame, told, limits)
        for delivery, first in zip(deliveries, _first_numbers(sizes, history), strict=True)
    ]


def _arriving(sizes: Sequence[Sizes], history: History, known: History, limits: GateLimits) -> tuple[Arriving, Sizes]:
    """Return the leveringen with their numbers in ``known``, and their sizes by those numbers."""
    firsts = _first_numbers(sizes, history)
    numbered = [_numbered(each, first) for each, first in zip(sizes, firsts, strict=True)]
    together = Sizes(
        pl.concat([each.leveringen for each in numbered]),
        pl.concat([each.velden for each in numbered]),
        pl.concat([each.partners for each in numbered]),
    )
    earlier = earlier_leveringen(together.leveringen, known.leveringen, limits)
    return Arriving(together.leveringen, known, history, earlier), together


def _first_numbers(sizes: Sequence[Sizes], history: History) -> list[int]:
    """Return the number that the first levering of each delivery has in ``history.and_also(sizes)``."""
    first, numbers = history.lowest - 1, list[int]()
    for each in sizes:
        numbers.append(first)
        first -= each.leveringen.height
    return numbers


def _numbered(sizes: Sizes, first: int) -> Sizes:
    nummer = (first - pl.col("levering_nr").cast(pl.Int64)).alias("nummer")
    return Sizes(*(frame.with_columns(nummer) for frame in (sizes.leveringen, sizes.velden, sizes.partners)))


def _of_one(
    delivery: Delivery, first: int, frame: pl.DataFrame, told: Told, limits: GateLimits
) -> tuple[pl.DataFrame, Told]:
    last = first - len(delivery.leveringen)
    same, said = constants(delivery.tables, limits)
    own = (
        frame.filter(pl.col("nummer").is_between(last, first, closed="right"))
        .with_columns(levering_nr=(first - pl.col("nummer")).cast(pl.Int32))
        .join(same, on="levering_nr", how="left")
        .select("levering_nr", *RULES)
        .sort("levering_nr")
    )
    return own, said | {(first - nr, regel): text for (nr, regel), text in told.items() if last < nr <= first}
