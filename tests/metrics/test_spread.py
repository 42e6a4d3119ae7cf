"""Do parts of a whole differ more than chance: never from a handful, and in the size that was put in."""

import numpy as np
import pytest

from metrics.comparison.spread import spread_of_shares


def test_parts_that_are_all_alike_differ_no_more_than_chance():
    found = spread_of_shares([20, 40, 60], [100, 200, 300])
    assert found is not None

    assert found.kans == pytest.approx(1.0)  # pyright: ignore[reportUnknownMemberType]
    assert not found.meer_dan_toeval
    assert found.onder == pytest.approx(0.2)  # pyright: ignore[reportUnknownMemberType]
    assert found.boven == pytest.approx(0.2)  # pyright: ignore[reportUnknownMemberType]


def test_two_parts_are_too_few_to_tell():
    assert spread_of_shares([1, 99], [100, 100]) is None
    assert spread_of_shares([1, 99, 0], [100, 100, 0]) is None  # one without cases is no part


def test_three_shares_of_10_20_and_30_percent_of_100_are_worked_out_by_hand():
    # Around 20% on the arcsine scale: z = (asin sqrt(p) - asin sqrt(0,2)) x 2 sqrt(100).
    z = [(np.arcsin(np.sqrt(p)) - np.arcsin(np.sqrt(0.2))) * 20 for p in (0.1, 0.2, 0.3)]
    found = spread_of_shares([10, 20, 30], [100, 100, 100])
    assert found is not None

    assert found.phi == pytest.approx(sum(each**2 for each in z) / 3)  # pyright: ignore[reportUnknownMemberType]
    assert found.kans == pytest.approx(np.exp(-sum(each**2 for each in z) / 2))  # pyright: ignore[reportUnknownMemberType]
    assert found.meer_dan_toeval
    assert (round(found.onder, 3), round(found.boven, 3)) == (0.114, 0.303)  # tau around the whole of 20%


def test_chance_alone_is_called_more_than_chance_about_one_time_in_twenty():
    draws = np.random.default_rng(7)
    cases = np.array([25, 40, 80, 120, 300, 60, 30, 90])
    found = [spread_of_shares(draws.binomial(cases, 0.2), cases) for _ in range(400)]

    assert 0.02 < np.mean([one.meer_dan_toeval for one in found if one is not None]) < 0.09
