"""The tools that read the code: one command, `uv run pytest`, runs them all."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.checks

REPOSITORY = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check"], id="style"),
        pytest.param(["ruff", "format", "--check"], id="layout"),
        pytest.param(["basedpyright", "--pythonpath", sys.executable], id="types"),
        pytest.param(["lint-imports", "--no-logo", "--no-cache"], id="imports"),
    ],
)
def test_the_code_passes(command: list[str]):
    tool, *arguments = command
    done = subprocess.run([BIN / tool, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
