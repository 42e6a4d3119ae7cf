"""The tables of the open data: every column with its head, meaning and type, said once."""

from dataclasses import dataclass
from typing import Final

WHOLE: Final = "totaal"  # instead of an empty cell: an empty one is no key


@dataclass(frozen=True)
class Column:
    """One column; ``datatype`` is one of CSVW, ``required`` when it is never empty."""

    name: str
    title: str
    meaning: str
    datatype: str = "string"
    required: bool = False


@dataclass(frozen=True)
class Reference:
    """Columns that stand in another table as well."""

    columns: tuple[str, ...]
    table: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Described:
    """One table: the file it is in, what it holds, its columns, what tells its rows apart, and where it points to."""

    file: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


def _key(name: str, title: str, meaning: str, datatype: str = "string") -> Column:
    return Column(name, title, meaning, datatype, required=True)


_INDICATOR = _key("indicator", "Indicator", "De code van de indicator, zoals VS07.")
_VERSIE = _key("versie", "Versie", "De versie van de definitie waarmee is geteld.", "integer")
_VARIANT = _key("variant", "Manier van tellen", "De code van de manier van tellen; 'standaard' is de eerste.")
_GEBIED = _key("gebied", "Gebied", "Een gemeente (GM en vier cijfers), Nederland (NL) of een groep gemeenten.")
_UITSPLITSING = _key("uitsplitsing", "Uitsplitsing", "Waarnaar is verdeeld; 'totaal' is niet verdeeld.")
_CEL = _key("cel", "Cel", "Welk deel van de uitsplitsing; 'totaal' is alles.")

