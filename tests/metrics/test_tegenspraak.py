"""What KW03 counts as a contradiction is what the gate points out in the levering, record by record."""

import polars as pl
from hypothesis import given, settings

from data_checks.columns.contradictions import ontruiming_contradictions, traject_contradictions, zaak_contradictions
from metrics.cases.tegenspraak import GEEN, MEER_SOORTEN
from metrics.counting.compute import wide_frame
from metrics.coverage import months_delivered
from tests.metrics.invented import registers
from tests.spec.casebook import Casebook

# The gate says what a record is free of, KW03 in what it contradicts itself.
KINDS = {
    "contact_met_poging": "contact_zonder_poging",
    "niet_bereikt_of_opgepakt": "bereikt_en_niet_opgepakt",
    "niet_bereikt_of_contact": "bereikt_en_geen_contact",
    "status_past": "status_en_resultaat",
    "toegekend_of_afgewezen": "toegekend_en_afgewezen",
    "einde_na_start": "einde_voor_start",
    "afgewezen_of_oplossing": "afgewezen_en_oplossing",
    "voorkomen_of_uitgevoerd": "voorkomen_en_uitgevoerd",
    "uitgevoerd_met_datum": "uitgevoerd_zonder_datum",
}


@given(registers())
@settings(max_examples=30)  # three tables of seven records each, and every second one contradicts itself
def test_the_gate_and_the_count_find_the_same_records(book):
    for tabel, pointed_out in _pointed_out(book).items():
        dekking = months_delivered(book.delivered, book.codes, book.today)
        name = tabel if tabel != "ontruiming" else "id"
        wide = wide_frame(tabel, book.inputs(), dekking, book.today).select(name, "cel_soort").collect()
        assert dict(wide.iter_rows()) == {record: _cell(kinds) for record, kinds in pointed_out.items()}


def _cell(kinds: list[str]) -> str:
    return MEER_SOORTEN if len(kinds) > 1 else kinds[0] if kinds else GEEN


def _pointed_out(book: Casebook) -> dict[str, dict[int, list[str]]]:
    """Ask the gate's columns in what each record contradicts itself; all records are of one levering."""
    tables = book.tables
    zaken = zaak_contradictions(
        {
            "zaak": tables["zaak"].select("resultaat", nr="id", levering_nr=pl.lit(0)),
            "contactpoging": tables["contactpoging"].select("soort", "bereikt", zaak_nr="zaak", levering_nr=pl.lit(0)),
            "zaak_signaal": tables["zaak_signaal"].select("signaal", zaak_nr="zaak", levering_nr=pl.lit(0)),
            "signaal": tables["signaal"].select("status", sleutel="id"),
        }
    )
    return {
        "zaak": _kinds(zaken.drop("levering_nr").rename({"nr": "id"})),
        "traject": _kinds(tables["traject"].select("id", **traject_contradictions())),
        "ontruiming": _kinds(tables["ontruiming"].select("id", **ontruiming_contradictions())),
    }


def _kinds(free_of: pl.DataFrame) -> dict[int, list[str]]:
    rows = free_of.to_dicts()
    return {row["id"]: [KINDS[name] for name, free in row.items() if name != "id" and not free] for row in rows}
