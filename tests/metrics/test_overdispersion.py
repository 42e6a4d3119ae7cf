"""Overdispersion, against the published example of FunnelPlotR and the formulas of Spiegelhalter by hand."""

import numpy as np
import pytest

from metrics.comparison.overdispersion import Schaal, overdispersion

NUMERATORS = (100, 150, 180, 80, 120, 225)
DENOMINATORS = (108, 112, 165, 95, 100, 220)


def test_phi_and_tau_squared_are_those_of_funnelplotr():
    # FunnelPlotR, test data of `funnel_plot` with its defaults: SR, SHMI, 10% truncated.
    found = overdispersion(NUMERATORS, DENOMINATORS)
    assert (found.phi, found.tau2) == pytest.approx((2.948033, 0.0194775), abs=5e-7)
    assert found.aantal == 6


def test_winsorising_sets_the_outer_tenths_to_the_tenth_and_the_ninetieth_percentile():
    # By hand: z = 2 (sqrt(O) - sqrt(E)) of O = 100..104 at E = 100, sorted already; type 7 quantiles at 10% and 90%.
    z = 2 * (np.sqrt(np.arange(100, 105)) - 10)
    low, high = z[0] + 0.4 * (z[1] - z[0]), z[3] + 0.6 * (z[4] - z[3])
    expected = (low**2 + z[1] ** 2 + z[2] ** 2 + z[3] ** 2 + high**2) / 5
    found = overdispersion(np.arange(100, 105), np.full(5, 100), Schaal.WORTEL)
    assert found.phi == pytest.approx(expected)
    assert found.tau2 == 0.0, "they differ less than chance alone would make them"


def test_truncation_leaves_out_the_outer_tenths():
    observed = np.array([10, 90, 92, 95, 98, 101, 103, 105, 110, 400])
    kept = observed[1:-1]
    found = overdispersion(observed, np.full(10, 100.0))
    assert found.aantal == 8
    assert found.phi == pytest.approx(np.mean(100 * np.log(kept / 100) ** 2))


@pytest.mark.parametrize("schaal", [Schaal.ARCSINUS, Schaal.LOG_AANTALLEN, Schaal.WORTEL, Schaal.LOG])
def test_gemeenten_that_differ_by_chance_alone_have_a_phi_near_1_on_every_scale(schaal):
    rng = np.random.default_rng(4)
    noemer = rng.integers(200, 4000, 400)
    share = schaal is Schaal.ARCSINUS
    teller = rng.binomial(noemer, 0.3) if share else rng.poisson(noemer)
    if schaal is Schaal.LOG_AANTALLEN:
        noemer = rng.poisson(noemer)
    # Without trimming: trimmed, phi is below 1 by construction. Of the counts that vary both, FunnelPlotR's s is right.
    found = overdispersion(teller, noemer, schaal, trim=0)
    assert found.phi == pytest.approx(1.0, abs=0.3)


def test_tau_squared_finds_back_the_variance_between_gemeenten():
    rng = np.random.default_rng(5)
    expected = rng.integers(100, 2000, 2000)
    observed = rng.poisson(expected * np.exp(rng.normal(0, 0.2, expected.size)))
    assert overdispersion(observed, expected, trim=0).tau2 == pytest.approx(0.04, rel=0.1)


def test_a_gemeente_without_expected_cases_is_left_out_and_none_at_all_is_no_overdispersion():
    assert overdispersion((*NUMERATORS, 0), (*DENOMINATORS, 0)) == overdispersion(NUMERATORS, DENOMINATORS)
    nothing = overdispersion([], [])
    assert (nothing.phi, nothing.tau2, nothing.aantal) == (1.0, 0.0, 0)


def test_half_or_more_cannot_be_trimmed_from_each_end():
    with pytest.raises(ValueError, match="below a half"):
        overdispersion(NUMERATORS, DENOMINATORS, trim=0.5)
