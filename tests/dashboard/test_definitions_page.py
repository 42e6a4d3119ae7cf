"""Definities: one by its link, all of them as a file, and the words that every page uses."""

from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl

from dashboard.files.catalogue import catalogue
from dashboard.files.csv_file import INTERNATIONAL, csv_bytes
from dashboard.files.xlsx_file import xlsx_bytes
from metrics.indicators import INDICATORS, indicator_named
from tests.dashboard.opened import said, show
from tests.dashboard.small_store import make_store


def test_a_link_opens_one_definition_and_nothing_else(map_folder: Path):
    make_store(map_folder)

    text = said(show("definities", definitie="sh06a"))

    assert f"{indicator_named('SH06a').naam} · SH06a" in text
    assert "Wat dit cijfer niet is" in text
    assert "Opgesteld op" in text
    assert "Zoek in de definities" not in text
    assert indicator_named("VS07").zin not in text


def test_from_one_definition_a_button_leads_to_all(map_folder: Path):
    make_store(map_folder)
    test = show("definities", definitie="VS07")

    test.button(key="definitions_all").click().run()

    assert len(test.expander) == len(INDICATORS)
    assert "definitie" not in test.query_params


def test_a_link_to_a_definition_that_is_not_there_says_so(map_folder: Path):
    make_store(map_folder)

    assert "Er is geen cijfer met de code XX99." in said(show("definities", definitie="xx99"))


def test_the_words_used_are_explained(map_folder: Path):
    make_store(map_folder)
    text = said(show("definities"))

    for word in ("waarschijnlijk tussen", "Voorlopig", "Onbekend", "Noemer", "Benchmark"):
        assert f"{word}" in text


def test_all_definitions_go_along_as_a_file():
    made = catalogue(INDICATORS)

    table = pl.read_csv(csv_bytes(made, INTERNATIONAL))
    assert table.height == sum(len(indicator.varianten) for indicator in INDICATORS)
    assert set(table["Code"]) == {indicator.code for indicator in INDICATORS}
    assert not table["Teller"].is_null().any()
    assert "Bron" not in table.columns
    told = openpyxl.load_workbook(BytesIO(xlsx_bytes(made)))["Toelichting"]
    assert any("Noemer: " in str(row[1].value) for row in told.iter_rows())
