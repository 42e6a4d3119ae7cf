"""What is planted for the effect module: effects that are there, and traps that look like one."""

from datetime import date, timedelta

import polars as pl
import pytest

from queries.demo.interventions import LETTERS_AS_CONTACT, SHOCK_LEFT
from queries.demo.truth import effects, expectations
from queries.demo.world import Scenario, make_world
from tests.queries.demo.country import Country

START = pl.col("maand") >= pl.col("vanaf")


@pytest.fixture(scope="module")
def planted(country: Country) -> pl.DataFrame:
    return pl.read_parquet(country.simulation.truth_folder / "interventies.parquet")


def mean(rows: pl.DataFrame, column: str, *where: pl.Expr) -> float:
    return float(rows.filter(*where)[column].mean() or 0)  # type: ignore[arg-type]


def test_there_are_nine_that_work_and_each_begins_in_a_month_of_its_own(planted: pl.DataFrame):
    working = planted.filter(soort="effect")
    assert working["gm_code"].n_unique() == 9
    assert working["vanaf"].n_unique() == 9
    assert "GM0034" in working["gm_code"]
    for _, one in working.group_by("gm_code"):
        assert mean(one, "effect", ~START) == 0
        full = pl.col("maand") >= one["vanaf"][0] + timedelta(days=95)
        assert 0.03 < mean(one, "effect", full) < 0.16


@pytest.mark.parametrize(
    ("soort", "many"), [("geen_effect", 3), ("na_schok", 1), ("registratie", 2), ("dip", 2)]
)  # fmt: skip
def test_the_traps_have_no_effect_at_all(planted: pl.DataFrame, soort: str, many: int):
    trap = planted.filter(soort=soort)
    assert trap["gm_code"].n_unique() == many
    assert trap["effect"].abs().max() == 0


def test_a_change_in_registration_raises_what_is_measured_and_nothing_else(planted: pl.DataFrame):
    changed = planted.filter(soort="registratie")
    assert mean(changed, "gemeten", ~START) == pytest.approx(mean(changed, "waarde", ~START), abs=1e-12)
    assert mean(changed, "gemeten", START) > mean(changed, "waarde", START) + 0.4 * LETTERS_AS_CONTACT


def test_a_dip_comes_before_the_start_and_goes_away_by_itself(planted: pl.DataFrame):
    for _, one in planted.filter(soort="dip").group_by("gm_code"):
        start = one["vanaf"][0]
        low = pl.col("maand").is_between(start - timedelta(days=122), start, closed="left")
        longer = pl.col("maand") < start - timedelta(days=150)
        assert mean(one, "waarde", low) < 0.8 * mean(one, "waarde", longer)
        year = pl.col("maand").is_between(start, start + timedelta(days=360))
        assert mean(one, "waarde", year) == pytest.approx(mean(one, "waarde", longer), rel=0.3)


def test_the_shock_hits_every_gemeente_in_one_month(country: Country):
    truth = pl.read_parquet(country.simulation.truth_folder / "verwachting.parquet").filter(indicator="VS07")
    month = date(2023, 11, 1)
    others = [date(2023, 10, 1), date(2023, 12, 1)]
    beside = (
        truth.filter(pl.col("maand").is_in(others)).group_by("gm_code").agg(pl.col("zonder").mean().alias("beside"))
    )
    left = truth.filter(maand=month).join(beside, on="gm_code").select(pl.col("zonder") / pl.col("beside")).to_series()
    assert len(left) == 342
    assert left.mean() == pytest.approx(SHOCK_LEFT, abs=0.06)
    assert max(left.to_list()) < 0.95


def test_ontruimingen_halve_in_rotterdam_and_nowhere_else(planted: pl.DataFrame, country: Country):
    own = planted.filter(soort="ontruiming")
    assert set(own["gm_code"]) == {"GM0599"}
    assert mean(own, "effect", ~START) == 0
    assert own.filter(START).select((pl.col("waarde") / pl.col("zonder")).unique()).to_series().to_list() == [0.5]
    truth = pl.read_parquet(country.simulation.truth_folder / "verwachting.parquet")
    elsewhere = truth.filter(pl.col("indicator") == "ON01", pl.col("gm_code") != "GM0599")
    assert elsewhere.select((pl.col("waarde") - pl.col("zonder")).abs().max()).item() == 0


def test_a_rent_signaal_came_before_the_planned_share_of_the_ontruimingen():
    cases = make_world(Scenario("toets", 0.2)).evictions
    owed = cases.filter(pl.col("reden") == 0, pl.col("uitgevoerd") > 0)
    assert len(owed) > 1_000
    assert (owed["huursignaal"] > 0).mean() == pytest.approx(0.40, abs=0.04)
    told = owed.filter(pl.col("huursignaal") > 0)
    ahead = told["uitgevoerd"] - told["huursignaal"]
    assert min(ahead.to_list()) > 90
    assert max(ahead.to_list()) < 365


def test_a_rent_signaal_that_was_planned_is_delivered(country: Country):
    world = make_world(Scenario("toets", country.schaal))
    planned = world.evictions.filter(pl.col("huursignaal").is_between(*_days(date(2023, 1, 1), date(2023, 12, 31))))
    wanted = {date(1970, 1, 1) + timedelta(days=day) for day in planned["huursignaal"]}
    sent = {one.get("signaaldatum") for _, one in country.signals() if one["signaalpartner"]["type"] == "Huur"}
    assert len(wanted) > 20
    assert {day for day in wanted if day.isoformat() not in sent} == set()


def _days(first: date, last: date) -> tuple[int, int]:
    epoch = date(1970, 1, 1)
    return (first - epoch).days, (last - epoch).days


def test_three_years_tell_the_same_truth_as_the_last_three_of_five():
    short = expectations(make_world(Scenario("toets", 0.01)))
    world = make_world(Scenario("toets", 0.01, 5))
    long = expectations(world)
    key = ["indicator", "gm_code", "maand"]
    assert long.filter(indicator="VS07")["maand"].min() == date(2020, 1, 1)
    assert short.join(long, on=[*key, "waarde"], how="anti").height == 0
    assert effects(world, long)["maand"].min() == date(2019, 1, 1)
