"""The pages' table of contents: who is looking, which pages are theirs, show one."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import choices, data, divided, notices, standing, texts
from dashboard.choices import Choice
from dashboard.config import load_settings
from dashboard.data import Source
from dashboard.views import definitions, overview, quality, trend
from metrics.indicators import INDICATORS
from metrics.periods import DELIVERY_LAG
from queries.access import StoreState, local_administrator
from queries.errors import StoreError

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
        title = st.container()  # an overview is named after the gemeente, which is chosen below it
        if page.url_path == "definities":
            title.title(page.title)
            return
        notices.demo(self.state)
        with_figures = page.url_path != "datakwaliteit"
        if not with_figures or notices.has_figures(self.source, self.state):
            self._choose(with_figures=with_figures)
        named = self.choice is not None and page.url_path == ""
        title.title(texts.in_short(self.choice.naam) if self.choice and named else page.title)

    def _choose(self, *, with_figures: bool) -> None:
        names, opening = data.gemeenten(self.source), data.opening_gemeente(self.source)
        if not names or opening is None:
            st.info("U heeft nog geen gemeente. Vraag de beheerder om toegang.", icon=":material/lock:")
            return
        benchmarks = partial(data.benchmarks, self.source)
        self.choice = choices.choose(names, opening, benchmarks, with_period=with_figures)

    def overview(self, trend_page: Page) -> None:
        """Show where one gemeente stands."""
        if self.choice is not None:
            choice = self.choice
            cards = standing.cards(self.source, choice.gm_code, choice.kind, choice.beside)
            origin, chance = (
                standing.origin(self.source, choice.beside),
                standing.by_chance_alone(cards),
            )
            overview.render(cards, choice, trend_page, origin, chance)

    def trend(self) -> None:
        """Show one indicator over time."""
        if self.choice is not None:
            gm_code, kind, beside = self.choice.gm_code, self.choice.kind, self.choice.beside
            source = self.source
            trend.render(
                self.choice,
                trend.Readers(
                    trend=lambda of, by: standing.trend(source, gm_code, of.code, by.code, kind, beside),
                    cells=lambda of, by, cells: divided.cells(source, gm_code, of.code, by.code, kind, cells),
                    crossed=lambda of, by, pair: divided.crossed(source, gm_code, of.code, by.code, kind, pair),
                    tegenmaat=lambda of: standing.figure(source, gm_code, of.code, kind),
                ),
                data.uitsplitsingen(source, gm_code),
            )

    def quality(self) -> None:
        """Show what was delivered and what the checks found."""
        if self.choice is not None:
            readers = quality.Readers(
                leveringen=partial(data.leveringen, self.source),
                remarked=partial(data.remarked, self.source),
                orde=partial(data.orde, self.source),
                orde_gemeente=partial(data.orde_gemeente, self.source),
            )
            quality.render(self.choice, readers)

    def definitions(self) -> None:
        """Show what each figure means."""
        definitions.render(INDICATORS, DELIVERY_LAG)


def main() -> None:
    """Draw the page that was asked for, or say what is wrong with the store."""
    st.set_page_config(page_title=texts.PRODUCT, page_icon=ICON, layout="wide")
    st.html(STYLE)
    try:
        _draw()
    except StoreError as error:
        notices.out_of_order(str(error))


def _draw() -> None:
    settings, viewer = load_settings(), local_administrator()
    if not data.store_exists(settings.database_url):
        notices.no_store()
        return
    state = data.read_state(settings.database_url, viewer)
    made = state.berekening
    source = Source(
        settings.database_url,
        settings.publications,
        viewer,
        state.versie,
        made.peildatum if made else None,
        state.publicatie,
    )
    frame = Frame(source, state)
    page = st.navigation(frame.pages())
    st.set_page_config(page_title=f"{page.title} · {texts.PRODUCT}")
    st.sidebar.caption(texts.PRODUCT)
    frame.open(page)
    page.run()


main()
