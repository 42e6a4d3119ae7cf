"""Signalen: how many there are, whether they are followed up, and how often an address is reported."""

from dataclasses import replace
from datetime import date

import polars as pl

from metrics.authorship import declared_on, first_version
from metrics.cases.wide_huishouden_maand import HUISHOUDEN_MAAND, at_least
from metrics.definition import ALLES, Bevolking, Eenheid, Methode, Richting, Variant, Wijziging

_indicator = declared_on(date(2026, 11, 21))

VS01 = _indicator(
    code="VS01",
    naam="Signalen per 1.000 inwoners per maand",
    zin="Zo veel meldingen over betaalachterstanden komen er per 1.000 inwoners in een maand binnen.",
    waarom=(
        "Elk signaal kan een huishouden zijn dat hulp nodig heeft. Het aantal laat zien hoeveel werk er op de "
        "gemeente afkomt, en of er genoeg mensen zijn om dat werk te doen."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PER_1000_PER_MAAND,
    methode=Methode.BYAR,
    tabel="signaal",
    datum="gebeurtenis",
    gebeurtenis="De signaaldatum; is die leeg, dan de ontstaansdatum.",
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        "Meer signalen betekent niet meteen meer schulden: het hangt ook af van welke partners melden, "
        "en vanaf welk bedrag.",
        "Signalen komen in pakketten van een partner. Een maand zonder pakket lijkt dan rustig.",
        "Het aantal inwoners is van 1 januari van het jaar, of van het laatste jaar dat bekend is.",
    ),
    bron="DDAS vroegsignalering; inwoners: CBS. Zelfde maat als de Divosa Monitor Vroegsignalering.",
    uitsplitsingen=("signaalpartner", "crisis"),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle signalen",
            teller="Signalen met een datum in de maand.",
            noemer="Inwoners, voor elke maand die is geleverd.",
            telt=ALLES,
            raak=ALLES,
            bevolking=Bevolking.INWONERS,
        ),
    ),
)


def _partner(code: str, naam: str, wie: str, partner: str) -> Variant:
    """Count the signalen of one kind of partner."""
    return Variant(
        code=code,
        naam=naam,
        teller=f"Die signalen, van {wie}.",
        noemer="Alle signalen.",
        telt=ALLES,
        raak=pl.col("signaalpartner") == partner,
    )


VS02 = replace(
    VS01,
    code="VS02",
    naam="Aandeel per signaalpartner",
    zin="Zo veel van de 100 signalen komen van een verhuurder.",
    waarom=(
        "Partners melden elk vanaf een ander bedrag en op een ander moment. Dit cijfer laat zien van wie de signalen "
        "komen, en sinds wanneer een partner meldt."
    ),
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    kanttekeningen=(
        "De aandelen van alle partners zijn samen 100 procent. Meldt één partner meer, dan dalen de andere aandelen, "
        "ook als die partners evenveel melden.",
        "Verhuurders, energiebedrijven, zorgverzekeraars en drinkwaterbedrijven melden volgens de wet. "
        "Andere partners melden in een proef of met een contract, en niet in elke gemeente.",
        "Signalen komen in pakketten van een partner: kijk naar een jaar, niet naar een maand.",
    ),
    bron="DDAS vroegsignalering; Besluit gemeentelijke schuldhulpverlening (Stb. 2020, 240).",
    uitsplitsingen=("leeftijdsklasse", "crisis"),
    varianten=(
        _partner("standaard", "Huur", "een verhuurder", "Huur"),
        _partner("energie", "Energie", "een energiebedrijf", "Energie"),
        _partner("water", "Drinkwater", "een drinkwaterbedrijf", "Water"),
        _partner("zorg", "Zorgverzekering", "een zorgverzekeraar", "Zorg"),
        _partner("cak_zorg", "CAK, zorgverzekering", "het CAK, over de zorgverzekering", "CAK Zorgverzekeringen"),
        _partner("cak_bijdrage", "CAK, eigen bijdrage", "het CAK, over de eigen bijdrage", "CAK Eigen bijdrage"),
        _partner("hypotheek", "Hypotheek", "een hypotheekverstrekker", "Hypotheek"),
        _partner("duo", "DUO", "DUO", "DUO"),
        _partner("belastingdienst", "Belastingdienst", "de Belastingdienst", "Belastingdienst"),
        _partner("toeslagen", "Dienst Toeslagen", "Dienst Toeslagen", "Dienst Toeslagen"),
        _partner("overige", "Overige partners", "een andere partner", "Overige"),
    ),
)

VS03 = _indicator(
    code="VS03",
    naam="Opvolging van signalen",
    zin="De gemeente pakt zo veel van de 100 signalen binnen 90 dagen op.",
    waarom=(
        "Een signaal helpt pas als iemand er iets mee doet. Dit cijfer laat zien of de gemeente het werk aankan, "
        "of dat er signalen blijven liggen."
    ),
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="signaal",
    datum="gebeurtenis",
    gebeurtenis="De signaaldatum; is die leeg, dan de ontstaansdatum.",
    venster=90,
    tegenmaat="VS04",
    kanttekeningen=(
        "Een signaal is opgepakt als het in ten minste één zaak zit die binnen 90 dagen na het signaal is opgepakt.",
        "De dag van oppakken is de datum die de gemeente daarvoor invult; is die leeg, dan de dag van de eerste "
        "contactpoging. Zijn beide leeg bij een zaak die wel is opgepakt, dan is het antwoord onbekend.",
        "Zijn de zaken van een deel van de 90 dagen niet geleverd, dan is het antwoord onbekend, ook als het signaal "
        "al is opgepakt. Anders tellen alleen de snelle zaken mee.",
        "Een zaak die is gesloten als niet opgepakt, bijvoorbeeld als herhaalde melding, telt niet als opgepakt.",
    ),
    bron="DDAS vroegsignalering.",
    uitsplitsingen=("signaalpartner", "leeftijdsklasse", "crisis", "pc4", "wijk"),
    varianten=(
        Variant(
            code="standaard",
            naam="Opgepakt",
            teller="Die signalen, in ten minste één zaak die tot en met 90 dagen na het signaal is opgepakt.",
            noemer="Alle signalen.",
            telt=ALLES,
            raak=pl.col("opgevolgd"),
        ),
        Variant(
            code="melding",
            naam="Melding aangemaakt",
            teller="Die signalen, in ten minste één zaak met een datum tot en met 90 dagen na het signaal.",
            noemer="Alle signalen.",
            telt=ALLES,
            raak=pl.col("in_zaak"),
        ),
    ),
)


