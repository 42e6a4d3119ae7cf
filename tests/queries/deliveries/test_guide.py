"""The user guide explains every aanvulling table in the words of the templates."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from queries.deliveries.aanvulling_tables import KEYS, TABLES

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    """Return the script that writes the guide's tables."""
    spec = importlib.util.spec_from_file_location("guide", REPOSITORY / ".ci" / "guide.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_guide_is_up_to_date_with_the_tables(writer):
    """Fails after a change of a table: run `uv run python .ci/guide.py`."""
    guide = writer.GUIDE.read_text(encoding="utf-8")
    assert guide.count(writer.BEGIN) == guide.count(writer.END) == 1
    assert guide == writer.renewed(guide)


def test_the_guide_names_every_table_every_column_and_every_line_above(writer):
    guide = writer.GUIDE.read_text(encoding="utf-8")
    _, _, part = guide.partition("\n## Aanvullende tabellen\n")
    part = part.partition("\n## ")[0]
    for tabel, spec in TABLES.items():
        _, found, explained = part.partition(f"\n### `{tabel}`: ")
        assert found
        rows = explained.partition("\n### ")[0]
        assert [name for name in spec.namen if f"\n| `{name}` |" not in rows] == []
    assert [key for key in KEYS if f"| `{key}` |" not in part] == []


def test_writing_the_guide_again_changes_only_what_stands_between_the_marks(writer):
    guide = f"voor\n{writer.BEGIN}verouderd\n{writer.END}na\n"
    again = writer.renewed(guide)
    assert again.startswith(f"voor\n{writer.BEGIN}")
    assert again.endswith(f"{writer.END}na\n")
    assert "verouderd" not in again
    assert writer.renewed(again) == again
