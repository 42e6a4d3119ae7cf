"""What households that come back do to the certainty of a share, and what figures make of it."""

from typing import Any

import numpy as np
import polars as pl
import pytest

from metrics.indicators import indicator_named
from metrics.intervals import wilson, wilson_clustered
from metrics.intervals.design_effect import design_effects
from metrics.tables import SAMENHANG_SCHEMA

VS07 = indicator_named("VS07")


def alike(*rows: dict[str, Any]) -> pl.DataFrame:
    base = {"indicator": "VS07", "versie": 1, "variant": "standaard", "uitsplitsing": ""}
    return pl.DataFrame([base | row for row in rows], schema=SAMENHANG_SCHEMA)


def households(gebied: str, numbers: list[tuple[int, int]], times: int = 1) -> dict[str, Any]:
    """Write the sums over households of (teller, noemer), each so many times."""
    sums = [(1, t, n, t * t, t * n, n * n) for t, n in numbers]
    names = ("huishoudens", "teller", "noemer", "teller2", "product", "noemer2")
    added = (times * sum(column) for column in zip(*sums, strict=True))
    return {"gebied": gebied, **dict(zip(names, added, strict=True))}


def deffs(*rows: dict[str, Any], kind: str | None = None) -> tuple[dict[str, float], float]:
    found, otherwise = design_effects(alike(*rows), VS07, VS07.standaard, kind)
    return dict(found.iter_rows()), otherwise


def test_a_worked_example():
    # 300 households of two cases: 100 hit twice, 100 once, 100 never. p = 300 / 600; of each household t - p n is
    # 1, 0 or -1: sum of squares 200. 300 / 299 x 200 / (600 x 0.5 x 0.5) = 1.3378.
    found, _ = deffs(households("GM0001", [(2, 2), (1, 2), (0, 2)], 100))
    assert found["GM0001"] == pytest.approx(300 / 299 * 200 / 150)


def test_households_that_answer_all_alike_count_once():
    found, _ = deffs(households("GM0001", [(2, 2), (0, 2)], 1000))
    assert found["GM0001"] == pytest.approx(2, rel=1e-3)


def test_separate_cases_and_cases_that_differ_within_a_household_keep_what_they_say():
    found, _ = deffs(households("GM0001", [(1, 1), (0, 1)], 500), households("GM0002", [(1, 2)], 500))
    assert found["GM0001"] == pytest.approx(1, abs=2e-3)
    assert found["GM0002"] == 1.0


def test_under_200_households_nederland_speaks_for_the_rest():
    national = households("NL", [(2, 2), (0, 2)], 10_000)  # 2
    found, otherwise = deffs(households("GM0001", [(1, 1), (0, 1)], 25), national)
    assert otherwise == pytest.approx(2, rel=1e-3)
    assert found["GM0001"] == pytest.approx(0.25 * 50 / 49 + 0.75 * otherwise)
    many, _ = deffs(households("GM0001", [(1, 1), (0, 1)], 100), national)
    assert many["GM0001"] == pytest.approx(200 / 199)


def test_where_all_hit_or_none_does_the_national_value_holds_and_without_one_every_case_counts():
    national = households("NL", [(2, 2), (0, 2)], 10_000)
    assert deffs(households("GM0001", [(3, 3)], 400), national)[0]["GM0001"] == pytest.approx(2, rel=1e-3)
    assert deffs(households("GM0001", [(0, 3)], 400)) == ({"GM0001": 1.0}, 1.0)
    assert deffs() == ({}, 1.0)


