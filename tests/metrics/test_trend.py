"""The recent trend against published values."""

from datetime import date

import polars as pl
import pytest

from metrics.measure import Methode, Richting
from metrics.recent_trends import recent_trends
from metrics.trend import THRESHOLD, Beweging, TrendError, trend_of_counts, trend_of_values

RISING = (994, 1023, 1199, 1332, 1367), (40299, 41527, 42811, 44064, 44701)
VALUES = (24.67, 24.6, 28, 30.2, 30.6), (23.16, 23.15, 26.44, 28.63, 28.98), (26.25, 26.19, 29.64, 31.9, 32.25)


def test_values_with_intervals_give_the_published_statistic():
    # OHID Fingertips; also the example of assign_trend_markers in PHEindicatormethods.
    found = trend_of_values(*VALUES)
    assert found.chi2 == pytest.approx(46.77, abs=0.005)
    assert found.beweging is Beweging.STIJGT
    assert round(THRESHOLD, 4) == 9.5495


def test_counts_give_the_published_statistic():
    found = trend_of_counts(*RISING)
    assert found.chi2 == pytest.approx(47.90, abs=0.005)
    assert found.beweging is Beweging.STIJGT
    flat = trend_of_counts((209, 213, 213, 239, 210), (1017, 1087, 1119, 1117, 1139))
    assert flat.beweging is Beweging.GELIJK
    assert not flat.significant


@pytest.mark.parametrize(
    ("teller", "noemer", "expected"),
    [  # published trend markers: England, diabetes 2020-2024; Yorkshire and the Humber, MMR coverage 2020-2024
        (
            (3455176, 3491868, 3625401, 3774801, 3938080),
            (48783947, 49122259, 49956777, 50649129, 51441896),
            Beweging.STIJGT,
        ),
        ((57274, 55865, 53681, 51767, 53185), (61834, 60511, 59074, 57508, 59028), Beweging.DAALT),
    ],
)
def test_counts_give_the_published_trend_marker(teller, noemer, expected):
    assert trend_of_counts(teller, noemer).beweging is expected


@pytest.mark.parametrize(
    ("waarde", "onder", "boven", "expected"),
    [  # England: sight loss from diabetic eye disease 2020-2024
        (
            (2.935, 1.93028, 2.7567, 2.8701, 3.0121),
            (2.7841, 1.8085, 2.6113, 2.7225, 2.8616),
            (3.0919, 2.058, 2.9082, 3.0237, 3.1683),
            Beweging.STIJGT,
        ),
    ],
)
def test_rates_give_the_published_trend_marker(waarde, onder, boven, expected):
    assert trend_of_values(waarde, onder, boven).beweging is expected


def test_one_odd_period_makes_no_trend():
    found = trend_of_counts((100, 100, 100, 100, 300), (1000,) * 5)
    assert found.chi2 > THRESHOLD
    assert not found.eensgezind
    assert found.beweging is Beweging.GELIJK


def test_the_trend_is_the_same_backwards_and_falls():
    found = trend_of_counts(RISING[0][::-1], RISING[1][::-1])
    assert found.chi2 == pytest.approx(trend_of_counts(*RISING).chi2)
    assert found.beweging is Beweging.DAALT


@pytest.mark.parametrize(
    ("beweging", "richting", "said"),
    [
        (Beweging.STIJGT, Richting.HOGER_IS_BETER, "verbetert"),
        (Beweging.STIJGT, Richting.LAGER_IS_BETER, "verslechtert"),
        (Beweging.DAALT, Richting.HOGER_IS_BETER, "verslechtert"),
        (Beweging.DAALT, Richting.LAGER_IS_BETER, "verbetert"),
        (Beweging.GELIJK, Richting.HOGER_IS_BETER, "geen duidelijke verandering"),
        (Beweging.STIJGT, Richting.GEEN, None),
    ],
)
def test_rising_is_better_or_worse_by_the_richting(beweging, richting, said):
    assert beweging.oordeel(richting) == said


