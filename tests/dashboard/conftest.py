"""Pages are run in this process, and leave it as it was."""

import sys

import pytest


@pytest.fixture(autouse=True)
def _own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back the main module, for which AppTest puts its page: a process spawned later would run that page first."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
