"""Limits of few points: how far they lie for points that did not make them, and how often chance alone passes them."""

from itertools import combinations
from math import gamma, pi, sqrt

import numpy as np
import pytest

from metrics.control.ahead import ahead, sigmas
from metrics.control.chart import Kaart, control_chart, g_chart, p_prime, xmr
from metrics.control.limits import of_ratios
from metrics.control.rare import g_exact
from metrics.measure import Richting
from tests.metrics.test_control import CALM, monthly

AFTER = 20
GAPS = (10, 2, 30, 5, 8, 0, 12, 3, 6, 14, 1, 17)  # together 108


def beyond(t, freedom):
    """Return the chance of more than ``t`` with Student's distribution, by adding up slices of its density."""
    scale = gamma((freedom + 1) / 2) / (sqrt(freedom * pi) * gamma(freedom / 2))
    slices = 200_000
    width = t / slices
    inside = sum((1 + ((at + 0.5) * width) ** 2 / freedom) ** (-(freedom + 1) / 2) for at in range(slices))
    return 0.5 - scale * width * inside


@pytest.mark.parametrize(
    ("points", "varies", "freedom", "factor"),
    [  # by hand, k steps: varies = (0.5708 + 0.2556 x (k - 1) / k) / k, freedom = 1 / (2 x varies)
        (12, 0.0730, 6.85, 4.419),  # (0.5708 + 0.2556 x 10 / 11) / 11
        (24, 0.0354, 14.11, 3.568),  # (0.5708 + 0.2556 x 22 / 23) / 23
        (36, 0.0234, 21.37, 3.353),  # (0.5708 + 0.2556 x 34 / 35) / 35
    ],
)
def test_fewer_points_need_more_standard_deviations_for_the_same_chance(points, varies, freedom, factor):
    assert 1 / (2 * varies) == pytest.approx(freedom, rel=0.003)
    assert sigmas(points) == pytest.approx(factor, abs=0.0006)
    assert beyond(factor * sqrt(1 + varies), freedom) == pytest.approx(0.00135, rel=0.01)


def test_with_endless_points_three_standard_deviations_are_left():
    assert sigmas(1_000_000) == pytest.approx(3, abs=1e-4)
    with pytest.raises(ValueError, match="two points"):
        sigmas(1)


def test_points_of_the_baseline_keep_the_published_limits_and_later_ones_get_those_of_a_prediction():
    values, basis = [1.0, 2.0] * 7, np.arange(14) < 12
    made = ahead(xmr(values, basis=basis), basis, np.ones(14))
    assert (made.onder[0], made.boven[0]) == pytest.approx((1.5 - 2.66, 1.5 + 2.66))
    # 2.66 x 4.419 / 3 x sqrt(1 + 1 / 12) = 4.078
    assert (made.onder[-1], made.boven[-1]) == pytest.approx((1.5 - 4.078, 1.5 + 4.078), abs=0.001)
    assert made.bijna_boven[-1] == pytest.approx(1.5 + 2 / 3 * 4.078, abs=0.001)


def test_counts_that_vary_less_than_chance_stay_at_three_and_only_the_centre_is_unsure():
    calm, basis = [30, 30, 31, 30, 29, 30, 30, 31, 30, 30, 29, 30, 30, 30], np.arange(14) < 12
    cases = np.array([100.0] * 12 + [100, 300])
    plain = of_ratios(np.array(calm) / 100, cases, share=True, prime=True, basis=basis)
    made = ahead(plain, basis, cases)
    reach = (made.boven - made.midden)[12:] / (plain.boven - plain.midden)[12:]
    assert reach == pytest.approx([sqrt(1 + 1 / 12), sqrt(1 + 3 / 12)])


def test_of_what_counts_vary_more_than_chance_only_the_part_above_chance_is_unsure():
    hits, basis = np.array([20.0, 40] * 7), np.arange(14) < 12
    plain = p_prime(hits, np.full(14, 100.0), basis=basis)
    made = ahead(plain, basis, np.full(14, 100.0))
    # Centre 0.3, deviation 0.04583, steps of 0.2: sigma_z = 0.2 / 0.04583 / 1.128 = 3.869.
    # 3 x 0.04583 x sqrt(1 + (4.419 / 3)^2 x (3.869^2 - 1)) x sqrt(13 / 12) = 0.13748 x 5.5957 x 1.0408 = 0.8007
    assert plain.boven[-1] == pytest.approx(0.3 + 3 * 0.04583 * 3.869, abs=2e-4)
    assert made.boven[-1] == pytest.approx(0.3 + 0.8007, abs=5e-4)
    assert made.onder[-1] == pytest.approx(0.3 - 0.8007, abs=5e-4)


def test_a_chart_judges_what_came_after_a_baseline_by_the_wider_limits():
    figures = monthly([*(2 * one for one in CALM), 81], noemer=200)
    chart = control_chart(figures, Kaart.P, Richting.HOGER_IS_BETER, basis_tot=figures["periode_van"][12])
    # Centre 0.305, deviation of 200 cases 0.03256, and no more than chance: the steps are 0.03455 on average.
    assert chart.punten["boven"][0] == pytest.approx(0.305 + 3 * 0.03256, abs=1e-4)  # 0.4027
    assert chart.punten["boven"][12] == pytest.approx(0.305 + 3 * 0.03256 * sqrt(13 / 12), abs=1e-4)  # 0.4067
    assert chart.punten.select("waarde", "regel").row(12) == (0.405, None)


