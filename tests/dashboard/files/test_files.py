"""Files to take along: read back they give the figures, they say what these are, and nothing in them runs."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.files.csv_file import DUTCH, INTERNATIONAL, Notation, csv_bytes
from dashboard.files.extract import Extract
from dashboard.files.ranges import with_numbers
from dashboard.files.xlsx_file import xlsx_bytes
from metrics.indicators import indicator_named

TABLE = pl.DataFrame(
    {
        "Periode": ["2023", "2024"],
        "Almere": [0.234, None],
        "Waarschijnlijk": ["20,1% tot 27,0%", "–"],
        "Noemer": [1234, 0],
        "Per 1.000": [4.5, 12.25],
        "Geleverd": [True, False],
        "Op": [date(2024, 3, 5), None],
    }
)
SOURCE = "Bron: DDAS-VS. Eigen cijfers: berekend op 5 maart 2024. Nederland: publicatie 2. Definitie VS07, versie 1."
EXTRACT = Extract(
    "trend_chart",
    "Bereik in Almere stijgt",
    TABLE,
    SOURCE,
    "Een lijn die stijgt.",
    (indicator_named("VS07"),),
    ("De as begint bij nul.",),
    frozenset({"Almere"}),
)


def read(notation: Notation, extract: Extract = EXTRACT) -> list[dict[str, str]]:
    text = csv_bytes(extract, notation).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=notation.separator))


def sheets(extract: Extract = EXTRACT) -> Any:
    return openpyxl.load_workbook(BytesIO(xlsx_bytes(extract)))


def test_a_dutch_csv_is_what_a_dutch_excel_opens_with_a_click():
    written = csv_bytes(EXTRACT, DUTCH)

    assert written.startswith(b"\xef\xbb\xbfPeriode;Almere (%);Waarschijnlijk van (%);Waarschijnlijk tot (%);Noemer;")
    assert b"\r\n2023;23,4;20,1;27,0;1234;4,5;ja;05-03-2024;" in written
    assert b"\r\n2024;;;;0;12,25;nee;;" in written


def test_an_international_csv_is_what_programs_read():
    written = csv_bytes(EXTRACT, INTERNATIONAL)

    assert written.startswith(b"Periode,Almere (%),Waarschijnlijk van (%),Waarschijnlijk tot (%),Noemer,")
    assert b"\r\n2023,23.4,20.1,27.0,1234,4.5,true,2024-03-05," in written
    assert pl.read_csv(written)["Almere (%)"].to_list() == [23.4, None]


@pytest.mark.parametrize("notation", [DUTCH, INTERNATIONAL])
def test_every_row_of_a_csv_says_what_it_is_and_where_it_comes_from(notation: Notation):
    for row in read(notation):
        assert row["Bron"] == SOURCE
        assert row["Definitie"].startswith("VS07 versie ")
        assert "Teller: " in row["Definitie"]
        assert "Gedeeld door: " in row["Definitie"]
        assert row["Let op"] == "De as begint bij nul."
        assert "afgerond op een veelvoud van 5" in row["Kleine aantallen"]


def test_an_excel_file_keeps_numbers_and_dates_as_such():
    figures = sheets()["Cijfers"]

    assert [cell.value for cell in figures[1]] == [
        "Periode", "Almere", "Waarschijnlijk van", "Waarschijnlijk tot", "Noemer", "Per 1.000",
        "Geleverd", "Op",
    ]  # fmt: skip
    assert [cell.value for cell in figures[2]][:7] == ["2023", 0.234, 0.201, 0.27, 1234, 4.5, "ja"]
    assert figures["H2"].value.date() == date(2024, 3, 5)
    assert figures["H2"].is_date
    assert [figures[cell].number_format for cell in ("B2", "C2", "D2")] == ["0.0%"] * 3
    assert figures["B3"].value is None


def test_an_excel_file_tells_what_the_figures_are():
    told = {row[0].value: row[1].value for row in sheets()["Toelichting"].iter_rows(min_row=2)}

    assert told["Wat dit is"] == "Bereik in Almere stijgt"
    assert told["Wat er te zien is"] == "Een lijn die stijgt."
    assert told["Bron en datum"] == SOURCE
    assert "95%-interval" in told["Interval"]
    assert "afgerond op een veelvoud van 5" in told["Kleine aantallen"]
    assert told["VS07: versie"].startswith("1. Opgesteld op ")
    assert any(head.startswith("VS07") and head.endswith(": teller") for head in told)
    assert any(head.startswith("VS07") and head.endswith(": onzekerheid") for head in told)


def test_the_same_figures_give_the_same_bytes():
    assert xlsx_bytes(EXTRACT) == xlsx_bytes(EXTRACT)
    assert csv_bytes(EXTRACT) == csv_bytes(EXTRACT)


HOSTILE = ["=1+1", "+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "\r=1"]


def test_no_cell_is_ever_a_formula():
    table = pl.DataFrame({"=kop": HOSTILE, "Aantal": [-1] * len(HOSTILE)})
    extract = Extract("x", "=titel", table, "=bron")

    for row in read(DUTCH, extract):
        assert next(iter(row)) == "'=kop"
        assert row["'=kop"].startswith("'")
        assert row["Bron"] == "'=bron"
        assert row["Aantal"] == "-1"  # a number stays a number
    book = sheets(extract)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert book["Cijfers"]["A2"].value == "=1+1"


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_no_text_begins_as_a_formula_does(texts: list[str]):
    for row in read(INTERNATIONAL, Extract("x", "t", pl.DataFrame({"Naam": texts, "Nr": range(len(texts))}), "b")):
        assert row["Naam"][:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}


def test_ranges_in_words_become_numbers_and_other_words_stay():
    table = pl.DataFrame(
        {
            "marge": ["12 tot 1.015 dagen", "12 of meer", "tot 15 dagen", "–"],
            "geld": ["€ 1.200 tot € 1.300", "€ 5", None, "–"],
            "zin": ["20 tot 30", "te weinig", "–", "–"],
            "getal": ["20", "30", "–", "–"],
        }
    )

    read_back, shares = with_numbers(table)

    assert shares == frozenset()

    assert read_back["marge van"].to_list() == [12.0, 12.0, None, None]
    assert read_back["marge tot"].to_list() == [1015.0, None, 15.0, None]
    assert read_back["geld van (€)"].to_list() == [1200.0, 5.0, None, None]
    assert read_back["geld tot (€)"].to_list() == [1300.0, 5.0, None, None]
    assert read_back["zin"].to_list() == table["zin"].to_list()
    assert read_back["getal"].to_list() == table["getal"].to_list()


def test_a_table_without_rows_or_definitions_is_a_file_too():
    extract = Extract("Leeg & klein", "Niets", pl.DataFrame({"Naam": []}, schema={"Naam": pl.String}), "Bron: geen.")

    assert read(DUTCH, extract) == []
    assert [cell.value for cell in sheets(extract)["Cijfers"][1]] == ["Naam"]
    assert extract.file_name("csv") == "effectmeting-leeg-klein.csv"


def test_a_number_that_is_none_is_left_empty():
    extract = Extract("x", "t", pl.DataFrame({"Waarde": [float("nan"), 1 / 3]}), "b")

    assert [row["Waarde"] for row in read(DUTCH, extract)] == ["", "0,333333"]
    assert sheets(extract)["Cijfers"]["A2"].value is None
