"""Great Expectations in this process, imported once, so that tests need no other process."""

from collections.abc import Callable, Sequence
from datetime import date

import polars as pl
import pytest

from data_checks.gate import GateLimits, Runner, check_deliveries
from data_checks.process import run_suites_here
from queries.deliveries.records import Delivery, Verdict

TODAY = date(2025, 6, 1)
NOTHING_KNOWN = pl.Series("sleutel", [], pl.Int64())

Judge = Callable[..., list[list[Verdict]]]


@pytest.fixture(scope="session")
def run() -> Runner:
    """Return the runner that works in this process."""
    return run_suites_here


@pytest.fixture(scope="session")
def judge(run: Runner) -> Judge:
    """Return a function that judges deliveries on the day of the tests."""

    def judged(
        deliveries: Sequence[Delivery], known: pl.Series = NOTHING_KNOWN, limits: GateLimits | None = None
    ) -> list[list[Verdict]]:
        both = [(delivery, known) for delivery in deliveries]
        return check_deliveries(both, today=TODAY, limits=limits or GateLimits(), run=run)

    return judged
