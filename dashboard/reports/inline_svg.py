"""A chart as part of an HTML page: its names unique in the page, its colours those of the page by day and by night."""

import re
from html import escape
from typing import Final

from dashboard.branding import readable_on_dark, readable_on_light
from dashboard.charts import palette
from dashboard.reports.drawing import GREY, GRID, INK
from dashboard.reports.look import Look

_PAGE: Final = {"#ffffff": "var(--vel)", INK: "var(--inkt)", GREY: "var(--grijs)", GRID: "var(--raster)"}
_LINES: Final = (palette.BENCHMARK, palette.REFERENCE, palette.GOAL, palette.FILLS["lager"][0])
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}\b")
_NAMED: Final = re.compile(r'(\bid="|href="#|url\(#)')
_OPENING: Final = re.compile(r"<svg\b[^>]*>")
_BOX: Final = re.compile(r'viewBox="[^"]+"')


def inlined(svg: str, key: str, alt: str, look: Look) -> str:
    """Return the ``svg`` of a chart for use inside a page, with ``alt`` as what it shows; ``key`` makes it unique."""
    opening = _OPENING.search(svg)
    box = None if opening is None else _BOX.search(opening[0])
    if opening is None or box is None:
        raise ValueError("not the SVG of a chart")
    colours = _PAGE | {value: f"var({name})" for name, pair in dark_colours(look).items() for value in pair[:1]}
    body = re.sub(r"<metadata>.*?</metadata>", "", svg[opening.end() :], flags=re.DOTALL)
    body = _COLOUR.sub(lambda found: colours.get(found[0], found[0]), body)
    body = _NAMED.sub(lambda found: f"{found[1]}{key}-", body).replace("xlink:href", "href")
    return f'<svg {box[0]} role="img" aria-label="{escape(alt)}">{body.strip()}'


def dark_colours(look: Look) -> dict[str, tuple[str, str]]:
    """Return the colours of lines and of their names by the name of a CSS variable: on a light and on a dark page."""
    lines = (look.lijn, *_LINES)
    drawn = dict.fromkeys([*lines, *(readable_on_light(line) for line in lines)])
    return {
        f"--lijn-{at}": (colour, _on_dark(colour, text=colour not in lines)) for at, colour in enumerate(drawn, start=1)
    }


def _on_dark(colour: str, *, text: bool) -> str:
    """A line keeps its colour (seen on both pages) unless its name has the same colour."""
    is_name = text or readable_on_light(colour) == colour
    return readable_on_dark(colour) if is_name else colour
