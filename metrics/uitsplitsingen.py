"""Breakdowns: which there are, what a cell means, and how a case comes to be in one cell of each."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import polars as pl

ONBEKEND: Final = "onbekend"
MEER_WAARDEN: Final = "meer waarden"
MEER_PARTNERS: Final = "meer partners"
KENMERK: Final = "kenmerk"
VELD: Final = "veld"
# Between the two of a two-way breakdown and of its cells: "leeftijdsklasse*crisis", "27-44*ja". It occurs in no name
# and no cell: own kenmerken are refused at the door with such a sign.
KRUIS: Final = "*"
# The column of a wide frame that says which rows are about a breakdown with cases of its own; "" is all others.
LAAG: Final = "laag"
LAGEN: Final = ("van_naar",)
# What lies within one gemeente: nobody may see it of another's, and added up over gemeenten it says nothing.
WITHIN_A_GEMEENTE: Final = ("pc4", "wijk")
# Of a gemeente that registers more kenmerken than this, so many are crossed with each other: those it uses most.
MOST_KENMERKEN_CROSSED: Final = 6

# The first ages of the classes after the first. Configurable here, and nowhere else; the defaults are those of the
# field: under 27 has rules of its own (Participatiewet), from 67 people have a state pension.
LEEFTIJDSGRENZEN: Final = (27, 45, 67)
_OLDEST: Final = 120


@dataclass(frozen=True)
class Uitsplitsing:
    """One breakdown: its name, and per case table that has it in which cell a case belongs, for a reader."""

    naam: str
    uitleg: dict[str, str]


_WOONPLAATS: Final = "Liggen de adressen in meer dan een gebied, dan 'meer waarden'."
_PARTNER_VAN_ZAAK: Final = (
    "De partner van de signalen in de zaak; komen die van meer dan een soort partner, dan 'meer partners'. "
    "Ontbreekt een signaal, dan is het onbekend."
)
_VORM_VAN_ZAAK: Final = (
    "De meest persoonlijke contactpoging binnen 90 dagen: huisbezoek, dan afspraak, telefoon en "
    "schriftelijk (mail, brief, app, kaartje). Een administratieve handeling telt niet. "
    "De gemeente kiest de vorm vaak pas als een eerdere niet lukte: vergelijk dus met beleid."
)
_MELDING_VAN_ZAAK: Final = (
    "Meervoudig: twee of meer signalen op het adres in de maand van de zaak. Opeenvolgend: een signaal "
    "op het adres in de zes maanden ervoor. Een zaak kan beide zijn. Enkelvoudig: geen van beide."
)
SINGLE: Final[dict[str, Uitsplitsing]] = {
    "signaalpartner": Uitsplitsing(
        "Signaalpartner",
        {
            "signaal": "De partner die het signaal gaf.",
            "zaak": _PARTNER_VAN_ZAAK,
            "bekendheid": _PARTNER_VAN_ZAAK,
        },
    ),
    "contactvorm": Uitsplitsing(
        "Contactvorm",
        {
            "zaak": _VORM_VAN_ZAAK,
            "bekendheid": _VORM_VAN_ZAAK,
        },
    ),
    "leeftijdsklasse": Uitsplitsing(
        "Leeftijd",
        {
            "signaal": "De leeftijd in het jaar van het signaal, uit het geboortejaar.",
            "huishouden_maand": "De leeftijd in dat jaar van de jongste persoon in de signalen van die maand.",
            "zaak": "De leeftijd in het jaar van de zaak van de jongste persoon in haar signalen.",
            "bekendheid": "De leeftijd in het jaar van de zaak van de jongste persoon in haar signalen.",
            "traject": "De leeftijd in het jaar van de aanmelding van de oudste cliënt.",
        },
    ),
    "meervoudigheid": Uitsplitsing(
        "Enkelvoudig, meervoudig, opeenvolgend",
        {
            "zaak": _MELDING_VAN_ZAAK,
            "bekendheid": _MELDING_VAN_ZAAK,
        },
    ),
    "crisis": Uitsplitsing(
        "Crisis",
        {
            "signaal": "Of het signaal een crisis meldt.",
            "huishouden_maand": "Of een van de signalen van die maand een crisis meldt.",
            "zaak": "Of een van haar signalen een crisis meldt.",
            "bekendheid": "Of een van de signalen van de zaak een crisis meldt.",
            "traject": "Of het een crisisaanmelding is.",
        },
    ),
    "pc4": Uitsplitsing(
        "Postcodegebied",
        {
            "signaal": "De vier cijfers van de postcode.",
            "huishouden_maand": f"De vier cijfers van de postcode van de signalen van die maand. {_WOONPLAATS}",
            "zaak": f"De vier cijfers van de postcode van haar signalen. {_WOONPLAATS}",
            "bekendheid": f"De vier cijfers van de postcode van de signalen van de zaak. {_WOONPLAATS}",
            "traject": f"De vier cijfers van de postcode van de cliënten. {_WOONPLAATS}",
            "ontruiming": "De vier cijfers van de postcode.",
        },
    ),
    "wijk": Uitsplitsing(
        "Wijk",
        {
            "signaal": "De wijk, waar een tabel van postcodes naar wijken is ingesteld.",
            "huishouden_maand": f"De wijk van de signalen van die maand. {_WOONPLAATS}",
            "zaak": f"De wijk van haar signalen. {_WOONPLAATS}",
            "bekendheid": f"De wijk van de signalen van de zaak. {_WOONPLAATS}",
        },
    ),
    "reden": Uitsplitsing("Reden", {"ontruiming": "Waarom de verhuurder wil ontruimen."}),
    "verhuurder": Uitsplitsing("Verhuurder", {"ontruiming": "Van wie de woning is."}),
    "warm": Uitsplitsing(
        "Warm of koud", {"doorverwijzing": "Warm: de inwoner is persoonlijk overgedragen. Koud: zonder overdracht."}
    ),
    "van": Uitsplitsing(
        "Organisatie die verwijst",
        {
            "doorverwijzing": "Het soort organisatie dat verwijst.",
            "gesprek": "Het soort organisatie dat het gesprek voert.",
        },
    ),
    "naar": Uitsplitsing("Organisatie waarnaar wordt verwezen", {"doorverwijzing": "Het soort organisatie."}),
    "van_naar": Uitsplitsing(
        "Van organisatie naar organisatie",
        {
            "doorverwijzing": "Het soort organisatie dat verwijst, en waarnaar.",
            "gesprek": (
                "Het soort organisatie dat het gesprek voert, en waarnaar wordt verwezen. Een cel is een deel van alle "
                "gesprekken van de eerste. De cellen tellen dus niet op tot 100."
            ),
        },
    ),
    "begeleiding": Uitsplitsing(
        "Begeleiding",
        {
            "traject": (
                "De begeleiding, zoals budgetbeheer. Zijn er meer soorten, dan 'meer waarden'; staat er geen, dan "
                "'onbekend'."
            )
        },
    ),
    "oplossing": Uitsplitsing("Oplossing", {"traject": "De soort oplossing; staat er geen, dan 'onbekend'."}),
    "uitstroomreden": Uitsplitsing("Reden van uitstroom", {"traject": "De reden waarom het traject is geëindigd."}),
    VELD: Uitsplitsing("Veld", {"zaak": "Tabel en veld."}),
    "soort": Uitsplitsing(
        "Soort",
        {
            "afgifte": "De soort levering.",
            "zaak": "De soort tegenspraak; heeft een zaak er meer dan een, dan 'meer soorten'.",
            "traject": "De soort tegenspraak; heeft een traject er meer dan een, dan 'meer soorten'.",
            "ontruiming": "De soort tegenspraak; heeft een ontruiming er meer dan een, dan 'meer soorten'.",
        },
    ),
}


def may_leave(uitsplitsing: pl.Expr) -> pl.Expr:
    """Whether counts of this breakdown may be added up in a region: not to the street, and not two at a time."""
    return ~uitsplitsing.is_in(WITHIN_A_GEMEENTE) & ~uitsplitsing.str.contains(KRUIS, literal=True)


def yes_no(answer: pl.Expr) -> pl.Expr:
    """Return an answer as a cell."""
    return pl.when(answer).then(pl.lit("ja")).when(~answer).then(pl.lit("nee"))


def age_class(day: pl.Expr, birth_year: pl.Expr) -> pl.Expr:
    """Return the class of the age reached in the year of ``day``; null for an age that nobody has."""
    age = day.dt.year() - birth_year
    names = [f"<{LEEFTIJDSGRENZEN[0]}", *(f"{a}-{b - 1}" for a, b in pairwise(LEEFTIJDSGRENZEN))]
    classes = pl.when((age < 0) | (age > _OLDEST)).then(pl.lit(None, pl.String))
    for name, until in zip(names, LEEFTIJDSGRENZEN, strict=True):
        classes = classes.when(age < until).then(pl.lit(name))
    return classes.when(age >= LEEFTIJDSGRENZEN[-1]).then(pl.lit(f"{LEEFTIJDSGRENZEN[-1]}+"))


def one_value(lowest: pl.Expr, highest: pl.Expr, several: str = MEER_WAARDEN) -> pl.Expr:
    """Return the only value of several records, or the cell that says that there are more."""
    return pl.when(lowest < highest).then(pl.lit(several)).otherwise(lowest.cast(pl.String))
