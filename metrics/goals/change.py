"""How much a figure changed since a base year, with its interval."""

from dataclasses import dataclass
from datetime import date
from math import isfinite, sqrt

import polars as pl

from metrics.intervals.counts import exact_poisson, ratio_to_base
from metrics.intervals.shares import wilson


@dataclass(frozen=True)
class Meting:
    """One measured figure of a period that ends before ``tot``: its value and 95% limits, in one unit.

    ``aantal`` is there for a bare count, which is compared exactly. Without limits it is taken as it is told:
    nobody knows how sure it is. ``definitief`` is false while it may still change.
    """

    waarde: float
    tot: date
    onder: float | None = None
    boven: float | None = None
    aantal: int | None = None
    definitief: bool = True
    geschat: bool = False

    @property
    def onzeker(self) -> bool:
        """Whether its limits are known."""
        return self.onder is not None and self.boven is not None


@dataclass(frozen=True)
class Verandering:
    """A relative change: -0,7 is 70% less; the limits are null where one of the two figures has none."""

    waarde: float
    onder: float | None
    boven: float | None


def counted(aantal: int, tot: date, *, level: float = 0.95, definitief: bool = True, geschat: bool = False) -> Meting:
    """Return a count of a stream with its exact Poisson limits."""
    low, high = pl.DataFrame({"aantal": [aantal]}).select(*_named(exact_poisson(pl.col("aantal"), level))).row(0)
    return Meting(float(aantal), tot, low, high, aantal, definitief, geschat)


def share(teller: int, noemer: int, tot: date, *, level: float = 0.95, definitief: bool = True) -> Meting:
    """Return a share with its limits by Wilson; ``noemer`` is above 0."""
    limits = wilson(pl.col("teller"), pl.col("noemer"), level)
    low, high = pl.DataFrame({"teller": [teller], "noemer": [noemer]}).select(*_named(limits)).row(0)
    return Meting(teller / noemer, tot, low, high, None, definitief)


def change(nu: Meting, basis: Meting, *, level: float = 0.95) -> Verandering | None:
    """Return ``nu`` / ``basis`` - 1 with its limits; None where the base is 0.

    Two counts: the exact limits of their ratio (metrics.intervals.counts.ratio_to_base). Two other figures with
    limits: the method of variance estimates recovery for a ratio (Donner and Zou, Statistics in Medicine
    2012;31(7): 671-681), at the level of those limits. A base without limits is taken as certain, and the
    reader is told so.
    """
    if basis.waarde <= 0:
        return None
    ratio = nu.waarde / basis.waarde
    low, high = _limits(nu, basis, level)
    return Verandering(ratio - 1, None if low is None else low - 1, None if high is None else high - 1)


def _limits(nu: Meting, basis: Meting, level: float) -> tuple[float | None, float | None]:
    """Return the limits of the ratio."""
    if nu.aantal is not None and basis.aantal is not None:
        frame = pl.DataFrame({"nu": [nu.aantal], "basis": [basis.aantal]})
        return frame.select(*_named(ratio_to_base(pl.col("nu"), pl.col("basis"), level))).row(0)
    if nu.onder is None or nu.boven is None:
        return None, None
    if basis.onder is None or basis.boven is None:
        return nu.onder / basis.waarde, nu.boven / basis.waarde
    return (
        _mover_ratio(nu.waarde, nu.onder, basis.waarde, basis.boven, side=-1),
        _mover_ratio(nu.waarde, nu.boven, basis.waarde, basis.onder, side=1),
    )


def _mover_ratio(value: float, limit: float, base: float, base_limit: float, *, side: int) -> float | None:
    """Return one limit of value / base, from the limit of each on that side; None where it has no end."""
    product = value * base
    under = max(product**2 - limit * base_limit * (2 * value - limit) * (2 * base - base_limit), 0.0)
    divisor = base_limit * (2 * base - base_limit)
    if divisor <= 0:
        return None if side > 0 else 0.0
    found = (product + side * sqrt(under)) / divisor
    return max(found, 0.0) if isfinite(found) else None


def _named(limits: tuple[pl.Expr, pl.Expr]) -> tuple[pl.Expr, pl.Expr]:
    """Give the limits names of their own."""
    return limits[0].alias("onder"), limits[1].alias("boven")
