"""A funnel of all gemeenten in one period: how far chance, and what gemeenten always differ, may bring each of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.others import field
from dashboard.figures.source import Source, kept
from dashboard.figures.together import whole
from metrics.comparison.between_gemeenten import rates_apart, shares_apart
from metrics.comparison.funnel import funnel, funnel_limits
from metrics.comparison.multiplicity import VEEL, Toeval, by_chance
from metrics.comparison.overdispersion import Overdispersie
from metrics.definition import Methode
from metrics.indicators import indicator_named

# From fewer gemeenten it cannot be told how much they differ beyond chance.
FEWEST: Final = 10
_POINTS: Final = 80
_LIMITS: Final = ("onder_95", "boven_95", "onder_998", "boven_998")


@dataclass(frozen=True)
class Funnel:
    """All gemeenten with their place in the funnel, and its lines.

    ``points`` has the columns of dashboard.figures.others.ROW_SCHEMA with those of metrics.comparison.funnel,
    ``omvang`` (of a share how many separate cases it is worth, of a rate how many were expected) and ``midden``.
    ``lines`` has the limits at each omvang. Values, limits and ``basis`` are in the unit of the stored value.
    ``buiten`` is how many lie outside the widest limits (99,8%), ``toeval`` how many of those chance would bring.
    ``samen`` is the figure of all together, also of those too small to be shown; ``basis`` may be another one.
    """

    points: pl.DataFrame
    lines: pl.DataFrame
    basis: float
    aandeel: bool
    overdispersie: Overdispersie
    buiten: int
    toeval: Toeval
    samen: float | None = None

    @property
    def doorsnee(self) -> bool:
        """Whether the middle is that of gemeenten, and not of all together."""
        return self.samen is not None and self.samen != self.basis


@kept(100)
def funnel_of(
    source: Source,
    gm_code: str,
    indicator: str,
    variant: str,
    kind: str,
    beside: Benchmark = NEDERLAND,
    period: date | None = None,
) -> Funnel | None:
    """Return the funnel of all gemeenten that are shown; None for a median, and with under 10 of them.

    The limits are about all gemeenten, also where a smaller group is compared with: from a few it cannot be told how
    much gemeenten differ. They hold the variance between gemeenten, estimated from all of them (a share on the arcsine
    scale, a rate on the log scale: see metrics.comparison.between_gemeenten), on separate cases: what households that
    come back and rounding add is in n_eff and phi already. A rate of nothing has no place on a log scale, and is not
    in it.

    The middle is the published figure of all together, since those too small to be shown have other ones; of a rate in
    which gemeenten differ more than chance explains it is that of gemeenten (see ``rates_apart``).
    """
    one = indicator_named(indicator)
    of = one.variant(variant)
    methode = one.methode_van(of)
    found = field(source, gm_code, indicator, variant, kind, beside, period)
    if found is None or methode not in (Methode.WILSON, Methode.BYAR):
        return None
    aandeel = methode is Methode.WILSON
    points = found.rows.filter(pl.col("noemer") > 0, pl.lit(aandeel) | (pl.col("teller") > 0))
    if points.height < FEWEST:
        return None
    factor = 1.0 if aandeel else one.eenheid_van(of).factor
    total: tuple[Any, Any] = points.select(pl.col("teller").sum(), pl.col("noemer").sum()).row(0)
    published = whole(source, indicator, variant, kind, found.van, found.tot)
    samen = published / factor if published else total[0] / total[1]
    worth = _worth(points, aandeel=aandeel)
    share = (points["teller"] / points["noemer"]).to_numpy()
    if aandeel:
        basis, found_more = samen, shares_apart(share * worth, worth, samen)
    else:
        basis, found_more = rates_apart(share * worth, worth, samen)
    expected = worth if aandeel else worth * basis
    made = funnel(points, aandeel=aandeel, baseline=basis, richting=one.richting, overdispersie=found_more)
    made = made.with_columns(
        pl.Series("omvang", expected),
        pl.lit(basis * factor).alias("midden"),
        *(pl.col(name) * factor for name in ("waarde", *_LIMITS)),
    )
    grid = np.geomspace(max(float(expected.min()), 1.0) * 0.9, float(expected.max()) * 1.1, _POINTS)
    lines = funnel_limits(grid if aandeel else grid / basis, baseline=basis, aandeel=aandeel, overdispersie=found_more)
    lines = lines.select(pl.Series("omvang", grid), *(pl.col(name) * factor for name in _LIMITS))
    outside = made.filter(pl.col("buiten") == VEEL).height
    return Funnel(
        made, lines, basis * factor, aandeel, found_more, outside, by_chance(made.height, VEEL), samen * factor
    )


def _worth(points: pl.DataFrame, *, aandeel: bool) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return how many separate cases, or people without the widening of phi, each figure is worth."""
    noemer = pl.col("noemer").cast(pl.Float64)
    made = pl.min_horizontal(pl.col("n_eff"), noemer) if aandeel else noemer / pl.max_horizontal("phi", pl.lit(1.0))
    return points.select(pl.coalesce(made, noemer)).to_series().to_numpy()
