"""A small line without axes, as an SVG text: the shape of a series beside its newest value."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape

from dashboard.charts import palette

WIDTH, HEIGHT, MARGIN = 240, 44, 5


def sparkline(
    own: Sequence[float | None], benchmark: Sequence[float | None], description: str, top: float | None = None
) -> str:
    """Return an SVG of both series above a thin line at zero; a missing value is a gap, the last own value gets a dot.

    The dot is hollow when the last position has no value, so that old news does not look new. Pictures that are
    compared share one ``top``, the value at the upper edge.
    """
    highest = max((value for value in (*own, *benchmark) if value is not None), default=0.0) or 1.0
    top = top or highest
    steps = max(len(own), len(benchmark), 2) - 1
    parts = [
        f'<path d="M{MARGIN} {HEIGHT - MARGIN}H{WIDTH - MARGIN}" stroke="{palette.REFERENCE}" opacity="0.5"/>',
    ]
    parts += [
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"'
        f' stroke-linejoin="round"{dash}/>'
        for series, colour, width, dash in (
            (benchmark, palette.BENCHMARK, 1.5, ' stroke-dasharray="4 3"'),
            (own, palette.OWN, 2.5, ""),
        )
        if (path := _path(series, steps, top))
    ]
    if (last := _last(own)) is not None:
        x, y = _point(last, own[last] or 0.0, steps, top)
        fill = palette.OWN if last == len(own) - 1 else "none"
        parts.append(f'<circle cx="{x}" cy="{y}" r="4" fill="{fill}" stroke="{palette.OWN}" stroke-width="2"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(description)}</title>{''.join(parts)}</svg>"
    )


def as_image(svg: str, description: str) -> str:
    """Return ``svg`` as an HTML image with ``description`` as its text: pages strip bare SVG."""
    return f'<img alt="{escape(description)}" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def _path(series: Sequence[float | None], steps: int, top: float) -> str:
    return " ".join(_moves(series, steps, top))


def _moves(series: Sequence[float | None], steps: int, top: float) -> Iterator[str]:
    pen_down = False
    for at, value in enumerate(series):
        if value is not None:
            x, y = _point(at, value, steps, top)
            yield f"{'L' if pen_down else 'M'}{x} {y}"
            if not pen_down:
                yield f"L{x} {y}"  # a lone value between two gaps still shows, as a dot of the round cap
        pen_down = value is not None


def _last(series: Sequence[float | None]) -> int | None:
    return max((at for at, value in enumerate(series) if value is not None), default=None)


def _point(at: int, value: float, steps: int, top: float) -> tuple[float, float]:
    x = MARGIN + at * (WIDTH - 2 * MARGIN) / steps
    y = HEIGHT - MARGIN - value / top * (HEIGHT - 2 * MARGIN)
    return round(x, 1), round(y, 1)
