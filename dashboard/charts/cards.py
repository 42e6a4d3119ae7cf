"""One indicator of one gemeente as a card, or as a line of a list: value, how sure, against others, and over time."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from dashboard import texts
from dashboard.charts import rows, words
from dashboard.charts.sparkline import as_image, sparkline
from dashboard.charts.units import amount, is_short, small_unit, unit, value
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.quality import Badge
from dashboard.figures.standing import Card
from metrics.definition import Indicator

_TONES = {"beter": "beter", "slechter": "slechter", "te weinig gegevens": "onvergeleken", None: "onvergeleken"}
_HEADS = ("Indicator", "Waarde, met waar die waarschijnlijk ligt", "Vergelijking", "Verloop", "Stand")


def card_html(card: Card, beside: Benchmark = NEDERLAND, badge: Badge | None = None) -> str:
    """Return one card: what a reader asks first on top, each part in a row of its own.

    The style sheet puts the same rows of neighbouring cards at one height, so each row is always there.
    """
    indicator, variant, row = card.indicator, card.indicator.standaard, card.row
    state = words.status(row)
    comparison = words.compared(indicator, variant, row, card.beside, beside)
    image = as_image(*_spark(card, beside)) if any(value is not None for value in card.own_series) else ""
    span = texts.short_span(row["periode_van"], row["periode_tot"]) if row.get("periode_van") else ""
    data = ""
    if badge is not None and row["status"] != "geen_levering":  # the badge is about what was delivered
        data = f' · <span title="{escape(badge.zin)}">gegevens {badge.symbool} {badge.woord}</span>'
    return f"""
<article class="kaart">
<h3>{escape(indicator.naam)}</h3>
<div class="kop">{_value_html(card)}<p class="lijn">{image}</p></div>
<p class="interval">{escape(_sure(card))}</p>
<p class="vergelijking {_TONES.get(card.verdict, "")}">{escape(comparison)}</p>
<p class="trend">Verloop: {rows.trend_html(card.trend, card.trend_kind)}</p>
<p class="doel">{"<br>".join(escape(line) for line in goal_lines(card))}</p>
<p class="zin">{escape(words.sentence(indicator, variant, row))}</p>
<p class="naast">{escape(_tegen(card))}</p>
<p class="periode">{escape(_behind(card))}{escape(span)}<br><span class="staat" title="{escape(state.explanation)}">
{escape(str(state))}</span>{_unknown(card)}{data}</p>
</article>
"""


def list_html(cards: Sequence[Card], naam: str, kind: str, beside: Benchmark, theme: str, page: str) -> str:
    """Return the indicators of one theme as a table, each with a link to its trend."""

    def address(indicator: Indicator) -> str:
        named = {"gemeente": naam, "periode": texts.PERIODS[kind], "vergelijk": beside.naam}
        return f"{page}?{urlencode(named | {'trend_indicator': indicator.naam})}"

    lines = [
        (
            rows.named(
                card.indicator, card.row, (card.tegen.indicator, card.tegen.row) if card.tegen else None, address
            ),
            rows.value_html(card.indicator, card.row),
            rows.verdict_html(card.indicator, card.row, card.beside, beside),
            rows.trend_html(card.trend, card.trend_kind),
            _state_html(card),
        )
        for card in cards
    ]
    return rows.table_html(_HEADS, lines, f"{theme}: alle andere cijfers van {naam}", "lijst")


def goal_lines(card: Card) -> list[str]:
    """Say each goal of a card in one line: the two answers."""
    found: list[str] = []
    for goal in card.doelen:
        if goal["gerealiseerd"] is None:
            continue
        realised, structural = texts.REALISED[goal["gerealiseerd"]], goal["structureel"]
        found.append(f"Doel {goal['uiterlijk'].year}: {realised}; {structural}")
    return found


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


def _tegen(card: Card) -> str:
    if card.tegen is None:
        return ""
    return (
        f"Kijk ook naar: {card.tegen.indicator.naam.lower()}, {rows.lower_value(card.tegen.indicator, card.tegen.row)}"
    )


def _value_html(card: Card) -> str:
    """The value in large; of a rare event, how often it was."""
    indicator, row, variant = card.indicator, card.row, card.indicator.standaard
    if row["waarde"] is None:
        return f'<p class="waarde geen-waarde">{escape(words.status(row).text)}</p>'
    number = value(indicator.eenheid_van(variant), row["waarde"])
    small = small_unit(indicator, variant, row["waarde"])
    if words.is_rare(indicator, variant, row):
        number, small = words.cases(indicator, variant, row).split(" ", 1)
    small = f' <span class="eenheid">{escape(small)}</span>' if small else ""
    return f'<p class="waarde">{escape(number)}{small}</p>'


def _sure(card: Card) -> str:
    """What the value is per, and how sure it is."""
    indicator, row, variant = card.indicator, card.row, card.indicator.standaard
    if row["waarde"] is None:
        return ""
    eenheid, sure = indicator.eenheid_van(variant), words.likely(indicator, variant, row)
    if is_short(eenheid):
        return sure.capitalize()
    rate = unit(indicator, variant)
    if words.is_rare(indicator, variant, row):
        rate = f"{value(eenheid, row['waarde'])} {rate}"
    return f"{rate[:1].upper()}{rate[1:]}; {sure}"


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


def _behind(card: Card) -> str:
    """The counts behind the figure: 203 van de 931 zaken, or how many where the noemer is no number of cases."""
    row, indicator, variant = card.row, card.indicator, card.indicator.standaard
    if row.get("noemer") is None or row["waarde"] is None or words.is_rare(indicator, variant, row):
        return ""
    return f"{words.behind(indicator, variant, row)}, "


def _unknown(card: Card) -> str:
    """Which part of all could not be told."""
    row, variant = card.row, card.indicator.standaard
    if row.get("noemer") is None or not row["onbekend"]:
        return ""
    known = row["noemer"] if variant.bevolking is None else row["teller"]
    part = row["onbekend"] / ((known or 0) + row["onbekend"])
    return f" · {'minder dan 1%' if part < 0.01 else texts.share(part, 0)} onbekend"
