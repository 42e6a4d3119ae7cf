"""Intervals of a difference between two independent figures: Newcombe for shares, MOVER for any two."""

import polars as pl

from metrics.intervals.shares import wilson

Sided = tuple[pl.Expr, pl.Expr, pl.Expr]  # value, lower and upper limit


def newcombe(
    teller: pl.Expr, noemer: pl.Expr, teller_2: pl.Expr, noemer_2: pl.Expr, level: float = 0.95
) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of teller / noemer - teller_2 / noemer_2; null where there is nothing to divide by.

    Source: Newcombe, Stat Med 1998;17:873-890, method 10: the hybrid of two intervals of Wilson.
    """
    some = (noemer > 0) & (noemer_2 > 0)
    one = (teller / noemer, *wilson(teller, noemer, level))
    two = (teller_2 / noemer_2, *wilson(teller_2, noemer_2, level))
    low, high = mover(one, two)
    return pl.when(some).then(low), pl.when(some).then(high)


def mover(own: Sided, other: Sided) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of own - other from (value, lower, upper) of each, which must be independent.

    The level is that of the limits given. With Wilson's it is Newcombe's interval. Source: Zou and Donner,
    Stat Med 2008;27:1693-1702 (method of variance estimates recovery).
    """
    (value, low, high), (value_2, low_2, high_2) = own, other
    gap = value - value_2
    return (
        gap - ((value - low).pow(2) + (high_2 - value_2).pow(2)).sqrt(),
        gap + ((high - value).pow(2) + (value_2 - low_2).pow(2)).sqrt(),
    )
