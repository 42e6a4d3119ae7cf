"""How far gemeenten lie apart, in invented countries where it is known."""

import numpy as np
import pytest

from metrics.comparison.between_gemeenten import rates_apart, shares_apart
from metrics.comparison.overdispersion import Schaal, overdispersion


def test_without_more_than_chance_the_middle_is_that_of_all_together():
    # By hand: z-scores of -1, 0 and 1 have a mean square of 2/3 before, and less than 0.68 after being pulled in.
    middle, found = rates_apart([90, 100, 110], [100_000] * 3, 0.001)
    assert (middle, found.tau2, found.aantal) == (0.001, 0.0, 3)
    assert shares_apart([30, 30, 30], [100] * 3, 0.3).phi == pytest.approx(0)


@pytest.mark.parametrize("scale", [Schaal.LOG, Schaal.ARCSINUS])
def test_limits_leave_out_about_as_many_as_they_say_whatever_the_sizes(scale):
    rng = np.random.default_rng(6)
    out, plain, number = 0, 0, 0
    for _ in range(40):
        cases = np.floor(np.exp(rng.normal(5, 1.2, 300))) + 20
        if scale is Schaal.LOG:
            count = np.maximum(rng.poisson(cases * np.exp(rng.normal(0, 0.2, 300))), 1)
            middle, found = rates_apart(count, cases, 1.0)
            gap, error = np.log(count / cases / middle), 1 / (cases * middle)
            usual = overdispersion(count, cases)
        else:
            count = rng.binomial(cases.astype(int), np.sin(np.arcsin(0.55) + rng.normal(0, 0.05, 300)) ** 2)
            found = shares_apart(count, cases, 0.55**2)
            gap, error = np.arcsin(np.sqrt(count / cases)) - np.arcsin(0.55), 1 / (4 * cases)
            usual = overdispersion(count, cases, Schaal.ARCSINUS)
        out += int((np.abs(gap) / np.sqrt(error + found.tau2) > 3.0902).sum())
        plain += int((np.abs(gap) / np.sqrt(error + usual.tau2) > 3.0902).sum())
        number += 300
    # 2 in 1000 at 99,8%.
    assert out / number < 0.004
    assert plain / number > 0.008


def test_where_large_gemeenten_are_higher_the_funnel_stands_around_all_and_not_around_the_large_ones():
    rng = np.random.default_rng(5)
    people = np.concatenate([rng.uniform(10_000, 60_000, 320), rng.uniform(300_000, 900_000, 20)])
    rates = 0.004 * np.exp(rng.normal(0, 0.2, people.size))
    rates[320:] *= 1.6
    count = rng.poisson(people * rates)
    pooled = float(count.sum() / people.sum())
    middle, found = rates_apart(count, people, pooled)

    assert pooled > 0.0047
    assert middle == pytest.approx(0.0041, rel=0.05)
    assert found.tau2**0.5 == pytest.approx(0.2, abs=0.04)

    def outside(basis: float, tau2: float) -> tuple[float, float]:
        z = np.log(count[:320] / people[:320] / basis) / np.sqrt(1 / (people[:320] * basis) + tau2)
        return float((z < -1.96).mean()), float((z > 1.96).mean())

    # Of the small ones, which do not differ in kind, about as many lie below as above.
    low, high = outside(middle, found.tau2)
    assert low + high == pytest.approx(0.05, abs=0.03)
    assert abs(low - high) < 0.03
    low, high = outside(pooled, overdispersion(count, people * pooled).tau2)
    assert low > 3 * max(high, 0.003)
