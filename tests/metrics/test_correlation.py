"""Correlation of ranks: against numbers worked out by hand, and silent where there is too little."""

import polars as pl
import pytest

from metrics.comparison.correlation import rank_correlation


def test_the_order_of_ten_gemeenten_agrees_as_worked_out_by_hand():
    one = pl.Series(range(1, 11))
    other = pl.Series([2, 1, 4, 3, 6, 5, 8, 7, 10, 9])
    found = rank_correlation(one, other)

    assert found is not None
    # 1 - 6 x 10 / (10 x 99): ten pairs, each one place apart.
    assert found.rho == pytest.approx(0.939394, abs=1e-6)
    # tanh(atanh 0,939394 -/+ 1,959964 x sqrt(1,441231 / 7))
    assert found.onder == pytest.approx(0.687675, abs=1e-5)
    assert found.boven == pytest.approx(0.989502, abs=1e-5)
    assert found.aantal == 10


def test_equal_values_share_their_place_and_places_not_known_are_left_out():
    one = pl.Series([1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, None])
    found = rank_correlation(one, pl.Series([*range(10), 99]))

    assert found is not None
    assert found.aantal == 10
    assert found.rho == pytest.approx(0.996957, abs=1e-5)


@pytest.mark.parametrize(
    ("one", "other"),
    [([1.0] * 12, list(range(12))), (list(range(9)), list(range(9))), ([], [])],
    ids=["never varies", "too few", "nothing"],
)
def test_nothing_is_said_of_what_never_varies_or_of_too_few(one: list[float], other: list[float]):
    assert rank_correlation(pl.Series(one, dtype=pl.Float64), pl.Series(other, dtype=pl.Float64)) is None


def test_what_goes_together_wholly_is_as_sure_as_can_be():
    found = rank_correlation(pl.Series(range(20)), -pl.Series(range(20)))

    assert found is not None
    assert (found.rho, found.onder, found.boven) == (-1.0, -1.0, -1.0)
