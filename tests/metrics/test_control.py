"""Control charts of figures: what may stand on one, what they leave out, and what they say."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.control.chart import ControlError, Kaart, Rebase, Reden, Variatie, Zekerheid, control_chart
from metrics.measure import Methode, Richting

UP, DOWN = Richting.HOGER_IS_BETER, Richting.LAGER_IS_BETER
CALM = (30, 33, 28, 31, 34, 27, 30, 32, 29, 31, 33, 28)
LOWER = tuple(one - 20 for one in (28, 30, 31, 29, 33, 31, 27, 33, 34, 28, 30, 32))


def monthly(tellers, *, noemer=100, year=2020, **columns):
    """Return figures of separate months, of shares."""
    starts = [date(year + at // 12, at % 12 + 1, 1) for at in range(len(tellers) + 1)]
    frame = pl.DataFrame(
        {
            "periode_van": starts[:-1], "periode_tot": starts[1:], "teller": list(tellers),
            "noemer": [noemer] * len(tellers), "voorlopig": False, "status": "ok",
        }
    )  # fmt: skip
    frame = frame.with_columns(waarde=pl.col("teller") / pl.col("noemer"))
    return frame.with_columns(pl.Series(name, values) for name, values in columns.items())


def test_every_method_has_its_chart():
    assert [Kaart.van(one) for one in (Methode.WILSON, Methode.BYAR, Methode.MEDIAAN)] == [Kaart.P, Kaart.U, Kaart.XMR]


def test_a_calm_series_only_varies_by_chance():
    chart = control_chart(monthly(CALM), Kaart.P, UP)
    assert set(chart.punten["variatie"]) == {"toeval"}
    assert chart.punten["midden"][0] == pytest.approx(sum(CALM) / 1200)
    assert chart.zin == "Het nieuwste punt past bij het toeval dat er altijd is."


def test_below_twelve_points_there_are_no_limits_and_no_signals():
    chart = control_chart(monthly([*CALM[:10], 90]), Kaart.P, UP)
    assert chart.punten.select("midden", "onder", "boven", "regel", "variatie").null_count().row(0) == (11,) * 5
    assert chart.zin == "Te weinig gegevens: voor grenzen zijn 12 punten nodig, en er zijn er 11."
    assert control_chart(monthly(CALM).head(0), Kaart.P, UP).punten.is_empty()


def test_what_is_voorlopig_or_incomplete_is_left_out_and_counted():
    figures = monthly(
        [*CALM, 90, 5, 31], voorlopig=[False] * 13 + [True, True], status=["ok"] * 12 + ["onvolledig"] + ["ok"] * 2
    )
    chart = control_chart(figures, Kaart.P, UP)
    assert (chart.punten.height, chart.weggelaten) == (12, 3)
    assert chart.punten["midden"][0] == pytest.approx(sum(CALM) / 1200)


def test_rolling_sums_are_refused():
    rolling = monthly(CALM).with_columns(periode_van=pl.col("periode_tot").dt.offset_by("-12mo"))
    with pytest.raises(ControlError, match="overlappen elkaar"):
        control_chart(rolling, Kaart.P, UP)


@pytest.mark.parametrize(
    ("richting", "said"), [(UP, "verbetering"), (DOWN, "verslechtering"), (Richting.GEEN, "verandering omhoog")]
)
def test_a_high_point_is_better_or_worse_by_the_richting_of_the_indicator(richting, said):
    chart = control_chart(monthly([*CALM, 60]), Kaart.P, richting)
    assert chart.punten["regel"][-1] == "buiten de grenzen"
    assert chart.punten["variatie"][-1] == said
    assert said in chart.zin


def test_rates_are_judged_in_their_own_unit():
    figures = monthly([3, 5, 4, 2, 6, 4, 5, 3, 4, 5, 4, 30], noemer=2000).with_columns(waarde=pl.col("teller") / 2)
    chart = control_chart(figures, Kaart.U, DOWN, factor=1000)
    mean = 75 / 24
    assert chart.punten["midden"][0] == pytest.approx(mean)
    assert chart.punten["onder"].min() == 0.0
    assert chart.punten["variatie"][-1] == "verslechtering"


def test_a_maatregel_begins_new_limits_once_there_are_twelve_points_after_it():
    start = Rebase(date(2021, 1, 1), Reden.INTERVENTIE, "Huisbezoek bij elk signaal")
    soon = control_chart(monthly([*CALM, *LOWER[:6]]), Kaart.P, DOWN, rebase=[start])
    assert len(soon.fasen) == 1
    assert soon.fasen[0].wacht == (start,)
    assert soon.punten["midden"][-1] == pytest.approx(sum(CALM) / 1200)  # what came after does not move them
    assert soon.punten["variatie"][-1] == "verbetering"
    later = control_chart(monthly([*CALM, *LOWER]), Kaart.P, DOWN, rebase=[start])
    assert [phase.eerste for phase in later.fasen] == [0, 12]
    assert later.punten["midden"][-1] == pytest.approx(sum(LOWER) / 1200, abs=0.005)
    assert later.fasen[1].rebase is start


def test_another_definition_always_begins_anew_and_is_not_judged_by_the_old_limits():
    figures = monthly([*CALM, 60, 61, 62], versies=[[1]] * 12 + [[1, 2]] + [[2]] * 2)
    chart = control_chart(figures, Kaart.P, UP)
    assert chart.punten["midden"].is_null().to_list() == [False] * 12 + [True] * 3
    assert chart.punten["variatie"].to_list()[12:] == [None] * 3
    assert chart.fasen[1].rebase is not None
    assert chart.fasen[1].rebase.reden == "definitie versie 2"


def test_new_limits_without_a_reason_are_refused():
    with pytest.raises(ControlError, match="hebben een reden nodig"):
        Rebase(date(2021, 1, 1), Reden.INTERVENTIE, " ")


def test_a_baseline_holds_later_points_against_it_and_needs_twelve_points():
    chart = control_chart(monthly([*CALM, *LOWER]), Kaart.XMR, DOWN, basis_tot=date(2021, 1, 1))
    assert chart.punten["midden"][-1] < 0.31
    with pytest.raises(ControlError, match="heeft 6 punten"):
        control_chart(monthly(CALM), Kaart.P, UP, basis_tot=date(2020, 7, 1))


@pytest.mark.parametrize(
    ("doel", "richting", "said"),
    [  # NHSRplotthedots, ptd_calculate_assurance_type
        (0.50, UP, Zekerheid.HAALT_NIET),
        (0.05, UP, Zekerheid.HAALT),
        (0.31, UP, Zekerheid.WISSELT),
        (0.50, DOWN, Zekerheid.HAALT),
        (0.05, DOWN, Zekerheid.HAALT_NIET),
        (0.31, Richting.GEEN, None),
        (None, UP, None),
    ],
)
def test_assurance_says_whether_the_process_as_it_is_reaches_its_target(doel, richting, said):
    assert control_chart(monthly(CALM), Kaart.P, richting, doel=doel).zekerheid is said


def test_rare_events_are_judged_by_the_time_between_them():
    every_third = [0, 0, 1] * 14 + [0] * 30 + [1]
    chart = control_chart(monthly(every_third), Kaart.G, DOWN)
    assert chart.punten.height == 14
    assert chart.punten["waarde"][-1] == 30
    assert chart.punten["variatie"][-1] == "verbetering"  # further apart is good where fewer is better
    missing = monthly(every_third).filter(pl.col("periode_van") != date(2020, 5, 1))
    with pytest.raises(ControlError, match="Er ontbreken perioden"):
        control_chart(missing, Kaart.G, DOWN)


def simulated(rng, months, swing):
    """Return figures of months whose share goes up and down within each year by ``swing`` and is equal otherwise."""
    cases = rng.integers(80, 150, months)
    chance = 0.3 * (1 + swing * np.sin(np.arange(months) / 12 * 2 * np.pi))
    return monthly(rng.binomial(cases, chance), noemer=1).with_columns(
        pl.Series("noemer", cases)
    ).with_columns(waarde=pl.col("teller") / pl.col("noemer"))  # fmt: skip


@pytest.mark.parametrize("months", [24, 36])
def test_a_season_is_taken_out_when_two_years_are_there_and_flags_no_more_than_chance(months):
    """A seasonal series without change: outside the limits by chance, and never because it is summer."""
    rng = np.random.default_rng(20260101)
    charts = [control_chart(simulated(rng, months, 0.4), Kaart.P, UP) for _ in range(60)]
    points = pl.concat([chart.punten for chart in charts])
    assert points.select((pl.col("regel") == "buiten de grenzen").mean()).item() < 0.01
    assert np.mean([chart.seizoen or 0.0 for chart in charts]) > 0.8
    # The same with a year and eleven months: the season is still in it, and stands out.
    short = [control_chart(simulated(rng, months, 0.4).head(23), Kaart.P, UP) for _ in range(60)]
    assert all(chart.seizoen is None for chart in short)
    assert pl.concat([chart.punten for chart in short]).select(
        (pl.col("regel") == "buiten de grenzen").mean()
    ).item() > 0.02  # fmt: skip


def test_a_change_after_a_season_was_taken_out_still_shows():
    figures = simulated(np.random.default_rng(7), 36, 0.4)
    last = pl.col("periode_van") == date(2022, 12, 1)
    higher = figures.with_columns(waarde=pl.when(last).then(0.6).otherwise("waarde"))
    chart = control_chart(higher, Kaart.P, UP)
    assert chart.punten.filter(pl.col("regel") == "buiten de grenzen")["periode_van"].to_list() == [date(2022, 12, 1)]
    assert chart.punten["variatie"][-1] == "verbetering"
    assert np.ptp(chart.punten["midden"].to_numpy()) > 0.15  # the lines follow the season


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(40, 60)), max_size=40),
    st.sampled_from(list(Kaart)),
    st.sampled_from(list(Richting)),
)
@settings(deadline=None, max_examples=60)
def test_any_series_makes_a_chart_whose_lines_hold_its_centre(counts, kaart, richting):
    figures = monthly(CALM[:1] * len(counts)) if counts else monthly(CALM).head(0)
    figures = figures.with_columns(
        teller=pl.Series([teller for teller, _ in counts], dtype=pl.Int64),
        noemer=pl.Series([noemer for _, noemer in counts], dtype=pl.Int64),
    ).with_columns(waarde=pl.col("teller") / pl.col("noemer"))
    points = control_chart(figures, kaart, richting).punten
    drawn = points.drop_nulls("midden")
    assert drawn.height in (0, points.height)
    assert drawn.select((pl.col("onder") <= pl.col("midden") + 1e-9).all()).item()
    assert drawn.select((pl.col("midden") <= pl.col("boven") + 1e-9).all()).item()
    assert set(drawn["variatie"]) <= {one.value for one in Variatie}
