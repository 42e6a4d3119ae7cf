"""Overzicht: where one gemeente stands: its key indicators as cards, all others as a list per theme."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import texts
from dashboard.charts import rows, words
from dashboard.charts.sparkline import as_image, sparkline
from dashboard.charts.units import amount, is_short, small_unit, unit, value
from dashboard.figures import standing
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.standing import Card
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from metrics.comparison.multiplicity import Toeval
from metrics.definition import Indicator

_TONES = {"beter": "beter", "slechter": "slechter", "te weinig gegevens": "onvergeleken", None: "onvergeleken"}
_SHOWN = 0.05  # less is 0,0 in one decimal
_HEADS = ("Indicator", "Waarde, met waar die waarschijnlijk ligt", "Vergelijking", "Verloop", "Stand")
_READING = """
<section class="uitleg">
<h2>Zo leest u deze pagina</h2>
<p><strong>Waarschijnlijk tussen</strong>: bij kleine aantallen speelt toeval mee. De echte waarde ligt bijna altijd
tussen deze twee getallen.</p>
<p><strong>Vergeleken met de rest</strong>: we zeggen alleen hoger, lager, beter of slechter
als het verschil bijna zeker geen toeval is: van de 500 cijfers die niet afwijken, valt er dan één toch op.
Anderen tonen we per kwartaal of kalenderjaar, met aantallen die op 5 zijn afgerond.</p>
<p><strong>Verloop</strong>: stijgt of daalt staat er alleen als vijf losse perioden dat samen laten zien.</p>
<p><strong>Kijk ook naar</strong>: een cijfer kan beter lijken door moeilijke gevallen weg te laten. Het cijfer dat dan
verandert, staat er daarom altijd naast.</p>
<p><strong>Voorlopig</strong>: nog niet alle uitkomsten zijn bekend. Het cijfer kan nog veranderen.</p>
</section>
"""


def render(context: Context, choice: Choice) -> None:
    """Show the key cards, the other indicators per theme, how to read them, and where the figures come from."""
    source, trend_page = context.source, context.pages["trend"]
    cards = standing.cards(source, choice.gm_code, choice.kind, choice.beside)
    origin, chance = standing.origin(source, choice.beside), standing.by_chance_alone(cards)
    if not any(card.row["status"] != "geen_levering" for card in cards):
        st.info(
            f"Over {choice.naam} is nog niets geleverd dat meetelt. Kies een andere gemeente, "
            "of laat de gegevens van deze gemeente aanleveren.",
            icon=":material/inbox:",
        )
        return
    st.markdown(noticed(cards, choice.beside, chance))
    st.header("De belangrijkste cijfers")
    with st.container(key="kaarten-kern"):
        for card in cards:
            if card.indicator.kern:
                with st.container(border=True, key=f"kaart_{card.indicator.code.lower()}"):
                    _card(card, trend_page, choice.beside)
    for letters, theme in texts.THEMES.items():
        about = [card for card in cards if card.indicator.code.startswith(letters) and not card.indicator.kern]
        if about:
            st.header(theme)
            st.html(list_html(about, choice, theme, trend_page.url_path))
    st.html(_READING)
    st.caption(
        f"In elk lijntje: doorgetrokken is {choice.naam}, gestreept is "
        f"{choice.beside.naam}, en onderaan is nul. {origin}"
    )


def noticed(cards: Sequence[Card], beside: Benchmark, chance: Toeval) -> str:
    """Say first what stands out from the rest, and how many would do so by chance alone."""
    if not chance.aantal:
        return f"Er is nog geen cijfer dat we met {beside.rest} kunnen vergelijken."
    different = [card for card in cards if card.verdict in texts.VERDICTS and card.verdict != "vergelijkbaar"]
    if not different:
        them = (
            "het ene cijfer dat we kunnen vergelijken, wijkt niet af"
            if chance.aantal == 1
            else (f"geen van de {chance.aantal} vergeleken cijfers wijkt af")
        )
        return f"**Wat opvalt:** {them} van {beside.rest}. {_by_chance(chance)}"
    lines = "\n".join(
        f"- {texts.VERDICTS[card.verdict or ''].symbol} **{card.indicator.naam}**: "
        f"{texts.VERDICTS[card.verdict or ''].text} {beside.rest}"
        for card in different
    )
    told = (
        f"{len(different)} van de {chance.aantal} vergeleken cijfers {'wijkt' if len(different) == 1 else 'wijken'} af."
    )
    return f"**Wat opvalt:** {told}\n\n{lines}\n\n{_by_chance(chance)}"


def _by_chance(chance: Toeval) -> str:
    """Say how many would stand out if none differed; a mean that rounds to nothing is not nothing."""
    if chance.verwacht >= _SHOWN:
        return chance.zin
    return "Door toeval alleen valt er hier bijna nooit een op: gemiddeld minder dan 0,1."


def _card(card: Card, trend_page: Page, beside: Benchmark) -> None:
    st.html(card_html(card, beside))
    st.page_link(
        trend_page,
        label="Bekijk het verloop",
        icon=":material/show_chart:",
        help=f"{card.indicator.naam} in de tijd",
        query_params={"trend_indicator": card.indicator.naam},
    )


def list_html(cards: Sequence[Card], choice: Choice, theme: str, page: str) -> str:
    """Return the indicators of one theme as a table, each with a link to its trend."""

    def address(indicator: Indicator) -> str:
        named = {"gemeente": choice.naam, "periode": texts.PERIODS[choice.kind], "vergelijk": choice.beside.naam}
        return f"{page}?{urlencode(named | {'trend_indicator': indicator.naam})}"

    lines = [
        (
            rows.named(card.indicator, (card.tegen.indicator, card.tegen.row) if card.tegen else None, address),
            rows.value_html(card.indicator, card.row),
            rows.verdict_html(card.indicator, card.row, card.beside, choice.beside),
            rows.trend_html(card.trend, card.trend_kind),
            _state_html(card),
        )
        for card in cards
    ]
    return rows.table_html(_HEADS, lines, f"{theme}: alle andere cijfers van {choice.naam}", "lijst")


def _state_html(card: Card) -> str:
    row = card.row
    if row.get("periode_van") is None:
        return escape(texts.STATUSES[row["status"]].text)
    state = words.status(row)
    goals = "".join(f"<br><small>{escape(line)}</small>" for line in goal_lines(card))
    return (
        f'<span title="{escape(state.explanation)}">{escape(str(state))}</span>'
        f"<br><small>{escape(texts.short_span(row['periode_van'], row['periode_tot']))}</small>{goals}"
    )


def goal_lines(card: Card) -> list[str]:
    """Say each goal of a card in one line: the two answers."""
    found: list[str] = []
    for goal in card.doelen:
        if goal["gerealiseerd"] is None:
            continue
        realised, structural = texts.REALISED[goal["gerealiseerd"]], goal["structureel"]
        found.append(f"Doel {goal['uiterlijk'].year}: {realised}; structureel: {structural}")
    return found


def card_html(card: Card, beside: Benchmark = NEDERLAND) -> str:
    """Return one card: name, value, interval, sentence, comparison, trend, line and state, each in a row of its own.

    The style sheet puts the same rows of neighbouring cards at one height, so each row is always there.
    """
    indicator, variant, row = card.indicator, card.indicator.standaard, card.row
    state = words.status(row)
    comparison = words.compared(indicator, variant, row, card.beside, beside)
    image = as_image(*_spark(card, beside)) if any(value is not None for value in card.own_series) else ""
    extra = [*goal_lines(card), *([_tegen(card)] if card.tegen else [])]
    period = words.when(row).capitalize() if row.get("periode_van") else ""
    return f"""
