"""What is looked at of a levering as a whole: its own size, what came before, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from queries.deliveries.history import History

# By levering and rule, what was found in numbers; only where a rule is broken.
Told = Mapping[tuple[int, str], str]


@dataclass(frozen=True, eq=False)
class Judged:
    """Answers per levering: ``nummer`` and one Boolean per rule, null where there is too little to judge by."""

    frame: pl.DataFrame
    told: Told


@dataclass(frozen=True, eq=False)
class Arriving:
    """Leveringen that are judged together, and all that is known beside them.

    ``leveringen`` has ``nummer`` and the columns of a header; ``known`` also holds these leveringen
    themselves, ``before`` only what came before them.
    """

    leveringen: pl.DataFrame
    known: History
    before: History
    earlier: pl.DataFrame
