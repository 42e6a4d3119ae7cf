"""`bereken --cluster`: machines together count what one machine counts, and say so when they cannot."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster
from polars.testing import assert_frame_equal

from dashboard.cli import run
from dashboard.config import load_settings
from dashboard.errors import ExitCode
from queries.counts import read_counts, read_samenhang, read_signaalregel
from queries.engine import open_engine
from tests.road.rounds import first_round
from tests.road.trials import SLEUTEL

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Return a cluster of two worker processes on this machine."""
    none: Any = None  # no page of its own, which Dask allows and does not declare
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=none) as made:
        yield made


def received(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make ``folder`` the place of the register and take in some deliveries."""
    monkeypatch.setenv("EFFECTMETING_MAP", str(folder))
    monkeypatch.setenv("EFFECTMETING_VANDAAG", "2025-12-01")
    monkeypatch.setenv("EFFECTMETING_SLEUTEL", SLEUTEL)
    assert run(["ontvang", *map(str, first_round(folder / "leveringen"))]) == ExitCode.OK


def test_two_workers_store_the_counts_of_one_machine(cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = []
    for name, options in (("hier", []), ("daar", ["--cluster", cluster.scheduler_address])):
        received(tmp_path / name, monkeypatch)
        assert run(["bereken", *options]) == ExitCode.OK
        engine = open_engine(load_settings().database_url)
        with engine.connect() as connection:
            found.append([*read_counts(connection), read_samenhang(connection), read_signaalregel(connection)])
        engine.dispose()
    for here, there in zip(*found, strict=True):
        assert_frame_equal(here, there)
    assert found[0][0].height > 100


def test_a_cluster_that_does_not_answer_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
):
    monkeypatch.setattr("dashboard.commands.cluster._SECONDS_TO_ANSWER", 0.5)
    received(tmp_path, monkeypatch)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        capfd.readouterr()
        assert run(["bereken", "--cluster", address]) == ExitCode.CLUSTER
    said = capfd.readouterr().err.strip()
    assert said.startswith(f"Het cluster op {address} antwoordt niet; controleer het adres")
    assert "\n" not in said


def test_workers_of_another_version_or_without_the_working_set_are_not_counted_with(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
):
    received(tmp_path, monkeypatch)
    order = ["bereken", "--cluster", cluster.scheduler_address]
    with monkeypatch.context() as changed:
        changed.setattr("dashboard.commands.cluster.CODE_VERSION", "9.9")
        capfd.readouterr()
        assert run(order) == ExitCode.CLUSTER
    assert "2 van de 2 werkers hebben een andere versie" in capfd.readouterr().err
    assert run(order) == ExitCode.OK
