"""How the pages look: all style sheets of the product as one, and the name and logo of who runs it."""

from functools import cache
from pathlib import Path

import streamlit as st

from dashboard import texts
from dashboard.branding import Branding, read_branding
from dashboard.config import load_settings

STYLES = Path(__file__).resolve().parent.parent / "styles"


@cache
def style_sheet() -> str:
    """Return the style sheets in one element, ``base.css`` first: a later one may depart from it."""
    files = sorted(STYLES.glob("*.css"), key=lambda path: (path.name != "base.css", path.name))
    return f"<style>{''.join(path.read_text(encoding='utf-8') for path in files)}</style>"


@cache
def branding() -> Branding:
    """Return the branding of this process, read once.

    Raises SettingsError for a logo or a colour that is refused.
    """
    return read_branding(load_settings())


def window_title(page: str = "") -> str:
    """Return what stands in the browser's tab."""
    return f"{page} · {branding().name}" if page else branding().name


def show_brand() -> None:
    """Show the logo at the top of the sidebar, and the name at its end; ours too, where they have their own."""
    brand = branding()
    if brand.logo is not None:
        st.logo(brand.logo.read_bytes() if brand.logo.suffix.lower() != ".svg" else str(brand.logo), size="large")
    st.sidebar.caption(brand.name if brand.name == texts.PRODUCT else f"**{brand.name}**  \n{texts.PRODUCT}")
