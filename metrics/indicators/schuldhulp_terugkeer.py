"""Terugkeer in de schuldhulp: wie zich na een traject opnieuw meldt, en wie er eerder een had."""

from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.cases.traject_koppeling import EERDER_MAANDEN, TERUG_MAANDEN
from metrics.cases.traject_verloop import AFGEROND, ended_because
from metrics.definition import ALLES, Eenheid, Methode, Richting, Variant

_indicator = declared_on(date(2026, 11, 22))


def _terug(code: str, maanden: int) -> Variant:
    """Return the variant that looks so many months ahead."""
    return Variant(
        code=code,
        naam=f"Binnen {maanden} maanden",
        teller=f"Afgeronde trajecten met een nieuwe aanmelding binnen {maanden} maanden.",
        noemer=f"Trajecten die ten minste {maanden} maanden geleden eindigden met de reden Afgerond.",
        telt=ended_because(AFGEROND),
        raak=pl.col(f"terug_{maanden}"),
        maanden=maanden,
    )


SH08A = _indicator(
    code="SH08a",
    naam="Terugkeer na afronding",
    zin="Zo veel van de 100 mensen die hun traject afronden, melden zich binnen een jaar opnieuw.",
    waarom="Hulp moet blijven werken. Wie terugkomt, heeft opnieuw schulden of had meer nodig.",
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="einde_op",
    gebeurtenis="De dag van uitstroom; is die leeg, dan de einddatum van het traject.",
    venster=0,
    tegenmaat="SH01",
    kanttekeningen=(
        "De koppeling gaat op persoon. Alleen als een van beide trajecten geen persoon noemt, gaat zij op adres, "
        "en dan tot hooguit 12 maanden. Een adres met meer dan 8 personen in een jaar telt niet.",
        "Wie verhuist naar een andere gemeente en zich daar meldt, is hier niet te zien.",
        "Zijn niet alle maanden erna geleverd, dan is het onbekend, ook als iemand terugkwam: anders zou alleen "
        "meetellen wie snel terugkwam.",
        "Weinig terugkeer kan ook betekenen dat mensen de weg naar hulp niet meer vinden. Kijk dus ook naar de "
        "aanmeldingen.",
    ),
    bron="DDAS schuldhulpverlening.",
    uitsplitsingen=("leeftijdsklasse", "oplossing", "kenmerk"),
    varianten=(
        _terug("standaard", TERUG_MAANDEN[0]),
        _terug("24_maanden", TERUG_MAANDEN[1]),
        _terug("60_maanden", TERUG_MAANDEN[2]),
    ),
)

SH08B = _indicator(
    code="SH08b",
    naam="Eerder traject",
    zin="Zo veel van de 100 mensen die zich melden, hadden in de vijf jaar ervoor al een traject.",
    waarom="Dit laat zien hoe vaak mensen opnieuw hulp nodig hebben, ook als zij hun vorige traject niet afrondden.",
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="gebeurtenis",
    gebeurtenis="De dag van aanmelding; is die leeg, dan de start van het traject.",
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        f"Alleen te bepalen als de {EERDER_MAANDEN} maanden voor de aanmelding helemaal zijn geleverd. Anders is het "
        "onbekend.",
        "De NVVK telt minnelijke en wettelijke trajecten. Wettelijke trajecten (Wsnp) en trajecten in een andere "
        "gemeente staan niet in deze registratie.",
        "De koppeling gaat op persoon. Alleen als een van beide trajecten geen persoon noemt, gaat zij op adres, "
        "en dan tot hooguit 12 maanden.",
    ),
    bron="DDAS schuldhulpverlening; definitie van de NVVK.",
    uitsplitsingen=("leeftijdsklasse", "crisis", "kenmerk"),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle aanmeldingen",
            teller="Aanmeldingen van mensen met een eerder traject dat in die vijf jaar liep.",
            noemer="Aanmeldingen waarvan dit is na te gaan.",
            telt=ALLES,
            raak=pl.col("eerder"),
        ),
    ),
)

INDICATOREN = (SH08A, SH08B)
