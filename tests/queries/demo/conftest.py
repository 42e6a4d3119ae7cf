"""One small country for all tests of the simulator."""

import pytest

from queries.demo.simulation import simulate
from tests.queries.demo.country import Country, filled, read


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Country:
    """Return a country of three in a hundred."""
    schaal = 0.03
    simulation = simulate(tmp_path_factory.mktemp("demo"), seed="toets", schaal=schaal)
    documents = {path.name: filled(read(path)) for path in simulation.files if path.suffix == ".json"}
    return Country(simulation, schaal, documents)
