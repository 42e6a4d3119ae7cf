"""Ranks that admit what they do not know: a place between which places, and a fifth of all gemeenten."""

from typing import Final

import numpy as np
import polars as pl

KWINTIELEN: Final = 5


def ranks(values: pl.DataFrame, *, hoogste_eerst: bool = True, parts: int = KWINTIELEN) -> pl.DataFrame:
    """Return ``values``, a row per gemeente with waarde, onder and boven, with its place and between which it lies.

    Added are rang (1 is the highest value, or the lowest with ``hoogste_eerst`` false; equals share the best place),
    rang_onder and rang_boven (the best and the worst place it may have), en kwintiel (see ``quantile_groups``).

    The best place is 1 + the number of gemeenten whose whole interval lies on the better side of its own, the worst
    place K - the number whose whole interval lies on the worse side; intervals that touch count as apart. Source:
    Klein, Wright & Wieczorek (2020), A joint confidence region for an overall ranking of populations, JRSS C 69,
    theorem 1: where the K intervals hold all at once with a certain chance, so do the K ranks. Intervals of
    ``joint_level(K)`` each do, of independent gemeenten; intervals of 95% each give places that are each too narrow.

    Only gemeenten with all three values have a place, and K is their number; of the others all four are null.
    """
    known = pl.all_horizontal(pl.col("waarde", "onder", "boven").is_not_null())
    sign = -1.0 if hoogste_eerst else 1.0
    chosen = values.select(known.alias("known"))["known"].to_numpy()
    value, one, other = (
        sign * values.filter(chosen)[name].cast(pl.Float64).to_numpy() for name in ("waarde", "onder", "boven")
    )
    near, far = np.minimum(one, other), np.maximum(one, other)
    # Of an interval without width, both sides count the gemeente itself.
    itself = (near == far).astype(np.int64)
    first = 1 + np.searchsorted(np.sort(value), value, side="left")
    last = np.searchsorted(np.sort(value), value, side="right")
    best = 1 + np.searchsorted(np.sort(far), near, side="right") - itself
    worst = np.searchsorted(np.sort(near), far, side="left") + itself
    whole = pl.DataFrame(
        {"rang": first, "rang_onder": np.minimum(best, first), "rang_boven": np.maximum(worst, last)},
        schema=dict.fromkeys(("rang", "rang_onder", "rang_boven"), pl.Int32),
    )
    where = np.full(values.height, -1)
    where[chosen] = np.arange(value.size)
    placed = whole[np.where(where < 0, 0, where).tolist()] if value.size else whole.clear(values.height)
    made = values.with_columns(
        pl.when(pl.Series(chosen)).then(column).alias(column.name) for column in placed.get_columns()
    )
    return made.with_columns(kwintiel=quantile_groups(pl.col("rang"), parts))


def quantile_groups(rang: pl.Expr, parts: int = KWINTIELEN) -> pl.Expr:
    """Return in which of ``parts`` groups of about one size a rank falls, 1 first; null with fewer ranks than parts.

    With N ranks: parts + 1 - ceil((N + 1 - rank) / (N / parts)), at least 1. Source: PHE (OHID) technical guidance,
    "Assigning deprivation categories", as PHEindicatormethods ``phe_quantile``: equals fall in one group.
    """
    number = rang.count()
    group = (parts + 1 - ((number + 1 - rang) * parts / number).ceil()).clip(1)
    return pl.when(number >= parts).then(group).cast(pl.Int32)


def joint_level(number: int, level: float = 0.95) -> float:
    """Return the level each of ``number`` independent intervals needs for all to hold at once with ``level``.

    level^(1 / number): Sidak (1967), JASA 62; as Klein, Wright & Wieczorek (2020) use it.
    """
    if number < 1:
        raise ValueError(f"there is at least one interval, not {number}")
    return level ** (1 / number)
