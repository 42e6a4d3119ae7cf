"""The keten drawn: per schakel a bar for all who begin and one per step, with the words and the table to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from dashboard import texts
from dashboard.charts import palette
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.chain import Part, Step

# Below so many cases a share says nothing; the counts do.
LEAST_CASES: Final = 20
_ROW, _HEAD, _BAR = 58, 76, 15  # pixels: a step with its two lines of text, a schakel, a bar
_FIRST: Final = -22  # nothing stands above the first schakel
LEGEND: Final = (
    "Het volle deel van een balk haalt de stap, het gearceerde deel valt af en van het gestippelde deel is het niet "
    "bekend. Een hele balk is zo lang als het aantal gevallen dat bij die stap begint; binnen een schakel hebben alle "
    "balken één schaal."
)


# Codes of DDAS that are no words to a reader.
_REASONS: Final = {
    "Nietverschenen": "niet verschenen",
    "Voldoet niet": "voldoet niet aan de voorwaarden",
    "Zelf": "door de inwoner zelf",
}


@dataclass
class _Drawing:
    """What is to be drawn, gathered: a figure made piece by piece takes longer than its figures."""

    bars: dict[str, list[tuple[float, float, int, str]]] = field(default_factory=dict)  # by pattern
    notes: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    marks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def bar(self, base: float, width: float, at: int, told: str, pattern: str = "") -> None:
        """Add a bar from ``base`` on, with a part of those who begin as its width."""
        if width > 0:
            self.bars.setdefault(pattern, []).append((base, width, at, told))

    def text(self, told: str, at: int, size: int) -> None:
        """Add a line of text that begins at the left."""
        self.notes.append(
            {"x": 0, "y": at, "text": told, "showarrow": False, "xanchor": "left", "yanchor": "middle",
             "align": "left", "font": {"size": size}}
        )  # fmt: skip

    def mark(self, place: float, at: int) -> None:
        """Add the mark of others."""
        line = {"color": palette.BENCHMARK, "width": 3}
        ends = {"y0": at - _BAR // 2 - 1, "y1": at + _BAR // 2 + 4}
        self.marks.append({"type": "line", "x0": place, "x1": place, **ends, "line": line})


def chain_chart(parts: Sequence[Part], beside: Benchmark, ink: str | None = None) -> go.Figure:
    """Return the keten as bars, the first schakel on top; one that was not delivered has a line that says so."""
    drawing, at = _Drawing(), _FIRST
    for part in parts:
        at += _HEAD
        _head(drawing, part, at)
        for step in part.steps if part.begin else ():
            at += _ROW
            _bars(drawing, part, step, at)
            drawing.text(_first_line(step), at - 33, 13)
            drawing.text(_second_line(step, beside), at - 17, 12)
    height = at + 30
    if ink is not None:
        for note in drawing.notes:
            note["font"]["color"] = ink
    return go.Figure(
        data=[_trace(pattern, bars) for pattern, bars in drawing.bars.items()],
        layout={
            "height": height, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "barmode": "overlay", "showlegend": False,
            "dragmode": False, "separators": ",.", "font": {"size": 13} | ({"color": ink} if ink else {}),
            "hovermode": "closest", "annotations": drawing.notes, "shapes": drawing.marks,
            "xaxis": {"range": [0, 1.004], "visible": False, "fixedrange": True},
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
        },
    )  # fmt: skip


def chain_title(parts: Sequence[Part], naam: str) -> str:
    """Say at which step of the zaken most cases stop; else how far the keten can be followed."""
    steps = [step for part in parts if part.schakel.code == "zaken" for step in part.steps if step.noemer]
    if not steps:
        return f"De keten van {naam}, voor zover die is geleverd"
    most = max(steps, key=lambda step: step.lost)
    if (most.noemer or 0) < LEAST_CASES:
        return f"De keten van {naam}: te weinig zaken om te zeggen waar de meeste afvallen"
    if not most.lost:
        return f"In {naam} valt er bij geen stap van de zaken iemand af"
    return (
        f"De meeste zaken vallen af bij '{most.stap.naam.lower()}': {texts.number(most.gehaald)} van de "
        f"{_of(most)} halen die stap"
    )


def chain_alt(parts: Sequence[Part], naam: str) -> str:
    """Say in words what the drawing shows."""
    told = [
        f"{part.schakel.naam}: {texts.count_of(part.begin, part.schakel.een, part.schakel.meer)}, daarna "
        + ", ".join(f"{step.stap.naam.lower()} {texts.number(step.gehaald)}" for step in part.steps)
        for part in parts
        if part.begin
    ]
    if not told:
        return f"Over {naam} is in deze periode van geen enkele schakel iets geleverd."
    return f"Staafdiagram van de keten in {naam}. {'. '.join(told)}."


def chain_table(parts: Sequence[Part], beside: Benchmark) -> pl.DataFrame:
    """Return a row per step, with its noemer in words and numbers that can be sorted."""
    rows = [(part, step) for part in parts for step in part.steps]
    return pl.DataFrame(
        [
            pl.Series("Schakel", [part.schakel.naam for part, _ in rows], pl.String),
            pl.Series("Stap", [step.stap.naam for _, step in rows], pl.String),
            pl.Series("Waarvan", [step.stap.van for _, step in rows], pl.String),
            pl.Series("Haalt de stap", [step.gehaald for _, step in rows], pl.Int64),
            pl.Series("Noemer", [step.noemer for _, step in rows], pl.Int64),
            pl.Series("Valt af", [step.lost if step.noemer else None for _, step in rows], pl.Int64),
            pl.Series("Onbekend", [step.onbekend for _, step in rows], pl.Int64),
            pl.Series("Aandeel", [step.waarde for _, step in rows], pl.Float64).round(3),
            pl.Series("Waarschijnlijk", [_likely(step) for _, step in rows], pl.String),
            pl.Series(beside.kort, [step.theirs for _, step in rows], pl.Float64).round(3),
            pl.Series(f"Periode van {beside.kort}", [step.their_period or None for _, step in rows], pl.String),
            pl.Series("Periode", [period(part) for part, _ in rows], pl.String),
            pl.Series("Stand", [str(state(part, step)) for part, step in rows], pl.String),
        ]
    )


def period(part: Part) -> str:
    """Return the period of a schakel in words."""
    return "" if part.span is None else texts.span(part.span.van, part.span.tot)


def state(part: Part, step: Step) -> texts.Word:
    """Return the one state to show for a step; what is missing goes before what may still change."""
    if step.status != "ok":
        return texts.STATUSES[step.status]
    later = part.span is not None and part.span.voorlopig
    return texts.STATUSES["voorlopig" if later else "ok"]


def reasons_sentence(part: Part) -> str:
    """Say why cases stop: 172 onterecht signaal, 278 herhaalde melding; empty where nothing is known of it."""
    if not part.reasons:
        return ""
    told = [
        f"{_REASONS.get(naam, f'{naam[:1].lower()}{naam[1:]}')} **{texts.number(count)}**"
        for naam, count in part.reasons
    ]
    return f"{part.schakel.redenen_kop}: {', '.join(told)}."


def _head(drawing: _Drawing, part: Part, at: int) -> None:
    """Name a schakel and its period, above a bar for all who begin."""
    told = f"<b>{part.schakel.naam}</b>"
    if not part.begin:
        nothing = "niet geleverd in deze periode" if part.begin is None else f"geen enkele in {period(part)}"
        drawing.text(f"{told}: {nothing}", at - 20, 14)
        return
    later = part.span is not None and part.span.voorlopig
    marks = [name for name, holds in (("voorlopig", later), ("onvolledig", not part.whole)) if holds]
    others = " · andere mensen" if part.schakel.wie.startswith("Andere mensen") else ""
    states = "".join(f" · {str(texts.STATUSES[name]).lower()}" for name in marks)
    drawing.text(f"{told}: <b>{texts.number(part.begin)}</b>", at - 34, 15)
    drawing.text(f"{period(part)}{others}{states}", at - 16, 12)
    drawing.bar(0, 1, at, f"{part.schakel.naam}: {texts.number(part.begin)}")


def _bars(drawing: _Drawing, part: Part, step: Step, at: int) -> None:
    begin = part.begin or 1
    reached, lost, unknown = (step.gehaald or 0), step.lost, step.onbekend or 0
    drawing.bar(0, reached / begin, at, _first_line(step))
    drawing.bar(reached / begin, lost / begin, at, f"{texts.number(lost)} vallen af", "/")
    drawing.bar((reached + lost) / begin, unknown / begin, at, f"{texts.number(unknown)} onbekend", ".")
    if step.theirs is not None and step.noemer:
        drawing.mark(step.theirs * step.noemer / begin, at)


def _trace(pattern: str, bars: Sequence[tuple[float, float, int, str]]) -> go.Bar:
    bases, widths, places, told = (list(each) for each in zip(*bars, strict=True))
    colour = palette.UNCERTAIN if pattern == "." else palette.OWN
    marker: dict[str, Any] = {"color": colour, "line": {"width": 0}}
    if pattern:
        marker = {
            "color": palette.with_opacity(colour, 0.12), "line": {"width": 1, "color": colour},
            "pattern": {"shape": pattern, "fgcolor": colour, "size": 7, "solidity": 0.22},
        }  # fmt: skip
    return go.Bar(
        x=widths, y=places, base=bases, orientation="h", width=_BAR, marker=marker, hovertext=told,
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _first_line(step: Step) -> str:
    if step.noemer is None:
        return f"{step.stap.naam}: {str(texts.STATUSES.get(step.status, texts.STATUSES['geen_levering'])).lower()}"
    if not step.noemer and not step.onbekend:
        return f"{step.stap.naam}: geen enkel geval kwam zo ver"
    return f"{step.stap.naam}: <b>{texts.number(step.gehaald)}</b> {_of_words(step)}"


def _second_line(step: Step, beside: Benchmark) -> str:
    told: list[str] = []
    if step.status == "te_veel_onbekend":
        told.append("te veel onbekend voor een aandeel")
    elif step.waarde is not None and (step.noemer or 0) >= LEAST_CASES:
        told.append(texts.share(step.waarde, 0 if step.waarde >= 0.1 else 1))
    elif step.noemer:
        told.append("te weinig voor een aandeel")
    if step.theirs is not None:
        told.append(f"{beside.kort} {texts.share(step.theirs, 0 if step.theirs >= 0.1 else 1)} ({step.their_period})")
    if step.onbekend:
        told.append(f"{texts.number(step.onbekend)} onbekend")
    return " · ".join(told)


def _of_words(step: Step) -> str:
    """Return van de 6.825 opgepakte zaken: the noemer with its number before its words, which are of more than one."""
    if step.noemer == 1:
        return "van 1"
    for article in ("van alle ", "van de ", "van "):
        if step.stap.van.startswith(article):
            rest = step.stap.van.removeprefix(article)
            return (
                f"van de {texts.number(step.noemer)} {rest}"
                if article != "van "
                else f"van {texts.number(step.noemer)}, {rest}"
            )
    return f"van {texts.number(step.noemer)}"


def _of(step: Step) -> str:
    return "1" if step.noemer == 1 else _of_words(step).removeprefix("van de ")


def _likely(step: Step) -> str:
    if step.onder is None or step.boven is None or not step.noemer:
        return "–"
    return f"{texts.share(step.onder)} tot {texts.share(step.boven)}"
