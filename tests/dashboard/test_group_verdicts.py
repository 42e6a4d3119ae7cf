"""Everyone of a group beside the others of it: each left out of what it is compared with, at the level of many."""

from typing import Any

import polars as pl
import pytest

from dashboard.figures.group_verdicts import group_verdicts
from metrics.indicators import indicator_named
from tests.dashboard.charts.everyone import frame, row

BEREIK, SIGNALEN, WACHT, INDEX = (indicator_named(code) for code in ("VS07", "VS01", "SH03", "ON03"))


def group(indicator: Any, *counts: tuple[int, int], **other: Any) -> pl.DataFrame:
    return frame([row(indicator, f"GM{at:04d}", str(at), *each, **other) for at, each in enumerate(counts)])


def whole(rows: pl.DataFrame, **other: Any) -> dict[str, Any]:
    teller, noemer = rows.select(pl.col("teller", "noemer").sum()).row(0)
    return {
        "waarde": teller / noemer, "onder": None, "boven": None, "teller": teller, "noemer": noemer,
        "n_eff": float(noemer), "phi": None, "voorlopig": False, "status": "ok",
    } | other  # fmt: skip


def judged(rows: pl.DataFrame, of: dict[str, Any] | None, indicator: Any = BEREIK, between: float | None = None) -> Any:
    return group_verdicts(rows, of, indicator, indicator.standaard, between)


def test_each_is_compared_with_the_group_without_it():
    rows = group(BEREIK, (200, 1000), (200, 1000), (200, 1000), (600, 1000))
    found = judged(rows, whole(rows))

    # 1200 of 4000 in all: without the first 1000 of 3000, without the last 600 of 3000.
    assert found["rest"].to_list() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0.2])
    assert found["oordeel"].to_list() == ["slechter", "slechter", "slechter", "beter"]


def test_who_is_too_small_to_be_named_is_in_the_rest_all_the_same():
    rows = group(BEREIK, (200, 1000), (200, 1000), (200, 1000), (200, 1000))
    found = judged(rows, whole(rows, teller=1600, noemer=5000, n_eff=5000.0))

    assert found["rest"].to_list() == pytest.approx([0.35] * 4)


def test_who_looks_at_a_group_it_is_not_in_is_not_taken_out_of_it():
    rows = group(BEREIK, (200, 1000), (200, 1000), (200, 1000), (600, 1000))
    outside = rows.with_columns(lid=pl.col("gm_code") != "GM0003")
    found = judged(outside, whole(rows.head(3)))

    assert found.filter(gm_code="GM0003")["rest"].item() == pytest.approx(0.2)


def test_a_small_difference_may_be_chance_and_the_limits_are_those_of_many():
    # 23% against 20% of 1000: outside limits at 95%, within those at 99,8%.
    rows = group(BEREIK, (230, 1000), *[(200, 1000)] * 40)

    assert judged(rows, whole(rows))["oordeel"][0] == "vergelijkbaar"


def test_what_differs_between_months_makes_a_verdict_less_sure():
    rows = group(BEREIK, (270, 1000), *[(200, 1000)] * 40)

    assert judged(rows, whole(rows))["oordeel"][0] == "beter"
    assert judged(rows, whole(rows), between=0.04)["oordeel"][0] == "vergelijkbaar"


def test_a_rate_is_compared_per_inhabitant_and_without_a_good_side():
    # Per 1.000 a month over 12 months of 10.000 people; 100 more signalen a month than usual.
    rows = group(SIGNALEN, (1200, 120_000), (1200, 120_000), (1200, 120_000), (2400, 120_000), phi=1.0)
    scaled = rows.with_columns(pl.col("waarde", "onder", "boven") * 1000)
    found = judged(scaled, whole(rows, waarde=12.5, phi=1.0), SIGNALEN)

    assert found["rest"].to_list() == pytest.approx([40 / 3, 40 / 3, 40 / 3, 10.0])
    assert found["oordeel"].to_list() == ["lager", "lager", "lager", "hoger"]


def test_a_rate_is_nowhere_taken_as_steadier_than_the_middle_one_of_the_group():
    # 1500 against 1200 is far outside limits of separate cases; not of months that differ nine times as much.
    counts = ((1500, 120_000), (1200, 120_000), (1200, 120_000), (1200, 120_000), (1200, 120_000))
    rows = group(SIGNALEN, *counts).with_columns(pl.col("waarde", "onder", "boven") * 1000)
    of = whole(rows, waarde=10.5, phi=1.0)
    steady = rows.with_columns(phi=pl.lit(1.0))
    others = rows.with_columns(phi=pl.when(pl.col("gm_code") == "GM0000").then(1.0).otherwise(9.0))

    assert judged(steady, of, SIGNALEN)["oordeel"][0] == "hoger"
    assert judged(others, of, SIGNALEN)["oordeel"][0] == "vergelijkbaar"


def test_a_median_is_compared_with_that_of_the_whole_group_and_lower_can_be_better():
    rows = group(WACHT, *[(0, 100)] * 5).with_columns(
        waarde=pl.Series([10.0, 20.0, 20.0, 20.0, 30.0]), onder=pl.Series([9.0, 19.0, 19.0, 19.0, 28.0]),
        boven=pl.Series([11.0, 21.0, 21.0, 21.0, 32.0]),
    )  # fmt: skip
    found = judged(rows, whole(rows, waarde=20.0, onder=19.5, boven=20.5, noemer=5000), WACHT)

    assert found["rest"].to_list() == [20.0] * 5
    assert found["oordeel"].to_list() == ["beter", "vergelijkbaar", "vergelijkbaar", "vergelijkbaar", "slechter"]


def test_a_group_of_too_low_coverage_gives_no_verdict():
    rows = group(BEREIK, (200, 1000), (200, 1000), (200, 1000), (600, 1000))

    assert judged(rows, whole(rows, status="te_lage_dekking"))["oordeel"].to_list() == [None] * 4


def test_nothing_is_said_of_few_of_an_unpublished_group_or_against_base_years():
    rows = group(BEREIK, (200, 1000), (200, 1000), (200, 1000), (600, 1000))

    assert judged(rows.head(3), whole(rows)).is_empty()
    assert judged(rows, None).is_empty()
    assert judged(rows, whole(rows) | {"waarde": None}).is_empty()
    assert judged(rows, whole(rows), INDEX).is_empty()
