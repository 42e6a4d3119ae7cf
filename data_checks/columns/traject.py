"""What the suite for trajecten looks at."""

import polars as pl

from data_checks.columns.contradictions import traject_contradictions
from data_checks.columns.copies import single

_DELIVERED = (
    "levering_nr",
    "startdatum",
    "einddatum",
    "toekenning",
    "aanmelding",
    "intake_van",
    "intake_tot",
    "beschikking",
    "beschikkingsdatum",
    "plan_van_aanpak",
    "stabilisatie_van",
    "stabilisatie_tot",
    "regeling_aangevraagd",
    "regeling_toegekend",
    "regeling_afgewezen",
    "regeling_ingetrokken",
    "oplossing",
    "oplossing_van",
    "oplossing_tot",
    "uitstroom",
    "uitstroomreden",
    "schuldbedrag",
    "schuldeisers",
    "nazorg",
    "eerste_datum",
)


def columns(tables: dict[str, pl.DataFrame], known: pl.Series) -> dict[str, pl.DataFrame]:
    """Return what is checked of trajecten; they point to nothing elsewhere, so ``known`` is not needed."""
    del known
    clients = (
        tables["traject_persoon"]
        .filter(pl.col("persoon").is_not_null())
        .group_by("levering_nr", "traject_nr")
        # One number per set of clients, whatever their order.
        .agg(clienten=pl.col("persoon").unique().sort().hash().sum())
    )
    trajecten = (
        tables["traject"]
        .join(
            clients,
            left_on=["levering_nr", "nr"],
            right_on=["levering_nr", "traject_nr"],
            how="left",
            maintain_order="left",
        )
        .with_columns(begin=pl.coalesce("aanmelding", "startdatum", "eerste_datum"))
    )
    # Without any date that is what is wrong, not that this one is missing.
    aanmelding = pl.when(pl.col("eerste_datum").is_not_null()).then(pl.col("aanmelding").is_not_null())
    enkel = single(["clienten", "begin"], ["aanmelding", "startdatum"])
    frame = trajecten.select(
        *_DELIVERED,
        enkel=enkel,
        aanmelding_bekend=aanmelding,
        **traject_contradictions(),
        # Where these are the end and the beginning themselves, it is a contradiction.
        einddatum_past=pl.col("uitstroom").is_null() | _not_before("einddatum", "startdatum"),
        uitstroom_past=pl.col("startdatum").is_null() | _not_before("uitstroom", "aanmelding"),
    )
    return {"traject": frame}


def _not_before(later: str, earlier: str) -> pl.Expr:
    return (pl.col(later) >= pl.col(earlier)).fill_null(value=True)
