"""Ontruiming: how often people lose their home."""

from datetime import date

import polars as pl

from metrics.authorship import declared_on
from metrics.definition import ALLES, Bevolking, Eenheid, Methode, Richting, Variant

_indicator = declared_on(date(2026, 11, 21))
_added = declared_on(date(2026, 11, 22))

_UITGEVOERD = pl.col("uitgevoerd")
_HUURSCHULD = pl.col("reden") == "huurschuld"
_CORPORATIE = pl.col("verhuurder") == "corporatie"


def _variant(code: str, naam: str, teller: str, raak: pl.Expr, bevolking: Bevolking) -> Variant:
    """Count these ontruimingen against dwellings; what is certainly another kind is not unknown here."""
    return Variant(
        code=code,
        naam=naam,
        teller=teller,
        noemer=f"{bevolking.value.capitalize()}; per geleverde maand telt een twaalfde.",
        telt=raak,
        raak=raak,
        bevolking=bevolking,
    )


def _kept(code: str, naam: str, maanden: int, telt: pl.Expr) -> Variant:
    """Count the reported threats after which the home was kept for so many months."""
    announced = "" if telt is ALLES else f", als de ontruiming binnen {maanden} maanden is aangezegd of uitgevoerd"
    return Variant(
        code=code,
        naam=naam,
        teller=f"Die dreigingen, waarbij na {maanden} maanden niet is ontruimd en de bewoner niet is vertrokken.",
        noemer=f"Gemelde dreigingen van {maanden} maanden geleden of langer{announced}.",
        telt=telt,
        raak=pl.col(f"voorkomen_{maanden}"),
        maanden=maanden,
    )


def _against_base(code: str, naam: str, waarom: str, telt: pl.Expr) -> Variant:
    """Count these ontruimingen; the count of the base year is what they are set against when a figure is made."""
    return Variant(
        code=code,
        naam=naam,
        teller=f"Ontruimingen die in het jaar zijn uitgevoerd, {waarom}.",
        noemer=f"Ontruimingen die in het basisjaar zijn uitgevoerd, {waarom}.",
        telt=telt,
        raak=telt,
    )


ON01 = _indicator(
    code="ON01",
    naam="Ontruimingen",
    zin="Zo veel van de 10.000 corporatiewoningen worden in een jaar ontruimd omdat de huur niet is betaald.",
    waarom=(
        "Een ontruiming is een ramp voor een gezin en kost de samenleving veel geld. "
        "Goede schuldhulp kan een ontruiming voorkomen."
    ),
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.PER_10000_PER_JAAR,
    methode=Methode.BYAR,
    tabel="ontruiming",
    datum="uitgevoerd_op",
    gebeurtenis="De dag waarop de ontruiming is uitgevoerd.",
    venster=0,
    tegenmaat="ON02",
    kanttekeningen=(
        "Het gaat per gemeente om kleine aantallen: het cijfer schommelt sterk van jaar tot jaar.",
        "Aedes telt ontruimingen van corporaties, de KBvG die van alle gerechtsdeurwaarders. "
        "Die twee reeksen zijn niet met elkaar te vergelijken.",
        "Een jaar dat nog niet om is, wordt omgerekend naar een heel jaar met de maanden die zijn geleverd.",
        "Het aantal woningen is van het laatste jaar dat bekend is.",
        "Ontbreekt de reden of de verhuurder waar die nodig is, dan telt de ontruiming als onbekend.",
    ),
    bron="Aanvulling ontruiming; woningen en huishoudens: CBS.",
    kern=True,
    uitsplitsingen=("reden", "verhuurder"),
    varianten=(
        _variant(
            "standaard",
            "Huurschuld, per 10.000 corporatiewoningen",
            "Uitgevoerde ontruimingen door corporaties vanwege huurschuld.",
            _UITGEVOERD & _HUURSCHULD & _CORPORATIE,
            Bevolking.CORPORATIEWONINGEN,
        ),
        _variant(
            "alle",
            "Alle redenen, per 10.000 corporatiewoningen",
            "Uitgevoerde ontruimingen door corporaties, om welke reden ook.",
            _UITGEVOERD & _CORPORATIE,
            Bevolking.CORPORATIEWONINGEN,
        ),
        _variant(
            "huishoudens",
            "Huurschuld, per 10.000 huishoudens",
            "Uitgevoerde ontruimingen vanwege huurschuld, door corporaties en particuliere verhuurders.",
            _UITGEVOERD & _HUURSCHULD,
            Bevolking.HUISHOUDENS,
        ),
        _variant(
            "alle_huishoudens",
            "Alle redenen, per 10.000 huishoudens",
            "Alle uitgevoerde ontruimingen, om welke reden en door welke verhuurder ook.",
            _UITGEVOERD,
            Bevolking.HUISHOUDENS,
        ),
    ),
)

