"""What the signalen of a zaak say together: its first day, its partner, its place, its crisis and its status."""

import polars as pl

from metrics.cases.resultaten import NIET_OPGEPAKT, NOG_NIET_OPGEPAKT
from metrics.cases.wide_signaal import day_of_signaal
from metrics.tables import CaseTables
from metrics.uitsplitsingen import MEER_PARTNERS, age_class, one_value, yes_no


def signalen_per_zaak(tables: CaseTables) -> pl.LazyFrame:
    """Return per zaak the summary of its signalen; of one that was delivered nowhere nothing is known."""
    signalen = tables["signaal"].select(
        "signaalpartner", "crisis", "geboortejaar", "pc4", "wijk", "status", "persoon",
        signaal="id", dag=day_of_signaal(),
    )  # fmt: skip
    status = pl.col("status")
    return (
        tables["zaak_signaal"]
        .join(signalen, on="signaal", how="left")
        .group_by("zaak")
        .agg(
            pl.col("dag").min().alias("eerste_signaal"),
            pl.col("persoon").min(),
            pl.col("geboortejaar").max(),
            *(pl.col(name).min().alias(f"{name}_laag") for name in ("signaalpartner", "pc4", "wijk")),
            *(pl.col(name).max().alias(f"{name}_hoog") for name in ("signaalpartner", "pc4", "wijk")),
            partners_bekend=pl.col("signaalpartner").is_not_null().all(),
            crisis=pl.col("crisis").max(),
            crisis_bekend=pl.col("crisis").is_not_null().all(),
            niet_opgepakt=status.is_in(NIET_OPGEPAKT).fill_null(value=False).any(),
            nog_niet_opgepakt=(status == NOG_NIET_OPGEPAKT).fill_null(value=False).any(),
        )
    )


def cells_of_signalen() -> dict[str, pl.Expr]:
    """Return the cells that a zaak takes from its signalen; null where they do not tell.

    Several partners are certain however many signalen are absent, and so is a crisis; that there is but
    one partner, or no crisis, only when every signaal tells.
    """
    partner = one_value(pl.col("signaalpartner_laag"), pl.col("signaalpartner_hoog"), MEER_PARTNERS)
    return {
        "cel_signaalpartner": pl.when(pl.col("partners_bekend") | (partner == MEER_PARTNERS)).then(partner),
        "cel_leeftijdsklasse": age_class(pl.col("gebeurtenis"), pl.col("geboortejaar")),
        "cel_crisis": yes_no(pl.when(pl.col("crisis") | pl.col("crisis_bekend")).then("crisis")),
        "cel_pc4": one_value(pl.col("pc4_laag"), pl.col("pc4_hoog")),
        "cel_wijk": one_value(pl.col("wijk_laag"), pl.col("wijk_hoog")),
    }
