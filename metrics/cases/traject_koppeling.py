"""Links of a traject: did its clients come back, had they had one before, and did vroegsignalering reach them first?"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from metrics.cases.addresses import crowded_addresses
from metrics.cases.links import ADDRESS_MONTHS
from metrics.cases.same_person import clients_by_traject, linkable, pairs
from metrics.cases.traject_signaal import SIGNAAL_MAANDEN, reached_before
from metrics.cases.traject_verloop import end_of_traject
from metrics.coverage import LATEST
from metrics.tables import CaseTables

# Within so many months of the end it is asked whether someone applied again. Configurable here, and nowhere else.
TERUG_MAANDEN: Final = (12, 24, 60)
# An earlier traject counts when it was open in so many months before the aanmelding (NVVK: five years).
EERDER_MAANDEN: Final = 60


def linked(tables: CaseTables, trajecten: pl.LazyFrame, stretches: Mapping[str, pl.DataFrame]) -> pl.LazyFrame:
    """Return per traject ``terug_12``, ``terug_24``, ``terug_60``, ``eerder`` and ``na_signaal``.

    ``trajecten`` has traject, gm_code, gebeurtenis, start and the dates of its end; ``stretches`` per case table
    the days on which nothing can be missing. Each answer is null where no link can be made, and where the days
    it asks about were not all delivered: also for who was found there, else only what was found would count.
    An address links over at most ADDRESS_MONTHS, so beyond those only a person can be said not to be there.
    """
    crowded = crowded_addresses(tables)
    clients = clients_by_traject(tables, crowded)
    days = trajecten.select("traject", "gm_code", "gebeurtenis", "start", einde=end_of_traject())
    others = _others(clients, days)
    answers = (
        days.join(linkable(clients), on="traject", how="left")
        .join(_back(others), on="traject", how="left")
        .join(_before(others), on="traject", how="left")
        .join(reached_before(tables, clients, days, crowded), on="traject", how="left")
        .join(_covered(days, stretches), on="traject", how="left")
        .with_columns(pl.col("^(met|gedekt|bereikt)_.*$").fill_null(value=False))
    )
    # A zaak of which nobody knows whether anyone was reached leaves the answer open.
    clear = pl.col("bereikt_zeker") | ~pl.col("bereikt_misschien")
    return answers.select(
        "traject",
        *(_came_back(months).alias(f"terug_{months}") for months in TERUG_MAANDEN),
        _answer(_had_before(), "gedekt_eerder", "met_persoon").alias("eerder"),
        pl.when(clear).then(_answer(pl.col("bereikt_zeker"), "gedekt_signaal", "met_sleutel")).alias("na_signaal"),
    )


def _answer(found: pl.Expr, covered: str, linkable: str) -> pl.Expr:
    return pl.when(pl.col(covered) & (found | pl.col(linkable))).then(found)


def _came_back(months: int) -> pl.Expr:
    def within(name: str, most: int) -> pl.Expr:
        return (pl.col(name) <= pl.col("einde").dt.offset_by(f"{most}mo")).fill_null(value=False)

    found = within("terug_persoon", months) | within("terug_adres", min(months, ADDRESS_MONTHS))
    return _answer(found, f"gedekt_{months}", "met_sleutel" if months <= ADDRESS_MONTHS else "met_persoon")


def _had_before() -> pl.Expr:
    def since(name: str, months: int) -> pl.Expr:
        return (pl.col(name) >= pl.col("gebeurtenis").dt.offset_by(f"-{months}mo")).fill_null(value=False)

    return since("eerder_persoon", EERDER_MAANDEN) | since("eerder_adres", ADDRESS_MONTHS)


def _others(clients: pl.LazyFrame, days: pl.LazyFrame) -> pl.LazyFrame:
    """Return per traject the other trajecten of its clients, with the days of both."""
    dated = days.drop("gm_code")
    return (
        pairs(clients, clients, ["traject", "traject_ander"])
        .filter(pl.col("traject") != pl.col("traject_ander"))
        .join(dated, on="traject")
        .join(dated, left_on="traject_ander", right_on="traject", suffix="_ander")
    )


def _back(others: pl.LazyFrame) -> pl.LazyFrame:
    """Return per traject that ended the first aanmelding after its end, by person and by address."""
    later = pl.col("gebeurtenis_ander")
    return (
        others.filter(later > pl.col("einde"))
        .group_by("traject")
        .agg(
            terug_persoon=later.filter(~pl.col("via_adres")).min(),
            terug_adres=later.filter(pl.col("via_adres")).min(),
        )
    )


def _before(others: pl.LazyFrame) -> pl.LazyFrame:
    """Return per traject the last day of those that began before its aanmelding, by person and by address."""
    last = pl.col("einde_ander").fill_null(LATEST)
    return (
        others.filter(pl.col("start_ander") < pl.col("gebeurtenis"))
        .group_by("traject")
        .agg(
            eerder_persoon=last.filter(~pl.col("via_adres")).max(),
            eerder_adres=last.filter(pl.col("via_adres")).max(),
        )
    )


def _covered(days: pl.LazyFrame, stretches: Mapping[str, pl.DataFrame]) -> pl.LazyFrame:
    """Return per traject which of its windows were delivered whole, by all who deliver."""
    first, end = pl.col("gebeurtenis"), pl.col("einde")

    def ahead(months: int) -> pl.Expr:
        return (pl.col("stuk_van") <= end) & (pl.col("stuk_tot") > end.dt.offset_by(f"{months}mo"))

    def behind(months: int) -> pl.Expr:
        return (pl.col("stuk_van") <= first.dt.offset_by(f"-{months}mo")) & (pl.col("stuk_tot") >= first)

    own = {f"gedekt_{months}": ahead(months) for months in TERUG_MAANDEN} | {"gedekt_eerder": behind(EERDER_MAANDEN)}
    covered = _any_stretch(days, stretches["traject"], own)
    # A zaak without its signalen does not say who it is about.
    for tabel in ("zaak", "signaal"):
        there = _any_stretch(days, stretches[tabel], {f"in_{tabel}": behind(SIGNAAL_MAANDEN)})
        covered = covered.join(there, on="traject", how="left")
    return covered.with_columns(gedekt_signaal=pl.col("in_zaak") & pl.col("in_signaal"))


def _any_stretch(days: pl.LazyFrame, stretches: pl.DataFrame, windows: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    return (
        days.join(stretches.lazy(), on="gm_code", how="left")
        .group_by("traject")
        .agg(inside.fill_null(value=False).any().alias(name) for name, inside in windows.items())
    )
