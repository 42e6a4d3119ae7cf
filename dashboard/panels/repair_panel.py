"""What to repair first, and the report to take along: of one levering, and of a gemeente as a whole."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard.orde import words
from dashboard.orde.findings import Bevinding
from dashboard.orde.repair import repair_html
from metrics.definition import Indicator

FIRST = 5


def first(found: Sequence[Bevinding], naam: str) -> None:
    """Show the most urgent findings, each with links to the figures of ``naam`` that it touches."""
    urgent = [each for each in found if each.ernst != "info"]
    if not urgent:
        st.markdown("✓ Er is niets te herstellen.")
        return
    st.markdown(f"{words.work(found)} Bovenaan staat wat de meeste cijfers raakt.")
    st.html(repair_html(urgent[:FIRST], lambda indicator: trend_address(indicator, naam)))
    if len(urgent) > FIRST:
        st.caption(f"En nog {len(urgent) - FIRST}: die staan in het rapport.")


def trend_address(indicator: Indicator, naam: str) -> str:
    """Return the link to an indicator of a gemeente over time."""
    return f"trend?{urlencode({'gemeente': naam, 'trend_indicator': indicator.naam})}"


def downloads(name: str, page: Callable[[], str], table: Callable[[], str]) -> None:
    """Offer a report as one page to print or mail, and as a table; made when asked."""
    with st.container(horizontal=True):
        st.download_button(
            "Rapport (HTML)", page, f"{name}.html", "text/html", key=f"quality_{name}_html", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip
        st.download_button(
            "Rapport (CSV)", table, f"{name}.csv", "text/csv", key=f"quality_{name}_csv", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip
