"""Dutch numbers, dates and fixed words, the same on every page and in every report."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

PRODUCT = "Effectmeting Schuldhulp"
NEDERLAND = "Nederland"
PERIODS = {"12maanden": "12 maanden", "jaar": "Jaar", "kwartaal": "Kwartaal", "maand": "Maand"}
KINDS_OF_LEVERING = {
    "vs": "Vroegsignalering",
    "shv": "Schuldhulpverlening",
    "ontruiming": "Ontruimingen",
    "doorverwijzing": "Doorverwijzingen",
    "gesprekken": "Gesprekken",
    "bekendheid": "Bekendheid bij de gemeente",
    "dossier": "Dossiers",
    "jaarcijfer": "Jaarcijfers",
    "kenmerk": "Eigen kenmerken",
    "doel": "Doelen",
    "interventie": "Interventies",
    "gemeente_jaar": "Eigen inwoners en woningen",
}
TABLES = {
    "signaal": "signalen",
    "zaak": "zaken",
    "zaak_signaal": "signalen bij zaken",
    "contactpoging": "contactpogingen",
    "traject": "trajecten",
    "traject_persoon": "personen bij trajecten",
    "ontruiming": "ontruimingen",
    "doorverwijzing": "doorverwijzingen",
    "gesprekken": "gesprekken",
    "bekendheid": "rijen over bekendheid",
    "dossier": "dossiers",
    "jaarcijfer": "jaarcijfers",
    "kenmerk": "kenmerken",
    "doel": "doelen",
    "interventie": "interventies",
    "gemeente_jaar": "rijen per jaar",
    "levering": "hele levering",
}


# What indicators are about, by the first letters of their code, in the order of the pages.
THEMES = {
    "VS": "Vroegsignalering",
    "DV": "Doorverwijzing",
    "ON": "Ontruimingen",
    "SH": "Schuldhulp",
    "KW": "Kwaliteit van de registratie",
}

# One case, and more of them.
CASES = {
    "signaal": ("signaal", "signalen"),
    "zaak": ("zaak", "zaken"),
    "traject": ("traject", "trajecten"),
    "ontruiming": ("ontruiming", "ontruimingen"),
    "huishouden_maand": ("huishouden", "huishoudens"),
    "doorverwijzing": ("verwijzing", "verwijzingen"),
    "gesprek": ("gesprek", "gesprekken"),
    "bekendheid": ("huishouden", "huishoudens"),
    "afgifte": ("record", "records"),
}
# What an indicator counts when it is no case of its table.
CASES_OF = {"KW01": ("veld", "velden"), "KW02": ("record", "records"), "KW03": ("record", "records")}


@dataclass(frozen=True)
class Word:
    """A state in words, with the symbol that says the same without colour."""

    symbol: str
    text: str
    explanation: str

    def __str__(self) -> str:
        """Return symbol and text together."""
        return f"{self.symbol} {self.text}"


STATUSES = {
    "ok": Word("●", "Definitief", "Dit cijfer is af."),
    "voorlopig": Word("◐", "Voorlopig", "Dit cijfer kan nog veranderen: nog niet alle uitkomsten zijn bekend."),
    "geen_levering": Word("○", "Geen levering", "Over deze periode is niets geleverd. Dat is iets anders dan nul."),
    "onvolledig": Word("◧", "Onvolledig", "Niet alle maanden zijn geleverd. We vergelijken dit cijfer daarom niet."),
    "te_veel_onbekend": Word(
        "?",
        "Te veel onbekend",
        "Van meer dan 1 op de 5 gevallen is de uitkomst niet bekend. Daarom tonen we alleen de grenzen.",
    ),
    "geen_gevallen": Word(
        "∅", "Geen gevallen", "Er is wel geleverd, maar er was in deze periode geen geval om te tellen."
    ),
    "nog_open": Word(
        "◌", "Nog niet te tellen", "De termijn is nog niet voorbij. De uitkomsten van deze periode komen later."
    ),
    "te_lage_dekking": Word(
        "◔", "Te lage dekking", "Te weinig gemeenten leverden. We vergelijken hier daarom niet mee."
    ),
    "te_weinig_gevallen": Word(
        "…", "Te weinig gevallen", "Van minder dan 50 gevallen tonen we van anderen geen percentage en geen mediaan."
    ),
    "minder_dan": Word("<", "Minder dan 5", "Minder dan 5: zo kleine aantallen van anderen tonen we niet."),
    "op_minder_na_alle": Word(
        ">", "Op minder dan 5 na alle", "Op minder dan 5 na alle: zo kleine aantallen van anderen tonen we niet."
    ),
    "geen_basis": Word(
        "∅", "Geen basisjaar", "Van het basisjaar is geen aantal bekend, of het was nul. Dan is er geen vergelijking."
    ),
    "niet_bereikt": Word("∅", "Geen mediaan", "Minder dan de helft had binnen de termijn een uitkomst."),
}

VERDICTS = {
    "beter": Word("✓", "beter dan", "Het verschil is groter dan toeval kan verklaren."),
    "slechter": Word("!", "slechter dan", "Het verschil is groter dan toeval kan verklaren."),
    "hoger": Word("▲", "hoger dan", "Het verschil is groter dan toeval kan verklaren."),
    "lager": Word("▼", "lager dan", "Het verschil is groter dan toeval kan verklaren."),
    "vergelijkbaar": Word("≈", "vergelijkbaar met", "Het verschil kan toeval zijn."),
}

# The recent trend: which way five separate periods go, when that is more than chance.
TRENDS = {
    "stijgt": Word("↗", "stijgt", "De laatste vijf losse perioden stijgen, meer dan toeval kan verklaren."),
    "daalt": Word("↘", "daalt", "De laatste vijf losse perioden dalen, meer dan toeval kan verklaren."),
    "geen duidelijke verandering": Word(
        "→", "geen duidelijke verandering", "De laatste vijf losse perioden verschillen niet meer dan toeval verklaart."
    ),
}
NO_TREND = Word(
    "–",
    "nog niet te zeggen",
    "Daarvoor zijn vijf losse perioden nodig die af zijn, elk met een marge. Die zijn er niet.",
)
# The two answers to a goal.
REALISED = {"gehaald": "✓ gehaald", "nog niet gehaald": "◌ nog niet gehaald", "niet gehaald": "✕ niet gehaald"}
STRUCTURAL = {
    "gehaald": "✓ gehaald, ook als we rekening houden met toeval",
    "op koers": "↗ op koers",
    "niet op koers": "! niet op koers",
    "nog niet te zeggen": "◌ nog niet te zeggen",
}

LEVERING_STATUSES = {
    "in_gebruik": Word("✓", "In gebruik", "Deze levering telt mee."),
    "vervangen": Word("↻", "Vervangen", "Een nieuwere levering kwam ervoor in de plaats."),
    "geweigerd": Word("✕", "Geweigerd", "Deze levering is niet opgeslagen. De vorige bleef staan."),
    "ingetrokken": Word("–", "Ingetrokken", "Deze levering telt niet meer mee."),
}
SEVERITIES = {
    "kritiek": Word("✕", "Kritiek", "Hierdoor kan de levering worden geweigerd."),
    "waarschuwing": Word("!", "Waarschuwing", "De levering telt mee, maar kijk hiernaar."),
    "info": Word("i", "Ter informatie", "Goed om te weten."),
    "afgekeurd": Word("✕", "Afgekeurd", "Dit record is niet opgeslagen."),
}


def number(value: float | None, decimals: int = 0) -> str:
    """Return ``value`` as Dutch readers write it: 1.234,5; nothing is a dash."""
    if value is None:
        return "–"
    plain = f"{value:,.{decimals}f}"
    if float(plain.replace(",", "")) == 0:
        plain = plain.lstrip("-")
    return plain.translate(str.maketrans(",.", ".,"))


def share(value: float | None, decimals: int = 1) -> str:
    """Return the fraction ``value`` as a percentage: 12,3%."""
    return "–" if value is None else f"{number(value * 100, decimals)}%"


def day(value: date | None) -> str:
    """Return 5 maart 2024."""
    return "–" if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None) -> str:
    """Return 5 maart 2024, 14:05 uur."""
    return "–" if value is None else f"{day(value)}, {value:%H:%M} uur"


def month(value: date) -> str:
    """Return maart 2024."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def short_month(value: date) -> str:
    """Return mrt 2024, for axes."""
    return f"{SHORT_MONTHS[value.month - 1]} {value.year}"


