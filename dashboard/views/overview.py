"""Overzicht: where one gemeente stands, one card per indicator."""

from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import texts
from dashboard.benchmark import NEDERLAND, Benchmark
from dashboard.charts import words
from dashboard.charts.sparkline import as_image, sparkline
from dashboard.choices import Choice
from dashboard.standing import Card

_TONES = {"beter": "beter", "slechter": "slechter", "te weinig gegevens": "onvergeleken", None: "onvergeleken"}
_READING = """
<section class="uitleg">
<h2>Zo leest u een kaart</h2>
<p><strong>Waarschijnlijk tussen</strong>: bij kleine aantallen speelt toeval mee. De echte waarde ligt bijna altijd
tussen deze twee getallen.</p>
<p><strong>Vergeleken met de rest</strong>: we zeggen alleen hoger, lager, beter of slechter
als het verschil bijna zeker geen toeval is: van de 500 cijfers die niet afwijken, valt er dan één toch op.</p>
<p><strong>Voorlopig</strong>: nog niet alle uitkomsten zijn bekend. Het cijfer kan nog veranderen.</p>
</section>
"""


def render(cards: Sequence[Card], choice: Choice, trend_page: Page, origin: str) -> None:
    """Show the cards, how to read one, and where the figures come from."""
    if not any(card.row["status"] != "geen_levering" for card in cards):
        st.info(
            f"Over {choice.naam} is nog niets geleverd dat meetelt. Kies een andere gemeente, "
            "of laat de gegevens van deze gemeente aanleveren.",
            icon=":material/inbox:",
        )
        return
    for letters, theme in texts.THEMES.items():
        about = [card for card in cards if card.indicator.code.startswith(letters)]
        if about:
            st.header(theme)
            _theme(letters.lower(), about, trend_page, choice.beside)
    st.html(_READING)
    st.caption(
        f"In elk lijntje: doorgetrokken is {choice.naam}, gestreept is "
        f"{choice.beside.naam}, en onderaan is nul. {origin}"
    )


def _theme(letters: str, cards: Sequence[Card], trend_page: Page, beside: Benchmark) -> None:
    with st.container(key=f"kaarten-{letters}"):
        for card in cards:
            with st.container(border=True, key=f"kaart_{card.indicator.code.lower()}"):
                _card(card, trend_page, beside)


def _card(card: Card, trend_page: Page, beside: Benchmark) -> None:
    st.html(card_html(card, beside))
    st.page_link(
        trend_page,
        label="Bekijk het verloop",
        icon=":material/show_chart:",
        help=f"{card.indicator.naam} in de tijd",
        query_params={"trend_indicator": card.indicator.naam},
    )


def card_html(card: Card, beside: Benchmark = NEDERLAND) -> str:
    """Return one card: name, value, interval, sentence, comparison, line and state, each in a row of its own.

    The style sheet puts the same rows of neighbouring cards at one height, so each row is always there.
    """
    indicator, variant, row = card.indicator, card.indicator.standaard, card.row
    state = words.status(row)
    comparison = words.compared(indicator, row, card.verdict, card.rest, beside)
    image = as_image(*_spark(card, beside)) if any(value is not None for value in card.own_series) else ""
    return f"""
<article class="kaart">
<h3>{escape(indicator.naam)}</h3>
{_value_html(card)}
<p class="zin">{escape(words.sentence(indicator, variant, row))}</p>
<p class="vergelijking {_TONES.get(card.verdict, "")}">{escape(comparison)}</p>
<p class="lijn">{image}</p>
<p class="periode">{escape(words.when(row).capitalize())}<br><span class="staat" title="{escape(state.explanation)}">
{escape(str(state))}</span>{_counted(card)}</p>
</article>
"""


def _value_html(card: Card) -> str:
    """The value in large, and under it what it is per and how sure it is; of a rare event, how often it was."""
    indicator, row = card.indicator, card.row
    if row["waarde"] is None:
        return f'<p class="waarde geen-waarde">{escape(words.status(row).text)}</p><p class="interval"></p>'
    unit = words.unit(indicator, indicator.standaard)
    rate = "" if words.is_short(indicator) else f"{unit}<br>"
    number, small = words.value(indicator, row["waarde"]), "dagen" if unit == "dagen" else ""
    if words.is_rare(indicator, row):
        rate = f"{number} {rate}"
        number, small = words.cases(indicator, row).split(" ", 1)
    small = f' <span class="eenheid">{escape(small)}</span>' if small else ""
    return (
        f'<p class="waarde">{escape(number)}{small}</p>'
        f'<p class="interval">{rate}{escape(words.likely(indicator, row).capitalize())}</p>'
    )


def _spark(card: Card, beside: Benchmark) -> tuple[str, str]:
    description = (
        f"Verloop van {card.indicator.naam.lower()}, {card.series_label}, met een streepjeslijn voor {beside.naam}. "
        f"Van {words.amount(card.indicator, _first(card.own_series))} naar "
        f"{words.amount(card.indicator, _first(list(reversed(card.own_series))))}."
    )
    return sparkline(card.own_series, card.their_series, description), description


def _first(series: Sequence[float | None]) -> float | None:
    return next((value for value in series if value is not None), None)


def _counted(card: Card) -> str:
    """How many cases the figure leans on, and which part of all could not be told."""
    row = card.row
    if row["noemer"] is None:
        return ""
    shown = "" if words.is_rare(card.indicator, row) else f" · {words.cases(card.indicator, row)}"
    if not row["onbekend"]:
        return shown
    known = row["noemer"] if card.indicator.standaard.bevolking is None else row["teller"]
    part = row["onbekend"] / ((known or 0) + row["onbekend"])
    return f"{shown} · {'minder dan 1%' if part < 0.01 else texts.share(part, 0)} onbekend"
