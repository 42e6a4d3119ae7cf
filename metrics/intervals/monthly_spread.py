"""The spread of months: how many times more their counts differ than those of separate cases would."""

from collections.abc import Sequence
from typing import Any, Final

import polars as pl

from metrics.intervals.confidence import z_value

# The months it is judged by, and the pairs of neighbours among them without which nothing can be said: half of the
# months, or all of the quarters.
MONTHS: Final = 24
_LEAST_PAIRS: Final = 11
_LEAST_PAIRS_OF_QUARTERS: Final = 7
# Of those pairs so many have to have a case at all. Batches that are rare show in every such pair, so that their size
# is better known than from as many draws: it counts as at least so many degrees of freedom.
_LEAST_COUNTED: Final = 2
_LEAST_FREEDOM: Final = 8.0
# Neighbouring pairs share a month (Von Neumann et al. 1941).
_PER_PAIR: Final = 2 / 3
# What months of separate cases show by chance more often than this is taken for chance.
_CHANCE: Final = 0.05


def monthly_spread(monthly: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return per ``by`` its ``phi``, at least 1, from the last 24 months of its counts, and its ``vrijheid``.

    ``monthly`` has maand, teller and noemer of the months that were delivered whole and are final; with
    ``maanden`` a row is about that many, as the quarters of a publication are, and with ``ruis`` rounding has added
    that much to the variance of its count, which is taken off. Each pair
    of neighbouring months is compared with itself alone, so that what moves slowly, a trend, a season, a
    gemeente that grows, is expected and not taken for chance. Given their sum, two counts of separate cases
    are binomial with their noemers as odds, so that the squared difference over its variance has mean 1
    however few there are; phi is the mean over all pairs in which anything was counted. With fewer than
    eleven pairs of months, or seven of quarters, or two in which anything was counted, it is 1.

    ``vrijheid`` is of how many degrees of freedom phi is: two thirds of the number of pairs with a count, since
    neighbouring pairs share a month, and of 12 pairs or more no fewer than 8. Where nothing is known it is 0.

    Source: the mean square successive difference of Von Neumann, Kent, Bellinson and Hart, Ann Math Stat
    1941;12:153-162; two Poisson counts given their sum: Przyborowski and Wilenski, Biometrika
    1940;31:313-323; phi as mean Pearson residual: McCullagh and Nelder, Generalized Linear Models, 2nd ed.,
    1989, par. 4.5.2.
    """
    length = pl.col("maanden") if "maanden" in monthly.columns else pl.lit(1, pl.Int32)
    noise = pl.col("ruis") if "ruis" in monthly.columns else pl.lit(0.0)
    known = monthly.with_columns(maanden=length, ruis=noise).filter(pl.col("noemer") > 0).sort(*by, "maand")
    latest = known.filter(pl.col("maand") > pl.col("maand").max().over(by).dt.offset_by(f"-{MONTHS}mo"))
    pairs = latest.with_columns(
        pl.col(name).shift(-1).over(by).alias(f"{name}_na") for name in ("maand", "teller", "noemer", "ruis")
    ).filter(_number(pl.col("maand")) + pl.col("maanden") == _number(pl.col("maand_na")))
    hits, cases = pl.col("teller").cast(pl.Float64), pl.col("noemer").cast(pl.Float64)
    hits_after, cases_after = pl.col("teller_na").cast(pl.Float64), pl.col("noemer_na").cast(pl.Float64)
    rounding = pl.col("ruis") * cases_after.pow(2) + pl.col("ruis_na") * cases.pow(2)
    apart = (hits_after * cases - hits * cases_after).pow(2) - rounding
    squared = apart / (cases * cases_after * (hits + hits_after))
    # Of a pair without any case nothing can be said: 0 / 0.
    told = pairs.with_columns(afwijking=pl.when(hits + hits_after > 0).then(squared))
    found = told.group_by(by).agg(
        gemiddeld=pl.col("afwijking").mean(),
        geteld=pl.col("afwijking").count(),
        paren=pl.len(),
        maanden=pl.col("maanden").min(),
    )
    least = pl.when(pl.col("maanden") == 1).then(_LEAST_PAIRS).otherwise(_LEAST_PAIRS_OF_QUARTERS)
    known_well = (pl.col("paren") >= least) & (pl.col("geteld") >= _LEAST_COUNTED)
    phi = pl.when(known_well).then(pl.col("gemiddeld")).fill_null(1.0).clip(1)
    least_freedom = pl.min_horizontal(pl.col("paren") * _PER_PAIR, pl.lit(_LEAST_FREEDOM))
    freedom = pl.max_horizontal(pl.col("geteld") * _PER_PAIR, least_freedom)
    freedom = pl.when(known_well).then(freedom).fill_null(0.0)
    places = monthly.select(by).unique()
    return places.join(found, on=by, how="left").select(*by, phi=phi, vrijheid=freedom)


def _number(maand: pl.Expr) -> pl.Expr:
    """Return the number of a month, so that the next has one more."""
    return maand.dt.year() * 12 + maand.dt.month().cast(pl.Int32)


def widening(phi: pl.Expr, vrijheid: pl.Expr, level: float) -> pl.Expr:
    """Return by what the variance of a count is multiplied in its limits at ``level``: 1 or more.

    A phi that months of separate cases would show by chance in 5 of 100 gebieden or more (its quantile of
    chi-squared over ``vrijheid``) is taken as 1: phi can be seen above 1 and never below it, so taking every phi at its
    word makes limits of separate cases too wide. A larger one is multiplied by (t / z)^2, t of Student with
    ``vrijheid`` degrees of freedom, since it is itself an estimate. Source of both: McCullagh and Nelder, Generalized
    Linear Models, 2nd ed., 1989, par. 4.5.2 (the test by chi-squared, limits by t); of the two thirds: Von Neumann
    et al. 1941.
    """
    z, tail = z_value(level), (1 + level) / 2

    def multiplied(given: list[pl.Series] | Any) -> pl.Series:
        import numpy as np
        from scipy.special import chdtri, stdtrit  # pyright: ignore[reportMissingTypeStubs]

        seen, of = (each.to_numpy() for each in given)
        freedom: Any = np.maximum(of, 1.0)
        sure: Any = (of > 0) & (seen > chdtri(freedom, _CHANCE) / freedom)
        return pl.Series(np.where(sure, seen * (stdtrit(freedom, tail) / z) ** 2, 1.0))

    return pl.map_batches([phi, vrijheid], multiplied, return_dtype=pl.Float64)
