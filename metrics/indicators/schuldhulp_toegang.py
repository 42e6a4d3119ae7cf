"""Toegang tot schuldhulp: is het eerste gesprek op tijd, en wat was er eerder en later?"""

from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.cases.opvolging import WINDOW
from metrics.cases.traject_signaal import SIGNAAL_MAANDEN
from metrics.cases.traject_verloop import TRAJECT_MAANDEN
from metrics.cases.werkdagen import TERMIJN_CRISIS_WERKDAGEN, TERMIJN_DAGEN
from metrics.definition import ALLES, Eenheid, Methode, Richting, Variant

_indicator = declared_on(date(2026, 11, 22))
_AANMELDING = "De dag van aanmelding; is die leeg, dan de start van het traject."
_UITSPLITSINGEN = ("leeftijdsklasse", "crisis", "pc4", "kenmerk")

SH02 = _indicator(
    code="SH02",
    naam="Eerste gesprek op tijd",
    zin="Zo veel van de 100 mensen die zich melden voor schuldhulp, hebben op tijd een eerste gesprek.",
    waarom=(
        "Wie hulp vraagt, moet snel iemand spreken. De wet vraagt een eerste gesprek binnen vier weken, en binnen "
        "drie werkdagen bij een crisis (Wet gemeentelijke schuldhulpverlening, artikel 4)."
    ),
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="gebeurtenis",
    gebeurtenis=_AANMELDING,
    venster=TERMIJN_DAGEN,
    tegenmaat="SH01",
    kanttekeningen=(
        f"De termijn is {TERMIJN_DAGEN} dagen na de aanmelding. Eindigt hij in een weekend of op een feestdag, dan "
        "geldt de eerste werkdag daarna. Feestdagen zijn die van de Algemene termijnenwet, met de dagen die de "
        "regering daaraan gelijk heeft gesteld.",
        f"Bij een crisis is de termijn {TERMIJN_CRISIS_WERKDAGEN} werkdagen. De dag van aanmelding telt dan niet mee.",
        "Wie zonder gesprek overlijdt, verhuist of de aanvraag intrekt voor de laatste dag van de termijn, telt niet "
        "mee.",
        "Is niet ingevuld of het een crisis is, dan telt een gesprek alleen mee als de uitkomst voor beide termijnen "
        "gelijk is.",
        "Is er geen gesprek ingevuld, maar wel een latere stap, dan is het onbekend: er was een gesprek, maar niemand "
        "weet wanneer. Ook onbekend is wie voor het einde van de termijn uit de leveringen verdwijnt.",
    ),
    bron="DDAS schuldhulpverlening; Wet gemeentelijke schuldhulpverlening, artikel 4; Algemene termijnenwet.",
    uitsplitsingen=_UITSPLITSINGEN,
    kruisingen=(("kenmerk", "crisis"),),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle aanmeldingen",
            teller="Aanmeldingen met een eerste gesprek op of voor de laatste dag van de termijn.",
            noemer="Aanmeldingen waarvan de termijn om is.",
            telt=pl.col("termijn_telt"),
            raak=pl.col("op_tijd"),
            termijn="termijn",
        ),
    ),
)

SH11 = _indicator(
    code="SH11",
    naam="Aanmelding na een vroegsignaal",
    zin="Bij zo veel van de 100 aanmeldingen was er in het jaar ervoor een melding waarbij iemand is bereikt.",
    waarom=(
        "Vroegsignalering wil mensen helpen voordat schulden groot zijn. Dit cijfer laat zien welk deel van de mensen "
        "in de schuldhulp zo is gevonden."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="gebeurtenis",
    gebeurtenis=_AANMELDING,
    # The zaken before it have so long to reach someone: an answer from before then could still change.
    venster=WINDOW.days,
    tegenmaat=None,
    kanttekeningen=(
        f"Een zaak telt als haar datum in de {SIGNAAL_MAANDEN} maanden voor de aanmelding ligt en iemand is bereikt, "
        f"tot en met {WINDOW.days} dagen na die datum. Het gesprek kan dus ook na de aanmelding zijn.",
        f"Aanmeldingen van de laatste {WINDOW.days} dagen tellen nog niet mee: tot dan kan een zaak nog iemand "
        "bereiken.",
        "De koppeling gaat op persoon. Alleen als een van beide geen persoon noemt, gaat zij op adres. Een adres "
        "met meer dan 8 personen in een jaar telt niet.",
        "Zijn niet alle signalen en zaken van die maanden geleverd, dan is het onbekend, ook als er een zaak is "
        "gevonden: anders zou alleen meetellen wat toevallig is geleverd.",
        "Dat iemand eerder is bereikt, wil niet zeggen dat hij zich daarom heeft gemeld.",
    ),
    bron="DDAS schuldhulpverlening en vroegsignalering.",
    uitsplitsingen=_UITSPLITSINGEN,
    varianten=(
        Variant(
            code="standaard",
            naam="Alle aanmeldingen",
            teller="Aanmeldingen met een bereikte zaak van dezelfde persoon of op hetzelfde adres in het jaar ervoor.",
            noemer=f"Aanmeldingen van ten minste {WINDOW.days} dagen geleden, waarvan dit is na te gaan.",
            telt=ALLES,
            raak=pl.col("na_signaal"),
        ),
    ),
)

SH12 = _indicator(
    code="SH12",
    naam="Van aanmelding naar traject",
    zin="Van zo veel van de 100 aanmeldingen komt binnen zes maanden een traject.",
    waarom=(
        "Niet elke aanmelding wordt een traject. Wie afhaakt of wordt doorgestuurd, is in de cijfers over trajecten "
        "niet te zien."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="gebeurtenis",
    gebeurtenis=_AANMELDING,
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        f"Een traject is er als er binnen {TRAJECT_MAANDEN} maanden een toelating is of een plan van aanpak.",
        "Een toelating of plan van voor de aanmelding kan niet: dan is het onbekend.",
        "Niet elke aanmelding hoort een traject te worden: soms is een advies genoeg.",
    ),
    bron="DDAS schuldhulpverlening.",
    uitsplitsingen=_UITSPLITSINGEN,
    kruisingen=(("leeftijdsklasse", "crisis"), ("kenmerk", "leeftijdsklasse"), ("kenmerk", "kenmerk")),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle aanmeldingen",
            teller="Aanmeldingen met een toelating of een plan van aanpak binnen zes maanden.",
            noemer="Aanmeldingen van ten minste zes maanden geleden.",
            telt=ALLES,
            raak=pl.col("op_weg"),
            maanden=TRAJECT_MAANDEN,
        ),
    ),
)

INDICATOREN = (SH02, SH11, SH12)
