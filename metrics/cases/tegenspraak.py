"""Records that contradict themselves: what cannot both be true, by table and kind."""

from collections.abc import Mapping

import polars as pl

from metrics.cases.resultaten import GEEN_CONTACT, MET_CONTACT, NIET_OPGEPAKT, result_in

GEEN = "geen tegenspraak"
MEER_SOORTEN = "meer soorten"

# Of a zaak: its contactpogingen (ooit_bereikt: one of them, not administrative, reached someone) and its signalen.
ZAAK: Mapping[str, pl.Expr] = {
    "contact_zonder_poging": result_in(MET_CONTACT) & ~pl.col("ooit_bereikt").fill_null(value=False),
    "bereikt_en_niet_opgepakt": result_in(NIET_OPGEPAKT) & pl.col("ooit_bereikt"),
    "bereikt_en_geen_contact": (pl.col("resultaat") == GEEN_CONTACT) & pl.col("ooit_bereikt"),
    "status_en_resultaat": (pl.col("niet_opgepakt") & result_in(MET_CONTACT))
    | (pl.col("nog_niet_opgepakt") & pl.col("resultaat").is_not_null()),
}
TRAJECT: Mapping[str, pl.Expr] = {
    "toegekend_en_afgewezen": pl.col("regeling_toegekend").is_not_null() & pl.col("regeling_afgewezen").is_not_null(),
    "einde_voor_start": pl.coalesce("uitstroom", "einddatum") < pl.coalesce("startdatum", "aanmelding"),
    "afgewezen_en_oplossing": (pl.col("beschikking") == "Afwijzingsbeschikking") & pl.col("oplossing").is_not_null(),
}
ONTRUIMING: Mapping[str, pl.Expr] = {
    "voorkomen_en_uitgevoerd": (pl.col("uitkomst") == "voorkomen") & pl.col("uitgevoerd_op").is_not_null(),
    "uitgevoerd_zonder_datum": (pl.col("uitkomst") == "uitgevoerd") & pl.col("uitgevoerd_op").is_null(),
}


def contradiction(kinds: Mapping[str, pl.Expr]) -> pl.Expr:
    """Return the kind of contradiction as a cell; what is not filled in contradicts nothing."""
    holds = {kind: found.fill_null(value=False) for kind, found in kinds.items()}
    several = pl.sum_horizontal(found.cast(pl.Int8) for found in holds.values()) > 1
    cell = pl.when(several).then(pl.lit(MEER_SOORTEN))
    for kind, found in holds.items():
        cell = cell.when(found).then(pl.lit(kind))
    return cell.otherwise(pl.lit(GEEN))
