"""The pages' table of contents: who is looking, which pages are theirs, show one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import texts
from dashboard.config import load_settings
from dashboard.figures import first_visit, stored
from dashboard.figures.source import Source
from dashboard.panels import choices, notices
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.look import show_brand, style_sheet, window_title
from dashboard.panels.share import share
from dashboard.views import (
    chain,
    compare,
    definitions,
    deliver,
    districts,
    goals,
    overview,
    quality,
    signal_rule,
    trend,
)
from dashboard.warming import look
from queries.access import local_administrator
from queries.errors import StoreError

# Our own file: for a named icon the framework sends the browser to a font server.
ICON = Path(__file__).with_name("icon.svg")


@dataclass(frozen=True)
class Entry:
    """One page in the menu: where it is, who draws it, and which choices stand above it."""

    path: str
    title: str
    icon: str
    render: Callable[[Context, Choice], None]
    with_period: bool = True  # it shows figures: kind of period, and what to compare with


FIRST = "overzicht"
# One list: the framework's menu in groups is no list to a screen reader (axe: "list" and "listitem").
MENU = (
    Entry(FIRST, "Overzicht", ":material/dashboard:", overview.render),
    Entry("trend", "Trend", ":material/show_chart:", trend.render),
    Entry("vergelijken", "Vergelijken", ":material/compare_arrows:", compare.render),
    Entry("keten", "Keten", ":material/conversion_path:", chain.render),
    Entry("wijken", "Wijken", ":material/location_city:", districts.render, with_period=False),
    Entry("signaalregel", "Signaalregel", ":material/tune:", signal_rule.render, with_period=False),
    Entry("doelen", "Doelen", ":material/flag:", goals.render, with_period=False),
    Entry("datakwaliteit", "Datakwaliteit", ":material/fact_check:", quality.render, with_period=False),
    Entry("aanleveren", "Aanleveren", ":material/upload_file:", deliver.render, with_period=False),
)


def main() -> None:
    """Draw the page that was asked for, or say what is wrong with the store."""
    st.set_page_config(page_title=window_title(), page_icon=ICON, layout="wide")
    st.html(style_sheet())
    try:
        _draw()
    except StoreError as error:
        notices.out_of_order(str(error))


def _draw() -> None:
    settings = load_settings()
    seen = look(settings, local_administrator())
    if seen is None:
        notices.no_store()
        return
    source, state = seen
    pages: dict[str, Page] = {}
    context = Context(source, state, pages, settings.grenzen)
    chosen: list[Choice] = []
    pages.update({entry.path: _page(entry, context, chosen) for entry in MENU})
    explained = partial(_explain, context)
    pages["definities"] = st.Page(explained, title="Definities", icon=":material/menu_book:", url_path="definities")
    page = st.navigation(list(pages.values()), expanded=True)
    st.set_page_config(page_title=window_title(page.title))
    show_brand()
    entry = next((entry for entry in MENU if entry.title == page.title), None)
    if entry is not None:
        chosen.extend(_head(entry, context))
    page.run()


def _page(entry: Entry, context: Context, chosen: Sequence[Choice]) -> Page:
    return st.Page(
        partial(_show, entry, context, chosen),
        title=entry.title,
        icon=entry.icon,
        url_path=entry.path,
        default=entry.path == FIRST,
    )


def _head(entry: Entry, context: Context) -> list[Choice]:
    """Draw a page's title, what to know first, and the choices it needs; return what was chosen, if anything.

    Outside the page itself: a choice made inside a page loses its place in the link on the way to another page.
    """
    title = st.container()  # an overview is named after the gemeente, which is chosen below it
    notices.demo(context.state)
    choice = None
    if not entry.with_period or notices.has_figures(context.source, context.state):
        choice = _choose(context.source, with_period=entry.with_period)
    named = choice is not None and entry.path == FIRST
    title.title(texts.in_short(choice.naam) if choice and named else entry.title)
    if choice is None:
        return []
    share()
    return [choice]


def _show(entry: Entry, context: Context, chosen: Sequence[Choice]) -> None:
    for choice in chosen:
        entry.render(context, choice)


def _choose(source: Source, *, with_period: bool) -> Choice | None:
    names, opening = stored.gemeenten(source), first_visit.opening(source)
    if not names or opening is None:
        st.info("U heeft nog geen gemeente. Vraag de beheerder om toegang.", icon=":material/lock:")
        return None
    return choices.choose(names, opening, partial(stored.benchmarks, source), with_period=with_period)


def _explain(context: Context) -> None:
    st.title("Definities")
    definitions.render(context)


main()
