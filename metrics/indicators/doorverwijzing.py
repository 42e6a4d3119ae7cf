"""Doorverwijzing: who is helped on, and where to."""

from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.cases.resultaten import FINANCIEEL, NIET_FINANCIEEL, ZONDER_TOESTEMMING, outcome_in
from metrics.definition import Eenheid, Methode, Richting, Variant

_indicator = declared_on(date(2026, 11, 21))
_added = declared_on(date(2026, 11, 22))


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


DV01 = _indicator(
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

DV04 = _added(
    code="DV04",
    naam="Van verwijzing naar aanmelding",
    zin="Zo veel van de 100 inwoners die naar financiële hulp zijn verwezen, melden zich binnen 90 dagen aan.",
    waarom=(
        "Vroegsignalering wil inwoners eerder naar schuldhulp leiden. Dit cijfer laat zien of een verwijzing ook een "
        "aanmelding wordt."
    ),
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="zaak",
    datum="gebeurtenis",
    gebeurtenis="De matchingsdatum van de zaak; is die leeg, dan de datum van het eerste signaal.",
    venster=90,
    tegenmaat="DV01",
    kanttekeningen=(
        "Een aanmelding telt mee van het eerste signaal tot en met 90 dagen na de datum van de zaak.",
        "We zoeken de aanmelding bij dezelfde persoon, en op hetzelfde adres als van een van beide geen persoon "
        "bekend is. Een adres met meer dan 8 personen in een jaar telt daarbij niet mee.",
        "Liep er al een traject, dan is dat geen nieuwe aanmelding.",
        "Een verwijzing kan ook naar hulp zijn die geen traject wordt, zoals een gesprek met een vrijwilliger.",
        "Zijn niet alle trajecten van die 90 dagen geleverd, of is er niets om op te zoeken? Dan is de uitkomst "
        "onbekend, ook als er een aanmelding is gevonden. Anders telt daar alleen mee wie is gevonden.",
    ),
    bron="DDAS vroegsignalering en schuldhulpverlening.",
    uitsplitsingen=(
        "signaalpartner", "contactvorm", "leeftijdsklasse", "meervoudigheid", "crisis", "pc4", "wijk", "kenmerk",
    ),
    varianten=(
        Variant(
            code="standaard",
            naam="Aanmelding binnen 90 dagen",
            teller="Die zaken, met een aanmelding voor schuldhulp binnen 90 dagen.",
            noemer="Zaken waarbij iemand is gesproken, met als resultaat vervolghulp of verwijzing financieel.",
            telt=pl.col("bereikt") & outcome_in(FINANCIEEL),
            raak=pl.col("aangemeld"),
        ),
    ),
)  # fmt: skip

INDICATOREN = (DV01, DV04)
