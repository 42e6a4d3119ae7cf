"""Overzicht: where one gemeente stands: what changed, what stands out, its key indicators, all others per theme."""

import streamlit as st

from dashboard import texts
from dashboard.charts.cards import card_html, list_html
from dashboard.charts.news_words import news_lines, nothing_words, since_words
from dashboard.charts.noticed import merged_html, on_top_html
from dashboard.figures import merged, news, quality, standing
from dashboard.figures.quality import Badge
from dashboard.figures.standing import Card
from dashboard.panels import first_visit
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.onward import onward

_READING = """
<section class="uitleg">
<h2>Zo leest u deze pagina</h2>
<p><strong>Waarschijnlijk tussen</strong>: bij kleine aantallen speelt toeval mee. De echte waarde ligt bijna altijd
tussen deze twee getallen.</p>
<p><strong>Vergeleken met de rest</strong>: we zeggen alleen hoger, lager, beter of slechter
als het verschil bijna zeker geen toeval is: van de 500 cijfers die niet afwijken, valt er dan één toch op.
Anderen tonen we per kwartaal of kalenderjaar, met aantallen die op 5 zijn afgerond.</p>
<p><strong>Verloop</strong>: stijgt of daalt staat er alleen als vijf losse perioden dat samen laten zien.</p>
<p><strong>Wat is er veranderd</strong>: we vergelijken een periode die net definitief is met dezelfde periode een jaar
eerder. Zo speelt het seizoen geen rol.</p>
<p><strong>Kijk ook naar</strong>: een cijfer kan beter lijken door moeilijke gevallen weg te laten. Het cijfer dat dan
verandert, staat er daarom altijd naast.</p>
<p><strong>Voorlopig</strong>: nog niet alle uitkomsten zijn bekend. Het cijfer kan nog veranderen.</p>
<p><strong>Gegevens</strong>: goed, let op of niet goed zegt of er maanden ontbreken, of er veel onbekend is en of er
veel is afgekeurd. Waarom, staat bij Datakwaliteit.</p>
</section>
"""


def render(context: Context, choice: Choice) -> None:
    """Show what is new and stands out, the key cards, the other indicators per theme, and how to read them."""
    source, gm_code = context.source, choice.gm_code
    cards = standing.cards(source, gm_code, choice.kind, choice.beside)
    badge = quality.badge(source, gm_code)
    _explain_first(cards, choice)
    if not any(card.row["status"] != "geen_levering" for card in cards):
        _nothing(context, choice, badge)
        return
    changed = news.news(source, gm_code, choice.kind, choice.beside)
    lines = news_lines(changed, choice.beside)
    since = nothing_words(changed) if changed.nothing else since_words(changed)
    chance = standing.by_chance_alone(cards)
    st.html(on_top_html(since, lines, cards, choice.beside, chance, badge))
    if joined := merged.recent_merger(source, gm_code):
        st.html(merged_html(joined, choice.naam))
    with st.container(key="kern-kop"):
        st.header("De belangrijkste cijfers")
    with st.container(key="kaarten-kern"):
        for card in cards:
            if card.indicator.kern:
                _card(card, context, choice, badge)
    page = context.pages["trend"].url_path
    for letters, theme in texts.THEMES.items():
        about = [card for card in cards if card.indicator.code.startswith(letters) and not card.indicator.kern]
        if about:
            st.header(theme)
            st.html(list_html(about, choice.naam, choice.kind, choice.beside, theme, page))
    st.html(_READING)
    st.caption(
        f"In elk lijntje: doorgetrokken is {choice.naam}, gestreept is "
        f"{choice.beside.naam}, en onderaan is nul. {standing.origin(source, choice.beside)}"
    )


def _card(card: Card, context: Context, choice: Choice, badge: Badge) -> None:
    with st.container(border=True, key=f"kaart_{card.indicator.code.lower()}"):
        st.html(card_html(card, choice.beside, badge))
        onward(context, choice, card.indicator, ("trend", "vergelijken", "definities"), short=True)


def _explain_first(cards: list[Card], choice: Choice) -> None:
    """Explain how to read with the first key figure that has a value and, if there is one, a verdict."""
    told = [card for card in cards if card.indicator.kern and card.row["waarde"] is not None]
    judged = [card for card in told if card.verdict in texts.VERDICTS]
    first = next(iter([*judged, *told]), None)
    if first is not None:
        first_visit.show(first, choice)


def _nothing(context: Context, choice: Choice, badge: Badge) -> None:
    """Say that nothing counts, why, and what to do."""
    st.info(
        f"**Over {choice.naam} zijn er nog geen cijfers.** {badge.zin} Dat is iets anders dan nul. Kies een "
        "andere gemeente, of laat de gegevens van deze gemeente aanleveren.",
        icon=":material/inbox:",
    )
    if (page := context.pages.get("datakwaliteit")) is not None:
        st.page_link(page, label="Bekijk wat er is geleverd", icon=":material/fact_check:")
