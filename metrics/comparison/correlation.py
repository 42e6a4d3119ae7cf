"""Whether two indicators go together over gemeenten: a correlation of ranks, with how sure it is."""

from dataclasses import dataclass
from math import atanh, isnan, sqrt, tanh

import polars as pl

from metrics.intervals.confidence import z_value

FEWEST = 10


@dataclass(frozen=True)
class Samenhang:
    """Spearman's rank correlation (-1 to 1) with its limits, of so many gemeenten."""

    rho: float
    onder: float
    boven: float
    aantal: int


def rank_correlation(one: pl.Series, other: pl.Series, level: float = 0.95) -> Samenhang | None:
    """Return how far the order of two series agrees, over the places where both are known; None under 10 of these.

    rho is Pearson's correlation of the ranks, equals sharing their mean rank; None where one of them never varies.
    The limits are tanh(atanh(rho) -/+ z sqrt((1 + rho^2 / 2) / (n - 3))). Source: Spearman (1904); the limits:
    Bonett & Wright (2000), Psychometrika 65. That each value is itself unsure is not in them: it draws rho to 0.
    """
    both = pl.DataFrame({"one": one, "other": other}).drop_nulls()
    number = both.height
    if number < FEWEST:
        return None
    ranked = both.select(pl.corr(pl.col("one").rank("average"), pl.col("other").rank("average"))).item()
    if ranked is None or isnan(ranked):
        return None
    rho = max(-1.0, min(1.0, float(ranked)))
    if abs(rho) == 1:
        return Samenhang(rho, rho, rho, number)
    reach = z_value(level) * sqrt((1 + rho**2 / 2) / (number - 3))
    return Samenhang(rho, tanh(atanh(rho) - reach), tanh(atanh(rho) + reach), number)
