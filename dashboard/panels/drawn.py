"""What goes with every drawing of a page: where its figures come from, shares in its table, the ink of the theme."""

from typing import Any

import streamlit as st

from dashboard import texts
from dashboard.charts import palette
from dashboard.figures import standing
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from metrics.definition import Indicator


def source_line(context: Context, choice: Choice, about: tuple[Indicator, ...]) -> str:
    """Return source, day, publication and the definitions with their versions in one line."""
    defined = ", ".join(f"{one.code} (versie {one.versie})" for one in about)
    return f"{standing.origin(context.source, choice.beside)} Definities: {defined}."


def share_columns(names: list[str]) -> dict[str, Any]:
    """Return how a table in the browser writes shares."""
    return {name: st.column_config.NumberColumn(format="percent") for name in names}


def ink() -> str | None:
    """Return the colour of text in a chart, once the browser told which theme it shows."""
    return palette.INK.get(st.context.theme.type or "")


def may_change(*, voorlopig: bool) -> str:
    """Return the mark of a period that is not final, or nothing."""
    return f"**{texts.STATUSES['voorlopig']}**: niet alle uitkomsten zijn al bekend." if voorlopig else ""
