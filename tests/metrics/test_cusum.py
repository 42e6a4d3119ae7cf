"""CUSUM: the published example, and what it is for."""

import numpy as np
import pytest

from metrics.control.cusum import cusum

# Montgomery, Introduction to Statistical Quality Control, table 9.1 and 9.2: mean 10, standard deviation 1; the last
# ten are of a process that moved by one standard deviation.
X = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40, 10.08, 9.37, 10.62,
    10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52,
]  # fmt: skip
HIGH = [
    0, 0, 0, 1.16, 2.82, 2.50, 0.04, 1.00, 0, 0, 0, 0.97, 0.98, 0, 0, 0, 0.12, 0, 0, 0.34, 0.74, 0, 1.79, 2.79, 2.89,
    3.47, 3.35, 4.47, 5.28, 5.30,
]  # fmt: skip
LOW = [0.05, 1.56, 1.77, 0, 0, 0, 1.46, 0, 0.30, 0, 0.47]


def test_the_sums_are_those_of_the_published_example() -> None:
    found = cusum(np.array(X) - 10)
    assert found.hoog.round(2).tolist() == pytest.approx(HIGH)
    assert found.laag[: len(LOW)].round(2).tolist() == pytest.approx(LOW)
    assert np.flatnonzero(found.alarm).tolist() == [28, 29]


def test_a_lasting_change_of_one_standard_deviation_down_is_noticed_after_eleven_points() -> None:
    found = cusum([0.0] * 20 + [-1.0] * 12)
    assert np.flatnonzero(found.alarm).tolist() == [30, 31]
    assert set(found.alarm[30:].tolist()) == {-1}


def test_nothing_gives_no_alarm() -> None:
    assert cusum([]).alarm.size == 0
    assert not cusum([0.4, -0.4] * 50).alarm.any()
