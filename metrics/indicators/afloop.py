"""Afloop van zaken: not picked up, known already, and back after help."""

from datetime import date
from functools import partial

import polars as pl

from metrics.authorship import declared_on
from metrics.cases.resultaten import (
    AL_BEKEND,
    ANDER_TRAJECT,
    ANDERE_REDEN,
    BIJ_SCHULDHULP,
    GEEN_INWONER,
    HERHAALD,
    NIET_OPGEPAKT,
    ONTERECHT,
    OVERLEDEN,
    outcome_in,
)
from metrics.cases.terugkeer import DAYS_AFTER_CONTACT
from metrics.definition import Eenheid, Methode, Richting, Variant

_indicator = declared_on(date(2026, 11, 22))
_of_zaken = partial(
    _indicator,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="zaak",
    datum="gebeurtenis",
    gebeurtenis="De matchingsdatum van de zaak; is die leeg, dan de datum van het eerste signaal.",
    bron="DDAS vroegsignalering; Divosa Monitor Vroegsignalering.",
)
_GROEPEN = ("signaalpartner", "leeftijdsklasse", "meervoudigheid", "crisis", "kenmerk")


def _left(code: str, naam: str, reden: str, *results: str) -> Variant:
    """Count the zaken that were not picked up for this reason."""
    return Variant(
        code=code,
        naam=naam,
        teller=f"Die zaken, niet opgepakt. Reden: {reden}.",
        noemer="Alle zaken die zijn opgepakt, of waarvan de reden om dat niet te doen is ingevuld.",
        telt=pl.lit(value=True),
        # Who picked a zaak up needs no reason for leaving it; of a zaak without any trace the reason is not known.
        raak=pl.when("opgepakt").then(pl.lit(value=False)).otherwise(outcome_in(*results)),
    )


VS04 = _of_zaken(
    code="VS04",
    naam="Niet opgepakt, naar reden",
    zin="De gemeente pakt zo veel van de 100 zaken niet op, en schrijft op waarom niet.",
    waarom=(
        "Niet elke melding klopt, en niet elke melding kan worden opgepakt. Dit cijfer laat zien waarom zaken "
        "blijven liggen, en wat de gemeente met partners kan verbeteren."
    ),
    richting=Richting.GEEN,
    venster=90,
    tegenmaat=None,
    kanttekeningen=(
        "Is er geen resultaat, geen datum van oppakken en geen contactpoging, dan is de uitkomst onbekend.",
        "Een resultaat heeft geen datum: het telt ook mee als het later is ingevuld.",
        "Veel onterechte signalen zegt vooral iets over de gegevens van de partners.",
        "'Andere reden' kan van alles zijn, ook te weinig tijd.",
    ),
    uitsplitsingen=_GROEPEN,
    varianten=(
        _left("standaard", "Alle redenen samen", "een van de vijf redenen", *NIET_OPGEPAKT),
        _left("onterecht", "Onterecht signaal", "het signaal klopte niet", ONTERECHT),
        _left("overleden", "Overleden", "de inwoner is overleden", OVERLEDEN),
        _left("geen_inwoner", "Geen inwoner", "de persoon woont niet (meer) in de gemeente", GEEN_INWONER),
        _left("herhaald", "Herhaalde melding", "het is een herhaalde melding", HERHAALD),
        _left("andere_reden", "Andere reden", "een andere reden", ANDERE_REDEN),
    ),
)


def _known(code: str, naam: str, teller: str, *results: str) -> Variant:
    """Count the zaken that were closed because someone was known already."""
    return Variant(
        code=code,
        naam=naam,
        teller=f"Die zaken, met als resultaat: {teller}.",
        noemer="Alle zaken, behalve: onterecht signaal, inwoner overleden, geen inwoner (meer) van de gemeente.",
        telt=pl.col("telt"),
        raak=outcome_in(*results),
    )


VS13 = _of_zaken(
    code="VS13",
    naam="Al bekend bij schuldhulp of ander lopend traject",
    zin="Bij zo veel van de 100 meldingen krijgt de inwoner al schuldhulp, of loopt er een ander traject.",
    waarom=(
        "Wie al hulp krijgt, hoeft niet opnieuw te worden benaderd. Stijgt dit cijfer, dan bereiken de signalen "
        "vooral mensen die de gemeente al kent."
    ),
    richting=Richting.GEEN,
    venster=90,
    tegenmaat=None,
    kanttekeningen=(
        "Sommige gemeenten halen bekende huishoudens eruit voordat er een zaak komt. Dan is dit cijfer lager.",
        "Dit is wat de gemeente bij de zaak invult; er is niets gekoppeld.",
        "Een resultaat heeft geen datum: het telt ook mee als het later is ingevuld. "
        "Zonder resultaat is de uitkomst onbekend.",
    ),
    uitsplitsingen=_GROEPEN,
    varianten=(
        _known("standaard", "Samen", "al bekend bij schuldhulpverlening, of een ander lopend traject", *AL_BEKEND),
        _known("schuldhulp", "Al bekend bij schuldhulp", "al bekend bij schuldhulpverlening", BIJ_SCHULDHULP),
        _known("ander_traject", "Ander lopend traject", "een ander lopend traject", ANDER_TRAJECT),
    ),
)


def _back(code: str, months: int) -> Variant:
    """Count who was reported again within so many months."""
    return Variant(
        code=code,
        naam=f"Binnen {months} maanden",
        teller=(
            f"Die zaken, met een nieuw signaal over het huishouden tot en met {months} maanden na de datum van de zaak."
        ),
        noemer=(
            "Zaken waarbij iemand is gesproken en hulp heeft aangenomen: advies of quick fix, vervolghulp "
            "financieel, of niet financieel."
        ),
        telt=pl.col("hulp"),
        raak=pl.col(f"terug_{months}"),
        maanden=months,
    )


VS16 = _of_zaken(
    code="VS16",
    naam="Terugkeer na hulp",
    zin="Over zo veel van de 100 huishoudens die hulp aannamen, komt binnen 6 maanden een nieuw signaal.",
    waarom="Hulp werkt als de schuld niet terugkomt. Dit cijfer laat zien bij wie er opnieuw een achterstand is.",
    richting=Richting.LAGER_IS_BETER,
    venster=183,
    tegenmaat="VS10",
    kanttekeningen=(
        f"Nieuw is een signaal vanaf {DAYS_AFTER_CONTACT} dagen na de laatste contactpoging. "
        "Een herhaalde melding telt niet.",
        "De koppeling gaat op persoon, en alleen als die ontbreekt op adres. "
        "Een adres met meer dan 8 personen in een jaar telt niet.",
        "Zijn de signalen van die maanden niet allemaal geleverd, dan is het antwoord onbekend, ook als er al een "
        "signaal is gevonden. Anders tellen alleen de snelle signalen mee.",
        "Duurt het contact zo lang dat er geen tijd meer is voor een nieuw signaal, dan is het antwoord onbekend. "
        "Ook als er alleen een ander signaal is zonder datum.",
        "Alleen signalen in de eigen gemeente tellen. Wie is verhuisd, lijkt niet terug te komen.",
    ),
    uitsplitsingen=("contactvorm", *_GROEPEN, "pc4", "wijk"),
    varianten=(_back("standaard", 6), _back("12_maanden", 12)),
)

INDICATOREN = (VS04, VS13, VS16)
