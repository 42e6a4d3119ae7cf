"""A store that knows some borders, and a folder for its working set."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.queries.delivered import draw_borders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the working set goes."""
    return tmp_path / "werkset"


@pytest.fixture
def store(engine: Engine) -> Engine:
    """Return a store with a few gemeenten and what became of them."""
    with engine.begin() as connection:
        draw_borders(connection)
    return engine
