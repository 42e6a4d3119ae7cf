"""How the pages look: all style sheets of the product as one."""

from functools import cache
from pathlib import Path

STYLES = Path(__file__).resolve().parent.parent / "styles"


@cache
def style_sheet() -> str:
    """Return the style sheets in one element, ``base.css`` first: a later one may depart from it."""
    files = sorted(STYLES.glob("*.css"), key=lambda path: (path.name != "base.css", path.name))
    return f"<style>{''.join(path.read_text(encoding='utf-8') for path in files)}</style>"
