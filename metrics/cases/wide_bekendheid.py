"""The zaak where it was asked whether the gemeente knew the household: did it?"""

from datetime import date
from typing import Final

import polars as pl

from metrics.cases.addresses import crowded_addresses, how_reported, signalen_around
from metrics.cases.contact import attempts_per_zaak, contact_form, reached
from metrics.cases.opvolging import WINDOW
from metrics.cases.wide_zaak import dated_zaken, once, with_first_in_year
from metrics.cases.zaak_signalen import cells_of_signalen
from metrics.tables import CaseTables

BEKENDHEID: Final = "bekendheid"
# An address changes hands: what was known of it says nothing of who lives there longer before or after.
_MONTHS: Final = "12mo"


def wide_bekendheid(
    tables: CaseTables, delivered: pl.DataFrame, maanden_signaal: pl.DataFrame, today: date
) -> pl.LazyFrame:
    """Return the zaken of gemeenten that deliver ``bekendheid``, with ``bereikt``, ``eerste_in_jaar`` and ``onbekend``.

    ``onbekend`` is true where the gemeente wrote down that it did not know the household, false where it did,
    and null where it did not write it down, or wrote down both.
    """
    mine = _of_gemeenten(tables, delivered.filter(tabel=BEKENDHEID)["gm_code"].unique())
    dated = once(dated_zaken(mine))
    answered = once(
        dated.join(attempts_per_zaak(mine, dated), on="zaak", how="left")
        .join(signalen_around(mine, dated, maanden_signaal), on="zaak", how="left")
        .join(_written_down(mine, dated), on="zaak", how="left")
        .with_columns(
            reached().alias("bereikt"),
            pl.when(pl.col("ja") != pl.col("nee")).then("nee").alias("onbekend"),
            contact_form().alias("cel_contactvorm"),
            how_reported().alias("cel_meervoudigheid"),
            **cells_of_signalen(),
        )
    )
    return with_first_in_year(answered, _candidates(answered, today))


def _of_gemeenten(tables: CaseTables, gemeenten: pl.Series) -> CaseTables:
    """Return the tables with the zaken and signalen of these gemeenten alone: few of all deliver this."""
    here = pl.col("gm_code").is_in(gemeenten.implode())
    few = {name: tables[name].filter(here) for name in ("zaak", "signaal")}
    pairs = tables["zaak_signaal"].join(few["zaak"].select(zaak="id"), on="zaak", how="semi")
    return {**tables, **few, "zaak_signaal": pairs}


def _written_down(tables: CaseTables, dated: pl.LazyFrame) -> pl.LazyFrame:
    """Return per zaak whether ``ja`` and ``nee`` were written down: of the zaak itself, else of its address."""
    told = tables[BEKENDHEID].filter(pl.col("bekend").is_in(["ja", "nee"]))
    answers = [(pl.col("bekend") == answer).any().alias(answer) for answer in ("ja", "nee")]
    of_zaak = told.filter(pl.col("zaak").is_not_null()).group_by("zaak").agg(answers)
    asked = pl.coalesce("peildatum", "laatste_maand")
    by_address = (
        dated.drop_nulls(["huishouden", "gebeurtenis"])
        .select("zaak", "gm_code", "huishouden", "gebeurtenis")
        .join(crowded_addresses(tables), on=["gm_code", "huishouden"], how="anti")
        .join(
            told.filter(pl.col("zaak").is_null()).select("gm_code", "huishouden", "bekend", asked.alias("gevraagd")),
            on=["gm_code", "huishouden"],
        )
        .filter(
            pl.col("gevraagd") >= pl.col("gebeurtenis").dt.offset_by(f"-{_MONTHS}"),
            pl.col("gevraagd") <= pl.col("gebeurtenis").dt.offset_by(_MONTHS),
        )
        .join(of_zaak, on="zaak", how="anti")
        .group_by("zaak")
        .agg(answers)
    )
    return pl.concat([of_zaak, by_address])


def _candidates(answered: pl.LazyFrame, today: date) -> pl.LazyFrame:
    """Return the zaken in which a household was reached, with what decides on one and the same day."""
    reachable = answered.filter(pl.col("bereikt").fill_null(value=True), pl.col("gebeurtenis") + WINDOW <= today)
    return reachable.select(
        "zaak", "gm_code", "sleutel", pl.col("gebeurtenis").alias("dag"),
        pl.col("bereikt").is_null().alias("rang_1"),
        pl.col("onbekend").cast(pl.Int8).fill_null(2).alias("rang_2"),
    )  # fmt: skip
