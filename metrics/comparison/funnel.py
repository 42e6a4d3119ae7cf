"""Funnels: each gemeente at its own size, between limits that say how far chance alone may bring it."""

from enum import Enum
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from metrics.comparison.funnel_limits import (
    Pair,
    adjusted_deviate,
    adjusted_limits,
    count_limits,
    exact_share_limits,
    share_limits,
)
from metrics.comparison.oordelen import TE_WEINIG, VERGELIJKBAAR, higher_and_lower
from metrics.comparison.overdispersion import Overdispersie, Schaal
from metrics.definition import Richting
from metrics.intervals.exact_tails import binomial_tail, poisson_tail

NIVEAUS: Final = {"95": 0.95, "998": 0.998}
# Where fewer are expected, with or without the outcome, the normal approximation of a share is not used.
_EXACT_BELOW: Final = 10
_LEVELS: Final = tuple(NIVEAUS.values())
Numbers = NDArray[np.float64]


class Grens(Enum):
    """How the limits at one point of a funnel were made: what the figure says of it."""

    NORMAAL = "normale benadering (PHE)"
    BINOMIAAL = "exact binomiaal"
    GARWOOD = "Garwood"
    VERRUIMD = "verruimd voor overdispersie"


def funnel_limits(
    noemer: ArrayLike, *, baseline: float, aandeel: bool, overdispersie: Overdispersie | None = None
) -> pl.DataFrame:
    """Return the lines of a funnel: noemer, basis, onder_95, boven_95, onder_998, boven_998 and methode (see Grens).

    A share (``aandeel``) has the normal approximation of PHE, and exact binomial limits where noemer x p or
    noemer x (1 - p) is under 10; its values lie between 0 and 1. A rate has Garwood's at noemer x p expected, times p.
    With an ``overdispersie`` of phi above 1 all limits are those of ``adjusted_limits``: ARCSINUS for a share,
    another scale for a rate. The sources stand at each of these in metrics.comparison.funnel_limits.
    """
    number = np.asarray(noemer, float)
    wide = overdispersie if overdispersie is not None and overdispersie.phi > 1 else None
    if wide is not None and (wide.schaal is Schaal.ARCSINUS) is not aandeel:
        raise ValueError(f"the scale {wide.schaal.value} does not go with a {'share' if aandeel else 'rate'}")
    few = np.minimum(number * baseline, number * (1 - baseline)) < _EXACT_BELOW
    lines: dict[str, Any] = {"noemer": number, "basis": np.full(number.shape, baseline)}
    for name, level in NIVEAUS.items():
        lines[f"onder_{name}"], lines[f"boven_{name}"] = _limits(number, baseline, level, few, wide, aandeel=aandeel)
    plain = np.where(few, Grens.BINOMIAAL.value, Grens.NORMAAL.value) if aandeel else Grens.GARWOOD.value
    lines["methode"] = np.broadcast_to(Grens.VERRUIMD.value if wide else plain, number.shape)
    made = pl.DataFrame(lines).with_columns(pl.col(pl.Float64).fill_nan(None))
    return made.with_columns(pl.when(pl.col("noemer").is_not_null()).then("methode").alias("methode"))


