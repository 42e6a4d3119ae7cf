"""A small store with a protected publication, and the API on it."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from dashboard.api.application import make_api
from dashboard.config import Settings
from metrics.publishing import publish
from queries.engine import open_engine
from queries.schema import deelname
from tests.dashboard.api.asked import Api
from tests.dashboard.small_store import GAPS, PEILDATUM, make_store
from tests.queries.deliveries.invented import KEY

NOW = datetime(2026, 1, 12, 12)


@pytest.fixture(scope="session")
def protected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of which was published what others may see; one gemeente objected afterwards."""
    folder = make_store(tmp_path_factory.mktemp("api"), stage="berekend")
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    publish(engine, folder / "publicaties", key=KEY, datum=PEILDATUM)
    with engine.begin() as connection:
        connection.execute(insert(deelname).values(gm_code=GAPS, vanaf=PEILDATUM, bezwaar=True))
    engine.dispose()
    return folder


@pytest.fixture(scope="session")
def api(protected: Path) -> Api:
    """Return the API, asked in this process."""
    return Api(make_api(Settings(map=protected, api_per_minuut=0), now=lambda: NOW))
