"""Workbooks as other software writes them, part by part in XML, and workbooks that are damaged or made to do harm."""

import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from queries.deliveries.records import Delivery, RefusedFile
from tests.queries.deliveries.invented import outcomes, refusal, written
from tests.queries.deliveries.workbooks import COVER, MAIN, cell, data, package, styles, zipped

HEADER = ["id", "postcode", "huisnummer", "gemeld_op", "uitgevoerd_op", "uitkomst", "reden", "verhuurder"]
ROW = ["A1", "1357XZ", 24, "2025-02-01", None, "open", "overlast", "corporatie"]
SHEET = data([*COVER, HEADER, ROW])
PLAIN = package(("ontruiming", SHEET))
DATES = styles("dd\\-mm\\-yyyy", "0.0%")


def taken(folder: Path, content: bytes, name: str = "ontruiming.xlsx") -> Delivery:
    (found,) = outcomes(written(folder, content, name))
    assert isinstance(found, Delivery), found
    return found


def with_cell(made: str) -> bytes:
    """Return a workbook whose only date is this cell."""
    row = '<row r="9"><c r="A9" t="inlineStr"><is><t>A1</t></is></c>' + made + "</row>"
    head = data([*COVER, ["id", "gemeld_op"]]).replace("</sheetData>", f"{row}</sheetData>")
    return package(("Blad1", head), parts={"xl/styles.xml": DATES})


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        package(("ontruiming", SHEET), strict=True),
        package(("ontruiming", SHEET), target="/xl/worksheets/sheet{}.xml"),
        package(("ontruiming", data([*COVER, HEADER, ROW], placed=False))),
        package(("Aantekeningen", data([["Nog te doen"]])), ("ontruiming", SHEET)),
        package(("ontruiming", '<dimension ref="A1:XFD1048576"/>' + SHEET)),
        package(("ontruiming", SHEET + '<extLst><ext uri="x"><c r="XFD1048576"/></ext></extLst>')),
        package(("a & b", SHEET.replace("<c ", '<c s="7" ')), parts={"xl/theme/theme1.xml": "<theme/>"}),
        PLAIN.replace(b"xl/worksheets", b"xl/Worksheets"),
    ],
    ids=[
        "plain", "strict", "absolute part names", "no cell references", "second sheet", "wrong dimension", "extension",
        "no styles", "capitals in part names",
    ],
)  # fmt: skip
def test_what_other_software_writes_is_read_as_excel_would_show_it(tmp_path, content):
    found = taken(tmp_path, content)
    kept = found.tables["ontruiming"].select("bron_id", "gemeld_op", "uitkomst", "reden", "verhuurder").rows()
    assert kept == [("A1", date(2025, 2, 1), "open", "overlast", "corporatie")]
    assert [one.regel for one in found.rejections if one.regel != "ander_blad_overgeslagen"] == []


def test_prefixed_elements_and_shared_strings_with_runs_are_read(tmp_path):
    shared = (
        f'<sst xmlns="{MAIN}"><si><r><t>gemeld</t></r><r><t xml:space="preserve"> op</t></r></si><si><t>id</t></si>'
        "<si><t>A1</t></si></sst>"
    )
    rows = (
        '<x:row r="4"><x:c r="A4" t="s"><x:v>1</x:v></x:c><x:c r="B4" t="s"><x:v>0</x:v></x:c></x:row>'
        '<x:row r="5"><x:c r="A5" t="s"><x:v>2</x:v></x:c><x:c r="B5" s="1"><x:v>45689</x:v></x:c></x:row>'
    )
    cover = data(COVER).replace("<", "<x:").replace("<x:/", "</x:").replace("</x:sheetData>", f"{rows}</x:sheetData>")
    sheet = f'<x:worksheet xmlns:x="{MAIN}">{cover}</x:worksheet>'
    parts: dict[str, str | bytes] = {"xl/sharedStrings.xml": shared, "xl/styles.xml": DATES}
    parts["xl/worksheets/sheet1.xml"] = sheet
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/_rels/workbook.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{relations}/styles" Target="styles.xml"/></Relationships>'
    )
    found = taken(tmp_path, package(("ontruiming", ""), parts=parts))
    assert found.tables["ontruiming"].select("bron_id", "gemeld_op").rows() == [("A1", date(2025, 2, 1))]


