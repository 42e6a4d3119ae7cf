"""Kaplan-Meier quantiles against published values and worked examples."""

import polars as pl
import pytest

from metrics.intervals.kaplan_meier import km_quantile

# Bone marrow transplants, group ALL (Klein and Moeschberger 1997, table 1.3): day, and whether still free of disease.
BMT_ALL = [
    (2081, True), (1602, True), (1496, True), (1462, True), (1433, True), (1377, True), (1330, True), (996, True),
    (226, True), (1199, True), (1111, True), (530, True), (1182, True), (1167, True), (418, False), (383, False),
    (276, False), (104, False), (609, False), (172, False), (487, False), (662, False), (194, False), (230, False),
    (526, False), (122, False), (129, False), (74, False), (122, False), (86, False), (466, False), (192, False),
    (109, False), (55, False), (1, False), (107, False), (110, False), (332, False),
]  # fmt: skip


def histogram(*rows: tuple[int, bool] | tuple[int, bool, int], gebied: str = "A") -> pl.DataFrame:
    made = [(gebied, row[0], row[1], row[2] if len(row) == 3 else 1) for row in rows]
    schema = {"gebied": pl.String, "waarde": pl.Int32, "gecensureerd": pl.Boolean, "aantal": pl.Int64}
    return pl.DataFrame(made, schema=schema, orient="row")


def quantile(*rows: tuple[int, bool] | tuple[int, bool, int], left: float = 0.5) -> tuple[int | None, ...]:
    return km_quantile(histogram(*rows), ["gebied"], left=left).select("waarde", "onder", "boven").row(0)


def test_the_first_quartile_of_a_published_example():
    # SAS/STAT 14.1 User's Guide, LIFETEST, "Product-Limit Method": 25th percentile of ALL, CONFTYPE=LOGLOG.
    assert quantile(*BMT_ALL, left=0.75)[1:] == (86, 230)


def test_the_median_of_a_worked_example():
    # At risk 8 6 4 1 at days 1 2 3 5 (one case each): S = 7/8, 35/48, 35/64, 0.
    times = [(1, False), (1, True), (2, False), (2, True), (3, False), (3, True), (3, True), (5, False)]
    waarde, onder, boven = quantile(*times)
    # Day 1: Greenwood 1/56, so the lower band is 0.875 ** exp(1.96 * 1.0007) = 0.387, below a half at once.
    # Day 3: Greenwood 0.1345, so the upper band is 0.547 ** exp(-1.96 * 0.608) = 0.832. On day 5
    # nobody is left: Greenwood's formula divides by zero there, so no upper limit is known.
    assert (waarde, onder, boven) == (5, 1, None)


def test_without_anyone_still_waiting_it_is_the_plain_median():
    assert quantile((3, False), (10, False), (20, False), (40, False))[0] == 10
    assert quantile((3, False), (10, False), (20, False))[0] == 10


def test_who_still_waits_moves_the_median_up():
    assert quantile((3, False), (12, True), (12, True), (10, False), (20, False))[0] == 20


def test_a_median_that_half_never_reached_is_null_though_its_lower_limit_is_known():
    assert quantile((3, False), (180, True, 9)) == (None, 3, None)


def test_one_case_or_one_day_says_nothing_of_the_spread():
    assert quantile((49, False)) == (49, None, None)
    assert quantile((5, False, 30)) == (5, None, None)


def test_merged_histograms_are_the_histogram_of_all():
    one, two = histogram((3, False, 4), (9, True, 2)), histogram((3, False, 1), (12, False, 8))
    together = histogram((3, False, 5), (9, True, 2), (12, False, 8))
    stacked = km_quantile(pl.concat([one, two]), ["gebied"])
    assert stacked.equals(km_quantile(together, ["gebied"]))
    assert stacked["waarde"].item() == 12


@pytest.mark.parametrize("order", [1, -1])
def test_gebieden_do_not_touch_each_other(order):
    rows = pl.concat([histogram((3, False, 4), gebied="A"), histogram((30, False, 4), (60, True), gebied="B")][::order])
    assert dict(km_quantile(rows, ["gebied"]).select("gebied", "waarde").iter_rows()) == {"A": 3, "B": 30}
