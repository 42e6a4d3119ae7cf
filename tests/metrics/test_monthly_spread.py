"""How much more months differ than separate cases would: batches show, trends and seasons do not."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from metrics.intervals.monthly_spread import monthly_spread, widening

MONTHS = [date(2022 + number // 12, number % 12 + 1, 1) for number in range(36)]


def series(*gebieden: list[int], noemer: int = 1000, months: list[date] | None = None) -> pl.DataFrame:
    rows = [
        (f"GM{place:04d}", maand, teller, noemer)
        for place, counts in enumerate(gebieden, 1)
        for maand, teller in zip(months or MONTHS, counts, strict=False)
    ]
    schema = {"gebied": pl.String, "maand": pl.Date, "teller": pl.Int64, "noemer": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def phi(frame: pl.DataFrame) -> list[float]:
    return monthly_spread(frame, ["gebied"]).sort("gebied")["phi"].to_list()


def test_a_worked_example():
    # 24 months that go 10, 20, 10, 20, ...: every pair gives (20 - 10)^2 / (10 + 20).
    assert phi(series([10, 20] * 12)) == [pytest.approx(100 / 30)]


def test_months_that_differ_less_than_chance_would_have_one():
    assert phi(series([15] * 24)) == [1.0]


def test_only_the_last_24_months_count():
    assert phi(series([1000, 10] * 6 + [15] * 24)) == [1.0]


def test_with_fewer_than_eleven_pairs_nothing_is_said():
    assert phi(series([10, 20] * 5 + [10])) == [1.0]
    assert phi(series([10, 20] * 6)) == [pytest.approx(100 / 30)]
    # Every other month is missing: no month has a neighbour.
    assert phi(series([10, 20] * 9, months=MONTHS[::2])) == [1.0]


def test_batches_that_are_rare_show_in_the_few_months_that_have_one():
    # Two batches of 6 in 24 months: each of the pairs with one gives 6^2 / 6.
    rare = [0] * 24
    rare[5] = rare[15] = 6
    assert phi(series(rare)) == [pytest.approx(6)]
    assert phi(series([0] * 24)) == [1.0]
    assert phi(series([6] + [0] * 23)) == [1.0], "one pair is no spread"


def test_how_much_is_known_of_phi():
    # Two thirds of the pairs with a count, and at least 8 of a series of months; 24 months are 23 pairs.
    rare = [0] * 24
    rare[5] = rare[15] = 6
    made = monthly_spread(series([10, 20] * 12, rare, [10, 20] * 5 + [10]), ["gebied"]).sort("gebied")
    assert made["vrijheid"].to_list() == pytest.approx([23 * 2 / 3, 8.0, 0.0])


@pytest.mark.parametrize(
    ("seen", "freedom", "expected"),
    [
        (1.63, 16.0, 1.0),  # chi-squared of 16 degrees is above 26.296 = 16 x 1.6435 in 5 of 100
        (1.65, 16.0, 1.65 * (2.1199 / 1.95996) ** 2),
        (4.0, 8.0, 4.0 * (2.3060 / 1.95996) ** 2),
        (1.92, 8.0, 1.0),  # 15.507 = 8 x 1.9384
        (1.0, 0.0, 1.0),
    ],
)
def test_a_phi_that_chance_often_shows_widens_nothing_and_another_by_what_is_known_of_it(seen, freedom, expected):
    made = pl.select(widening(pl.lit(seen), pl.lit(freedom), 0.95)).item()
    assert made == pytest.approx(expected, rel=1e-4)


def test_a_noemer_that_changes_is_expected():
    twice = series([10, 20] * 12).with_columns(noemer=pl.when(pl.col("teller") == 20).then(2000).otherwise(1000))
    assert phi(twice) == [1.0]


@pytest.mark.parametrize(("mean", "most"), [(0.2, 1.1), (2, 1.2), (60, 1.2)])
def test_separate_cases_hardly_widen_an_interval_however_few_there_are(mean, most):
    rng = np.random.default_rng(4)
    assert 1 <= float(np.mean(phi(series(*rng.poisson(mean, (400, 24)).tolist())))) < most


def test_a_trend_and_a_season_are_no_batches_but_batches_are():
    rng = np.random.default_rng(5)
    month = np.arange(24)
    expected = 200 * (1 + 0.3 * month / 24) * (1 + 0.1 * np.cos(2 * np.pi * month / 12))
    smooth = series(*rng.poisson(expected, (200, 24)).tolist())
    assert float(np.median(phi(smooth))) < 1.2
    batches = series(*(4 * rng.poisson(expected / 4, (200, 24))).tolist())
    assert float(np.mean(phi(batches))) == pytest.approx(4, rel=0.1)
