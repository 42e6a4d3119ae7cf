"""Limits of control charts against published values."""

from itertools import pairwise

import numpy as np
import pytest

from metrics.control.chart import g_chart, p_chart, p_prime, t_chart, u_chart, u_prime, xmr
from metrics.control.rare import between

# NHSRplotthedots, tests of ptd_spc_standard: set.seed(123); rnorm(20).
POINTS = (
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
)  # fmt: skip
WITH_AN_OUTLIER = (*POINTS[:14], 10.0, *POINTS[15:])
# Mohammed et al. 2013, BMJ Quality and Safety 22: 362-368: attendances seen within four hours, and all, in 20 weeks.
SEEN = (
    266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923, 271478, 255353, 256820,
    261835, 259144, 255910, 260863, 264465, 260989,
)  # fmt: skip
ALL = (
    280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618, 283932, 266629, 268091,
    276803, 271578, 266005, 273520, 278574, 273772,
)  # fmt: skip
# Montgomery, Introduction to Statistical Quality Control: table 7.3 (first 30 samples of 50), 7.10 and 7.14.
CANS = (
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6
)  # fmt: skip
DEFECTS = (2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4)
HOURS = (286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96)


def printed(limits, at=0):
    return limits.midden[at], limits.onder[at], limits.boven[at]


@pytest.mark.parametrize(
    ("points", "screen", "expected"),
    [
        (POINTS, True, (0.1416238, -3.01138, 3.294627)),
        (WITH_AN_OUTLIER, True, (0.6694159, -2.383666, 3.722497)),
        (WITH_AN_OUTLIER, False, (0.6694159, -4.596625, 5.935457)),
        (POINTS[:10], True, (0.0746, -2.60, 2.75)),  # summary of a chart in two facets, printed in three digits
        (POINTS[10:], True, (0.209, -3.28, 3.70)),
        # Its vignette on deviations from the Excel tools: screened 4.6, 1.94, -0.72; as Excel 6.95, 1.94, -3.06.
        ((1, 2, 1, 2, 10, *(1, 2) * 6, 1), True, (1.94, -0.72, 4.60)),
        ((1, 2, 1, 2, 10, *(1, 2) * 6, 1), False, (1.94, -3.06, 6.95)),
    ],
)
def test_xmr_gives_the_published_limits(points, screen, expected):
    found = printed(xmr(points, screen=screen))
    for value, digits in zip(found, expected, strict=True):
        decimals = len(str(digits).partition(".")[2])
        assert value == pytest.approx(digits, abs=0.51 * 10 ** -max(decimals, 2))


def test_limits_of_a_baseline_are_those_of_its_points_alone():
    basis = [True] * 12 + [False] * 8
    assert printed(xmr(WITH_AN_OUTLIER, basis=basis)) == pytest.approx(printed(xmr(POINTS[:12])))


def test_a_p_chart_gives_the_published_limits():
    # Montgomery, example 7.1: with samples 15 and 23 left out, 0.2150 and limits 0.0407 and 0.3893.
    basis = [at not in (14, 22) for at in range(30)]
    found = printed(p_chart(CANS, [50] * 30, basis=basis))
    assert found == pytest.approx((0.215, 0.040702839954, 0.389297160046), abs=1e-9)


def test_a_u_chart_gives_the_published_limits():
    # Montgomery, example 7.4: centre 0.074, upper limit 0.1894; the lower one is below 0.
    limits = u_chart(DEFECTS, [50] * 20)
    assert (limits.midden[0], limits.boven[0]) == pytest.approx((0.074, 0.1894123043700281))
    assert limits.onder[0] < 0


def test_a_t_chart_gives_the_published_limits():
    # Montgomery, example 7.6 (valve failures), as qicharts2 keeps it: 430.04, 0 and 6937.93 hours.
    assert printed(t_chart(HOURS)) == pytest.approx((430.04095178975825, 0.0, 6937.933488166575))


def test_a_time_of_nothing_is_refused_in_a_t_chart():
    with pytest.raises(ValueError, match="above 0"):
        t_chart([3.0, 0.0, 4.0])


def test_p_prime_widens_shares_of_very_many_cases_as_laney_does():
    """By hand, step by step, on the data of Mohammed et al. 2013."""
    mean = sum(SEEN) / sum(ALL)
    deviations = [(mean * (1 - mean) / cases) ** 0.5 for cases in ALL]
    scores = [(seen / cases - mean) / one for seen, cases, one in zip(SEEN, ALL, deviations, strict=True)]
    steps = [abs(later - earlier) for earlier, later in pairwise(scores)]
    sigma_z = sum(steps) / len(steps) / 1.128
    limits = p_prime(SEEN, ALL)
    assert limits.sigma_z == pytest.approx(sigma_z, rel=1e-12)
    assert limits.sigma_z == pytest.approx(10.6404, abs=5e-5)
    assert list(limits.boven) == pytest.approx(
        [mean + 3 * sigma_z * one for one in deviations], rel=1e-12
    )  # the widths differ with the cases
    outside = sum(not low <= seen / cases <= high for seen, cases, low, high in zip(
        SEEN, ALL, p_chart(SEEN, ALL).onder, p_chart(SEEN, ALL).boven, strict=True
    ))  # fmt: skip
    assert outside > 10  # a plain p chart flags most of what only varies from week to week
    assert all(low <= seen / cases <= high for seen, cases, low, high in zip(
        SEEN, ALL, limits.onder, limits.boven, strict=True
    ))  # fmt: skip


def test_without_overdispersion_p_prime_and_u_prime_are_p_and_u():
    calm, cases = [10, 10, 11, 10, 9, 10, 10, 11, 10, 10, 9, 10], [100] * 12
    for prime, plain in ((p_prime, p_chart), (u_prime, u_chart)):
        limits = prime(calm, cases)
        assert limits.sigma_z is not None
        assert limits.sigma_z < 1
        assert np.array_equal(limits.boven, plain(calm, cases).boven)
        assert np.array_equal(limits.onder, plain(calm, cases).onder)


def test_a_g_chart_has_the_limits_of_the_geometric_distribution_and_the_median_in_the_middle():
    between_events = [10, 2, 30, 5, 8, 0, 12, 3, 6, 14, 1, 17]  # mean 9, so 9 + 3 x sqrt(90)
    assert printed(g_chart(between_events)) == pytest.approx((7.0, 0.0, 9 + 3 * 90**0.5))


def test_between_counts_the_empty_periods_before_each_event():
    gaps, places = between([0, 1, 0, 0, 2, 1, 0])
    assert gaps.tolist() == [2, 0, 0]
    assert places.tolist() == [4, 4, 5]