def test_a_chart_of_rare_events_has_the_exact_limit_and_the_median_in_the_middle():
    limits = g_exact(GAPS)
    # 12 gaps of 108 together: C(73, 11) / C(119, 11) = 0.0034 for 46 or more, C(72, 11) / C(119, 11) = 0.0029 for 47
    # or more and C(71, 11) / C(119, 11) = 0.0024 for 48 or more. Three standard deviations: 37.5.
    assert (limits.midden[0], limits.onder[0], limits.boven[0]) == (7, 0, 47)
    assert g_chart(GAPS).boven[0] == pytest.approx(37.46, abs=0.005)


def test_the_exact_chance_of_a_gap_is_that_of_all_ways_to_divide_the_sum():
    total, count = 12, 4
    ways = [
        np.diff([-1, *bars, total + count - 1]).max(initial=0, where=[True, False, False, False]) - 1
        for bars in combinations(range(total + count - 1), count - 1)
    ]
    tails = {gap: np.mean([way >= gap for way in ways]) for gap in range(total + 1)}
    made = g_exact([3, 3, 3, 3])
    assert made.boven[0] == max(gap for gap, chance in tails.items() if chance > 0.0027)
    assert made.bijna_boven[0] == max(gap for gap, chance in tails.items() if chance > 0.0455)


def test_a_later_gap_is_held_against_those_before_it():
    basis = [True] * 11 + [False]
    # 11 gaps of 91 together, and then x or more: C(102, 11) / C(102 + x, 11), 0.00270 for 69 and 0.00253 for 70.
    assert g_exact(GAPS, basis=basis).boven[-1] == 69
    assert g_exact([0, 0, 0]).boven[0] == 0


def series(rng, kind, size):
    """Return values and their cases, of a process that does not change; 1.5 times the deviation of chance, or once."""
    if kind == "values":
        return rng.normal(0, 1, size), np.ones(size)
    if kind == "shares":
        return rng.binomial(60, rng.beta(11.4, 36.1, size)) / 60, np.full(size, 60.0)
    if kind == "calm shares":
        return rng.binomial(60, 0.24, size) / 60, np.full(size, 60.0)
    return rng.poisson(rng.gamma(24, 30 / 24, size)).astype(np.float64), np.ones(size)


def passed(rng, kind, points, charts=3000):
    """Return how many of 1.000 points after a baseline lie outside: by the published limits, and by ours."""
    basis = np.arange(points + AFTER) < points
    counted = np.zeros(2)
    for _ in range(charts):
        values, cases = series(rng, kind, len(basis))
        share = kind.endswith("shares")
        made = (
            xmr(values, basis=basis)
            if kind == "values"
            else of_ratios(values, cases, share=share, prime=True, basis=basis)
        )
        for at, limits in enumerate((made, ahead(made, basis, cases))):
            counted[at] += ((values > limits.boven) | (values < limits.onder))[points:].sum()
    return 1000 * counted / (charts * AFTER)


@pytest.mark.parametrize(
    ("kind", "points", "published", "ours"),
    [  # the least and the most; 2.7 where limits are known
        ("values", 12, (18, 26), (1.8, 4.0)),
        ("values", 24, (9, 15), (2.0, 5.0)),
        ("calm shares", 12, (2.0, 3.6), (1.2, 2.7)),
        ("shares", 12, (12, 18), (5, 9.5)),
        ("shares", 24, (7, 11), (4, 7)),
        ("rates", 12, (12, 18), (5, 9.5)),
        ("rates", 24, (8, 12), (4, 8)),
    ],
)
def test_chance_passes_limits_of_few_points_about_as_often_as_known_ones_and_at_most_some_three_times(
    kind, points, published, ours
):
    before, now = passed(np.random.default_rng(20261122), kind, points)
    assert published[0] < before < published[1]
    assert ours[0] < now < ours[1]


@pytest.mark.parametrize(
    ("kind", "points", "least", "most"),
    [("calm shares", 12, 0, 2.7), ("shares", 12, 2.5, 10), ("shares", 36, 2.5, 10), ("rates", 24, 2.5, 10)],
)
def test_a_newest_point_among_those_that_make_its_limits_is_outside_them_by_chance_as_the_manual_says(
    kind, points, least, most
):
    """Where all points make the limits, as in warnings without an interventie."""
    rng = np.random.default_rng(20261122)
    outside = 0
    for _ in range(5000):
        values, cases = series(rng, kind, points)
        limits = of_ratios(values, cases, share=kind.endswith("shares"), prime=True)
        outside += bool(values[-1] > limits.boven[-1] or values[-1] < limits.onder[-1])
    assert least <= 1000 * outside / 5000 < most


def test_chance_alone_passes_the_limit_of_rare_events_no_more_often_than_it_should():
    rng = np.random.default_rng(20261122)
    counted = np.zeros(2)
    for _ in range(4000):
        gaps = rng.geometric(0.1, 18) - 1
        counted += [g_chart(gaps).boven[-1] < gaps[-1], g_exact(gaps).boven[-1] < gaps[-1]]
    published, ours = 1000 * counted / 4000
    assert published > 10
    assert 1.5 < ours < 3.5
