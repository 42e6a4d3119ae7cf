"""The design effect: how much less cases say of a share because several are of one household."""

from collections.abc import Sequence
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
_ABOUT: Final = pl.Schema(
    {
        "vraag": pl.UInt32(),
        "indicator": pl.String(),
        "variant": pl.String(),
        "nieuwste": pl.Int32(),
        "kind": pl.String(),
    }
)


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
    about = {"vraag": 0, "indicator": indicator.code, "variant": variant.code, "nieuwste": indicator.versie}
    asked = pl.DataFrame([{**about, "kind": None if kind is None else Periode(kind).value}], schema=_ABOUT)
    found, otherwise = design_effects_of(samenhang, asked)
    return found.drop("vraag"), otherwise["deff_anders"].item()


def design_effects_of(samenhang: pl.DataFrame, asked: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the same for many variants and kinds of period at once, each with its ``vraag``.

    ``asked`` has vraag, indicator, variant, nieuwste (the version of the definition) and kind. The first frame has
    vraag, gebied and ``deff``, the second vraag and ``deff_anders``, for every one that is asked.
    """
    rows, kinds = _newest(samenhang, asked), asked["kind"].drop_nulls().unique().sort().to_list()
    households, cases = pl.col("huishoudens"), pl.col("noemer")
    share = pl.col("teller") / cases
    squares = pl.col("teller2") - 2 * share * pl.col("product") + share.pow(2) * pl.col("noemer2")
    spread = households / (households - 1) * squares / (cases * share * (1 - share))
    # Where all hit or none does, households tell nothing of how alike their cases are.
    told = (households > 1) & (pl.col("teller") > 0) & (pl.col("teller") < cases)
    own = rows.select("vraag", "gebied", "huishoudens", eigen=pl.when(told).then(1 + (spread - 1) * _beside(kinds)))
    national = own.filter(gebied=_NEDERLAND).drop_nulls("eigen").select("vraag", landelijk="eigen")
    weight = (pl.col("huishoudens") / HOUSEHOLDS).clip(0, 1)
    mixed = (weight * pl.col("eigen") + (1 - weight) * pl.col("landelijk")).fill_null(pl.col("landelijk"))
    deff = pl.when(pl.col("landelijk").is_not_null()).then(mixed).otherwise("eigen")
    found = own.join(national, on="vraag", how="left").select("vraag", "gebied", deff=deff.fill_null(1.0).clip(1))
    otherwise = asked.select("vraag").join(national, on="vraag", how="left")
    return found, otherwise.select("vraag", deff_anders=pl.col("landelijk").fill_null(1.0).clip(1))


def _beside(kinds: Sequence[str]) -> pl.Expr:
    """Return how many others of its household a case has in a period, as a part of those in 24 months."""
    if not kinds:
        return pl.lit(1.0)
    cases = pl.col("noemer")
    in_all = pl.col("noemer2") - cases
    squares = pl.coalesce(pl.when(pl.col("kind") == kind).then(_SQUARES[Periode(kind)]) for kind in kinds)
    part = (squares - cases) / in_all
    # Where it is not known how many others a period has, those of all 24 months are as many as there can be.
    told = pl.when(in_all > 0).then(part).fill_null(1.0)
    return pl.when(pl.col("kind").is_null()).then(1.0).otherwise(told)


def _newest(samenhang: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the newest version of a definition that there is of each gebied."""
    about = asked.select(_ABOUT.names())
    mine = samenhang.filter(uitsplitsing="").join(about, on=["indicator", "variant"])
    mine = mine.filter(pl.col("versie") <= pl.col("nieuwste"))
    return mine.filter(pl.col("versie") == pl.col("versie").max().over("vraag", "gebied"))
