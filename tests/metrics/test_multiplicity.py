"""Many at once: what chance alone would do, and Benjamini and Hochberg's own example."""

import polars as pl
import pytest

from metrics.comparison.multiplicity import benjamini_hochberg, by_chance, stand_out

# Benjamini & Hochberg (1995), section 4: fifteen hypotheses, of which at 5% the first four are rejected.
PUBLISHED = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
    1.0000,
)  # fmt: skip


def test_the_published_example_rejects_four():
    assert stand_out(pl.Series(PUBLISHED)).to_list() == [True] * 4 + [False] * 11


def test_the_order_does_not_matter_and_what_is_not_known_does_not_count():
    shuffled = pl.Series([None, *reversed(PUBLISHED), None])
    assert stand_out(shuffled).to_list() == [None, *[False] * 11, *[True] * 4, None]


def test_adjusted_chances_are_those_of_r():
    # By hand, as p.adjust(c(0.01, 0.04, 0.03, 0.005), "BH"): 0.02, 0.04, 0.04, 0.02.
    assert benjamini_hochberg(pl.Series([0.01, 0.04, 0.03, 0.005])).to_list() == pytest.approx([0.02, 0.04, 0.04, 0.02])
    assert benjamini_hochberg(pl.Series([], dtype=pl.Float64)).is_empty()
    assert benjamini_hochberg(pl.Series([None, None], dtype=pl.Float64)).to_list() == [None, None]


def test_it_says_how_many_would_stand_out_by_chance_alone():
    found = by_chance(342)
    assert found.verwacht == pytest.approx(0.684)
    assert found.minstens_een == pytest.approx(1 - 0.998**342)
    assert found.zin == ("Ook als geen van deze 342 cijfers echt afwijkt, vallen er door toeval gemiddeld 0,7 op.")
    assert by_chance(342, 0.95).verwacht == pytest.approx(17.1)
    assert by_chance(0).minstens_een == 0.0


def test_a_number_is_not_negative():
    with pytest.raises(ValueError, match="not below 0"):
        by_chance(-1)
