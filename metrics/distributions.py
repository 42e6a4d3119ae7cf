"""Quantiles of distributions that Polars does not have, for whole columns at once."""

from collections.abc import Callable
from typing import Any

import polars as pl


def beta_quantile(chance: float, a: pl.Expr, b: pl.Expr) -> pl.Expr:
    """Return below which value a beta(a, b) number lies with this chance; null where a or b is."""

    def quantile(a: Any, b: Any) -> Any:
        from scipy.special import betaincinv  # pyright: ignore[reportMissingTypeStubs]

        return betaincinv(a, b, chance)

    return _through(quantile, a, b)


def gamma_quantile(chance: float, shape: pl.Expr) -> pl.Expr:
    """Return below which value a gamma number of this shape and scale 1 lies with this chance; null where shape is.

    Twice this is the quantile of chi-squared with 2 x shape degrees of freedom.
    """

    def quantile(shape: Any) -> Any:
        from scipy.special import gammaincinv  # pyright: ignore[reportMissingTypeStubs]

        return gammaincinv(shape, chance)

    return _through(quantile, shape)


def binomial_quantile(chance: float, trials: pl.Expr, share: float) -> pl.Expr:
    """Return the smallest number of hits that is not passed with at least this chance; null where trials is."""

    def quantile(trials: Any) -> Any:
        import numpy as np
        from scipy.special import bdtr, bdtrik  # pyright: ignore[reportMissingTypeStubs]

        # The inverse is real, and may end a hair beside a whole number: look at the number below it too.
        found: Any = np.ceil(bdtrik(chance, trials, share))
        below: Any = np.maximum(found - 1, 0)
        reached: Any = bdtr(below, np.nan_to_num(trials).astype(np.int64), share)
        return found - (reached >= chance) * (found - below)

    return _through(quantile, trials)


def _through(formula: Callable[..., Any], *columns: pl.Expr) -> pl.Expr:
    """Send whole columns through a formula on vectors; what is null stays null."""

    def apply(given: list[pl.Series] | Any) -> pl.Series:
        return pl.Series(formula(*(column.to_numpy() for column in given)), dtype=pl.Float64)

    made = pl.map_batches([column.cast(pl.Float64) for column in columns], apply, return_dtype=pl.Float64)
    return pl.when(pl.all_horizontal(column.is_not_null() for column in columns)).then(made)