<article class="kaart">
<h3>{escape(indicator.naam)}</h3>
{_value_html(card)}
<p class="zin">{escape(words.sentence(indicator, variant, row))}</p>
<p class="vergelijking {_TONES.get(card.verdict, "")}">{escape(comparison)}</p>
<p class="trend">Verloop: {rows.trend_html(card.trend, card.trend_kind)}</p>
<p class="lijn">{image}</p>
<p class="naast">{"<br>".join(escape(line) for line in extra)}</p>
<p class="periode">{escape(period)}<br><span class="staat" title="{escape(state.explanation)}">
{escape(str(state))}</span>{_counted(card)}</p>
</article>
"""


def _tegen(card: Card) -> str:
    if card.tegen is None:
        return ""
    return (
        f"Kijk ook naar: {card.tegen.indicator.naam.lower()}, {rows.lower_value(card.tegen.indicator, card.tegen.row)}"
    )


def _value_html(card: Card) -> str:
    """The value in large, and under it what it is per and how sure it is; of a rare event, how often it was."""
    indicator, row, variant = card.indicator, card.row, card.indicator.standaard
    if row["waarde"] is None:
        return f'<p class="waarde geen-waarde">{escape(words.status(row).text)}</p><p class="interval"></p>'
    eenheid = indicator.eenheid_van(variant)
    rate = "" if is_short(eenheid) else f"{unit(indicator, variant)}<br>"
    number, small = value(eenheid, row["waarde"]), small_unit(indicator, variant, row["waarde"])
    if words.is_rare(indicator, variant, row):
        rate = f"{number} {rate}"
        number, small = words.cases(indicator, variant, row).split(" ", 1)
    small = f' <span class="eenheid">{escape(small)}</span>' if small else ""
    return (
        f'<p class="waarde">{escape(number)}{small}</p>'
        f'<p class="interval">{rate}{escape(words.likely(indicator, variant, row).capitalize())}</p>'
    )


def _spark(card: Card, beside: Benchmark) -> tuple[str, str]:
    indicator, variant = card.indicator, card.indicator.standaard
    description = (
        f"Verloop van {indicator.naam.lower()}, {card.series_label}, met een streepjeslijn voor {beside.naam}. "
        f"Van {amount(indicator, variant, _first(card.own_series))} naar "
        f"{amount(indicator, variant, _first(list(reversed(card.own_series))))}."
    )
    return sparkline(card.own_series, card.their_series, description), description


def _first(series: Sequence[float | None]) -> float | None:
    return next((value for value in series if value is not None), None)


def _counted(card: Card) -> str:
    """How many cases the figure leans on, and which part of all could not be told."""
    row, variant = card.row, card.indicator.standaard
    if row.get("noemer") is None:
        return ""
    shown = "" if words.is_rare(card.indicator, variant, row) else f" · {words.cases(card.indicator, variant, row)}"
    if not row["onbekend"]:
        return shown
    known = row["noemer"] if variant.bevolking is None else row["teller"]
    part = row["onbekend"] / ((known or 0) + row["onbekend"])
    return f"{shown} · {'minder dan 1%' if part < 0.01 else texts.share(part, 0)} onbekend"
