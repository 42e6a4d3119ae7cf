"""Pages are run in this process, and leave it as it was."""

import sys
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back the main module, for which AppTest puts its page: a process spawned later would run that page first."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def map_folder(tmp_path: Path) -> Path:
    """Return the data folder that the settings of this test point to."""
    return tmp_path / "map"
