"""Funnels: the limits are the published ones, the figure says how they were made, and small numbers stay honest."""

import numpy as np
import polars as pl
import pytest
from scipy import stats

from metrics.comparison.funnel import funnel, funnel_limits
from metrics.comparison.funnel_limits import adjusted_limits, exact_share_limits, ratio_limits, share_limits
from metrics.comparison.overdispersion import Overdispersie, Schaal, overdispersion
from metrics.definition import Richting

BASELINE = 0.80642448


@pytest.mark.parametrize(
    ("noemer", "level", "expected"),
    [  # PHEindicatormethods, testdata_funnel_prop_outputs
        (20, 0.95, (63.326743, 97.958152)),
        (598, 0.95, (77.475765, 83.809131)),
        (598, 0.998, (75.649608, 85.635287)),
        (110_000, 0.95, (80.408963, 80.875933)),
        (110_000, 0.998, (80.274317, 81.010578)),
        (3, 0.998, (10.150815, 100.0)),
        (2, 0.998, (0.0, 100.0)),
    ],
)
def test_the_funnel_of_a_share_is_that_of_phe(noemer, level, expected):
    low, high = share_limits(noemer, BASELINE, level)
    assert (100 * low, 100 * high) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("level", "low", "high"),
    [  # FunnelPlotR, test-poisson_limits
        (0.95, (0.5596924, 0.6108260, 0.6746958), (1.649348, 1.544419, 1.427562)),
        (0.998, (0.3862650, 0.4479107, 0.5289724), (2.082907, 1.902094, 1.702771)),
    ],
)
def test_the_funnel_of_a_ratio_is_garwoods_as_funnelplotr_draws_it(level, low, high):
    made = ratio_limits([15, 20, 30], level)
    assert made[0] == pytest.approx(low, abs=5e-8)
    assert made[1] == pytest.approx(high, abs=5e-7)


def test_exact_limits_are_the_quantiles_of_the_binomial():
    # Binomial tables, n = 20, p = 0.1: P(X <= 4) = 0.9568, P(X <= 5) = 0.9887, P(X <= 7) = 0.9996, P(X <= 6) = 0.9976.
    assert exact_share_limits(20, 0.1, 0.95) == pytest.approx((0.0, 5 / 20))
    assert exact_share_limits(20, 0.1, 0.998) == pytest.approx((0.0, 7 / 20))


@pytest.mark.parametrize(
    ("schaal", "baseline", "expected"),
    [  # FunnelPlotR's formulas by hand at a noemer of 100, tau squared 0.02, z 1.959964
        (Schaal.LOG, 1.0, (0.712144, 1.404211)),  # exp(-/+ z sqrt(0.03))
        (Schaal.WORTEL, 1.0, (0.706005, 1.293995)),  # 1 -/+ z sqrt(0.0225)
        (Schaal.ARCSINUS, 0.5, (0.222655, 0.777345)),  # sin(pi / 4 -/+ z 0.15)^2
        (Schaal.LOG_AANTALLEN, 2.0, (1.490561, 2.683553)),  # 2 exp(-/+ z 0.15)
    ],
)
def test_overdispersion_widens_the_limits_as_funnelplotr_does(schaal, baseline, expected):
    low, high = adjusted_limits(100, Overdispersie(2.0, 0.02, 50, schaal), baseline=baseline)
    assert (low, high) == pytest.approx(expected, abs=5e-7)


def test_each_point_says_how_its_limits_were_made():
    lines = funnel_limits([50, 99, 100, 1000], baseline=0.1, aandeel=True)
    exact, normal = "exact binomiaal", "normale benadering (PHE)"
    assert lines["methode"].to_list() == [exact, exact, normal, normal]
    assert funnel_limits([50], baseline=0.95, aandeel=True)["methode"].to_list() == [exact], "few without the outcome"
    assert funnel_limits([50], baseline=0.1, aandeel=False)["methode"].to_list() == ["Garwood"]
    wide = Overdispersie(2.0, 0.02, 50, Schaal.LOG)
    made = funnel_limits([50], baseline=0.1, aandeel=False, overdispersie=wide)
    assert made["methode"].to_list() == ["verruimd voor overdispersie"]


