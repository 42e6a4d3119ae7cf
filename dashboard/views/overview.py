"""Overzicht: where one gemeente stands, one card per indicator."""

from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.sparkline import as_image, sparkline
from dashboard.choices import Choice
from dashboard.data import Card
from metrics.definition import Indicator

_COLUMNS = 3
_TONES = {"beter": "beter", "slechter": "slechter", None: "onvergeleken"}
_READING = """
<section class="kaart kaart-uitleg">
<h2>Zo leest u een kaart</h2>
<p><strong>Waarschijnlijk tussen</strong>: bij kleine aantallen speelt toeval mee. De echte waarde ligt bijna altijd
tussen deze twee getallen.</p>
<p><strong>Vergeleken met de rest van Nederland</strong>: we zeggen alleen hoger, lager, beter of slechter
als het verschil groter is dan toeval.</p>
<p><strong>Voorlopig</strong>: nog niet alle uitkomsten zijn bekend. Het cijfer kan nog veranderen.</p>
</section>
"""


def render(cards: Sequence[Card], choice: Choice, trend_page: Page) -> None:
    """Show the cards, and at the end how to read one."""
    if not any(card.row["status"] != "geen_levering" for card in cards):
        st.info(
            f"Over {choice.naam} is nog niets geleverd dat meetelt. Kies een andere gemeente, "
            "of laat de gegevens van deze gemeente aanleveren.",
            icon=":material/inbox:",
        )
        return
    for start in range(0, len(cards) + 1, _COLUMNS):
        columns = st.columns(_COLUMNS, gap="medium")
        for offset, column in enumerate(columns):
            at = start + offset
            if at < len(cards):
                with column.container(border=True, height="stretch"):
                    _card(cards[at], trend_page)
            elif at == len(cards):
                column.html(_READING)


def _card(card: Card, trend_page: Page) -> None:
    st.html(card_html(card))
    st.page_link(
        trend_page,
        label="Bekijk het verloop",
        icon=":material/show_chart:",
        help=f"{card.indicator.naam} in de tijd",
        query_params={"trend_indicator": card.indicator.naam},
    )


def card_html(card: Card) -> str:
    """Return one card: name, value with interval, sentence, comparison, line and state."""
    indicator, variant, row = card.indicator, card.indicator.standaard, card.row
    state = words.status(row)
    comparison = words.compared(indicator, row, card.verdict, card.rest)
    image = as_image(*_spark(card)) if any(value is not None for value in card.own_series) else ""
    return f"""
<article class="kaart">
<h2>{escape(indicator.naam)}</h2>
{_value_html(card)}
<p class="zin">{escape(words.sentence(indicator, variant, row))}</p>
<p class="vergelijking {_TONES.get(card.verdict, "")}">{escape(comparison)}</p>
{image}
<p class="periode">{escape(words.when(row).capitalize())}<br><span class="staat" title="{escape(state.explanation)}">
{escape(str(state))}</span>{_unknown(card)}</p>
</article>
"""


def _value_html(card: Card) -> str:
    indicator, row = card.indicator, card.row
    if row["waarde"] is None:
        return f'<p class="waarde geen-waarde">{escape(words.status(row).text)}</p>'
    likely = words.interval(indicator, row).replace(" tot ", " en ")
    return (
        f'<p class="waarde">{escape(words.value(indicator, row["waarde"]))}{_unit_html(indicator)}</p>'
        f'<p class="interval">Waarschijnlijk tussen {escape(likely)}</p>'
    )


def _unit_html(indicator: Indicator) -> str:
    """A short unit stands beside the value, a long one under it."""
    if words.axis_suffix(indicator):
        return ""
    unit = words.unit(indicator, indicator.standaard)
    return f'<span class="eenheid{" lang" if len(unit) > 12 else ""}">{escape(unit)}</span>'


def _spark(card: Card) -> tuple[str, str]:
    description = (
        f"Verloop van {card.indicator.naam.lower()}, {card.series_label}, met een stippellijn voor Nederland. "
        f"Van {words.value(card.indicator, _first(card.own_series))} naar "
        f"{words.value(card.indicator, _first(list(reversed(card.own_series))))}."
    )
    return sparkline(card.own_series, card.national_series, description), description


def _first(series: Sequence[float | None]) -> float | None:
    return next((value for value in series if value is not None), None)


def _unknown(card: Card) -> str:
    row = card.row
    if not row["onbekend"]:
        return ""
    known = card.row["noemer"] if card.indicator.standaard.bevolking is None else card.row["teller"]
    portion = row["onbekend"] / ((known or 0) + row["onbekend"])
    return f" · {texts.share(portion, 0)} onbekend"
