"""Standardised rates: what a rate would be with the strata of another population, with its interval."""

from collections.abc import Sequence

import polars as pl

from metrics.intervals.counts import EXACT_BELOW, byar


def directly_standardised(
    strata: pl.DataFrame, by: Sequence[str], level: float = 0.95, *, per: float = 1.0, least: int = EXACT_BELOW
) -> pl.DataFrame:
    """Return per ``by`` the teller, noemer, waarde, onder and boven of a directly standardised rate x ``per``.

    ``strata`` has a row per stratum: its teller, its own noemer, and ``standaard``, how many of the standard
    population are in it. Waarde and limits are null below ``least`` cases in all, as too few to standardise,
    and where a stratum that counts has no noemer. The limits are those of Dobson, Kuulasmaa, Eberle and
    Scherer, Stat Med 1991;10:457-462, with the limits of the count by Byar (exact below ten), as in the
    function phe_dsr of PHEindicatormethods.
    """
    weight, people = pl.col("standaard"), pl.col("noemer")
    counts = (people > 0) & (weight > 0)
    share = pl.when(counts).then(weight / people)
    low, high = byar(pl.col("teller"), level)
    # How far a limit of the sum of cases lies from it, in terms of the weighted rate.
    step = (pl.col("variantie") / pl.col("teller")).sqrt()
    whole = pl.col("heel") & (pl.col("teller") >= least) & (pl.col("teller") > 0)
    return (
        strata.with_columns(gewogen=share * pl.col("teller"), kwadraat=share.pow(2) * pl.col("teller"))
        .group_by(by, maintain_order=True)
        .agg(
            pl.col("teller", "noemer").sum(),
            waarde=pl.col("gewogen").sum() / weight.sum(),
            variantie=pl.col("kwadraat").sum() / weight.sum().pow(2),
            heel=(counts | (weight == 0)).all(),
        )
        .with_columns(onder=pl.col("waarde") + step * (low - pl.col("teller")),
                      boven=pl.col("waarde") + step * (high - pl.col("teller")))
        .select(*by, "teller", "noemer",
                *(pl.when(whole).then(pl.col(name) * per).alias(name) for name in ("waarde", "onder", "boven")))
    )  # fmt: skip


def indirectly_standardised(
    strata: pl.DataFrame, by: Sequence[str], level: float = 0.95, *, per: float | None = None
) -> pl.DataFrame:
    """Return per ``by`` the teller, verwacht, waarde, onder and boven of an indirectly standardised ratio or rate.

    ``strata`` has a row per stratum: teller and noemer of its own, and ``teller_referentie`` and
    ``noemer_referentie`` of the population it is compared with, which give the expected number. Without
    ``per`` the waarde is the ratio of the two, 1 where they are alike; with it the ratio times the rate of the
    reference per so many. Null where nothing is expected. The limits of the count are those of Byar (exact
    below ten), of a certain expectation: the functions phe_smr and phe_isr (calculate_ISRatio and
    calculate_ISRate) of PHEindicatormethods; Breslow and Day, volume II, IARC 1987, p. 69.
    """
    low, high = byar(pl.col("teller"), level)
    scale = pl.lit(1.0) if per is None else pl.col("referentie") * per
    reference = pl.col("teller_referentie") / pl.col("noemer_referentie")
    limits = {"waarde": pl.col("teller"), "onder": low, "boven": high}
    return (
        strata.group_by(by, maintain_order=True)
        .agg(
            pl.col("teller").sum(),
            verwacht=pl.when(pl.col("noemer") > 0).then(reference * pl.col("noemer")).otherwise(0.0).sum(),
            referentie=pl.col("teller_referentie").sum() / pl.col("noemer_referentie").sum(),
        )
        .select(
            *by, "teller", "verwacht",
            *(pl.when(pl.col("verwacht") > 0).then(limit / pl.col("verwacht") * scale).alias(name)
              for name, limit in limits.items()),
        )
    )  # fmt: skip
