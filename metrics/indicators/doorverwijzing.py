"""Doorverwijzing: who is helped on, and where to."""

from datetime import date

import polars as pl

from metrics.definition import Eenheid, Indicator, Methode, Richting, Variant, Wijziging
from metrics.resultaten import FINANCIEEL, NIET_FINANCIEEL, ZONDER_TOESTEMMING, outcome_in

_OPGESTELD = date(2026, 11, 21)


def _referred(code: str, naam: str, teller: str, *results: str) -> Variant:
    """Count the reached zaken that ended in one of these results."""
    return Variant(
        code=code,
        naam=naam,
        teller=f"Die zaken, met als resultaat: {teller}.",
        noemer="Zaken waarbij iemand is gesproken, tot en met 90 dagen na de datum van de zaak.",
        telt=pl.col("bereikt"),
        raak=outcome_in(*results),
    )


DV01 = Indicator(
    code="DV01",
    naam="Doorverwijspercentage vroegsignalering",
    zin="Zo veel van de 100 inwoners met wie is gesproken, krijgen vervolghulp of een verwijzing.",
    waarom=(
        "Een gesprek alleen lost zelden een schuld op. Dit cijfer laat zien hoe vaak de inwoner verder wordt geholpen."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="zaak",
    datum="gebeurtenis",
    gebeurtenis="De matchingsdatum van de zaak; is die leeg, dan de datum van het eerste signaal.",
    venster=90,
    tegenmaat=None,
    kanttekeningen=(
        "Vervolghulp kan ook van dezelfde medewerker komen: het is niet altijd een verwijzing naar een ander.",
        "Of de inwoner daar aankomt, staat hier niet in.",
        "Een resultaat heeft geen datum: het telt mee als de inwoner binnen 90 dagen is bereikt.",
        "Is nog geen resultaat ingevuld, of is niet bekend of de inwoner is bereikt? Dan is de uitkomst onbekend.",
        "Een verwijzing zonder toestemming van de inwoner staat apart en telt niet mee in het totaal.",
    ),
    bron="DDAS vroegsignalering.",
    auteur="Team Effectmeting Schuldhulp",
    opgesteld=_OPGESTELD,
    herzien=_OPGESTELD,
    herzien_voor=date(2027, 11, 21),
    wijzigingen=(Wijziging(1, _OPGESTELD, "Eerste versie."),),
    kern=True,
    uitsplitsingen=(
        "signaalpartner", "contactvorm", "leeftijdsklasse", "meervoudigheid", "crisis", "pc4", "wijk", "kenmerk",
    ),
    varianten=(
        _referred(
            "standaard",
            "Financieel en niet financieel samen",
            "vervolghulp of verwijzing financieel, of niet financieel",
            FINANCIEEL,
            NIET_FINANCIEEL,
        ),
        _referred("financieel", "Financieel", "vervolghulp of verwijzing financieel", FINANCIEEL),
        _referred("niet_financieel", "Niet financieel", "vervolghulp of verwijzing niet financieel", NIET_FINANCIEEL),
        _referred("zonder_toestemming", "Zonder toestemming", "verwijzing zonder toestemming", ZONDER_TOESTEMMING),
    ),
)  # fmt: skip

INDICATOREN = (DV01,)
