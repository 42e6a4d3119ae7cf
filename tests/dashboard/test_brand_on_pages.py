"""The name and logo of a gemeente stand on every page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.panels import look
from tests.dashboard.opened import show
from tests.dashboard.small_store import make_store


@pytest.fixture
def branded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give this process the name and logo of an invented gemeente, and its own again afterwards."""
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    monkeypatch.setenv("EFFECTMETING_NAAM", "Gemeente Voorbeeldstad")
    monkeypatch.setenv("EFFECTMETING_LOGO", str(logo))
    look.branding.cache_clear()
    yield
    look.branding.cache_clear()


@pytest.mark.usefixtures("branded")
def test_a_page_carries_the_name_of_who_runs_it_and_ours(map_folder: Path):
    make_store(map_folder)
    test = show("definities")

    assert [caption.value for caption in test.sidebar.caption] == [
        "**Gemeente Voorbeeldstad**  \nEffectmeting Schuldhulp"
    ]
    assert look.window_title("Trend") == "Trend · Gemeente Voorbeeldstad"


def test_without_a_name_a_page_carries_ours(map_folder: Path):
    look.branding.cache_clear()
    make_store(map_folder)

    assert [caption.value for caption in show("definities").sidebar.caption] == ["Effectmeting Schuldhulp"]
    assert look.window_title() == "Effectmeting Schuldhulp"
