"""What the suites for vroegsignalering look at."""

import polars as pl

from data_checks.columns.contradictions import zaak_contradictions
from data_checks.columns.copies import single


def columns(tables: dict[str, pl.DataFrame], known: pl.Series) -> dict[str, pl.DataFrame]:
    """Return what is checked of signalen, zaken, their links and contactpogingen."""
    links = _links(tables, known)
    per_zaak = _per_zaak(links)
    return {
        "signaal": _signaal(tables["signaal"]),
        "zaak": _zaak(tables["zaak"], per_zaak, zaak_contradictions(tables)),
        "zaak_signaal": links.select("levering_nr", "signaal_bekend"),
        "contactpoging": _contactpoging(tables["contactpoging"], per_zaak),
    }


def unresolved(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return which signalen zaken point to that are not in the delivery itself: levering_nr and signaal."""
    if "zaak_signaal" not in tables:
        return pl.DataFrame(schema={"levering_nr": pl.Int32(), "signaal": pl.Int64()})
    own = tables["signaal"].select(signaal="sleutel")
    return tables["zaak_signaal"].select("levering_nr", "signaal").join(own, on="signaal", how="anti")


def _signaal(signalen: pl.DataFrame) -> pl.DataFrame:
    who = pl.coalesce("persoon", "huishouden")
    dated = signalen.with_columns(wie=who, datum=pl.coalesce("signaaldatum", "ontstaansdatum"))
    return dated.select(
        "levering_nr",
        "datum",
        "signaaldatum",
        "ontstaansdatum",
        "signaalpartner",
        "status",
        "bedrag",
        koppelbaar=pl.col("wie").is_not_null(),
        # Two contracts with one partner are two signalen: only the same amount makes it a copy.
        enkel=single(["wie", "signaalpartner", "datum"], ["partnernaam", "bedrag"]),
    )


def _links(tables: dict[str, pl.DataFrame], known: pl.Series) -> pl.DataFrame:
    """Return the links in their own order, with the dates of signalen that are in the delivery."""
    dates = (
        tables["signaal"]
        .group_by(signaal="sleutel")
        .agg(
            gestuurd=pl.col("signaaldatum").min(),
            gedateerd=pl.coalesce("signaaldatum", "ontstaansdatum").is_not_null().any(),
        )
    )
    here = pl.col("gedateerd").is_not_null()
    elsewhere = pl.col("signaal").is_in(known.implode())
    return (
        tables["zaak_signaal"]
        .join(dates, on="signaal", how="left", maintain_order="left")
        .with_columns(signaal_bekend=here | elsewhere)
        # The date of a signaal of an earlier levering is not looked up: whether it has one is left open.
        .with_columns(gedateerd=pl.coalesce("gedateerd", "signaal_bekend"))
    )


def _per_zaak(links: pl.DataFrame) -> pl.DataFrame:
    """Return per zaak its first signaal's date, null unless all are known: a missing one may be the first."""
    return links.group_by("levering_nr", "zaak_nr").agg(
        eerste_signaal=pl.when(pl.col("gestuurd").is_not_null().all()).then(pl.col("gestuurd").min()),
        signaal_gedateerd=pl.col("gedateerd").any(),
    )


def _zaak(zaken: pl.DataFrame, per_zaak: pl.DataFrame, consistent: pl.DataFrame) -> pl.DataFrame:
    dated = zaken.join(
        per_zaak, left_on=["levering_nr", "nr"], right_on=["levering_nr", "zaak_nr"], how="left", maintain_order="left"
    )
    return dated.join(consistent, on=["levering_nr", "nr"], how="left", maintain_order="left").select(
        "levering_nr",
        "matchingsdatum",
        "matching_van",
        "matching_tot",
        "opgepakt_op",
        "resultaat",
        "eerste_signaal",
        *(name for name in consistent.columns if name not in ("levering_nr", "nr")),
        enkel=single(["huishouden", "matching_van", "matching_tot"]),
        heeft_datum=pl.col("matchingsdatum").is_not_null() | pl.col("signaal_gedateerd").fill_null(value=False),
    )


def _contactpoging(pogingen: pl.DataFrame, per_zaak: pl.DataFrame) -> pl.DataFrame:
    counts = pl.col("soort").cast(pl.String) != "Administratief"
    return pogingen.join(per_zaak, on=["levering_nr", "zaak_nr"], how="left", maintain_order="left").select(
        "levering_nr",
        "soort",
        "dagdeel",
        "datum",
        "eerste_signaal",
        uitkomst_bekend=~counts | pl.col("bereikt").is_not_null(),
        bereikt_met_datum=~(counts & pl.col("bereikt").fill_null(value=False)) | pl.col("datum").is_not_null(),
    )
