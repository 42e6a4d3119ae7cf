"""Intervals against published values, and against a second library."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from scipy.stats import binomtest

from metrics.intervals import (
    byar,
    byar_widened,
    exact_binomial,
    exact_poisson,
    mover,
    newcombe,
    rate,
    ratio_to_base,
    wilson,
    wilson_clustered,
    z_value,
)


def limits_of(
    interval: Callable[..., tuple[pl.Expr, pl.Expr]], *numbers: float | None, **options: Any
) -> tuple[Any, Any]:
    columns = [f"c{place}" for place in range(len(numbers))]
    frame = pl.DataFrame([dict(zip(columns, numbers, strict=True))], schema=dict.fromkeys(columns, pl.Float64))
    low, high = interval(*(pl.col(name) for name in columns), **options)
    return frame.select(onder=low, boven=high).row(0)


@pytest.mark.parametrize(
    ("teller", "noemer", "level", "expected"),
    [  # PHEindicatormethods, testdata_Byars_Wilson
        (65, 100, 0.95, (0.5525444329688797, 0.7363575175690247)),
        (1045, 5000, 0.95, (0.19795549880013297, 0.22049130373189027)),
        (65, 100, 0.998, (0.4954946574070431, 0.7783540614089697)),
        (1045, 5000, 0.998, (0.19179381799015244, 0.22731562902525818)),
        (0.445, 1, 0.95, (0.04381744772058822, 0.9334621276979156)),
    ],
)
def test_wilson_gives_the_published_limits(teller, noemer, level, expected):
    assert limits_of(wilson, teller, noemer, level=level) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("teller", "noemer", "score", "exact"),
    [  # Newcombe, Stat Med 1998;17:857-872, table I: methods 3 (score) and 5 (Clopper-Pearson)
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_shares_have_the_published_score_and_exact_limits(teller, noemer, score, exact):
    assert limits_of(wilson, teller, noemer) == pytest.approx(score, abs=5e-5)
    assert limits_of(exact_binomial, teller, noemer) == pytest.approx(exact, abs=5e-5)


@pytest.mark.parametrize(("teller", "noemer"), [(0, 7), (7, 7), (1, 3), (240, 6000), (118_000, 300_000)])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
def test_a_second_library_gives_the_same_limits_of_a_share(teller, noemer, level):
    test = binomtest(teller, noemer)
    for made, method in ((wilson, "wilson"), (exact_binomial, "exact")):
        theirs = test.proportion_ci(level, method=method)
        assert limits_of(made, teller, noemer, level=level) == pytest.approx((theirs.low, theirs.high), rel=1e-9)


@pytest.mark.parametrize(
    ("aantal", "level", "expected"),
    [  # PHEindicatormethods, testdata_Byars_Wilson and testdata_Rate
        (65, 0.95, (50.163187710459454, 82.84913854593984)),
        (1045, 0.95, (982.5932018073325, 1110.33121298565)),
        (65, 0.998, (42.8802614714802, 94.00029084431802)),
        (1045, 0.998, (947.9407035610374, 1148.806160988033)),
        (10, 0.998, (2.916318374695686, 24.193724927880535)),
        (5, 0.95, (1.62348639011842, 11.668332079322669)),
        (5, 0.998, (0.739371731917839, 16.454745203680105)),
        (0, 0.95, (0.0, 3.688879454113936)),  # exact: -ln(0.025)
    ],
)
def test_byar_gives_the_published_limits_and_is_exact_below_ten(aantal, level, expected):
    assert limits_of(byar, aantal, level=level) == pytest.approx(expected, rel=1e-12)


def test_plain_byar_can_be_had_for_few_cases_too_and_never_lies_below_nothing():
    # PHEindicatormethods, testdata_Byars_Wilson: at 99.8% the lower limit of 1 would be negative.
    assert limits_of(byar, 1, exact_below=0) == pytest.approx((0.01307213290150435, 5.5637555824752605), rel=1e-12)
    assert limits_of(byar, 1, level=0.998, exact_below=0) == pytest.approx((0.0, 9.362180217908362), rel=1e-12)
    assert limits_of(byar, 0, exact_below=0)[0] == 0.0


@pytest.mark.parametrize(
    ("aantal", "level", "expected"),
    [  # Garwood, Biometrika 1936;28:437-442, as in the tables of Pearson and Hartley (Biometrika Tables I, table 40)
        (0, 0.95, (0.0, 3.69)),
        (1, 0.95, (0.0253, 5.57)),
        (2, 0.95, (0.242, 7.22)),
        (10, 0.95, (4.80, 18.39)),
        (20, 0.95, (12.22, 30.89)),
        (50, 0.95, (37.11, 65.92)),
        (0, 0.99, (0.0, 5.30)),
        (10, 0.99, (3.72, 21.40)),
    ],
)
def test_a_count_has_the_published_exact_limits(aantal, level, expected):
    assert limits_of(exact_poisson, aantal, level=level) == pytest.approx(expected, abs=0.006)


@pytest.mark.parametrize(
    ("teller", "noemer", "per", "level", "expected"),
    [  # PHEindicatormethods, testdata_Rate
        (1, 100, 100, 0.95, (0.025317807984289897, 5.571643390938898)),
        (5, 100, 100, 0.95, (1.62348639011842, 11.668332079322669)),
        (1, 100, 100, 0.998, (0.0010005003335835344, 9.233413476451585)),
        (20, 100, 100, 0.95, (12.211428834875937, 30.889880369197066)),
        (9856, 12345, 100, 0.998, (77.37590543271052, 82.3544727709543)),
        (7776456, 7564336677, 100, 0.95, (0.10273196005302074, 0.10287648334092832)),
        (250, 220, 100_000, 0.95, (99984.94738532876, 128631.14487455782)),
    ],
)
def test_a_rate_gives_the_published_limits(teller, noemer, per, level, expected):
    assert limits_of(rate, teller, noemer, level=level, per=per) == pytest.approx(expected, rel=1e-12)


def test_what_is_not_known_has_no_limits():
    assert limits_of(byar, None) == limits_of(exact_poisson, None) == (None, None)
    assert limits_of(rate, 10, 0) == limits_of(rate, None, 10) == (None, None)


def test_a_rate_can_be_exact_however_many_cases_there_are():
    assert limits_of(rate, 20, 100, per=100, exact=True) == pytest.approx((12.2165196, 30.8883779))


def test_the_evictions_of_utrecht_against_their_base_year():
    """58 in 2010 against an estimated 215 in 2005: -73.0%, from -80.2 to -63.8."""
    low, high = limits_of(ratio_to_base, 58, 215)
    assert (round(100 * (low - 1), 1), round(100 * (high - 1), 1)) == (-80.2, -63.8)


def test_the_ratio_of_two_counts_gives_the_published_limits():
    # R, help page of poisson.test: 11 in 800 against 21 in 3011: ratio 1.971488, 0.8584264 to 4.2772659.
    low, high = limits_of(ratio_to_base, 11, 21)
    assert (low * 3011 / 800, high * 3011 / 800) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)


def test_a_ratio_starts_at_nothing_and_needs_a_base():
    low, high = limits_of(ratio_to_base, 0, 10)
    assert (low, high) == (0.0, pytest.approx(0.4461255))
    assert limits_of(ratio_to_base, 10, 0) == (None, None)
    assert limits_of(ratio_to_base, None, 10) == (None, None)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [  # Newcombe, Stat Med 1998;17:873-890, table II, method 10
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombe_gives_the_published_interval_of_a_difference(numbers, expected):
    assert limits_of(newcombe, *numbers) == pytest.approx(expected, abs=5e-5)


def test_a_difference_with_a_share_of_nothing_has_no_limits():
    assert limits_of(newcombe, 1, 2, 0, 0) == (None, None)


def test_mover_takes_the_limits_of_any_two_figures():
    # 10 - 4 with limits 7 to 15 and 3 to 6: 6 - sqrt(3^2 + 2^2) and 6 + sqrt(5^2 + 1^2).
    made = limits_of(lambda a, b, c, d, e, f: mover((a, b, c), (d, e, f)), 10, 7, 15, 4, 3, 6)
    assert made == pytest.approx((6 - 13**0.5, 6 + 26**0.5))


def test_cases_of_one_household_count_as_fewer():
    assert limits_of(wilson_clustered, 130, 200, 2.0) == pytest.approx(limits_of(wilson, 65, 100))
    assert limits_of(wilson_clustered, 65, 100, 0.4) == pytest.approx(limits_of(wilson, 65, 100))
    assert limits_of(wilson_clustered, 65, 100, None) == pytest.approx(limits_of(wilson, 65, 100))


def test_cases_that_come_in_batches_make_both_sides_of_a_count_wider():
    low, high = limits_of(byar, 65)
    wide = limits_of(byar_widened, 65, 4.0)
    assert wide == pytest.approx((65 - 2 * (65 - low), 65 + 2 * (high - 65)))
    assert limits_of(byar_widened, 65, 0.3) == limits_of(byar_widened, 65, None) == pytest.approx((low, high))
    # 8 in batches of 4 are two batches: 4 times the exact limits of 2, 0.2422 and 7.2247 (Poisson tables).
    assert limits_of(byar_widened, 8, 4.0) == pytest.approx((4 * 0.2422, 4 * 7.2247), abs=2e-4)
    assert limits_of(byar_widened, 1, 9.0)[0] == pytest.approx(0.0, abs=1e-9)
    assert limits_of(byar_widened, 0, 9.0) == pytest.approx((0.0, 9 * 3.6889), abs=1e-3)


def test_a_share_of_nothing_has_no_limits():
    for made in (wilson, exact_binomial):
        assert limits_of(made, 0, 0) == limits_of(made, None, 4) == (None, None)


def test_a_share_of_none_starts_at_nothing_and_a_share_of_all_ends_at_all():
    for made in (wilson, exact_binomial):
        assert limits_of(made, 0, 7)[0] == 0.0
        assert limits_of(made, 7, 7)[1] == 1.0


def test_a_level_is_a_share():
    assert z_value(0.95) == pytest.approx(1.959963984540054)
    with pytest.raises(ValueError, match="between 0 and 1"):
        z_value(95)
