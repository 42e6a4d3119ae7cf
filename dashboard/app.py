"""The pages' table of contents: who is looking, which pages are theirs, show one."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import choices, data, notices, texts
from dashboard.config import load_settings
from dashboard.data import Source
from dashboard.views import definitions, overview, quality, trend
from metrics.indicators import INDICATORS
from metrics.periods import DELIVERY_LAG
from queries.access import StoreState, Viewer, local_administrator

STYLE = Path(__file__).with_name("style.css")


@dataclass(frozen=True)
class Frame:
    """What every page hangs in: where it reads, and how fresh that is."""

    source: Source
    state: StoreState
    shown: int | None  # the berekening that the newest publication shows

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

    def overview(self, trend_page: Page) -> None:
        """Show where one gemeente stands."""
        if choice := self._open("Overzicht"):
            overview.render(data.cards(self.source, choice.gm_code, choice.kind), choice, trend_page)

    def trend(self) -> None:
        """Show one indicator over time."""
        if choice := self._open("Trend"):
            trend.render(choice, lambda of, variant: self._trend(choice, of.code, variant.code))

    def quality(self) -> None:
        """Show what was delivered and what the checks found."""
        st.title("Datakwaliteit")
        notices.demo(self.state)
        choice = self._choose(with_period=False)
        if choice is not None:
            quality.render(
                choice,
                partial(data.leveringen, self.source),
                partial(data.controles, self.source),
                partial(data.afkeuringen, self.source),
            )

    def definitions(self) -> None:
        """Show what each figure means."""
        st.title("Definities")
        definitions.render(INDICATORS, DELIVERY_LAG)

    def _trend(self, choice: choices.Choice, indicator: str, variant: str) -> data.Trend:
        return data.trend(self.source, choice.gm_code, indicator, variant, choice.kind)

    def _open(self, title: str) -> choices.Choice | None:
        """Draw what stands above figures; None when there is nothing to show under it."""
        st.title(title)
        notices.demo(self.state)
        if self.state.publicatie is None:
            notices.nothing_published(self.source.url, self.state)
            return None
        notices.behind(self.source.url, self.state, self.shown)
        return self._choose(with_period=True)

    def _choose(self, *, with_period: bool) -> choices.Choice | None:
        names, opening = data.gemeenten(self.source), data.opening_gemeente(self.source)
        if not names or opening is None:
            st.info("U heeft nog geen gemeente. Vraag de beheerder om toegang.", icon=":material/lock:")
            return None
        return choices.choose(names, opening, with_period=with_period)


def main() -> None:
    """Draw the page that was asked for."""
    st.set_page_config(page_title=texts.PRODUCT, layout="wide")
    st.html(STYLE)
    settings, viewer = load_settings(), local_administrator()
    if not data.store_exists(settings.database_url):
        notices.no_store()
        return
    state, shown = data.read_state(settings.database_url, viewer)
    source = _source(settings.database_url, settings.publications, viewer, state, shown)
    page = st.navigation(Frame(source, state, shown).pages())
    st.set_page_config(page_title=f"{page.title} · {texts.PRODUCT}")
    st.sidebar.caption(texts.PRODUCT)
    page.run()


def _source(url: str, folder: Path, viewer: Viewer, state: StoreState, shown: int | None) -> Source:
    """Figures are judged on the day they were counted, so that a page says the same tomorrow."""
    made = state.berekening
    today = state.publicatie_datum if made is None or made.id != shown else made.peildatum
    fallback = state.peildatum or (made.peildatum if made else None)
    return Source(url, folder, viewer, state.versie, today or fallback)


main()