@pytest.mark.parametrize(
    ("made", "day", "rules"),
    [
        ('<c r="B9" s="1"><v>45689</v></c>', date(2025, 2, 1), []),
        ('<c r="B9" s="1"><v>45689.75</v></c>', date(2025, 2, 1), []),
        ('<c r="B9" t="d"><v>2025-02-01</v></c>', date(2025, 2, 1), []),
        ('<c r="B9" t="str"><f>TEXT(1)</f><v>01-02-2025</v></c>', date(2025, 2, 1), []),
        ('<c r="B9" s="1"><f>TODAY()</f><v>45689</v></c>', date(2025, 2, 1), []),
        ('<c r="B9"><v>45689</v></c>', None, ["datum_als_getal"]),
        ('<c r="B9" s="2"><v>0.25</v></c>', None, ["ongeldige_datum"]),
        ('<c r="B9" s="1"><f>A1+1</f></c>', None, ["formule_zonder_uitkomst"]),
        ('<c r="B9"><f>A1+1</f><v/></c>', None, ["formule_zonder_uitkomst"]),
        ('<c r="B9" t="str"><f>IF(A1,"")</f><v></v></c>', None, []),
        ('<c r="B9" t="e"><f>1/0</f><v>#DIV/0!</v></c>', None, ["foutwaarde"]),
        ('<c r="B9" t="inlineStr"><is><t>#N/B</t></is></c>', None, ["foutwaarde"]),
        ('<c r="B9" s="1"/>', None, []),
    ],
)
def test_a_date_is_what_excel_shows_as_a_date_and_an_empty_one_says_why(tmp_path, made, day, rules):
    found = taken(tmp_path, with_cell(made))
    assert [one.regel for one in found.rejections if one.regel != "kolom_ontbreekt"] == rules
    read = found.tables["ontruiming"]["gemeld_op"].to_list()
    assert read == ([] if found.leveringen[0].afgekeurd else [day])


def test_dates_of_1904_are_the_days_that_were_meant(tmp_path):
    content = package(
        ("Blad1", with_sheet_of(44227)), properties='<workbookPr date1904="1"/>', parts={"xl/styles.xml": DATES}
    )
    assert taken(tmp_path, content).tables["ontruiming"]["gemeld_op"].to_list() == [date(2025, 2, 1)]


def with_sheet_of(serial: int) -> str:
    row = f'<row r="9"><c r="A9"><v>1</v></c><c r="B9" s="1"><v>{serial}</v></c></row>'
    return data([*COVER, ["id", "gemeld_op"]]).replace("</sheetData>", f"{row}</sheetData>")


def test_a_table_that_starts_far_from_the_corner_is_found_with_its_own_row_numbers(tmp_path):
    rows = "".join(
        f'<row r="{number}">'
        + "".join(cell(value, f"{'HIJKLMNO'[place]}{number}") for place, value in enumerate(row) if value is not None)
        + "</row>"
        for number, row in zip((11, 12, 13, 20, 21), [*COVER, HEADER, ROW], strict=True)
    )
    found = taken(tmp_path, package(("Blad1", f"<sheetData>{rows}</sheetData>")))
    assert found.tables["ontruiming"].select("bron_id", "pad").rows() == [("A1", "rij 21")]
    assert found.rejections == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04rest", "is een zip- of Excel-bestand dat beschadigd is"),
        (PLAIN[:-30], "is een zip- of Excel-bestand dat beschadigd is"),
        (PLAIN[: len(PLAIN) // 2], "is een zip- of Excel-bestand dat beschadigd is"),
        (zipped({"brief.txt": "hallo"}), "is een zip-bestand; pak het uit"),
        (zipped({"xl/workbook.bin": "x"}), "is een binair Excel-bestand (.xlsb); sla het op als .xlsx"),
        (zipped({"mimetype": "x", "content.xml": "x"}), "is een LibreOffice-bestand (.ods); sla het op als .xlsx"),
        (zipped({"word/document.xml": "x"}), "is een Word-bestand; zet de tabel in een Excel-bestand"),
        (zipped({"xl/workbook.xml": "<workbook/>"}), "Het Excel-bestand ontruiming.xlsx is beschadigd"),
        (package(("Blad1", "<sheetData><row")), "is beschadigd"),
        (package(("Blad1", SHEET), target="worksheets/weg{}.xml"), "is beschadigd"),
        (package(("Blad1", SHEET.replace('r="A4"', 'r="4"'))), "is beschadigd"),
        (package(("Blad1", SHEET.replace('r="A4"', 'r="ZZZZ4"'))), "is beschadigd"),
        (package(("Blad1", SHEET.replace('r="A4"', 'r="A1048577"'))), "is beschadigd"),
        (package(("Blad1", '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>')), "is beschadigd"),
        (package(), "geen rij met kolomnamen"),
        (package(("Blad1", "")), "geen rij met kolomnamen"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "is een oud Excel- of Word-bestand (.xls of .doc)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "is beveiligd met een wachtwoord; sla het op zonder wachtwoord",
        ),
    ],
    ids=range(18),
)
def test_a_workbook_that_cannot_be_read_is_refused_in_one_sentence(tmp_path, content, reason):
    found = refusal(tmp_path, content, "ontruiming.xlsx")
    assert reason in found
    assert "ontruiming.xlsx" in found
    assert found.endswith(".")
    assert "\n" not in found


