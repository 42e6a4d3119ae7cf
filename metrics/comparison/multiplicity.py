"""Many at once: which stand out when hundreds are looked at, and how many would by chance alone."""

from dataclasses import dataclass
from typing import Final

import polars as pl

# One chosen figure is judged at 95%; of a list, a map or a profile each at 99,8% (domain rule).
EEN: Final = 0.95
VEEL: Final = 0.998
FALSE_SHARE: Final = 0.05


@dataclass(frozen=True)
class Toeval:
    """How many of so many would stand out by chance alone, if none differed; each side has half of them."""

    aantal: int
    verwacht: float
    minstens_een: float  # the chance that at least one does

    @property
    def zin(self) -> str:
        """Say it in one sentence for a reader."""
        shown = f"{self.verwacht:.1f}".replace(".", ",")
        return f"Ook als geen van deze {self.aantal} cijfers echt afwijkt, vallen er door toeval gemiddeld {shown} op."


def by_chance(number: int, level: float = VEEL) -> Toeval:
    """Return how many of ``number`` figures lie outside limits at ``level`` by chance: number x (1 - level).

    The chance of at least one is 1 - level^number, for figures that are independent.
    """
    if number < 0:
        raise ValueError(f"a number of figures is not below 0: {number}")
    return Toeval(number, number * (1 - level), 1 - level**number)


def benjamini_hochberg(kans: pl.Series) -> pl.Series:
    """Return the adjusted chance of each p-value: at most q means that it stands out at a false discovery rate of q.

    With m p-values sorted upward, the adjusted one of rank i is the least over j >= i of m p(j) / j, at most 1;
    null stays null and is not counted in m. Source: Benjamini & Hochberg (1995), JRSS B 57, in the form of R's
    ``p.adjust(method = "BH")``.
    """
    ordered = pl.DataFrame({"kans": kans.cast(pl.Float64)}).with_row_index("plaats").sort("kans", nulls_last=True)
    number = pl.col("kans").count()
    raised = pl.col("kans") * number / (pl.int_range(1, pl.len() + 1))
    adjusted = ordered.with_columns(aangepast=raised.cum_min(reverse=True).clip(0, 1))
    return adjusted.sort("plaats")["aangepast"].alias(kans.name)


def stand_out(kans: pl.Series, false_share: float = FALSE_SHARE) -> pl.Series:
    """Return which p-values stand out when at most ``false_share`` of those that do may be chance (null: not said)."""
    return benjamini_hochberg(kans) <= false_share
