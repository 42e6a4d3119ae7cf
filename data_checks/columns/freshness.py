"""Does a levering come in time, and does its period join the one before?"""

from datetime import date, timedelta

import polars as pl

from data_checks.columns.earlier import replaced_leveringen
from data_checks.columns.judged import Arriving, Judged
from data_checks.limits import GateLimits
from data_checks.words import day, number
from queries.deliveries.sizes import KEY

LATE, LONG_AGO, GAP = "laat_aangeleverd", "periode_lang_voorbij", "periode_sluit_niet_aan"

_DDAS = ("vs", "shv")
# What is decided for years ahead is not delivered month after month.
_DECIDED = ("doel", "interventie")


def freshness(arriving: Arriving, today: date, limits: GateLimits) -> Judged:
    """Judge when the levering was made and what lies between its period and the one before."""
    corrections = replaced_leveringen(arriving.leveringen, arriving.known.leveringen)["nummer"].unique().implode()
    late = (pl.col("aangeleverd_op").dt.date() - pl.col("periode_tot")).dt.total_days()
    # An aanvulling that does not say when it was made counts as made today.
    dated = pl.col("soort").is_in(_DDAS) | (pl.col("aangeleverd_op").dt.date() < today)
    frame = (
        arriving.leveringen.join(_before(arriving), on="nummer", how="left")
        .with_columns(dagen=late, gat=(pl.col("periode_van") - pl.col("vorige_tot")).dt.total_days())
        .with_columns(
            # A correction may come late.
            pl.when(dated & ~pl.col("nummer").is_in(corrections))
            .then(pl.col("dagen") <= limits.laat_na_dagen)
            .alias(LATE),
            ((pl.lit(today) - pl.col("periode_tot")).dt.total_days() <= limits.oud_na_dagen).alias(LONG_AGO),
            (pl.col("gat") <= limits.gat_na_dagen).alias(GAP),
        )
        .with_columns(
            pl.when(~pl.col("soort").is_in(_DECIDED)).then(rule).alias(rule) for rule in (LATE, LONG_AGO, GAP)
        )
    )
    told: dict[tuple[int, str], str] = {}
    for row in frame.filter(~pl.col(LATE)).iter_rows(named=True):
        told[row["nummer"], LATE] = (
            f"De periode eindigde op {day(row['periode_tot'] - timedelta(days=1))}; de levering is van "
            f"{day(row['aangeleverd_op'])}, {number(row['dagen'])} dagen later."
        )
    for row in frame.filter(~pl.col(GAP)).iter_rows(named=True):
        told[row["nummer"], GAP] = (
            f"Het gaat om {day(row['vorige_tot'])} tot en met {day(row['periode_van'] - timedelta(days=1))}."
        )
    return Judged(frame.select("nummer", LATE, LONG_AGO, GAP), told)


def _before(arriving: Arriving) -> pl.DataFrame:
    """Return how far the leveringen of the same sender reach that began earlier."""
    others = arriving.known.leveringen.select(*KEY, andere="nummer", andere_van="periode_van", andere_tot="periode_tot")
    return (
        arriving.leveringen.join(others, on=KEY)
        .filter(pl.col("andere") != pl.col("nummer"), pl.col("andere_van") < pl.col("periode_van"))
        .group_by("nummer")
        .agg(vorige_tot=pl.col("andere_tot").max())
    )
