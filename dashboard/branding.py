"""The name, logo and colour of the gemeente that runs this: read once at the start, refused where nobody could read it.

One colour cannot be read as text on both a white and a dark page (4,5 to 1 on white asks for a luminance of at most
0,18, on our dark page for at least 0,21). So the colour given is used on the light pages; the dark ones get it mixed
with just as much white as they need. A line in a chart is the same in both, so it takes the colour only where that
has 3 to 1 on both and is told from the other lines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dashboard.charts import palette
from dashboard.config import Settings
from dashboard.errors import SettingsError
from dashboard.texts import PRODUCT

TEXT, GRAPHICS = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11, level AA
LIGHT_PAGES = (palette.LIGHT_BACKGROUND, "#f2f5f8")  # page and sidebar, as in .streamlit/config.toml
DARK_PAGES = (palette.DARK_BACKGROUND, "#1e262f")
_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST = 500_000  # bytes; a logo is sent to every reader
_STEPS = 255
_CHOSEN = 0.1  # the framework puts this much of the colour behind the text of what is chosen
# How far another line's colour must be, of the distance from black to white: nearer ones are taken for one another.
# Grey is only taken for what is nearly grey.
_TOLD_APART = {palette.BENCHMARK: 0.25, palette.GOAL: 0.25, palette.REFERENCE: 0.15}


@dataclass(frozen=True)
class Branding:
    """What readers see of the gemeente: ``light`` and ``dark`` are colours of text and buttons, ``line`` of charts."""

    name: str = PRODUCT
    logo: Path | None = None
    light: str | None = None
    dark: str | None = None
    line: str | None = None

    @property
    def theme(self) -> dict[str, str]:
        """The settings of Streamlit that the colour changes."""
        given = {"light": self.light, "dark": self.dark}
        return {
            f"theme.{theme}.{what}Color": colour
            for theme, colour in given.items()
            if colour is not None
            for what in ("primary", "link")
        }


def read_branding(settings: Settings) -> Branding:
    """Return the branding of ``settings``.

    Raises SettingsError for a logo that cannot be shown and a colour that cannot be read.
    """
    name = (settings.naam or "").strip() or PRODUCT
    if settings.logo is not None:
        check_logo(settings.logo)
    if settings.kleur is None:
        return Branding(name, settings.logo)
    colour = settings.kleur.lower()
    if not readable(colour, LIGHT_PAGES, TEXT):
        raise SettingsError(
            f"EFFECTMETING_KLEUR {colour} is te licht om te lezen op wit (contrast "
            f"{_dutch(worst(colour, LIGHT_PAGES))}, nodig is 4,5); de dichtstbijzijnde kleur die wel kan, is "
            f"{readable_on_light(colour)}."
        )
    return Branding(name, settings.logo, colour, readable_on_dark(colour), colour if fits_a_line(colour) else None)


def check_logo(path: Path) -> None:
    """Raise SettingsError where ``path`` is no small SVG or PNG."""
    try:
        size = path.stat().st_size
        with path.open("rb") as logo:
            beginning = logo.read(2_000)
    except OSError:
        raise SettingsError(
            "EFFECTMETING_LOGO wijst naar een bestand dat er niet is of dat niet te lezen is."
        ) from None
    if not (beginning.startswith(_PNG) or (path.suffix.lower() == ".svg" and b"<svg" in beginning)):
        raise SettingsError("EFFECTMETING_LOGO is geen SVG of PNG; geef het pad van zo'n bestand.")
    if size > _LARGEST:
        raise SettingsError("EFFECTMETING_LOGO is groter dan 500 kB; maak het logo kleiner.")


def readable(colour: str, pages: tuple[str, ...], needed: float) -> bool:
    """Tell whether ``colour`` has the contrast ``needed`` on each of ``pages``."""
    return worst(colour, pages) >= needed


def worst(colour: str, pages: tuple[str, ...]) -> float:
    """Return the lowest contrast of ``colour`` with ``pages``, and with what is chosen on the first of them."""
    grounds = (*pages, _mixed(pages[0], colour, _CHOSEN))
    return min(palette.contrast(colour, ground) for ground in grounds)


def readable_on_light(colour: str) -> str:
    """Return ``colour``, with as little black mixed in as makes it readable on a light page."""
    return _nearest(colour, "#000000", lambda tried: readable(tried, LIGHT_PAGES, TEXT))


def readable_on_dark(colour: str) -> str:
    """Return ``colour``, with as little white mixed in as makes it readable on a dark page."""
    return _nearest(colour, "#ffffff", lambda tried: readable(tried, DARK_PAGES, TEXT))


def fits_a_line(colour: str) -> bool:
    """Tell whether a line of ``colour`` is seen on both pages, and told from the other lines of a chart."""
    pages = (palette.LIGHT_BACKGROUND, palette.DARK_BACKGROUND)
    seen = all(palette.contrast(colour, page) >= GRAPHICS for page in pages)
    return seen and all(_distance(colour, other) >= apart for other, apart in _TOLD_APART.items())


def _nearest(colour: str, towards: str, fits: Callable[[str], bool]) -> str:
    """Return the first of the colours from ``colour`` ``towards`` black or white that fits; the last always does."""
    mixed = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(tried for tried in mixed if fits(tried))


def _mixed(colour: str, other: str, part: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * part):02x}" for one, two in pairs)


def _distance(one: str, other: str) -> float:
    """Return how far two colours lie apart, as a share of black to white."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return (sum((first - second) ** 2 for first, second in pairs) / (3 * 255**2)) ** 0.5


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _dutch(ratio: float) -> str:
    return f"{ratio:.1f}".replace(".", ",")
