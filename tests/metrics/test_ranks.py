"""Ranks: between which places a gemeente lies, as published for the American states, and in which fifth."""

from statistics import NormalDist

import polars as pl
import pytest

from metrics.comparison.ranks import joint_level, ranks

# Mean travel time to work in 2011 and its margin at 90%, in minutes: American Community Survey, as RankingProject
# ships it (TravelTime2011.1dec), the ten lowest and the five highest of 51.
TRAVEL = (
    ("SD", 16.9, 0.5), ("ND", 16.9, 0.6), ("WY", 18.1, 0.8), ("NE", 18.1, 0.3), ("MT", 18.2, 0.5), ("AK", 18.4, 0.5),
    ("IA", 18.8, 0.2), ("KS", 18.9, 0.3), ("ID", 19.7, 0.4), ("OK", 21.1, 0.2),
    ("IL", 28.2, 0.2), ("DC", 30.1, 0.5), ("NJ", 30.5, 0.2), ("NY", 31.5, 0.2), ("MD", 32.2, 0.2),
)  # fmt: skip


def figures(*rows: tuple[float | None, float | None, float | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(("waarde", "onder", "boven"), pl.Float64), orient="row")


def test_the_places_of_the_states_are_those_of_klein_wright_and_wieczorek():
    # Their intervals hold all at once with 90%: z = 3.081 for 51 states (vignette "joint"). Of these fifteen the ten
    # lowest meet none of the five highest, so their places stay those among all 51, and the highest count from 11.
    reach = NormalDist().inv_cdf((1 + joint_level(51, 0.9)) / 2)
    assert reach == pytest.approx(3.081, abs=5e-4)
    wide = reach / NormalDist().inv_cdf(0.95)
    rows = figures(*((time, round(time - wide * moe, 1), round(time + wide * moe, 1)) for _, time, moe in TRAVEL))
    made = ranks(rows, hoogste_eerst=False)
    places = dict(zip((name for name, _, _ in TRAVEL), made.select("rang_onder", "rang_boven").rows(), strict=True))
    assert places["SD"] == (1, 6)
    assert places["NE"] == (1, 8)
    assert places["WY"] == (1, 9)
    assert places["OK"] == (10, 10)
    assert places["NY"] == places["MD"] == (14, 15)


def test_the_highest_is_first_unless_low_is_good():
    rows = figures((0.2, 0.1, 0.3), (0.6, 0.5, 0.7), (0.25, 0.2, 0.35))
    assert ranks(rows).select("rang", "rang_onder", "rang_boven").rows() == [(3, 2, 3), (1, 1, 1), (2, 2, 3)]
    low = ranks(rows, hoogste_eerst=False)
    assert low.select("rang", "rang_onder", "rang_boven").rows() == [(1, 1, 2), (3, 3, 3), (2, 1, 2)]


def test_equals_share_the_best_place_and_what_is_certain_has_one_place():
    rows = figures((3, 3, 3), (2, 2, 2), (2, 2, 2), (1, 1, 1))
    made = ranks(rows).select("rang", "rang_onder", "rang_boven").rows()
    assert made == [(1, 1, 1), (2, 2, 3), (2, 2, 3), (4, 4, 4)]


def test_who_has_no_value_has_no_place_and_takes_none():
    made = ranks(figures((0.2, 0.1, 0.3), (None, None, None), (0.6, 0.5, 0.7), (0.4, None, None)))
    assert made["rang"].to_list() == [2, None, 1, None]
    assert made["rang_boven"].to_list() == [2, None, 1, None]
    assert ranks(figures((None, None, None)))["rang"].to_list() == [None]
    assert ranks(figures()).is_empty()


def test_the_fifths_are_those_of_phe():
    # phe_quantile with 12 areas and 5 groups: floor(6 - ceil((13 - rank) / 2.4)).
    made = ranks(figures(*((float(n), n - 0.1, n + 0.1) for n in range(12, 0, -1))))
    assert made["kwintiel"].to_list() == [1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5]
    tenths = ranks(figures(*((float(n), n, n) for n in range(20, 0, -1))), parts=10)
    assert tenths["kwintiel"].to_list() == [group for group in range(1, 11) for _ in range(2)]


def test_four_gemeenten_have_no_fifths():
    assert ranks(figures(*((float(n), n, n) for n in range(4))))["kwintiel"].to_list() == [None] * 4


def test_for_all_places_to_hold_each_interval_must_be_surer():
    assert joint_level(1) == pytest.approx(0.95)
    assert joint_level(342) == pytest.approx(0.95 ** (1 / 342))
    with pytest.raises(ValueError, match="at least one"):
        joint_level(0)
