"""The zaak with what its indicators ask: does it count, was someone reached, was he known already?"""

from datetime import date, timedelta

import polars as pl

from metrics.first_in_year import first_in_year
from metrics.links import unknown_to_debt_help
from metrics.resultaten import ADMINISTRATIEF, AL_BEKEND, MET_CONTACT, NIET_OPGEPAKT, TELLEN_NIET
from metrics.tables import CaseTables
from metrics.wide_signaal import day_of_signaal

WINDOW = timedelta(days=90)


def wide_zaak(tables: CaseTables, stretches: pl.DataFrame, today: date) -> pl.LazyFrame:
    """Return the zaken with ``gebeurtenis`` and the answers their indicators ask.

    ``telt``, ``opgepakt``, ``al_bekend`` and ``eerste_in_jaar`` are always known; ``bereikt``,
    ``onbekend_24`` and ``onbekend_60`` are null where they cannot be told.
    """
    dated = _dated(tables)
    reached = _reached(tables, dated)
    links = unknown_to_debt_help(tables, dated.select("zaak", "gm_code", "huishouden", "eerste_dag"), stretches)
    answered = dated.join(reached, on="zaak", how="left").join(links, on="zaak", how="left").select(
        "zaak", "gm_code", "laatste_maand", "gebeurtenis", "sleutel",
        _result_in(TELLEN_NIET).not_().alias("telt"),
        _picked_up().alias("opgepakt"),
        _result_in(AL_BEKEND).alias("al_bekend"),
        _answer_reached().alias("bereikt"),
        _unless_known("onbekend_24"),
        _unless_known("onbekend_60"),
    )  # fmt: skip
    first = first_in_year(_candidates(answered, today)).with_columns(eerste_in_jaar=pl.lit(value=True))
    # Without a date a zaak has no place in the order, so it counts as one of its own.
    return answered.join(first, on="zaak", how="left").with_columns(
        pl.col("eerste_in_jaar").fill_null(pl.col("gebeurtenis").is_null())
    )


def _dated(tables: CaseTables) -> pl.LazyFrame:
    """Return the zaken with their day, the day of their first signaal, and the key of their household."""
    signalen = tables["signaal"].select(pl.col("id").alias("signaal"), day_of_signaal().alias("dag"), "persoon")
    per_zaak = (
        tables["zaak_signaal"]
        .join(signalen, on="signaal")
        .group_by("zaak")
        .agg(eerste_signaal=pl.col("dag").min(), persoon=pl.col("persoon").min())
    )
    return (
        tables["zaak"]
        .rename({"id": "zaak"})
        .join(per_zaak, on="zaak", how="left")
        .with_columns(gebeurtenis=pl.coalesce("matchingsdatum", "eerste_signaal"))
        .with_columns(
            eerste_dag=pl.coalesce("eerste_signaal", "gebeurtenis"),
            contact_van=pl.min_horizontal("eerste_signaal", "gebeurtenis"),
            contact_tot=pl.col("gebeurtenis") + WINDOW,
            sleutel=pl.coalesce("huishouden", "persoon", "zaak"),
        )
    )


def _reached(tables: CaseTables, dated: pl.LazyFrame) -> pl.LazyFrame:
    """Return per zaak what its contactpogingen, administrative ones apart, say of being reached."""
    inside = pl.col("datum").is_between(pl.col("contact_van"), pl.col("contact_tot"), closed="both")
    spoken = pl.col("bereikt") & inside
    later = pl.col("bereikt") & (pl.col("datum") > pl.col("contact_tot"))
    doubtful = (pl.col("bereikt").is_null() & (inside | pl.col("datum").is_null())) | (
        pl.col("bereikt") & pl.col("datum").is_null()
    )
    return (
        tables["contactpoging"]
        .filter(pl.col("soort") != ADMINISTRATIEF)
        .join(dated.select("zaak", "contact_van", "contact_tot"), on="zaak")
        .group_by("zaak")
        .agg(
            gesproken=spoken.fill_null(value=False).any(),
            onduidelijk=doubtful.fill_null(value=False).any(),
            te_laat=later.fill_null(value=False).any(),
            pogingen=pl.len(),
        )
    )


def _answer_reached() -> pl.Expr:
    """Reached, not reached, or null: no date to measure from, an unclear attempt, or a result without its contact.

    A result that implies contact is explained by contact after the window; without any contact it contradicts itself.
    """
    unexplained = _result_in(MET_CONTACT) & ~pl.col("te_laat").fill_null(value=False)
    unclear = pl.col("onduidelijk").fill_null(value=False) | unexplained
    return (
        pl.when(pl.col("gebeurtenis").is_null())
        .then(None)
        .when(pl.col("gesproken").fill_null(value=False))
        .then(pl.lit(value=True))
        .when(~unclear)
        .then(pl.lit(value=False))
    )


def _picked_up() -> pl.Expr:
    """Someone took the zaak up: a date, an attempt, or a result other than not picked up."""
    trace = pl.col("opgepakt_op").is_not_null() | pl.col("pogingen").is_not_null() | pl.col("resultaat").is_not_null()
    return trace & ~_result_in(NIET_OPGEPAKT)


def _unless_known(column: str) -> pl.Expr:
    """A zaak closed as already known was known, whatever the registers say."""
    return pl.when(_result_in(AL_BEKEND)).then(pl.lit(value=False)).otherwise(column).alias(column)


def _result_in(results: tuple[str, ...]) -> pl.Expr:
    """Whether the zaak ended in one of these results; an open zaak did not."""
    return pl.col("resultaat").is_in(results).fill_null(value=False)


def _candidates(answered: pl.LazyFrame, today: date) -> pl.LazyFrame:
    """Return the zaken that may stand for their household, with what decides on one and the same day."""
    may_count = (pl.col("bereikt") | pl.col("al_bekend")).fill_null(value=True)
    doubt = (pl.col("bereikt") | pl.col("al_bekend")).is_null()
    return answered.filter(may_count & (pl.col("gebeurtenis") + WINDOW <= today)).select(
        "zaak", "gm_code", "sleutel", pl.col("gebeurtenis").alias("dag"),
        doubt.alias("rang_1"),
        pl.col("onbekend_24").cast(pl.Int8).fill_null(2).alias("rang_2"),
        pl.col("onbekend_60").cast(pl.Int8).fill_null(2).alias("rang_3"),
    )  # fmt: skip
