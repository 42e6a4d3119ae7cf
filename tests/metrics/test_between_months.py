"""The variance between months: found back where it is, near nothing where months differ by chance alone."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from metrics.comparison.between_months import between_months, final_months_of
from metrics.indicators import indicator_named


def monthly(teller: list[int], noemer: list[int], **columns: object) -> pl.DataFrame:
    return pl.DataFrame({"gebied": "GM0001", "teller": teller, "noemer": noemer, **columns})


def test_it_is_the_moment_estimator_of_dersimonian_and_laird():
    # By hand: y = 0.1 to 0.6 of 100 each, mean 0.35: Q = 100 x 0.175 = 17.5, 5 v = 5 x 0.35 x 0.65 = 1.1375,
    # the divisor is 600 - 100 = 500: (17.5 - 1.1375) / 500 = 0.032725.
    found = between_months(monthly([10, 20, 30, 40, 50, 60], [100] * 6), aandeel=True).row(0, named=True)
    assert found == {"gebied": "GM0001", "maanden": 6, "tau2_eigen": pytest.approx(0.032725), "tau2": found["tau2"]}
    assert found["tau2"] == found["tau2_eigen"]


def test_a_rate_is_in_its_own_unit():
    # By hand, per 1.000: y = 1 to 6, mean 3.5: Q = 1000 x 17.5, v = 1000 x 3.5, divisor 5000: (17500 - 17500) / 5000.
    even = between_months(monthly([1, 2, 3, 4, 5, 6], [1000] * 6), aandeel=False, factor=1000)
    assert even["tau2"].to_list() == [0.0]
    # Ten times the people: v is a tenth of it per case, so (175000 - 17500) / 50000 = 3.15.
    more = between_months(monthly([10, 20, 30, 40, 50, 60], [10_000] * 6), aandeel=False, factor=1000)
    assert more["tau2"].to_list() == pytest.approx([3.15])


def test_cases_that_come_in_batches_make_less_of_it():
    columns = monthly([10, 20, 30, 40, 50, 60], [100] * 6, deff=[2.0] * 6)
    assert between_months(columns, aandeel=True)["tau2"].to_list() == pytest.approx([(17.5 - 2 * 1.1375) / 500])


def test_months_that_differ_by_chance_alone_have_hardly_any_and_others_have_theirs():
    rng = np.random.default_rng(3)
    for sd in (0.0, 0.05):
        noemer = rng.integers(50, 400, (300, 24))
        teller = rng.binomial(noemer, np.clip(0.3 + rng.normal(0, sd, noemer.shape), 0, 1))
        rows = {"gebied": np.repeat(np.arange(300), 24), "teller": teller.ravel(), "noemer": noemer.ravel()}
        found = between_months(pl.DataFrame(rows), aandeel=True)
        assert found["tau2_eigen"].mean() == pytest.approx(sd**2, abs=2e-4)


def test_who_has_few_months_has_what_is_usual():
    others = pl.concat([monthly([10, 20, 30, 40, 50, 60], [100] * 6), monthly([3, 4], [10, 10]).with_columns(
        gebied=pl.lit("GM0002"))])  # fmt: skip
    found = between_months(others, aandeel=True)
    assert found["maanden"].to_list() == [6, 2]
    assert found["tau2_eigen"].to_list() == [pytest.approx(0.032725), None]
    assert found["tau2"].to_list() == [pytest.approx(0.032725)] * 2


def test_months_without_cases_say_nothing():
    some = monthly([10, 20, 30, 0, 40, 50, 60], [100, 100, 100, 0, 100, 100, 100])
    assert between_months(some, aandeel=True)["maanden"].to_list() == [6]
    assert between_months(some.clear(), aandeel=True).is_empty()


def test_it_is_made_of_the_newest_24_months_that_are_whole_and_final():
    vs07 = indicator_named("VS07")
    months = pl.date_range(date(2022, 1, 1), date(2024, 12, 1), "1mo", eager=True)
    dekking = pl.DataFrame({"gm_code": "GM0001", "tabel": "zaak", "maand": months}).with_columns(
        volledig=pl.col("maand") != date(2024, 2, 1)
    )
    telling = pl.DataFrame({"maand": months.filter(months != date(2024, 3, 1))}).with_columns(
        gebied=pl.lit("GM0001"), indicator=pl.lit("VS07"), versie=vs07.versie, variant=pl.lit("standaard"),
        uitsplitsing=pl.lit(""), cel=pl.lit(""), teller=3, noemer=10,
    )  # fmt: skip
    found = final_months_of(telling, dekking, [(vs07, vs07.standaard)], today=date(2024, 12, 31))
    found = found.drop("indicator", "variant")
    # A window of 90 days and 31 for late deliveries: August 2024 ended on the 31st, and is final on 31 December.
    assert found["maand"].max() == date(2024, 8, 1)
    assert found.height == 24
    assert date(2024, 2, 1) not in found["maand"]
    assert found.filter(maand=date(2024, 3, 1)).row(0)[2:] == (0, 0)
