"""Vroegsignalering, by zaak: who is reached, who accepts help, and who was not known yet."""

from dataclasses import replace
from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.cases.resultaten import HULP, outcome_in
from metrics.definition import Eenheid, Methode, Richting, Variant

_indicator = declared_on(date(2026, 11, 21))
_UITSPLITSINGEN = (
    "signaalpartner", "contactvorm", "leeftijdsklasse", "meervoudigheid", "crisis", "pc4", "wijk", "kenmerk",
)  # fmt: skip

_BEREIKT = (
    "{zaken} waarbij iemand is gesproken: een contactpoging met de uitkomst bereikt, "
    "tot en met 90 dagen na de datum van de zaak. Een administratieve handeling telt niet als contact."
)

VS07 = _indicator(
    code="VS07",
    naam="Bereik via vroegsignalering",
    zin="Bij zo veel van de 100 meldingen lukt het om binnen 90 dagen contact te krijgen met de inwoner.",
    waarom=(
        "Hulp kan pas beginnen als er contact is. "
        "Wie niet wordt bereikt, blijft met de schuld zitten, en die groeit vaak."
    ),
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="zaak",
    datum="gebeurtenis",
    gebeurtenis="De matchingsdatum van de zaak; is die leeg, dan de datum van het eerste signaal.",
    venster=90,
    tegenmaat="VS03",
    kanttekeningen=(
        "Wie minder zaken oppakt, kan van de opgepakte zaken een hoger bereik hebben. Vergelijk dus beide manieren.",
        "Zaken waarvan de 90 dagen nog niet voorbij zijn, tellen nog niet mee.",
        "Staat er een resultaat dat alleen na contact kan, maar geen contactpoging? Dan is het bereik onbekend.",
        "Onterechte signalen, overleden inwoners en mensen die er niet meer wonen, tellen niet mee.",
    ),
    bron="DDAS vroegsignalering; Divosa Monitor Vroegsignalering.",
    kern=True,
    uitsplitsingen=_UITSPLITSINGEN,
    kruisingen=(
        ("contactvorm", "signaalpartner"),
        ("leeftijdsklasse", "crisis"),
        ("kenmerk", "leeftijdsklasse"),
        ("kenmerk", "kenmerk"),
    ),
    varianten=(
        Variant(
            code="standaard",
            naam="Van alle zaken die tellen",
            teller=_BEREIKT.format(zaken="Zaken"),
            noemer="Alle zaken, behalve: onterecht signaal, inwoner overleden, geen inwoner (meer) van de gemeente.",
            telt=pl.col("telt"),
            raak=pl.col("bereikt"),
        ),
        Variant(
            code="opgepakt",
            naam="Van de opgepakte zaken",
            teller=_BEREIKT.format(zaken="Opgepakte zaken"),
            noemer=(
                "Zaken die zijn opgepakt: er is een datum van oppakken, een contactpoging of een resultaat, "
                "en het resultaat is niet dat de zaak niet is opgepakt."
            ),
            telt=pl.col("opgepakt"),
            raak=pl.col("bereikt"),
        ),
    ),
)

_HULP_IS = (
    "Hulp is: advies of een quick fix, vervolghulp of verwijzing financieel, en niet financieel. "
    "Wie zelf heeft betaald of een regeling heeft getroffen, telt niet als hulp."
)
_GEEN_DATUM = "Een resultaat heeft geen datum: het telt mee als de inwoner binnen 90 dagen is bereikt."
_INFORMEREND = "Ongeveer 4 van de 10 gemeenten tellen een informerend gesprek niet als hulp. Vergelijk met beleid."
_TWEE_MANIEREN = (
    "Er zijn twee manieren om hulpacceptatie te berekenen: van de bereikte inwoners, en van alle meldingen. {deze}"
)

VS10 = _indicator(
    code="VS10",
    naam="Hulpacceptatie van bereikte inwoners",
    zin="Zo veel van de 100 inwoners met wie is gesproken, nemen hulp aan.",
    waarom=(
        "Contact is een eerste stap; hulp die wordt aangenomen is de tweede. Dit cijfer laat zien of het aanbod past."
    ),
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="zaak",
    datum="gebeurtenis",
    gebeurtenis="De matchingsdatum van de zaak; is die leeg, dan de datum van het eerste signaal.",
    venster=90,
    tegenmaat="VS11",
    kanttekeningen=(
        _TWEE_MANIEREN.format(deze="Dit is de eerste. Wie alleen de makkelijkste inwoners bereikt, scoort hier hoog."),
        _HULP_IS,
        _GEEN_DATUM,
        "Is nog geen resultaat ingevuld, of is niet bekend of de inwoner is bereikt? Dan is de uitkomst onbekend.",
        _INFORMEREND,
    ),
    bron="DDAS vroegsignalering; Divosa Monitor Vroegsignalering.",
    uitsplitsingen=_UITSPLITSINGEN,
    varianten=(
        Variant(
            code="standaard",
            naam="Van de bereikte inwoners",
            teller="Die zaken, met als resultaat: advies of quick fix, vervolghulp financieel, of niet financieel.",
            noemer="Zaken waarbij iemand is gesproken, tot en met 90 dagen na de datum van de zaak.",
            telt=pl.col("bereikt"),
            raak=outcome_in(*HULP),
        ),
    ),
)


