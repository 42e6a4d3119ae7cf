"""The keten as it is registered: which steps follow each other for the same cases, and where other cases begin."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Stap:
    """One step: what it is called, of what it is a part in words, and the figure it is read from.

    With ``rest`` it is reached by those who are in the noemer and not in the teller. With a ``cel`` it is that cell of
    ``uitsplitsing``; without one but with an ``uitsplitsing``, every cell but ``zonder``.
    """

    naam: str
    van: str
    indicator: str
    variant: str = "standaard"
    rest: bool = False
    uitsplitsing: str = ""
    cel: str = ""
    zonder: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schakel:
    """Steps that the same cases go through; ``basis`` is the figure that knows how many there are to begin with (of a
    number of people its teller, else its noemer and onbekend).

    ``een`` and ``meer`` are what is counted, ``wie`` says whose they are, ``redenen`` are variants or cells that say
    why cases stop, under ``redenen_kop``.
    """

    code: str
    naam: str
    een: str
    meer: str
    tabel: str
    basis: str
    wie: str
    stappen: tuple[Stap, ...]
    redenen_kop: str = ""
    redenen: tuple[str, ...] = ()  # variants of ``basis``
    redenen_per: str = ""  # a breakdown of ``basis``


SCHAKELS: Final = (
    Schakel(
        "signalen",
        "Signalen",
        "signaal",
        "signalen",
        "signaal",
        "VS03",
        "Geteld per signaal van een partner. Over één huishouden kunnen meer signalen komen.",
        (
            Stap("Komt in een zaak", "van alle signalen", "VS03", "melding"),
            Stap("Opgepakt", "van alle signalen", "VS03"),
        ),
    ),
    Schakel(
        "zaken",
        "Zaken",
        "zaak",
        "zaken",
        "zaak",
        "VS04",
        "Geteld per zaak: de gemeente bundelt de signalen over één adres. Alle stappen gaan over dezelfde zaken.",
        (
            Stap("Opgepakt", "van alle zaken", "VS04", rest=True),
            Stap(
                "Contact gezocht",
                "van de opgepakte zaken",
                "VS07",
                "opgepakt",
                uitsplitsing="contactvorm",
                zonder=("geen contactpoging", "onbekend"),
            ),
            Stap("Bereikt", "van de opgepakte zaken", "VS07", "opgepakt"),
            Stap("Hulp aangenomen", "van de bereikte inwoners", "VS10"),
            Stap("Vervolghulp bij geldzaken", "van de bereikte inwoners", "DV01", "financieel"),
            Stap("Aangemeld bij schuldhulp", "van de zaken met die hulp", "DV04"),
        ),
        "Waarom niet opgepakt",
        ("onterecht", "overleden", "geen_inwoner", "herhaald", "andere_reden"),
    ),
    Schakel(
        "aanmeldingen",
        "Aanmeldingen",
        "aanmelding",
        "aanmeldingen",
        "traject",
        "SH01",
        "Andere mensen: iedereen die zich aanmeldt bij schuldhulp, ook zonder signaal.",
        (
            Stap("Gesprek binnen 180 dagen", "van de aanmeldingen", "SH03"),
            Stap("Traject binnen 6 maanden", "van de aanmeldingen", "SH12"),
        ),
    ),
    Schakel(
        "regelingen",
        "Regelingen",
        "besluit",
        "besluiten",
        "traject",
        "SH05",
        "Andere mensen: regelingen waarover in deze periode is besloten. De aanmelding kan jaren eerder zijn.",
        (Stap("Regeling toegekend", "van de besluiten", "SH05"),),
    ),
    Schakel(
        "uitstroom",
        "Uitstroom",
        "traject dat stopt",
        "trajecten die stoppen",
        "traject",
        "SH06b",
        "Andere mensen: trajecten die in deze periode stopten.",
        (
            Stap("Afgerond", "van de trajecten die stoppen", "SH06b", uitsplitsing="uitstroomreden", cel="Afgerond"),
            Stap("Een jaar later niet terug", "van de afgeronde trajecten", "SH08a", rest=True),
        ),
        "Waarom gestopt zonder afronden",
        redenen_per="uitstroomreden",
    ),
)
