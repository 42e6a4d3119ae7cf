"""Code lists of DDAS 1.0 and of the aanvulling, and every other spelling mapped onto them."""

from collections.abc import Iterable
from typing import Final, NamedTuple

SIGNAALPARTNERS: Final = (
    "Energie",
    "Huur",
    "Hypotheek",
    "CAK Zorgverzekeringen",
    "Zorg",
    "Water",
    "DUO",
    "Belastingdienst",
    "CAK Eigen bijdrage",
    "Overige",
    "Dienst Toeslagen",
)
SIGNAALSTATUSSEN: Final = (
    "Nog niet opgepakt",
    "Niet opgepakt: onterecht signaal",
    "Inwoner is overleden",
    "Persoon is geen inwoner (meer) in de gemeente",
    "Niet opgepakt: herhaalde melding",
    "Niet opgepakt: andere reden",
)
RESULTATEN: Final = (
    "Niet opgepakt: herhaalde melding",
    "Niet opgepakt: onterecht signaal",
    "Inwoner is overleden",
    "Persoon is geen inwoner (meer) in de gemeente",
    "Niet opgepakt: andere reden",
    "Inwoner al bekend bij schuldhulpverlening",
    "Inwoner heeft al een ander lopend traject",
    "Definitief geen contact kunnen krijgen",
    "Geen reactie na eerder contact",
    "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
    "Inwoner heeft zelf al betaald/betalingsregeling getroffen",
    "(Budget)advies en/of quick fix",
    "Vervolghulp en/of verwijzing financieel",
    "Verwijzing zonder toestemming",
    "Vervolghulp en/of verwijzing niet financieel",
)
# "Overige" left the list in 1.0 and has no successor there; dropping it would lose real contact.
CONTACTSOORTEN: Final = (
    "Mail",
    "Brief",
    "SMS/Whatsapp",
    "Telefoon",
    "Huisbezoek",
    "Kaartje",
    "Administratief",
    "Afspraak op locatie",
    "Overige",
)
DAGDELEN: Final = ("Ochtend", "Middag", "Avond")
BESCHIKKINGEN: Final = ("Toelatingsbeschikking", "Afwijzingsbeschikking")
BEGELEIDINGEN: Final = (
    "Budgetcoaching",
    "Budgetbeheer",
    "Beschermingsbewind",
    "Lange Termijn Begeleiding (DFD)",
    "Budgetbegeleiding",
)
OPLOSSINGEN: Final = ("Betalingsregeling", "Herfinanciering", "Saneringskrediet", "Schuldbemiddeling", "0%-aanbod")
UITSTROOMREDENEN: Final = (
    "Afgerond",
    "Zelf",
    "Nietverschenen",
    "Ingetrokken",
    "Niet passend",
    "Voldoet niet",
    "Verhuisd",
    "Overleden",
    "Overig",
)
SCHULDSOORTEN: Final = ("Zorg", "Publiek", "Nuts", "Overig")
ONTRUIMING_REDENEN: Final = ("huurschuld", "overlast", "drugs", "onderhuur", "anders")
ONTRUIMING_UITKOMSTEN: Final = ("voorkomen", "uitgevoerd", "vertrokken", "open")
VERHUURDERS: Final = ("corporatie", "particulier")
PERSOON_UIT: Final = ("bsn", "naam")
BEKEND: Final = ("ja", "nee", "onbekend")

RESULTATEN_TELLEN_NIET: Final = frozenset(
    {
        "Niet opgepakt: onterecht signaal",
        "Inwoner is overleden",
        "Persoon is geen inwoner (meer) in de gemeente",
    }
)
RESULTATEN_NIET_OPGEPAKT: Final = RESULTATEN_TELLEN_NIET | {
    "Niet opgepakt: herhaalde melding",
    "Niet opgepakt: andere reden",
}
RESULTATEN_BEKEND: Final = frozenset(
    {"Inwoner al bekend bij schuldhulpverlening", "Inwoner heeft al een ander lopend traject"}
)
RESULTATEN_MET_CONTACT: Final = frozenset(
    {
        "Geen reactie na eerder contact",
        "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
        "(Budget)advies en/of quick fix",
        "Vervolghulp en/of verwijzing financieel",
        "Vervolghulp en/of verwijzing niet financieel",
    }
)

