"""Ontruiming: how often people lose their home."""

from datetime import date

import polars as pl

from metrics.definition import Bevolking, Eenheid, Indicator, Methode, Richting, Variant, Wijziging

_OPGESTELD = date(2026, 11, 21)

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


ON01 = Indicator(
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
    auteur="Team Effectmeting Schuldhulp",
    opgesteld=_OPGESTELD,
    herzien=_OPGESTELD,
    herzien_voor=date(2027, 11, 21),
    wijzigingen=(Wijziging(1, _OPGESTELD, "Eerste versie."),),
    kern=True,
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

INDICATOREN = (ON01,)