def _reported(code: str, naam: str, teller: str, raak: pl.Expr) -> Variant:
    """One way in which the address of a zaak was reported."""
    return Variant(
        code=code,
        naam=naam,
        teller=teller,
        noemer=(
            "Zaken met een bekend adres, waarvan de signalen van de maand zelf en van de zes maanden ervoor "
            "zijn geleverd."
        ),
        telt=ALLES,
        raak=raak,
    )


_SEVERAL, _EARLIER = pl.col("meervoudig"), pl.col("opeenvolgend")

VS05 = _indicator(
    code="VS05",
    naam="Enkelvoudig, meervoudig, opeenvolgend",
    zin="Bij zo veel van de 100 zaken kwamen er in dezelfde maand twee of meer signalen over het adres.",
    waarom=(
        "Meer signalen over een adres wijzen vaak op grotere schulden. Veel gemeenten gaan dan eerder op huisbezoek. "
        "Dit cijfer zegt iets over de zwaarte van de meldingen."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="zaak",
    datum="gebeurtenis",
    gebeurtenis="De matchingsdatum van de zaak; is die leeg, dan de datum van het eerste signaal.",
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        "Een zaak kan meervoudig en opeenvolgend tegelijk zijn: de aandelen zijn samen meer dan 100 procent.",
        "Het gaat om alle signalen over het adres in de kalendermaand van de zaak, ook die niet in de zaak zitten.",
        "In de eerste zes maanden die een gemeente levert, is het antwoord onbekend. Ook zonder adres, "
        "op een adres met meer dan 8 personen in een jaar, en waar een signaal zonder datum het verschil kan maken.",
        "Komt de zaak pas in de maand na het signaal, dan telt dat signaal als een eerder signaal.",
        "De reeks van Divosa breekt tussen 2022 en 2023.",
    ),
    bron="DDAS vroegsignalering; Divosa Monitor Vroegsignalering.",
    herzien=date(2026, 11, 22),
    versie=2,
    wijzigingen=(
        first_version(date(2026, 11, 21)),
        Wijziging(2, date(2026, 11, 22), "Een signaal zonder datum kan het antwoord onbekend maken."),
    ),
    uitsplitsingen=("signaalpartner", "contactvorm", "leeftijdsklasse", "crisis", "pc4", "wijk", "kenmerk"),
    varianten=(
        _reported(
            "standaard",
            "Meervoudig",
            "Die zaken, met twee of meer signalen over het adres in de kalendermaand van de zaak.",
            _SEVERAL,
        ),
        _reported(
            "opeenvolgend",
            "Opeenvolgend",
            "Die zaken, met een signaal over het adres in de zes maanden voor de maand van de zaak.",
            _EARLIER,
        ),
        _reported("enkelvoudig", "Enkelvoudig", "Die zaken, meervoudig noch opeenvolgend.", ~_SEVERAL & ~_EARLIER),
    ),
)


def _several(code: str, naam: str, number: int) -> Variant:
    """Count the households that so many partners reported in one month."""
    return Variant(
        code=code,
        naam=naam,
        teller=f"Die huishoudens en maanden, met signalen van {number} of meer partners.",
        noemer="Elk huishouden in elke maand met ten minste één signaal.",
        telt=ALLES,
        raak=at_least(number),
    )


VS06 = replace(
    VS05,
    code="VS06",
    naam="Huishoudens met signalen van meer partners",
    zin="Over zo veel van de 100 huishoudens met een signaal meldt in dezelfde maand nog een partner een achterstand.",
    waarom=(
        "Wie bij meer partners achterloopt, heeft vaak grotere problemen. Sommige gemeenten gaan daar het eerst op af."
    ),
    tabel=HUISHOUDEN_MAAND,
    gebeurtenis="De kalendermaand van de signalen.",
    kanttekeningen=(
        "Het werkelijke aantal partners kan hoger zijn. Partners tellen op naam als die is geleverd, en anders "
        "op soort: twee energiebedrijven zonder naam tellen als één partner.",
        "Een huishouden is een adres. Op een adres met meer dan 8 personen in een jaar, en zonder adres, "
        "is het een persoon.",
        "Van een signaal zonder adres, persoon of datum is het antwoord onbekend.",
        "Een huishouden met signalen in drie maanden telt drie keer, in elke maand een keer.",
    ),
    versie=1,
    wijzigingen=VS05.wijzigingen[:1],
    bron="DDAS vroegsignalering. Het convenant in Nijmegen koos huishoudens met drie of meer partners.",
    uitsplitsingen=("leeftijdsklasse", "crisis", "pc4", "wijk"),
    kruisingen=(),
    varianten=(
        _several("standaard", "Twee of meer partners", 2),
        _several("drie_partners", "Drie of meer partners", 3),
        _several("vier_partners", "Vier of meer partners", 4),
    ),
)

INDICATOREN = (VS01, VS02, VS03, VS05, VS06)