@pytest.mark.parametrize("points", [4, 6])
def test_a_trend_takes_exactly_five_periods(points):
    with pytest.raises(TrendError, match="precies 5 perioden"):
        trend_of_counts([10] * points, [100] * points)


def test_a_period_without_cases_or_interval_gives_no_trend():
    with pytest.raises(TrendError, match="er ontbreekt er een"):
        trend_of_counts([1, 2, 3, 4, 0], [10, 10, 10, 10, 0])
    with pytest.raises(TrendError, match="elk een interval"):
        trend_of_values([1, 2, 3, 4, 5], [0, 1, 2, 3, 5], [2, 3, 4, 5, 5])


def test_none_and_all_have_a_trend_too():
    assert trend_of_counts((0, 10, 40, 80, 100), (100,) * 5).beweging is Beweging.STIJGT
    assert trend_of_counts((0,) * 5, (100,) * 5).chi2 == 0


def years(gebied, teller, noemer, *, first=2019, **columns):
    frame = pl.DataFrame(
        {
            "gebied": gebied, "cel": "", "teller": list(teller), "noemer": list(noemer), "status": "ok",
            "voorlopig": False,
            "periode_van": [date(first + at, 1, 1) for at in range(len(teller))],
            "periode_tot": [date(first + at + 1, 1, 1) for at in range(len(teller))],
        }
    )  # fmt: skip
    share = pl.col("teller") / pl.col("noemer")
    frame = frame.with_columns(waarde=share, onder=share - 0.01, boven=share + 0.01)
    return frame.with_columns(pl.Series(name, values) for name, values in columns.items())


def test_many_gebieden_are_tested_at_once_by_their_newest_five_final_periods():
    figures = pl.concat(
        [
            years("GM0001", (500, *RISING[0], 1), (1000, *RISING[1], 10), voorlopig=[False] * 6 + [True]),
            years("GM0002", *RISING).head(4),
            years("GM0003", RISING[0][::-1], RISING[1][::-1]),
        ]
    )
    found = recent_trends(figures, Methode.WILSON, Richting.LAGER_IS_BETER)
    assert found.select("gebied", "trend", "oordeel", "periode_van").rows() == [
        ("GM0001", "stijgt", "verslechtert", date(2020, 1, 1)),
        ("GM0002", None, None, None),
        ("GM0003", "daalt", "verbetert", date(2019, 1, 1)),
    ]
    assert found["chi2"][0] == pytest.approx(47.90, abs=0.005)


def test_cases_that_repeat_count_as_fewer():
    figures = years("GM0001", *RISING, n_eff=[noemer / 6 for noemer in RISING[1]])
    found = recent_trends(figures, Methode.WILSON, Richting.GEEN)
    assert found["chi2"][0] == pytest.approx(47.8967 / 6, abs=0.001)
    assert found["trend"][0] == "geen duidelijke verandering"


def test_other_values_are_tested_by_their_intervals():
    figures = years("GM0001", *RISING).with_columns(
        pl.Series("waarde", VALUES[0], dtype=pl.Float64), pl.Series("onder", VALUES[1]), pl.Series("boven", VALUES[2])
    )
    found = recent_trends(figures, Methode.BYAR, Richting.HOGER_IS_BETER)
    assert found["chi2"][0] == pytest.approx(46.77, abs=0.005)
    assert found["oordeel"][0] == "verbetert"


def test_two_definitions_in_one_series_have_no_trend():
    figures = years("GM0001", *RISING, versies=[[1], [1], [1], [2], [2]])
    assert recent_trends(figures, Methode.WILSON, Richting.GEEN)["trend"].to_list() == [None]


def test_rolling_sums_are_refused_and_no_figures_have_no_trends():
    rolling = years("GM0001", *RISING).with_columns(periode_van=pl.col("periode_tot").dt.offset_by("-24mo"))
    with pytest.raises(TrendError, match="overlappen elkaar"):
        recent_trends(rolling, Methode.WILSON, Richting.GEEN)
    assert recent_trends(rolling.head(0), Methode.WILSON, Richting.GEEN).is_empty()
