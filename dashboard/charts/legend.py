"""What the marks in a trend mean, in words: each mark that is in the chart, and none that is not."""

import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

_OPEN = "circle-open"
_THEIRS = "Streepjeslijn: {naam}, met de eigen gemeente erbij."
_STEPS = (
    "Losse treden: {naam}, met de eigen gemeente erbij. Van anderen tonen we alleen kwartalen en kalenderjaren; "
    "elke trede is er één."
)


def legend(figure: go.Figure) -> list[str]:
    """Return one sentence per kind of mark in ``figure``."""
    return [sentence for sentence in _sentences(figure) if sentence]


def _sentences(figure: go.Figure) -> Iterator[str]:
    drawn: dict[str, list[Any]] = {}
    traces: tuple[Any, ...] = tuple(figure["data"])
    for trace in traces:
        if any(value is not None for value in trace.y):
            drawn.setdefault(trace.meta, []).append(trace)
    yield _own(figure, drawn)
    for role, told in (("vergelijking", _THEIRS), ("stappen", _STEPS), ("doel", "Lange streepjes: {naam}.")):
        if found := drawn.get(role):
            yield told.format(naam=found[0].name)
    yield _provisional(figure, [*drawn.get("eigen", []), *drawn.get("vergelijking", [])])
    if "grenzen" in drawn:
        yield "Stippellijn omhoog: de grenzen, als alles wat onbekend is nee of juist ja zou zijn."
    if "onvolledig" in drawn:
        yield "Open vierkant: onvolledig geleverd."
    for role, mark in (("bron_punt", "Ruit (◆)"), ("bron_lijn", "Stippellijn opzij")):
        if found := drawn.get(role):
            yield f"{mark}: landelijk cijfer, gepubliceerd in de {_publishers(found)}."


def _own(figure: go.Figure, drawn: dict[str, list[Any]]) -> str:
    if not (own := drawn.get("eigen")):
        return ""
    band = ", met in de band de onzekerheid (95%)" if "band" in drawn else ""
    if any(max(trace.y) > figure.layout.yaxis.range[1] for trace in drawn.get("band", [])):
        band += ", die boven het beeld uit loopt"
    return f"Doorgetrokken lijn: {own[0].name}{band}."


def _provisional(figure: go.Figure, lines: list[Any]) -> str:
    shaded = any(shape.type == "rect" for shape in figure.layout.shapes)
    points = any(
        symbol == _OPEN and value is not None
        for line in lines
        for symbol, value in zip(line.marker.symbol, line.y, strict=True)
    )
    marks = [name for name, there in (("grijs vlak", shaded), ("open punten", points)) if there]
    return f"{' en '.join(marks).capitalize()}: voorlopig, kan nog veranderen." if marks else ""


def _publishers(traces: list[Any]) -> str:
    """Return each publication once, without its year."""
    return ", ".join(dict.fromkeys(re.sub(r" \d{4}$", "", trace.name) for trace in traces))
