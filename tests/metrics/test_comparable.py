"""The most comparable gemeenten: which, how far, what makes the distance, and what is not known."""

import polars as pl
import pytest

from metrics.comparison.comparable import Kenmerk, NotComparableError, comparable, newest_known
from queries.reference.loader import read_reference

TWO = (Kenmerk("a", "eerste", pl.col("a")), Kenmerk("b", "tweede", pl.col("b")))


def of(**columns: list[float | None]) -> pl.DataFrame:
    codes = [f"GM000{place}" for place in range(len(next(iter(columns.values()))))]
    return pl.DataFrame({"gm_code": codes, **columns}, schema_overrides=dict.fromkeys(columns, pl.Float64))


def test_the_distance_is_a_root_mean_square_of_standard_deviations():
    # By hand: a = 0, 1, 2 has standard deviation 1; b = 0, 20, 10 has 10. From the first: (1, 2) and (2, 1).
    found = comparable(of(a=[0, 1, 2], b=[0, 20, 10]), "GM0000", kenmerken=TWO)
    assert found["afstand"].to_list() == pytest.approx([2.5**0.5] * 2)
    assert found["gm_code"].to_list() == ["GM0001", "GM0002"], "equally far: the lower code first"
    assert found["verschil_b"].to_list() == pytest.approx([2.0, 1.0])
    assert found["bijdrage_a"].to_list() == pytest.approx([0.2, 0.8])
    assert found["bijdrage_b"].to_list() == pytest.approx([0.8, 0.2])
    assert found["plaats"].to_list() == [1, 2]


def test_a_feature_can_weigh_more():
    heavy = (TWO[0], Kenmerk("b", "tweede", pl.col("b"), gewicht=3.0))
    found = comparable(of(a=[0, 1, 2], b=[0, 20, 10]), "GM0000", kenmerken=heavy)
    assert found["gm_code"].to_list() == ["GM0002", "GM0001"]
    assert found["afstand"].to_list() == pytest.approx([(7 / 4) ** 0.5, (13 / 4) ** 0.5])


def test_a_missing_feature_is_named_and_the_rest_decides():
    found = comparable(of(a=[0, 1, 2, None], b=[0, None, 10, 20]), "GM0000", kenmerken=TWO)
    missing = dict(found.select("gm_code", "ontbreekt").iter_rows())
    assert missing == {"GM0001": ["tweede"], "GM0002": [], "GM0003": ["eerste"]}
    first = found.row(by_predicate=pl.col("gm_code") == "GM0001", named=True)
    assert (first["afstand"], first["gedeeld"]) == pytest.approx((1.0, 0.5))
    assert (first["bijdrage_a"], first["bijdrage_b"]) == (1.0, None)
    whole = comparable(of(a=[0, 1, 2, None], b=[0, None, 10, 20]), "GM0000", kenmerken=TWO, least_shared=1)
    assert whole["gm_code"].to_list() == ["GM0002"]


def test_a_feature_that_nobody_has_or_that_never_differs_counts_for_nothing():
    features = of(a=[0, 1, 2], b=[5, 5, 5])
    found = comparable(features, "GM0000", kenmerken=(*TWO, Kenmerk("c", "derde", pl.col("c"))))
    assert found["afstand"].to_list() == pytest.approx([1.0, 2.0])
    assert found["gedeeld"].to_list() == [1.0, 1.0]


def test_of_a_gemeente_of_which_too_little_is_known_it_is_said_what_to_fill_in():
    features = of(a=[None, 1, 2], b=[None, 5, 6])
    with pytest.raises(NotComparableError, match="vul in gemeente_jaar aan: eerste, tweede"):
        comparable(features, "GM0000", kenmerken=TWO)
    with pytest.raises(NotComparableError, match="staat niet in gemeente_jaar"):
        comparable(features, "GM9999", kenmerken=TWO)


def test_of_each_fact_the_newest_known_counts():
    years = pl.DataFrame(
        {"gm_code": ["GM0001"] * 3, "jaar": [2022, 2021, 2023], "inwoners": [10, 9, 11], "armoede": [None, 7.5, None],
         "bron": ["x"] * 3}
    )  # fmt: skip
    assert newest_known(years).row(0, named=True) == {"gm_code": "GM0001", "inwoners": 11, "armoede": 7.5}


def test_the_reference_table_knows_whom_utrecht_is_like():
    features = newest_known(read_reference("gemeente_jaar"))
    found = comparable(features, "GM0344", k=4)
    assert found["gm_code"].to_list() == ["GM0772", "GM0855", "GM0546", "GM0392"]  # Eindhoven, Tilburg, Leiden, Haarlem
    assert found["afstand"].is_sorted()
    parts = found.select(pl.sum_horizontal(pl.col("^bijdrage_.*$")))
    assert parts.to_series().to_list() == pytest.approx([1.0] * 4)
    # How many people in Ameland have bijstand is not published.
    assert comparable(features, "GM0060", k=1)["ontbreekt"].to_list() == [["bijstand per 1.000 inwoners"]]
