"""The spread of months: how many times more their counts differ than those of separate cases would."""

from collections.abc import Sequence

import polars as pl

# The months it is judged by, and the pairs of neighbours among them without which nothing can be said: half of the
# months, or all of the quarters.
MONTHS = 24
_LEAST_PAIRS = 11
_LEAST_PAIRS_OF_QUARTERS = 7


def monthly_spread(monthly: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return per ``by`` its ``phi``, at least 1, from the last 24 months of its counts.

    ``monthly`` has maand, teller and noemer of the months that were delivered whole and are final; with
    ``maanden`` a row is about that many, as the quarters of a publication are. Each pair
    of neighbouring months is compared with itself alone, so that what moves slowly, a trend, a season, a
    gemeente that grows, is expected and not taken for chance. Given their sum, two counts of separate cases
    are binomial with their noemers as odds, so that the squared difference over its variance has mean 1
    however few there are; phi is the mean over all pairs in which anything was counted. With fewer than
    eleven pairs of months, or seven of quarters, it is 1.

    Source: the mean square successive difference of Von Neumann, Kent, Bellinson and Hart, Ann Math Stat
    1941;12:153-162; two Poisson counts given their sum: Przyborowski and Wilenski, Biometrika
    1940;31:313-323; phi as mean Pearson residual: McCullagh and Nelder, Generalized Linear Models, 2nd ed.,
    1989, par. 4.5.2.
    """
    length = pl.col("maanden") if "maanden" in monthly.columns else pl.lit(1, pl.Int32)
    known = monthly.with_columns(maanden=length).filter(pl.col("noemer") > 0).sort(*by, "maand")
    latest = known.filter(pl.col("maand") > pl.col("maand").max().over(by).dt.offset_by(f"-{MONTHS}mo"))
    pairs = latest.with_columns(
        pl.col(name).shift(-1).over(by).alias(f"{name}_na") for name in ("maand", "teller", "noemer")
    ).filter(
        pl.col("maand").dt.offset_by(pl.format("{}mo", "maanden")) == pl.col("maand_na"),
        pl.col("teller") + pl.col("teller_na") > 0,
    )
    hits, cases = pl.col("teller").cast(pl.Float64), pl.col("noemer").cast(pl.Float64)
    hits_after, cases_after = pl.col("teller_na").cast(pl.Float64), pl.col("noemer_na").cast(pl.Float64)
    squared = (hits_after * cases - hits * cases_after).pow(2) / (cases * cases_after * (hits + hits_after))
    found = pairs.group_by(by).agg(gemiddeld=squared.mean(), paren=pl.len(), maanden=pl.col("maanden").min())
    least = pl.when(pl.col("maanden") == 1).then(_LEAST_PAIRS).otherwise(_LEAST_PAIRS_OF_QUARTERS)
    phi = pl.when(pl.col("paren") >= least).then(pl.col("gemiddeld")).fill_null(1.0).clip(1)
    places = monthly.select(by).unique()
    return places.join(found, on=by, how="left").select(*by, phi.fill_null(1.0).alias("phi"))
