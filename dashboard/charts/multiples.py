"""A breakdown as small multiples: per cell its newest figure and its line, all on one scale."""

from collections.abc import Sequence
from html import escape

import polars as pl

from dashboard.charts import words
from dashboard.charts.sparkline import as_image, sparkline
from dashboard.charts.units import amount, kept_decimals
from dashboard.figures.breakdowns import Cell
from metrics.definition import Indicator, Variant


def multiples(cells: Sequence[Cell], indicator: Indicator, variant: Variant, naam: str) -> str:
    """Return the cells as HTML; the dashed line in each picture is the whole of ``naam``."""
    values = [value for cell in cells for value in (*cell.series, *cell.whole) if value is not None]
    top = max(values, default=0.0) or 1.0
    return f'<div class="veelvoud">{"".join(_one(cell, indicator, variant, naam, top) for cell in cells)}</div>'


def multiples_table(cells: Sequence[Cell], indicator: Indicator, variant: Variant, title: str) -> pl.DataFrame:
    """Return one row per cell, as numbers that can be sorted."""
    digits = kept_decimals(indicator.eenheid_van(variant))
    rows = [cell.row for cell in cells]
    return pl.DataFrame(
        [
            pl.Series(title, [cell.naam for cell in cells], pl.String),
            pl.Series("Waarde", [row["waarde"] for row in rows], pl.Float64).round(digits),
            pl.Series("Waarschijnlijk", [words.interval(indicator, variant, row) for row in rows], pl.String),
            pl.Series("Teller", [row["teller"] for row in rows], pl.Int64),
            pl.Series("Noemer", [row["noemer"] for row in rows], pl.Int64),
            pl.Series("Onbekend", [row["onbekend"] for row in rows], pl.Int64),
            pl.Series("Stand", [str(words.status(row)) for row in rows], pl.String),
        ]
    )


def _one(cell: Cell, indicator: Indicator, variant: Variant, naam: str, top: float) -> str:
    row = cell.row
    known = [value for value in cell.series if value is not None]
    told = f"Verloop van {cell.naam}, met een streepjeslijn voor heel {naam}."
    if known:
        told += f" Van {amount(indicator, variant, known[0])} naar {amount(indicator, variant, known[-1])}."
    image = as_image(sparkline(cell.series, cell.whole, told, top), told) if known else ""
    counts = words.counted(row, indicator, variant) if row["noemer"] else ""
    if row["waarde"] is None:
        value, likely = words.status(row).text, ""
    else:
        value, likely = amount(indicator, variant, row["waarde"]), words.interval(indicator, variant, row)
    return (
        f'<div class="deel"><h3>{escape(cell.naam)}</h3><p class="waarde">{escape(value)}</p>'
        f'<p class="interval">{escape(likely)}<br>{escape(counts)}</p>'
        f'<p class="lijn">{image}</p></div>'
    )
