"""What must hold of every interval, whatever the numbers."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.intervals import (
    byar,
    byar_widened,
    exact_binomial,
    exact_poisson,
    newcombe,
    ratio_to_base,
    wilson,
    wilson_clustered,
)

_LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 0.998, 0.9999])
_SHARES = [wilson, exact_binomial, lambda t, n, level: wilson_clustered(t, n, pl.lit(1.7), level)]
_COUNTS = [byar, exact_poisson, lambda x, level: byar_widened(x, pl.lit(2.5), level)]
_HAIR = 1e-9


@st.composite
def shares(draw: st.DrawFn) -> pl.DataFrame:
    noemer = draw(st.lists(st.integers(1, 10**6), min_size=1, max_size=20))
    teller = [draw(st.integers(0, each)) for each in noemer]
    return pl.DataFrame({"t": teller, "n": noemer})


def counts() -> st.SearchStrategy[pl.DataFrame]:
    return st.lists(st.integers(0, 10**6), min_size=1, max_size=20).map(lambda many: pl.DataFrame({"x": many}))


@given(shares(), _LEVELS)
def test_the_limits_of_a_share_hold_it_and_stay_between_nothing_and_all(frame, level):
    value = pl.col("t") / pl.col("n")
    for interval in _SHARES:
        low, high = interval(pl.col("t"), pl.col("n"), level)
        held = (low >= 0) & (low <= value + _HAIR) & (value <= high + _HAIR) & (high <= 1)
        assert frame.select(held).to_series().all()


@given(counts(), _LEVELS)
def test_the_limits_of_a_count_hold_it_and_never_lie_below_nothing(frame, level):
    value = pl.col("x")
    for interval in _COUNTS:
        low, high = interval(value, level)
        assert frame.select((low >= 0) & (low <= value + _HAIR) & (value < high)).to_series().all()


@given(shares(), _LEVELS, _LEVELS)
def test_who_wants_to_be_surer_gets_wider_limits(frame, one, other):
    less, more = sorted((one, other))
    of_two = [*_SHARES, ratio_to_base]
    pairs = [
        (interval(pl.col("t"), pl.col("n"), less), interval(pl.col("t"), pl.col("n"), more)) for interval in of_two
    ]
    pairs += [(interval(pl.col("t"), less), interval(pl.col("t"), more)) for interval in _COUNTS]
    for (low, high), (lower, higher) in pairs:
        wider = (lower <= low * (1 + _HAIR) + _HAIR) & (high <= higher * (1 + _HAIR) + _HAIR)
        assert frame.select(wider).to_series().all()


@given(shares(), st.integers(2, 50), _LEVELS)
def test_more_cases_with_the_same_share_give_narrower_limits(frame, times, level):
    for interval in _SHARES:
        low, high = interval(pl.col("t"), pl.col("n"), level)
        low_more, high_more = interval(pl.col("t") * times, pl.col("n") * times, level)
        assert frame.select(high_more - low_more <= high - low + _HAIR).to_series().all()


@given(shares(), _LEVELS)
def test_the_exact_limits_of_a_share_and_of_its_complement_mirror_each_other(frame, level):
    low, high = exact_binomial(pl.col("t"), pl.col("n"), level)
    low_rest, high_rest = exact_binomial(pl.col("n") - pl.col("t"), pl.col("n"), level)
    made = frame.select(a=low, b=high, c=1 - high_rest, d=1 - low_rest)
    assert made["a"].to_list() == pytest.approx(made["c"].to_list(), abs=1e-9)
    assert made["b"].to_list() == pytest.approx(made["d"].to_list(), abs=1e-9)


@given(shares(), shares(), _LEVELS)
def test_a_difference_turned_round_has_its_limits_turned_round(one, two, level):
    size = min(one.height, two.height)
    frame = pl.concat([one[:size], two[:size].rename({"t": "t2", "n": "n2"})], how="horizontal")
    t, n, t2, n2 = (pl.col(name) for name in ("t", "n", "t2", "n2"))
    low, high = newcombe(t, n, t2, n2, level)
    low_back, high_back = newcombe(t2, n2, t, n, level)
    made = frame.select(a=low, b=high, c=-high_back, d=-low_back)
    assert made["a"].to_list() == pytest.approx(made["c"].to_list(), abs=1e-12)
    assert (made["a"] >= -1 - _HAIR).all() & (made["b"] <= 1 + _HAIR).all()


@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
def test_one_case_more_raises_both_limits_also_where_byar_takes_over_from_the_exact_ones(level):
    low, high = byar(pl.col("x"), level)
    made = pl.DataFrame({"x": range(40)}).select(low=low, high=high)
    assert made["low"].is_sorted()
    assert made["high"].is_sorted()
    assert (made["high"].diff().drop_nulls() > 0).all()
