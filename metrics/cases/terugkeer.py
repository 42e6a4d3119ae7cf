"""Coming back after help: was there a new signaal about the household, and can that be known?"""

from typing import Final

import polars as pl

from metrics.cases.addresses import crowded_addresses
from metrics.cases.links import residents_of
from metrics.cases.resultaten import ADMINISTRATIEF, HERHAALD, HULP
from metrics.cases.wide_signaal import day_of_signaal
from metrics.tables import CaseTables

MONTHS: Final = (6, 12)
# What comes sooner after the last contact is still about the arrear that was helped with.
DAYS_AFTER_CONTACT: Final = 31


def came_back(tables: CaseTables, zaken: pl.LazyFrame, stretches: pl.DataFrame) -> pl.LazyFrame:
    """Return per zaak that ended in help ``terug_6`` and ``terug_12``: a new signaal within so many months of its day.

    ``zaken`` has zaak, gm_code, huishouden, resultaat, eerste_dag and gebeurtenis. New is what comes at least
    DAYS_AFTER_CONTACT after the last attempt at contact before those months were over. Both are null where
    no link can be made, where the signalen of those months were not all delivered, also for who was found
    (else only who was quick would count), and where the contact lasted too long to see anything new. So it is
    where none is found, and one that is not of the zaak itself has no day.
    """
    helped = zaken.filter(pl.col("resultaat").is_in(HULP), pl.col("gebeurtenis").is_not_null())
    residents = residents_of(tables, helped, crowded_addresses(tables))
    since = _last_contact(tables, helped)
    found = _reported(tables, residents).join(since, on="zaak")
    linkable = residents.group_by("zaak").agg(
        koppelbaar=(pl.col("persoon").is_not_null() | pl.col("huishouden").is_not_null()).any()
    )
    days = found.group_by("zaak").agg(
        *(
            pl.col("dag").filter(pl.col("dag") >= pl.col(f"nieuw_vanaf_{months}")).min().alias(f"terug_op_{months}")
            for months in MONTHS
        ),
        ongedateerd_signaal=pl.col("dag").is_null().any(),
    )
    return (
        since.join(days, on="zaak", how="left")
        .join(linkable, on="zaak", how="left")
        .join(_covered(helped, stretches), on=["gm_code", "gebeurtenis"], how="left")
        .select("zaak", *(_answer(months) for months in MONTHS))
    )


def _until(months: int) -> pl.Expr:
    """The last day of the months after the day of the zaak."""
    return pl.col("gebeurtenis").dt.offset_by(f"{months}mo")


def _answer(months: int) -> pl.Expr:
    """Whether the first new signaal came before the months were over."""
    back = (pl.col(f"terug_op_{months}") <= _until(months)).fill_null(value=False)
    seen = pl.col(f"gedekt_{months}").fill_null(value=False) & pl.col("koppelbaar").fill_null(value=False)
    room = pl.col(f"nieuw_vanaf_{months}") <= _until(months)
    # Of an attempt without a day it is not known what came after it.
    certain = (
        pl.when(back)
        .then(~pl.col("ongedateerd_contact"))
        .otherwise(~pl.col("ongedateerd_signaal").fill_null(value=False))
    )
    return pl.when(seen & room & certain).then(back).alias(f"terug_{months}")


def _last_contact(tables: CaseTables, helped: pl.LazyFrame) -> pl.LazyFrame:
    """Return per zaak from which day a signaal is new, for each number of months."""
    last = (
        pl.col("datum").filter(pl.col("datum") <= _until(months)).max().alias(f"laatste_{months}") for months in MONTHS
    )
    days = helped.select("zaak", "gm_code", "gebeurtenis")
    attempts = (
        tables["contactpoging"]
        .filter(pl.col("soort").ne_missing(ADMINISTRATIEF))
        .join(days.select("zaak", "gebeurtenis"), on="zaak")
        .group_by("zaak")
        .agg(*last, ongedateerd_contact=pl.col("datum").is_null().any())
    )
    return days.join(attempts, on="zaak", how="left").with_columns(
        pl.col("ongedateerd_contact").fill_null(value=False),
        *(
            pl.coalesce(f"laatste_{months}", "gebeurtenis")
            .dt.offset_by(f"{DAYS_AFTER_CONTACT}d")
            .alias(f"nieuw_vanaf_{months}")
            for months in MONTHS
        ),
    )


def _reported(tables: CaseTables, residents: pl.LazyFrame) -> pl.LazyFrame:
    """Return the days on which the people of a zaak were reported, repetitions apart; null for one without a day."""
    repeated = (
        tables["zaak"]
        .filter(pl.col("resultaat") == HERHAALD)
        .select(zaak="id")
        .join(tables["zaak_signaal"], on="zaak")
        .select(id="signaal")
    )
    signalen = (
        tables["signaal"]
        .filter(pl.col("status").ne_missing(HERHAALD))
        .join(repeated, on="id", how="anti")
        .select(
            "gm_code", "huishouden", day_of_signaal().alias("dag"), signaal="id",
            persoon=pl.when(pl.col("persoon_uit") == "bsn").then("persoon"),
        )
    )  # fmt: skip
    by_person = residents.join(signalen, on=["gm_code", "persoon"]).select("zaak", "signaal", "dag")
    by_address = (
        residents.join(signalen, on=["gm_code", "huishouden"], suffix="_later")
        .filter(pl.col("persoon").is_null() | pl.col("persoon_later").is_null())
        .select("zaak", "signaal", "dag")
    )
    reported = pl.concat([by_person, by_address])
    # What the zaak itself is about is not what came after it, on whatever day it came.
    undated = reported.filter(pl.col("dag").is_null()).join(tables["zaak_signaal"], on=["zaak", "signaal"], how="anti")
    return pl.concat([reported.filter(pl.col("dag").is_not_null()), undated]).select("zaak", "dag")


def _covered(helped: pl.LazyFrame, stretches: pl.DataFrame) -> pl.LazyFrame:
    """Return per gemeente and day whether the signalen of the months after it were delivered by all who deliver."""
    return (
        helped.select("gm_code", "gebeurtenis")
        .unique()
        .join(stretches.lazy(), on="gm_code")
        .filter(pl.col("stuk_van") <= pl.col("gebeurtenis"))
        .group_by("gm_code", "gebeurtenis")
        .agg((_until(months) < pl.col("stuk_tot")).any().alias(f"gedekt_{months}") for months in MONTHS)
    )