def span(since: date, until: date) -> str:
    """Return the half-open period in words, as short as it can be said."""
    last = until - timedelta(days=1)
    whole_months = since.day == 1 and until.day == 1
    if whole_months and since.month == 1 and until.month == 1 and until.year == since.year + 1:
        return str(since.year)
    if whole_months and (since.year, since.month) == (last.year, last.month):
        return month(since)
    if whole_months and since.year == last.year:
        return f"{MONTHS[since.month - 1]} tot en met {month(last)}"
    if whole_months:
        return f"{month(since)} tot en met {month(last)}"
    return f"{day(since)} tot en met {day(last)}"


def short_span(since: date, until: date) -> str:
    """Return the half-open period for a table: okt t/m dec 2024."""
    last = until - timedelta(days=1)
    if since.day != 1 or until.day != 1:
        return f"{since:%d-%m-%Y} t/m {last:%d-%m-%Y}"
    if (since.month, last.month) == (1, 12):
        return str(since.year) if since.year == last.year else f"{since.year} t/m {last.year}"
    if (since.year, since.month) == (last.year, last.month):
        return short_month(since)
    first = SHORT_MONTHS[since.month - 1] if since.year == last.year else short_month(since)
    return f"{first} t/m {short_month(last)}"


def count_of(amount: int, one: str, many: str) -> str:
    """Return 1 zaak, 2 zaken."""
    return f"{number(amount)} {one if amount == 1 else many}"


def in_short(naam: str) -> str:
    """Return the title of a page about one gemeente: Almere in het kort."""
    return f"{naam} in het kort"