VS11 = replace(
    VS10,
    code="VS11",
    naam="Hulpacceptatie van alle meldingen",
    zin="Zo veel van de 100 meldingen leiden tot hulp die de inwoner aanneemt.",
    waarom=(
        "Vroegsignalering is geslaagd als mensen hulp krijgen. Dit cijfer telt ook de mensen mee die niet zijn bereikt."
    ),
    tegenmaat="VS10",
    kanttekeningen=(
        _TWEE_MANIEREN.format(deze="Dit is de tweede, en die is meestal lager."),
        _HULP_IS,
        _GEEN_DATUM,
        "Is de inwoner bereikt en nog geen resultaat ingevuld, of is niet bekend of de inwoner is bereikt en staat er "
        "hulp als resultaat? Dan is de uitkomst onbekend. Wie niet is bereikt, heeft geen hulp aangenomen.",
        _INFORMEREND,
    ),
    kruisingen=(),
    varianten=(
        Variant(
            code="standaard",
            naam="Van alle meldingen",
            teller=(
                "Die zaken, als iemand is gesproken en het resultaat is: advies of quick fix, vervolghulp financieel, "
                "of niet financieel."
            ),
            noemer="Alle zaken, behalve: onterecht signaal, inwoner overleden, geen inwoner (meer) van de gemeente.",
            telt=pl.col("telt"),
            raak=pl.col("hulp"),
        ),
    ),
)


def _unknown_to_debt_help(code: str, naam: str, months: int) -> Variant:
    """VS12a with a look back of this many months."""
    return Variant(
        code=code,
        naam=naam,
        teller=(
            f"Van die zaken: het huishouden had in de {months} maanden voor het eerste signaal geen traject "
            "schuldhulp, en de zaak is niet gesloten als al bekend of met een ander lopend traject."
        ),
        noemer=(
            "Zaken waarbij iemand is bereikt, of die zijn gesloten als al bekend of met een ander lopend traject. "
            "Per huishouden telt alleen de eerste zaak in 12 maanden."
        ),
        telt=pl.col("eerste_in_jaar") & (pl.col("bereikt") | pl.col("al_bekend")),
        raak=pl.col(f"onbekend_{months}"),
    )


VS12A = _indicator(
    code="VS12a",
    naam="Onbekend bij schuldhulp",
    zin="Zo veel van de 100 bereikte huishoudens hadden de afgelopen twee jaar nog geen schuldhulp.",
    waarom=(
        "Vroegsignalering is bedoeld om mensen te vinden die zelf nog geen hulp zoeken. "
        "Dit cijfer laat zien of dat lukt."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="zaak",
    datum="gebeurtenis",
    gebeurtenis="De matchingsdatum van de zaak; is die leeg, dan de datum van het eerste signaal.",
    venster=90,
    tegenmaat="VS13",
    kanttekeningen=(
        "Dit cijfer is berekend door twee registraties te koppelen. Bekend bij schuldhulp is iets anders dan "
        "bekend bij de gemeente.",
        "De koppeling gaat op persoon, en alleen als die ontbreekt op adres. Op adres telt een traject dat "
        "hooguit 12 maanden voor het signaal eindigde. Een adres met meer dan 8 personen in een jaar telt niet.",
        "Is de schuldhulp niet over de hele periode geleverd, dan is het antwoord onbekend, tenzij er wel "
        "een traject is gevonden.",
        "Alleen trajecten in de eigen gemeente tellen. Wie is verhuisd, kan daardoor onbekend lijken.",
    ),
    bron="DDAS vroegsignalering en DDAS schuldhulpverlening, gekoppeld; NVVK en Divosa 2019.",
    kern=True,
    uitsplitsingen=_UITSPLITSINGEN,
    varianten=(
        _unknown_to_debt_help("standaard", "In de 24 maanden ervoor", 24),
        _unknown_to_debt_help("60_maanden", "In de 60 maanden ervoor", 60),
    ),
)

VS12B = replace(
    VS12A,
    code="VS12b",
    naam="Onbekend bij de gemeente",
    zin="Zo veel van de 100 bereikte huishoudens waren nog niet bekend bij de gemeente.",
    tabel="bekendheid",
    kanttekeningen=(
        "Dit cijfer is geregistreerd, niet berekend: de gemeente schrijft zelf op of zij het huishouden kende.",
        "Wat bekend is, verschilt per gemeente: bij schuldhulp, bij het sociaal domein, of bij de hele gemeente. "
        "Vergelijk daarom met beleid.",
        "Is het niet opgeschreven, of staat er bij hetzelfde huishouden ja en nee, dan is het antwoord onbekend.",
        "Is het per adres opgeschreven, dan telt het voor zaken tot 12 maanden ervoor en erna. "
        "Een adres met meer dan 8 personen in een jaar telt niet.",
        "Alleen gemeenten die deze aanvulling leveren, tellen mee.",
    ),
    bron="Aanvulling bekendheid, met DDAS vroegsignalering; NVVK en Divosa 2019.",
    uitsplitsingen=tuple(name for name in _UITSPLITSINGEN if name != "kenmerk"),
    kruisingen=(),
    varianten=(
        Variant(
            code="standaard",
            naam="Volgens de gemeente",
            teller="Die huishoudens, als de gemeente opschreef dat zij het huishouden niet kende.",
            noemer=(
                "Huishoudens die zijn bereikt, en waarvan is opgeschreven of de gemeente ze kende. "
                "Per huishouden telt alleen de eerste zaak in 12 maanden."
            ),
            telt=pl.col("eerste_in_jaar") & pl.col("bereikt"),
            raak=pl.col("onbekend"),
        ),
    ),
)

INDICATOREN = (VS07, VS10, VS11, VS12A, VS12B)
