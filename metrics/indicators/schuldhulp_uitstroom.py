"""Uitstroom uit de schuldhulp: waarom mensen stoppen, en hoe zij er na 36 maanden voor staan."""

from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.cases.traject_verloop import (
    AFGEROND,
    BUITEN_DE_GEMEENTE,
    STAND_MAANDEN,
    UITVAL,
    ended,
    ended_because,
    stands_as,
    still_runs,
)
from metrics.definition import ALLES, Eenheid, Methode, Richting, Variant

_indicator = declared_on(date(2026, 11, 22))
_UITSTROOM = "De dag van uitstroom; is die leeg, dan de einddatum van het traject."
_AANMELDING = "De dag van aanmelding; is die leeg, dan de start van het traject."

SH06A = _indicator(
    code="SH06a",
    naam="Schuldregelingen afgerond",
    zin="Van zo veel van de 100 schuldregelingen die eindigen, is de regeling afgerond.",
    waarom="Pas als een regeling is afgerond, is iemand van zijn schulden af. Wie eerder stopt, begint vaak opnieuw.",
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="einde_op",
    gebeurtenis=_UITSTROOM,
    venster=0,
    tegenmaat="SH04",
    kanttekeningen=(
        "Dit gaat over wie in de periode stopt, niet over wie in de periode begint. Wie snel uitvalt, is eerder te "
        "zien dan wie drie jaar afbetaalt. Kijk daarom ook naar de stand na 36 maanden.",
        "Sinds 1 juli 2023 duurt een regeling 18 maanden in plaats van 36. Daardoor eindigen er tijdelijk meer.",
        "Wie alleen mensen met weinig schuldeisers toelaat, rondt meer regelingen af. Kijk dus ook naar de toelating.",
    ),
    bron="DDAS schuldhulpverlening; NVVK jaarcijfers.",
    uitsplitsingen=("leeftijdsklasse", "crisis", "begeleiding", "oplossing", "kenmerk"),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle schuldregelingen",
            teller="Trajecten met een toegekende regeling die eindigen met de reden Afgerond.",
            noemer="Trajecten met een toegekende regeling die eindigen.",
            telt=ended() & pl.col("was_regeling"),
            raak=pl.col("uitstroomreden") == AFGEROND,
        ),
    ),
)

SH06B = _indicator(
    code="SH06b",
    naam="Uitstroom naar reden",
    zin="Bij zo veel van de 100 mensen die uitstromen, is de reden een van de negen; de uitsplitsing laat ze zien.",
    waarom=(
        "Mensen verlaten de schuldhulp om heel verschillende redenen. Samen zijn de redenen 100%, zodat niemand buiten "
        "beeld blijft."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="einde_op",
    gebeurtenis=_UITSTROOM,
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        "Het totaal is altijd 100%. Kijk naar de uitsplitsing: elke reden is een deel van alle uitstroom.",
        "Ook een eigen kenmerk is een deel van alle uitstroom, zodat de eigen indeling van een gemeente optelt tot "
        "100%.",
        "Is de reden niet ingevuld, dan telt die uitstroom niet mee. In de variant met alle uitstroom wel.",
    ),
    bron="DDAS schuldhulpverlening.",
    # A reader wants one table of nine rows that adds up. As nine variants each would have a noemer and breakdowns of
    # its own, and rounded apart for others they would not add up; and an outflow of one's own fits in the same table.
    uitsplitsingen=("uitstroomreden", "kenmerk"),
    aandeel_van_geheel=("uitstroomreden", "kenmerk"),
    varianten=(
        Variant(
            code="standaard",
            naam="Uitstroom met een reden",
            teller="Uitstroom met deze reden.",
            noemer="Alle uitstroom met een reden.",
            telt=ended(),
            raak=pl.when(pl.col("uitstroomreden").is_not_null()).then(pl.lit(value=True)),
        ),
        Variant(
            code="alle",
            naam="Alle uitstroom",
            teller="Uitstroom met deze reden of dit kenmerk.",
            noemer="Alle uitstroom, ook zonder reden.",
            telt=ended(),
            raak=ALLES,
        ),
    ),
)


def _stand(code: str, naam: str, raak: pl.Expr) -> Variant:
    """Return one of the four ways in which a traject can stand; together they are all of them."""
    return Variant(
        code=code,
        naam=naam,
        teller=f"Toegelaten aanmeldingen die na {STAND_MAANDEN} maanden zo staan: {naam.lower()}.",
        noemer=f"Aanmeldingen van ten minste {STAND_MAANDEN} maanden geleden die zijn toegelaten.",
        telt=pl.col("toegelaten"),
        raak=raak,
        maanden=STAND_MAANDEN,
    )


_ANDERS = ("Zelf", "Niet passend", *BUITEN_DE_GEMEENTE, "Overig")

SH06C = _indicator(
    code="SH06c",
    naam="Stand na 36 maanden",
    zin="Zo veel van de 100 mensen die zijn toegelaten, hebben hun traject na 36 maanden afgerond.",
    waarom=(
        "Dit volgt iedereen die zich in dezelfde tijd meldde. Zo telt wie lang doet over een regeling even zwaar als "
        "wie snel uitvalt."
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
        "Het cijfer gaat over mensen die zich ten minste 36 maanden geleden meldden. Wat nu verandert, is pas over "
        "drie jaar te zien.",
        f"Uitval is: {', '.join(UITVAL)}. Anders geëindigd is: {', '.join(_ANDERS)}. Samen met afgerond en loopt nog "
        "is dat 100%.",
        "Verdwijnt een traject uit de leveringen zonder einde, dan is de stand onbekend.",
    ),
    bron="DDAS schuldhulpverlening.",
    uitsplitsingen=("leeftijdsklasse", "begeleiding", "kenmerk"),
    varianten=(
        _stand("standaard", "Afgerond", stands_as(AFGEROND)),
        _stand("loopt", "Loopt nog", still_runs()),
        _stand("uitval", "Uitval", stands_as(*UITVAL)),
        _stand("anders", "Anders geëindigd", stands_as(*_ANDERS)),
    ),
)

SH07 = _indicator(
    code="SH07",
    naam="Uitval",
    zin="Van zo veel van de 100 mensen die uitstromen, eindigt het traject door uitval.",
    waarom="Wie uitvalt, houdt zijn schulden. Het is goed om te weten bij wie dat gebeurt en wanneer.",
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="traject",
    datum="einde_op",
    gebeurtenis=_UITSTROOM,
    venster=0,
    tegenmaat="SH04",
    kanttekeningen=(
        f"Uitval is: {', '.join(UITVAL)}.",
        "Wie overlijdt of verhuist, telt niet mee: daar kan de gemeente niets aan doen.",
        "Wie alleen de makkelijkste aanvragen toelaat, heeft weinig uitval. Kijk dus ook naar de toelating.",
    ),
    bron="DDAS schuldhulpverlening.",
    uitsplitsingen=("leeftijdsklasse", "crisis", "pc4", "begeleiding", "kenmerk"),
    kruisingen=(("kenmerk", "leeftijdsklasse"), ("kenmerk", "kenmerk")),
    varianten=(
        Variant(
            code="standaard",
            naam="Alle uitstroom",
            teller="Uitstroom met de reden Nietverschenen, Ingetrokken of Voldoet niet.",
            noemer="Uitstroom, zonder Overleden en Verhuisd.",
            telt=ended() & ~ended_because(*BUITEN_DE_GEMEENTE),
            raak=pl.col("uitstroomreden").is_in(UITVAL),
        ),
    ),
)

INDICATOREN = (SH06A, SH06B, SH06C, SH07)
