"""How full, how sound and how consistent: KW01, KW02 and KW03, record by record."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tests.oracle.tally import Place, Row, Tally, Whole, add

TALKED = {
    "Geen reactie na eerder contact",
    "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
    "(Budget)advies en/of quick fix",
    "Vervolghulp en/of verwijzing financieel",
    "Vervolghulp en/of verwijzing niet financieel",
}
LEFT = {
    "Niet opgepakt: onterecht signaal",
    "Inwoner is overleden",
    "Persoon is geen inwoner (meer) in de gemeente",
    "Niet opgepakt: herhaalde melding",
    "Niet opgepakt: andere reden",
}


class Field(NamedTuple):
    """A field that is counted, and of which records."""

    name: str
    applies: Callable[[Row], object] = bool
    filled: Callable[[Row], object] | None = None


def _bsn(row: Row) -> bool:
    return row["persoon_uit"] == "bsn"


FIELDS: Mapping[str, Sequence[Field]] = {
    "signaal": (
        *(Field(n) for n in ("huishouden", "geboortejaar", "pc4", "signaalpartner", "crisis", "bedrag")),
        Field("ontstaansdatum"),
        Field("signaaldatum"),
        Field("persoon", filled=_bsn),
    ),
    "zaak": (
        Field("huishouden"),
        Field("matchingsdatum"),
        Field("opgepakt_op", lambda row: row["opgepakt"]),
        Field("resultaat"),
    ),
    "contactpoging": (Field("soort"), Field("datum"), Field("bereikt")),
    "traject": (
        Field("startdatum"),
        Field("aanmelding"),
        Field("crisis"),
        Field("beschikkingsdatum", lambda row: row["beschikking"]),
        Field("schuldbedrag", lambda row: row["regeling_aangevraagd"]),
        Field("schuldeisers", lambda row: row["regeling_aangevraagd"]),
        Field("uitstroomreden", lambda row: row["uitstroom"]),
    ),
    "traject_persoon": (
        Field("persoon", filled=_bsn),
        Field("huishouden"),
        Field("geboortejaar"),
        Field("pc4"),
    ),
    "ontruiming": (
        *(Field(n) for n in ("huishouden", "gemeld_op", "uitkomst", "reden", "verhuurder", "pc4")),
        Field("uitgevoerd_op", lambda row: row["uitkomst"] == "uitgevoerd"),
    ),
    "doorverwijzing": (
        *(Field(n) for n in ("datum", "van_type", "naar_type")),
        Field("aangekomen_op", lambda row: row["aangekomen"] == "ja"),
        Field("warm", filled=lambda row: row["warm"] in {"ja", "nee"}),
    ),
}


def count_fields(tally: Tally, variant: str, place: Place, records: Mapping[str, Sequence[Row]]) -> None:
    """Count KW01 of one case and of what hangs on it, field by field."""
    for tabel, rows in records.items():
        for field in FIELDS[tabel]:
            for row in (row for row in rows if field.applies(row)):
                filled = field.filled(row) if field.filled else row[field.name] is not None
                for cell in (("", ""), ("veld", f"{tabel}.{field.name}")):
                    numbers = tally["KW01", variant, place.gemeente, place.maand, *cell]
                    numbers[0] += bool(filled)
                    numbers[1] += 1


def count_contradictions(tally: Tally, variant: str, place: Place, kinds: Sequence[str]) -> None:
    """Count KW03 of one record."""
    kind = "geen tegenspraak" if not kinds else kinds[0] if len(kinds) == 1 else "meer soorten"
    here = place._replace(cells={"soort": kind})
    add(tally, ("KW03", variant), here, (True, bool(kinds)), ["soort"])


def of_zaak(result: str | None, attempts: Sequence[Row], statuses: Sequence[str | None]) -> list[str]:
    """Say in what a zaak contradicts itself; ``attempts`` are without the administrative ones."""
    spoken = any(row["bereikt"] for row in attempts)
    left = any(status in LEFT for status in statuses)
    kinds: list[str] = []
    if result in TALKED and not spoken:
        kinds.append("contact_zonder_poging")
    if result in LEFT and spoken:
        kinds.append("bereikt_en_niet_opgepakt")
    if result == "Definitief geen contact kunnen krijgen" and spoken:
        kinds.append("bereikt_en_geen_contact")
    if (left and result in TALKED) or ("Nog niet opgepakt" in statuses and result is not None):
        kinds.append("status_en_resultaat")
    return kinds


def of_traject(row: Row) -> list[str]:
    """Say in what a traject contradicts itself."""
    kinds: list[str] = []
    if row["regeling_toegekend"] and row["regeling_afgewezen"]:
        kinds.append("toegekend_en_afgewezen")
    start, end = row["startdatum"] or row["aanmelding"], row["uitstroom"] or row["einddatum"]
    if start and end and end < start:
        kinds.append("einde_voor_start")
    if row["beschikking"] == "Afwijzingsbeschikking" and row["oplossing"]:
        kinds.append("afgewezen_en_oplossing")
    return kinds


def of_ontruiming(row: Row) -> list[str]:
    """Say in what an ontruiming contradicts itself."""
    if row["uitkomst"] == "voorkomen" and row["uitgevoerd_op"]:
        return ["voorkomen_en_uitgevoerd"]
    return ["uitgevoerd_zonder_datum"] if row["uitkomst"] == "uitgevoerd" and not row["uitgevoerd_op"] else []


def count_leveringen(rows: Sequence[Row], whole: Whole, tally: Tally) -> None:
    """Count KW02: the records of each levering in force, in its last month."""
    for row in rows:
        if (row["gm_code"], "afgifte", row["laatste_maand"]) not in whole:
            continue
        for cell in (("", ""), ("soort", row["soort"])):
            numbers = tally["KW02", "standaard", row["gm_code"], row["laatste_maand"], *cell]
            numbers[0] += row["afgekeurd"]
            numbers[1] += row["aantal"]
