"""Verdicts: the interval decides, the own gemeente is left out, and sometimes there is no honest answer."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from metrics.comparison.compare import differences, verdict, without_own
from metrics.definition import Bevolking, Eenheid, Methode, Wachttijd
from metrics.indicators import indicator_named
from metrics.intervals import byar, wilson
from tests.metrics.indifferent import Stream, World, judged


def share(teller: int, noemer: int, **changed: Any) -> dict[str, Any]:
    low, high = wilson(pl.col("t"), pl.col("n"))
    onder, boven = pl.DataFrame({"t": [teller], "n": [noemer]}).select(onder=low, boven=high).row(0)
    figure = {"teller": teller, "noemer": noemer, "waarde": teller / noemer, "onder": onder, "boven": boven}
    return figure | {"status": "ok", "voorlopig": False} | changed


def rate(teller: int, noemer: int) -> dict[str, Any]:
    low, high = byar(pl.col("t"))
    onder, boven = pl.DataFrame({"t": [teller]}).select(onder=low, boven=high).row(0)
    factor = 120_000 / noemer
    figure = {"waarde": teller * factor, "onder": onder * factor, "boven": boven * factor}
    return figure | {"teller": teller, "noemer": noemer, "status": "ok", "voorlopig": False}


def days(waarde: float | None, onder: float | None, boven: float | None, noemer: int) -> dict[str, Any]:
    figure = {"waarde": waarde, "onder": onder, "boven": boven, "teller": noemer, "noemer": noemer}
    return figure | {"status": "ok", "voorlopig": False}


VS07, VS12A, ON01, SH03 = (indicator_named(code) for code in ("VS07", "VS12a", "ON01", "SH03"))
NATION = share(20_000, 100_000)


@pytest.mark.parametrize(("teller", "word"), [(30, "beter"), (20, "vergelijkbaar"), (10, "slechter")])
def test_the_own_interval_decides_beside_a_rest_many_times_larger(teller, word):
    assert verdict(share(teller, 100), NATION, VS07) == word


def test_without_a_richting_it_is_higher_or_lower():
    assert verdict(share(30, 100), NATION, VS12A) == "hoger"
    assert verdict(share(10, 100), NATION, VS12A) == "lager"


def test_beside_a_rest_of_the_same_size_the_interval_of_the_difference_decides():
    own, rest = share(30, 100), share(20, 100)
    assert own["onder"] > rest["waarde"], "the rest taken as certain would have called this better"
    assert verdict(own, rest, VS07) == "vergelijkbaar"
    assert verdict(share(40, 100), rest, VS07) == "beter"


def test_fewer_evictions_is_better():
    nation = rate(1_000, 24_000_000)
    assert verdict(rate(5, 600_000), nation, ON01) == "beter"
    assert verdict(rate(40, 600_000), nation, ON01) == "slechter"
    assert verdict(rate(26, 600_000), nation, ON01) == "vergelijkbaar"


def test_a_shorter_wait_is_better():
    assert verdict(days(7.0, 5.0, 9.0, 200), days(15.0, 14.0, 16.0, 90_000), SH03) == "beter"
    assert verdict(days(12.0, 8.0, 20.0, 200), days(15.0, 9.0, 22.0, 300), SH03) == "vergelijkbaar"


@pytest.mark.parametrize("status", ["onvolledig", "te_lage_dekking", "te_veel_onbekend", "geen_gevallen"])
def test_a_figure_that_is_not_whole_gets_no_verdict(status):
    assert verdict(share(30, 100, status=status), NATION, VS07) is None
    assert verdict(share(30, 100), NATION | {"status": status}, VS07) is None


def test_a_voorlopig_figure_gets_no_verdict():
    assert verdict(share(30, 100, voorlopig=True), NATION, VS07) is None
    assert verdict(share(30, 100), NATION | {"voorlopig": True}, VS07) is None


def test_too_few_cases_are_too_few_to_judge():
    assert verdict(share(9, 9), NATION, VS07) == "te weinig gegevens"
    assert verdict(rate(0, 60_000), rate(1_000, 24_000_000), ON01) == "te weinig gegevens"
    assert verdict(rate(0, 600_000), rate(1_000, 24_000_000), ON01) == "beter"


def test_a_median_without_limits_has_too_few_cases_to_judge():
    nation = days(15.0, 14.0, 16.0, 90_000)
    assert verdict(days(None, None, None, 200), nation, SH03) == "te weinig gegevens"
    assert verdict(days(7.0, 5.0, None, 200), nation, SH03) == "te weinig gegevens"
    assert verdict(days(7.0, 5.0, 9.0, 200), days(15.0, None, None, 300), SH03) == "te weinig gegevens"
    assert verdict(days(7.0, 5.0, 9.0, 200), days(15.0, None, None, 90_000), SH03) == "beter"


def test_beside_a_rest_without_a_value_there_is_no_verdict():
    assert verdict(days(7.0, 5.0, 9.0, 200), days(None, None, None, 300), SH03) is None


def test_a_variant_is_judged_by_its_own_method():
    medians = replace(VS07.standaard, code="dagen", wachttijd=Wachttijd(pl.col("d")), methode=Methode.KM_MEDIAAN)
    medians = replace(medians, eenheid=Eenheid.DAGEN)
    counts = replace(
        VS07.standaard, code="per_jaar", bevolking=Bevolking.INWONERS, methode=Methode.BYAR,
        eenheid=Eenheid.PER_10000_PER_JAAR,
    )  # fmt: skip
    # None of 9 people: too few as a share, and as a rate nothing was expected; 400 are expected of 9,6 million.
    assert verdict(rate(300, 9_600_000), rate(1_000, 24_000_000), VS07, variant=counts) == "slechter"
    assert verdict(rate(0, 9_000), rate(1_000, 24_000_000), VS07, variant=counts) == "te weinig gegevens"
    assert verdict(days(7.0, 5.0, 9.0, 200), days(15.0, 14.0, 16.0, 90_000), VS07, variant=medians) == "slechter"


def test_the_difference_has_limits_and_a_chance():
    # Newcombe 1998 (Statistics in Medicine 17, p. 873), example (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339.
    found = differences(pl.DataFrame([share(56, 70)]), pl.DataFrame([share(48, 80)]), VS07).row(0, named=True)
    assert found["verschil"] == pytest.approx(0.2)
    assert (found["onder"], found["boven"]) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert found["oordeel"] == "beter"
    # By hand: z = 1.959964 x 0.2 / (0.2 - 0.0524) = 2.656, of which 0.0079 lies beyond on both sides together.
    assert found["kans"] == pytest.approx(0.0079, abs=5e-5)


def test_the_chance_is_the_level_at_which_the_limit_reaches_the_rest():
    own = share(30, 100)
    found = differences(pl.DataFrame([own]), pl.DataFrame([NATION | {"waarde": own["onder"]}]), VS07)
    assert found["kans"].item() == pytest.approx(0.05)
    same = differences(pl.DataFrame([share(20, 100)]), pl.DataFrame([NATION]), VS07)
    assert same["kans"].item() == 1.0


def test_what_differs_between_months_widens_the_interval():
    quarter = {"periode_van": date(2024, 1, 1), "periode_tot": date(2024, 4, 1)}
    own: dict[str, Any] = share(30, 100) | quarter
    assert verdict(own, NATION, VS07) == "beter"
    assert verdict(own, NATION, VS07, between=0.08**2) == "vergelijkbaar"
    # Over a year the good and the bad months even out: a twelfth of the variance stays, of a quarter a third.
    assert verdict(own | {"periode_tot": date(2025, 1, 1)}, NATION, VS07, between=0.08**2) == "beter"
    wide = differences(pl.DataFrame([own]), pl.DataFrame([NATION]), VS07, between=pl.Series([0.08**2]))
    expected = 0.1 - ((0.3 - own["onder"]) ** 2 + (1.959964 * 0.08) ** 2 / 3) ** 0.5
    assert wide["onder"].item() == pytest.approx(expected, abs=1e-7)


def test_of_a_share_of_which_few_are_expected_the_exact_tail_decides_too():
    # Binomial, 48 cases at 93%: P(X <= 41) = 0.0484, P(X <= 40) = 0.0175; Wilson alone calls 41 lower too.
    nation = share(93_000, 100_000)
    own = share(41, 48)
    assert own["boven"] < nation["waarde"]
    assert verdict(own, nation, VS07) == "vergelijkbaar"
    assert verdict(share(40, 48), nation, VS07) == "slechter"
    found = differences(pl.DataFrame([own]), pl.DataFrame([nation]), VS07)
    assert found["kans"].item() == pytest.approx(2 * 0.0484, abs=2e-4)
    # As many cases of far fewer households: 40 of 48 is then 20 of 24, P(X <= 20) = 0.0830.
    assert verdict(share(40, 48) | {"n_eff": 24.0}, nation, VS07) == "vergelijkbaar"


def test_of_a_rate_of_which_few_are_expected_the_exact_tail_decides_too():
    # 6 expected: P(X <= 1) = 0.0174, P(X <= 2) = 0.0620 (Poisson tables); in batches of 2 it takes 12 for as much.
    nation = rate(1_000, 24_000_000)
    found = differences(pl.DataFrame([rate(1, 144_000)]), pl.DataFrame([nation]), ON01)
    assert (found["oordeel"].item(), found["kans"].item()) == ("beter", pytest.approx(2 * 0.0174, abs=1e-4))
    assert verdict(rate(2, 144_000), nation, ON01) == "vergelijkbaar"
    assert verdict(rate(4, 288_000), nation, ON01) == "beter"
    assert verdict(rate(4, 288_000) | {"phi": 2.0}, nation, ON01) == "vergelijkbaar"


def test_a_figure_of_nothing_is_not_compared():
    nothing = {"teller": 0, "noemer": 0, "waarde": None, "onder": None, "boven": None, "voorlopig": False}
    assert verdict(nothing | {"status": "geen_gevallen", "n_eff": 0.0}, NATION, VS07) is None
    assert verdict(nothing | {"status": "ok"}, NATION, VS07) == "te weinig gegevens"
    assert verdict(nothing | {"status": "geen_gevallen"}, rate(1_000, 24_000_000), ON01) is None
    assert verdict(share(30, 100), nothing | {"status": "geen_gevallen"}, VS07) is None


def test_a_spread_between_months_that_is_only_estimated_widens_a_rate():
    nation = rate(1_000, 24_000_000)
    own = rate(36, 600_000)
    assert verdict(own, nation, ON01) == "slechter"
    # Student's t with 16 degrees of freedom is 2.1199 at 95%: sqrt(1.1) x 2.1199 / 1.95996 times as wide.
    assert verdict(own | {"phi": 1.1}, nation, ON01) == "vergelijkbaar"
    wide = differences(pl.DataFrame([own | {"phi": 1.1}]), pl.DataFrame([nation]), ON01)
    gap = own["waarde"] - nation["waarde"]
    assert wide["onder"].item() == pytest.approx(
        gap - 1.1**0.5 * 2.1199 / 1.95996 * (own["waarde"] - own["onder"]), rel=1e-4
    )
    assert verdict(own | {"phi": 1.0}, nation, ON01) == "slechter"


def test_the_rest_of_each_gemeente_is_all_others_of_its_period():
    counts = pl.DataFrame(
        {"gebied": ["GM0001", "GM0002", "GM0003", "GM0001"], "periode_van": [date(2024, 1, 1)] * 3 + [date(2025, 1, 1)],
         "teller": [1, 2, None, 8], "noemer": [10, 20, None, 80]}
    )  # fmt: skip
    rest = without_own(counts)
    assert rest.select("teller", "noemer").rows() == [(2, 20), (1, 10), (3, 30), (0, 0)]


def test_nothing_to_judge_gives_nothing():
    none = pl.DataFrame(schema=pl.DataFrame([NATION]).schema)
    assert differences(none, none, VS07).is_empty()


WORLDS = (
    (VS07, World(months_sd=0.06)),
    (VS07, World(months_sd=0.04, months=12)),
    (VS07, World(months_sd=0.04, per_class=6)),  # the rest is 9 times the largest: the interval of the difference
    (ON01, Stream()),
    (ON01, Stream(size=2.0, batch=3.0, months_cv=0.2)),
)


@pytest.mark.parametrize(("indicator", "world"), WORLDS)
def test_of_gemeenten_that_do_not_differ_no_size_class_is_called_worse_more_than_2_5_percent(indicator, world):
    # 600 gemeenten of each of five sizes; three standard errors of the simulation on top of 2,5%: 4,4%. The
    # benchmark of verdicts does it with six times as many.
    number, called = judged(world, indicator, countries=600 // world.per_class, seed=11)
    assert (number > 200).all()
    most = 0.025 + 3 * (0.025 * 0.975 / number) ** 0.5
    assert (called["slechter"] / number <= most).all(), called["slechter"] / number


def test_without_the_variance_between_months_too_many_are_called_worse():
    number, called = judged(World(months_sd=0.06), VS07, countries=3, seed=12, between=False)
    assert called["slechter"][-1] / number[-1] > 0.08
