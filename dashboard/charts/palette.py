"""Colours by role: told apart by colour-blind readers, in grey, and on a light or a dark page.

One set serves both themes: each line colour has a contrast of at least 3 to 1 with the light and with the
dark background (a test computes it). No role is told by colour alone: dash, symbol or a word says it too.
"""

LIGHT_BACKGROUND = "#ffffff"
DARK_BACKGROUND = "#12171d"

OWN = "#1f78c8"  # the gemeente that was chosen
BENCHMARK = "#c7621b"  # (the rest of) Nederland
REFERENCE = "#7a7f87"  # figures published elsewhere
GOAL = "#5e8a2e"  # what was promised
UNCERTAIN = "#7a7f87"  # incomplete or provisional
INK = {"light": "#1b232c", "dark": "#eef2f6"}  # text in a chart, per theme
BETTER = "#1f8f6c"  # a mark of what is surely better, on either page
WORSE = "#c7621b"  # and surely worse; each has a shape of its own
# Low to high, light to dark: the steps are as far apart in grey. Each with the colour of a mark on it.
STEPS = (("#dbe7f3", "#111820"), ("#a9c8e6", "#111820"), ("#6ea3d3", "#111820"), ("#3a76b3", "#ffffff"),
         ("#17487f", "#ffffff"))  # fmt: skip
# What an area is filled with by its verdict, on a light and on a dark page: what stands out is farthest from the
# background in both. A mark in MARK says the same without colour.
FILLS = {
    "beter": ("#0b5f46", "#35b58d"),
    "hoger": ("#17487f", "#79b2e6"),
    "vergelijkbaar": ("#a7b0b9", "#4a545f"),
    "lager": ("#7d4f96", "#c29ad6"),
    "slechter": ("#b8540f", "#f0934a"),
}
MARK = ("#ffffff", "#111820")
BAND_OPACITY = 0.18
PROVISIONAL_SHADE = "rgba(122, 127, 135, 0.16)"


def with_opacity(colour: str, opacity: float) -> str:
    """Return the hex ``colour`` as rgba, for bands that let the line through."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two hex colours."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
