"""Schuldhulp: how long people wait and how trajecten go."""

from datetime import date

import polars as pl

from metrics.definition import ALLES, Eenheid, Indicator, Methode, Richting, Variant, Wachttijd, Wijziging

_OPGESTELD = date(2026, 11, 21)

SH03 = Indicator(
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
    auteur="Team Effectmeting Schuldhulp",
    opgesteld=_OPGESTELD,
    herzien=_OPGESTELD,
    herzien_voor=date(2027, 11, 21),
    wijzigingen=(Wijziging(1, _OPGESTELD, "Eerste versie."),),
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
