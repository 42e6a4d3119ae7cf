"""One figure of a gemeente divided: over the cells of a breakdown, or over two breakdowns at a time."""

from typing import Any, Final

import polars as pl

from dashboard.figures import measured, stored
from dashboard.figures.breakdowns import Cell, cell_name
from dashboard.figures.source import Source, kept
from metrics.indicators import indicator_named
from metrics.two_way import TABLE_SCHEMA, two_way

_UNKNOWN: Final = "Onbekend"


@kept(200)
def cells(source: Source, gm_code: str, indicator: str, variant: str, kind: str, uitsplitsing: str) -> list[Cell]:
    """Return the cells of a breakdown, those with most cases first and what is unknown last.

    Each has its figure in the newest final period of the whole, and its line beside that of the whole.
    """
    one = indicator_named(indicator)
    kind = measured.kind_of(one, one.variant(variant), kind)
    whole = measured.own_line(source, gm_code, indicator, variant, kind).tail(measured.POINTS[kind])
    newest = measured.newest_final(whole)
    made = measured.own_cells(source, gm_code, indicator, variant, kind, uitsplitsing)
    if newest is None or made.is_empty():
        return []
    line = dict(whole.select("periode_van", "waarde").iter_rows())
    found: list[Cell] = []
    for (cel,), mine in made.partition_by("cel", as_dict=True, maintain_order=True).items():
        shown = {row["periode_van"]: row for row in mine.iter_rows(named=True)}
        if row := shown.get(newest["periode_van"]):
            series = [shown[day]["waarde"] if day in shown else None for day in line]
            found.append(Cell(cell_name(uitsplitsing, str(cel)), row, series, list(line.values())))
    by_whole = one.noemer_van_geheel(one.variant(variant), uitsplitsing)
    # What had no case in this period says nothing of it; people and dwellings are there always.
    filled = [cell for cell in found if _hits(cell.row) or (_cases(cell.row) and not by_whole)]
    return sorted(filled, key=lambda cell: (cell.naam == _UNKNOWN, -_cases(cell.row), -(cell.row["teller"] or 0)))


@kept(200)
def crossed(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, kruising: str
) -> tuple[pl.DataFrame, dict[str, Any] | None]:
    """Return a two-way table of one variant with its margins, and the figure of the period it is about."""
    counts = stored.own_cells(source, gm_code, indicator, kruising)
    newest = measured.newest_final(measured.own_line(source, gm_code, indicator, variant, kind))
    if counts is None or newest is None:
        return TABLE_SCHEMA.to_frame(), None
    within = (pl.col("maand") >= newest["periode_van"]) & (pl.col("maand") < newest["periode_tot"])
    mine = counts.telling.filter(within, variant=variant, uitsplitsing=kruising)
    return two_way(mine), newest


def _cases(row: dict[str, Any]) -> int:
    return row["noemer"] or 0


def _hits(row: dict[str, Any]) -> int:
    return (row["teller"] or 0) + (row["onbekend"] or 0)
