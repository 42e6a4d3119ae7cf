"""Names of indicators that fit above a narrow column."""

from typing import Final

from metrics.definition import Indicator

_SHORT: Final = {
    "VS01": "Signalen per 1.000",
    "VS02": "Signalen van verhuurders",
    "VS03": "Signalen opgepakt",
    "VS04": "Niet opgepakt",
    "VS05": "Meervoudige meldingen",
    "VS06": "Meer partners",
    "VS07": "Bereik",
    "VS08": "Bereik schriftelijk",
    "VS09": "Pogingen per zaak",
    "VS10": "Hulp, van bereikten",
    "VS11": "Hulp, van alle meldingen",
    "VS12a": "Onbekend bij schuldhulp",
    "VS12b": "Onbekend bij gemeente",
    "VS13": "Al bekend",
    "VS14": "Contact op tijd",
    "VS15": "Dagen tot contact",
    "VS16": "Terug na hulp",
    "DV01": "Verwezen",
    "DV02": "Verwezen tussen organisaties",
    "DV03": "Verwijzing aangekomen",
    "DV03b": "Aankomst niet bekend",
    "DV04": "Van verwijzing naar aanmelding",
    "ON01": "Ontruimingen",
    "ON02": "Ontruiming voorkomen",
    "ON04": "Huursignaal vooraf",
    "SH01": "Aanmeldingen per 1.000",
    "SH02": "Eerste gesprek op tijd",
    "SH03": "Wachttijd",
    "SH04": "Toelating",
    "SH05": "Regeling tot stand",
    "SH06a": "Regeling afgerond",
    "SH06b": "Uitstroom met reden",
    "SH06c": "Klaar na 36 maanden",
    "SH07": "Uitval",
    "SH08a": "Terug na afronding",
    "SH08b": "Eerder traject",
    "SH09a": "Stabilisatie te lang",
    "SH09b": "Regeling te lang",
    "SH10": "Schuldbedrag",
    "SH11": "Na vroegsignaal",
    "SH12": "Van aanmelding naar traject",
}


def short_name(indicator: Indicator) -> str:
    """Return the short name; of an indicator without one its own."""
    return _SHORT.get(indicator.code, indicator.naam)
