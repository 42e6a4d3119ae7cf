"""Following up: was a signaal put in a zaak, and was that zaak picked up, in time?"""

from datetime import timedelta

import polars as pl

from metrics.cases.resultaten import ADMINISTRATIEF, NIET_OPGEPAKT, result_in
from metrics.tables import CaseTables

WINDOW = timedelta(days=90)


def picked_up() -> pl.Expr:
    """Someone took the zaak up: a date, an attempt, or a result other than not picked up."""
    trace = pl.col("opgepakt_op").is_not_null() | pl.col("pogingen").is_not_null() | pl.col("resultaat").is_not_null()
    return trace & ~result_in(NIET_OPGEPAKT)


def followed_up(tables: CaseTables, signalen: pl.LazyFrame, runs: pl.DataFrame) -> pl.LazyFrame:
    """Return per signaal ``in_zaak`` and ``opgevolgd``: within the window, or null where that is not known.

    ``signalen`` has signaal, gm_code and gebeurtenis; ``runs`` the months in which zaken were delivered.
    A zaak is picked up on the day that says so, else on that of its first attempt; a picked-up zaak
    with neither leaves the answer open. So does a month of the window without zaken delivered, also for
    what was found before it: else only what was quick would count, and nearly all of that was in time.
    """
    until = pl.col("gebeurtenis") + WINDOW
    in_time = pl.col("opgepakt") & (pl.col("dag") <= until)
    found = (
        tables["zaak_signaal"]
        .drop_nulls("signaal")
        .join(_zaken(tables), on="zaak")
        .join(signalen.select("signaal", "gebeurtenis"), on="signaal")
        .group_by("signaal")
        .agg(
            in_zaak=(pl.coalesce("matchingsdatum", "gebeurtenis") <= until).fill_null(value=False).any(),
            opgevolgd=in_time.fill_null(value=False).any(),
            zonder_dag=(pl.col("opgepakt") & pl.col("dag").is_null()).any(),
        )
    )
    complete = pl.col("reeks_tot") > until
    in_zaak, opgevolgd = (pl.col(name).fill_null(value=False) for name in ("in_zaak", "opgevolgd"))
    certain = opgevolgd | ~pl.col("zonder_dag").fill_null(value=False)
    return (
        signalen.select("signaal", "gm_code", "gebeurtenis", pl.col("gebeurtenis").dt.truncate("1mo").alias("maand"))
        .join(found, on="signaal", how="left")
        .join(runs.lazy(), on=["gm_code", "maand"], how="left")
        .select(
            "signaal",
            pl.when(complete).then(in_zaak).alias("in_zaak"),
            pl.when(complete & certain).then(opgevolgd).alias("opgevolgd"),
        )
    )


def _zaken(tables: CaseTables) -> pl.LazyFrame:
    """Return whether and when each zaak was picked up."""
    attempts = (
        tables["contactpoging"]
        .filter(pl.col("soort").ne_missing(ADMINISTRATIEF))
        .group_by("zaak")
        .agg(pogingen=pl.len(), eerste_poging=pl.col("datum").min())
    )
    return (
        tables["zaak"]
        .select("opgepakt_op", "resultaat", "matchingsdatum", zaak="id")
        .join(attempts, on="zaak", how="left")
        .select(
            "zaak",
            "matchingsdatum",
            picked_up().alias("opgepakt"),
            pl.coalesce("opgepakt_op", "eerste_poging").alias("dag"),
        )
    )
