"""Links from one indicator to the other pages about it."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard import texts
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from metrics.definition import Indicator

# Place in the address: what the link says, its icon, and the choice on that page that is the indicator.
_TO: Final = {
    "trend": ("Verloop", ":material/show_chart:", "trend_indicator"),
    "vergelijken": ("Vergelijk gemeenten", ":material/leaderboard:", "vergelijken_indicator"),
    "definities": ("Definitie", ":material/menu_book:", "definitie"),
}


def onward(
    context: Context, choice: Choice, indicator: Indicator, places: Sequence[str], *, short: bool = False
) -> None:
    """Show a link per place, as far as the page is there; ``short`` leaves out words.

    A link names all choices: what is not in it, the framework takes for wiped out.
    """
    kept = {"gemeente": choice.naam, "periode": texts.PERIODS[choice.kind], "vergelijk": choice.beside.naam}
    with st.container(horizontal=True, gap="small", key=f"verder_{indicator.code.lower()}"):
        for place in places:
            if (page := context.pages.get(place)) is None:
                continue
            label, icon, key = _TO[place]
            st.page_link(
                page,
                label=label.split()[0] if short else label,
                icon=icon,
                help=f"{label}: {indicator.naam}",
                query_params={"definitie": indicator.code} if place == "definities" else kept | {key: indicator.naam},
            )
