"""An Excel workbook (.xlsx, .xlsm): its sheets as grids, with what Excel shows otherwise than it keeps."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from queries.deliveries.anatomy import Anatomy, examine, percent_styles
from queries.deliveries.archive import Archive, damage_told, damaged
from queries.deliveries.contents import Contents, shown_name
from queries.deliveries.grid import Cell, Cells, Grid, Merge, Spot
from queries.deliveries.records import DeliveryError

# A million rows of sixteen columns; what calamine lays out takes 32 bytes each.
_MOST_CELLS: Final = 1 << 24


def read_workbook(contents: Contents) -> Iterator[Grid]:
    """Yield each sheet with cells; raises DeliveryError where the workbook is damaged or reaches too far."""
    with damage_told(contents.bestand):
        archive = Archive(contents.bestand, contents.data)
        parts = archive.sheet_parts()
        percent = percent_styles(archive)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(contents.data)) as book:
            for place, sheet in enumerate(book.sheets_metadata, start=1):
                if sheet.typ != SheetTypeEnum.WorkSheet:
                    continue
                with damage_told(contents.bestand):
                    anatomy = examine(archive, parts[sheet.name], percent)
                if not anatomy.bottom:
                    continue
                _refuse_far(contents.bestand, sheet.name, anatomy)
                hidden = sheet.visible != SheetVisibleEnum.Visible
                yield _grid(book.get_sheet_by_name(sheet.name), anatomy, place, hidden=hidden)
    except CalamineError:
        raise damaged(contents.bestand) from None


def _refuse_far(bestand: str, sheet: str, anatomy: Anatomy) -> None:
    area = (anatomy.bottom - anatomy.top + 1) * (anatomy.right - anatomy.left + 1)
    if area > _MOST_CELLS:
        raise DeliveryError(
            f"In {bestand} staat op het blad '{shown_name(sheet)}' een cel ver buiten de tabel (rij {anatomy.bottom},"
            f" kolom {anatomy.right}); kopieer alleen de tabel naar een nieuw bestand en lever dat aan."
        )


def _grid(sheet: CalamineSheet, anatomy: Anatomy, place: int, *, hidden: bool) -> Grid:
    cells = Cells()
    before = [None] * (sheet.start[1] if sheet.start else 0)
    rows: list[tuple[int, list[Cell]]] = []
    odd = {row for row, _ in anatomy.percent}
    for number, values in enumerate(sheet.iter_rows(), start=1):
        row = cells.row(number, [*before, *values] if before else values)
        if number in odd:
            _show_percent(number, row, anatomy)
        if row:
            rows.append((number, row))
    spots = [
        *cells.spots,
        *(Spot(row, column, "foutwaarde") for row, column in sorted(anatomy.failed)),
        *(Spot(row, column, "formule_zonder_uitkomst") for row, column in sorted(anatomy.uncounted)),
    ]
    merges = [
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Grid(
        rows,
        name=sheet.name,
        place=place,
        hidden=hidden,
        spots=spots,
        merges=merges,
        hidden_rows=frozenset(anatomy.hidden_rows),
        hidden_columns=frozenset(anatomy.hidden_columns),
    )


def _show_percent(number: int, row: list[Cell], anatomy: Anatomy) -> None:
    """Turn 0.25 into the 25% that its maker sees: whether that is 25 or 0.25 is for who reads the column."""
    for place, cell in enumerate(row):
        if isinstance(cell, int | float) and not isinstance(cell, bool) and (number, place + 1) in anatomy.percent:
            row[place] = f"{cell * 100:.12g}%".replace(".", ",")