ON02 = _added(
    code="ON02",
    naam="Voorkomen ontruimingen",
    zin="Bij zo veel van de 100 gemelde dreigingen heeft de bewoner na een half jaar zijn woning nog.",
    waarom=(
        "Wie een dreigende ontruiming op tijd meldt, geeft de gemeente de kans om te helpen. "
        "Dit cijfer laat zien hoe vaak de bewoner zijn woning houdt."
    ),
    richting=Richting.HOGER_IS_BETER,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="ontruiming",
    datum="gemeld_op",
    gebeurtenis="De dag waarop de dreigende ontruiming is gemeld.",
    venster=184,
    tegenmaat="ON01",
    kanttekeningen=(
        "De meeste vonnissen tot ontruiming worden nooit uitgevoerd: bij corporaties 72 tot 75 van de 100 "
        "(Aedes, 2012 en 2014). Een hoog cijfer zegt daarom weinig over de hulp. Kijk altijd ook naar ON01.",
        "Wie zelf vertrekt voor de ontruiming, verliest zijn woning ook: dat telt niet als voorkomen. "
        "Van een vertrek is geen dag bekend; het telt vanaf de melding.",
        "Is een melding nog open, dan is de uitkomst onbekend.",
        "Een ontruiming die na het half jaar of na het jaar is uitgevoerd, telt hier als voorkomen in die tijd.",
        "Spreken de uitkomst en de dag van ontruiming elkaar tegen? Of is de woning ontruimd zonder dat de dag "
        "bekend is? Dan is de uitkomst onbekend.",
        "Wie meer meldt, ook als de dreiging klein is, krijgt vanzelf een hoger cijfer.",
    ),
    bron="Aanvulling ontruiming.",
    uitsplitsingen=("reden", "verhuurder", "pc4"),
    kruisingen=(("reden", "verhuurder"),),
    varianten=(
        _kept("standaard", "Na 6 maanden, van alle meldingen", 6, ALLES),
        _kept("12_maanden", "Na 12 maanden, van alle meldingen", 12, ALLES),
        _kept("aangezegd", "Na 6 maanden, als de ontruiming is aangezegd", 6, pl.col("aangezegd_6")),
        _kept("aangezegd_12_maanden", "Na 12 maanden, als de ontruiming is aangezegd", 12, pl.col("aangezegd_12")),
    ),
)

ON03 = _added(
    code="ON03",
    naam="Ontruimingen ten opzichte van het basisjaar",
    zin="Voor elke 100 ontruimingen in het basisjaar zijn er nu zo veel.",
    waarom=(
        "Gemeenten spreken vaak af dat het aantal ontruimingen daalt, zoals 70 procent minder dan in een basisjaar. "
        "Dit cijfer laat zien hoe ver het daarmee staat."
    ),
    richting=Richting.LAGER_IS_BETER,
    eenheid=Eenheid.INDEX,
    methode=Methode.RATIO,
    tabel="ontruiming",
    datum="uitgevoerd_op",
    gebeurtenis="De dag waarop de ontruiming is uitgevoerd.",
    venster=0,
    tegenmaat="ON02",
    kanttekeningen=(
        "Het basisjaar is dat van het doel. Is er geen doel met een basisjaar, dan het eerste jaar dat helemaal is "
        "geleverd. Een basisjaar met toevallig veel ontruimingen laat elke daling groter lijken.",
        "Het gaat om kleine aantallen: het interval is breed.",
        "Alleen hele jaren zijn met elkaar te vergelijken.",
        "Er is geen rekening mee gehouden dat het aantal woningen verandert; dat doet ON01 wel.",
        "Is het aantal in het basisjaar een schatting, dan staat dat erbij.",
    ),
    bron="Aanvulling ontruiming.",
    uitsplitsingen=("reden", "verhuurder"),
    varianten=(
        _against_base("standaard", "Huurschuld", "vanwege huurschuld", _UITGEVOERD & _HUURSCHULD),
        _against_base("alle", "Alle redenen", "om welke reden ook", _UITGEVOERD),
    ),
)

ON04 = _added(
    code="ON04",
    naam="Huursignaal voor de ontruiming",
    zin="Over zo veel van de 100 ontruimde huishoudens had de verhuurder in het jaar ervoor een signaal gegeven.",
    waarom=(
        "Een huursignaal geeft de gemeente de kans om op tijd te helpen. Komt een ontruiming zonder signaal, "
        "dan werkt de afspraak met de verhuurder nog niet. Kwam het signaal wel, dan hielp de hulp niet genoeg."
    ),
    richting=Richting.GEEN,
    eenheid=Eenheid.PERCENT,
    methode=Methode.WILSON,
    tabel="ontruiming",
    datum="uitgevoerd_op",
    gebeurtenis="De dag waarop de ontruiming is uitgevoerd.",
    venster=0,
    tegenmaat=None,
    kanttekeningen=(
        "Een ontruiming noemt geen persoon: we zoeken het signaal op het adres. Woonde er kort ervoor iemand anders, "
        "dan kan het signaal van hem zijn.",
        "Een adres met meer dan 8 personen in een jaar telt niet mee: daar is de uitkomst onbekend.",
        "Zijn niet alle signalen van de 12 maanden ervoor geleverd? Dan is de uitkomst onbekend, ook als er een "
        "huursignaal is gevonden. Anders telt daar alleen mee wat is gevonden.",
        "Mist een signaal op het adres zijn datum of zijn partner, dan is de uitkomst onbekend, behalve als er een "
        "ander huursignaal is.",
        "Alleen ontruimingen vanwege huurschuld tellen mee.",
    ),
    bron="Aanvulling ontruiming en DDAS vroegsignalering.",
    uitsplitsingen=("verhuurder", "pc4"),
    varianten=(
        Variant(
            code="standaard",
            naam="Huursignaal in de 12 maanden ervoor",
            teller="Die ontruimingen, met een huursignaal op het adres in de 12 maanden ervoor.",
            noemer="Uitgevoerde ontruimingen vanwege huurschuld.",
            telt=_UITGEVOERD & _HUURSCHULD,
            raak=pl.col("huursignaal"),
        ),
    ),
)

INDICATOREN = (ON01, ON02, ON03, ON04)
