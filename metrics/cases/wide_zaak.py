"""The zaak with what its indicators ask: does it count, was someone reached, was he known already?"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from metrics.cases.aanmelding_na import applied_within
from metrics.cases.addresses import how_reported, signalen_around
from metrics.cases.contact import attempts_per_zaak, contact_form, reached
from metrics.cases.first_in_year import first_in_year
from metrics.cases.links import unknown_to_debt_help
from metrics.cases.opvolging import WINDOW, picked_up
from metrics.cases.pogingen import NORM_EERSTE_POGING, first_in_time, wait_for_first
from metrics.cases.resultaten import AL_BEKEND, FINANCIEEL, HULP, TELLEN_NIET, outcome_in, result_in
from metrics.cases.tegenspraak import GEEN, ZAAK, contradiction
from metrics.cases.terugkeer import came_back
from metrics.cases.zaak_signalen import cells_of_signalen, signalen_per_zaak
from metrics.tables import CaseTables


@dataclass(frozen=True, eq=False)
class Seen:
    """What was delivered, as far as zaken ask.

    ``trajecten`` and ``signalen`` are the days on which none of them can be missing, ``maanden_signaal``
    and ``maanden_zaak`` the months in which they were delivered without a hole.
    """

    trajecten: pl.DataFrame
    signalen: pl.DataFrame
    maanden_signaal: pl.DataFrame
    maanden_zaak: pl.DataFrame


def wide_zaak(tables: CaseTables, seen: Seen, today: date) -> pl.LazyFrame:
    """Return the zaken with ``gebeurtenis`` and the answers their indicators ask.

    ``telt``, ``opgepakt``, ``al_bekend``, ``eerste_in_jaar``, ``norm_verstreken`` and ``tegenspraak`` are
    always known; ``bereikt``, ``hulp``, ``op_tijd``, ``poging_gezien``, ``meervoudig``, ``opeenvolgend``,
    ``onbekend_24`` and ``_60``, ``terug_6`` and ``_12`` are null where they cannot be told, and so is each
    ``cel_*``. ``wachtdagen`` are the days until the first attempt.
    """
    dated = once(dated_zaken(tables))
    links = unknown_to_debt_help(tables, dated.select("zaak", "gm_code", "huishouden", "eerste_dag"), seen.trajecten)
    wachtdagen, poging_gezien = wait_for_first()
    told = once(
        dated.join(attempts_per_zaak(tables, dated), on="zaak", how="left")
        .join(links, on="zaak", how="left")
        .with_columns(
            result_in(AL_BEKEND).alias("al_bekend"),
            reached().alias("bereikt"),
            _unless_known("onbekend_24"),
            _unless_known("onbekend_60"),
        )
    )
    return (
        with_first_in_year(told, _candidates(told, today))
        .join(signalen_around(tables, dated, seen.maanden_signaal), on="zaak", how="left")
        .join(came_back(tables, dated, seen.signalen), on="zaak", how="left")
        .join(applied_within(tables, dated.filter(outcome_in(FINANCIEEL)), seen.trajecten), on="zaak", how="left")
        .join(_seen_until(seen.maanden_zaak), on=["gm_code", "maand"], how="left")
        .with_columns(
            pl.coalesce("gebeurtenis", "laatste_maand").alias("registratie"),
            result_in(TELLEN_NIET).not_().alias("telt"),
            picked_up().alias("opgepakt"),
            (pl.col("bereikt") & outcome_in(*HULP)).alias("hulp"),
            first_in_time().alias("op_tijd"),
            (pl.col("eerste_dag") <= today - timedelta(days=NORM_EERSTE_POGING))
            .fill_null(value=True)
            .alias("norm_verstreken"),
            wachtdagen.alias("wachtdagen"),
            poging_gezien.alias("poging_gezien"),
            contradiction(ZAAK).alias("cel_soort"),
            contact_form().alias("cel_contactvorm"),
            how_reported().alias("cel_meervoudigheid"),
            **cells_of_signalen(),
        )
        .with_columns(tegenspraak=pl.col("cel_soort") != GEEN)
    )


def once(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Answer a frame here: a plan that leans on it several times would each time begin anew (half of all counting)."""
    return frame.collect(engine="streaming").lazy()


def with_first_in_year(zaken: pl.LazyFrame, candidates: pl.LazyFrame) -> pl.LazyFrame:
    """Add ``eerste_in_jaar``: whether the zaak stands for its household; see metrics.cases.first_in_year."""
    first = first_in_year(candidates).with_columns(eerste_in_jaar=pl.lit(value=True))
    # Without a date a zaak has no place in the order, so it counts as one of its own.
    return zaken.join(first, on="zaak", how="left").with_columns(
        pl.col("eerste_in_jaar").fill_null(pl.col("gebeurtenis").is_null())
    )


def dated_zaken(tables: CaseTables) -> pl.LazyFrame:
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
            maand=pl.col("gebeurtenis").dt.truncate("1mo"),
            sleutel=pl.coalesce("huishouden", "persoon", "zaak"),
        )
    )


def _seen_until(runs: pl.DataFrame) -> pl.LazyFrame:
    """Return per gemeente and month the last day of the run of months that was delivered without a hole."""
    return runs.lazy().select("gm_code", "maand", gezien_tot=pl.col("reeks_tot").dt.offset_by("-1d"))


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
