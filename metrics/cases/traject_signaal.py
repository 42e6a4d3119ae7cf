"""Vroegsignalering before a traject: was someone reached in the months before the aanmelding?"""

from typing import Final

import polars as pl

from metrics.cases.contact import attempts_per_zaak, reached
from metrics.cases.links import residents_of
from metrics.cases.opvolging import WINDOW
from metrics.cases.same_person import pairs
from metrics.cases.wide_signaal import day_of_signaal
from metrics.tables import CaseTables

SIGNAAL_MAANDEN: Final = 12


def reached_before(
    tables: CaseTables, clients: pl.LazyFrame, days: pl.LazyFrame, crowded: pl.LazyFrame
) -> pl.LazyFrame:
    """Return per traject ``bereikt_zeker`` and ``bereikt_misschien``: a zaak before it reached someone, or may have.

    ``clients`` as metrics.cases.same_person gives them, ``days`` has traject and gebeurtenis. A zaak counts when its
    own day lies in the SIGNAAL_MAANDEN before the gebeurtenis, the day itself left out.
    """
    few = _zaken_near(tables, clients)
    dated = _dated(few)
    contact = dated.join(attempts_per_zaak(few, dated), on="zaak", how="left").select(
        "zaak", dag="gebeurtenis", bereikt=reached()
    )
    residents = residents_of(few, dated.select("zaak", "gm_code", "huishouden", "eerste_dag"), crowded)
    since = pl.col("gebeurtenis").dt.offset_by(f"-{SIGNAAL_MAANDEN}mo")
    return (
        pairs(clients, residents, ["traject", "zaak"])
        .join(contact, on="zaak")
        .join(days.select("traject", "gebeurtenis"), on="traject")
        .filter(pl.col("dag").is_between(since, pl.col("gebeurtenis"), closed="left"))
        .group_by("traject")
        .agg(
            bereikt_zeker=pl.col("bereikt").fill_null(value=False).any(),
            bereikt_misschien=pl.col("bereikt").is_null().any(),
        )
    )


def _dated(few: CaseTables) -> pl.LazyFrame:
    """Return the zaken with their day and the days between which contact counts, as wide_zaak has them."""
    first = few["signaal"].select(signaal="id", dag=day_of_signaal())
    first_days = few["zaak_signaal"].join(first, on="signaal").group_by("zaak").agg(eerste_signaal=pl.col("dag").min())
    return (
        few["zaak"]
        .rename({"id": "zaak"})
        .join(first_days, on="zaak", how="left")
        .with_columns(gebeurtenis=pl.coalesce("matchingsdatum", "eerste_signaal"))
        .with_columns(
            eerste_dag="gebeurtenis",
            contact_van=pl.min_horizontal("eerste_signaal", "gebeurtenis"),
            contact_tot=pl.col("gebeurtenis") + WINDOW,
        )
    )


def _zaken_near(tables: CaseTables, clients: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    """Return the zaken of people and addresses that a traject has, and what hangs on them: few of all there are."""
    persons = clients.select("gm_code", "persoon").drop_nulls().unique()
    homes = clients.select("gm_code", "huishouden").drop_nulls().unique()
    signalen = tables["signaal"].select("id", "gm_code", "persoon", "huishouden")
    near = pl.concat(
        [
            signalen.join(persons, on=["gm_code", "persoon"], how="semi").select(signaal="id"),
            signalen.join(homes, on=["gm_code", "huishouden"], how="semi").select(signaal="id"),
        ]
    ).unique()
    zaken = pl.concat(
        [
            tables["zaak_signaal"].join(near, on="signaal", how="semi").select("zaak"),
            tables["zaak"].join(homes, on=["gm_code", "huishouden"], how="semi").select(zaak="id"),
        ]
    ).unique()
    # Worked out here and now: what hangs on them is asked for several times, and each time all signalen would be read.
    zaken = zaken.collect(engine="streaming").lazy()
    pointed_at = tables["zaak_signaal"].join(zaken, on="zaak", how="semi")
    return {
        "zaak": tables["zaak"].join(zaken, left_on="id", right_on="zaak", how="semi"),
        "zaak_signaal": pointed_at,
        "contactpoging": tables["contactpoging"].join(zaken, on="zaak", how="semi"),
        "signaal": tables["signaal"].join(pointed_at, left_on="id", right_on="signaal", how="semi"),
    }
