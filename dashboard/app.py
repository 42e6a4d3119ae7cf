"""The pages' table of contents: who is looking, which pages are theirs, show one."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import choices, data, notices, texts
from dashboard.choices import Choice
from dashboard.config import load_settings
from dashboard.data import Source
from dashboard.views import definitions, overview, quality, trend
from metrics.indicators import INDICATORS
from metrics.periods import DELIVERY_LAG
from queries.access import StoreState, Viewer, local_administrator

STYLE = Path(__file__).with_name("style.css")
# Our own file: for a named icon the framework sends the browser to a font server.
ICON = Path(__file__).with_name("icon.svg")


@dataclass
class Frame:
    """What every page hangs in: where it reads, how fresh that is, and what was chosen.

    The choices are made before the page runs: a widget inside a page loses its place in the link on
    the way to another page.
    """

    source: Source
    state: StoreState
    shown: int | None  # the berekening that the newest publication shows
    choice: Choice | None = None

    def pages(self) -> list[Page]:
        """Return the pages, in the order of the menu."""
        trend_page = st.Page(self.trend, title="Trend", icon=":material/show_chart:", url_path="trend")
        first = partial(self.overview, trend_page)
        return [
            st.Page(first, title="Overzicht", icon=":material/dashboard:", url_path="overzicht", default=True),
            trend_page,
            st.Page(self.quality, title="Datakwaliteit", icon=":material/fact_check:", url_path="datakwaliteit"),
            st.Page(self.definitions, title="Definities", icon=":material/menu_book:", url_path="definities"),
        ]

    def open(self, page: Page) -> None:
        """Draw what stands above a page: its title, what to know first, and the choices it needs."""
        st.title(page.title)
        if page.url_path == "definities":
            return
        notices.demo(self.state)
        with_figures = page.url_path != "datakwaliteit"
        if with_figures and self.state.publicatie is None:
            notices.nothing_published(self.source.url, self.state)
            return
        if with_figures:
            notices.behind(self.source.url, self.state, self.shown)
        names, opening = data.gemeenten(self.source), data.opening_gemeente(self.source)
        if not names or opening is None:
            st.info("U heeft nog geen gemeente. Vraag de beheerder om toegang.", icon=":material/lock:")
            return
        self.choice = choices.choose(names, opening, with_period=with_figures)

    def overview(self, trend_page: Page) -> None:
        """Show where one gemeente stands."""
        if self.choice is not None:
            cards = data.cards(self.source, self.choice.gm_code, self.choice.kind)
            overview.render(cards, self.choice, trend_page)

    def trend(self) -> None:
        """Show one indicator over time."""
        if self.choice is not None:
            gm_code, kind = self.choice.gm_code, self.choice.kind
            trend.render(self.choice, lambda of, by: data.trend(self.source, gm_code, of.code, by.code, kind))

    def quality(self) -> None:
        """Show what was delivered and what the checks found."""
        if self.choice is not None:
            reads = (data.leveringen, data.controles, data.afkeuringen)
            quality.render(self.choice, *(partial(read, self.source) for read in reads))

    def definitions(self) -> None:
        """Show what each figure means."""
        definitions.render(INDICATORS, DELIVERY_LAG)


def main() -> None:
    """Draw the page that was asked for."""
    st.set_page_config(page_title=texts.PRODUCT, page_icon=ICON, layout="wide")
    st.html(STYLE)
    settings, viewer = load_settings(), local_administrator()
    if not data.store_exists(settings.database_url):
        notices.no_store()
        return
    state, shown = data.read_state(settings.database_url, viewer)
    source = _source(settings.database_url, settings.publications, viewer, state, shown)
    frame = Frame(source, state, shown)
    page = st.navigation(frame.pages())
    st.set_page_config(page_title=f"{page.title} · {texts.PRODUCT}")
    st.sidebar.caption(texts.PRODUCT)
    frame.open(page)
    page.run()


def _source(url: str, folder: Path, viewer: Viewer, state: StoreState, shown: int | None) -> Source:
    """Figures are judged on the day they were counted, so that a page says the same tomorrow."""
    made = state.berekening
    today = state.publicatie_datum if made is None or made.id != shown else made.peildatum
    fallback = state.peildatum or (made.peildatum if made else None)
    return Source(url, folder, viewer, state.versie, today or fallback)


main()
