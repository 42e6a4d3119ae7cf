"""The answers to what a reader asks first of one figure, side by side: now, a year ago, others, the goal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.rows import lower_value
from dashboard.charts.units import amount, with_unit
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.moved import Moved
from dashboard.figures.said import Compared
from metrics.definition import Indicator, Richting, Variant
from metrics.trend import Beweging

_GOOD = {"beter", "slechter"}


@dataclass(frozen=True)
class Answer:
    """A question in a few words, its answer, and what makes it sure or not; ``tone`` is beter, slechter or empty."""

    question: str
    said: str
    why: str
    tone: str = ""


def answers_html(answers: Sequence[Answer]) -> str:
    """Return the answers as a list of terms: the question, with its answer and the reason under it."""
    parts = "".join(
        f'<div class="antwoord"><dt>{escape(one.question)}</dt><dd class="gezegd {one.tone}">{escape(one.said)}</dd>'
        f"<dd>{escape(one.why)}</dd></div>"
        for one in answers
    )
    return f'<dl class="antwoorden">{parts}</dl>'


def now(indicator: Indicator, variant: Variant, row: words.Row | None) -> Answer:
    """Answer how it stands: the newest final figure, how sure it is, and the counts behind it."""
    if row is None or row["waarde"] is None:
        state = texts.STATUSES["geen_levering"] if row is None else words.status(row)
        return Answer("Nu", str(state), state.explanation)
    rare = words.is_rare(indicator, variant, row)
    shown = words.cases(indicator, variant, row) if rare else with_unit(indicator, variant, row["waarde"])
    counts = "" if rare or row["noemer"] is None else f" Geteld: {words.behind(indicator, variant, row)}."
    sure = f"{words.likely(indicator, variant, row).capitalize()}."
    span = texts.short_span(row["periode_van"], row["periode_tot"]).capitalize()
    return Answer(span, shown, f"{sure}{counts}")


def a_year_ago(indicator: Indicator, variant: Variant, found: Moved | None) -> Answer:
    """Answer whether it rose or fell in a year by more than chance."""
    if found is None:
        return Answer("Een jaar eerder", "–", "Van een jaar eerder is er geen cijfer om mee te vergelijken.")
    was = amount(indicator, variant, found.before["waarde"])
    if not found.beyond_chance:
        told = "Het verschil kan toeval zijn." if found.verdict else "Het verschil is niet te beoordelen."
        said = "≈ geen duidelijk verschil" if found.verdict == "vergelijkbaar" else "– niet te zeggen"
        return Answer("Een jaar eerder", said, f"Toen was het {was}. {told}")
    way = "▲ gestegen" if found.rose else "▼ gedaald"
    judged = f", dat is {found.verdict}" if found.verdict in _GOOD else ""
    tone = found.verdict if found.verdict in _GOOD else ""
    return Answer(
        "Een jaar eerder",
        f"{way}{judged}",
        f"Toen was het {was}. Het verschil is groter dan toeval kan verklaren.",
        tone or "",
    )


def others(
    indicator: Indicator, variant: Variant, row: words.Row | None, beside: Compared | None, of: Benchmark
) -> Answer:
    """Answer how it compares."""
    question = f"Vergeleken met {of.rest}"
    if row is None or row["waarde"] is None:
        return Answer(question, "–", "Geen vergelijking, want er is geen cijfer.")
    told = words.compared(indicator, variant, row, beside, of)
    if beside is None or beside.verdict not in texts.VERDICTS or beside.row is None or beside.rest is None:
        return Answer(question, "– geen vergelijking", _sentence(told.removeprefix("Geen vergelijking: ")))
    word = texts.VERDICTS[beside.verdict]
    short = word.text.removesuffix(" dan").removesuffix(" met")
    own, theirs = (amount(indicator, variant, one["waarde"]) for one in (beside.row, beside.rest))
    same = words.same_period(beside.row, row)
    period = "" if same else f" over {words.when(beside.row)}"
    tone = beside.verdict if beside.verdict in _GOOD else ""
    why = word.explanation
    if same and beside.verdict == "vergelijkbaar" and _outside(row, beside.rest["waarde"]):
        why = "Het verschil kan toch toeval zijn: om te vergelijken is de marge ruimer."
    return Answer(question, f"{word.symbol} {short}", f"{own} tegen {theirs}{period}. {why}", tone)


def _outside(row: words.Row, value: float) -> bool:
    """Tell whether a value lies outside the interval that a reader sees of a figure."""
    return (row["onder"] is not None and value < row["onder"]) or (row["boven"] is not None and value > row["boven"])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def course(word: str, kind: str, richting: Richting, until: date | None = None) -> Answer:
    """Answer which way it goes over five separate periods; ``until`` says when the last of those ended."""
    found = texts.TRENDS.get(word, texts.NO_TREND)
    season = " Een seizoen kan meespelen." if kind == "kwartaal" and word in ("stijgt", "daalt") else ""
    periods = {"jaar": "vijf jaren", "kwartaal": "vijf kwartalen"}.get(kind, "vijf perioden")
    judged = Beweging(word).oordeel(richting) if word in ("stijgt", "daalt") else None
    told = found.explanation.replace("vijf losse perioden", periods) + season
    if until is not None and word:
        told += f" Ze lopen tot en met {texts.month(until - timedelta(days=1))}."
    tone = {"verbetert": "beter", "verslechtert": "slechter"}.get(judged or "", "")
    return Answer("Verloop", f"{found}{f', {judged}' if judged else ''}", told, tone)


def promised(goal: Mapping[str, Any], measured: str = "") -> Answer:
    """Answer whether a goal is reached: as counted, and with chance taken into account; ``measured`` says by what."""
    question = f"Doel voor {texts.day(goal['uiterlijk'])}"
    if goal["gerealiseerd"] is None:
        return Answer(question, "– niet te zeggen", str(goal["zin"]))
    return Answer(
        question,
        f"{texts.REALISED[goal['gerealiseerd']]}",
        f"Structureel: {texts.STRUCTURAL[goal['structureel']]}.{measured}",
    )


def look_also_at(tegenmaat: Indicator, row: Mapping[str, Any] | None) -> Answer:
    """Show the tegenmaat: a figure can look better by leaving out the hard cases."""
    shown = "geen cijfer" if row is None else lower_value(tegenmaat, dict(row))
    over = f"Over {words.when(row)}. " if row is not None and row["waarde"] is not None else ""
    why = f"{over}Een cijfer kan beter lijken door moeilijke gevallen weg te laten; dan verandert dit."
    return Answer(f"Kijk ook naar: {words.lower(tegenmaat.naam)}", shown, why)
