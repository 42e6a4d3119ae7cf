"""Standardised rates against published values."""

import polars as pl
import pytest

from metrics.intervals import directly_standardised, indirectly_standardised

# PHEindicatormethods, testdata_DSR_ISR: cases and people per age band of "testdata_big", and the European standard
# population of 2013.
BIG = (127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91)
PEOPLE = (636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207)
STANDARD = (
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
)  # fmt: skip
REFERENCE = (
    10303, 2824, 0, 3615, 3641, 3490, 3789, 3213, 3031, 2771, 3089, 3490, 3595, 4745, 5514, 7125, 5694, 6210, 5757,
)  # fmt: skip
REFERENCE_PEOPLE = (
    50520, 57173, 60213, 54659, 44345, 50128, 62163, 67423, 62899, 55463, 60479, 49974, 44140, 40888, 37239, 30819,
    18136, 15325, 13918,
)  # fmt: skip


def strata(teller: tuple[int, ...] = BIG, noemer: tuple[int, ...] = PEOPLE, gebied: str = "big") -> pl.DataFrame:
    return pl.DataFrame(
        {"gebied": [gebied] * len(teller), "teller": teller, "noemer": noemer, "standaard": STANDARD,
         "teller_referentie": REFERENCE, "noemer_referentie": REFERENCE_PEOPLE}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("level", "limits"),
    [(0.95, (9717.709067985681, 11178.94091547925)), (0.998, (9323.287880219903, 11620.595999522058))],
)
def test_a_directly_standardised_rate_gives_the_published_value_and_limits(level, limits):
    made = directly_standardised(strata(), ["gebied"], level, per=100_000)
    assert made.row(0)[:3] == ("big", 895, 8970)
    assert made.row(0)[3] == pytest.approx(10430.247991469423, rel=1e-12)
    assert made.row(0)[4:] == pytest.approx(limits, rel=1e-12)


def test_fewer_than_ten_cases_are_not_standardised_unless_asked():
    few = strata((9, *[0] * 18))
    assert directly_standardised(few, ["gebied"]).row(0) == ("big", 9, 8970, None, None, None)
    (row,) = directly_standardised(few, ["gebied"], least=1).to_dicts()
    assert row["onder"] < row["waarde"] < row["boven"]


def test_a_stratum_without_people_has_no_rate_so_neither_has_the_whole():
    none = directly_standardised(strata(noemer=(0, *PEOPLE[1:])), ["gebied"])
    assert none["waarde"].item() is None
    left_out = strata(noemer=(0, *PEOPLE[1:])).with_columns(
        standaard=pl.when(pl.col("noemer") > 0).then("standaard").otherwise(0)
    )
    assert directly_standardised(left_out, ["gebied"])["waarde"].item() is not None


def test_with_the_own_population_as_standard_the_rate_is_the_plain_one():
    own = strata().with_columns(standaard=pl.col("noemer"))
    (row,) = directly_standardised(own, ["gebied"]).to_dicts()
    assert row["waarde"] == pytest.approx(895 / 8970)
    # Then Dobson's interval is Byar's, since all strata weigh the same: the published ratios x what is expected.
    limits = (1.0017147712553987 * 835.8835612311743, 1.143233287249895 * 835.8835612311743)
    assert (row["onder"] * 8970, row["boven"] * 8970) == pytest.approx(limits, rel=1e-12)


@pytest.mark.parametrize(
    ("per", "level", "expected"),
    [
        (None, 0.95, (1.0707232939020275, 1.0017147712553987, 1.143233287249895)),
        (None, 0.998, (1.0707232939020275, 0.9635155619614437, 1.1860070415876287)),
        (100_000, 0.95, (10011.137622091057, 9365.91600297888, 10689.097582910616)),
    ],
)
def test_an_indirectly_standardised_ratio_and_rate_give_the_published_values(per, level, expected):
    made = indirectly_standardised(strata(), ["gebied"], level, per=per)
    assert made["verwacht"].item() == pytest.approx(835.8835612311743, rel=1e-12)
    assert made.select("waarde", "onder", "boven").row(0) == pytest.approx(expected, rel=1e-12)


def test_an_indirectly_standardised_ratio_is_exact_below_ten():
    # PHEindicatormethods, testdata_DSR_ISR: "testdata_tiny", 9 cases among the same people.
    made = indirectly_standardised(strata((9, *[0] * 18)), ["gebied"])
    expected = (0.010767049882813684, 0.004923380825095776, 0.02043921455549973)
    assert made.select("waarde", "onder", "boven").row(0) == pytest.approx(expected, rel=1e-12)


def test_gebieden_are_standardised_apart_and_nothing_expected_gives_nothing():
    both = pl.concat([strata(), strata(noemer=(0,) * 19, gebied="empty")])
    made = indirectly_standardised(both, ["gebied"])
    assert made["gebied"].to_list() == ["big", "empty"]
    assert made["waarde"].to_list() == [pytest.approx(1.0707232939020275), None]