def funnel(
    punten: pl.DataFrame,
    *,
    aandeel: bool,
    baseline: float | None = None,
    richting: Richting = Richting.GEEN,
    overdispersie: Overdispersie | None = None,
    level: float = NIVEAUS["998"],
) -> pl.DataFrame:
    """Return ``punten``, a row per gemeente with teller and noemer, with where each lies in the funnel.

    Added are waarde (teller / noemer), the columns of ``funnel_limits``, kans (the two-sided chance of a count this
    far from the baseline or further: twice the smaller exact tail, binomial or Poisson, at most 1; with
    overdispersion that of the normal deviate behind the limits), buiten (0.95 or 0.998: the widest limits it
    lies outside of, else null) and oordeel at ``level``, one of these two. ``baseline`` is sum(teller) / sum(noemer)
    unless given; for observed against expected, noemer is the expected number and the baseline 1.

    Where ``punten`` has n_eff (of a share) or phi (of a rate), as figures have, the limits are those of n_eff cases
    or of noemer / phi: cases of one household, or of one batch, are no separate draws.

    A point is outside only when it lies past the line and its exact tail is below (1 - level) / 2 too: the lines
    alone put more than that outside where counts are small (Garwood's lower line: 4,6% at 12 expected).
    Of a point without noemer nothing is said.
    """
    if level not in _LEVELS:
        raise ValueError(f"a funnel has limits at {_LEVELS[0]} and {_LEVELS[1]}, not at {level}")
    count, number = (punten[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in ("teller", "noemer"))
    number = np.where(number > 0, number, np.nan)
    value = count / number
    if baseline is None:
        known = np.isfinite(value)
        baseline = float(count[known].sum() / number[known].sum()) if known.any() else 0.0
    separate = _separate(punten, number, aandeel=aandeel)
    lines = funnel_limits(separate, baseline=baseline, aandeel=aandeel, overdispersie=overdispersie)
    if overdispersie is not None and overdispersie.phi > 1:
        tail = _normal_tail(value, separate, baseline, overdispersie)
    elif aandeel:
        tail = binomial_tail(value * separate, separate, baseline)
    else:
        tail = poisson_tail(value * separate, separate * baseline)
    made = punten.with_columns(
        pl.Series("waarde", value).fill_nan(None),
        *lines.drop("noemer").get_columns(),
        pl.Series("kans", np.minimum(1.0, 2 * tail)).fill_nan(None),
    )
    outside = {name: _outside(name, limits) for name, limits in NIVEAUS.items()}
    higher, lower = higher_and_lower(richting)
    word = pl.when(pl.col("waarde") > pl.col("basis")).then(pl.lit(higher)).otherwise(pl.lit(lower))
    return made.with_columns(
        buiten=pl.when(outside["998"]).then(NIVEAUS["998"]).when(outside["95"]).then(NIVEAUS["95"]),
        oordeel=pl.when(pl.any_horizontal(pl.col("waarde", "kans").is_null()))
        .then(pl.lit(TE_WEINIG))
        .when(outside["998" if level == NIVEAUS["998"] else "95"])
        .then(word)
        .otherwise(pl.lit(VERGELIJKBAAR)),
    )


def _separate(punten: pl.DataFrame, number: Numbers, *, aandeel: bool) -> Numbers:
    """Return how many separate cases the noemer is worth, never more than there are."""
    name = "n_eff" if aandeel else "phi"
    if name not in punten.columns:
        return number
    spread = punten[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
    worth = spread if aandeel else number / np.maximum(spread, 1)
    return np.where(np.isfinite(worth), np.minimum(worth, number), number)


def _limits(
    number: Numbers, baseline: float, level: float, few: NDArray[np.bool_], wide: Overdispersie | None, *, aandeel: bool
) -> Pair:
    if wide is not None:
        return adjusted_limits(_per(number, baseline, wide), wide, level, baseline=baseline)
    if not aandeel:
        low, high = count_limits(number * baseline, level)
        return low / number, high / number
    exact, normal = exact_share_limits(number, baseline, level), share_limits(number, baseline, level)
    return np.where(few, exact[0], normal[0]), np.where(few, exact[1], normal[1])


def _per(number: Numbers, baseline: float, wide: Overdispersie) -> Numbers:
    """Return what the scale is per: the number expected of a rate, else the noemer."""
    return number * baseline if wide.schaal in (Schaal.LOG, Schaal.WORTEL) else number


def _outside(name: str, level: float) -> pl.Expr:
    past = (pl.col("waarde") < pl.col(f"onder_{name}")) | (pl.col("waarde") > pl.col(f"boven_{name}"))
    return past & (pl.col("kans") < 1 - level)


def _normal_tail(value: Numbers, number: Numbers, baseline: float, wide: Overdispersie) -> Numbers:
    from scipy.special import ndtr  # pyright: ignore[reportMissingTypeStubs]

    deviate = adjusted_deviate(value, _per(number, baseline, wide), wide, baseline=baseline)
    return np.asarray(ndtr(-np.abs(deviate)), float)