def test_one_forgotten_cell_in_the_last_corner_of_excel_does_not_fill_the_memory(tmp_path):
    far = SHEET.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert refusal(tmp_path, package(("Blad1", far)), "ver.xlsx") == (
        "In ver.xlsx staat op het blad 'Blad1' een cel ver buiten de tabel (rij 1048576, kolom 16384); kopieer alleen"
        " de tabel naar een nieuw bestand en lever dat aan."
    )


def test_empty_cells_with_a_colour_down_to_the_last_row_do_no_harm(tmp_path):
    coloured = SHEET.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
    assert taken(tmp_path, package(("Blad1", coloured))).leveringen[0].aantal == 1


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_unpacked(tmp_path):
    bomb = package(("Blad1", SHEET), parts={"xl/sharedStrings.xml": b"<" * (300 << 20)})
    assert len(bomb) < 1 << 20
    assert "is beschadigd" in refusal(tmp_path, bomb, "bom.xlsx")


def test_a_workbook_that_says_it_is_larger_than_any_table_is_refused(tmp_path):
    def inflated(name: str) -> bytes:
        place = PLAIN.rindex(b"PK\x01\x02", 0, PLAIN.rindex(name.encode()))
        return PLAIN[: place + 24] + (1 << 31).to_bytes(4, "little") + PLAIN[place + 28 :]

    found = refusal(tmp_path, inflated("xl/worksheets/sheet1.xml"), "groot.xlsx")
    assert found == (
        "Het Excel-bestand groot.xlsx is uitgepakt groter dan 1024 MB; verdeel de tabel over meer bestanden of lever"
        " een CSV."
    )


def test_entities_and_double_parts_are_refused(tmp_path):
    laughs = '<!DOCTYPE a [<!ENTITY b "c">]>' + f'<worksheet xmlns="{MAIN}">{SHEET}</worksheet>'
    assert "is beschadigd" in refusal(
        tmp_path, package(("B", ""), parts={"xl/worksheets/sheet1.xml": laughs}), "a.xlsx"
    )
    double = package(("B", SHEET), parts={"xl/WORKSHEETS/sheet1.xml": "<worksheet/>"})
    assert "is beschadigd" in refusal(tmp_path, double, "a.xlsx")


def test_a_part_with_a_password_is_refused(tmp_path):
    made = bytearray(PLAIN)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + flags] |= 1
            place = made.find(mark, place + 4)
    assert "is beschadigd" in refusal(tmp_path, bytes(made), "slot.xlsx")


def test_an_excel_file_with_macros_or_another_name_is_read_all_the_same(tmp_path):
    for name in ("ontruiming.xlsm", "ontruiming.json", "ontruiming"):
        assert taken(tmp_path, PLAIN, name).leveringen[0].aantal == 1


def test_what_libreoffice_makes_of_a_csv_is_read(tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine")
    lines = [*COVER, HEADER, ["A1", "1357XZ", 24, "2025-02-01", "", "open", "overlast", "corporatie"]]
    written(tmp_path, "\n".join(",".join(map(str, line)) for line in lines), "ontruiming.csv")
    command = [
        office,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "ontruiming.csv"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (found,) = outcomes(tmp_path / "ontruiming.xlsx")
    assert isinstance(found, Delivery)
    assert found.tables["ontruiming"].select("bron_id", "gemeld_op").rows() == [("A1", date(2025, 2, 1))]


def test_a_damaged_workbook_stops_none_of_the_others(tmp_path):
    good = written(tmp_path, PLAIN, "goed.xlsx")
    bad = written(tmp_path, PLAIN[:200], "stuk.xlsx")
    found = outcomes(bad, good)
    assert [type(one) for one in found] == [RefusedFile, Delivery]
    with zipfile.ZipFile(BytesIO(PLAIN)) as opened:
        assert opened.testzip() is None
