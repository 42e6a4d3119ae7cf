"""Interval, comparison and voorlopig, explained with a figure of the reader's own gemeente."""

from html import escape

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.units import amount, with_unit
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.standing import Card


def explained_html(card: Card, naam: str, beside: Benchmark) -> str:
    """Return three short explanations, each about ``card``, of which the figure has a value."""
    parts = (
        ("Waarschijnlijk tussen", _interval(card, naam)),
        ("Vergeleken met anderen", _beside(card, beside)),
        ("Voorlopig", _provisional(card)),
    )
    told = "".join(f"<div><dt>{escape(head)}</dt><dd>{escape(text)}</dd></div>" for head, text in parts)
    return f'<section class="eerst"><h2>Lees mij eerst</h2><dl>{told}</dl></section>'


def _interval(card: Card, naam: str) -> str:
    indicator, variant, row = card.indicator, card.indicator.standaard, card.row
    shown, between = with_unit(indicator, variant, row["waarde"]), words.interval(indicator, variant, row)
    start = f"{indicator.naam} is in {naam} {shown}."
    if row["onder"] is None or row["boven"] is None:
        return f"{start} Er zijn te weinig gevallen om te zeggen hoe zeker dat is."
    cases = words.cases(indicator, variant, row)
    ends = between.replace(" tot ", " en ")
    return f"{start} Met {cases} speelt toeval mee: het echte cijfer ligt bijna altijd tussen {ends}."


def _beside(card: Card, beside: Benchmark) -> str:
    said = card.beside
    rest = None if said is None else said.rest
    if said is None or rest is None or rest["waarde"] is None or said.verdict not in texts.VERDICTS or said.row is None:
        return (
            f"We zetten elk cijfer naast {beside.rest}. We zeggen alleen beter of slechter als het bijna zeker geen "
            "toeval is. Anders staat er: vergelijkbaar, of waarom er geen vergelijking is."
        )
    variant = card.indicator.standaard
    own, theirs = (amount(card.indicator, variant, row["waarde"]) for row in (said.row, rest))
    word = texts.VERDICTS[said.verdict]
    why = "dat kan toeval zijn" if said.verdict == "vergelijkbaar" else "dat is bijna zeker geen toeval"
    over = "" if words.same_period(said.row, card.row) else f"Over {words.when(said.row)}: "
    return f"{over}{own} hier en {theirs} bij {beside.rest}: {why}. Daarom staat er: {word.symbol} {said.verdict}."


def _provisional(card: Card) -> str:
    row = card.row
    return (
        f"Dit cijfer gaat over {words.when(row)}. Daarna is er al meer geleverd, maar een uitkomst mag nog komen. "
        "Zulke maanden heten voorlopig: ze kunnen nog veranderen en tellen niet mee in een oordeel."
    )
