"""Contact with the inwoner of a zaak: what its contactpogingen say, and what cannot be told from them."""

import polars as pl

from metrics.cases.pogingen import FORMS, counted_attempts
from metrics.cases.resultaten import ADMINISTRATIEF, MET_CONTACT, result_in
from metrics.tables import CaseTables

NO_ATTEMPT = "geen contactpoging"
_FORM_OF = {
    "Huisbezoek": 0, "Afspraak op locatie": 1, "Telefoon": 2, "Mail": 3, "Brief": 3, "SMS/Whatsapp": 3, "Kaartje": 3,
    "Overige": 4,
}  # fmt: skip
_UNKNOWN_FORM = 0  # it may have been the most personal


def attempts_per_zaak(tables: CaseTables, dated: pl.LazyFrame) -> pl.LazyFrame:
    """Return per zaak what its contactpogingen, administrative ones apart, say: was anyone reached, how, and how soon.

    ``dated`` has zaak, contact_van and contact_tot: the days between which an attempt counts.
    """
    inside = pl.col("datum").is_between(pl.col("contact_van"), pl.col("contact_tot"), closed="both")
    known = pl.col("soort").is_not_null()
    spoken = known & pl.col("bereikt") & inside
    later = pl.col("bereikt") & (pl.col("datum") > pl.col("contact_tot"))
    # Of an attempt without its soort it is not known whether it was more than administration.
    unclear = pl.col("bereikt").is_null() | (pl.col("bereikt") & (pl.col("datum").is_null() | ~known))
    doubtful = unclear & (inside | pl.col("datum").is_null())
    form = pl.col("soort").cast(pl.String).replace_strict(_FORM_OF, default=_UNKNOWN_FORM, return_dtype=pl.Int8)
    certain = known & inside.fill_null(value=False)
    possible = inside.fill_null(value=True) & ~certain
    return (
        tables["contactpoging"]
        .filter(pl.col("soort").ne_missing(ADMINISTRATIEF))
        .join(dated.select("zaak", "contact_van", "contact_tot"), on="zaak")
        .with_columns(vorm=form)
        .group_by("zaak")
        .agg(
            gesproken=spoken.fill_null(value=False).any(),
            onduidelijk=doubtful.fill_null(value=False).any(),
            te_laat=later.fill_null(value=False).any(),
            ooit_bereikt=pl.col("bereikt").fill_null(value=False).any(),
            vorm=pl.col("vorm").filter(certain).min(),
            vorm_misschien=pl.col("vorm").filter(~certain & (inside | pl.col("datum").is_null())).min(),
            pogingen=pl.len(),
            pogingen_soort=known.sum(),
            pogingen_datum=pl.col("datum").is_not_null().sum(),
            pogingen_bereikt=pl.col("bereikt").is_not_null().sum(),
            **counted_attempts(certain, possible),
        )
    )


def reached() -> pl.Expr:
    """Reached, not reached, or null: no date to measure from, an unclear attempt, or a result without its contact.

    A result that implies contact is explained by contact after the window; without any contact it contradicts itself.
    """
    unexplained = result_in(MET_CONTACT) & ~pl.col("te_laat").fill_null(value=False)
    unclear = pl.col("onduidelijk").fill_null(value=False) | unexplained
    return (
        pl.when(pl.col("gebeurtenis").is_null())
        .then(None)
        .when(pl.col("gesproken").fill_null(value=False))
        .then(pl.lit(value=True))
        .when(~unclear)
        .then(pl.lit(value=False))
    )


def contact_form() -> pl.Expr:
    """The most personal form within the window; null without a day, or where a doubtful attempt may be more."""
    doubt = (pl.col("vorm_misschien") < pl.col("vorm").fill_null(len(FORMS))).fill_null(value=False)
    name = pl.col("vorm").replace_strict(dict(enumerate(FORMS)), default=NO_ATTEMPT, return_dtype=pl.String)
    return pl.when(pl.col("gebeurtenis").is_not_null() & ~doubt).then(name)
