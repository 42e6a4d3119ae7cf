"""A store with all tables, on the database that costs nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from queries.engine import open_engine


@pytest.fixture
def migrated_engine(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    """Return an engine on an empty store."""
    path = tmp_path / "post.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()