def test_in_a_shorter_period_fewer_cases_share_a_household():
    # Households of two that answer alike: deff 2 over 24 months. A case has one other; in its year half of them have,
    # in its quarter one in eight, in its month none: 1 + 1/2, 1 + 1/8, 1.
    pairs = households("GM0001", [(2, 2), (0, 2)], 1000)
    pairs |= {"noemer2_maand": 4000, "noemer2_kwartaal": 4500, "noemer2_jaar": 6000}
    for kind, expected in (("maand", 1.0), ("kwartaal", 1.125), ("jaar", 1.5), ("12maanden", 1.5)):
        found, _ = deffs(pairs, kind=kind)
        assert found["GM0001"] == pytest.approx(expected, rel=1e-3)
    assert deffs(pairs)[0]["GM0001"] == pytest.approx(2, rel=1e-3)


def test_what_counts_once_in_twelve_months_is_separate_in_a_year():
    yearly = households("GM0001", [(2, 2), (0, 2)], 1000)
    yearly |= {"noemer2_maand": 4000, "noemer2_kwartaal": 4000, "noemer2_jaar": 4000}
    assert deffs(yearly, kind="jaar")[0]["GM0001"] == 1.0
    assert deffs(yearly, kind="12maanden")[0]["GM0001"] == 1.0


def test_where_nobody_comes_back_or_no_periods_are_known_the_deff_is_that_of_24_months():
    alone = households("GM0001", [(1, 1), (0, 1)], 500)
    alone |= {"noemer2_maand": 1000, "noemer2_kwartaal": 1000, "noemer2_jaar": 1000}
    assert deffs(alone, kind="jaar") == deffs(alone)
    unknown = households("GM0001", [(2, 2), (0, 2)], 1000)
    assert deffs(unknown, kind="jaar") == deffs(unknown)


def test_the_newest_known_version_of_a_definition_is_taken():
    rows = [households("GM0001", [(2, 2), (0, 2)], 1000), households("GM0001", [(1, 1), (0, 1)], 500) | {"versie": 2}]
    found, _ = deffs(*rows)
    assert found["GM0001"] == pytest.approx(2, rel=1e-3)


def test_where_households_repeat_the_interval_covers_the_truth_as_often_as_it_says():
    """Four in ten cases follow an earlier one of their household, which mostly ends the same way.

    Simulated: 3.000 gemeenten with 220 households, each with its own chance around 30%, drawn once and kept.
    """
    rng = np.random.default_rng(20240105)
    gemeenten, size, truth = 3000, 220, 0.3
    # One, two, three or four cases: of 1.67 on average 0.67 are later ones, which is 40%.
    cases = rng.choice([1, 2, 3, 4], p=[0.58, 0.24, 0.11, 0.07], size=(gemeenten, size))
    chance = rng.beta(0.5 * truth, 0.5 * (1 - truth), size=(gemeenten, size))
    hits = rng.binomial(cases, chance)
    assert 1 - size * gemeenten / cases.sum() == pytest.approx(0.4, abs=0.01)
    sums = pl.DataFrame(
        {
            "gebied": [f"GM{number:04d}" for number in range(gemeenten)],
            "huishoudens": [size] * gemeenten,
            "teller": hits.sum(axis=1),
            "noemer": cases.sum(axis=1),
            "teller2": (hits * hits).sum(axis=1),
            "product": (hits * cases).sum(axis=1),
            "noemer2": (cases * cases).sum(axis=1),
        }
    )
    named = sums.with_columns(
        indicator=pl.lit("VS07"), versie=pl.lit(1), variant=pl.lit("standaard"), uitsplitsing=pl.lit("")
    )
    deff, _ = design_effects(named, VS07, VS07.standaard)
    frame = sums.join(deff, on="gebied")
    hit, all_cases = pl.col("teller"), pl.col("noemer")
    covered = {
        name: frame.select((low <= truth) & (truth <= high)).to_series().sum() / gemeenten
        for name, (low, high) in {
            "plain": wilson(hit, all_cases),
            "clustered": wilson_clustered(hit, all_cases, pl.col("deff")),
        }.items()
    }
    # The error of the simulation is 0.4 points (one standard error).
    assert covered["clustered"] == pytest.approx(0.95, abs=0.01)
    assert 0.85 <= covered["plain"] <= 0.89
