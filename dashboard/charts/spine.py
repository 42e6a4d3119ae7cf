"""One gemeente over all indicators: where it lies between the others, around a line that is the group itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any, Final

import polars as pl

from dashboard import texts
from dashboard.charts import palette, rows, words
from dashboard.charts.sparkline import as_image
from dashboard.charts.units import amount, kept_decimals
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.profile import Line
from metrics.definition import Indicator, Richting
from metrics.indicators import indicator_named

WIDTH, HEIGHT, MARGIN = 300, 30, 9
_ARROW: Final = 9
ENOUGH: Final = 8  # of fewer others there is no middle half worth drawing
APART: Final = ("beter", "slechter", "hoger", "lager")
_HEADS: Final = ("Cijfer", "Eigen waarde", "De groep", "Plek tussen de anderen", "Oordeel")
_SPREAD: Final = ("Laagste", "Een kwart ligt onder", "Driekwart ligt onder", "Hoogste")
_COLOURS: Final = {"beter": palette.BETTER, "slechter": palette.WORSE}


def spine_svg(line: Line, description: str) -> str:
    """Return a bar from the lowest to the highest of the others, thick for the middle half, and the own mark.

    The line in the middle is the group, and right is better; without a direction right is higher. A circle is
    like the group, a filled one surely better, a diamond surely worse, a triangle surely higher or lower.
    """
    own = None if line.row is None else line.row["waarde"]
    place = _scale(line, own)
    parts: list[str] = []
    if line.spread:
        low, quarter, most, high = (place(value) for value in line.spread)
        parts = [_bar(low, high, 5, 0.45), *([_bar(quarter, most, 13, 0.65)] if line.aantal >= ENOUGH else [])]
    middle = WIDTH / 2
    if line.rest is not None:
        ink = f'stroke="{palette.REFERENCE}" stroke-width="2"'
        parts.append(f'<line x1="{middle}" x2="{middle}" y1="0" y2="{HEIGHT}" {ink}/>')
    if own is not None and line.row is not None:
        if not words.too_few(line.indicator, line.indicator.standaard, line.row):
            parts.append(_margin(line.row, place, line.verdict or ""))
        parts.append(_mark(place(own), line.verdict or ""))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(description)}</title>{''.join(parts)}</svg>"
    )


def spine_html(lines: Sequence[Line], beside: Benchmark, address: Callable[[Indicator], str] | None) -> str:
    """Return the indicators with a direction as a table by theme, and those without one in another."""
    parts = [
        (
            "Cijfers met een goede kant",
            "← slechter · beter →",
            [line for line in lines if line.indicator.richting is not Richting.GEEN],
        ),
        (
            "Cijfers zonder goede of slechte kant",
            "← lager · hoger →",
            [line for line in lines if line.indicator.richting is Richting.GEEN],
        ),
    ]
    return "".join(_table(title, way, part, beside, address) for title, way, part in parts if part)


def spine_table(lines: Sequence[Line]) -> pl.DataFrame:
    """Return the same as numbers, by indicator."""
    made = [
        {
            "Indicator": line.indicator.naam,
            "Thema": texts.THEMES[line.indicator.code[:2]],
            "Periode": line.periode,
            "Eigen waarde": _rounded(line, None if line.row is None else line.row["waarde"]),
            "Waarschijnlijk": "–"
            if line.row is None
            else words.interval(line.indicator, line.indicator.standaard, line.row),
            "Groep zonder eigen": _rounded(line, line.rest),
            **{
                name: _rounded(line, value)
                for name, value in zip(_SPREAD, line.spread or (None,) * len(_SPREAD), strict=True)
            },
            "Gemeenten": line.aantal,
            "Oordeel": line.verdict or "niet te vergelijken",
        }
        for line in lines
    ]
    numbers: dict[str, pl.DataType] = {name: pl.Float64() for name in ("Eigen waarde", "Groep zonder eigen", *_SPREAD)}
    return pl.DataFrame(made, schema_overrides=numbers)


def profile_title(lines: Sequence[Line], naam: str, beside: Benchmark) -> str:
    """Return the finding: on how many figures a gemeente surely differs from the rest, and which way."""
    said = [line.verdict for line in lines if line.verdict in texts.VERDICTS]
    if not said:
        return f"{naam}: nog geen cijfer om te vergelijken met {beside.rest}"
    counted = [f"{said.count(word)} {word}" for word in APART if word in said]
    if not counted:
        none = (
            f"geen van de {len(said)} cijfers wijkt af" if len(said) > 1 else "het ene vergeleken cijfer wijkt niet af"
        )
        return f"{naam}: {none} van {beside.rest}"
    listed = f"{', '.join(counted[:-1])} en {counted[-1]}" if len(counted) > 1 else counted[0]
    return f"{naam}: van {texts.count_of(len(said), 'cijfer', 'cijfers')} {listed} dan {beside.rest}"


def _table(
    title: str, way: str, lines: Sequence[Line], beside: Benchmark, address: Callable[[Indicator], str] | None
) -> str:
    heads = [f"{head}<small>{escape(way)}</small>" if head == _HEADS[3] else escape(head) for head in _HEADS]
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    bodies = "".join(
        f'<tbody><tr class="thema"><th scope="rowgroup" colspan="{len(_HEADS)}">{escape(theme)}</th></tr>'
        f"{''.join(_row(line, beside, address) for line in group)}</tbody>"
        for theme, group in groupby(lines, key=lambda line: texts.THEMES[line.indicator.code[:2]])
    )
    return (
        f'<h3 class="spil-kop">{escape(title)}</h3><table class="spil"><caption>{escape(title)}</caption>'
        f"<thead><tr>{top}</tr></thead>{bodies}</table>"
    )


def _row(line: Line, beside: Benchmark, address: Callable[[Indicator], str] | None) -> str:
    one = line.indicator
    name = escape(one.naam)
    if address is not None:
        name = f'<a href="{escape(address(one))}" target="_self">{name}</a>'
    group = "–" if line.rest is None else amount(one, one.standaard, line.rest)
    own = '<span class="getal zonder">Geen cijfer</span>' if line.row is None else rows.value_html(one, line.row)
    cells = (
        ("eigen", own),
        ("groep", f"{escape(group)}<br><small>{escape(beside.kort)}</small>"),
        ("beeld", _picture(line)),
        ("oordeel", _verdict(line)),
    )
    rest = "".join(f'<td class="{css}">{cell}</td>' for css, cell in cells)
    return f'<tr><th scope="row">{name}{_extra(line)}</th>{rest}</tr>'


def _extra(line: Line) -> str:
    parts = [line.periode, *_beside(line.indicator)]
    return "".join(f"<br><small>{escape(part)}</small>" for part in parts)


def _beside(one: Indicator) -> Iterator[str]:
    if one.tegenmaat is not None:
        yield f"Kijk ook naar: {words.lower(indicator_named(one.tegenmaat).naam)}"


def _picture(line: Line) -> str:
    told = _description(line)
    if not line.spread:
        return f"<small>{escape(told)}</small>"
    return as_image(spine_svg(line, told), told)


def _description(line: Line) -> str:
    one = line.indicator
    if not line.spread:
        return "Te weinig anderen om te tonen"
    low, quarter, most, high = (amount(one, one.standaard, value) for value in line.spread)
    middle = f"; de middelste helft van {quarter} tot {most}" if line.aantal >= ENOUGH else ""
    return f"{line.aantal} anderen lopen van {low} tot {high}{middle}."


def _verdict(line: Line) -> str:
    word = texts.VERDICTS.get(line.verdict or "")
    if word is None:
        return f'<span class="stil">– {escape(line.verdict or "niet te vergelijken")}</span>'
    tone = line.verdict if line.verdict in _COLOURS else ""
    return f'<span class="{tone}">{escape(word.symbol)} {escape(line.verdict or "")}</span>'


def _scale(line: Line, own: float | None) -> Callable[[float], float]:
    """Return where a value lies: the group in the middle, the farthest value at an end, the good side right."""
    values = [value for value in (*line.spread, own) if value is not None]
    middle = line.rest if line.rest is not None else (sum(values) / len(values) if values else 0.0)
    reach = max((abs(value - middle) for value in values), default=0.0) or 1.0
    sign = -1 if line.indicator.richting is Richting.LAGER_IS_BETER else 1
    half = WIDTH / 2 - MARGIN
    return lambda value: round(WIDTH / 2 + sign * (value - middle) / reach * half, 1)


def _bar(one: float, other: float, height: int, opacity: float) -> str:
    left, wide = min(one, other), max(abs(other - one), 1)
    return (
        f'<rect x="{left}" y="{(HEIGHT - height) / 2}" width="{round(wide, 1)}" height="{height}" rx="2" '
        f'fill="{palette.REFERENCE}" fill-opacity="{opacity}"/>'
    )


def _margin(row: Mapping[str, Any], place: Callable[[float], float], verdict: str) -> str:
    """Return the margin of the own value as a thin line; an arrow where it goes on outside the drawing."""
    if row["onder"] is None or row["boven"] is None:
        return ""
    ends = [place(row[name]) for name in ("onder", "boven")]
    one, other = (min(max(end, 0.0), float(WIDTH)) for end in ends)
    colour, y = _COLOURS.get(verdict, palette.OWN), HEIGHT / 2
    line = f'<line x1="{one}" x2="{other}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="2"/>'
    tips = [(0, 1)] * (min(ends) < 0) + [(WIDTH, -1)] * (max(ends) > WIDTH)
    return line + "".join(
        f'<path d="M{at} {y}L{at + way * _ARROW} {y - _ARROW / 2}V{y + _ARROW / 2}Z" fill="{colour}"/>'
        for at, way in tips
    )


def _mark(x: float, verdict: str) -> str:
    """Return the own mark: its shape says the verdict as well as its colour does."""
    y, colour = HEIGHT / 2, _COLOURS.get(verdict, palette.OWN)
    line = f'stroke="{colour}" stroke-width="3"'
    if verdict == "slechter":
        return f'<path d="M{x} {y - 9}L{x + 8} {y}L{x} {y + 9}L{x - 8} {y}Z" fill="{colour}" stroke="#ffffff"/>'
    if verdict in ("hoger", "lager"):
        tip, base = (y - 8, y + 7) if verdict == "hoger" else (y + 8, y - 7)
        return f'<path d="M{x} {tip}L{x + 8} {base}L{x - 8} {base}Z" fill="{colour}" stroke="#ffffff"/>'
    fill = colour if verdict == "beter" else "#ffffff"
    edge = 'stroke="#ffffff"' if verdict == "beter" else line
    return f'<circle cx="{x}" cy="{y}" r="7" fill="{fill}" {edge}/>'


def _rounded(line: Line, number: float | None) -> float | None:
    return (
        None if number is None else round(number, kept_decimals(line.indicator.eenheid_van(line.indicator.standaard)))
    )
