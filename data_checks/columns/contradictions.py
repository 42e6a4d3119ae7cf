"""Records that contradict themselves, as KW03 counts them: what cannot both be true."""

import polars as pl

from queries.deliveries.codes import RESULTATEN_MET_CONTACT, RESULTATEN_NIET_OPGEPAKT

# Metrics counts by the same groups of results; a test sees to it that both find the same records.
_NOT_PICKED_UP = list(RESULTATEN_NIET_OPGEPAKT)
_WITH_CONTACT = list(RESULTATEN_MET_CONTACT)
_NO_CONTACT = "Definitief geen contact kunnen krijgen"
_NOT_YET = "Nog niet opgepakt"
_OF_ZAAK = ["levering_nr", "zaak_nr"]


def zaak_contradictions(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return per zaak (``levering_nr``, ``nr``) whether it is free of each contradiction."""
    reached = (
        tables["contactpoging"]
        .filter(pl.col("soort").cast(pl.String).ne_missing("Administratief"), pl.col("bereikt"))
        .select(*_OF_ZAAK, ooit_bereikt=pl.lit(value=True))
        .unique()
    )
    status = pl.col("status").cast(pl.String)
    statuses = (
        tables["zaak_signaal"]
        .join(tables["signaal"].select(signaal="sleutel", status="status"), on="signaal")
        .group_by(_OF_ZAAK)
        .agg(niet_opgepakt=(status != _NOT_YET).any(), nog_niet=(status == _NOT_YET).any())
    )
    zaken = tables["zaak"].select("levering_nr", zaak_nr="nr", resultaat=pl.col("resultaat").cast(pl.String))
    result, ever = pl.col("resultaat"), pl.col("ooit_bereikt").fill_null(value=False)
    contact = result.is_in(_WITH_CONTACT)
    found = {
        "contact_met_poging": contact & ~ever,
        "niet_bereikt_of_opgepakt": result.is_in(_NOT_PICKED_UP) & ever,
        "niet_bereikt_of_contact": (result == _NO_CONTACT) & ever,
        "status_past": (pl.col("niet_opgepakt") & contact) | (pl.col("nog_niet") & result.is_not_null()),
    }
    return (
        zaken.join(reached, on=_OF_ZAAK, how="left")
        .join(statuses, on=_OF_ZAAK, how="left")
        .select("levering_nr", nr="zaak_nr", **_free_of(found))
    )


def traject_contradictions() -> dict[str, pl.Expr]:
    """Return whether a traject is free of each contradiction."""
    ended, began = pl.coalesce("uitstroom", "einddatum"), pl.coalesce("startdatum", "aanmelding")
    rejected = pl.col("beschikking").cast(pl.String) == "Afwijzingsbeschikking"
    return _free_of(
        {
            "toegekend_of_afgewezen": pl.col("regeling_toegekend").is_not_null()
            & pl.col("regeling_afgewezen").is_not_null(),
            "einde_na_start": ended < began,
            "afgewezen_of_oplossing": rejected & pl.col("oplossing").is_not_null(),
        }
    )


def ontruiming_contradictions() -> dict[str, pl.Expr]:
    """Return whether an ontruiming is free of each contradiction."""
    uitkomst, done = pl.col("uitkomst").cast(pl.String), pl.col("uitgevoerd_op").is_not_null()
    return _free_of(
        {
            "voorkomen_of_uitgevoerd": (uitkomst == "voorkomen") & done,
            "uitgevoerd_met_datum": (uitkomst == "uitgevoerd") & ~done,
        }
    )


def _free_of(found: dict[str, pl.Expr]) -> dict[str, pl.Expr]:
    """What is not filled in contradicts nothing."""
    return {name: ~wrong.fill_null(value=False) for name, wrong in found.items()}
