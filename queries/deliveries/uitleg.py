"""What each column of an aanvulling table means, in words for who fills it in: for the templates and the guide."""

from typing import Final, NamedTuple

from queries.deliveries.aanvulling_spec import ColumnSpec, Kind, TableSpec
from queries.deliveries.aanvulling_tables import KEYS, TABLES
from queries.deliveries.labels import BRON_WOORDEN

HEADINGS: Final = ("kolom", "betekenis", "verplicht", "wat u invult", "voorbeeld")

_HOW: Final[dict[Kind, str]] = {
    Kind.NUMMER: "eigen nummer, elk één keer",
    Kind.GEMEENTE: "gemeentecode van het CBS",
    Kind.DATUM: "datum",
    Kind.JAAR: "jaar, vier cijfers",
    Kind.AANTAL: "heel getal",
    Kind.GETAL: "getal",
    Kind.PROCENT: "percentage, 0 tot en met 100",
    Kind.STREEFWAARDE: "getal of percentage",
    Kind.JA_NEE: "ja, nee of onbekend",
    Kind.NAAM: "korte naam, hooguit {langste} tekens",
    Kind.INDICATOR: "code",
    Kind.POSTCODE: "postcode",
    Kind.HUISNUMMER: "huisnummer",
    Kind.TOEVOEGING: "toevoeging",
    Kind.BSN: "burgerservicenummer",
    Kind.SIGNAAL: "ID",
    Kind.LEVERANCIER: "naam of code van de leverancier",
}
# Line above the table: meaning, required, what to fill in, example.
_ABOVE: Final[dict[str, tuple[str, str, str, str]]] = {
    "tabel": ("Welke tabel dit is.", "ja", "naam van de tabel", "{tabel}"),
    "gm_code": (
        "De gemeente waar het bestand over gaat. Bij meer gemeenten: de codes met een spatie ertussen, en in elke rij "
        "de code van die rij.",
        "ja", "gemeentecode van het CBS", "GM0363",
    ),
    "periode_van": ("De eerste dag waar het bestand over gaat.", "ja", "datum", "2025-01-01"),
    "periode_tot": ("De laatste dag waar het bestand over gaat. Die dag telt mee.", "ja", "datum", "2025-12-31"),
    "leverancier": (
        "Uit welk systeem of van welke partij de tabel komt.", "nee", "naam, elke keer dezelfde",
        "Registratie wijkteams",
    ),
    "organisatie": (
        "Wie de tabel aanlevert.", "nee", "KvK-nummer of naam, elke keer hetzelfde", "Gemeente Verzonnendorp"
    ),
    "aangeleverd_op": (
        "De dag waarop de tabel is gemaakt. Leeg: de dag van inlezen. De nieuwste gaat voor.", "nee", "datum",
        "2026-01-15",
    ),
    "signaal_leverancier": (
        "De leverancier van het systeem waar de signaal-ID's uit komen. Alleen nodig als meer leveranciers voor de "
        "gemeente vroegsignalen leveren.",
        "nee", "naam of code van de leverancier", "SOFT-1",
    ),
}  # fmt: skip


class Explained(NamedTuple):
    """One column or one line above the table, explained; in the order of HEADINGS."""

    kolom: str
    betekenis: str
    verplicht: str
    invullen: str
    voorbeeld: str


def explain(tabel: str) -> list[Explained]:
    """Return a row per column of ``tabel``, in the order of its template."""
    spec = TABLES[tabel]
    return [
        Explained(column.naam, column.uitleg, _required(spec, column), how_to_fill(column), _example(column))
        for column in spec.kolommen
    ]


def explain_above(tabel: str) -> list[Explained]:
    """Return a row per line that stands above the table, or on the sheet `levering`."""
    names = [name for name in KEYS if name != "signaal_leverancier" or TABLES[tabel].soorten(Kind.SIGNAAL)]
    return [
        Explained(name, uitleg, required, how, example.format(tabel=tabel))
        for name in names
        for uitleg, required, how, example in [_ABOVE[name]]
    ]


def how_to_fill(column: ColumnSpec) -> str:
    """Return what may stand in a cell of ``column``: the codes of a list, else its kind."""
    if column.soort is Kind.CODE:
        return ", ".join(column.codes)
    if column.soort is Kind.BRON:
        return f"code in hoofdletters, of: {', '.join(BRON_WOORDEN)}"
    return _HOW[column.soort].format(langste=column.langste)


def _required(spec: TableSpec, column: ColumnSpec) -> str:
    if column.verplicht:
        return "ja"
    stored = column.stored()
    if stored is not None and stored[0] in spec.een_van:
        return "één van deze"
    if column.soort is Kind.HUISNUMMER and "huishouden" in spec.een_van:
        return "met postcode"
    return "voor een cijfer" if column.verwacht else "nee"


def _example(column: ColumnSpec) -> str:
    return next((example for example in column.voorbeelden if example), "")
