"""Casemix: the prediction covers what it says, nobody is judged by himself, and no choice is explained away."""

from typing import Any

import numpy as np
import polars as pl
import pytest

from metrics.comparison.casemix import CasemixError, casemix
from metrics.comparison.comparable import Kenmerk
from metrics.definition import Richting

POOR = (Kenmerk("pct_laag_inkomen", "laag inkomen", pl.col("pct_laag_inkomen")),)


def country(rng: Any, *, sd: float, cases: int, number: int = 150) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return counts and features of gemeenten whose share follows poverty, and differs by ``sd`` beyond that."""
    codes = [f"GM{place:04}" for place in range(number)]
    poor = rng.normal(6, 2, number)
    chance = 1 / (1 + np.exp(1 - 0.15 * (poor - 6) - sd * rng.normal(size=number)))
    counts = pl.DataFrame({"gm_code": codes, "teller": rng.binomial(cases, chance), "noemer": cases})
    return counts, pl.DataFrame({"gm_code": codes, "pct_laag_inkomen": poor})


def test_the_95_percent_prediction_interval_covers_95_percent():
    # 12 countries of 150 gemeenten: a standard error of 0,5%, three of them is 1,5%. Counts are whole, so it covers a
    # little more than 95%. The benchmark of verdicts does it for more sizes.
    rng = np.random.default_rng(21)
    worlds = [(sd, cases) for sd in (0.0, 0.3) for cases in (400, 1500)] * 3
    found = pl.concat(casemix(*country(rng, sd=sd, cases=n), kenmerken=POOR).gemeenten for sd, n in worlds)
    shares = dict(found["oordeel"].value_counts(normalize=True).iter_rows())
    assert shares["vergelijkbaar"] == pytest.approx(0.955, abs=0.015)
    assert max(shares["hoger"], shares["lager"]) <= 0.025 + 0.011


def test_it_finds_back_what_the_context_does_and_how_far_gemeenten_differ_beyond_it():
    counts, features = country(np.random.default_rng(22), sd=0.3, cases=3000)
    found = casemix(counts, features, kenmerken=POOR)
    effect = found.effecten.row(by_predicate=pl.col("term") == "pct_laag_inkomen", named=True)
    spread = float(features["pct_laag_inkomen"].to_numpy().std())
    assert effect["beta"] == pytest.approx(0.15 * spread, abs=3 * effect["fout"])
    assert found.sd == pytest.approx(0.3, abs=0.05)


def test_nobody_is_judged_by_himself():
    counts, features = country(np.random.default_rng(23), sd=0.1, cases=1000)
    lowered = counts.with_columns(teller=pl.when(pl.col("gm_code") == "GM0007").then(20).otherwise("teller"))
    before, after = (casemix(each, features, kenmerken=POOR, richting=Richting.HOGER_IS_BETER).gemeenten
                     for each in (counts, lowered))  # fmt: skip
    own = pl.col("gm_code") == "GM0007"
    assert after.row(by_predicate=own, named=True)["oordeel"] == "slechter"
    assert after.row(by_predicate=own, named=True)["verwacht"] == pytest.approx(
        before.row(by_predicate=own, named=True)["verwacht"], abs=0.003
    )


def test_a_poor_gemeente_is_compared_with_what_poor_gemeenten_reach():
    counts, features = country(np.random.default_rng(24), sd=0.05, cases=1000)
    found = casemix(counts, features, kenmerken=POOR).gemeenten.join(features, on="gm_code")
    poor, rich = (float(found.filter(side)["verwacht"].to_numpy().mean()) for side in (
        pl.col("pct_laag_inkomen") > 8, pl.col("pct_laag_inkomen") < 4
    ))  # fmt: skip
    assert poor > rich + 0.1


def test_households_that_repeat_make_the_prediction_wider():
    counts, features = country(np.random.default_rng(25), sd=0.0, cases=1000)
    plain = casemix(counts, features, kenmerken=POOR).gemeenten
    wide = casemix(counts.with_columns(n_eff=pl.col("noemer") / 4), features, kenmerken=POOR).gemeenten
    ratio = ((wide["boven"] - wide["onder"]) / (plain["boven"] - plain["onder"])).to_numpy()
    assert float(np.median(ratio)) == pytest.approx(2.0, abs=0.15)


def test_a_gemeente_of_which_too_little_is_known_gets_no_verdict_and_no_part_in_the_model():
    counts, features = country(np.random.default_rng(26), sd=0.1, cases=500)
    own = pl.col("gm_code") == "GM0003"
    holes = features.with_columns(pct_laag_inkomen=pl.when(~own).then("pct_laag_inkomen"))
    found = casemix(counts, holes, kenmerken=POOR).gemeenten
    row = found.row(by_predicate=own, named=True)
    assert (row["oordeel"], row["verwacht"], row["onder"]) == ("te weinig gegevens", None, None)
    rest = casemix(counts.filter(~own), holes.filter(~own), kenmerken=POOR).gemeenten
    assert found.filter(~own)["onder"].to_list() == rest["onder"].to_list()
    empty = counts.with_columns(
        noemer=pl.when(own).then(0).otherwise("noemer"), teller=pl.when(own).then(0).otherwise("teller")
    )
    assert casemix(empty, features, kenmerken=POOR).gemeenten.row(by_predicate=own, named=True)["oordeel"] == (
        "te weinig gegevens"
    )


def test_a_handful_of_gemeenten_makes_no_model():
    counts, features = country(np.random.default_rng(27), sd=0.1, cases=500, number=29)
    found = casemix(counts, features, kenmerken=POOR)
    assert set(found.gemeenten["oordeel"]) == {"te weinig gegevens"}
    assert (found.sd, found.effecten.height) == (None, 0)


def test_a_context_that_is_the_same_everywhere_explains_nothing():
    counts, features = country(np.random.default_rng(28), sd=0.1, cases=500)
    found = casemix(counts, features.with_columns(pct_laag_inkomen=5.0), kenmerken=POOR)
    assert found.effecten["term"].to_list() == ["constante"]


def test_what_a_gemeente_chooses_may_not_explain_its_result():
    counts, features = country(np.random.default_rng(29), sd=0.1, cases=500)
    with pytest.raises(CasemixError, match="rekent met pogingen"):
        casemix(counts, features, kenmerken=(Kenmerk("pogingen", "pogingen per zaak", pl.col("pogingen")),))