DEFINITIES: Final = Described(
    "05-definities.csv",
    "Definities: een rij per manier van tellen",
    (
        _INDICATOR, _VERSIE, _VARIANT,
        _key("naam", "Naam", "De naam van de indicator."),
        _key("naam_variant", "Hoe geteld", "De naam van de manier van tellen."),
        _key("zin", "In één zin", "Wat het cijfer zegt."),
        _key("waarom", "Waarom", "Waarom dit wordt gemeten."),
        _key("teller", "Teller", "Welke gevallen raak zijn."),
        _key("noemer", "Noemer", "Welke gevallen, mensen of woningen meetellen."),
        _key("eenheid", "Eenheid", "De eenheid van waarde, onder en boven."),
        _key("aandeel", "Is een aandeel", "Of een waarde een deel van 1 is: 0,25 is dan 25%.", "boolean"),
        _key("onzekerheid", "Onzekerheid", "Hoe het interval is gemaakt."),
        _key("wanneer_af", "Wanneer af", "Vanaf wanneer een periode niet meer verandert."),
        _key("welke_maand", "Welke maand", "Welke dag bepaalt in welke maand een geval valt."),
        _key("richting", "Wat is goed", "Of hoger of lager beter is."),
        Column("tegenmaat", "Tegenmaat", "De indicator die u ernaast moet leggen."),
        _key("kanttekeningen", "Wat dit niet is", "Waarop u moet letten."),
        _key("herkomst", "Herkomst", "Waar de definitie vandaan komt."),
        _key("auteur", "Opgesteld door", "Wie de definitie heeft gemaakt."),
        _key("opgesteld", "Opgesteld", "Wanneer zij is gemaakt.", "date"),
        _key("nagekeken", "Nagekeken", "Wanneer zij voor het laatst is nagekeken.", "date"),
    ),
    ("indicator", "versie", "variant"),
)  # fmt: skip
WIJZIGINGEN: Final = Described(
    "06-wijzigingen.csv",
    "Wat er aan de definities is veranderd",
    (_INDICATOR, _VERSIE, _key("nummer", "Nummer", "De hoeveelste wijziging.", "integer"),
     _key("datum", "Datum", "Wanneer.", "date"), _key("wijziging", "Wijziging", "Wat er is veranderd.")),
    ("indicator", "nummer"),
)  # fmt: skip
GEBIEDEN: Final = Described(
    "07-gebieden.csv",
    "Gebieden: gemeenten en groepen van gemeenten",
    (_GEBIED, _key("soort", "Soort", "gemeente, nederland, provincie, arbeidsmarktregio of een klasse van het CBS."),
     _key("naam", "Naam", "De naam van het gebied.")),
    ("gebied",),
)  # fmt: skip
LEDEN: Final = Described(
    "08-leden.csv",
    "Welke gemeenten in een gebied meetellen, zoals gepubliceerd",
    (_GEBIED, _key("gemeente", "Gemeente", "De code van een gemeente die in het gebied meetelt.")),
    ("gebied", "gemeente"),
    (Reference(("gebied",), GEBIEDEN.file, ("gebied",)), Reference(("gemeente",), GEBIEDEN.file, ("gebied",))),
)  # fmt: skip
CELLEN: Final = Described(
    "09-cellen.csv",
    "Uitsplitsingen en hun cellen",
    (_UITSPLITSING, _CEL, _key("naam_uitsplitsing", "Naam van de uitsplitsing", "Hoe de uitsplitsing heet."),
     _key("naam_cel", "Naam van de cel", "Hoe de cel heet.")),
    ("uitsplitsing", "cel"),
)  # fmt: skip
STATUSSEN: Final = Described(
    "10-statussen.csv",
    "Wat een status betekent",
    (_key("status", "Status", "De code."), _key("naam", "Naam", "De status in een of twee woorden."),
     _key("uitleg", "Uitleg", "Waarom er wel of geen waarde staat.")),
    ("status",),
)  # fmt: skip
BRONNEN: Final = Described(
    "11-bronnen.csv",
    "Waar de cijfers vandaan komen",
    (_key("bron", "Bron", "De naam van de bron."), _key("waarvoor", "Waarvoor", "Wat eruit is geteld."),
     Column("licentie", "Licentie", "Waaronder de bron gebruikt mag worden.")),
    ("bron",),
)  # fmt: skip
CIJFERS: Final = (
    _INDICATOR, _VERSIE, _VARIANT, _GEBIED, _UITSPLITSING, _CEL,
    _key("soort_periode", "Soort periode", "kwartaal of jaar."),
    _key("periode", "Periode", "2026 is een kalenderjaar, 2026-K3 het derde kwartaal."),
    _key("periode_van", "Van", "De eerste dag.", "date"),
    _key("periode_tot", "Tot", "De eerste dag na de periode.", "date"),
    Column("teller", "Teller", "Afgerond, omhoog of omlaag, op een veelvoud van 5; of een som daarvan.", "integer"),
    Column("noemer", "Noemer", "Afgerond zoals de teller; een noemer van mensen of woningen is exact.", "integer"),
    Column("onbekend", "Onbekend", "Gevallen waarvan de uitkomst niet bekend is; afgerond zoals de teller.", "integer"),
    Column("waarde", "Waarde", "Het cijfer, uit de afgeronde aantallen. Een aandeel is een deel van 1.", "double"),
    Column("onder", "Ondergrens", "De onderkant van het 95%-interval; de afronding telt erin mee.", "double"),
    Column("boven", "Bovengrens", "De bovenkant van het 95%-interval; de afronding telt erin mee.", "double"),
    Column("grens_onder", "Laagst mogelijk", "De waarde als geen enkel onbekend geval raak was.", "double"),
    Column("grens_boven", "Hoogst mogelijk", "De waarde als elk onbekend geval raak was.", "double"),
    _key("status", "Status", "ok, of waarom er geen waarde is of geen oordeel past."),
    _key("voorlopig", "Voorlopig", "Of het cijfer nog kan veranderen.", "boolean"),
    _key("achtergehouden", "Achtergehouden", "Of een aantal in deze periode niet wordt getoond, zodat niemand te "
         "herkennen is.", "boolean"),
    Column("gemeenten", "Gemeenten", "Van hoeveel gemeenten de aantallen zijn.", "integer"),
    Column("dekking", "Dekking", "Het deel van de inwoners van het gebied dat in die gemeenten woont.", "double"),
    Column("basisjaar", "Basisjaar", "Het jaar waartegen het cijfer is gezet, bij een index.", "integer"),
)  # fmt: skip
KEY: Final = ("indicator", "variant", "gebied", "uitsplitsing", "cel", "periode")
SMALL: Final = (DEFINITIES, WIJZIGINGEN, GEBIEDEN, LEDEN, CELLEN, STATUSSEN, BRONNEN)


def figures(indicator: str, naam: str) -> Described:
    """Return what the file of one indicator holds."""
    references = (
        Reference(("indicator", "versie", "variant"), DEFINITIES.file, ("indicator", "versie", "variant")),
        Reference(("gebied",), GEBIEDEN.file, ("gebied",)),
        Reference(("uitsplitsing", "cel"), CELLEN.file, ("uitsplitsing", "cel")),
        Reference(("status",), STATUSSEN.file, ("status",)),
    )
    return Described(f"21-cijfers-{indicator.lower()}.csv", f"{indicator}: {naam}", CIJFERS, KEY, references)