def test_each_gemeente_gets_a_verdict_and_the_widest_limits_it_lies_outside_of():
    # Three of PHE's areas (testdata_funnel_prop_inputs) with the significance published for them.
    points = pl.DataFrame(
        {
            "gebied": ["New Forest", "West Norfolk", "South Gloucestershire", "Norwich", "niemand"],
            "teller": [35078.488, 26789.238, 50050.7443, 24803.6256, 0.0],
            "noemer": [41980, 33012, 61921, 31824, 0],
        }
    )
    made = funnel(points, aandeel=True, baseline=0.8064244785714955, richting=Richting.HOGER_IS_BETER)
    assert made["buiten"].to_list() == [0.998, 0.95, None, 0.998, None]
    assert made["oordeel"].to_list() == ["beter", "vergelijkbaar", "vergelijkbaar", "slechter", "te weinig gegevens"]
    assert made["methode"].to_list()[-1] is None
    at_95 = funnel(points, aandeel=True, baseline=0.8064244785714955, level=0.95)
    assert at_95["oordeel"].to_list()[:2] == ["hoger", "hoger"]


def test_the_baseline_is_that_of_all_together():
    made = funnel(pl.DataFrame({"teller": [10, 30], "noemer": [100, 100]}), aandeel=True)
    assert made["basis"].to_list() == [0.2, 0.2]
    assert made["waarde"].to_list() == [0.1, 0.3]


def test_with_overdispersion_fewer_stand_out():
    points = pl.DataFrame({"teller": [100, 150, 180, 80, 120, 225], "noemer": [108, 112, 165, 95, 100, 220]})
    plain = funnel(points, aandeel=False, baseline=1.0)
    wide = funnel(points, aandeel=False, baseline=1.0, overdispersie=overdispersion(points["teller"], points["noemer"]))
    assert plain["oordeel"].to_list()[1] == "hoger"
    assert set(wide["oordeel"]) == {"vergelijkbaar"}
    # FunnelPlotR's limits with tau squared 0.0194775: exp(-/+ 1.959964 sqrt(1 / 112 + 0.0194775)).
    assert wide.row(1, named=True)["boven_95"] == pytest.approx(1.391433, abs=1e-6)


def test_a_share_is_not_widened_on_a_scale_of_ratios():
    with pytest.raises(ValueError, match="does not go with"):
        funnel_limits([10], baseline=0.5, aandeel=True, overdispersie=Overdispersie(2.0, 0.02, 9, Schaal.LOG))


@pytest.mark.parametrize(("aandeel", "baseline"), [(True, 0.1), (True, 0.93), (False, 0.002)])
def test_of_gemeenten_that_do_not_differ_no_more_than_2_5_percent_lies_outside_on_either_side(aandeel, baseline):
    # No simulation: every count there can be, weighed by its own chance.
    for expected in (1, 2, 6, 12, 20, 60, 300):
        noemer = round(expected / min(baseline, 1 - baseline))
        teller = np.arange(noemer + 1 if aandeel else 3 * expected + 30)
        chance = stats.binom.pmf(teller, noemer, baseline) if aandeel else stats.poisson.pmf(teller, noemer * baseline)
        points = pl.DataFrame({"teller": teller, "chance": chance}).with_columns(noemer=noemer)
        for level in (0.95, 0.998):
            made = funnel(points, aandeel=aandeel, baseline=baseline, level=level)
            for word in ("hoger", "lager"):
                outside = made.filter(oordeel=word)["chance"].to_numpy().sum()
                assert outside <= (1 - level) / 2 + 1e-12, (expected, level, word)


def test_a_funnel_knows_two_levels():
    with pytest.raises(ValueError, match=r"not at 0\.9"):
        funnel(pl.DataFrame({"teller": [1], "noemer": [2]}), aandeel=True, level=0.9)


def test_where_nothing_or_everything_happened_nobody_stands_out():
    for aandeel, teller in ((True, [0, 0]), (True, [5, 100]), (False, [0, 0])):
        made = funnel(pl.DataFrame({"teller": teller, "noemer": [5, 100]}), aandeel=aandeel)
        assert made["oordeel"].to_list() == ["vergelijkbaar"] * 2
    assert funnel(pl.DataFrame({"teller": [0], "noemer": [0]}), aandeel=True)["oordeel"].item() == "te weinig gegevens"
    assert funnel(pl.DataFrame(schema={"teller": pl.Int64, "noemer": pl.Int64}), aandeel=True).is_empty()


def test_cases_that_are_alike_make_the_funnel_wider():
    points = pl.DataFrame({"teller": [40, 40], "noemer": [100, 100], "n_eff": [25.0, None], "phi": [4.0, None]})
    made = funnel(points, aandeel=True, baseline=0.3)
    assert made["onder_95"].to_list() == pytest.approx([exact_share_limits(25, 0.3)[0], share_limits(100, 0.3)[0]])
    assert made["waarde"].to_list() == [0.4, 0.4]
    assert made["kans"][0] > made["kans"][1]
    rates = funnel(points, aandeel=False, baseline=0.3)
    assert rates["boven_95"].to_list() == pytest.approx([0.3 * ratio_limits(each)[1] for each in (7.5, 30.0)])
