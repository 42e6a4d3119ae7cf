"""Workbooks of which nobody can say what was meant: refused in one sentence, without a cell in it."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.queries.deliveries.invented import refusal
from tests.queries.deliveries.workbooks import COVER, fill, kept, saved

HEADER = ["id", "postcode", "huisnummer", "gemeld_op"]
FIRST = ["A1", "1357XZ", 24, date(2025, 2, 1)]


def refused(path: Path) -> str:
    return refusal(path.parent, path.read_bytes(), path.name)


def test_a_table_on_a_hidden_sheet_is_not_delivered_by_accident(tmp_path):
    book = Workbook()
    fill(book.worksheets[0], [["Dit blad is leeg"]])
    hidden = book.create_sheet("oud")
    fill(hidden, [*COVER, HEADER, FIRST])
    hidden.sheet_state = "veryHidden"
    assert refused(kept(tmp_path, book)) == (
        "In ontruiming.xlsx staat de tabel op een verborgen blad; maak het blad zichtbaar, controleer het en lever"
        " opnieuw aan."
    )


def test_a_cover_that_contradicts_the_table_is_refused(tmp_path):
    book = Workbook()
    fill(book.worksheets[0], [["gm_code", "GM0344"], *COVER[1:], HEADER, FIRST])
    fill(book.create_sheet("levering"), COVER)
    assert refused(kept(tmp_path, book)) == (
        "In ontruiming.xlsx staat `gm_code` twee keer, met een andere waarde; laat alleen de juiste staan."
    )


@pytest.mark.parametrize("rows", [[], [["Alleen een titel"]], [["naam", "adres"], ["Q. Kwalsterbeek", "Dreef 1"]]])
def test_a_workbook_without_a_table_is_refused(tmp_path, rows):
    found = refused(saved(tmp_path, lambda sheet: fill(sheet, rows)))
    assert found == (
        "In ontruiming.xlsx is geen rij met kolomnamen gevonden; gebruik de kolomnamen uit de handleiding"
        " (docs/handleiding.md) of een bestand dat `effectmeting sjabloon` maakt."
    )
    assert "Kwalsterbeek" not in found
