"""The part of a page that divides a figure: the widgets, the small multiples and the two-way table."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts import words
from dashboard.charts.multiples import multiples, multiples_table
from dashboard.charts.two_way import crossing_html, crossing_name
from dashboard.charts.units import column_format
from dashboard.figures.breakdowns import Cell, breakdown_meaning, breakdown_name
from dashboard.panels.choices import Choice
from metrics.definition import Indicator, Variant
from metrics.two_way import halves
from metrics.uitsplitsingen import KRUIS

CellsOf = Callable[[Indicator, Variant, str], list[Cell]]
CrossedOf = Callable[[Indicator, Variant, str], tuple[pl.DataFrame, dict[str, Any] | None]]
_NOT_DIVIDED = "Niet uitsplitsen"
_NO_CROSSING = "Kies twee uitsplitsingen"
MOST_CELLS = 12


def number_columns(
    table: pl.DataFrame, indicator: Indicator, variant: Variant, values: Sequence[str]
) -> dict[str, Any]:
    """Numbers stay numbers, so that a click sorts by size; the browser writes them as its reader does."""
    formats = dict.fromkeys(values, column_format(indicator.eenheid_van(variant)))
    numbers = {
        name: st.column_config.NumberColumn(format=formats.get(name, "localized"))
        for name, kind in table.schema.items()
        if kind.is_numeric()
    }
    ranges = {name: st.column_config.TextColumn(alignment="right") for name in ("Waarschijnlijk", "Grenzen")}
    return numbers | ranges


def breakdown(
    indicator: Indicator,
    variant: Variant,
    choice: Choice,
    counted_by: Sequence[str],
    cells_of: CellsOf,
) -> None:
    """Let the reader divide the newest final figure over the cells of a breakdown."""
    single = [by for by in counted_by if KRUIS not in by]
    names = {breakdown_name(by): by for by in single if by.partition(":")[0] in indicator.uitsplitsingen}
    if not names:
        return
    st.header("Uitgesplitst", divider="gray")
    chosen = st.selectbox(
        "Splits uit naar",
        [_NOT_DIVIDED, *names],
        key=f"trend_cells_{indicator.code.lower()}",
        bind="query-params",
        width=320,
    )
    if chosen not in names:
        return
    by = names[chosen]
    cells = cells_of(indicator, variant, by)
    if not cells:
        st.info(f"In deze periode is er niets om uit te splitsen naar {chosen.lower()}.", icon=":material/inbox:")
        return
    meaning = breakdown_meaning(by, indicator.tabel_van(variant))
    st.markdown(
        f"Over {words.when(cells[0].row)}, in {choice.naam}. {meaning} Verschillen tussen delen kunnen toeval zijn: "
        "kijk naar de marge onder elk getal."
    )
    st.html(multiples(cells[:MOST_CELLS], indicator, variant, choice.naam))
    if len(cells) > MOST_CELLS:
        st.markdown(f"De {MOST_CELLS} delen met de meeste gevallen staan hierboven; alle {len(cells)} in de tabel.")
    table = multiples_table(cells, indicator, variant, chosen)
    st.dataframe(
        table,
        hide_index=True,
        placeholder="–",
        column_config=number_columns(table, indicator, variant, ("Waarde",)),
        key="trend_cells_table",
        alt=f"Tabel met {indicator.naam.lower()} in {choice.naam}, uitgesplitst naar {chosen.lower()}.",
    )
    st.caption(
        f"In elk lijntje: doorgetrokken is het deel, gestreept is heel {choice.naam}. Alle lijntjes hebben één schaal."
    )


def crossing(
    indicator: Indicator, variant: Variant, choice: Choice, counted_by: Sequence[str], crossed_of: CrossedOf
) -> None:
    """Let the reader set two breakdowns against each other, with their margins; of the own gemeente only."""
    names = {crossing_name(by): by for by in counted_by if _crosses(indicator, by)}
    if not names:
        return
    chosen = st.selectbox(
        "Zet twee uitsplitsingen tegen elkaar",
        [_NO_CROSSING, *names],
        key=f"trend_crossing_{indicator.code.lower()}",
        bind="query-params",
        width=420,
    )
    if chosen not in names:
        return
    table, row = crossed_of(indicator, variant, names[chosen])
    if table.is_empty() or row is None:
        st.info("In deze periode is hier niets over geteld.", icon=":material/inbox:")
        return
    st.html(crossing_html(table, names[chosen], f"{chosen}, {choice.naam}, over {words.when(row)}"))
    st.caption(
        "In elk vak: het aandeel, en daaronder hoeveel van hoeveel gevallen. Onder 20 gevallen staat er geen aandeel: "
        "dan zegt het te weinig. Alleen voor uw eigen gemeente; anderen zien deze tabel nooit."
    )


def _crosses(indicator: Indicator, by: str) -> bool:
    """Whether counts of two breakdowns are of a pair that this indicator is crossed in."""
    if KRUIS not in by:
        return False
    one, other = (half.partition(":")[0] for half in halves(by))
    return (one, other) in indicator.kruisingen
