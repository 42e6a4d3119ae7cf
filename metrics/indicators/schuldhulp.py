"""Schuldhulp: how long people wait and how trajecten go."""

from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.definition import ALLES, Bevolking, Eenheid, Methode, Richting, Variant, Wachttijd

_indicator = declared_on(date(2026, 11, 21))
_UITSPLITSINGEN = ("leeftijdsklasse", "crisis", "pc4", "kenmerk")

SH01 = _indicator(
    code="SH01",
    naam="Aanmeldingen per 1.000 inwoners",
    zin="Zo veel mensen per 1.000 inwoners melden zich in een jaar voor schuldhulp.",
    waarom=(
        "Lang niet iedereen met schulden vraagt hulp. Dit cijfer laat zien hoeveel mensen de hulp weten te vinden."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PER_1000_PER_JAAR,
    methode=Methode.BYAR,
    tabel="traject",
    datum="gebeurtenis",
    gebeurtenis="De dag van aanmelding; is die leeg, dan de start van het traject.",
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        "Meer aanmeldingen kan betekenen dat er meer schulden zijn, of dat mensen de hulp beter weten te vinden.",
        "Een aanmelding kan van twee mensen samen zijn. Meldt iemand zich later opnieuw, dan telt dat nog eens mee.",
        "Een jaar dat nog niet om is, wordt omgerekend naar een heel jaar met de maanden die zijn geleverd.",
        "Het aantal inwoners is van 1 januari van het jaar, of van het laatste jaar dat bekend is.",
        "De begeleiding en de oplossing zijn die van het hele traject. Van wie zich pas meldde, zijn zij nog onbekend.",
    ),
    bron="DDAS schuldhulpverlening; inwoners: CBS.",
    uitsplitsingen=("crisis", "begeleiding", "oplossing"),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle aanmeldingen",
            teller="Aanmeldingen met een datum in de maand.",
            noemer="Inwoners; per geleverde maand telt een twaalfde.",
            telt=ALLES,
            raak=ALLES,
            bevolking=Bevolking.INWONERS,
        ),
    ),
)

SH03 = _indicator(
    code="SH03",
    naam="Wachttijd tot het eerste gesprek",
    zin="De helft van de mensen die zich melden voor schuldhulp heeft binnen zo veel dagen een eerste gesprek.",
    waarom=(
        "Wie hulp vraagt, heeft vaak al lang gewacht. De wet vraagt een eerste gesprek binnen vier weken "
        "(Wet gemeentelijke schuldhulpverlening, artikel 4)."
    ),
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.DAGEN,
    methode=Methode.KM_MEDIAAN,
    tabel="traject",
    datum="gebeurtenis",
    gebeurtenis="De dag van aanmelding; is die leeg, dan de start van het traject.",
    venster=180,
    tegenmaat="SH01",
    kanttekeningen=(
        "Wie nog geen gesprek had, telt mee als iemand die nog wacht, tot hooguit 180 dagen.",
        "Eindigt het traject zonder gesprek, dan telt de wachttijd tot die dag.",
        "Een gesprek voor de aanmelding kan niet: dan is de wachttijd onbekend.",
        "Heeft minder dan de helft binnen 180 dagen een gesprek, dan is er geen mediaan.",
    ),
    bron="DDAS schuldhulpverlening; Wet gemeentelijke schuldhulpverlening, artikel 4; NVVK jaarcijfers.",
    uitsplitsingen=_UITSPLITSINGEN,
    varianten=(
        Variant(
            code="standaard",
            naam="Alle aanmeldingen",
            teller="Aanmeldingen met een eerste gesprek binnen 180 dagen.",
            noemer="Aanmeldingen waarvan de wachttijd bekend is, of waarvan bekend is hoe lang er al is gewacht.",
            telt=ALLES,
            raak=pl.col("gesproken"),
            wachttijd=Wachttijd(pl.col("wachtdagen"), ~pl.col("gesproken")),
        ),
    ),
)

SH05 = _indicator(
    code="SH05",
    naam="Regeling tot stand",
    zin="Bij zo veel van de 100 aanvragen waarop is beslist, komt er een schuldregeling.",
    waarom=(
        "Een schuldregeling geeft mensen een einddatum: daarna zijn zij van hun schulden af. "
        "Schuldeisers moeten er wel mee instemmen."
    ),
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="regeling_op",
    gebeurtenis="De dag waarop de regeling is toegekend; anders de dag waarop zij is afgewezen of ingetrokken.",
    venster=0,
    tegenmaat="SH04",
    kanttekeningen=(
        "Wie alleen mensen met weinig schuldeisers toelaat, krijgt vaker een regeling. Kijk dus ook naar de toelating.",
        "Een aanvraag waarop nog niet is beslist, telt niet mee.",
        "Is een regeling toegekend en later ingetrokken, dan is zij wel tot stand gekomen.",
        "Elke oplossing is een deel van alle regelingen waarop is beslist.",
        "Staat er zowel een toekenning als een afwijzing, dan is de uitkomst onbekend.",
    ),
    bron="DDAS schuldhulpverlening; NVVK jaarcijfers.",
    uitsplitsingen=(*_UITSPLITSINGEN, "oplossing"),
    # Only a regeling that came about has an oplossing: each kind is a part of all that was decided.
    aandeel_van_geheel=("oplossing",),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle schuldregelingen",
            teller="Schuldregelingen die zijn toegekend.",
            noemer="Schuldregelingen die zijn toegekend, afgewezen of ingetrokken.",
            telt=pl.col("regeling_op").is_not_null(),
            raak=pl.col("toegekend"),
        ),
    ),
)

INDICATOREN = (SH01, SH03, SH05)
