"""The zaak with what its indicators ask: does it count, was someone reached, was he known already?"""

from datetime import date

import polars as pl

from metrics.addresses import how_reported, signalen_around
from metrics.contact import attempts_per_zaak, contact_form, reached
from metrics.first_in_year import first_in_year
from metrics.links import unknown_to_debt_help
from metrics.opvolging import WINDOW, picked_up
from metrics.resultaten import AL_BEKEND, TELLEN_NIET, result_in
from metrics.tables import CaseTables
from metrics.tegenspraak import GEEN, ZAAK, contradiction
from metrics.zaak_signalen import cells_of_signalen, signalen_per_zaak


def wide_zaak(
    tables: CaseTables, stretches: pl.DataFrame, signalen_delivered: pl.DataFrame, today: date
) -> pl.LazyFrame:
    """Return the zaken with ``gebeurtenis`` and the answers their indicators ask.

    ``telt``, ``opgepakt``, ``al_bekend``, ``eerste_in_jaar`` and ``tegenspraak`` are always known;
    ``bereikt``, ``meervoudig``, ``opeenvolgend``, ``onbekend_24`` and ``onbekend_60`` are null where they
    cannot be told, and so is each ``cel_*``. ``signalen_delivered`` holds the months in which signalen
    were delivered without a hole, ``stretches`` the days on which no traject can be missing.
    """
    dated = _dated(tables)
    links = unknown_to_debt_help(tables, dated.select("zaak", "gm_code", "huishouden", "eerste_dag"), stretches)
    answered = (
        dated.join(attempts_per_zaak(tables, dated), on="zaak", how="left")
        .join(links, on="zaak", how="left")
        .join(signalen_around(tables, dated, signalen_delivered), on="zaak", how="left")
        .with_columns(
            pl.coalesce("gebeurtenis", "laatste_maand").alias("registratie"),
            result_in(TELLEN_NIET).not_().alias("telt"),
            picked_up().alias("opgepakt"),
            result_in(AL_BEKEND).alias("al_bekend"),
            reached().alias("bereikt"),
            _unless_known("onbekend_24"),
            _unless_known("onbekend_60"),
            contradiction(ZAAK).alias("cel_soort"),
            contact_form().alias("cel_contactvorm"),
            how_reported().alias("cel_meervoudigheid"),
            **cells_of_signalen(),
        )
        .with_columns(tegenspraak=pl.col("cel_soort") != GEEN)
    )
    first = first_in_year(_candidates(answered, today)).with_columns(eerste_in_jaar=pl.lit(value=True))
    # Without a date a zaak has no place in the order, so it counts as one of its own.
    return answered.join(first, on="zaak", how="left").with_columns(
        pl.col("eerste_in_jaar").fill_null(pl.col("gebeurtenis").is_null())
    )


def _dated(tables: CaseTables) -> pl.LazyFrame:
    """Return the zaken with what their signalen say, their day, and the key of their household."""
    return (
        tables["zaak"]
        .rename({"id": "zaak"})
        .join(signalen_per_zaak(tables), on="zaak", how="left")
        .with_columns(gebeurtenis=pl.coalesce("matchingsdatum", "eerste_signaal"))
        .with_columns(
            eerste_dag=pl.coalesce("eerste_signaal", "gebeurtenis"),
            contact_van=pl.min_horizontal("eerste_signaal", "gebeurtenis"),
            contact_tot=pl.col("gebeurtenis") + WINDOW,
            sleutel=pl.coalesce("huishouden", "persoon", "zaak"),
        )
    )


def _unless_known(column: str) -> pl.Expr:
    """A zaak closed as already known was known, whatever the registers say."""
    return pl.when(result_in(AL_BEKEND)).then(pl.lit(value=False)).otherwise(column).alias(column)


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
