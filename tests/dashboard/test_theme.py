"""The colours and settings of the pages: readable in light and dark, and nothing sent elsewhere."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts import palette

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    """Return Streamlit's settings as we ship them."""
    return tomllib.loads((DASHBOARD / ".streamlit" / "config.toml").read_text())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("colour", ["textColor", "primaryColor", "linkColor"])
def test_text_can_be_read_in_both_themes(config: dict[str, Any], theme: str, background: str, colour: str):
    colours = config["theme"][theme]

    assert palette.contrast(colours[colour], colours[background]) >= 4.5


def test_the_palette_knows_the_backgrounds_of_the_themes(config: dict[str, Any]):
    assert config["theme"]["light"]["backgroundColor"] == palette.LIGHT_BACKGROUND
    assert config["theme"]["dark"]["backgroundColor"] == palette.DARK_BACKGROUND
    assert {theme: config["theme"][theme]["textColor"] for theme in palette.INK} == palette.INK


def test_colours_of_cards_can_be_read_in_both_themes(config: dict[str, Any]):
    sheets = "".join(path.read_text() for path in sorted((DASHBOARD / "styles").glob("*.css")))
    pairs = re.findall(r"[^-]color: light-dark\((#\w+), (#\w+)\)", sheets)

    assert pairs
    for light, dark in pairs:
        assert palette.contrast(light, config["theme"]["light"]["backgroundColor"]) >= 4.5
        assert palette.contrast(dark, config["theme"]["dark"]["backgroundColor"]) >= 4.5


def test_nothing_is_sent_or_shown_that_is_not_for_readers(config: dict[str, Any]):
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"] == {"toolbarMode": "minimal", "showErrorDetails": "none"}
    assert config["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]
