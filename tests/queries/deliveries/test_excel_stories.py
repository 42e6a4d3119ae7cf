"""Hand-made Excel files as ten gemeenten would make them: each read right, or refused with what to change."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from queries.deliveries.records import Delivery, RefusedFile
from tests.queries.deliveries.invented import KEY, outcomes
from tests.queries.deliveries.workbooks import COVER, fill, kept, saved

HEADER = ["id", "postcode", "huisnummer", "gemeld_op", "uitgevoerd_op", "uitkomst", "reden", "verhuurder"]
FIRST = ["A1", "1357XZ", 24, date(2025, 2, 1), date(2025, 3, 1), "uitgevoerd", "huurschuld", "corporatie"]
SECOND = ["A2", "1357 XA", 8, date(2025, 2, 3), None, "open", "overlast", "particulier"]


def taken(path: Path) -> Delivery:
    (found,) = outcomes(path)
    assert isinstance(found, Delivery), found
    return found


def refused(path: Path) -> str:
    (found,) = outcomes(path)
    assert isinstance(found, RefusedFile), found
    assert path.name in found.reason
    assert found.reason.endswith(".")
    assert "\n" not in found.reason
    return found.reason


def remarks(found: Delivery) -> list[tuple[str, str]]:
    return [(one.pad, one.regel) for one in found.rejections]


def rows(found: Delivery, *columns: str) -> list[tuple[Any, ...]]:
    return found.tables[found.soort].select(columns).rows()


def test_gemeente_1_writes_a_report_with_a_title_totals_and_a_signature(tmp_path):
    def make(sheet: Worksheet) -> None:
        fill(sheet, [["Overzicht ontruimingen 2025"], [], ["Gm code:", "0363"], ["Periode van:", date(2025, 1, 1)]])
        fill(sheet, [["Periode tot:", "31-12-2025"], ["Gemaakt door de afdeling Wonen"], []])
        fill(sheet, [["ID", "Postcode", "Huis-\nnummer", "Gemeld op (dag)", "UITGEVOERD OP", *HEADER[5:]]])
        fill(sheet, [FIRST, SECOND, ["Totaal", None, None, 2, 1], [], ["Verzonnendorp, 12 januari 2026"]])
        fill(sheet, [["Q. Kwalsterbeek"], ["* cijfers zijn voorlopig"]])
        sheet.merge_cells("A1:H1")
        sheet.merge_cells("A11:C11")

    found = taken(saved(tmp_path, make))
    assert [(one.gm_code, one.periode_tot, one.aantal) for one in found.leveringen] == [("GM0363", date(2026, 1, 1), 2)]
    assert rows(found, "bron_id", "gemeld_op", "uitgevoerd_op", "huishouden", "pad") == [
        ("A1", date(2025, 2, 1), date(2025, 3, 1), KEY.huishouden("1357XZ", "24", None), "rij 9"),
        ("A2", date(2025, 2, 3), None, KEY.huishouden("1357XA", "8", None), "rij 10"),
    ]
    assert remarks(found) == [
        ("rij 11", "totaalrij_overgeslagen"),
        ("rij 13", "tekst_onder_tabel"),
        ("rij 14", "tekst_onder_tabel"),
        ("rij 15", "tekst_onder_tabel"),
    ]


def test_gemeente_2_spreads_the_column_names_over_two_rows(tmp_path):
    def make(sheet: Worksheet) -> None:
        fill(sheet, [*COVER, [], [None, "ID", "Adres", None, "Gemeld", "Uitgevoerd", *HEADER[5:]]])
        fill(sheet, [[None, None, "postcode", "huisnummer", "op", "op"], [1, *FIRST], [2, *SECOND]])
        sheet.merge_cells("C5:D5")
        sheet.merge_cells("B5:B6")

    found = taken(saved(tmp_path, make))
    assert rows(found, "bron_id", "gemeld_op", "uitgevoerd_op", "reden", "pad") == [
        ("A1", date(2025, 2, 1), date(2025, 3, 1), "huurschuld", "rij 7"),
        ("A2", date(2025, 2, 3), None, "overlast", "rij 8"),
    ]
    assert remarks(found) == []


def test_gemeente_3_merges_the_gemeente_over_the_rows_of_its_three_gemeenten(tmp_path):
    def make(sheet: Worksheet) -> None:
        fill(sheet, [["gm_code", "GM0363", "GM0344"], *COVER[1:], ["gm_code", *HEADER]])
        fill(sheet, [["GM0363", *FIRST], [None, *SECOND], ["GM0344", "B1", *FIRST[1:]], [None, "B2", *SECOND[1:]]])
        sheet.merge_cells("A5:A6")
        sheet.merge_cells("A7:A8")

    found = taken(saved(tmp_path, make))
    assert sorted(rows(found, "gm_code", "bron_id")) == [
        ("GM0344", "B1"), ("GM0344", "B2"), ("GM0363", "A1"), ("GM0363", "A2"),
    ]  # fmt: skip
    assert [one.reden for one in found.rejections] == [
        "In kolom gm_code (vanaf rij 5 en 7) zijn cellen samengevoegd; elke rij ernaast kreeg dezelfde waarde. Klopt"
        " dat niet, vul dan elke rij apart in."
    ]


def test_gemeente_3_is_refused_where_one_cell_stands_for_two_columns(tmp_path):
    def make(sheet: Worksheet) -> None:
        fill(sheet, [*COVER, HEADER, FIRST, SECOND])
        sheet.merge_cells("D6:E6")

    assert refused(saved(tmp_path, make)) == (
        "In ontruiming.xlsx zijn in rij 6 de kolommen gemeld_op en uitgevoerd_op samengevoegd tot één cel; hef de"
        " samenvoeging op en vul elke kolom apart in."
    )


def test_gemeente_4_uses_a_cover_sheet_hidden_lists_and_a_filter(tmp_path):
    book = Workbook()
    book.remove(book.worksheets[0])
    fill(book.create_sheet("Levering"), [["Vul hier in waar het bestand over gaat"], [], *COVER])
    table = book.create_sheet("Ontruiming")
    fill(table, [HEADER, FIRST, SECOND])
    table.row_dimensions[3].hidden = True
    table.column_dimensions["G"].hidden = True
    lists = book.create_sheet("Keuzes")
    fill(lists, [["uitkomst", "reden", "verhuurder"], ["open", "overlast", "corporatie"]])
    lists.sheet_state = "hidden"
    fill(book.create_sheet("Uitleg"), [["kolom", "uitleg"], ["id", "uw eigen nummer"]])
    found = taken(kept(tmp_path, book, "levering wonen.xlsx"))
    assert [one.aantal for one in found.leveringen] == [2]
    assert [(one.pad, one.reden) for one in found.rejections] == [
        ("bestand", "Blad 3 is verborgen en is niet gelezen."),
        ("rij 3", "Verborgen rijen, bijvoorbeeld achter een filter, zijn wel gelezen: rij 3."),
        ("bestand", "Verborgen kolommen zijn wel gelezen: reden."),
    ]


def test_gemeente_5_keeps_a_sheet_per_quarter_and_is_asked_for_a_file_each(tmp_path):
    book = Workbook()
    book.remove(book.worksheets[0])
    for quarter in ("Kwartaal 1", "Kwartaal 2", "Kwartaal 3"):
        fill(book.create_sheet(quarter), [*COVER, HEADER, FIRST])
    assert refused(kept(tmp_path, book)) == (
        "In ontruiming.xlsx staat op meer dan één blad een tabel: 'Kwartaal 1', 'Kwartaal 2' en 'Kwartaal 3'; lever"
        " elke tabel in een eigen bestand aan."
    )


def test_gemeente_5_may_leave_the_sheet_of_the_next_quarter_empty(tmp_path):
    book = Workbook()
    book.remove(book.worksheets[0])
    fill(book.create_sheet("Kwartaal 1"), [*COVER, HEADER, FIRST])
    fill(book.create_sheet("Kwartaal 2"), [*COVER, HEADER])
    found = taken(kept(tmp_path, book))
    assert [one.aantal for one in found.leveringen] == [1]
    assert [one.reden for one in found.rejections] == ["Blad 2 is niet gelezen: de tabel staat op een ander blad."]


def test_gemeente_6_fills_cells_with_formulas_of_which_some_fail(tmp_path):
    def make(sheet: Worksheet) -> None:
        fill(sheet, [*COVER, HEADER, FIRST, SECOND])
        sheet["B5"], sheet["B6"] = "#N/A", "=VLOOKUP(A6,adressen,2)"
        sheet["C6"] = "#VERW!"

    found = taken(saved(tmp_path, make))
    assert rows(found, "bron_id", "huishouden") == [("A1", None), ("A2", None)]
    assert [one.reden for one in found.rejections if one.regel in {"foutwaarde", "formule_zonder_uitkomst"}] == [
        "In kolom huisnummer (rij 6) staat een fout, zoals #N/B; dat telt als leeg. Herstel de formule.",
        "In kolom postcode (rij 5) staat een fout, zoals #N/B; dat telt als leeg. Herstel de formule.",
        "In kolom postcode (rij 6) staat een formule zonder uitkomst; dat telt als leeg. Open het bestand in Excel, sla"
        " het op en lever het opnieuw aan.",
    ]


def test_gemeente_7_mixes_numbers_as_text_text_as_numbers_and_dates_of_three_kinds(tmp_path):
    def make(sheet: Worksheet) -> None:
        fill(sheet, [["gm_code", 363], ["periode_van", datetime(2025, 1, 1)], COVER[2], HEADER])
        fill(sheet, [[1, "1357XZ", "24", "01-02-2025", datetime(2025, 3, 1, 14, 30), *FIRST[5:]]])
        fill(sheet, [["0002", "1357XZ", 24.0, "2025-02-01", None, *SECOND[5:]]])
        fill(sheet, [[3, "1357XZ", 24, 45689, None, *SECOND[5:]], [4, "1357XZ", 24, time(12), None, *SECOND[5:]]])
        fill(sheet, [[5, "1357XZ", 24, True, None, *SECOND[5:]], [12345678901234567890, *SECOND[1:]]])

    found = taken(saved(tmp_path, make))
    home = KEY.huishouden("1357XZ", "24", None)
    assert rows(found, "bron_id", "huishouden", "gemeld_op", "uitgevoerd_op") == [
        ("1", home, date(2025, 2, 1), date(2025, 3, 1)),
        ("0002", home, date(2025, 2, 1), None),
    ]
    assert [(one.pad, one.regel) for one in found.rejections if one.ernst == "afgekeurd"] == [
        ("rij 7", "datum_als_getal"),
        ("rij 8", "ongeldige_datum"),
        ("rij 9", "ongeldige_datum"),
        ("rij 10", "geen_id"),
    ]
    assert ("rij 10", "te_lang_getal") in remarks(found)


def test_gemeente_7_typed_a_house_number_of_which_excel_made_a_date(tmp_path):
    def make(sheet: Worksheet) -> None:
        fill(sheet, [*COVER, HEADER, ["A1", "1357XZ", date(2025, 3, 12), *FIRST[3:]], ["A2", "1357XZ", "12-mrt"]])
        fill(sheet, [["A3", "1357XZ", 24.5], ["A4", "1357XZ", "12-3"], ["A5", "1357XZ", "24a"]])

    found = taken(saved(tmp_path, make))
    homes = [KEY.huishouden("1357XZ", "12", "3"), KEY.huishouden("1357XZ", "24", "A")]
    assert rows(found, "huishouden") == [(None,), (None,), (None,), *((home,) for home in homes)]
    assert [one for one in remarks(found) if one[1] == "adres_onbruikbaar"] == [
        (f"rij {row}", "adres_onbruikbaar") for row in (5, 6, 7)
    ]


def test_gemeente_8_works_on_an_old_mac_and_formats_everything_as_a_table(tmp_path):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    fill(sheet, [*COVER, [], HEADER, FIRST, SECOND])
    sheet.add_table(Table(displayName="Ontruimingen", ref="A5:H7"))
    for row in range(8, 4000):
        sheet.cell(row, 4).number_format = "dd-mm-yyyy"
    found = taken(kept(tmp_path, book))
    assert [one.periode_van for one in found.leveringen] == [date(2025, 1, 1)]
    assert rows(found, "bron_id", "gemeld_op") == [("A1", date(2025, 2, 1)), ("A2", date(2025, 2, 3))]
    assert remarks(found) == []


def test_gemeente_9_repeats_the_header_on_every_page_and_adds_subtotals(tmp_path):
    def make(sheet: Worksheet) -> None:
        head = ["organisatietype", "naam", "gesprekken", "clienten"]
        fill(sheet, [*COVER, ["Gesprekken per organisatie"], head, ["kredietbank", "Kredietbank Zonnig", "1.250", 900]])
        fill(sheet, [["Subtotaal", None, 1250, 900], [], head, ["voedselbank", "Voedselbank Zonnig", 40, "12"]])
        fill(sheet, [["Eindtotaal:", None, 1290, 912]])

    found = taken(saved(tmp_path, make, "gesprekken.xlsx"))
    assert rows(found, "organisatietype", "gesprekken", "clienten") == [
        ("kredietbank", 1250, 900), ("voedselbank", 40, 12),
    ]  # fmt: skip
    assert [one for one in remarks(found) if one[1] != "punt_als_duizendtal"] == [
        ("rij 7", "totaalrij_overgeslagen"),
        ("rij 9", "koprij_herhaald"),
        ("rij 11", "totaalrij_overgeslagen"),
    ]


def test_gemeente_9_calls_one_of_its_own_figures_total(tmp_path):
    def make(sheet: Worksheet) -> None:
        fill(sheet, [*COVER, ["naam", "jaar", "Waarde (%)", "soort"], ["Huisbezoeken", 2025, 71, "stroom"]])
        fill(sheet, [["Totaal", 2025, 98, "stroom"], ["Som", None, 169]])

    found = taken(saved(tmp_path, make, "jaarcijfer.xlsx"))
    assert rows(found, "naam", "waarde") == [("Huisbezoeken", 71.0), ("Totaal", 98.0)]
    assert remarks(found) == [("rij 7", "totaalrij_overgeslagen")]


def test_gemeente_10_shows_percentages_and_they_are_what_the_maker_sees(tmp_path):
    def make(sheet: Worksheet) -> None:
        fill(sheet, [*COVER, ["jaar", "pct_laag_inkomen"], [2025, 0.076]])
        sheet["B5"].number_format = "0.0%"

    found = taken(saved(tmp_path, make, "gemeente_jaar.xlsx"))
    assert rows(found, "jaar", "pct_laag_inkomen") == [(2025, 7.6)]
    assert remarks(found) == []


def test_gemeente_10_counts_in_thousands_and_is_asked_to_write_them_out(tmp_path):
    path = saved(tmp_path, lambda sheet: fill(sheet, [*COVER, ["jaar", "Inwoners (x 1.000)"], [2025, 82]]))
    assert refused(path) == (
        "In ontruiming.xlsx telt de kolom inwoners in duizenden of miljoenen; schrijf de hele getallen uit en haal die"
        " eenheid uit de kolomnaam."
    )


def test_gemeente_10_puts_two_tables_under_each_other(tmp_path):
    second = ["gm_code", "naam", "jaar", "waarde", "soort"]
    path = saved(tmp_path, lambda sheet: fill(sheet, [*COVER, HEADER, FIRST, [], second, ["GM0363", "x", 2025, 1]]))
    assert refused(path) == (
        "In ontruiming.xlsx begint in rij 7 een tweede tabel met andere kolommen; zet elke tabel in een eigen bestand."
    )
