"""The random-intercept model, against lme4's own example: contagious bovine pleuropneumonia in 15 herds (cbpp)."""

import numpy as np
import pytest

from metrics.comparison.random_intercept import NotFittedError, fit

# lme4's data set cbpp (Lesnoff et al. 2004): herd, incidence, size, period.
CBPP = np.array(
    [
        (1, 2, 14, 1), (1, 3, 12, 2), (1, 4, 9, 3), (1, 0, 5, 4), (2, 3, 22, 1), (2, 1, 18, 2), (2, 1, 21, 3),
        (3, 8, 22, 1), (3, 2, 16, 2), (3, 0, 16, 3), (3, 2, 20, 4), (4, 2, 10, 1), (4, 0, 10, 2), (4, 2, 9, 3),
        (4, 0, 6, 4), (5, 5, 18, 1), (5, 0, 25, 2), (5, 0, 24, 3), (5, 1, 4, 4), (6, 3, 17, 1), (6, 0, 17, 2),
        (6, 0, 18, 3), (6, 1, 20, 4), (7, 8, 16, 1), (7, 1, 10, 2), (7, 3, 9, 3), (7, 0, 5, 4), (8, 12, 34, 1),
        (9, 2, 9, 1), (9, 0, 6, 2), (9, 0, 8, 3), (9, 0, 6, 4), (10, 1, 22, 1), (10, 1, 22, 2), (10, 0, 18, 3),
        (10, 2, 22, 4), (11, 0, 25, 1), (11, 5, 27, 2), (11, 3, 22, 3), (11, 1, 22, 4), (12, 2, 10, 1), (12, 1, 8, 2),
        (12, 0, 6, 3), (12, 0, 5, 4), (13, 1, 21, 1), (13, 2, 24, 2), (13, 0, 19, 3), (13, 0, 23, 4), (14, 11, 19, 1),
        (14, 0, 2, 2), (14, 0, 3, 3), (14, 0, 2, 4), (15, 1, 19, 1), (15, 1, 15, 2), (15, 1, 15, 3), (15, 0, 15, 4),
    ]
)  # fmt: skip
HERD, INCIDENCE, SIZE = CBPP[:, 0] - 1, CBPP[:, 1], CBPP[:, 2]
DESIGN = np.column_stack([np.ones(56), *(CBPP[:, 3] == period for period in (2, 3, 4))])


def test_the_estimates_are_those_of_lme4():
    # lme4, tests/testthat/test-glmer.R: fixed effects, theta and -2 log likelihood (184.05267) of the Laplace fit.
    found = fit(INCIDENCE, SIZE, DESIGN, HERD)
    assert found.beta == pytest.approx((-1.39854983, -0.99233552, -1.12867533, -1.58030424), abs=5e-5)
    assert found.sd == pytest.approx(0.642226809, abs=1e-4)
    assert -2 * found.loglik == pytest.approx(184.05267460, abs=2e-4)


def test_with_more_points_of_quadrature_they_are_those_of_lme4_too():
    # lme4, glmer(..., nAGQ = 9), in its examples: sd 0.6475, fixed effects -1.3992, -0.9914, -1.1278, -1.5795.
    found = fit(INCIDENCE, SIZE, DESIGN, HERD, points=9)
    assert found.beta == pytest.approx((-1.3992, -0.9914, -1.1278, -1.5795), abs=5e-5)
    assert found.sd == pytest.approx(0.6475, abs=5e-5)


def test_what_is_fitted_without_a_group_is_what_a_fit_without_it_gives():
    rng = np.random.default_rng(8)
    groups, cases = 150, 60
    x = rng.normal(size=groups)
    chance = 1 / (1 + np.exp(1 - 0.5 * x - 0.4 * rng.normal(size=groups)))
    hits, size = rng.binomial(cases, chance), np.full(groups, cases)
    hits[0], x[0] = 0, 3.0  # one that pulls as hard as it can
    design = np.column_stack([np.ones(groups), x])
    theta, covariance = fit(hits, size, design, np.arange(groups)).without_each()
    for left in (0, 1, 77):
        stays = np.arange(groups) != left
        again = fit(hits[stays], size[stays], design[stays], np.arange(groups - 1))
        assert theta[left] == pytest.approx(np.append(again.beta, again.sd), abs=0.002)
        assert covariance[left][:2, :2] == pytest.approx(again.covariance[:2, :2], rel=0.05, abs=1e-4)


def test_groups_that_do_not_differ_have_no_intercepts_of_their_own():
    rng = np.random.default_rng(9)
    hits = rng.binomial(500, 0.3, 100)
    found = fit(hits, np.full(100, 500), np.ones((100, 1)), np.arange(100))
    assert found.sd < 0.05
    assert found.beta[0] == pytest.approx(np.log(hits.mean() / (500 - hits.mean())), abs=1e-3)


def test_columns_that_say_the_same_cannot_be_told_apart():
    with pytest.raises(NotFittedError, match="say the same"):
        fit([1, 2], [5, 5], [[1, 1], [1, 1]], [0, 1])
    with pytest.raises(NotFittedError, match="no rows"):
        fit([], [], np.ones((0, 1)), [])