CODE_LISTS: Final[dict[str, tuple[str, ...]]] = {
    "signaalpartner": SIGNAALPARTNERS,
    "signaalstatus": SIGNAALSTATUSSEN,
    "resultaat": RESULTATEN,
    "contactsoort": CONTACTSOORTEN,
    "dagdeel": DAGDELEN,
    "beschikking": BESCHIKKINGEN,
    "begeleiding": BEGELEIDINGEN,
    "oplossing": OPLOSSINGEN,
    "uitstroomreden": UITSTROOMREDENEN,
    "schuldsoort": SCHULDSOORTEN,
    "ontruiming_reden": ONTRUIMING_REDENEN,
    "ontruiming_uitkomst": ONTRUIMING_UITKOMSTEN,
    "verhuurder": VERHUURDERS,
}


class Spelling(NamedTuple):
    """One delivered spelling that only some versions of a model use, and the store's spelling of it.

    ``versies`` are those versions; without ``code`` the store holds it elsewhere (see shv_versions).
    """

    model: str
    versies: tuple[str, ...]
    lijst: str
    geleverd: str
    code: str | None


# Only what tells versions apart or differs from the lists above. Codes seen in deliveries but in no
# list ("Toewijzingsbeschikking", "Zelfstandig verder") are left out on purpose: nobody has said what
# they mean, so they become null with a warning instead of a guess.
SPELLINGS: Final = (
    Spelling(
        "vs",
        ("0.9",),
        "resultaat",
        "Inwoner hoeft geen hulp vanuit vroegsignalering",
        "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
    ),
    Spelling("vs", ("0.9",), "resultaat", "Verwijzing zonder contact", "Verwijzing zonder toestemming"),
    Spelling("vs", ("0.9",), "contactsoort", "Overige", "Overige"),
    Spelling(
        "vs",
        ("1.0",),
        "resultaat",
        "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
        "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
    ),
    Spelling("vs", ("1.0",), "resultaat", "Verwijzing zonder toestemming", "Verwijzing zonder toestemming"),
    Spelling("vs", ("1.0",), "contactsoort", "Afspraak op locatie", "Afspraak op locatie"),
    Spelling("shv", ("0.10", "1.0"), "begeleiding", "Budgetbegeleiding", "Budgetbegeleiding"),
    # The end of the help, which in 1.0 has a field of its own; written with and without diaeresis.
    Spelling("shv", ("0.10",), "beschikking", "Beeindigingsbeschikking", None),
    Spelling("shv", ("0.10",), "beschikking", "Beëindigingsbeschikking", None),
)


def plain(spelling: str) -> str:
    """Return ``spelling`` without case and spaces, the form in which spellings are compared."""
    return "".join(spelling.split()).casefold()


class CodeList(dict[str | float | bool | None, str | None]):
    """The codes of one list by delivered spelling; remembers which versions the spellings gave away.

    ``codes[spelling]`` is the store's code, or None where nothing was delivered; an unknown spelling
    raises KeyError. ``versions`` has, for each spelling seen that only some versions use, those versions.
    It is a dict because a delivery asks it once per field of every record.
    """

    def __init__(self, lijst: str, *, model: str) -> None:
        """Start with nothing seen, so that ``versions`` tells about one delivery only."""
        super().__init__({None: None, "": None})
        self.versions: set[frozenset[str]] = set()
        self._codes: dict[str, str | None] = {plain(code): code for code in CODE_LISTS[lijst]}
        self._listed = set(CODE_LISTS[lijst])
        self._marks: dict[str, frozenset[str]] = {}
        for spelling in SPELLINGS:
            if (spelling.model, spelling.lijst) == (model, lijst):
                self._codes[plain(spelling.geleverd)] = spelling.code
                self._marks[plain(spelling.geleverd)] = frozenset(spelling.versies)
                self._listed.add(spelling.geleverd)

    def __missing__(self, spelling: str | float | bool | None) -> str | None:
        """Look the spelling up without case and spaces."""
        if not isinstance(spelling, str):
            raise KeyError
        wanted = plain(spelling)
        code = self._codes[wanted] if wanted else None
        if wanted in self._marks:
            self.versions.add(self._marks[wanted])
        # Remembered only in a listed spelling: a file must not fill the memory with variants.
        if spelling in self._listed:
            self[spelling] = code
        return code


def version_of(lists: Iterable[CodeList]) -> str:
    """Return the version of DDAS-VS the seen spellings point to; 1.0 when nothing tells or both were seen."""
    seen: set[str] = set()
    for codes in lists:
        seen = seen.union(*codes.versions)
    return "0.9" if seen == {"0.9"} else "1.0"
