"""Templates: what people get to fill in, and that the door reads what they make of it."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from queries.deliveries.aanvulling_spec import Kind, TableSpec
from queries.deliveries.aanvulling_tables import TABLES
from queries.deliveries.records import Delivery, RefusedFile
from queries.deliveries.sjabloon import UnknownTableError, write_sjabloon
from queries.deliveries.uitleg import explain, explain_above
from tests.queries.deliveries.invented import outcomes

COVER = {"gm_code": "GM0363", "periode_van": "2024-01-01", "periode_tot": "31-12-2025"}


def read(path: Path) -> Delivery | RefusedFile:
    (found,) = outcomes(path, suppliers=lambda: {"GM0363": {"SOFT-1"}})
    return found


def filled_workbook(spec: TableSpec, path: Path) -> Path:
    """Fill a template with its own examples, as a person would type them."""
    book = openpyxl.load_workbook(write_sjabloon(spec.naam, path))
    cover, table = book["levering"], book[spec.naam]
    assert isinstance(cover, Worksheet)
    assert isinstance(table, Worksheet)
    for row in range(1, cover.max_row + 1):
        cover.cell(row, 2, COVER.get(str(cover.cell(row, 1).value), cover.cell(row, 2).value))
    for row in (0, 1):
        for place, column in enumerate(spec.kolommen, start=1):
            table.cell(row + 2, place, column.voorbeelden[row] or None)
    book.save(path)
    return path


def filled_csv(spec: TableSpec, path: Path) -> Path:
    text = write_sjabloon(spec.naam, path).read_text(encoding="utf-8-sig")
    for name, value in COVER.items():
        text = text.replace(f"\n{name};\n", f"\n{name};{value}\n", 1)
    rows = [";".join(column.voorbeelden[row] for column in spec.kolommen) for row in (0, 1)]
    path.write_text(text + "\n".join(rows) + "\n", encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("fill", [filled_workbook, filled_csv])
@pytest.mark.parametrize("tabel", TABLES)
def test_a_template_filled_with_its_own_examples_is_read_without_a_remark(tmp_path, tabel, fill):
    spec = TABLES[tabel]
    found = read(fill(spec, tmp_path / f"vol.{'xlsx' if fill is filled_workbook else 'csv'}"))
    assert isinstance(found, Delivery), found
    assert [(one.pad, one.regel) for one in found.rejections] == []
    assert [(one.soort, one.gm_code, one.aantal, one.afgekeurd) for one in found.leveringen] == [
        (tabel, "GM0363", 2, 0)
    ]
    # An example that reads as nothing would teach nothing.
    frame = found.tables[tabel]
    for column in spec.kolommen:
        stored = column.stored()
        if stored is not None and column.soort is not Kind.JA_NEE and any(column.voorbeelden):
            assert frame[stored[0]].is_not_null().any(), column.naam


@pytest.mark.parametrize("tabel", TABLES)
def test_an_empty_template_is_refused_with_what_to_fill_in(tmp_path, tabel):
    for name in ("leeg.xlsx", "leeg.csv"):
        found = read(write_sjabloon(tabel, tmp_path / name))
        assert isinstance(found, RefusedFile)
        assert "staat niet over welke gemeente het gaat" in found.reason


def test_a_template_is_the_same_file_each_time(tmp_path):
    for name in ("a.xlsx", "a.csv"):
        first = write_sjabloon("doorverwijzing", tmp_path / name).read_bytes()
        assert write_sjabloon("doorverwijzing", tmp_path / f"b{name}").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_excel_helps_to_fill_in_a_template(tmp_path):
    book = openpyxl.load_workbook(write_sjabloon("ontruiming", tmp_path / "o.xlsx"))
    assert book.sheetnames == ["levering", "ontruiming", "uitleg"]
    table = book["ontruiming"]
    assert isinstance(table, Worksheet)
    assert table.freeze_panes == "A2"
    header = [cell.value for cell in table[1]]
    assert header == list(TABLES["ontruiming"].namen)
    formats = {
        str(header[place - 1]): dimension.number_format
        for dimension in table.column_dimensions.values()
        for place in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    assert (formats["postcode"], formats["id"], formats["gemeld_op"]) == ("@", "@", "yyyy-mm-dd")
    lists = {
        str(rule.sqref).split(":", maxsplit=1)[0]: rule.formula1
        for rule in table.data_validations.dataValidation
        if rule.type == "list"
    }
    assert lists[f"{get_column_letter(header.index('reden') + 1)}2"] == '"huurschuld,overlast,drugs,onderhuur,anders"'
    assert min(dimension.width for dimension in table.column_dimensions.values()) >= 12


def test_the_sheet_that_explains_has_every_column(tmp_path):
    for tabel, spec in TABLES.items():
        book = openpyxl.load_workbook(write_sjabloon(tabel, tmp_path / f"{tabel}.xlsx"))
        words = {str(row[0]) for row in book["uitleg"].iter_rows(values_only=True) if row[0]}
        assert {*spec.namen, *(line.kolom for line in explain_above(tabel))} <= words


@pytest.mark.parametrize("tabel", TABLES)
def test_every_column_is_explained_in_a_few_plain_sentences(tabel):
    for line in explain(tabel):
        assert line.betekenis.endswith((".", "?")), line.kolom
        sentences = [each for each in line.betekenis.replace("?", ".").split(". ") if each]
        assert max(len(each.split()) for each in sentences) <= 20, line.betekenis
        assert line.invullen
    assert any(line.verplicht != "nee" for line in explain(tabel))


def test_a_template_of_a_table_nobody_knows_is_refused(tmp_path):
    with pytest.raises(UnknownTableError, match="kies een van deze: ontruiming, doorverwijzing, gesprekken"):
        write_sjabloon("klanten", tmp_path / "klanten.xlsx")
