"""How much a gemeente differs from itself between months, beyond what chance alone explains: tau squared."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from metrics.asked import asked_of, pairs_of
from metrics.counted_months import WHOLE, counts_of
from metrics.definition import Indicator, Variant
from metrics.periods import Periode, final_from

_FEWEST_MONTHS: Final = 6
_MONTHS: Final = 24


def final_months_of(
    telling: pl.DataFrame, dekking: pl.DataFrame, pairs: Sequence[tuple[Indicator, Variant]], *, today: date
) -> pl.DataFrame:
    """Return gebied, maand, teller and noemer of the newest 24 whole and final months of each variant and gebied.

    ``telling`` and ``dekking`` are stored counts and what was delivered. A month in which nothing was counted is 0.
    The columns ``indicator`` and ``variant`` stand before the others.
    """
    asked = pairs_of(asked_of(pairs, [Periode.MAAND] * len(pairs)))
    names, place = ["indicator", "variant"], ["paar", "gebied", "maand"]
    closed = final_from(pl.col("maand").dt.offset_by("1mo"), pl.col("wacht")) <= pl.lit(today)
    delivered = dekking.filter("volledig").select("tabel", "maand", gebied="gm_code")
    whole = asked.select("paar", "tabel", "wacht", *names).join(delivered, on="tabel").filter(closed)
    counted = counts_of(telling, asked, WHOLE).select(*place, "teller", "noemer")
    months = whole.join(counted, on=place, how="left")
    newest = months.filter(pl.col("maand").rank("dense", descending=True).over("paar", "gebied") <= _MONTHS)
    return newest.sort(place).select(*names, "gebied", "maand", pl.col("teller", "noemer").fill_null(0))


def between_months(
    monthly: pl.DataFrame,
    *,
    aandeel: bool,
    factor: float = 1.0,
    by: Sequence[str] = ("gebied",),
    within: Sequence[str] = (),
) -> pl.DataFrame:
    """Return per ``by`` the variance of the underlying monthly value: maanden, tau2_eigen and tau2.

    ``monthly`` has a row per month with teller and noemer and, where cases of *one month* are no independent draws,
    ``deff``: how many times larger the variance of its count is (1 without it). Households that come back in
    another month do not belong in it: they are in the interval of the period, and would here hide what differs.
    Give final months that were delivered whole, 24 or so; months without noemer say nothing. A trend or a season
    counts as variance too, which errs on the careful side.

    With y = factor t / n, the mean Y = factor sum(t) / sum(n) and v the variance of chance times the noemer (deff
    Y (1 - Y) of a share, deff factor Y of a rate),

    tau2 = max(0, (sum n (y - Y)^2 - (M - 1) v) / (sum n - sum n^2 / sum n)) over M months.

    That is the moment estimator of DerSimonian & Laird (1986), Controlled Clinical Trials 7, with weights n / v.
    It is in the unit of the value squared.

    ``tau2_eigen`` is null with fewer than 6 months. One gemeente's few months say little of its variance, so
    ``tau2`` is that of all of ``monthly`` together (numerators and denominators added up) where the own is lower or
    unknown: never less than is usual among those it is judged with. With ``within``, some of the columns ``by``, those
    are the ones that are the same in them, as those of one indicator.
    """
    keys = list(by)
    value = factor * pl.col("teller") / pl.col("noemer")
    deff = pl.col("deff").fill_null(1.0) if "deff" in monthly.columns else pl.lit(1.0)
    months = monthly.filter(pl.col("noemer") > 0).with_columns(
        _y=value, _deff=deff, _mean=factor * pl.col("teller").sum().over(keys) / pl.col("noemer").sum().over(keys)
    )
    chance = pl.col("_mean") * (1 - pl.col("_mean")) if aandeel else factor * pl.col("_mean")
    parts = months.group_by(keys).agg(
        maanden=pl.len(),
        over=(pl.col("noemer") * (pl.col("_y") - pl.col("_mean")).pow(2)).sum()
        - (pl.len() - 1) * (pl.col("_deff") * chance).mean(),
        per=pl.col("noemer").sum() - pl.col("noemer").pow(2).sum() / pl.col("noemer").sum(),
    )
    enough = (pl.col("maanden") >= _FEWEST_MONTHS) & (pl.col("per") > 0)
    own = pl.when(enough).then((pl.col("over") / pl.col("per")).clip(0))
    together = (pl.when(enough).then(name).sum() for name in ("over", "per"))
    over, per = (each.over(list(within)) if within else each for each in together)
    usual = (over / per).clip(0)
    made = parts.with_columns(tau2_eigen=own, usual=usual.fill_nan(0.0))
    return made.select(*keys, "maanden", "tau2_eigen", tau2=pl.max_horizontal("tau2_eigen", "usual")).sort(keys)
