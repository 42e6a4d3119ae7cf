"""The design effect: how much less cases say of a share because several are of one household."""

from typing import Final

import polars as pl

from metrics.definition import Indicator, Variant
from metrics.periods import Periode

# From so many households on a gebied speaks for itself; with fewer, Nederland speaks for the rest.
HOUSEHOLDS = 200
_NEDERLAND = "NL"
_SQUARES: Final = {
    Periode.MAAND: "noemer2_maand", Periode.KWARTAAL: "noemer2_kwartaal", Periode.JAAR: "noemer2_jaar",
    Periode.TWAALF_MAANDEN: "noemer2_jaar",
}  # fmt: skip


def design_effects(
    samenhang: pl.DataFrame, indicator: Indicator, variant: Variant, kind: Periode | str | None = None
) -> tuple[pl.DataFrame, float]:
    """Return gebied and ``deff`` of the gebieden that are here, and the deff of any other.

    It is the variance of a share over that of as many separate cases, at least 1.

    ``samenhang`` holds sums over households (see metrics.counting.samenhang). The variance is that of a ratio of
    sums over clusters: of m households with teller t and noemer n, m / (m - 1) x sum of (t - p n)^2 over the
    square of all cases. Of fewer than 200 households it is mixed with the national value, m / 200 own;
    without a row of Nederland, what is there stands. Another gebied has the national value, or 1.

    Those sums are of 24 months. In a shorter period fewer cases share a household: with ``kind`` what exceeds 1
    is taken as many times smaller as a case then has fewer others of its household beside it, on average
    (sum n^2 / sum n - 1, of the periods of that kind against the 24 months). Without it the deff of 24 months.

    Source: Rao and Scott, A simple method for the analysis of clustered binary data, Biometrics
    1992;48:577-585; Cochran, Sampling Techniques, 3rd ed., Wiley 1977, par. 6.3 and 9A.2; that what exceeds 1
    goes with the number of others: Kish, Survey Sampling, Wiley 1965, par. 5.4 and 8.2.
    """
    rows = _newest(samenhang, indicator, variant)
    households, cases = pl.col("huishoudens"), pl.col("noemer")
    share = pl.col("teller") / cases
    squares = pl.col("teller2") - 2 * share * pl.col("product") + share.pow(2) * pl.col("noemer2")
    spread = households / (households - 1) * squares / (cases * share * (1 - share))
    # Where all hit or none does, households tell nothing of how alike their cases are.
    told = (households > 1) & (pl.col("teller") > 0) & (pl.col("teller") < cases)
    own = rows.select("gebied", "huishoudens", eigen=pl.when(told).then(1 + (spread - 1) * _beside(kind)))
    national = own.filter(gebied=_NEDERLAND)["eigen"].drop_nulls().to_list()
    deff = pl.col("eigen")
    if national:
        weight = (pl.col("huishoudens") / HOUSEHOLDS).clip(0, 1)
        deff = (weight * deff + (1 - weight) * national[0]).fill_null(national[0])
    found = own.select("gebied", deff=deff.fill_null(1.0).clip(1))
    return found, max(1.0, *national) if national else 1.0


def _beside(kind: Periode | str | None) -> pl.Expr:
    """Return how many others of its household a case has in a period, as a part of those in 24 months."""
    if kind is None:
        return pl.lit(1.0)
    cases = pl.col("noemer")
    in_all = pl.col("noemer2") - cases
    part = (pl.col(_SQUARES[Periode(kind)]) - cases) / in_all
    # Where it is not known how many others a period has, those of all 24 months are as many as there can be.
    return pl.when(in_all > 0).then(part).fill_null(1.0)


def _newest(samenhang: pl.DataFrame, indicator: Indicator, variant: Variant) -> pl.DataFrame:
    """Return the rows of the newest version of a definition that there is of each gebied."""
    mine = samenhang.filter(
        pl.col("versie") <= indicator.versie, indicator=indicator.code, variant=variant.code, uitsplitsing=""
    )
    return mine.filter(pl.col("versie") == pl.col("versie").max().over("gebied"))
