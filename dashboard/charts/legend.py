"""What the marks in a trend mean, in words: each mark that is in the chart, and none that is not."""

import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

_OPEN = "circle-open"


def legend(figure: go.Figure) -> list[str]:
    """Return one sentence per kind of mark in ``figure``."""
    return [sentence for sentence in _sentences(figure) if sentence]


def _sentences(figure: go.Figure) -> Iterator[str]:
    drawn: dict[str, list[Any]] = {}
    traces: tuple[Any, ...] = tuple(figure["data"])
    for trace in traces:
        if any(value is not None for value in trace.y):
            drawn.setdefault(trace.meta, []).append(trace)
    if own := drawn.get("eigen"):
        band = ", met in de band de onzekerheid (95%)" if "band" in drawn else ""
        if any(max(trace.y) > figure.layout.yaxis.range[1] for trace in drawn.get("band", [])):
            band += ", die boven het beeld uit loopt"
        yield f"Doorgetrokken lijn: {own[0].name}{band}."
    if theirs := drawn.get("vergelijking"):
        yield f"Streepjeslijn: {theirs[0].name}, met de eigen gemeente erbij."
    yield _provisional(figure, [*drawn.get("eigen", []), *drawn.get("vergelijking", [])])
    if "grenzen" in drawn:
        yield "Stippellijn omhoog: de grenzen, als alles wat onbekend is nee of juist ja zou zijn."
    if "onvolledig" in drawn:
        yield "Open vierkant: onvolledig geleverd."
    for role, mark in (("bron_punt", "Ruit (◆)"), ("bron_lijn", "Stippellijn opzij")):
        if found := drawn.get(role):
            yield f"{mark}: landelijk cijfer, gepubliceerd in de {_publishers(found)}."


def _provisional(figure: go.Figure, lines: list[Any]) -> str:
    shaded = bool(figure.layout.shapes)
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
